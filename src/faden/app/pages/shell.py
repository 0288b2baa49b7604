"""What every page has: its language, its navigation, its banner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from faden.app.jinja import render
from faden.app.words import date_text, number_text
from faden.core.catalogue import INTERFACE_LANGUAGES, interface_language, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from faden.app.desk import Desk, Reading

SECTIONS: Final = (
    "",
    "transcripts",
    "search",
    "codebook",
    "memos",
    "compare",
    "retrieve",
    "needs",
    "findings",
    "names",
    "problems",
    "handbook",
)
"""Paths of the navigation; the overview is the empty one."""

_PART_OF: Final = {"coding": "transcripts"}
"""Pages that stand in the navigation under another name."""

_COOKIE: Final = "faden-language"


def reading(request: Request) -> Reading:
    """The study as it is now.

    Raises:
        StudyError: The settings of the study cannot be read.
    """
    desk: Desk = request.app.state.desk
    return desk.read()


def language_of(request: Request) -> str:
    """The language of the page: as just switched, as switched before, else as ``FADEN_LANG`` says."""
    for wish in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if wish in INTERFACE_LANGUAGES:
            return wish
    return interface_language()


def show(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the app.

    Args:
        request: What was asked.
        template: Name of the template.
        status: The status of the answer.
        values: What the template shows.
    """
    language = language_of(request)
    up = "../" * (request.url.path.count("/") - 1)

    def say(key: str, **params: object) -> str:
        return text(key, language, **params)

    def number(value: int) -> str:
        return number_text(value, language)

    def date(value: str) -> str:
        return date_text(value, language)

    def url(path: str) -> str:
        """A relative address, so that the app also works under the prefix of a proxy."""
        return f"{up}{path}" or "./"

    def switch(code: str) -> str:
        """The query of the same page in another language; what was asked for stays."""
        asked = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
        return f"?{urlencode([*asked, ('lang', code)])}"

    html = render(
        template,
        say=say,
        number=number,
        date=date,
        url=url,
        switch=switch,
        language=language,
        languages=INTERFACE_LANGUAGES,
        sections=SECTIONS,
        save=request.app.state.save,
        here=_section(request),
        **values,
    )
    page = HTMLResponse(html, status_code=status)
    if request.query_params.get("lang") == language:
        page.set_cookie(_COOKIE, language, httponly=True, samesite="strict", path="/")
    return page


def _section(request: Request) -> str:
    """The entry of the navigation to which a page belongs."""
    first = request.url.path.strip("/").split("/")[0]
    return _PART_OF.get(first, first)
