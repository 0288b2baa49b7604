"""Figures of agreement as a page shows them: each with what it rests on, and why where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.build.agreement import OVERALL
from faden.coding.agreement.report import FEW
from faden.coding.agreement.verdict import shows_verdicts, verdict
from faden.core.catalogue import text

if TYPE_CHECKING:
    from faden.build.agreement import Compared
    from faden.coding.agreement.coefficients import Coefficient
    from faden.coding.agreement.report import Agreement, CodeAgreement
    from faden.coding.codebook import Codebook
    from faden.study.settings import Method


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure.

    Attributes:
        value: As people write it; empty where it is undefined.
        reason: Why it is undefined, in words.
        interval: 95 % from … to; may be empty.
        verdict: In words; empty where there is none.
    """

    value: str
    reason: str
    interval: str
    verdict: str


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One code.

    Attributes:
        code: Its id.
        name: Its name.
        with_code: Units with the code.
        n: Units.
        prevalence: Share of judgements that say it is there.
        few: Whether it rests on few units.
        percent: Equal judgements.
        kappa: Cohen's.
        alpha: Krippendorff's.
        alpha_u: For unitising.
    """

    code: str
    name: str
    with_code: int
    n: int
    prevalence: str
    few: bool
    percent: Figure
    kappa: Figure
    alpha: Figure
    alpha_u: Figure


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Figures of some coders.

    Attributes:
        coders: Who.
        machine: Whether one of them is a machine.
        n: Units.
        unit: What they are, in words.
        uncoded: What text says that nobody coded, in words.
        transcripts: Conversations that count.
        waiting: Conversations of which nothing is told yet.
        changed: Who changed what after being done, in words.
        lost: Codings without a place.
        codes: Code by code, the least agreement first.
        overall: (measure in words, figure) over all codes.
        verdicts: Whether the method judges agreement.
        few: Units below which there is a star.
    """

    coders: tuple[str, ...]
    machine: bool
    n: int
    unit: str
    uncoded: str
    transcripts: tuple[str, ...]
    waiting: tuple[str, ...]
    changed: str
    lost: int
    codes: tuple[CodeFigures, ...]
    overall: tuple[tuple[str, Figure], ...]
    verdicts: bool
    few: int = FEW


def show_agreement(compared: Compared, book: Codebook, method: Method, language: str) -> list[AgreementView]:
    """The figures of people first, then those of machines with people, each by itself."""
    shown = _Shown(book, method, language)
    return [shown.view(found) for found in (compared.people, *compared.machines)]


class _Shown:
    def __init__(self, book: Codebook, method: Method, language: str) -> None:
        self._names = {p.code.id: p.code.name.text(language) for p in book.codes()}
        self._method, self._language = method, language

    def view(self, found: Agreement) -> AgreementView:
        overall = ((self._text(f"agreement.measure.{name}"), self._overall(found, name)) for name in OVERALL)
        return AgreementView(
            coders=found.question.coders,
            machine=found.machine,
            n=found.n,
            unit=self._text(f"agreement.unit.{found.question.unit}"),
            uncoded=self._text(f"agreement.uncoded.{found.question.uncoded}"),
            transcripts=found.transcripts,
            waiting=found.waiting,
            changed=", ".join(f"{coder} {transcript}" for coder, transcript in found.changed),
            lost=found.lost,
            codes=tuple(self._code(code) for code in found.codes),
            overall=tuple(overall),
            verdicts=shows_verdicts(self._method),
        )

    def _overall(self, found: Agreement, name: str) -> Figure:
        share = name == "percent"
        return self._figure(getattr(found, name), share=share, judged=not share)

    def _code(self, code: CodeAgreement) -> CodeFigures:
        prevalence = "–" if code.prevalence is None else percent_text(code.prevalence)
        return CodeFigures(
            code=code.code,
            name=self._names.get(code.code, code.code),
            with_code=code.with_code,
            n=code.n,
            prevalence=prevalence,
            few=code.few,
            percent=self._figure(code.percent, share=True),
            kappa=self._figure(code.kappa),
            alpha=self._figure(code.alpha, judged=not code.few),
            alpha_u=self._figure(code.alpha_u),
        )

    def _figure(self, found: Coefficient, *, share: bool = False, judged: bool = False) -> Figure:
        tell = percent_text if share else self._number
        if found.value is None:
            reason = found.reason.value if found.reason is not None else "no-units"
            return Figure("", self._text(f"app.compare.undefined.{reason}"), "", "")
        low_high = " … ".join(tell(each) for each in found.interval) if found.interval is not None else ""
        said = verdict(found.value, self._method) if judged else None
        return Figure(
            tell(found.value), "", low_high, self._text(f"agreement.verdict.{said}") if said else ""
        )

    def _number(self, value: float) -> str:
        return decimal_text(value, self._language)

    def _text(self, key: str) -> str:
        return text(key, self._language)


def decimal_text(value: float, language: str, digits: int = 2) -> str:
    """A number as people write it: 0,82 in German, 0.82 in English, with a true minus sign."""
    told = f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
    return told.replace(".", text("number.point", language))


def percent_text(share: float) -> str:
    """A share as a whole percentage."""
    return f"{100 * share:.0f} %"
