"""Write ``requirements.lock``: exact versions of everything, no host names: ``make lock``.

Versions that must not move by themselves stand in ``tools/pins.txt``; torch comes first, so that its
build is chosen by the machine's own settings. Run it with the oldest Python at hand, such as Debian's
(``make lock PYTHON=/usr/bin/python3``): a newer one takes packages that refuse the older.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """\
# Exact versions of everything faden needs, tests included. Written by `make lock`; do not edit.
# torch is installed first (see Makefile); which build of it you get is your machine's choice.
"""


def main() -> None:
    """Install into a fresh environment, and note what came."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = (ROOT / "tools/pins.txt").read_text(encoding="utf-8").splitlines()
    pinned = [pin for pin in pins if pin and not pin.startswith("#")]
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["lab"],
        *project["dependency-groups"]["dev"],
        "hatchling",
        "editables",
    ]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin/python")
        torch = next(pin for pin in pinned if pin.startswith("torch=="))
        subprocess.run([python, "-m", "pip", "install", "--quiet", torch], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *pinned, *wanted], check=True)
        frozen = subprocess.run(
            [python, "-m", "pip", "list", "--format=freeze", "--exclude", "pip", "--exclude", "setuptools"],
            check=True,
            capture_output=True,
            text=True,
        )
    lines = [line.split("+")[0] for line in frozen.stdout.splitlines() if "==" in line]
    (ROOT / "requirements.lock").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
