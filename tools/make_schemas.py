"""Write the JSON Schemas of all study files into the package: ``python tools/make_schemas.py``."""

from pathlib import Path

from faden.build.schemas import schemas
from faden.core.files import write_atomic

FOLDER = Path(__file__).parent.parent / "src/faden/study/template/.schemas"

if __name__ == "__main__":
    for name, content in schemas().items():
        write_atomic(FOLDER / name, content)
