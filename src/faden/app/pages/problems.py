"""Problems: the same that ``faden check`` reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.app.pages.shell import language_of, reading, show
from faden.app.views.problems import tell_by_severity

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_problems(request: Request) -> Response:
    """What is not in order, and what to do about it."""
    now, language = reading(request), language_of(request)
    return show(
        request,
        "problems.html",
        settings=now.case.corpus.settings,
        in_study=tell_by_severity(now.problems, language),
        before_publishing=tell_by_severity(now.before_publishing, language),
    )
