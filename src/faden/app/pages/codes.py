"""The colours of the codes, as a style sheet: the content security policy allows none in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from faden.app.pages.shell import reading

if TYPE_CHECKING:
    from starlette.requests import Request


def show_codes(request: Request) -> Response:
    """One rule a code; ids and colours are checked when the codebook is read."""
    codes = reading(request).case.corpus.codebook.codes()
    rules = [f".k-{placed.code.id}{{--code:{placed.code.colour}}}\n" for placed in codes]
    return Response("".join(rules), media_type="text/css")
