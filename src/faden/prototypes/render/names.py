"""Names of the files of a rendered prototype; all of them made of ids, none of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faden.prototypes.graph import Page

ASSETS: Final = "assets"
INDEX: Final = "index.html"


def file_name(page: Page) -> str:
    """The file of a page within its language, such as ``listing.w1.html``; ids hold no dots."""
    return ".".join(filter(None, (page.screen, page.row, "html")))


def page_path(language: str, page: Page) -> str:
    """The path of a page from the top of the prototype, such as ``de/listing.w1.html``."""
    return f"{language}/{file_name(page)}"
