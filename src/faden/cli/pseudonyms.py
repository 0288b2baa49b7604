"""Commands on names: take, show, detect, review, apply, undo, clear, discard."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.exchange import carry_projects
from faden.cli.groups import command_group
from faden.cli.pairing import offer_pairs
from faden.cli.showing import leave, say, show_error, show_problems, talk, tell
from faden.cli.study import Where
from faden.cli.vault import open_vault
from faden.core.problems import ImportRefusedError

if TYPE_CHECKING:
    from faden.protection.pseudonyms.apply import ApplyReport
    from faden.study.folder import Folder

pseudonyms = command_group(say("cli.pseudonyms"))

Ids = Annotated[list[str] | None, typer.Argument(help=say("cli.pseudonyms.ids"))]
By = Annotated[str, typer.Option("--by", help=say("cli.pseudonyms.by"))]


@pseudonyms.command("take", help=say("cli.pseudonyms.take"))
def take(
    names: Annotated[Path, typer.Argument(help=say("cli.pseudonyms.take.file"))], *, study: Where = Path()
) -> None:
    """Take a list of names into the vault."""
    from faden.core.files import read_text
    from faden.protection.pseudonyms.keeping import take_names
    from faden.protection.pseudonyms.names import parse_names
    from faden.study.folder import find_folder

    if not names.exists():
        raise ImportRefusedError("import-file-missing", names.as_posix())
    text = read_text(names)
    parsed = parse_names(text, names.as_posix())
    if parsed.value is None:
        leave(show_problems(parsed.problems, as_json=False))
        return
    take_names(open_vault(find_folder(study)), text)
    talk("cli.pseudonyms.taken", n=len(parsed.value), path=names)


@pseudonyms.command("show", help=say("cli.pseudonyms.show"))
def show(*, study: Where = Path()) -> None:
    """Show the list of names."""
    from faden.protection.material import read_names
    from faden.study.folder import find_folder

    names = read_names(open_vault(find_folder(study)))
    if sys.stdout.isatty():
        tell(names, nl=False)
    else:  # into a file: the list to the letter
        typer.echo(names, nl=False)


@pseudonyms.command("detect", help=say("cli.pseudonyms.detect"))
def detect(ids: Ids = None, *, study: Where = Path()) -> None:
    """Look for names and other telling details."""
    from faden.protection.pseudonyms.searching import search_study
    from faden.study.folder import find_folder

    folder = find_folder(study)
    vault = open_vault(folder)
    talk("cli.pseudonyms.searching")
    report = search_study(folder, vault, ids or ())
    for kind, n in sorted(report.kinds.items(), key=lambda entry: (-entry[1], entry[0])):
        tell(f"{n:5d}  {say(f'identifier.{kind.value}')}")
    talk("cli.pseudonyms.searched", texts=", ".join(report.transcripts) or "–", n=sum(report.kinds.values()))
    talk("cli.pseudonyms.review-next" if report.waiting else "cli.pseudonyms.apply-next")


@pseudonyms.command("review", help=say("cli.pseudonyms.review"))
def review(ids: Ids = None, *, by: By = "", study: Where = Path()) -> None:
    """Decide on what was found, one after the other."""
    from faden.cli.reviewing import Session, keyboard
    from faden.study.folder import find_folder

    folder = find_folder(study)
    notes = (folder.shown(folder.board(one)) for one in ids or ())
    wanted = (*(ids or ()), *notes)  # a workshop has both
    session = Session(folder, open_vault(folder), keyboard(), who(folder, by), _today(), wanted)
    session.run()


@pseudonyms.command("apply", help=say("cli.pseudonyms.apply"))
def apply(
    ids: Ids = None,
    *,
    study: Where = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.pseudonyms.dry-run"))] = False,
) -> None:
    """Replace names."""
    from faden.protection.pseudonyms.apply import apply_names
    from faden.study.folder import find_folder

    folder = find_folder(study)
    vault = open_vault(folder)
    report = apply_names(folder, vault, ids or (), dry_run=dry_run)
    _show_applied(report, dry_run=dry_run)
    if not dry_run:
        offer_pairs(folder, [done.id for done in report.transcripts if done.changed])
    told = [] if dry_run else carry_projects(folder, vault)
    found = [*report.problems, *told]  # none: the study may not be in order for all that
    leave(show_problems(found, as_json=False) if found else 0)


def _show_applied(report: ApplyReport, *, dry_run: bool) -> None:
    from faden.protection.pseudonyms.review import shown

    if dry_run:
        for line in (line for diff in report.diffs for line in diff.splitlines()):
            tell("".join(shown(ch) if not ch.isspace() else ch for ch in line))
        talk("cli.pseudonyms.dry", n=len(report.diffs))
        return
    for done in report.transcripts:
        n = sum(times for _, times in done.replaced)
        state = "written" if done.changed else "unchanged"
        tell(say(f"cli.pseudonyms.{state}", path=done.path, n=n))
        if done.edited and done.changed:
            tell("    " + say("cli.pseudonyms.edited"))
    for path in report.followed:
        tell(say("cli.pseudonyms.followed", path=path))
    if report.diffs:
        talk("cli.pseudonyms.applied-next")


@pseudonyms.command("undo", help=say("cli.pseudonyms.undo"))
def undo_command(ids: Ids = None, *, study: Where = Path()) -> None:
    """Bring files back to what they were before the last apply."""
    from faden.protection.pseudonyms.undo import undo
    from faden.study.folder import find_folder

    folder = find_folder(study)
    report = undo(folder, open_vault(folder), ids or ())
    for path in report.restored:
        tell(say("cli.pseudonyms.restored", path=path))
    for path in report.removed:
        tell(say("cli.pseudonyms.removed", path=path))
    leave(show_problems(report.problems, as_json=False) if report.problems else 0)


@pseudonyms.command("clear", help=say("cli.pseudonyms.clear"))
def clear_command(
    ids: Annotated[list[str], typer.Argument(help=say("cli.pseudonyms.ids"))],
    *,
    by: By = "",
    study: Where = Path(),
) -> None:
    """Clear transcripts for publication."""
    from faden.protection.pseudonyms.clearing import clear
    from faden.study.folder import find_folder

    folder = find_folder(study)
    report = clear(folder, open_vault(folder), ids, by=by, on=_today())
    for identifier in report.cleared:
        tell(say("cli.pseudonyms.cleared", id=identifier, by=by))
    for identifier in report.already:
        tell(say("cli.pseudonyms.cleared-already", id=identifier))
    for problem in report.problems:
        show_error(problem)
    leave(1 if report.problems else 0)


@pseudonyms.command("discard", help=say("cli.pseudonyms.discard"))
def discard_command(
    identifier: Annotated[str, typer.Argument(help=say("cli.pseudonyms.discard.id"))],
    *,
    study: Where = Path(),
) -> None:
    """Take a conversation that was imported by mistake out of the vault."""
    from faden.protection.pseudonyms.discarding import discard
    from faden.study.folder import find_folder

    folder = find_folder(study)
    discard(folder, open_vault(folder), identifier)
    tell(say("cli.pseudonyms.discarded", id=identifier))


def who(folder: Folder, by: str) -> str:
    """Who decides: as named, else the study's lead coder, else as typed."""
    from faden.study.settings import read_settings

    settings = read_settings(folder).value
    lead = settings.lead if settings is not None else None
    return by.strip() or lead or str(typer.prompt(say("cli.pseudonyms.who"), err=True)).strip()


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(pseudonyms, name="pseudonyms")
