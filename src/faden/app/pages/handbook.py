"""The handbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException

from faden.app.pages.shell import language_of, show
from faden.publish.handbook import handbook_pages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_LINK: Final = re.compile(r"\]\((?P<slug>[a-z]+)\.md")


def show_handbook(request: Request) -> Response:
    """The first page of the handbook."""
    return _show(request, None)


def show_handbook_page(request: Request) -> Response:
    """One page of the handbook."""
    return _show(request, request.path_params["slug"])


def _show(request: Request, slug: str | None) -> Response:
    pages = handbook_pages(language_of(request))
    found = next((page for page in pages if slug in {None, page.slug}), None)
    if found is None:
        raise HTTPException(404)
    return show(
        request,
        "handbook.html",
        settings=None,
        pages=pages,
        page=found,
        text=_linked(request, found.markdown),
    )


def _linked(request: Request, markdown: str) -> str:
    """The text with its links between pages (``coding.md``) as addresses of the app."""
    up = "../" * (request.url.path.count("/") - 1)
    return _LINK.sub(rf"]({up}handbook/\g<slug>", markdown)
