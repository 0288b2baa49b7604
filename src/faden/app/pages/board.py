"""The needs board: the page, what it is told, and every step saved at once."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from faden.app.pages.coders import coder_of, show_who
from faden.app.pages.sending import answer_sent, sent_by
from faden.app.pages.shell import language_of, show
from faden.app.views.board import board_values, hidden_cards, is_blind, show_board
from faden.app.views.problems import tell
from faden.app.views.uncoded import uncoded_values
from faden.build.boarding import Table, board_rows, import_table, plan_import
from faden.core.catalogue import text
from faden.core.problems import FadenError, StudyError
from faden.core.text import visible
from faden.findings.board.actions import parse_action
from faden.findings.board.board import PATH
from faden.findings.board.table import format_rows
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from faden.app.boards import Boards
    from faden.findings.board.table import Import

MOST: Final = 200_000
"""Bytes of the longest step: the ids of many cards."""

LARGEST: Final = 8 * 2**20
"""Bytes of the largest table that is read in, as it is sent."""

MOST_PASSAGES: Final = 30
"""Uncoded passages that are shown at once, the best ones."""

_TOLD: Final = 20
"""Rows of a table about which the page says something each."""


def show_needs_board(request: Request) -> Response:
    """The board; asks who works where nobody is named."""
    by = coder_of(request)
    if by is None:
        return show_who(request, "needs/board")
    boards, language = _boards(request), language_of(request)
    sight = boards.look(by, _level(request))
    return show(
        request,
        "board.html",
        settings=read_settings(boards.folder).value,
        view=show_board(sight, by, language),
        by=by,
        fixed=bool(request.app.state.by),
    )


def tell_board(request: Request) -> Response:
    """Where all cards stand now."""
    by = coder_of(request)
    if by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        return JSONResponse(_values(request, by))
    except FadenError as error:
        return refused(error, language_of(request))


def tell_uncoded(request: Request) -> Response:
    """Passages that nobody coded and that may belong on the board; none to who still codes blindly."""
    by, boards, language = coder_of(request), _boards(request), language_of(request)
    if by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        sight = boards.look(by)
        stated = () if is_blind(sight, by) else boards.stated()
        found = uncoded_values(sight, stated or (), language)
    except FadenError as error:
        return refused(error, language)
    return JSONResponse({"computed": stated is not None, "n": len(found), "passages": found[:MOST_PASSAGES]})


async def seek_uncoded(request: Request) -> Response:
    """Have the machine look for such passages; takes its time."""
    return await run_in_threadpool(_sought, request)


def _sought(request: Request) -> Response:
    by, boards = coder_of(request), _boards(request)
    if by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        if not is_blind(boards.look(by), by):
            boards.seek()
    except FadenError as error:
        return refused(error, language_of(request))
    return JSONResponse({"done": True})


async def act_on_board(request: Request) -> Response:
    """Carry out one step; what is answered is on the disk."""
    return await answer_sent(request, _acted, most=MOST)


def _acted(request: Request, sent: Mapping[str, Any]) -> Response:
    by, language = coder_of(request), language_of(request)
    if by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        action, seen = parse_action(sent.get("action")), _seen(sent.get("seen"))
        outcome, sight = _boards(request).act(by, action, seen, _level(request))
    except FadenError as error:
        return refused(error, language)
    told = board_values(sight, by, language)
    said = outcome.said.text(language)
    return JSONResponse({"done": True, **told, "created": outcome.created, "said": said})


async def propose_groups(request: Request) -> Response:
    """Have the machine propose groups for the study as it is now; takes its time."""
    sent = await sent_by(request, most=MOST)
    return await run_in_threadpool(_proposed, request, anew=(sent or {}).get("anew") is True)


def _proposed(request: Request, *, anew: bool) -> Response:
    by = coder_of(request)
    if anew and by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        if anew and by is not None:
            _boards(request).propose_anew(by)
        else:
            _boards(request).propose()
    except FadenError as error:
        return refused(error, language_of(request))
    return JSONResponse({"done": True})


async def keep_groups(request: Request) -> Response:
    """Keep the machine's groups as they are now, to be compared with from then on."""
    return await run_in_threadpool(_kept, request)


def _kept(request: Request) -> Response:
    by = coder_of(request)
    if by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        _boards(request).keep(by)
    except FadenError as error:
        return refused(error, language_of(request))
    return JSONResponse({"done": True})


def give_table(request: Request) -> Response:
    """The board as a table, for the team."""
    by, boards, language = coder_of(request), _boards(request), language_of(request)
    if by is None:
        return show_who(request, "needs/board")
    sight = boards.look(by)
    rows = board_rows(sight.case, sight.state.board, language, outside=False)
    closed = show_board(sight, by, language).cards
    content = format_rows([row for row in rows if row.card in closed])
    name = {"content-disposition": 'attachment; filename="board.csv"'}
    return Response(content, media_type="text/csv", headers=name)


async def take_table(request: Request) -> Response:
    """Say what a table would do to the board; or put it there."""
    return await answer_sent(request, _taken, most=LARGEST)


def _taken(request: Request, sent: Mapping[str, Any]) -> Response:
    by, boards, language = coder_of(request), _boards(request), language_of(request)
    if by is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        data = base64.b64decode(str(sent.get("table", "")), validate=True)
    except (binascii.Error, ValueError):
        return JSONResponse({"done": False}, status_code=400)
    name = visible(str(sent.get("name", ""))[:100])
    try:
        table = Table(data, name, language, hidden_cards(boards.look(by), by))
        case, bench = boards.case(), boards.bench(by)
        if sent.get("go") is not True:
            board = bench.state().fingerprints[PATH]
            return JSONResponse(
                {"done": True, "board": board, **_plan(plan_import(case, bench, table), language)}
            )
        agreed, move = sent.get("board"), sent.get("move") is True
        if not isinstance(agreed, str):
            raise StudyError("edited-unseen", PATH)
        import_table(case, bench, table, move=move, agreed=agreed)
    except FadenError as error:
        return refused(error, language)
    return JSONResponse({"done": True})


def _plan(plan: Import, language: str) -> dict[str, Any]:
    """What an import would do, in words."""
    numbers = {"placed": plan.placed, "made": plan.made, "paper": plan.paper, "moved": plan.moved}
    lead = text("cli.board.imported", language, **{key: len(value) for key, value in numbers.items()})
    notes = [tell(notice, language) for notice in plan.notices[:_TOLD]]
    return {
        "lead": lead,
        "moved": len(plan.moved),
        "notes": [f"{note.place}: {note.what}" for note in notes],
        "more": max(0, len(plan.notices) - _TOLD),
    }


def refused(error: FadenError, language: str) -> Response:
    """Why something was not done, in words."""
    told = tell(error.problem, language)
    answer = {"done": False, "code": told.code, "what": told.what, "remedy": told.remedy}
    return JSONResponse(answer, status_code=409)


def _values(request: Request, by: str) -> dict[str, Any]:
    return board_values(_boards(request).look(by, _level(request)), by, language_of(request))


def _seen(sent: object) -> dict[str, str]:
    if isinstance(sent, dict) and all(isinstance(each, str) for pair in sent.items() for each in pair):
        return sent
    raise StudyError("action-invalid", action="seen", field="seen", value="–")


def _level(request: Request) -> int:
    """In how many groups proposals are read, as the address says; 0 where it says nothing."""
    wanted = request.query_params.get("groups", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else 0  # noqa: PLR2004 - digits


def _boards(request: Request) -> Boards:
    found: Boards = request.app.state.boards
    return found
