"""Interpretation beside what it interprets: what would be put together, and the step that does it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from faden.app.pages.coders import coder_of, show_who
from faden.app.pages.shell import language_of, show
from faden.app.views.coding import said_by_browser
from faden.app.views.pairing import has_interpreter, pairs_of
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.benches import Benches


def show_pairs(request: Request) -> Response:
    """The pairs of a conversation, each as it would stand; nothing is written before somebody says so."""
    identifier, coder = request.path_params["identifier"], coder_of(request)
    benches: Benches = request.app.state.benches
    if identifier not in benches.identifiers():
        raise HTTPException(404)
    if coder is None:
        return show_who(request, f"coding/{identifier}/pairs")
    with benches.lock:
        transcript = benches.transcript(identifier)
    texts = said_by_browser(language_of(request))
    return show(
        request,
        "pairing.html",
        settings=read_settings(benches.folder).value,
        id=identifier,
        pairs=pairs_of(transcript),
        interpreted=has_interpreter(transcript),
        texts=json.dumps(texts, ensure_ascii=False, sort_keys=True),
        by=coder,
    )
