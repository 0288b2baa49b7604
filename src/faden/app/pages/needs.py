"""Needs and pain points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from faden.app.pages.coders import hidden_codings, seen_case
from faden.app.pages.shell import language_of, show
from faden.app.views.interpreted import interpreted
from faden.app.views.need_map import need_map
from faden.app.views.needs import list_needs
from faden.app.views.weight import ballots, contrasts, journeys
from faden.build.boarding import interpreter_codings
from faden.findings.board.ballots import dots_of
from faden.findings.board.counting import Counting

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_needs(request: Request) -> Response:
    """All needs with persons and telling words."""
    case, _, blind = seen_case(request)
    language = language_of(request)
    board = case.corpus.needs_board
    counting = Counting(case.index, board)
    dots = dots_of(board, case.corpus.boards)
    needs = list_needs(case, language, counting, hidden_codings(request))
    return show(
        request,
        "needs.html",
        settings=case.corpus.settings,
        blind=blind,
        needs=[replace(need, dots=dots.get(need.id, ())) for need in needs],
        interpreted=interpreted(interpreter_codings(case)),
        map=need_map(case, counting, language),
        contrasts=contrasts(case, language, counting),
        ballots=ballots(case, language, dots),
        journeys=journeys(case, language),
    )
