"""Commands that bring material in: import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from faden.cli.exchange import import_projects, is_project, named_coders
from faden.cli.pairing import offer_pairs
from faden.cli.showing import leave, say, show_error, show_problems, stored, talk, tell
from faden.cli.vault import ask_secret
from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.protection.importing import ImportReport, ImportResult
    from faden.protection.vault import Secret
    from faden.study.folder import Folder


def import_command(  # noqa: PLR0913 - each is an option that people type
    files: Annotated[list[Path], typer.Argument(help=say("cli.import.files"))],
    *,
    into: Annotated[
        Path, typer.Option("--into", "--study", "-C", help=say("cli.option.study"), show_default=False)
    ] = Path(),
    pseudonymised: Annotated[
        bool, typer.Option("--pseudonymised", help=say("cli.import.pseudonymised"))
    ] = False,
    by: Annotated[str, typer.Option("--by", help=say("cli.import.by"))] = "",
    workshop: Annotated[bool, typer.Option("--workshop", help=say("cli.import.workshop"))] = False,
    notes: Annotated[str, typer.Option("--notes", help=say("cli.import.notes"))] = "",
    coder: Annotated[list[str] | None, typer.Option("--coder", help=say("cli.import.coder"))] = None,
) -> None:
    """Read transcripts in."""
    from faden.protection.lock import locked
    from faden.protection.places import find_vault
    from faden.study.folder import find_folder

    folder = find_folder(into)
    present = _present(files)
    missing = len(files) - len(present)
    if notes:
        with locked(folder):
            for file in present:
                _take_board(folder, file, notes, by if pseudonymised else "")
    if notes or not present:
        leave(1 if missing else 0)
        return
    which: Literal["interview", "workshop"] = "workshop" if workshop else "interview"
    coders = named_coders(coder or ())
    if pseudonymised:
        with locked(folder):
            refused = _import_declared(folder, present, by, which, coders)
    else:
        secret = ask_secret(fresh=find_vault(folder) is None)  # asked for before others have to wait
        with locked(folder):
            refused = _import_raw(folder, present, secret, which, coders)
    leave(1 if refused or missing else 0)


def _present(files: list[Path]) -> list[Path]:
    """The files that are there; of the others it is said that they are not, before a vault is made."""
    present = [file for file in files if file.exists()]
    for file in files:
        if file not in present:
            show_error(Problem("import-file-missing", Place(file.as_posix())))
    return present


def _import_declared(
    folder: Folder,
    files: list[Path],
    by: str,
    which: Literal["interview", "workshop"],
    coders: Mapping[str, str],
) -> bool:
    """Material without names, straight into the study; gives whether a file was refused."""
    from faden.protection.importing import import_pseudonymised

    projects = [file for file in files if is_project(file)]
    wrong = import_projects(folder, projects, by, None, coders)
    talks = [file for file in files if file not in projects]
    if not talks:
        return False
    report = import_pseudonymised(folder, talks, by, which=which)
    _show(report)
    known = [result.id for result in report.files if result.refused is None and result.id]
    offer_pairs(folder, known)
    return bool(report.refused or wrong)


def _import_raw(
    folder: Folder,
    files: list[Path],
    secret: Secret,
    which: Literal["interview", "workshop"],
    coders: Mapping[str, str],
) -> bool:
    """Material with names, into the vault; gives whether a file was refused."""
    from faden.protection.importing import import_files
    from faden.protection.places import write_vault

    vault = write_vault(folder, secret)
    projects = [file for file in files if is_project(file)]
    wrong = import_projects(folder, projects, "", vault, coders)
    talks = [file for file in files if file not in projects]
    report = import_files(folder, talks, vault, which=which)
    _show(report)
    refused = {result.path for result in report.files if result.refused is not None}
    refused |= {problem.place.path for problem in wrong}
    taken = [file.as_posix() for file in files if file.as_posix() not in refused]
    if taken:
        talk("cli.import.original-left", paths=", ".join(taken))
        talk("cli.import.next")
    return bool(refused)


def _take_board(folder: Folder, file: Path, workshop: str, by: str) -> None:
    """One board, as notes of a workshop."""
    from faden.interviews.boards import import_board

    board = import_board(folder, file, workshop, by)
    tell(say("cli.import.board", path=file, id=workshop, notes=len(board.notes)))
    if board.notices:
        talk("cli.import.notices", n=len(board.notices))
        show_problems(board.notices, as_json=False)


def _show(report: ImportReport) -> None:
    for result in report.files:
        if result.refused is not None:
            show_error(result.refused)
        elif result.already:
            talk("cli.import.already", path=result.path, id=result.id)
        else:
            _show_read(result)


def _show_read(result: ImportResult) -> None:
    roles = ", ".join(f"{key} ({say(f'role.{role}')})" for key, role in result.speakers)
    where = stored(result.where)
    tell(say("cli.import.read", path=result.path, id=result.id, where=where, turns=result.turns))
    tell("    " + say("cli.import.speakers", speakers=roles))
    spoken = ", ".join(
        say("cli.import.language-turns", language=say(f"language.{code}"), n=n)
        for code, n in result.languages
    )
    tell("    " + say("cli.import.languages", languages=spoken))
    if result.notices:
        talk("cli.import.notices", n=len(result.notices))
        show_problems(result.notices, as_json=False)
    for aside in result.asides:
        tell(f"    [{aside.line}] {aside.text}")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import", help=say("cli.import"))(import_command)
