"""The handbook on the site, where a study publishes it (as faden's own does)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.handbook import handbook_pages
from faden.publish.pages import Bullets, Link, Page, Paragraph, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """The list of pages, and each page; nothing where the study does not publish the handbook."""
    if not view.corpus.settings.handbook:
        return
    found = handbook_pages(view.language)
    links = tuple(Link(page.title, f"handbook/{page.slug}") for page in found)
    intro = Paragraph(view.say("page.handbook.intro"), lead=True)
    yield Page("handbook/index", view.say("page.handbook.title"), (intro, Bullets(links)), "handbook")
    for page in found:
        yield Page(f"handbook/{page.slug}", page.title, (Prose(page.markdown),), "handbook")
