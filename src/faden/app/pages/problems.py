"""Problems: the same that ``faden check`` reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.app.pages.coders import coder_of, sight_of
from faden.app.pages.shell import language_of, reading, show
from faden.app.views.problems import tell_by_severity

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_problems(request: Request) -> Response:
    """What is not in order, and what to do about it; nothing of codings that are still covered."""
    now, language = reading(request), language_of(request)
    corpus, sight = now.case.corpus, sight_of(now, coder_of(request) or "")
    covered = frozenset(
        corpus.folder.shown(corpus.folder.coding_file(file.coder, file.transcript))
        for file in corpus.coding_files
        if not sight.shows(file.coder, file.transcript)
    )
    in_study, publishing = (
        [problem for problem in found if problem.place.path not in covered]
        for found in (now.problems, now.before_publishing)
    )
    return show(
        request,
        "problems.html",
        settings=now.case.corpus.settings,
        hidden=len(in_study) < len(now.problems),
        in_study=tell_by_severity(in_study, language),
        before_publishing=tell_by_severity(publishing, language),
    )
