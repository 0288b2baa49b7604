"""The blocks of a page in order, each with the name by which it can be linked to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faden.core.text import slug
from faden.publish.pages import BarChart, Block, Heading, Page, Picture, PointMap, Prose, Quotation, Table
from faden.site.errors import SiteError
from faden.site.prose import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME: Final = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{0,79}$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its place.

    Attributes:
        block: The block.
        anchor: Name of the place, unique in the page; empty for blocks that have none.
        under: Text of the heading, or the page's title, that it stands under.
    """

    block: Block
    anchor: str
    under: str


class _Names:
    """Gives each place of a page a name of its own."""

    def __init__(self, given: Iterable[str]) -> None:
        self._taken = set(given)

    def fresh(self, wish: str) -> str:
        name, n = wish, 1
        while name in self._taken:
            n += 1
            name = f"{wish}-{n}"
        self._taken.add(name)
        return name


def laid_out(page: Page, language: str) -> tuple[Placed, ...]:
    """The blocks of a page with their names; prose is cut at its headings.

    Levels of headings never skip one: a heading of level 3 without one of level 2 before it becomes one.

    Raises:
        SiteError: A name given to a heading or quotation is no name, or two headings share it.
    """
    given = [block.anchor for block in page.blocks if isinstance(block, Heading) and block.anchor]
    for name in given + [block.id for block in page.blocks if isinstance(block, Quotation)]:
        if not _NAME.match(name) or given.count(name) > 1:
            raise SiteError("site-anchor-invalid", f"{language}/{page.path}", value=name)
    return tuple(_placed(page, _Names(given)))


def _placed(page: Page, names: _Names) -> Iterator[Placed]:
    under, seen = page.title, False
    quoted: set[str] = set()
    for block in _cut(page.blocks):
        if isinstance(block, Heading):
            level = block.level if seen else 2
            anchor = block.anchor or names.fresh(slug(block.text, "abschnitt"))
            under, seen = block.text, True
            yield Placed(replace(block, level=level), anchor, under)
        elif isinstance(block, Quotation) and block.id not in quoted:
            quoted.add(block.id)
            yield Placed(block, names.fresh(block.id), under)
        else:
            yield Placed(block, _name(block, names), under)


def _cut(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Prose):
            yield from parts(block.markdown)
        else:
            yield block


def _name(block: Block, names: _Names) -> str:
    if isinstance(block, BarChart):
        return names.fresh("chart")
    if isinstance(block, PointMap):
        return names.fresh("map")
    if isinstance(block, Table):
        return names.fresh("table")
    return names.fresh("picture") if isinstance(block, Picture) else ""


def anchors(page: Page, language: str) -> frozenset[str]:
    """The names by which places in a page can be linked to."""
    return frozenset(placed.anchor for placed in laid_out(page, language) if placed.anchor)
