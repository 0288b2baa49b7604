"""What a prototype does, worked out without a browser: the same rules as the scripts of its pages.

The check runs every acceptance criterion with it, so that one that cannot hold is found while one
writes. The browser tests hold that both come to the same result.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from faden.core.languages import LocalText
from faden.prototypes.components import (
    Button,
    Chat,
    Checkbox,
    Checkboxes,
    Facts,
    FormField,
    Input,
    Radio,
    Rows,
    Search,
    Select,
    Submit,
    Tabs,
    Textarea,
)
from faden.prototypes.components.base import plain_value
from faden.prototypes.graph import Link, Page, as_number, holds, shown_rows, target
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.patterns import number
from faden.prototypes.rules import compares, fault
from faden.prototypes.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.components import Base, Filter, Reply
    from faden.prototypes.spec import Action, Prototype, Row, Screen, Where

Values = dict[str, tuple[str, ...]]
"""What stands in the fields of a screen; several values only where several boxes are ticked."""


class ImpossibleError(Exception):
    """An action cannot be done: carries what it was to be done to."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at a page of a prototype.

    Attributes:
        prototype: The specification.
        page: Where they are.
        language: In which language.
        values: What stands in the fields of this page.
        answers: Earlier answers, as ``screen.field``.
        visited: Screens seen so far.
        errors: Fields at which an error is shown.
        tabs: Tabs that were chosen, by component.
        turns: Turns of conversations that are seen beyond the first.
    """

    prototype: Prototype
    page: Page
    language: str
    values: Values = field(default_factory=dict)
    answers: Values = field(default_factory=dict)
    visited: frozenset[str] = frozenset()
    errors: tuple[str, ...] = ()
    tabs: dict[str, str] = field(default_factory=dict)
    turns: frozenset[str] = frozenset()

    @property
    def screen(self) -> Screen:
        """The screen."""
        found = self.prototype.screen(self.page.screen)
        if found is None:
            raise ImpossibleError(self.page.screen)
        return found

    @property
    def row(self) -> Row | None:
        """The row that it shows."""
        return next((r for r in self.prototype.rows(self.screen) if r and r.id == self.page.row), None)

    def value(self, name: str) -> tuple[str, ...]:
        """What stands in a field of this page; what is not shown has no value."""
        part = self.screen.part(name)
        return self.values.get(name, ()) if part is not None and self._holds(part) else ()

    def _holds(self, part: Base) -> bool:
        when = part.when
        if when is None:
            return True
        if when.visited is not None:
            return when.visited in self.visited
        if when.answer is None:
            return holds(when, self.row)
        first, _, second = when.answer.partition(".")
        here = not second or first == self.page.screen
        values = self.values.get(second or first, ()) if here else self.answers.get(when.answer, ())
        return compares(when, values)

    def stands(self, part: Base) -> bool:
        """Whether a component is seen, as far as state, conditions and tabs decide."""
        if self.page.state in ("loading", "error") or not self._holds(part):
            return False
        for _, outer in self.screen.parts():
            if isinstance(outer, Tabs):
                for tab in outer.tabs:
                    if any(inner is part for inner in tab.components):
                        chosen = self.tabs.get(outer.id, outer.tabs[0].id)
                        return tab.id == chosen and self._holds(outer)
        return True

    def entries(self, part: Rows) -> tuple[Row, ...]:
        """The entries of a list, map or calendar that are seen, choices and searches applied."""
        if self.page.state == "empty":
            return ()
        return tuple(row for row in shown_rows(self.prototype, part) if self._left(part, row))

    def _left(self, part: Rows, row: Row) -> bool:
        for _, other in self.screen.parts():
            chosen: Filter | None = getattr(other, "filter", None)
            if chosen is not None and chosen.list == part.id and not self._chosen(other, chosen, row):
                return False
            if isinstance(other, Search) and other.list == part.id and not self._worded(other, part, row):
                return False
        return True

    def _chosen(self, part: Base, chosen: Filter, row: Row) -> bool:
        given = self.values.get(part.id or "", ())
        if not given or given == ("",):
            return True
        value = row.value(chosen.field)
        if isinstance(part, Checkbox):
            return value is True
        if chosen.operator == "equals":
            return plain_value(value) == given[0]
        wanted, has = number(given[0]), as_number(value)
        if wanted is None or has is None:
            return False
        return has >= wanted if chosen.operator == "at-least" else has <= wanted

    def _worded(self, search: Search, part: Rows, row: Row) -> bool:
        typed = _folded(" ".join(self.values.get(search.id, ())))
        text = _folded(" ".join(told(self.prototype, part.item, row, self.language)))
        return all(word in text for word in typed.split())

    def sees(self, name: str) -> bool:
        """Whether a component, entry, tab or turn is seen.

        Raises:
            ImpossibleError: There is none of this name.
        """
        first, _, second = name.partition(".")
        part = self.screen.part(first)
        if part is None:
            raise ImpossibleError(name)
        if not second:
            return self.stands(part)
        return self.stands(part) and self._inner(part, second, name)

    def _inner(self, part: Base, second: str, name: str) -> bool:
        if isinstance(part, Rows) and self.prototype.row(part.source, second) is not None:
            return any(row.id == second for row in self.entries(part))
        if isinstance(part, Tabs) and any(tab.id == second for tab in part.tabs):
            return self.tabs.get(part.id, part.tabs[0].id) == second
        if isinstance(part, Chat) and any(turn.id == second for turn in part.turns):
            return second == part.turns[0].id or f"{part.id}.{second}" in self.turns
        raise ImpossibleError(name)

    def count(self, name: str) -> int | None:
        """How many entries of a list, map or calendar are seen; ``None`` where there is none of this name."""
        part = self.screen.part(name)
        return len(self.entries(part)) if isinstance(part, Rows) and self.stands(part) else None

    def texts(self) -> Iterator[str]:
        """All words that are seen on the page, in its language."""
        yield from _filled(self.prototype, self.screen.title, self.row, self.language)
        state = self.screen.state(self.page.state) if self.page.state else None
        if state is not None:
            yield from told(self.prototype, state, self.row, self.language)
        for _, part in self.screen.parts():
            if isinstance(part, Tabs):
                for tab in part.tabs:
                    yield from _filled(self.prototype, tab.label, self.row, self.language)
            elif self.stands(part):
                yield from self._words(part)

    def _words(self, part: Base) -> Iterator[str]:
        if isinstance(part, Rows):
            entries = self.entries(part)
            for entry in entries:
                yield from told(self.prototype, part.item, entry, self.language)
            if not entries:
                yield from _filled(self.prototype, part.empty, self.row, self.language)
        elif isinstance(part, Chat):
            for turn in part.turns:
                if self._inner(part, turn.id, turn.id):
                    yield from told(self.prototype, turn, self.row, self.language)
        else:
            row = self.row
            if isinstance(part, Facts) and part.source and part.row:
                row = self.prototype.row(part.source, self._named(part.row))
            yield from told(self.prototype, part, row, self.language)

    def _named(self, reference: str) -> str:
        if not reference.startswith("{"):
            return reference
        return str(self.row.value(reference.strip("{}"))) if self.row else ""


def begin(prototype: Prototype, where: Where, language: str) -> Visit:
    """A person who opens a page in a fresh window."""
    page = Page(where.screen, where.fixture, where.state)
    return arrive(Visit(prototype, page, language), page)


def arrive(visit: Visit, page: Page) -> Visit:
    """The person at another page; what was answered before stays known."""
    moved = replace(visit, page=page, values={}, errors=(), tabs={}, turns=frozenset())
    moved = replace(moved, visited=visit.visited | {page.screen})
    words: Values = {
        part.id: (filled,)
        for _, part in moved.screen.parts()
        if isinstance(part, Input) and part.value and (filled := _value(moved, part.value))
    }
    return replace(moved, values=words)


def _value(visit: Visit, pattern: str) -> str:
    return "".join(_filled(visit.prototype, pattern, visit.row, visit.language))


def act(visit: Visit, action: Action) -> Visit:
    """What follows from one action.

    Raises:
        ImpossibleError: It cannot be done: there is no such thing, or it is not seen.
    """
    if action.do == "switch-language":
        if action.value not in visit.prototype.languages:
            raise ImpossibleError(action.value)
        return replace(visit, language=action.value)
    if action.target is None or (action.do in ("fill", "choose")) != (action.value is not None):
        raise ImpossibleError(action.target or action.do)
    if action.do == "click":
        return _click(visit, action.target)
    part = visit.screen.part(action.target)
    if part is None or not visit.stands(part):
        raise ImpossibleError(action.target)
    return _change(visit, part, action)


def _change(visit: Visit, part: Base, action: Action) -> Visit:
    name, value = part.id or "", action.value or ""
    before = visit.values.get(name, ())
    if action.do == "fill" and isinstance(part, Input | Textarea | Search):
        after: tuple[str, ...] = (value.strip(),) if value.strip() else ()
    elif action.do == "choose" and isinstance(part, Select | Radio | Checkboxes):
        if value not in {option.value for option in part.options}:
            raise ImpossibleError(f"{name}: {value}")
        after = tuple(dict.fromkeys((*before, value))) if isinstance(part, Checkboxes) else (value,)
    elif action.do in ("tick", "untick") and isinstance(part, Checkbox):
        after = ("yes",) if action.do == "tick" else ()
    else:
        raise ImpossibleError(f"{action.do}: {name}")
    after = tuple(each for each in after if each)
    answers = visit.answers | {f"{visit.page.screen}.{name}": after}
    return replace(visit, values=visit.values | {name: after}, answers=answers)


def _click(visit: Visit, name: str) -> Visit:
    named = _named_page(visit, name)
    if named is not None:
        return arrive(visit, named)
    first, _, second = name.partition(".")
    part = visit.screen.part(first)
    if part is None or not visit.stands(part):
        raise ImpossibleError(name)
    if second:
        return _inside(visit, part, second, name)
    if isinstance(part, Submit):
        return _send(visit, part)
    if isinstance(part, Button):
        return arrive(visit, _goal(visit, part.to, part.fixture, part.state))
    raise ImpossibleError(name)


def _named_page(visit: Visit, name: str) -> Page | None:
    """Where the links of every page lead: to the start, back, and out of a state."""
    if name == "home":
        rows = visit.prototype.rows(visit.prototype.start)
        return Page(visit.prototype.start.id, rows[0].id if rows and rows[0] else None)
    if name == "state-usual" and visit.page.state:
        return Page(visit.page.screen, visit.page.row)
    return _goal(visit, visit.screen.back, None, None) if name == "back" and visit.screen.back else None


def _inside(visit: Visit, part: Base, second: str, name: str) -> Visit:
    """A click on an entry, a tab or an answer."""
    if isinstance(part, Rows):
        if part.item.to is None or not visit.sees(name):
            raise ImpossibleError(name)
        goal = visit.prototype.screen(part.item.to)
        if goal is not None and goal.bind == part.source:
            return arrive(visit, Page(goal.id, second))
        return arrive(visit, _goal(visit, part.item.to, None, None))
    if isinstance(part, Tabs) and any(tab.id == second for tab in part.tabs):
        return replace(visit, tabs=visit.tabs | {part.id: second})
    if isinstance(part, Chat):
        reply = _reply(visit, part, second, name)
        if reply.to is not None:
            return arrive(visit, _goal(visit, reply.to, reply.fixture, None))
        return replace(visit, turns=visit.turns | {f"{part.id}.{reply.next}"})
    raise ImpossibleError(name)


def _reply(visit: Visit, chat: Chat, second: str, name: str) -> Reply:
    for turn in chat.turns:
        for reply in turn.replies:
            if reply.id == second and visit.sees(f"{chat.id}.{turn.id}"):
                return reply
    raise ImpossibleError(name)


def _goal(visit: Visit, to: str, fixture: str | None, state: str | None) -> Page:
    goal = visit.prototype.screen(to)
    if goal is None:
        raise ImpossibleError(to)
    if goal.bind is None:
        return Page(to, None, state)
    found = target(visit.prototype, Link((), to, fixture), visit.screen, visit.row)
    if found is None:
        raise ImpossibleError(to)
    return Page(to, found.id, state)


def _send(visit: Visit, submit: Submit) -> Visit:
    wrong = tuple(
        part.id
        for _, part in visit.screen.parts()
        if isinstance(part, FormField)
        and not getattr(part, "filter", None)
        and visit.stands(part)
        and fault(part, visit.values.get(part.id, ())) is not None
    )
    if wrong:
        return replace(visit, errors=wrong)
    for case in submit.cases:
        if all(compares(test, visit.value(test.field)) for test in case.all):
            return arrive(visit, _goal(visit, case.to, case.fixture, case.state))
    return arrive(visit, _goal(visit, submit.to, submit.fixture, submit.state))


def told(prototype: Prototype, thing: object, row: Row | None, language: str) -> Iterator[str]:
    """All texts of a part of a specification, filled in."""
    for path, value in walk(thing):
        if isinstance(value, LocalText) or (path and path[-1] == "value" and isinstance(value, str)):
            yield from _filled(prototype, value, row, language)


def _filled(prototype: Prototype, text: LocalText | str, row: Row | None, language: str) -> Iterator[str]:
    pattern = text.text(language) if isinstance(text, LocalText) else text

    def value(name: str) -> str:
        found = row.value(name) if row is not None else None
        if found is None:
            found = prototype.strings.get(name)
        if isinstance(found, LocalText):
            return found.text(language)
        return "{" + name + "}" if found is None else str(found)

    yield PLACEHOLDER.sub(lambda match: value(match[1]), pattern)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.category(c).startswith("M")).lower()
