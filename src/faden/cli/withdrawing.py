"""The command with which a person's consent is taken back: withdraw."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.showing import leave, say, talk, tell
from faden.cli.study import Where
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from faden.protection.vault import Vault
    from faden.protection.withdrawal.act import Plan
    from faden.protection.withdrawal.history import History
    from faden.study.consent import Purpose
    from faden.study.folder import Folder


def withdraw(
    who: Annotated[str, typer.Argument(help=say("cli.withdraw.who"))],
    *,
    study: Where = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.option.dry-run"))] = False,
    by: Annotated[str, typer.Option("--by", help=say("cli.withdraw.by"))] = "team",
    purpose: Annotated[list[str] | None, typer.Option("--purpose", help=say("cli.withdraw.purpose"))] = None,
    because: Annotated[str, typer.Option("--keep-because", help=say("cli.withdraw.keep"))] = "",
) -> None:
    """Take a person out of the study."""
    from faden.build import withdrawing
    from faden.core.text import slug
    from faden.study.folder import find_folder

    folder = find_folder(study)
    on = dt.datetime.now(tz=dt.UTC).date().isoformat()
    purposes = _purposes(purpose or [])
    if because and not dry_run:
        person = withdrawing.keep_words(folder, who, by=slug(by, "team"), on=on, because=because)
        talk("cli.withdraw.kept", person=person)
    elif purposes and not set(purposes) & withdrawing.WHOLE and not dry_run:
        report = withdrawing.take_back(folder, who, purposes, on=on)
        talk("cli.withdraw.taken-back", person=report.participant, purposes=", ".join(purposes))
        for place in report.cited:
            tell(say("cli.withdraw.cited", place=place))
    elif dry_run:
        found = withdrawing.preview(folder, _vault(folder), who, on=on)
        _show_plan(folder, found.plan)
        _show_history(folder, found.history, None)
        talk("cli.withdraw.would", person=found.participant)
    else:
        _whole(folder, who, by, on)


def _whole(folder: Folder, who: str, by: str, on: str) -> None:
    from faden.build.withdrawing import withdraw_person

    done = withdraw_person(folder, _vault(folder), who, by=by, on=on)
    _show_plan(folder, done.plan)
    for path in done.review:
        tell(say("cli.withdraw.review", path=path))
    _show_history(folder, done.history, done.purge)
    for place in done.left:
        tell(say("cli.withdraw.left", place=place))
    talk("cli.withdraw.not-all" if done.left else "cli.withdraw.done", n=len(done.left))
    leave(1 if done.left else 0)


def _purposes(names: list[str]) -> tuple[Purpose, ...]:
    """The purposes by name.

    Raises:
        StudyError: One of them is none.
    """
    from faden.study.consent import Purpose

    try:
        return tuple(Purpose(name) for name in names)
    except ValueError:
        known = ", ".join(Purpose)
        raise StudyError("purpose-unknown", value=", ".join(names), known=known) from None


def _vault(folder: Folder) -> Vault | None:
    from faden.cli.vault import open_vault
    from faden.protection.places import find_vault

    return open_vault(folder) if find_vault(folder) is not None else None


def _show_plan(folder: Folder, plan: Plan) -> None:
    for change in plan.files:
        key = "cli.withdraw.removes" if change.content is None else "cli.withdraw.changes"
        tell(say(key, path=folder.shown(change.path)))
    for name in sorted(plan.entries):
        key = "cli.withdraw.removes" if plan.entries[name] is None else "cli.withdraw.changes"
        tell(say(key, path=f"vault:{name}"))
    for path in plan.caches:
        tell(say("cli.withdraw.removes", path=folder.shown(path)))


def _show_history(folder: Folder, history: History, purge: Path | None) -> None:
    """What is out already and cannot be recalled, and how to take it out of git."""
    from faden.protection.withdrawal.history import purge_commands

    for release in history.releases:
        tell(say("cli.withdraw.released", release=release))
    for path, n in history.paths:
        tell(say("cli.withdraw.in-git", path=path, n=n))
    if history.commits:
        tell(say("cli.withdraw.in-messages", n=history.commits))
    if history.tags:
        tell(say("cli.withdraw.tags", tags=", ".join(history.tags)))
    if history.remotes and history.holds:
        tell(say("cli.withdraw.remotes", remotes=", ".join(history.remotes)))
    if not history.searched:
        talk("cli.withdraw.not-searched")
    if purge is not None:
        talk("cli.withdraw.purge")
        for command in purge_commands(folder, purge):
            tell(f"    {command}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("withdraw", help=say("cli.withdraw"))(withdraw)
