"""A site is built again only when its content, or a file of it, has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faden.publish.pages import Page, Paragraph, Publication, Section
from faden.site.keeping import keep_site

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def publication(words: str) -> Publication:
    """A site of one page."""
    return Publication(
        languages=("de",),
        title={"de": "Titel"},
        sections={"de": (Section("home", "Start", "index"),)},
        pages={"de": (Page("index", "Start", (Paragraph(words),), "home"),)},
        banners={"de": ()},
        footer={"de": "Fuß"},
    )


def test_the_same_content_is_kept_and_other_content_is_built(tmp_path: Path) -> None:
    """Unchanged: kept. A changed word, or a file that somebody touched: built."""
    _, first = keep_site(publication("eins"), tmp_path)
    _, again = keep_site(publication("eins"), tmp_path)
    _, other = keep_site(publication("zwei"), tmp_path)
    index = tmp_path / "site/index.html"
    good = index.read_bytes()
    index.write_bytes(b"damaged")
    _, damaged = keep_site(publication("zwei"), tmp_path)

    assert (False, True, False, False) == (first, again, other, damaged)
    assert good == index.read_bytes()
