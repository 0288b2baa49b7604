"""Commands on matrices: codes, codes together, words in context, framework, saturation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.analysis.keywords import Match
from faden.analysis.matrix import By, Near
from faden.analysis.saturation import BASE, RUN, THRESHOLD, Rule
from faden.cli.groups import command_group
from faden.cli.leaks import ScanList
from faden.cli.showing import say, talk, tell, tell_json
from faden.cli.study import AsJson, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faden.build.matrix_tables import Sheet
    from faden.publish.verdict import Case

To = Annotated[Path | None, typer.Option("--to", help=say("cli.matrix.to"))]
ForTeam = Annotated[bool | None, typer.Option("--internal/--outside", help=say("cli.matrix.internal"))]
Codes = Annotated[list[str] | None, typer.Option("--code", help=say("cli.agreement.code"))]

matrix = command_group(say("cli.matrix"))

ISOLATE = ("\u2068", "\u2069")
"""Keep the direction of a text to itself, so that a terminal mixes no columns."""


@matrix.command("codes", help=say("cli.matrix.codes"))
def codes(  # noqa: PLR0913 - each is an option that people type
    *,
    study: Where = Path(),
    by: Annotated[list[By] | None, typer.Option("--by", help=say("cli.matrix.by"))] = None,
    code: Codes = None,
    to: To = None,
    internal: ForTeam = None,
    scan_list: ScanList = None,
    as_json: AsJson = False,
) -> None:
    """Count codes against groups, places and roles."""
    from faden.build.matrix_tables import codes_sheet, codes_sheet_outside

    chosen, wanted = tuple(by or [By.GROUP]), tuple(code or ())

    def make(case: Case, *, outside: bool) -> Sheet:
        return (codes_sheet_outside if outside else codes_sheet)(case, chosen, wanted)

    sheet = _give(study, make, to, internal, scan_list)
    if sheet is not None:
        _show(_crossed(sheet, len(chosen)), sheet, as_json=as_json)
        if not as_json:
            tell("\n" + say("matrix.codes.legend"))


@matrix.command("together", help=say("cli.matrix.together"))
def together(  # noqa: PLR0913 - each is an option that people type
    *,
    study: Where = Path(),
    near: Annotated[Near, typer.Option("--near", help=say("cli.matrix.near"))] = Near.TURN,
    code: Codes = None,
    to: To = None,
    internal: ForTeam = None,
    scan_list: ScanList = None,
    as_json: AsJson = False,
) -> None:
    """Tell which codes occur together."""
    from faden.build.matrix_tables import together_sheet

    def make(case: Case, *, outside: bool) -> Sheet:
        return together_sheet(case, near, tuple(code or ()), outside=outside)

    sheet = _give(study, make, to, internal, scan_list)
    if sheet is not None:
        _show(sheet, sheet, as_json=as_json)


@matrix.command("words", help=say("cli.matrix.words"))
def words(  # noqa: PLR0913 - each is an option that people type
    wanted: Annotated[str, typer.Argument(help=say("cli.matrix.wanted"))],
    *,
    study: Where = Path(),
    match: Annotated[Match, typer.Option("--match", help=say("cli.matrix.match"))] = Match.FOLDED,
    around: Annotated[int, typer.Option("--around", min=0, max=60, help=say("cli.matrix.around"))] = 8,
    to: To = None,
    internal: ForTeam = None,
    scan_list: ScanList = None,
    as_json: AsJson = False,
) -> None:
    """Show words with what stands around them."""
    from faden.build.matrix_tables import words_sheet

    def make(case: Case, *, outside: bool) -> Sheet:
        return words_sheet(case, wanted, match, around=around, outside=outside)

    sheet = _give(study, make, to, internal, scan_list)
    if sheet is None:
        return
    if as_json:
        _show(sheet, sheet, as_json=True)
        return
    for row in sheet.rows:
        told = dict(zip(sheet.columns, row, strict=True))
        after = str(told["after"])
        gap = " " if after[:1].isalnum() else ""
        line = f"{told['before']} [{told['words']}]{gap}{after}".strip()
        line = " ".join(line.split())
        tell(f"{told['transcript']} {told['turn']} {told['speaker']}: {ISOLATE[0]}{line}{ISOLATE[1]}")
    talk("matrix.words.found", n=len(sheet.rows), left_out=sheet.left_out)


@matrix.command("framework", help=say("cli.matrix.framework"))
def framework(
    *,
    study: Where = Path(),
    to: To = None,
    internal: ForTeam = None,
    scan_list: ScanList = None,
    as_json: AsJson = False,
) -> None:
    """Show cases against codes with summaries."""
    from faden.build.matrix_tables import framework_sheet

    def make(case: Case, *, outside: bool) -> Sheet:
        language = case.corpus.settings.languages.site[0]
        return framework_sheet(case, language=language, outside=outside)[0]

    sheet = _give(study, make, to, internal, scan_list)
    if sheet is not None:
        _show(sheet, sheet, as_json=as_json)


@matrix.command("saturation", help=say("cli.matrix.saturation"))
def saturation(  # noqa: PLR0913 - each is an option that people type
    *,
    study: Where = Path(),
    base: Annotated[int, typer.Option("--base", min=1, help=say("cli.matrix.base"))] = BASE,
    run: Annotated[int, typer.Option("--run", min=1, help=say("cli.matrix.run"))] = RUN,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0, max=1, help=say("cli.matrix.threshold"))
    ] = THRESHOLD,
    to: To = None,
    internal: ForTeam = None,
    as_json: AsJson = False,
) -> None:
    """Show how codes accumulate."""
    from faden.build.matrix_tables import saturation_sheet

    rule = Rule(base, run, threshold)

    def make(case: Case, *, outside: bool) -> Sheet:
        return saturation_sheet(case, rule, outside=outside)[0]

    sheet = _give(study, make, to, internal, None)
    if sheet is None:
        return
    _show(sheet, sheet, as_json=as_json)
    if not as_json:
        tell("\n" + _reached(study, rule))


def _reached(study: Path, rule: Rule) -> str:
    """When the rule holds, in words."""
    from faden.build.matrix_tables import saturation_sheet
    from faden.build.matrix_words import saturation_said
    from faden.core.catalogue import interface_language

    case = _case(study)
    found = saturation_sheet(case, rule)[1]
    return saturation_said(found, case.corpus.settings.method, interface_language())


def _case(study: Path) -> Case:
    from faden.build.clock import today
    from faden.findings.corpus import read_corpus
    from faden.findings.evidence import Index
    from faden.publish.verdict import Case
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    return Case(corpus, Index(corpus), today())


def _give(
    study: Path,
    make: Callable[..., Sheet],
    to: Path | None,
    internal: bool | None,  # noqa: FBT001 - as typed: for the team, for others, or not said
    scan_list: Path | None,
) -> Sheet | None:
    """The table to show; ``None`` where it went into a file, by the rules of what leaves the team."""
    from faden.build.exporting import refuse_uncleared
    from faden.cli.exchange import names_sought, searched, tell_internal
    from faden.exchange.tables import write_table

    case = _case(study)
    if to is None:
        return make(case, outside=internal is False)
    folder = case.corpus.folder
    if internal is None:
        refuse_uncleared(folder)
    sheet = make(case, outside=not internal)
    with searched(folder, to, None if internal else names_sought(folder, scan_list)) as made:
        write_table(made, sheet.name, sheet.columns, sheet.rows)
    tell(say("cli.export.table", path=to, rows=len(sheet.rows), left_out=sheet.left_out))
    if internal:
        tell_internal(folder)
    return None


def _crossed(sheet: Sheet, dimensions: int) -> Sheet:
    """The table as people read it: a row a code, a column each, persons of persons asked."""
    from faden.build.matrix_tables import Sheet

    at = {name: place for place, name in enumerate(sheet.columns)}
    counted, asked = at["persons"], at["persons_of"]
    keys = list(dict.fromkeys(row[2 : 2 + dimensions] for row in sheet.rows))
    found: dict[object, dict[tuple[object, ...], str]] = {}
    for row in sheet.rows:
        n, of = row[counted], row[asked]
        shown = str(row[at["codings"]]) if n is None and "codings" in at else f"{n}/{of}"
        found.setdefault(row[0], {})[row[2 : 2 + dimensions]] = shown
    heads = tuple(" ".join(str(value) or "–" for value in key) for key in keys)
    rows = tuple((str(code), *(cells.get(key, "") for key in keys)) for code, cells in found.items())
    return Sheet(sheet.name, ("code", *heads), rows)


def _show(shown: Sheet, whole: Sheet, *, as_json: bool) -> None:
    """The table on the screen; for machines, all of it."""
    if as_json:
        records = [dict(zip(whole.columns, row, strict=True)) for row in whole.rows]
        tell_json(records)
        return
    lines: list[Sequence[str]] = [shown.columns]
    lines += [["–" if cell in {None, ""} else str(cell) for cell in row] for row in shown.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(shown.columns))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        tell("  ".join(cells).rstrip())
    if whole.left_out:
        talk("matrix.left-out", n=whole.left_out)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(matrix, name="matrix")
