"""The yardstick of `faden import`: reads the same files with the standard library, and nothing more.

It takes the text as it comes (UTF-8, the running text of docx and odt without its tags), puts each line
into a table, with what stands before a colon as the speaker, and writes one CSV for each file. It knows
no times, tells no languages apart, lists nothing that it did not understand, and refuses nothing.

``python baseline_reading.py FOLDER FILES…``
"""

from __future__ import annotations

import csv
import html
import re
import sys
import zipfile
from pathlib import Path

SPEAKER = re.compile(r"^\s*([^:\n]{1,40}):\s+(.*)$")


def read_text(path: Path) -> str:
    """The text of a file."""
    if path.suffix not in {".docx", ".odt"}:
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as archive:
        name = "word/document.xml" if path.suffix == ".docx" else "content.xml"
        content = archive.read(name).decode("utf-8")
    lines = re.sub(r"</(?:w:p|text:p|text:h)>", "\n", content)
    return html.unescape(re.sub(r"<[^>]*>", "", lines))


def read_rows(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [m.groups() if (m := SPEAKER.match(line)) else ("", line) for line in lines]  # type: ignore[misc]


def main(target: Path, files: list[Path]) -> None:
    """Read all files, and write a table for each."""
    total = 0
    for number, path in enumerate(files):
        rows = read_rows(read_text(path))
        total += len(rows)
        with (target / f"{number}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
    print(len(files), "files,", total, "lines")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
