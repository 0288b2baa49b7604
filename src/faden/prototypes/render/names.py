"""Names of the files of a rendered prototype; all of them made of ids, none of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faden.prototypes.graph import Page

ASSETS: Final = "assets"
INDEX: Final = "index.html"
PICTURES: Final = "pictures"


def file_name(page: Page) -> str:
    """The file of a page within its language, such as ``listing.w1.html`` or ``search--empty.html``.

    Ids hold no dots and no double hyphens.
    """
    name = ".".join(filter(None, (page.screen, page.row)))
    return f"{name}--{page.state}.html" if page.state else f"{name}.html"


def page_path(language: str, page: Page) -> str:
    """The path of a page from the top of the prototype, such as ``de/listing.w1.html``."""
    return f"{language}/{file_name(page)}"
