"""How long projects take in and out: 200 transcripts with 2,000 codings, in one file.

Both programs start anew, load their code, and read or write the same file on disk. The yardstick is
QualCoder's own importer and exporter without the rest of that program (see ``baseline_qualcoder.py``);
where it cannot be loaded, the figures stand alone.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any, Final

from faden.exchange.refi.read import read_project
from faden.study.beginning import begin_study
from measurements.processes import CommandFailedError, Run, middle, run
from measurements.refi import call_qualcoder, generator, has_qualcoder, quotations
from measurements.studies import FADEN

IDS: Final = ("refi.200.",)
ROUNDS: Final = 3
TEXTS: Final = 200
LINES: Final = 80
CODED: Final = 10
"""Codings of each text."""

_WORDS: Final = (
    "wir", "haben", "lange", "eine", "Wohnung", "gesucht", "und", "dann", "kam", "der", "Brief",
    "vom", "Amt", "mit", "einer", "Absage", "obwohl", "alles", "stimmte",
)  # fmt: skip


def measure() -> list[dict[str, Any]]:
    """Seconds and memory of import and export."""
    tasks = ("import", "export")
    own: dict[str, list[Run]] = {task: [] for task in tasks}
    other: dict[str, list[Run]] = {task: [] for task in tasks}
    with tempfile.TemporaryDirectory() as name:
        file = write(Path(name) / "in.qdpx")
        for number in range(ROUNDS):
            folder = Path(name) / str(number)
            folder.mkdir()
            for task, done in _faden(file, folder).items():
                own[task].append(done)
            if has_qualcoder():
                place = str(folder / "other")
                other["import"].append(call_qualcoder("import", str(file), place))
                other["export"].append(call_qualcoder("export", place))
    rows = []
    for task in tasks:
        seconds, memory = middle(own[task])
        base = middle(other[task]) if other[task] else (None, None)
        note = "QualCoder: its exchange and what that loads, not the whole program"
        note = note if other[task] else "QualCoder is not at hand; faden alone"
        rows.append(_row(f"refi.200.{task}.seconds", seconds, base[0], note))
        rows.append(_row(f"refi.200.{task}.memory", memory, base[1], ""))
    return rows


def _row(identifier: str, value: float, baseline: float | None, note: str) -> dict[str, Any]:
    return {"id": identifier, "value": value, "baseline": baseline, "n": ROUNDS, "note": note}


def write(path: Path) -> Path:
    """The project, by the generator of the conformance tests; the same at every run."""
    made = generator()
    lot = random.Random(3)  # noqa: S311 - a mixture that repeats, no secret
    texts = {f"T{number:03}": _text(lot) for number in range(TEXTS)}
    vars(made)["quotations"] = lambda text: random.Random(text).sample(_ends(text), CODED)  # noqa: S311 - as above
    how = made.Convention(utf16=False, newline="lf", mark="none", origin="QualCoder 3.7")
    path.write_bytes(made.project(how, texts).data)
    return path


def _text(lot: random.Random) -> str:
    lines = (
        f"{'IB'[number % 2]}: {' '.join(lot.choice(_WORDS) for _ in range(20))} Nr{number}."
        for number in range(LINES)
    )
    return "\n".join(lines) + "\n"


def _ends(text: str) -> list[str]:
    """The last words of each line, which stand once: they hold its number."""
    return [" ".join(line.split()[-6:]) for line in text.splitlines()]


def _faden(file: Path, folder: Path) -> dict[str, Run]:
    """Import into an empty study, and export of that study.

    Raises:
        CommandFailedError: Not every coding came through.
    """
    study, out = folder / "study", folder / "out.qdpx"
    begin_study(study)
    command: list[str | Path] = [FADEN, "import", "--pseudonymised", "--by", "measurement", "--into", study]
    taken = run([*command, file], folder=study, variables={})
    given = run([FADEN, "export", out, "--internal", "--study", study], folder=study, variables={})
    if sorted(quotations(read_project(file))) != sorted(quotations(read_project(out))):
        raise CommandFailedError(f"not every coding came back: {taken.output[-500:]}")
    return {"import": taken, "export": given}
