"""How long an action of a coder takes, from the call to the files on the disk."""

from __future__ import annotations

import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from faden.coding.anchor import Position, describe
from faden.coding.codings import CodingFile, coding_at, write_codings
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.core.documents import wanted
from faden.core.ids import coding
from faden.core.text import words
from faden.interviews.files import read_transcript, write_transcript
from faden.interviews.transcript import Part, PartKind, Transcript, Turn
from faden.study.folder import Folder, find_folder
from measurements.studies import copy_study

IDS: Final = ("app.act.",)

TRANSCRIPT: Final = "I98"
WORDS: Final = 20_000
CODINGS: Final = 1_000
ACTIONS: Final = 200
SPAN: Final = 40
"""Code points of each coding."""


def measure() -> list[dict[str, Any]]:
    """Actions on a long transcript with many codings: coding, and correcting a turn of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = find_folder(copy_study(Path(place)))
        long = _long(folder)
        write_transcript(folder, long)
        _coded(folder, long)
        bench = Bench(folder, "mira")
        coded = [_timed(bench, _coding(long, n)) for n in range(ACTIONS)]
        corrected = [_timed(bench, _correction(long, n)) for n in range(20)]
        added = [
            _timed(bench, {"do": "add-code", "name": {"de": f"Neu {n}"}, "parent": "zugang"})
            for n in range(20)
        ]
    rows = (("app.act.p95", coded), ("app.act.correct.p95", corrected), ("app.act.codebook.p95", added))
    return [{"id": name, "value": _p95(times), "n": len(times), "note": _note(times)} for name, times in rows]


def _timed(bench: Bench, values: dict[str, Any]) -> float:
    """Milliseconds of one action, on a page that was just loaded."""
    seen = bench.state(TRANSCRIPT).fingerprints
    begun = time.perf_counter()
    bench.perform(parse_action(values), seen)
    return (time.perf_counter() - begun) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[round(0.95 * (len(times) - 1))]


def _note(times: list[float]) -> str:
    return f"median {sorted(times)[len(times) // 2]:.0f} ms"


def _long(folder: Folder) -> Transcript:
    """A conversation of so many words, from turns of the study in German."""
    base = wanted(read_transcript(folder, "I02"))
    texts = [turn.text for turn in base.turns if turn.text]
    turns: list[Turn] = []
    total = 0
    for text in islice(cycle(texts), 100_000):
        if total >= WORDS:
            break
        parts = (Part(PartKind.ORIGINAL, base.head.language, text),)
        turns.append(Turn(f"t{len(turns) + 1}", base.turns[0].speaker, parts))
        total += len(words(text))
    return Transcript(base.head.model_copy(update={"id": TRANSCRIPT}), tuple(turns))


def _coded(folder: Folder, long: Transcript) -> None:
    """So many codings of the coder, spread over the conversation."""
    tellable = [turn for turn in long.turns if len(turn.text) > SPAN + 10]
    found = []
    for n, turn in enumerate(islice(cycle(tellable), CODINGS)):
        at = n // len(tellable)
        anchor = describe(
            long, Position(turn.id, at), Position(turn.id, at + SPAN), language=long.head.language
        )
        found.append(
            coding_at(anchor, identifier=coding(), code="keine-antwort", on="2026-01-01", codebook=3)
        )
    write_codings(folder, CodingFile(TRANSCRIPT, "mira", tuple(found), {}), tuple(t.id for t in long.turns))


def _coding(long: Transcript, n: int) -> dict[str, Any]:
    turn = [turn for turn in long.turns if len(turn.text) > SPAN][n * 3 % 100]
    start, end = [turn.id, 1 + n % 7], [turn.id, 20 + n // 100]
    return {"do": "code", "transcript": TRANSCRIPT, "start": start, "end": end, "code": "wohnungssuche"}


def _correction(long: Transcript, n: int) -> dict[str, Any]:
    turn = long.turns[n * 5]
    told = {"turn": turn.id, "language": long.head.language, "text": f"Nun {n}: {turn.text}"}
    return {"do": "correct", "transcript": TRANSCRIPT, **told}
