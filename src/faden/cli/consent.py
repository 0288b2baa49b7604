"""Commands on what participants were told and allowed: consent forms, retention."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from faden.cli.groups import command_group
from faden.cli.showing import leave, say, show_problems, tell
from faden.cli.study import Where

consent = command_group(say("cli.consent"))


@consent.command("forms", help=say("cli.consent.forms"))
def forms(
    study: Where = Path(),
    *,
    language: Annotated[
        list[str] | None, typer.Option("--language", help=say("cli.consent.language"))
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help=say("cli.consent.to"))] = None,
    pdf: Annotated[bool, typer.Option(help=say("cli.consent.pdf"))] = True,
) -> None:
    """Write information sheets and consent forms."""
    from faden.build.forms import make_forms
    from faden.study.folder import find_folder

    report = make_forms(find_folder(study), to, tuple(language or ()), pdf=pdf)
    for form, page in zip(report.forms, report.pages, strict=True):
        state = "cli.consent.checked" if form.checked else "cli.consent.unchecked"
        tell(say("cli.consent.written", path=page, version=form.version, checked=say(state)))
    for path in report.prints:
        tell(path)
    leave(show_problems(report.problems, as_json=False) if report.problems else 0)


def retention(study: Where = Path()) -> None:
    """Say what is to be deleted, and when."""
    from faden.build.clock import today
    from faden.study.folder import find_folder
    from faden.study.retention import check_retention, due

    folder = find_folder(study)
    for item in due(folder, today()):
        key = "cli.retention.overdue" if item.days < 0 else "cli.retention.due"
        tell(say(key, what=say(f"retention.{item.what}"), until=item.until, days=abs(item.days)))
    leave(show_problems(check_retention(folder, today()), as_json=False))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(consent, name="consent")
    app.command("retention", help=say("cli.retention"))(retention)
