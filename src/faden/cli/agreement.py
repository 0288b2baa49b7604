"""Command on agreement of coders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from faden.cli.showing import say, talk, tell, tell_json
from faden.cli.study import AsJson, Where
from faden.coding.agreement.question import Uncoded
from faden.coding.agreement.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.build.agreement import Compared
    from faden.coding.agreement.coefficients import Coefficient
    from faden.coding.agreement.report import Agreement, CodeAgreement
    from faden.findings.corpus import Corpus
    from faden.study.settings import Method

_GAP: Final = "  "


def agreement(  # noqa: PLR0913 - each is an option that people type
    *,
    study: Where = Path(),
    coders: Annotated[str, typer.Option("--coders", help=say("cli.agreement.coders"))] = "",
    machine: Annotated[list[str] | None, typer.Option("--machine", help=say("cli.agreement.machine"))] = None,
    code: Annotated[list[str] | None, typer.Option("--code", help=say("cli.agreement.code"))] = None,
    unit: Annotated[UnitKind, typer.Option("--unit", help=say("cli.agreement.unit"))] = UnitKind.TURN,
    uncoded: Annotated[
        Uncoded, typer.Option("--uncoded", help=say("cli.agreement.uncoded"))
    ] = Uncoded.LEFT_OUT,
    to: Annotated[Path | None, typer.Option("--to", help=say("cli.agreement.to"))] = None,
    as_json: AsJson = False,
) -> None:
    """Show how far coders agree."""
    from faden.build.agreement import COLUMNS, Asked, agreement_rows, compare_study
    from faden.exchange.tables import write_table
    from faden.findings.corpus import read_corpus
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    named = tuple(each.strip() for each in coders.split(",") if each.strip())
    asked = Asked(named, tuple(machine or ()), tuple(code or ()), unit, uncoded)
    compared = compare_study(corpus, asked)
    method = corpus.settings.method
    rows = list(agreement_rows(compared, method))
    if to is not None:
        write_table(to, "agreement", COLUMNS, rows)
        talk("agreement.written", path=to, rows=len(rows))
    elif as_json:
        records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        tell_json(records)
    else:
        _show(compared, corpus)


def _show(compared: Compared, corpus: Corpus) -> None:
    from faden.build.agreement import noted
    from faden.coding.agreement.report import FEW
    from faden.coding.agreement.verdict import shows_verdicts

    method = corpus.settings.method
    for found in (compared.people, *compared.machines):
        _show_one(found, method)
    if not compared.people.n:
        return
    tell(say("agreement.legend", few=FEW))
    if shows_verdicts(method):
        told = {"reliable": _number(method.alpha.reliable), "tentative": _number(method.alpha.tentative, 3)}
        tell(say("agreement.legend.verdicts", **told))
    else:
        tell(say("agreement.reflexive", n=noted(compared.people, corpus)))


def _show_one(found: Agreement, method: Method) -> None:
    title = "agreement.title-machine" if found.machine else "agreement.title"
    tell(say(title, coders=", ".join(found.question.coders)))
    if found.waiting:
        tell(say("agreement.waiting", talks=", ".join(found.waiting)))
    if not found.n:
        tell(say("agreement.nothing") + "\n")
        return
    basis = {
        "unit": say(f"agreement.unit.{found.question.unit}"),
        "uncoded": say(f"agreement.uncoded.{found.question.uncoded}"),
    }
    tell(say("agreement.basis", n=found.n, talks=", ".join(found.transcripts), **basis))
    if found.changed:
        told = ", ".join(f"{coder} {transcript}" for coder, transcript in found.changed)
        tell(say("agreement.changed", what=told))
    if found.lost:
        tell(say("agreement.lost", n=found.lost))
    tell()
    for line in _aligned([_head(method), *(_code_row(code, method) for code in found.codes)]):
        tell(line)
    tell(f"\n{say('agreement.all')}")
    for line in _aligned([_overall_row(found, name, method) for name in _overall()]):
        tell(line)
    tell()


def _overall() -> Sequence[str]:
    from faden.build.agreement import OVERALL

    return OVERALL


def _head(method: Method) -> list[str]:
    told = [say(f"agreement.head.{name}") for name in ("code", "with", "prevalence", "percent")]
    return [*told, "κ", "α", say("agreement.head.interval"), "α_u", *_judged(None, method, head=True)]


def _code_row(code: CodeAgreement, method: Method) -> list[str]:
    return [
        code.code + ("*" if code.few else ""),
        f"{code.with_code}/{code.n}",
        _percent(code.prevalence),
        _percent(code.percent.value),
        _number(code.kappa.value),
        _number(code.alpha.value),
        _interval(code.alpha),
        _number(code.alpha_u.value),
        *_judged(None if code.few else code.alpha.value, method),
    ]


def _overall_row(found: Agreement, name: str, method: Method) -> list[str]:
    figure: Coefficient = getattr(found, name)
    told = _percent(figure.value) if name == "percent" else _number(figure.value)
    judged = [] if name == "percent" else _judged(figure.value, method)
    return [say(f"agreement.measure.{name}"), told, _interval(figure), *judged]


def _judged(value: float | None, method: Method, *, head: bool = False) -> list[str]:
    """The verdict, or its heading; nothing at all where the method judges no agreement."""
    from faden.coding.agreement.verdict import shows_verdicts, verdict

    if not shows_verdicts(method):
        return []
    if head:
        return [say("agreement.head.verdict")]
    said = verdict(value, method)
    return [say(f"agreement.verdict.{said}") if said is not None else "–"]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines in columns; the first column to the left, the others too."""
    most = max(len(row) for row in rows)
    widths = [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(most)]
    padded = ([cell.ljust(width) for cell, width in zip(row, widths, strict=False)] for row in rows)
    return [_GAP.join(cells).rstrip() for cells in padded]


def _number(value: float | None, digits: int = 2) -> str:
    if value is None:
        return "–"
    told = f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
    return told.replace(".", say("number.point"))


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"


def _interval(found: Coefficient) -> str:
    if found.interval is None:
        return "–"
    low, high = found.interval
    return f"{_number(low)} … {_number(high)}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agreement", help=say("cli.agreement"))(agreement)
