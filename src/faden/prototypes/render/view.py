"""What the templates of one page may ask: its words, its links, its entries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.languages import NAMES, direction
from faden.prototypes.components import FormField, List, Search, Select, Steps, Submit
from faden.prototypes.graph import Link, Page, seen, target
from faden.prototypes.render.names import file_name
from faden.prototypes.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.components import Case, Component
    from faden.prototypes.spec import Prototype, Row, Screen
    from faden.study.settings import Settings


@dataclass(frozen=True, slots=True)
class View:
    """One page: a screen with its row in a language.

    Attributes:
        prototype: The specification.
        settings: The study that it belongs to.
        screen: The screen.
        row: The row shown, where the screen is bound to a fixture.
        language: The language of the page.
    """

    prototype: Prototype
    settings: Settings
    screen: Screen
    row: Row | None
    language: str

    @property
    def words(self) -> Words:
        """The texts of this page's language."""
        return Words(self.prototype, self.language)

    @property
    def name(self) -> str:
        """The page's own file."""
        return file_name(Page(self.screen.id, self.row.id if self.row else None))

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.language)

    @property
    def synthetic(self) -> bool:
        """Whether the page says that all is invented: if the prototype or its study is."""
        return self.prototype.synthetic or self.settings.synthetic

    def languages(self) -> list[dict[str, str]]:
        """The languages of the prototype, each with its own name and direction."""
        codes = self.prototype.languages
        return [{"code": code, "name": NAMES[code], "dir": direction(code)} for code in codes]

    def blocks(self) -> Iterator[tuple[str, list[Component]]]:
        """The components in groups: those that narrow a list stand together, all others alone."""
        group: list[Component] = []
        for component in self.screen.components:
            if not seen(component, self.row):
                continue
            if isinstance(component, Search) or (isinstance(component, Select) and component.filter):
                group.append(component)
                continue
            if group:
                yield "filters", group
                group = []
            yield "single", [component]
        if group:
            yield "filters", group

    @property
    def form(self) -> Submit | None:
        """The button that sends the page's form; ``None`` on a page without a form."""
        found = (c for c in self.screen.components if isinstance(c, Submit) and seen(c, self.row))
        return next(found, None)

    def href(self, to: str, fixture: str | None = None) -> str:
        """The file that a link leads to; the row is the one it names, else the one of this page."""
        found = target(self.prototype, Link((), to, fixture), self.screen, self.row)
        return file_name(Page(to, (found or self._first(to)).id if self._bound(to) else None))

    def _bound(self, to: str) -> bool:
        goal = self.prototype.screen(to)
        return goal is not None and goal.bind is not None

    def _first(self, to: str) -> Row:
        """A row to show where none was named; the check reports it, the page must still be there."""
        goal = self.prototype.screen(to)
        return self.prototype.fixtures[goal.bind or ""][0]  # type: ignore[union-attr]  # only for bound screens

    def entries(self, component: List) -> list[Row]:
        """The rows that a list shows."""
        return list(self.prototype.fixtures.get(component.source, ()))

    def entry_href(self, component: List, row: Row) -> str:
        """The file that an entry of a list leads to."""
        goal = self.prototype.screen(component.item.to)
        same = goal is not None and goal.bind == component.source
        return file_name(Page(component.item.to, row.id)) if same else self.href(component.item.to)

    def narrowed(self, component: List) -> bool:
        """Whether a choice or a search on the page acts on this list."""
        for other in self.screen.components:
            if isinstance(other, Search) and other.list == component.id:
                return True
            if isinstance(other, Select) and other.filter and other.filter.list == component.id:
                return True
        return False

    def filtered(self, component: List, row: Row) -> str:
        """The values of an entry by which the page's choices select it, as JSON."""
        choices = [c.filter for c in self.screen.components if isinstance(c, Select) and c.filter]
        names = sorted({choice.field for choice in choices if choice.list == component.id})
        values = {name: row.value(name) for name in names}
        return json.dumps(values, ensure_ascii=False, default=str)

    def cases(self, component: Submit) -> str:
        """The ways out of a form with their tests, as JSON for the page's script."""
        return json.dumps([self._case(case) for case in component.cases], ensure_ascii=False)

    def _case(self, case: Case) -> dict[str, object]:
        tests = [test.model_dump(exclude_none=True) for test in case.all]
        return {"all": tests, "href": self.href(case.to, case.fixture)}

    def optional(self, component: FormField) -> bool:
        """Whether a field is marked as one that may stay empty."""
        return not component.required and self.form is not None

    def step(self, component: Steps) -> int:
        """Number of the present step, from 1."""
        value = component.current
        if isinstance(value, str):
            value = self.row.value(value) if self.row else 1  # type: ignore[assignment]  # the check demands a number
        return value if isinstance(value, int) else 1
