"""Commands on a study as a whole: init, check, migrate, pair, codings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from faden.cli.groups import command_group
from faden.cli.showing import leave, say, show_problems, talk, tell

Where = Annotated[Path, typer.Option("--study", "-C", help=say("cli.option.study"), show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help=say("cli.option.json"))]


def init(folder: Annotated[Path, typer.Argument(help=say("cli.init.folder"))]) -> None:
    """Begin a study."""
    from faden.study.beginning import begin_study
    from faden.study.folder import around

    done = begin_study(folder)
    hidden = [name for name in done.written if name.startswith(".")]
    for name in done.written:
        if name not in hidden:
            tell(name)
    if hidden:
        talk("cli.init.hidden", n=len(hidden))
    if done.kept:
        talk("cli.init.kept", n=len(done.kept))
    talk("cli.init.done", folder=folder)
    if outer := around(folder):
        talk("cli.init.inside", folder=folder, outer=outer.root.name)


def check(
    study: Where = Path(),
    *,
    publish: Annotated[bool, typer.Option("--publish", help=say("cli.check.publish"))] = False,
    every: Annotated[bool, typer.Option("--all", help=say("cli.check.all"))] = False,
    as_json: AsJson = False,
) -> None:
    """Check a study."""
    from faden.build.checking import check_all
    from faden.study.folder import find_folder

    found = check_all(find_folder(study), publish=publish)
    leave(show_problems(found, as_json=as_json, every=every))


def migrate(
    study: Where = Path(),
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.option.dry-run"))] = False,
) -> None:
    """Bring old files to the present formats."""
    from faden.build.migration import migrate_study
    from faden.study.folder import find_folder

    done = migrate_study(find_folder(study), dry_run=dry_run)
    for name in done.changed:
        tell(name)
    talk("cli.migrate.would" if dry_run else "cli.migrate.done", n=len(done.changed), of=done.looked_at)
    leave(show_problems(done.problems, as_json=False) if done.problems else 0)


codings = command_group(say("cli.codings"))


@codings.command("follow", help=say("cli.codings.follow"))
def follow(
    coding: Annotated[str, typer.Argument(help=say("cli.codings.follow.coding"))],
    *,
    study: Where = Path(),
    accept: Annotated[bool, typer.Option("--accept", help=say("cli.codings.follow.accept"))] = False,
    by: Annotated[str, typer.Option("--by", help=say("cli.option.by"))] = "",
) -> None:
    """Find a coding's words again."""
    from faden.build.following import follow_coding
    from faden.study.folder import find_folder

    done = follow_coding(find_folder(study), coding, accept_by=by if accept else None)
    tell(say("cli.codings.follow.old", words=_line(done.coding.exact)))
    if done.proposal is None:
        talk("cli.codings.follow.nothing")
        leave(1)
    else:
        tell(say("cli.codings.follow.new", words=_line(done.proposal.exact), turn=done.proposal.start.turn))
        talk("cli.codings.follow.accepted" if accept else "cli.codings.follow.ask", coding=coding)


@codings.command("done", help=say("cli.codings.done"))
def done(
    transcripts: Annotated[list[str], typer.Argument(help=say("cli.codings.done.transcript"))],
    *,
    study: Where = Path(),
    by: Annotated[str, typer.Option("--by", help=say("cli.option.by-done"))],
    undo: Annotated[bool, typer.Option("--not-done", help=say("cli.codings.done.undo"))] = False,
) -> None:
    """Say that conversations are done."""
    from faden.build.done import say_done, say_not_done
    from faden.study.folder import find_folder

    folder = find_folder(study)
    for transcript in transcripts:
        if undo:
            say_not_done(folder, by, transcript)
        else:
            say_done(folder, by, transcript)
        talk(
            "cli.codings.done.taken-back" if undo else "cli.codings.done.said",
            coder=by,
            transcript=transcript,
        )


def pair(
    transcript: Annotated[str, typer.Argument(help=say("cli.pair.transcript"))],
    *,
    study: Where = Path(),
    stay: Annotated[list[str] | None, typer.Option("--leave", help=say("cli.pair.leave"))] = None,
    write: Annotated[bool, typer.Option("--write", help=say("cli.pair.write"))] = False,
) -> None:
    """Put interpretation beside what it interprets."""
    from faden.build.pairing import pair_turns
    from faden.study.folder import find_folder

    done = pair_turns(find_folder(study), transcript, stay or (), write=write)
    for said, given in done.pairs:
        tell(f"{said.id} · {said.speaker} · {said.parts[0].language}")
        tell(f"    \u2068{_line(said.text)}\u2069")
        tell(f"{given.id} · {given.speaker} · {given.parts[0].language}")
        tell(f"    \u2068{_line(given.text)}\u2069")
    if not done.pairs:
        talk("cli.pair.none", transcript=transcript)
    else:
        key = "cli.pair.done" if done.written else "cli.pair.would"
        talk(key, n=len(done.pairs), path=done.path, followed=done.followed, coder=done.coder)


def _line(words: str) -> str:
    return " ".join(words.split())


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init", help=say("cli.init"))(init)
    app.command("check", help=say("cli.check"))(check)
    app.command("migrate", help=say("cli.migrate"))(migrate)
    app.command("pair", help=say("cli.pair"))(pair)
    app.add_typer(codings, name="codings")
