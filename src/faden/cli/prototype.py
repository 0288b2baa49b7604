"""Commands on prototypes: prototype check, prototype render, prototype serve."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from faden.cli import prototype_sessions
from faden.cli.groups import command_group
from faden.cli.showing import leave, say, show_problems, talk, tell
from faden.cli.study import AsJson, Where

Which = Annotated[str, typer.Argument(help=say("cli.prototype.which"))]

prototype = command_group(say("cli.prototype"))


@prototype.command("check", help=say("cli.prototype.check"))
def check_command(
    which: Annotated[str | None, typer.Argument(help=say("cli.prototype.which"))] = None,
    study: Where = Path(),
    *,
    as_json: AsJson = False,
) -> None:
    """Check one prototype, or all."""
    from faden.build.prototyping import check_prototypes
    from faden.study.folder import find_folder

    leave(show_problems(check_prototypes(find_folder(study), which), as_json=as_json))


@prototype.command("render", help=say("cli.prototype.render"))
def render_command(
    which: Which,
    output: Annotated[Path | None, typer.Option("--output", help=say("cli.prototype.render.output"))] = None,
    study: Where = Path(),
    *,
    single: Annotated[bool, typer.Option("--single-file", help=say("cli.prototype.render.single"))] = False,
) -> None:
    """Write the pages of a prototype."""
    from faden.build.prototyping import check_prototypes, find_path, render_files, write_rendered
    from faden.study.folder import find_folder

    folder = find_folder(study)
    files = render_files(folder, which, single=single)
    name = find_path(folder, which).parent.name
    target = output or folder.build / "prototypes" / (f"{name}-single" if single else name)
    if output is None and single:
        for file in files:
            (target / file).unlink(missing_ok=True)  # ours: everything below build can be made again
    write_rendered(target, files)
    size = sum(map(len, files.values())) / 1e6
    tell((target / next(iter(files)) if single else target / "index.html").as_posix())
    talk("cli.prototype.render.done", files=len(files), size=f"{size:.1f}")
    if found := check_prototypes(folder, which):
        show_problems(found, as_json=False)


@prototype.command("serve", help=say("cli.prototype.serve"))
def serve_command(
    which: Which,
    study: Where = Path(),
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=say("cli.option.port"))] = 0,
) -> None:
    """Serve a prototype on this machine, made anew on each change."""
    from faden.build.prototyping import live
    from faden.prototypes.live import serve_live
    from faden.study.folder import find_folder

    def _announce(address: str) -> None:
        talk("cli.prototype.serve.at")
        tell(address)

    with suppress(KeyboardInterrupt):
        serve_live(live(find_folder(study), which), port, _announce)


prototype_sessions.attach(prototype)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(prototype, name="prototype")
