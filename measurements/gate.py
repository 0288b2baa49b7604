"""Whether anything gets out: planted names, quotes unique together, hidden cells, words of who withdrew.

The attackers in ``tests/attack`` import nothing from what they attack; the words left after a withdrawal
are counted here by code of its own.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from faden.build.leaks import check_output, check_sources, sought
from faden.interviews.files import read_transcript
from faden.protection.leaks.keys import make_key
from faden.protection.leaks.scan import scan_bytes, scan_name
from faden.protection.pseudonyms.names import Name
from faden.protection.withdrawal.act import withdraw
from faden.publish.exposure_tables import suppress_table
from faden.study.folder import Folder, find_folder
from measurements.studies import ROOT
from tests.attack.hostile_quotes import STUDIES, TABLES, recomputable
from tests.attack.hostile_tables import SUM
from tests.attack.planting import clear_names, plantings
from tests.attack.test_dp_recognition import published_of, shown_of
from tools.demo_vault import make

IDS: Final = ("gate.",)
K: Final = 5
LEAVING: Final = ("I03", "I09", "I15")
"""Interviews whose person withdraws; of `WORKSHOP` the first who took part."""
WORKSHOP: Final = "W03"
_LETTERS: Final = re.compile(r"[^\W_]+")
_SEQUENCE: Final = 6
_BINARY: Final = 1 << 22


def measure() -> list[dict[str, Any]]:
    """All rows; the built site has to be there for the false alarms."""
    rows = [_planted(), _mosaic(), _cells(), _withdrawn()]
    return [*rows, _alarms()] if (ROOT / "build/site").is_dir() else rows


def _planted() -> dict[str, Any]:
    key = make_key(Name.model_validate(name) for name in clear_names())
    labels = {name["name"]: name["label"] for name in clear_names()}
    made = plantings(1)
    lost = 0
    for planting in made:
        hits, closed = scan_bytes(planting.path, planting.data, key)
        found = {hit.label for hit in (*hits, *scan_name(planting.path, key))}
        lost += labels[planting.clear_name] not in found and not closed
    forms = len({p.form for p in made}), len({p.carrier for p in made})
    note = f"{forms[0]} forms in {forms[1]} kinds of place; at the first look 769 were missed"
    return {"id": "gate.attack.leaks", "value": lost, "n": len(made), "note": note}


def _mosaic() -> dict[str, Any]:
    right = cases = 0
    for study in STUDIES:
        ids = [quote["id"] for quote in study["quotes"]]
        for size in range(1, len(ids) + 1):
            for chosen in itertools.combinations(ids, size):
                if list(chosen) not in study["allowed"]:
                    cases += 1
                    right += set(shown_of(study, chosen).labels) != set(chosen)
    note = "combinations that the attacker found telling; every harmless one is shown whole (a test)"
    return {"id": "gate.mosaic.blocked", "value": right / cases, "n": cases, "note": note}


def _cells() -> dict[str, Any]:
    found = hidden = 0
    for table in TABLES.values():
        rows = list(dict.fromkeys(row for row, _ in table if row != SUM))
        columns = list(dict.fromkeys(column for _, column in table if column != SUM))
        told = published_of(suppress_table({r: {c: table[r, c] for c in columns} for r in rows}, K))
        hidden += sum(n is None for n in told.values())
        if any(n is not None for n in told.values()):
            found += len(recomputable(table, told, K))
    return {"id": "gate.cells.recomputed", "value": found, "n": hidden, "note": f"{len(TABLES)} tables"}


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _LETTERS.findall(text)]
    return {tuple(words[at : at + _SEQUENCE]) for at in range(len(words) - _SEQUENCE + 1)}


def _copy(root: Path) -> Folder:
    for name in ("research", "interviews", "analysis", "prototypes", "site", "build/cache"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
    return find_folder(root)


def _spoken(folder: Folder, identifier: str, person: str) -> Iterator[str]:
    transcript = read_transcript(folder, identifier).value
    for turn in transcript.turns if transcript else ():
        if transcript and transcript.participant(turn) == person:
            yield from (part.text for part in turn.parts)


def _all_text(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.stat().st_size < _BINARY:
            yield path.read_bytes().decode("utf-8", "replace")


def _left(root: Path, gone: set[tuple[str, ...]]) -> int:
    return sum(len(gone & _sequences(text)) for text in _all_text(root))


def _withdrawn() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = _copy(Path(name))
        people: dict[str, str] = {}
        for identifier in (*LEAVING, WORKSHOP):
            transcript = read_transcript(folder, identifier).value
            if transcript is not None:
                people[next(iter(transcript.participants()))] = identifier
        said = {p: _sequences("\n".join(_spoken(folder, i, p))) for p, i in people.items()}
        before = sum(_left(folder.root, gone) for gone in said.values())
        for person in people:
            withdraw(folder, None, person, by="mira", on="2025-10-06")
        after = sum(_left(folder.root, gone) for gone in said.values())
        return {
            "id": "gate.withdrawal.left",
            "value": after,
            "n": len(people),
            "note": f"persons; before, {before:,} places held {sum(map(len, said.values())):,} sequences",
        }


def _alarms() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as vaults:
        folder = _copy(Path(name))
        old = os.environ.get("FADEN_VAULTS")
        os.environ["FADEN_VAULTS"] = vaults
        try:
            names = sought(make(folder))
        finally:
            _restore("FADEN_VAULTS", old)
        leaking, scan = check_output(ROOT / "build/site", names, "build/site")
        alarms: Iterable[object] = (*leaking, *check_sources(folder, names))
        note = f"{names.key.names} invented names; {scan.size / 1e6:.1f} MB searched"
        return {"id": "gate.study.false-alarms", "value": len([*alarms]), "n": scan.files, "note": note}


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
