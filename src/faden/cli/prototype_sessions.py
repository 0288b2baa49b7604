"""Commands on the tests of prototypes and their hand-off: prototype sessions …, prototype handoff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.groups import command_group
from faden.cli.showing import leave, say, show_problems, talk, tell, tell_json
from faden.cli.study import AsJson, Where
from faden.core.problems import errors

if TYPE_CHECKING:
    from faden.prototypes.sessions.figures import Interval, Mean, Share
    from faden.prototypes.sessions.metrics import TaskFigures
    from faden.prototypes.sessions.telling import Sample

Which = Annotated[str, typer.Argument(help=say("cli.prototype.which"))]

sessions = command_group(say("cli.prototype.sessions"))


@sessions.command("import", help=say("cli.prototype.sessions.import"))
def import_command(
    which: Which,
    files: Annotated[list[Path], typer.Argument(help=say("cli.prototype.sessions.files"))],
    study: Where = Path(),
) -> None:
    """Take in session files."""
    from faden.build.testing import take_in
    from faden.protection.lock import locked
    from faden.study.folder import find_folder

    folder = find_folder(study)
    with locked(folder):
        done = take_in(folder, which, files)
    for each in done:
        if each.id:
            key = "already" if each.already else "taken"
            tell(say(f"cli.prototype.sessions.{key}", path=each.path, id=each.id))
    found = [problem for each in done for problem in each.problems]
    if found:
        show_problems(found, as_json=False)
    leave(1 if errors(found) else 0)


@sessions.command("show", help=say("cli.prototype.sessions.show"))
def show_command(which: Which, study: Where = Path(), *, as_json: AsJson = False) -> None:
    """Show what the tests say."""
    from faden.build.testing import tested
    from faden.study.folder import find_folder

    found = tested(find_folder(study), which)
    told = found.report
    samples = [(say("cli.prototype.sessions.all"), told.total)] if told.total is not None else []
    for dimension, parts in told.by.items():
        samples += [(f"{say(f'cli.prototype.sessions.{dimension}')} {part.value}", part) for part in parts]
    if as_json:
        records = {name: _record(sample) for name, sample in samples}
        tell_json(records)
    else:
        for name, sample in samples:
            _show(name, sample)
    if told.total is None:
        talk("cli.prototype.sessions.few", n=len(found.stored), least=told.least)
    elif any(told.untold.values()):
        talk("cli.prototype.sessions.untold", n=sum(told.untold.values()), least=told.least)
    if found.problems:
        show_problems(found.problems, as_json=False)
    leave(1 if errors(found.problems) else 0)


@sessions.command("observations", help=say("cli.prototype.sessions.observations"))
def observations_command(
    which: Which,
    into: Annotated[str, typer.Option("--into", help=say("cli.prototype.sessions.into"))],
    language: Annotated[
        str, typer.Option("--language", help=say("cli.prototype.sessions.language-of"))
    ] = "de",
    study: Where = Path(),
) -> None:
    """Write moderators' notes as a transcript."""
    from faden.build.testing import write_observations
    from faden.study.folder import find_folder

    folder = find_folder(study)
    path = write_observations(folder, which, into, language)
    if path is None:
        talk("cli.prototype.sessions.no-notes")
    else:
        tell(folder.shown(path))


def handoff_command(
    which: Which,
    output: Annotated[Path | None, typer.Option("--output", help=say("cli.prototype.handoff.output"))] = None,
    language: Annotated[str, typer.Option("--language", help=say("cli.prototype.handoff.language"))] = "de",
    study: Where = Path(),
) -> None:
    """Write the hand-off of a prototype."""
    from faden.build.handing import hand_off, write_handoff
    from faden.build.prototyping import check_prototypes
    from faden.build.testing import find_prototype
    from faden.study.folder import find_folder

    folder = find_folder(study)
    files = hand_off(folder, which, language=language)
    target = output or folder.build / "handoff" / find_prototype(folder, which)[1].id
    write_handoff(target, files)
    tell(target.as_posix())
    talk("cli.prototype.handoff.done", files=len(files))
    if found := check_prototypes(folder, which):
        show_problems(found, as_json=False)


def _show(name: str, sample: Sample) -> None:
    tell(say("cli.prototype.sessions.sample", name=name, n=sample.n))
    for task in sample.tasks:
        line = say(
            "cli.prototype.sessions.task",
            task=task.task,
            success=_share(task.success),
            direct=f"{task.direct.n}",
            first=f"{task.first.n}/{task.first.of}",
            misses=f"{task.misses.n}/{task.misses.of}",
            seconds=_mean(task.seconds, 0),
            detour=_mean(task.detour, 2),
            seq=_mean(task.seq, 1),
        )
        tell(f"  {line}")
    tell("  " + say("cli.prototype.sessions.umux", umux=_mean(sample.umux, 0)))


def _share(share: Share) -> str:
    told = share.interval
    if told is None:
        return "–"
    return f"{share.n}/{share.of} ({100 * told.low:.0f}–{100 * told.high:.0f} %)"


def _mean(mean: Mean | None, digits: int) -> str:
    if mean is None:
        return "–"
    told = mean.interval
    around = f" ({told.low:.{digits}f}–{told.high:.{digits}f})" if told else ""
    return f"{mean.value:.{digits}f}{around}"


def _record(sample: Sample) -> dict[str, object]:
    return {
        "n": sample.n,
        "umux": sample.umux.value if sample.umux else None,
        "tasks": {task.task: _figures(task) for task in sample.tasks},
    }


def _figures(task: TaskFigures) -> dict[str, object]:
    told: dict[str, object] = {}
    for name in ("success", "direct", "failed", "gave_up", "first", "misses"):
        share: Share = getattr(task, name)
        told[name] = {"n": share.n, "of": share.of, "interval": _ends(share.interval)}
    for name in ("seconds", "detour", "lost", "seq"):
        mean: Mean | None = getattr(task, name)
        told[name] = mean and {"value": mean.value, "of": mean.of, "interval": _ends(mean.interval)}
    return told


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def attach(prototype: typer.Typer) -> None:
    """Add these commands to the group ``faden prototype``."""
    prototype.add_typer(sessions, name="sessions")
    prototype.command("handoff", help=say("cli.prototype.handoff"))(handoff_command)
