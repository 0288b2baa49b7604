"""The specification of a prototype: ``prototypes/<name>/prototype.yaml``.

One file says what is shown, in which words, for which needs, how it must behave, with which tasks
it is tested, and how it came to be so. Pages, checks, tests and the hand-off are all made from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import NeedId, PrototypeId, Slug
from faden.core.languages import Language, LocalText
from faden.core.yaml import Parsed
from faden.prototypes.components import Component, Scalar

if TYPE_CHECKING:
    from faden.study.folder import Folder

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+(\.\d+)?$")]
"""A version such as ``0.2``; written in quotation marks, since YAML reads 0.10 as 0.1."""

Target = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$")]
"""A control by its id, or an entry of a list as ``<list>.<row>``."""


class Row(FileModel):
    """One row of invented data; besides its id it has any fields, in one language or several."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Scalar | LocalText] = Field(init=False)

    id: Slug

    def value(self, field: str) -> Scalar | LocalText | None:
        """The value of a field; ``None`` where the row has none of this name."""
        return self.id if field == "id" else (self.__pydantic_extra__ or {}).get(field)


class Screen(FileModel):
    """One view, for one or more needs; a screen that is bound to a fixture is shown once a row."""

    id: Slug
    title: LocalText
    name: LocalText | None = None
    """How the team calls the screen, where its title comes from a row."""
    start: bool = False
    end: bool = False
    needs: tuple[NeedId, ...] = ()
    hypotheses: tuple[LocalText, ...] = ()
    bind: Slug | None = None
    back: Slug | None = None
    components: Annotated[tuple[Component, ...], Field(min_length=1)]


class Where(FileModel):
    """A screen, and the row it shows where it is bound."""

    screen: Slug
    fixture: Slug | None = None


class Action(FileModel):
    """One thing that a person does."""

    do: Literal["fill", "choose", "tick", "click", "switch-language"]
    target: Target | None = None
    value: str | None = None


class Outcome(Where):
    """What must be seen afterwards."""

    language: Language | None = None
    errors: tuple[Slug, ...] = ()
    kept: dict[Slug, str] = Field(default_factory=dict)
    shown: tuple[Target, ...] = ()
    hidden: tuple[Target, ...] = ()
    text: LocalText | None = None


Number = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}\d{2,3}$")]
"""The id of a criterion or task within its prototype, such as ``AC01``."""


class Criterion(FileModel):
    """An acceptance criterion: given a screen, when these things are done, then this is seen."""

    id: Number
    title: LocalText
    needs: tuple[NeedId, ...] = ()
    given: Where
    when: tuple[Action, ...] = ()
    then: Outcome


class Task(FileModel):
    """A task of the usability test."""

    id: Number
    needs: tuple[NeedId, ...] = ()
    prompt: LocalText
    start: Where
    success: Where
    optimal_path: Annotated[tuple[Slug, ...], Field(min_length=1)]
    time_limit_seconds: Annotated[int, Field(ge=10, le=3600)]


class Change(FileModel):
    """One version of the prototype: what changed, and why."""

    version: Version
    on: PartialDate
    by: Slug | None = None
    change: LocalText
    why: LocalText | None = None
    needs: tuple[NeedId, ...] = ()


class Prototype(FileModel):
    """``prototypes/<name>/prototype.yaml``."""

    format: str
    id: PrototypeId
    version: Version
    status: Literal["draft", "in-test", "validated", "handed-over"] = "draft"
    synthetic: bool = True
    title: LocalText
    summary: LocalText | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    needs: tuple[NeedId, ...] = ()
    strings: dict[str, LocalText] = Field(default_factory=dict)
    fixtures: dict[Slug, tuple[Row, ...]] = Field(default_factory=dict)
    screens: Annotated[tuple[Screen, ...], Field(min_length=1)]
    acceptance: tuple[Criterion, ...] = ()
    tasks: tuple[Task, ...] = ()
    questionnaire: tuple[Literal["seq", "umux-lite", "sus"], ...] = ()
    history: tuple[Change, ...] = ()

    def screen(self, identifier: str) -> Screen | None:
        """The screen with this id."""
        return next((s for s in self.screens if s.id == identifier), None)

    @property
    def start(self) -> Screen:
        """The screen that people see first."""
        return next((s for s in self.screens if s.start), self.screens[0])

    def rows(self, screen: Screen) -> tuple[Row | None, ...]:
        """The rows for which a screen is shown; a single ``None`` for a screen without rows."""
        return self.fixtures.get(screen.bind, ()) if screen.bind else (None,)

    def row(self, fixture: str, identifier: str) -> Row | None:
        """The row with this id in a fixture."""
        return next((r for r in self.fixtures.get(fixture, ()) if r.id == identifier), None)


def parse_prototype(text: str, path: str) -> Parsed[Prototype]:
    """Parse the specification of a prototype; wrong entries become problems with their line."""
    return parse_yaml(Prototype, text, "prototype", path)


def read_prototype(folder: Folder, path: Path) -> Parsed[Prototype]:
    """Read a specification, as `Folder.prototypes` lists them."""
    shown = folder.shown(path)
    return parse_prototype(read_text(path, shown=shown), shown)
