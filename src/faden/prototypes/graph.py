"""How the pages of a prototype hang together: links, where they lead, what can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from faden.prototypes.components import Base, Condition, List
from faden.prototypes.walk import KeyPath, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.prototypes.spec import Prototype, Row, Screen


class Page(NamedTuple):
    """A screen as people see it: with the row it shows, where it is bound to a fixture."""

    screen: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one screen to another.

    Attributes:
        path: Where its target stands in the file.
        to: Id of the screen it leads to.
        fixture: The row it names, or ``{field}``; ``None`` where it names none.
        source: The fixture whose rows a list runs over; each of its rows is a link of its own.
        when: The rows for which the link is there at all.
    """

    path: KeyPath
    to: str
    fixture: str | None = None
    source: str | None = None
    when: Condition | None = None


def links(prototype: Prototype, screen: Screen) -> Iterator[Link]:
    """The links of a screen's components, in the order of the file; not its way back."""
    at = prototype.screens.index(screen)
    for number, component in enumerate(screen.components):
        path: KeyPath = ("screens", at, "components", number)
        source = component.source if isinstance(component, List) else None
        for below, value in walk(component, path):
            to = getattr(value, "to", None)
            if isinstance(to, str):
                fixture = getattr(value, "fixture", None)
                yield Link((*below, "to"), to, fixture, source, component.when)


def holds(condition: Condition | None, row: Row | None) -> bool:
    """Whether a condition holds for a row; without a condition always, without a row never."""
    return condition is None or (row is not None and row.value(condition.field) == condition.equals)


def seen(component: Base, row: Row | None) -> bool:
    """Whether a component stands on the page of this row."""
    return holds(component.when, row)


def target(prototype: Prototype, link: Link, screen: Screen, row: Row | None) -> Row | None:
    """The row that a link shows; ``None`` where its screen has none, or where it cannot be told.

    The row is the one that the link names, else the one of the page that the link stands on.
    A list's links are told apart by `leads`.
    """
    goal = prototype.screen(link.to)
    if goal is None or goal.bind is None:
        return None
    if link.fixture is None:
        return row if screen.bind == goal.bind else None
    if not link.fixture.startswith("{"):
        return prototype.row(goal.bind, link.fixture)
    named = row.value(link.fixture.strip("{}")) if row else None
    return prototype.row(goal.bind, str(named))


def leads(prototype: Prototype, link: Link, screen: Screen, row: Row | None) -> tuple[Page, ...]:
    """The pages that a link on a page leads to; none where its condition or its target fails."""
    goal = prototype.screen(link.to)
    if goal is None or not holds(link.when, row):
        return ()
    if goal.bind is None:
        return (Page(goal.id),)
    if link.source == goal.bind and link.fixture is None:
        return tuple(Page(goal.id, each.id) for each in prototype.fixtures.get(goal.bind, ()))
    found = target(prototype, link, screen, row)
    return (Page(goal.id, found.id),) if found else ()


def pages(prototype: Prototype) -> Iterator[tuple[Page, Screen, Row | None]]:
    """All pages in the order of the file, each with its screen and row."""
    for screen in prototype.screens:
        for row in prototype.rows(screen):
            yield Page(screen.id, row.id if row else None), screen, row


def ways(prototype: Prototype) -> Mapping[Page, tuple[Page, ...]]:
    """Where one can go from each page by its components, without repetition."""
    found: dict[Page, tuple[Page, ...]] = {}
    for page, screen, row in pages(prototype):
        goals = [goal for link in links(prototype, screen) for goal in leads(prototype, link, screen, row)]
        found[page] = tuple(dict.fromkeys(goals))
    return found


def reached(prototype: Prototype) -> frozenset[Page]:
    """The pages that one gets to from the start by clicking."""
    onward = ways(prototype)
    todo = [page for page, screen, _ in pages(prototype) if screen is prototype.start]
    found: set[Page] = set()
    while todo:
        page = todo.pop()
        if page not in found:
            found.add(page)
            todo += onward.get(page, ())
    return frozenset(found)
