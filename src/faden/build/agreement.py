"""Agreement of a study's coders: what is read, who is compared, and the figures as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.coding.agreement.question import Question, Uncoded, Work
from faden.coding.agreement.report import Agreement, compare_machines, compare_people
from faden.coding.agreement.units import UnitKind
from faden.coding.agreement.verdict import verdict
from faden.coding.codings import parse_codings
from faden.coding.comparison import Pair, compare
from faden.coding.done import CONSENSUS
from faden.core.files import read_text
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.coding.agreement.coefficients import Coefficient
    from faden.coding.blind import Blindness
    from faden.coding.codings import CodingFile
    from faden.coding.comparison import Comparison
    from faden.findings.corpus import Corpus
    from faden.study.settings import Method

Cell = str | int | None

COLUMNS: Final = (
    "coders", "machine", "unit", "uncoded", "code", "measure", "value", "low", "high", "undefined",
    "verdict", "n", "with_code", "prevalence", "few",
)  # fmt: skip
"""Columns of the table: a row a code and measure; the code is empty for all codes together."""

PER_CODE: Final = ("percent", "kappa", "alpha", "alpha_u", "u_alpha")
"""Measures of a single code."""

OVERALL: Final = ("percent", "nominal", "jaccard", "masi", "alpha_u")
"""Measures over all codes."""

_JUDGED: Final = frozenset({"alpha", "nominal", "jaccard", "masi", "alpha_u", "u_alpha"})
"""Measures that Krippendorff's thresholds are for; kappa and percent have none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants compared; what is empty is chosen by `compare_study`.

    Attributes:
        coders: Ids of people who code.
        machines: Names of machines, folders of ``analysis/proposals``.
        codes: Ids of codes.
        unit: On what they are compared.
        uncoded: What units say that nobody coded.
    """

    coders: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unit: UnitKind = UnitKind.TURN
    uncoded: Uncoded = Uncoded.LEFT_OUT


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of people, and beside them those of machines.

    Attributes:
        people: How far people agree.
        machines: How far each machine agrees with each person; never part of ``people``.
    """

    people: Agreement
    machines: tuple[Agreement, ...]


def compare_study(corpus: Corpus, asked: Asked, sight: Blindness | None = None) -> Compared:
    """How far the coders of a study agree on what all who coded it have done.

    Without names, all coders of the study are compared who have coded something.

    Args:
        corpus: The study.
        asked: What is compared.
        sight: What the person who looks may see; conversations that they may still code stay hidden.

    Raises:
        StudyError: Fewer than two coders have coded, a code is unknown, or proposals cannot be read.
    """
    known = _known(corpus, sight)
    coders = asked.coders or tuple(known)
    strange = [coder for coder in coders if coder not in known]
    if strange or len(set(coders)) < 2:  # noqa: PLR2004 - a pair
        value = ", ".join(strange or coders) or "–"
        raise StudyError("agreement-few-coders", value=value, known=", ".join(known) or "–")
    for code in asked.codes:
        if corpus.codebook.find(code) is None:
            raise StudyError("matrix-code-unknown", value=code)
    proposed = tuple(file for name in asked.machines for file in _proposed(corpus, name))
    files = [f for f in (*corpus.coding_files, *proposed) if sight is None or _shown(f, sight)]
    work = Work(corpus.transcripts, files, corpus.done, corpus.codebook)
    question = Question(
        (*coders, *asked.machines), asked.unit, asked.uncoded, asked.codes, frozenset(asked.machines)
    )
    return Compared(compare_people(work, question), compare_machines(work, question))


def _known(corpus: Corpus, sight: Blindness | None) -> list[str]:
    """Who may be compared; before the eyes of who codes blind it counts who may code, not who has begun."""
    files = [f for f in corpus.coding_files if sight is None or sight.shows(f.coder, f.transcript)]
    named = () if sight is None else (coder.id for coder in corpus.settings.coders)
    return sorted({f.coder for f in files}.union(named) - {CONSENSUS})


def _shown(file: CodingFile, sight: Blindness) -> bool:
    """Whether a conversation may be compared before somebody's eyes: anybody's codings may be shown."""
    return sight.open(file.transcript)


def noted(found: Agreement, corpus: Corpus) -> int:
    """Memos on the codes and conversations that were compared, and on codings in them."""
    about = {code.code for code in found.codes} | set(found.transcripts)
    about |= {c.id for f in corpus.coding_files if f.transcript in found.transcripts for c in f.codings}
    return sum(memo.head.about.rpartition(":")[2] in about for memo in corpus.memos)


def compare_talk(corpus: Corpus, transcript: str, coders: tuple[str, str]) -> Comparison:
    """Two coders on one conversation side by side, with what was settled; for a page that shows both.

    Raises:
        StudyError: One of them has no codings there, or has not done the conversation yet.
    """
    files = {f.coder: f for f in corpus.coding_files if f.transcript == transcript}
    for coder in coders:
        if coder not in files or transcript not in corpus.transcripts:
            raise StudyError("codings-missing", coder=coder, transcript=transcript)
    pair = Pair(files[coders[0]], files[coders[1]], files.get(CONSENSUS))
    return compare(corpus.transcripts[transcript], pair, corpus.done, corpus.codebook)


def _proposed(corpus: Corpus, machine: str) -> Iterator[CodingFile]:
    """What a machine has proposed, in files as coders have them."""
    found = corpus.folder.proposals(machine)
    if not found or machine in {file.coder for file in corpus.coding_files}:
        raise StudyError("agreement-machine-unknown", value=machine)
    for path in found:
        shown = corpus.folder.shown(path)
        parsed = parse_codings(read_text(path, shown=shown), shown)
        if parsed.value is None or parsed.problems:
            raise StudyError.of(parsed.problems[0])
        if (parsed.value.coder, parsed.value.transcript) != (machine, path.stem):
            told = f"{parsed.value.coder}/{parsed.value.transcript}"
            raise StudyError("codings-misplaced", shown, line=1, told=told, named=f"{machine}/{path.stem}")
        yield parsed.value


def agreement_rows(compared: Compared, method: Method) -> Iterator[tuple[Cell, ...]]:
    """A row a code and measure, people first; columns as in `COLUMNS`.

    Figures have six decimals. The verdict is empty where the method judges no agreement, or where few
    units have the code.
    """
    for found in (compared.people, *compared.machines):
        question = found.question
        head = (
            " ".join(question.coders),
            "yes" if found.machine else "no",
            question.unit.value,
            question.uncoded.value,
        )
        for measure in OVERALL:
            told = _figures(getattr(found, measure), measure, method)
            yield (*head, "", measure, *told, found.n, None, None, None)
        for code in found.codes:
            counted = (code.n, code.with_code, _number(code.prevalence), "yes" if code.few else "no")
            for measure in PER_CODE:
                judged = "" if code.few else measure
                told = _figures(getattr(code, measure), judged, method)
                yield (*head, code.code, measure, *told, *counted)


def _figures(found: Coefficient, measure: str, method: Method) -> tuple[Cell, ...]:
    low, high = found.interval or (None, None)
    said = verdict(found.value, method) if measure in _JUDGED else None
    return (
        _number(found.value),
        _number(low),
        _number(high),
        found.reason.value if found.reason is not None else None,
        said.value if said is not None else None,
    )


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"
