"""The first page: the study at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.app.pages.coders import seen_case, seen_problems
from faden.app.pages.shell import reading, show
from faden.app.views.overview import by_severity, count
from faden.study.retention import due

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_overview(request: Request) -> Response:
    """Title, counts, and problems by severity."""
    now = reading(request)
    in_study, publishing = seen_problems(request)
    return show(
        request,
        "overview.html",
        settings=now.case.corpus.settings,
        folder=now.case.corpus.folder.root.name,
        numbers=count(seen_case(request)[0].index),
        in_study=by_severity(in_study),
        before_publishing=by_severity(publishing),
        due=due(now.case.corpus.folder, now.case.on),
    )
