"""The colours of the codes, as a style sheet: the content security policy allows none in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from faden.coding.codebook import read_codebook
from faden.coding.editing.on_codebook import COLOURS

if TYPE_CHECKING:
    from starlette.requests import Request

    from faden.study.folder import Folder


def show_codes(request: Request) -> Response:
    """One rule a code and a colour to choose; ids and colours are checked when the codebook is read."""
    folder: Folder = request.app.state.desk.folder
    codebook = read_codebook(folder).value if folder.codebook.is_file() else None
    codes = codebook.codes() if codebook is not None else ()
    swatches = (f".s-{at}{{--code:{colour}}}\n" for at, colour in enumerate(COLOURS, start=1))
    rules = [*swatches, *(f".k-{placed.code.id}{{--code:{placed.code.colour}}}\n" for placed in codes)]
    return Response("".join(rules), media_type="text/css")
