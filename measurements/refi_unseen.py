"""Whether projects that nobody looked at while the reader was written come in with every position right.

The files are public but not ours to pass on: ``testsets/refi_unseen.csv`` names where each one lies and
what it hashes to. Put them into one folder, named as in the first column, and name the folder in
``FADEN_UNSEEN``; without it nothing is measured here and the last figure stays.
"""

from __future__ import annotations

import csv
import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from faden.exchange.refi.model import TextSource
from faden.exchange.refi.read import Found, read_project
from measurements.refi import at_words

IDS: Final = ("refi.unseen.",)
TABLE: Final = Path(__file__).parent / "testsets/refi_unseen.csv"


def measure() -> list[dict[str, Any]]:
    """Part of the selections on texts that begin and end at words, beside a naive reader."""
    given = os.environ.get("FADEN_UNSEEN")
    files = list(at_hand(Path(given))) if given else []
    if not files:
        return []
    own: list[bool] = []
    naive: list[bool] = []
    notes = []
    for path in files:
        mine, theirs = list(_read(read_project(path))), list(_naively(path))
        own += mine
        naive += theirs
        notes.append(f"{path.name}: {sum(mine)} of {len(mine)} (naively {sum(theirs)} of {len(theirs)})")
    return [
        {
            "id": "refi.unseen.word-boundaries",
            "value": sum(own) / len(own),
            "baseline": sum(naive) / len(naive),
            "n": len(own),
            "note": "; ".join(notes),
        }
    ]


def at_hand(folder: Path) -> Iterator[Path]:
    """The files of the table that lie in a folder, byte by byte those that are meant.

    Raises:
        ValueError: A file of that name is another one.
    """
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        path = folder / row["file"]
        if not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            raise ValueError(f"{path} is not the file that testsets/refi_unseen.csv names")
        yield path


def _read(found: Found) -> Iterator[bool]:
    """Whether each selection is at words, in texts whose words are at hand."""
    for source in found.project.sources:
        if isinstance(source, TextSource) and source.plain:
            for each in source.selections:
                yield at_words(source.plain, each.start or 0, each.end or 0)


def _naively(path: Path) -> Iterator[bool]:
    """The same where the file's text is decoded and cut at the positions as they stand."""
    with zipfile.ZipFile(path) as archive:
        names = {name.replace("\\", "/").rpartition("/")[2].casefold(): name for name in archive.namelist()}
        project = next(name for name in archive.namelist() if name.casefold().endswith(".qde"))
        for source in etree.fromstring(archive.read(project)).iter("{*}TextSource"):
            file = names.get((source.get("plainTextPath") or "").rpartition("/")[2].casefold())
            text = archive.read(file).decode("utf-8-sig", "replace") if file else ""
            for each in source.iter("{*}PlainTextSelection") if text else ():
                yield at_words(text, int(each.get("startPosition")), int(each.get("endPosition")))
