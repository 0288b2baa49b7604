"""Whether applying pseudonyms twice changes anything, and whether undo brings every byte back.

In a copy of this repository's study, its commonest long words play the names: they stand in transcripts,
codings, memos, findings and translations, inflected and in compounds, in every script of the study.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from faden.interviews.files import read_transcript
from faden.protection.material import write_names
from faden.protection.places import write_vault
from faden.protection.pseudonyms.apply import apply_names
from faden.protection.pseudonyms.undo import undo
from faden.protection.vault import from_passphrase
from faden.study.folder import Folder, find_folder
from measurements.studies import ROOT

IDS: Final = ("pseudonyms.again.", "pseudonyms.undo.")
NAMES: Final = 60
SHORTEST: Final = 5
_WORDS: Final = re.compile(r"[^\W\d_]+")


def measure() -> list[dict[str, Any]]:
    """Both rows, from one run over the whole study."""
    with tempfile.TemporaryDirectory() as place, _vaults():
        folder = _copy(Path(place))
        vault = write_vault(folder, from_passphrase("measured and thrown away"))
        spoken = _names(folder)
        rows = "".join(f"{word},[Wort {at}],other,\n" for at, word in enumerate(spoken))
        write_names(vault, f"# faden.pseudonyms/1\nname,label,kind,variants\n{rows}")
        before = _prints(folder)
        apply_names(folder, vault)
        applied = _prints(folder)
        apply_names(folder, vault)
        again = _prints(folder)
        undo(folder, vault)
        back = _prints(folder)
    changed = _differing(before, applied)
    note = f"files; {changed} of {len(before)} are changed by applying {len(spoken)} common words as names"
    return [
        {"id": "pseudonyms.again.changes", "value": _differing(applied, again), "n": changed, "note": note},
        {"id": "pseudonyms.undo.differences", "value": _differing(before, back), "n": changed, "note": note},
    ]


@contextmanager
def _vaults() -> Iterator[None]:
    """A place for the vault that is gone afterwards."""
    old = os.environ.get("FADEN_VAULTS")
    with tempfile.TemporaryDirectory() as name:
        os.environ["FADEN_VAULTS"] = name
        try:
            yield
        finally:
            os.environ.pop("FADEN_VAULTS")
            if old is not None:
                os.environ["FADEN_VAULTS"] = old


def _copy(place: Path) -> Folder:
    for name in ("research", "interviews", "analysis", "prototypes", "site"):
        shutil.copytree(ROOT / name, place / name)
    return find_folder(place)


def _names(folder: Folder) -> list[str]:
    """The commonest long words of the transcripts, of every language in turn."""
    spoken: dict[str, Counter[str]] = {}
    for path in folder.transcripts():
        transcript = read_transcript(folder, path.stem).value
        for turn in transcript.turns if transcript is not None else ():
            for part in turn.parts:
                words = (word for word in _WORDS.findall(part.text) if len(word) >= SHORTEST)
                spoken.setdefault(part.language, Counter()).update(words)
    each = NAMES // len(spoken)
    return sorted({word for counted in spoken.values() for word, _ in counted.most_common(each)})


def _prints(folder: Folder) -> dict[str, str]:
    files = (path for path in sorted(folder.root.rglob("*")) if path.is_file())
    return {p.relative_to(folder.root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _differing(one: dict[str, str], other: dict[str, str]) -> int:
    return sum(one.get(name) != other.get(name) for name in {*one, *other})
