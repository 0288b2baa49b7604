"""How long `faden import` takes, and whether every real file is answered rightly.

Material is declared pseudonymised, so that nothing is encrypted; start of Python included. The yardstick
is ``baseline_reading.py``: the same files, read with the standard library, without speakers' roles,
times, languages, notices or refusals.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final, NamedTuple

from faden.core.problems import ImportRefusedError
from faden.interviews.files import parse_transcript
from faden.interviews.readers.registry import parse_bytes
from faden.study.beginning import begin_study
from measurements.processes import CommandFailedError, Run, middle, run
from measurements.studies import FADEN, ROOT, SHARED

IDS: Final = ("import.real.", "import.generated.")
ROUNDS: Final = 5
GENERATED: Final = 200
TURNS: Final = 50
REFUSED: Final = "refused"
_COUNTED: Final = ROOT / "tests/conformance/test_transcripts.py"


def measure() -> list[dict[str, Any]]:
    """Seconds, memory, and answers to real files (those only where the files are at hand)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = _generate(folder / "generated")
        own, plain = _rounds(folder, made)
        seconds, memory = middle(own), middle(plain)
        note = f"{_words(made):,} words in all; the plain script: {plain[-1].output.strip()}"
        rows: list[dict[str, Any]] = [
            _row("import.generated.seconds", seconds[0], memory[0], note),
            _row("import.generated.memory", seconds[1], memory[1], ""),
        ]
        return rows + (_real(folder) if (SHARED / "transcripts").is_dir() else [])


def _row(identifier: str, value: float, baseline: float, note: str) -> dict[str, Any]:
    return {"id": identifier, "value": value, "baseline": baseline, "n": ROUNDS, "note": note}


def _generate(folder: Path) -> list[Path]:
    """Transcripts in plain text, mixed by lot from the turns of this study; the same at every run."""
    folder.mkdir()
    lot = random.Random(0)  # noqa: S311 - a mixture that repeats, no secret
    turns = []
    for path in sorted((ROOT / "interviews").glob("*.md")):
        transcript = parse_transcript(path.read_text(encoding="utf-8"), path.name).value
        if transcript is not None:
            turns += [" ".join(part.text.split()) for turn in transcript.turns for part in turn.parts[:1]]
    files = []
    for number in range(GENERATED):
        lines = [f"{'IP'[at % 2]}: {text}" for at, text in enumerate(lot.sample(turns, TURNS))]
        path = folder / f"talk{number:03}.txt"
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        files.append(path)
    return files


def _words(files: Sequence[Path]) -> int:
    return sum(len(path.read_text(encoding="utf-8").split()) for path in files)


def _rounds(folder: Path, files: Sequence[Path]) -> tuple[list[Run], list[Run]]:
    """The import into an empty study and the plain script, in turn."""
    own, plain = [], []
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory(dir=folder) as name:
            study, target = Path(name) / "study", Path(name) / "plain"
            target.mkdir()
            begin_study(study)
            script = Path(__file__).with_name("baseline_reading.py")
            plain.append(run([sys.executable, script, target, *files], folder=folder, variables={}))
            declared: list[str | Path] = [
                FADEN,
                "import",
                "--pseudonymised",
                "--by",
                "measurement",
                "--into",
                study,
            ]
            own.append(run([*declared, *files], folder=study, variables={}))
            made = len(list((study / "interviews").glob("*.md")))
            if made != len(files):
                raise CommandFailedError(f"round {number}: {made} of {len(files)} files imported")
    return own, plain


def _real(folder: Path) -> list[dict[str, Any]]:
    """Every real file: answered, and read as it was counted by hand."""
    base = SHARED / "transcripts"
    names = {p.relative_to(base).as_posix() for p in base.rglob("*") if p.is_file()}
    answers = {name: _answer(base, name) for name in sorted(names - {"MANIFEST.tsv"})}
    readable = [name for name, answer in answers.items() if isinstance(answer, Heard)]
    own, plain = _rounds(folder, [base / name for name in readable])
    counted = {row.file: Heard(row.turns, row.labels) for row in _table()}
    right = sum(name in counted and answer == counted[name] for name, answer in answers.items())
    refused = sorted({Path(name).parent.name for name, answer in answers.items() if answer == REFUSED})
    told = f"; refused with a reason: {', '.join(refused)}" if refused else ""
    note = f"{len(readable)} of {len(answers)} files are read{told}"
    silent = sum(answer is None for answer in answers.values())
    return [
        _row("import.real.seconds", middle(own)[0], middle(plain)[0], note),
        {"id": "import.real.unanswered", "value": silent, "n": len(answers)},
        {"id": "import.real.right", "value": right / len(answers), "n": len(answers), "note": note},
    ]


class Heard(NamedTuple):
    """What a reader made of a file: number of turns, and speakers in the order in which they speak."""

    turns: int
    speakers: tuple[str, ...]


def _answer(base: Path, name: str) -> Heard | str | None:
    """What came of a file; `REFUSED` with a reason, ``None`` where the reader fell over."""
    try:
        reading = parse_bytes((base / name).read_bytes(), name)
    except ImportRefusedError:
        return REFUSED
    except Exception:  # noqa: BLE001 - this is what is counted
        return None
    return Heard(len(reading.turns), tuple(dict.fromkeys(turn.speaker for turn in reading.turns)))


def _table() -> Sequence[Any]:
    """The table of the conformance test, counted by hand before the readers existed."""
    spec = spec_from_file_location("counted_transcripts", _COUNTED)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_COUNTED)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    table: Sequence[Any] = module.COUNTED
    return table
