"""The study's own pages on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.text import slug
from faden.publish.pages import Block, Card, Cards, Notice, Page, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.compose.view import View
    from faden.study.pages import OwnPage


def pages(view: View) -> Iterator[Page]:
    """A page per file of ``site/``, and a list of them; nothing where there is none."""
    own = view.corpus.pages
    if not own:
        return
    if len(own) > 1:
        items = (Card(p.head.title.text(view.language), "", f"about/{slug(p.name)}") for p in own)
        yield Page("about/index", view.say("page.about.title"), (Cards(tuple(items)),), "about")
    for page in own:
        path = f"about/{slug(page.name)}" if len(own) > 1 else "about/index"
        yield Page(path, page.head.title.text(view.language), tuple(_blocks(view, page)), "about")


def _blocks(view: View, page: OwnPage) -> Iterator[Block]:
    text = page.texts.get(view.language)
    if not text:
        yield Notice("note", view.say("page.untranslated.title"), view.say("page.untranslated.text"))
    yield Prose(text or next(iter(page.texts.values()), ""))
