"""Transcripts: the list, and one to read with its codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from faden.app.pages.coders import coder_of, sight_of
from faden.app.pages.shell import language_of, reading, show
from faden.app.views.pairing import has_interpreter, pairs_of
from faden.app.views.transcripts import list_transcripts, show_transcript

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.coding.blind import Blindness


def show_all_transcripts(request: Request) -> Response:
    """All transcripts of the study."""
    case = reading(request).case
    rows = list_transcripts(case.index, language_of(request), _sight(request))
    return show(request, "transcripts.html", settings=case.corpus.settings, rows=rows)


def show_one_transcript(request: Request) -> Response:
    """One transcript, turn by turn, with the codings of the lead coder."""
    case = reading(request).case
    found = show_transcript(
        case.index, request.path_params["identifier"], language_of(request), _sight(request)
    )
    if found is None:
        raise HTTPException(404)
    talk = case.corpus.transcripts[found.row.id]
    return show(
        request,
        "transcript.html",
        settings=case.corpus.settings,
        transcript=found,
        interpreted=has_interpreter(talk),
        pairs=len(pairs_of(talk)),
    )


def _sight(request: Request) -> Blindness:
    """What the person at the screen may see of others' codings."""
    return sight_of(reading(request), coder_of(request) or "")
