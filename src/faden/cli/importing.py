"""Commands that bring material in: import, pseudonyms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from faden.cli.exchange import carry_projects, import_projects, is_project
from faden.cli.showing import leave, say, show_error, show_problems, talk
from faden.cli.study import Where
from faden.core.problems import ImportRefusedError, Place, Problem, VaultError

if TYPE_CHECKING:
    from faden.protection.importing import ImportReport, ImportResult
    from faden.protection.vault import Secret
    from faden.study.folder import Folder


def import_command(
    files: Annotated[list[Path], typer.Argument(help=say("cli.import.files"))],
    *,
    into: Annotated[Path, typer.Option("--into", "--study", "-C", help=say("cli.option.study"))] = Path(),
    pseudonymised: Annotated[
        bool, typer.Option("--pseudonymised", help=say("cli.import.pseudonymised"))
    ] = False,
    by: Annotated[str, typer.Option("--by", help=say("cli.import.by"))] = "",
    workshop: Annotated[bool, typer.Option("--workshop", help=say("cli.import.workshop"))] = False,
    notes: Annotated[str, typer.Option("--notes", help=say("cli.import.notes"))] = "",
) -> None:
    """Read transcripts in."""
    from faden.protection.lock import locked
    from faden.protection.places import find_vault
    from faden.study.folder import find_folder

    folder = find_folder(into)
    present = _present(files)
    missing = len(files) - len(present)
    if notes:
        for file in present:
            _take_board(folder, file, notes, by if pseudonymised else "")
    if notes or not present:
        leave(1 if missing else 0)
        return
    which: Literal["interview", "workshop"] = "workshop" if workshop else "interview"
    if pseudonymised:
        with locked(folder):
            refused = _import_declared(folder, present, by, which)
    else:
        secret = _secret(fresh=find_vault(folder) is None)  # asked for before others have to wait
        with locked(folder):
            refused = _import_raw(folder, present, secret, which)
    leave(1 if refused or missing else 0)


def _present(files: list[Path]) -> list[Path]:
    """The files that are there; of the others it is said that they are not, before a vault is made."""
    present = [file for file in files if file.exists()]
    for file in files:
        if file not in present:
            show_error(Problem("import-file-missing", Place(file.as_posix())))
    return present


def _import_declared(
    folder: Folder, files: list[Path], by: str, which: Literal["interview", "workshop"]
) -> bool:
    """Material without names, straight into the study; gives whether a file was refused."""
    from faden.protection.importing import import_pseudonymised

    projects = [file for file in files if is_project(file)]
    import_projects(folder, projects, by, None)
    talks = [file for file in files if file not in projects]
    if not talks:
        return False
    report = import_pseudonymised(folder, talks, by, which=which)
    _show(report)
    return bool(report.refused)


def _import_raw(
    folder: Folder, files: list[Path], secret: Secret, which: Literal["interview", "workshop"]
) -> bool:
    """Material with names, into the vault; gives whether a file was refused."""
    from faden.protection.importing import import_files
    from faden.protection.places import write_vault

    vault = write_vault(folder, secret)
    projects = [file for file in files if is_project(file)]
    import_projects(folder, projects, "", vault)
    talks = [file for file in files if file not in projects]
    report = import_files(folder, talks, vault, which=which)
    _show(report)
    refused = {result.path for result in report.files if result.refused is not None}
    taken = [file.as_posix() for file in files if file.as_posix() not in refused]
    if taken:
        talk("cli.import.original-left", paths=", ".join(taken))
        talk("cli.import.next")
    return bool(refused)


def _take_board(folder: Folder, file: Path, workshop: str, by: str) -> None:
    """One board, as notes of a workshop."""
    from faden.interviews.boards import import_board

    board = import_board(folder, file, workshop, by)
    typer.echo(say("cli.import.board", path=file, id=workshop, notes=len(board.notes)))
    if board.notices:
        talk("cli.import.notices", n=len(board.notices))
        show_problems(board.notices, as_json=False)


def _secret(*, fresh: bool = False) -> Secret:
    """The secret of the vault: from the environment, else asked for where a person sits.

    Raises:
        VaultError: There is neither.
    """
    from faden.protection.places import read_secret
    from faden.protection.vault import from_passphrase

    given = read_secret()
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise VaultError("vault-locked")
    question = "cli.vault.new-passphrase" if fresh else "cli.vault.passphrase"
    # A new passphrase is asked for twice: a slip of the finger would lock the vault for good.
    typed = typer.prompt(say(question), hide_input=True, confirmation_prompt=fresh, err=True)
    return from_passphrase(typed)


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
    typer.echo(say("cli.import.read", path=result.path, id=result.id, where=result.where, turns=result.turns))
    typer.echo("    " + say("cli.import.speakers", speakers=roles))
    if result.notices:
        talk("cli.import.notices", n=len(result.notices))
        show_problems(result.notices, as_json=False)
    for aside in result.asides:
        typer.echo(f"    [{aside.line}] {aside.text}")


pseudonyms = typer.Typer(help=say("cli.pseudonyms"), no_args_is_help=True)


@pseudonyms.command("take", help=say("cli.pseudonyms.take"))
def take(
    names: Annotated[Path, typer.Argument(help=say("cli.pseudonyms.take.file"))], *, study: Where = Path()
) -> None:
    """Take a list of names into the vault."""
    from faden.core.files import read_text
    from faden.protection.material import write_names
    from faden.protection.places import read_vault
    from faden.protection.pseudonyms.names import parse_names
    from faden.study.folder import find_folder

    if not names.exists():
        raise ImportRefusedError("import-file-missing", names.as_posix())
    text = read_text(names)
    parsed = parse_names(text)
    if parsed.value is None:
        leave(show_problems(parsed.problems, as_json=False))
        return
    write_names(read_vault(find_folder(study), _secret()), text)
    talk("cli.pseudonyms.taken", n=len(parsed.value), path=names)


@pseudonyms.command("show", help=say("cli.pseudonyms.show"))
def show(*, study: Where = Path()) -> None:
    """Show the list of names."""
    from faden.protection.material import read_names
    from faden.protection.places import read_vault
    from faden.study.folder import find_folder

    typer.echo(read_names(read_vault(find_folder(study), _secret())), nl=False)


@pseudonyms.command("apply", help=say("cli.pseudonyms.apply"))
def apply(
    ids: Annotated[list[str] | None, typer.Argument(help=say("cli.pseudonyms.apply.ids"))] = None,
    *,
    study: Where = Path(),
) -> None:
    """Replace names."""
    from faden.protection.places import read_vault
    from faden.protection.pseudonyms.apply import apply_names
    from faden.study.folder import find_folder

    folder = find_folder(study)
    vault = read_vault(folder, _secret())
    report = apply_names(folder, vault, ids or ())
    for done in report.transcripts:
        n = sum(times for _, times in done.replaced)
        state = "kept" if done.kept else ("written" if done.changed else "unchanged")
        typer.echo(say(f"cli.pseudonyms.{state}", path=done.path, n=n))
    leave(show_problems([*report.problems, *carry_projects(folder, vault)], as_json=False))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import", help=say("cli.import"))(import_command)
    app.add_typer(pseudonyms, name="pseudonyms")
