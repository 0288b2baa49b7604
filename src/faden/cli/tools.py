"""Commands on this machine: doctor, version."""

from __future__ import annotations

from typing import Annotated

import typer

from faden.cli.showing import leave, say, talk, tell, tell_json


def doctor(*, as_json: Annotated[bool, typer.Option("--json", help=say("cli.option.json"))] = False) -> None:
    """Say what is missing on this machine."""
    from faden.build.doctor import examine

    findings = examine()
    if as_json:
        records = [{"what": f.key, "ok": f.ok, "needed": f.needed, "detail": f.detail} for f in findings]
        tell_json(records)
    else:
        for finding in findings:
            mark = "✓" if finding.ok else ("✗" if finding.needed else "–")
            tell(f"{mark} {say(f'doctor.{finding.key}')}: {finding.detail}")
            if not finding.ok:
                tell(f"    {say(f'doctor.{finding.key}.remedy')}")
        _show_due()
    missing = [f for f in findings if f.needed and not f.ok]
    talk("cli.doctor.missing" if missing else "cli.doctor.fine", n=len(missing))
    leave(1 if missing else 0)


def _show_due() -> None:
    """What the study here has to delete, where there is one."""
    from faden.build.clock import today
    from faden.core.problems import FadenError
    from faden.study.folder import find_folder
    from faden.study.retention import due

    try:
        items = due(find_folder(), today())
    except FadenError:
        return
    for item in items:
        key = "cli.retention.overdue" if item.days < 0 else "cli.retention.due"
        told = say(key, what=say(f"retention.{item.what}"), until=item.until, days=abs(item.days))
        tell(f"{'✗' if item.days < 0 else '✓'} {told}")


def version() -> None:
    """Say which faden this is."""
    from faden import __version__

    tell(__version__)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("doctor", help=say("cli.doctor"))(doctor)
    app.command("version", help=say("cli.version"))(version)
