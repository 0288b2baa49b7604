"""Names of places in a page, and levels of its headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from site_sample import every_block, hostile

from faden.publish.pages import Block, Heading, Page, Prose, Quotation
from faden.site.errors import SiteError
from faden.site.layout import anchors, laid_out


def _page(*blocks: Block) -> Page:
    return Page("p", "T", blocks, "s")


def _quoted(identifier: str) -> Quotation:
    return Quotation(identifier, "x", "de", "y")


def test_each_heading_can_be_linked_to() -> None:
    """Names come from the words, and no two are the same."""
    page = _page(Heading("Über uns"), Heading("Über uns"), Heading("x", anchor="ueber-uns-2"))

    assert [placed.anchor for placed in laid_out(page, "de")] == ["ueber-uns", "ueber-uns-3", "ueber-uns-2"]


def test_the_first_heading_is_of_level_two() -> None:
    """Screen readers announce a level that is skipped as a gap."""
    found = laid_out(_page(Heading("a", 3), Heading("b", 3)), "de")

    assert [placed.block for placed in found] == [Heading("a", 2), Heading("b", 3)]


def test_a_quotation_shown_twice_has_its_place_once() -> None:
    """The first is where links lead."""
    found = laid_out(_page(_quoted("c-2b3c4d5f"), _quoted("c-2b3c4d5f")), "de")

    assert [placed.anchor for placed in found] == ["c-2b3c4d5f", ""]


@pytest.mark.parametrize(
    "blocks",
    [
        (Heading("a", anchor="a b"),),
        (Heading("a", anchor="x} {: onclick=1"),),
        (Heading("a", anchor="x"), Heading("b", anchor="x")),
        (_quoted('"><script>'),),
    ],
)
def test_a_name_that_is_none_stops(blocks: tuple[Block, ...]) -> None:
    """Names stand in addresses, which people pass on."""
    with pytest.raises(SiteError) as stopped:
        laid_out(_page(*blocks), "de")

    assert stopped.value.problem.code == "site-anchor-invalid"


@given(hostile())
def test_all_places_of_a_page_have_names_of_their_own(text: str) -> None:
    """Two places of one name make one of them unreachable."""
    page = _page(*every_block(text), Prose(text))
    names = [placed.anchor for placed in laid_out(page, "de") if placed.anchor]

    assert len(names) == len(set(names))
    assert set(names) == anchors(page, "de")
