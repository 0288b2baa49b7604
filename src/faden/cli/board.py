"""Commands on the needs board: as a table, for printing cards and for boards that were made on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.groups import command_group
from faden.cli.leaks import ScanList
from faden.cli.showing import list_problems, say, talk, tell
from faden.cli.study import Where

if TYPE_CHECKING:
    from faden.findings.board.board import Board
    from faden.findings.board.table import Import
    from faden.publish.verdict import Case

board = command_group(say("cli.board"))


@board.command("export", help=say("cli.board.export"))
def export_board(
    target: Annotated[Path, typer.Argument(help=say("cli.board.target"))],
    *,
    study: Where = Path(),
    internal: Annotated[
        bool | None, typer.Option("--internal/--outside", help=say("cli.board.internal"))
    ] = None,
    language: Annotated[str, typer.Option("--language", help=say("cli.board.language"))] = "de",
    scan_list: ScanList = None,
) -> None:
    """Write the board as a table: card, words, group, mark."""
    from faden.build.boarding import board_rows
    from faden.build.exporting import refuse_uncleared
    from faden.cli.exchange import names_sought, searched, tell_internal
    from faden.core.documents import wanted
    from faden.core.problems import StudyError
    from faden.exchange.tables import write_table
    from faden.findings.board.board import read_board_file
    from faden.findings.board.table import COLUMNS, cells

    case = _case(study)
    folder = case.corpus.folder
    if internal is None:
        refuse_uncleared(folder)
    shown = wanted(read_board_file(folder))
    rows = board_rows(case, shown, language, outside=not internal)
    names = None if internal else names_sought(folder, scan_list)
    path = target if target.suffix else target.with_suffix(".csv")
    if path.exists():
        raise StudyError("board-table-exists", path.as_posix())
    with searched(folder, path, names) as made:
        write_table(made, "board", COLUMNS, [cells(row) for row in rows])
    tell(say("cli.board.exported", path=path, rows=len(rows)))
    if internal:
        tell_internal(folder)
    else:
        _tell_held(case, shown)


@board.command("import", help=say("cli.board.import"))
def import_board(
    source: Annotated[Path, typer.Argument(help=say("cli.board.source"))],
    *,
    by: Annotated[str, typer.Option("--by", help=say("cli.board.by"))],
    study: Where = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.option.dry-run"))] = False,
    move: Annotated[bool, typer.Option("--move", help=say("cli.board.move"))] = False,
    language: Annotated[str, typer.Option("--language", help=say("cli.board.language"))] = "de",
) -> None:
    """Put a table on the board."""
    from faden.build.boarding import Table, import_table, plan_import
    from faden.cli.app import ask_coder
    from faden.core.problems import ImportRefusedError
    from faden.findings.board.bench import BoardBench

    case = _case(study)
    if not source.exists():
        raise ImportRefusedError("import-file-missing", source.as_posix())
    try:
        data = source.read_bytes()
    except OSError as error:
        raise ImportRefusedError("file-unreadable", source.as_posix(), reason=error.strerror or "?") from None
    ask_coder(case.corpus.folder, by)
    bench, table = BoardBench(case.corpus.folder, by), Table(data, source.name, language)
    if dry_run:
        _tell(plan_import(case, bench, table))
        talk("cli.board.nothing-written")
        return
    _tell(import_table(case, bench, table, move=move)[0])


def _tell_held(case: Case, shown: Board) -> None:
    """How many cards stay in the team, and what each of them would need."""
    from faden.build.board_outside import held_back
    from faden.build.boarding import cards

    held = held_back(case, [*cards(case, shown).values(), *shown.paper])
    if held:
        talk("cli.board.held", n=held.total())
    for reason, n in held.most_common():
        tell("    " + say(f"cli.board.held.{reason}", n=n))


def _tell(plan: Import) -> None:
    """What an import does, in words."""
    told = {
        "placed": len(plan.placed),
        "made": len(plan.made),
        "paper": len(plan.paper),
        "moved": len(plan.moved),
    }
    tell(say("cli.board.imported", **told))
    list_problems(plan.notices)


def _case(study: Path) -> Case:
    from faden.build.clock import today
    from faden.findings.corpus import read_corpus
    from faden.findings.evidence import Index
    from faden.publish.verdict import Case
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    return Case(corpus, Index(corpus), today())


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(board, name="board")
