"""Commands that make something to look at: build, serve, app, lab."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from faden.cli.showing import leave, progress, say, show_problems, talk
from faden.cli.study import Where
from faden.core.problems import errors


def build(
    study: Where = Path(),
    *,
    release: Annotated[bool, typer.Option("--release", help=say("cli.build.release"))] = False,
) -> None:
    """Build the site."""
    from faden.build.publication import prepare
    from faden.publish.release import REVIEWS, check_release, write_review_form
    from faden.site.keeping import keep_site
    from faden.study.folder import find_folder

    folder = find_folder(study)
    prepared = prepare(folder, draft=not release, progress=progress)
    found = [p for p in prepared.problems if release or p.code not in _RELEASE_ONLY]
    if release:
        found += check_release(folder, prepared.digest, vault_open=False)
        if errors(found):
            show_problems(found, as_json=False)
            talk("cli.build.not-released", digest=prepared.digest)
            if write_review_form(folder, prepared.digest):
                talk("cli.build.review-form", path=REVIEWS)
            leave(1)
    report, kept = keep_site(prepared.publication, folder.build)
    progress("site", kept)
    status = show_problems([p for p in found if p in errors(found)], as_json=False) if errors(found) else 0
    corpus = prepared.case.corpus
    talk(
        "cli.build.done",
        conversations=len(corpus.transcripts),
        findings=len(prepared.verdict.findings),
        needs=len(prepared.verdict.needs),
        quotations=len(prepared.verdict.quotations),
        pages=sum(report.pages.values()),
        languages=", ".join(report.pages),
    )
    typer.echo(report.path)
    talk("cli.build.look" if not release else "cli.build.released")
    leave(status)


_RELEASE_ONLY = frozenset({"transcript-not-cleared", "clearance-outdated", "population-unknown"})
"""What a draft may do without."""


def serve(
    study: Where = Path(),
    *,
    port: Annotated[int, typer.Option("--port", help=say("cli.option.port"))] = 8000,
) -> None:
    """Look at the built site."""
    from faden.site.serve import serve as serve_site
    from faden.study.folder import find_folder

    def _announce(address: str) -> None:
        typer.echo(say("cli.serve.at", address=address))

    serve_site(find_folder(study).build / "site", port, announce=_announce)


def app_command(
    study: Where = Path(),
    *,
    port: Annotated[int, typer.Option("--port", help=say("cli.option.port"))] = 0,
    browser: Annotated[bool, typer.Option(help=say("cli.app.browser"))] = True,
) -> None:
    """Open the workbench."""
    from faden.app.server import run
    from faden.study.folder import find_folder

    def _announce(address: str) -> None:
        talk("cli.app.at")
        typer.echo(address)

    with suppress(KeyboardInterrupt):
        run(find_folder(study), port=port, open_browser=browser, announce=_announce)


def lab(study: Where = Path()) -> None:
    """Open JupyterLab in the study."""
    import subprocess
    import sys

    from faden.study.folder import find_folder

    folder = find_folder(study)
    command = [sys.executable, "-m", "jupyterlab", str(folder.root / "analysis/notebooks")]
    quiet = [
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--ServerApp.ip=127.0.0.1",
    ]
    leave(subprocess.run([*command, *quiet], check=False).returncode)  # noqa: S603 - our own interpreter and arguments


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("build", help=say("cli.build"))(build)
    app.command("serve", help=say("cli.serve"))(serve)
    app.command("app", help=say("cli.app"))(app_command)
    app.command("lab", help=say("cli.lab"))(lab)
