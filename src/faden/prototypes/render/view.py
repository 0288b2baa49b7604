"""What the templates of one page may ask: its words, its links, its entries."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faden.core.languages import NAMES, direction
from faden.prototypes.components import (
    Calendar,
    Checkbox,
    Condition,
    Facts,
    FormField,
    Input,
    Line,
    Map,
    Rows,
    Search,
    Select,
    Steps,
    Submit,
    Textarea,
)
from faden.prototypes.graph import Link, Page, as_number, seen, shown_rows, target
from faden.prototypes.patterns import PATTERNS
from faden.prototypes.render.months import Day, Month, days, months
from faden.prototypes.render.names import file_name
from faden.prototypes.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.prototypes.components import Base, Case, Component
    from faden.prototypes.spec import Prototype, Row, Screen
    from faden.study.settings import Settings

RULES = ("required", "kind", "pattern", "min", "max", "min_length", "max_length")
"""What the pages' script is told of a field."""

MESSAGES = (
    *("required", "number", "email", "date", "too-small", "too-large", "too-early", "too-late"),
    *("too-short", "too-long", "error-title", "error-summary", *(f"pattern-{name}" for name in PATTERNS)),
)
"""Texts that the pages' script needs."""


@dataclass(frozen=True, slots=True)
class Address:
    """How a page names others.

    Attributes:
        page: What stands before the file of a page in the same language; ``{language}`` is filled in.
        language: The same for another language.
        pictures: Drawing → its address.
    """

    page: str = ""
    language: str = "../{language}/"
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """One page: a screen with its row in a language.

    Attributes:
        prototype: The specification.
        settings: The study that it belongs to.
        screen: The screen.
        row: The row shown, where the screen is bound to a fixture.
        language: The language of the page.
        state: ``empty``, ``loading`` or ``error``; ``None`` where all is as it should be.
        address: How it names other pages.
        remember: Answers that conditions of other screens ask for, as ``screen.field``.
    """

    prototype: Prototype
    settings: Settings
    screen: Screen
    row: Row | None
    language: str
    state: str | None = None
    address: Address = field(default_factory=Address)
    remember: frozenset[str] = frozenset()

    @property
    def words(self) -> Words:
        """The texts of this page's language."""
        return Words(self.prototype, self.language)

    @property
    def name(self) -> str:
        """The page's own file."""
        return file_name(Page(self.screen.id, self.row.id if self.row else None, self.state))

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.language)

    @property
    def synthetic(self) -> bool:
        """Whether the page says that all is invented: if the prototype or its study is."""
        return self.prototype.synthetic or self.settings.synthetic

    @property
    def unchecked(self) -> bool:
        """Whether the page says that nobody has checked its language who grew up with it."""
        return self.language in self.prototype.unchecked

    def title(self) -> str:
        """What the window is called."""
        words = self.words
        parts = [words.plain(self.screen.title, self.row), words.plain(self.prototype.title)]
        if self.state:
            parts.insert(1, words.page(f"state-{self.state}"))
        return " – ".join(parts)

    def languages(self) -> list[dict[str, str]]:
        """The languages of the prototype, each with its own name, direction and address of this page."""
        return [
            {
                "code": code,
                "name": NAMES[code],
                "dir": direction(code),
                "href": self.address.language.format(language=code) + self.name,
            }
            for code in self.prototype.languages
        ]

    def states(self) -> list[dict[str, object]]:
        """The states in which the screen can be seen, the usual one first."""
        row = self.row.id if self.row else None
        kinds: list[str | None] = [None, *(state.kind for state in self.screen.states)]
        return [
            {
                "kind": kind or "usual",
                "href": self._file(Page(self.screen.id, row, kind)),
                "current": kind == self.state,
            }
            for kind in kinds
        ]

    def blocks(self) -> Iterator[tuple[str, list[Component]]]:
        """The components in groups: those that narrow a list stand together, all others alone."""
        if self.state in ("loading", "error"):
            return
        group: list[Component] = []
        for component in self.screen.components:
            if not self.stands(component):
                continue
            if isinstance(component, Search) or getattr(component, "filter", None):
                group.append(component)
                continue
            if group:
                yield "filters", group
                group = []
            yield "single", [component]
        if group:
            yield "filters", group

    def stands(self, component: Base) -> bool:
        """Whether a component is on the page of this row."""
        return seen(component, self.row)

    def dynamic(self, component: Base) -> bool:
        """Whether answers or screens seen decide if a component is shown."""
        return component.when is not None and component.when.field is None

    def when(self, component: Base) -> str:
        """The condition of a component for the page's script, as JSON; answers name their screen."""
        condition = component.when or Condition()
        told = condition.model_dump(exclude_none=True)
        if condition.answer is not None:
            told["screen"], told["answer"] = answer_of(self.screen.id, condition.answer)
        return json.dumps(told, ensure_ascii=False)

    def remembered(self, component: FormField) -> bool:
        """Whether another screen asks what was chosen here."""
        return f"{self.screen.id}.{component.id}" in self.remember

    @property
    def form(self) -> Submit | None:
        """The button that sends the page's form; ``None`` on a page without a form."""
        if self.state in ("loading", "error"):
            return None
        found = (c for c in self.screen.components if isinstance(c, Submit) and self.stands(c))
        return next(found, None)

    def href(self, to: str, fixture: str | None = None, state: str | None = None) -> str:
        """The address that a link leads to; the row is the one it names, else the one of this page."""
        found = target(self.prototype, Link((), to, fixture), self.screen, self.row)
        return self._file(Page(to, (found or self._first(to)).id if self._bound(to) else None, state))

    def _file(self, page: Page) -> str:
        return self.address.page.format(language=self.language) + file_name(page)

    def _bound(self, to: str) -> bool:
        goal = self.prototype.screen(to)
        return goal is not None and goal.bind is not None

    def _first(self, to: str) -> Row:
        """A row to show where none was named; the check reports it, the page must still be there."""
        goal = self.prototype.screen(to)
        return self.prototype.fixtures[goal.bind or ""][0]  # type: ignore[union-attr]  # only for bound screens

    def entries(self, component: Rows) -> list[Row]:
        """The rows that a list, map or calendar shows."""
        return [] if self.state == "empty" else list(shown_rows(self.prototype, component))

    def entry_href(self, component: Rows, row: Row) -> str:
        """The address that an entry leads to."""
        to = component.item.to or self.screen.id
        goal = self.prototype.screen(to)
        same = goal is not None and goal.bind == component.source
        return self._file(Page(to, row.id)) if same else self.href(to)

    def _narrowing(self, component: Rows) -> list[str]:
        """The fields by which choices of the page narrow these entries."""
        filters = [getattr(c, "filter", None) for c in self.screen.components]
        return sorted({f.field for f in filters if f is not None and f.list == component.id})

    def narrowed(self, component: Rows) -> bool:
        """Whether a choice or a search on the page acts on these entries."""
        searched = any(isinstance(c, Search) and c.list == component.id for c in self.screen.components)
        return searched or bool(self._narrowing(component))

    def filtered(self, component: Rows, row: Row) -> str:
        """The values of an entry by which the page's choices select it, as JSON."""
        values = {name: row.value(name) for name in self._narrowing(component)}
        return json.dumps(values, ensure_ascii=False, default=str)

    def months(self, component: Calendar) -> list[Month]:
        """The months in which something is, week by week."""
        return months(self.words, component, self.entries(component))

    def days(self, component: Calendar) -> list[Day]:
        """The days on which something is, with their entries."""
        return days(self.words, component, self.entries(component))

    def drawn(self, line: Line) -> str:
        """A line of a sketched map as SVG path data."""
        return "M" + "L".join(f"{x * 4:g} {y * 2.4:g}" for x, y in line.points)

    def at(self, component: Map, row: Row) -> tuple[str, str]:
        """Where a row stands on a map, in the picture's units."""
        x, y = (as_number(row.value(name)) or 0 for name in (component.x, component.y))
        return f"{x * 4:g}", f"{y * 2.4:g}"

    def picture(self, file: str | None) -> str | None:
        """The address of a drawing; ``None`` where there is none."""
        return self.address.pictures.get(file) if file else None

    def fact_row(self, component: Facts) -> Row | None:
        """The row that a list of facts tells: the one it names, else the page's."""
        if component.source is None:
            return self.row
        name = component.row or ""
        if name.startswith("{"):
            name = str(self.row.value(name.strip("{}"))) if self.row else ""
        return self.prototype.row(component.source, name)

    def rules(self, component: FormField) -> str:
        """What the value of a field must be, for the page's script, as JSON."""
        told: dict[str, object] = {"required": component.required} if component.required else {}
        if isinstance(component, Input | Textarea):
            given = component.model_dump(include=set(RULES[1:]), exclude_none=True)
            told |= {key: value for key, value in given.items() if value != "text"}
            if "pattern" in told:
                told["expression"] = PATTERNS[str(told["pattern"])]
        return json.dumps(told, ensure_ascii=False)

    def messages(self) -> str:
        """Texts that the script of a form needs, as JSON."""
        return json.dumps({key: self.words.page(key) for key in MESSAGES}, ensure_ascii=False)

    def cases(self, component: Submit) -> str:
        """The ways out of a form with their tests, as JSON for the page's script."""
        return json.dumps([self._case(case) for case in component.cases], ensure_ascii=False)

    def _case(self, case: Case) -> dict[str, object]:
        tests = [test.model_dump(exclude_none=True) for test in case.all]
        return {"all": tests, "href": self.href(case.to, case.fixture, case.state)}

    def optional(self, component: FormField) -> bool:
        """Whether a field is marked as one that may stay empty."""
        filtering = isinstance(component, Select | Checkbox) and component.filter is not None
        return not component.required and not filtering and self.form is not None

    def step(self, component: Steps) -> int:
        """Number of the present step, from 1."""
        value = component.current
        if isinstance(value, str):
            value = self.row.value(value) if self.row else 1  # type: ignore[assignment]  # the check demands a number
        return value if isinstance(value, int) else 1


def answer_of(screen: str, answer: str) -> tuple[str, str]:
    """Screen and field that an answer means: ``persons`` or ``check.persons``."""
    first, _, second = answer.partition(".")
    return (first, second) if second else (screen, first)
