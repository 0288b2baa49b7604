"""How the pages of a prototype hang together: links, where they lead, what can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from faden.prototypes.components import Condition, FieldTest, Rows, Tabs
from faden.prototypes.walk import KeyPath, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.prototypes.components import Base
    from faden.prototypes.spec import Prototype, Row, Screen


class Page(NamedTuple):
    """A screen as people see it: with the row it shows, where it is bound, and its state."""

    screen: str
    row: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one screen to another.

    Attributes:
        path: Where its target stands in the file.
        to: Id of the screen it leads to.
        fixture: The row it names, or ``{field}``; ``None`` where it names none.
        rows: The list, map or calendar whose entries it is; each of them is a link of its own.
        when: The rows for which the link is there at all.
        state: The state in which the screen is shown.
        component: Id of the component that it belongs to.
    """

    path: KeyPath
    to: str
    fixture: str | None = None
    rows: Rows | None = None
    when: Condition | None = None
    state: str | None = None
    component: str | None = None


def links(prototype: Prototype, screen: Screen) -> Iterator[Link]:
    """The links of a screen's components, in the order of the file; not its way back."""
    at = prototype.screens.index(screen)
    for below, component in screen.parts():
        if isinstance(component, Tabs):
            continue  # what stands within comes by itself
        rows = component if isinstance(component, Rows) else None
        for path, value in walk(component, ("screens", at, *below)):
            to = getattr(value, "to", None)
            if isinstance(to, str):
                fixture, state = getattr(value, "fixture", None), getattr(value, "state", None)
                yield Link((*path, "to"), to, fixture, rows, component.when, state, component.id)


def passes(test: FieldTest | None, row: Row) -> bool:
    """Whether a row passes a test of one of its fields; without a test always."""
    if test is None:
        return True
    value = row.value(test.field)
    return value is not None and test.holds(value, as_number(value))


def as_number(value: object) -> float | None:
    """A value of a row as a number, where it is one."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def holds(condition: Condition | None, row: Row | None) -> bool:
    """Whether a condition may hold on the page of a row.

    What depends on answers and on screens seen may hold on any page; without a row, a condition on
    its fields never holds.
    """
    if condition is None or condition.field is None:
        return True
    if row is None:
        return False
    value = row.value(condition.field)
    return value is not None and condition.holds(value, as_number(value))


def seen(component: Base, row: Row | None) -> bool:
    """Whether a component stands on the page of this row."""
    return holds(component.when, row)


def shown_rows(prototype: Prototype, component: Rows) -> tuple[Row, ...]:
    """The rows that a list, map or calendar shows."""
    return tuple(r for r in prototype.fixtures.get(component.source, ()) if passes(component.only, r))


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
        return (Page(goal.id, None, link.state),)
    if link.rows is not None and link.rows.source == goal.bind and link.fixture is None:
        return tuple(Page(goal.id, each.id) for each in shown_rows(prototype, link.rows))
    found = target(prototype, link, screen, row)
    return (Page(goal.id, found.id, link.state),) if found else ()


def pages(prototype: Prototype) -> Iterator[tuple[Page, Screen, Row | None]]:
    """All pages in the order of the file, each with its screen and row; states follow their page."""
    for screen in prototype.screens:
        for row in prototype.rows(screen):
            name = row.id if row else None
            for state in (None, *(state.kind for state in screen.states)):
                yield Page(screen.id, name, state), screen, row


def ways(prototype: Prototype) -> Mapping[Page, tuple[Page, ...]]:
    """Where one can go from each page by its components, without repetition.

    A page in a state other than the usual one leads to the usual one.
    """
    found: dict[Page, tuple[Page, ...]] = {}
    for page, screen, row in pages(prototype):
        if page.state is not None:
            found[page] = (Page(page.screen, page.row),)
            continue
        goals = [goal for link in links(prototype, screen) for goal in leads(prototype, link, screen, row)]
        found[page] = tuple(dict.fromkeys(goals))
    return found


def reached(prototype: Prototype) -> frozenset[Page]:
    """The pages that one gets to from the start by clicking."""
    onward = ways(prototype)
    todo = [page for page, screen, _ in pages(prototype) if screen is prototype.start and not page.state]
    found: set[Page] = set()
    while todo:
        page = todo.pop()
        if page not in found:
            found.add(page)
            todo += onward.get(page, ())
    return frozenset(found)
