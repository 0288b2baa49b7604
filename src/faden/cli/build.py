"""Commands that make something to look at: build, serve, app, lab."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.app import app_command
from faden.cli.leaks import read_sought
from faden.cli.showing import leave, list_kinds, list_problems, progress, say, show_problems, talk, tell
from faden.cli.study import Where
from faden.core.problems import errors

if TYPE_CHECKING:
    from faden.build.leaks import Sought
    from faden.build.publication import Prepared
    from faden.core.problems import Problem
    from faden.site.mkdocs import SiteReport
    from faden.study.folder import Folder


def build(
    study: Where = Path(),
    *,
    release: Annotated[bool, typer.Option("--release", help=say("cli.build.release"))] = False,
    scan_list: Annotated[
        Path | None,
        typer.Option("--scan-list", envvar="FADEN_SCAN_LIST", help=say("cli.build.scan-list")),
    ] = None,
) -> None:
    """Build the site."""
    from faden.build.publication import prepare
    from faden.site.keeping import keep_site
    from faden.study.folder import find_folder

    folder = find_folder(study)
    _stop_unread(folder)
    names = _names(folder, scan_list) if release else None
    prepared = prepare(folder, draft=not release, progress=progress)
    found = [p for p in prepared.problems if p.code not in _RELEASE_ONLY]
    if release:
        found = _stop_before(folder, prepared, names)
    report, kept = keep_site(prepared.publication, folder.build)
    progress("site", kept)
    if release and names is not None:
        _stop_after(folder, prepared, report, names)
    stopping = errors(found)
    list_kinds(stopping)
    _tell(prepared, report, "cli.build.released" if release else "cli.build.look")
    if stopping:
        talk("cli.build.stopping", n=len(stopping))
    leave(1 if stopping else 0)


def _stop_unread(folder: Folder) -> None:
    """End the command where a file cannot be read on which every page rests; the last site stays."""
    from faden.build.publication import unread

    if found := unread(folder):
        list_problems(found)
        talk("cli.build.unread", n=len({problem.place.path for problem in found}))
        leave(1)


def _tell(prepared: Prepared, report: SiteReport, last: str) -> None:
    talk(
        "cli.build.done",
        conversations=len(prepared.case.corpus.transcripts),
        findings=len(prepared.verdict.findings),
        needs=len(prepared.verdict.needs),
        quotations=len(prepared.verdict.quotations),
        pages=sum(report.pages.values()),
        languages=", ".join(report.pages),
    )
    tell(report.path)
    talk(last)


def _names(folder: Folder, scan_list: Path | None) -> Sought | None:
    """What the leak scan looks for; ``None`` where the study has no vault, so that it cannot run."""
    from faden.protection.places import find_vault

    if scan_list is None and find_vault(folder) is None:
        return None
    return read_sought(folder, scan_list)


def _stop_before(folder: Folder, prepared: Prepared, names: Sought | None) -> list[Problem]:
    """What was found before a release is built; ends the command where it may not be."""
    from faden.build.releasing import check_before
    from faden.publish.release import REVIEWS, write_review_form

    found = list(check_before(folder, prepared, names))
    if errors(found):
        show_problems(found, as_json=False)
        talk("cli.build.not-released", digest=prepared.digest)
        if write_review_form(folder, prepared.digest):
            talk("cli.build.review-form", path=REVIEWS)
        leave(1)
    return found


def _stop_after(folder: Folder, prepared: Prepared, report: SiteReport, names: Sought) -> None:
    """Search the built site; where a clear name stands in it, it is deleted and the command ends."""
    import shutil

    from faden.build.releasing import check_after, note_release

    leaking, scan = check_after(report.path, names)
    size = f"{scan.size / 1e6:.1f}"
    talk("cli.leaks.searched", files=scan.files, size=size, names=names.key.names, hits=len(leaking))
    if errors(leaking):
        shutil.rmtree(report.path)
        show_problems(leaking, as_json=False)
        talk("cli.build.leaked")
        leave(1)
    note_release(folder, prepared, files=scan.files, pages=sum(report.pages.values()))


_RELEASE_ONLY = frozenset({"transcript-not-cleared", "clearance-outdated", "population-unknown"})
"""What a draft may do without."""


def serve(
    study: Where = Path(),
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=say("cli.option.port"))] = 8000,
) -> None:
    """Look at the built site."""
    from faden.site.serve import serve as serve_site
    from faden.study.folder import find_folder

    def _announce(address: str) -> None:
        tell(say("cli.serve.at", address=address))

    serve_site(find_folder(study).build / "site", port, announce=_announce)


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
