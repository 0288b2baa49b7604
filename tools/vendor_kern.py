"""Carry the style sheet of KERN-UX into the package, in both writing directions.

Run once for each new version of KERN (needs Node and npm): ``python tools/vendor_kern.py``. The
result stands in git, so that building a study needs neither Node nor a network. Fonts are not
carried: one weight of Fira Sans is 130 KB, and the package names no licence for them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

KERN: Final = "2.7.2"
TOOLS: Final = ("rtlcss@4.3.0", "postcss@8.5.33")
HERE: Final = Path(__file__).resolve().parent
TARGET: Final = HERE.parent / "src/faden/prototypes/assets/kern"


def _run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


def vendor() -> None:
    """Fetch KERN, cut it down to the components used, mirror it, and note where it came from."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        package = f"@kern-ux/native@{KERN}"
        _run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", package, *TOOLS, folder=work)
        shutil.copy(HERE / "vendor_kern.cjs", work)
        kern = work / "node_modules/@kern-ux/native"
        TARGET.mkdir(parents=True, exist_ok=True)
        _run("node", "vendor_kern.cjs", str(kern / "dist/kern.min.css"), str(TARGET), folder=work)
        shutil.copy(kern / "LICENSE.md", TARGET / "LICENSE.md")
        lock = json.loads((work / "package-lock.json").read_text(encoding="utf-8"))
        _note(lock["packages"]["node_modules/@kern-ux/native"]["integrity"])


def _note(integrity: str) -> None:
    origin = {
        "name": "@kern-ux/native",
        "version": KERN,
        "licence": "EUPL-1.2",
        "authors": "KERN-Team (Land Schleswig-Holstein, Freie und Hansestadt Hamburg, Dataport)",
        "home": "https://www.kern-ux.de",
        "integrity": integrity,
        "changed": "Cut to the components used; right-to-left version made with rtlcss; no fonts.",
        "made_with": list(TOOLS),
    }
    text = json.dumps(origin, indent=2, ensure_ascii=False) + "\n"
    (TARGET / "ORIGIN.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    vendor()
