"""How long `faden build` takes and how much memory, beside a plain script on the same transcripts.

Both run as a user would run them, start of Python included, one after the other in the same run, each
round on a fresh copy of the study: the plain script, the whole build, the same build again, and
once more after a word was added to a transcript. The yardstick is ``baseline_plain.py``; it only reads, gives
vectors and groups, while the build also checks, renders and lays out the site, so that the
comparison is to the build's disadvantage. Its model is written beforehand and not counted.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from faden.build.clock import today
from faden.build.clusters import statements
from faden.core.files import digest
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.publish.verdict import Case
from faden.study.folder import find_folder
from measurements.processes import Run, middle, run
from measurements.studies import FADEN, ROOT, copy_study

IDS: Final = (
    "build.whole",
    "build.unchanged",
    "build.one-word",
    "build.cold",
    "build.repeat",
    "build.embedder",
)
ROUNDS: Final = 3
_SENTENCE: Final = "Die Wohnung war zu klein für uns fünf."
_OWN: Final = (
    f"from faden.language.embedding import default_embedder\ndefault_embedder().embed([{_SENTENCE!r}])"
)
_THEIRS: Final = (
    "import sys\nfrom sentence_transformers import SentenceTransformer\n"
    f"SentenceTransformer(sys.argv[1], device='cpu').encode([{_SENTENCE!r}])"
)


@dataclass(slots=True)
class _Bench:
    """A temporary folder with caches and the plain script's model; and what was run there."""

    folder: Path
    plain: list[Run] = field(default_factory=list)
    whole: list[Run] = field(default_factory=list)
    unchanged: list[Run] = field(default_factory=list)
    one_word: list[Run] = field(default_factory=list)
    sites: list[dict[str, str]] = field(default_factory=list)

    def build(self, study: Path) -> Run:
        """`faden build`, with caches of this bench only."""
        variables = {
            "FADEN_CACHE": str(self.folder / "models"),
            "NUMBA_CACHE_DIR": str(self.folder / "numba"),
        }
        return run([FADEN, "build"], folder=study, variables=variables)

    def run_plain(self, study: Path) -> Run:
        """The plain script on the same transcripts."""
        script = Path(__file__).with_name("baseline_plain.py")
        command: list[str | Path] = [
            sys.executable,
            script,
            study / "interviews",
            self.model,
            self.folder / "plain.csv",
        ]
        return run(
            command, folder=self.folder, variables={"NUMBA_CACHE_DIR": str(self.folder / "numba-plain")}
        )

    @property
    def model(self) -> Path:
        """The same weights for sentence-transformers."""
        return self.folder / "torch"


def measure() -> list[dict[str, Any]]:
    """Seconds and memory of builds; the first of all comes with empty caches."""
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        run([sys.executable, "-m", "measurements.torch_model", bench.model], folder=ROOT, variables={})
        cold = bench.build(copy_study(bench.folder / "cold"))
        cold_plain = bench.run_plain(bench.folder / "cold")
        for number in range(ROUNDS):
            _round(bench, copy_study(bench.folder / f"study{number}"))
        return [*_cold_rows(cold, cold_plain), *_rows(bench), _embedder(bench)]


def _round(bench: _Bench, study: Path) -> None:
    bench.plain.append(bench.run_plain(study))
    bench.whole.append(bench.build(study))
    bench.sites.append(_digests(study / "build/site"))
    bench.unchanged.append(bench.build(study))
    _add_word(study)
    bench.one_word.append(bench.build(study))


def _add_word(study: Path) -> None:
    """Lengthen the last turn of the first interview by a word, behind everything that is coded."""
    path = min((study / "interviews").glob("I*.md"))
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + " Genau.\n", encoding="utf-8")


def _digests(site: Path) -> dict[str, str]:
    files = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): digest(path.read_bytes()) for path in files}


def _cold_rows(cold: Run, plain: Run) -> list[dict[str, Any]]:
    note = "caches empty, numba's too; the plain script finds its model ready"
    return [
        {"id": "build.cold.seconds", "value": cold.seconds, "baseline": plain.seconds, "n": 1, "note": note},
        {"id": "build.cold.processor", "value": cold.computing, "baseline": plain.computing, "n": 1},
        {"id": "build.cold.memory", "value": cold.megabytes, "baseline": plain.megabytes, "n": 1},
    ]


def _rows(bench: _Bench) -> list[dict[str, Any]]:
    seconds, memory = middle(bench.plain)
    plain, computing = bench.plain[-1].output.strip(), median(one.computing for one in bench.plain)
    note = f"faden groups {_grouped()} coded stretches, nine runs; the plain script {plain}, one run; "
    rows: list[dict[str, Any]] = []
    kinds = {"whole": bench.whole, "unchanged": bench.unchanged, "one-word": bench.one_word}
    for name, runs in kinds.items():
        own = middle(runs)
        each = ", ".join(f"{one.seconds:.1f}" for one in runs)
        used = median(one.computing for one in runs)
        told = f"{note}each run: {each} s"
        rows += [
            {"id": f"build.{name}.seconds", "value": own[0], "baseline": seconds, "n": ROUNDS, "note": told},
            {"id": f"build.{name}.processor", "value": used, "baseline": computing, "n": ROUNDS},
            {"id": f"build.{name}.memory", "value": own[1], "baseline": memory, "n": ROUNDS},
        ]
    first, *others = bench.sites
    names = set(first).union(*others)
    differing = sum(any(first.get(name) != other.get(name) for other in others) for name in names)
    return [*rows, {"id": "build.repeat.differing", "value": differing, "n": len(names)}]


def _grouped() -> int:
    """How many stretches of words the build gives vectors and groups: coded, with consent, each once."""
    corpus = read_corpus(find_folder(ROOT))
    return len(statements(Case(corpus, Index(corpus), today())))


def _embedder(bench: _Bench) -> dict[str, Any]:
    """Start of Python to the first vector, model already converted; beside sentence-transformers."""
    variables = {"FADEN_CACHE": str(bench.folder / "models")}
    own, theirs = [], []
    for _ in range(ROUNDS):
        own.append(run([sys.executable, "-c", _OWN], folder=bench.folder, variables=variables).seconds)
        command: list[str | Path] = [sys.executable, "-c", _THEIRS, bench.model]
        theirs.append(run(command, folder=bench.folder, variables={}).seconds)
    return {
        "id": "build.embedder.cold",
        "value": median(own),
        "baseline": median(theirs),
        "n": ROUNDS,
        "note": "the model already converted; baseline: sentence-transformers with the same weights",
    }
