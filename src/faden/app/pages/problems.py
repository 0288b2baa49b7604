"""Problems: the same that ``faden check`` reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.app.pages.coders import coder_of, seen_problems, sight_of
from faden.app.pages.shell import language_of, reading, show
from faden.app.views.problems import tell_by_severity

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_problems(request: Request) -> Response:
    """What is not in order, and what to do about it; nothing of codings that are still covered."""
    now, language = reading(request), language_of(request)
    corpus = now.case.corpus
    in_study, publishing = seen_problems(request)
    return show(
        request,
        "problems.html",
        settings=corpus.settings,
        hidden=sight_of(now, coder_of(request) or "").covers(corpus.transcripts),
        in_study=tell_by_severity(in_study, language),
        before_publishing=tell_by_severity(publishing, language),
    )
