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
from faden.core.ids import FindingId, NeedId, PersonaId, PrototypeId, SessionId, Slug
from faden.core.languages import Language, LocalText
from faden.core.yaml import Parsed
from faden.prototypes.components import Base, Component, Part, Scalar, StateKind, Tabs
from faden.prototypes.trials import Action, Criterion, Outcome, Plan, Questionnaire, Task, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.walk import KeyPath
    from faden.study.folder import Folder

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+(\.\d+)?$")]
"""A version such as ``0.2``; written in quotation marks, since YAML reads 0.10 as 0.1."""


class Row(FileModel):
    """One row of invented data; besides its id it has any fields, in one language or several."""

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True)
    __pydantic_extra__: dict[str, Scalar | LocalText] = Field(init=False)

    id: Slug
    """Its id, unique in the fixture."""

    def value(self, field: str) -> Scalar | LocalText | None:
        """The value of a field; ``None`` where the row has none of this name."""
        return self.id if field == "id" else (self.__pydantic_extra__ or {}).get(field)

    @property
    def fields(self) -> dict[str, Scalar | LocalText]:
        """All fields besides the id."""
        return dict(self.__pydantic_extra__ or {})


class ScreenState(Part):
    """How a screen looks when there is nothing yet, when it loads, or when something failed."""

    kind: StateKind
    """``empty``: lists without entries; ``loading`` and ``error``: instead of what the screen shows."""
    title: LocalText
    """What has happened."""
    text: LocalText | None = None
    """What one can do."""
    label: LocalText | None = None
    """The button that leads to the screen as it should be; faden's own words where left out."""


class Screen(Part):
    """One view, for one or more needs; a screen that is bound to a fixture is shown once a row."""

    id: Slug
    """Its id, unique in the prototype."""
    title: LocalText
    """Its heading; ``{field}`` stands for the row's value."""
    name: LocalText | None = None
    """How the team calls the screen, where its title comes from a row."""
    journey: LocalText | None = None
    """The step of people's way at which it stands."""
    start: bool = False
    """Whether it is seen first."""
    end: bool = False
    """Whether people may stop here with what they wanted."""
    needs: tuple[NeedId, ...] = ()
    """The needs that it answers."""
    hypotheses: tuple[LocalText, ...] = ()
    """What the team expects of it; a test may refute it."""
    bind: Slug | None = None
    """The fixture whose rows it shows, one page each."""
    back: Slug | None = None
    """The screen that the link above the heading leads to."""
    components: Annotated[tuple[Component, ...], Field(min_length=1)]
    """What it holds, from top to bottom."""
    states: tuple[ScreenState, ...] = ()
    """How it looks when not all is well; testers reach these from the foot of the page."""

    def parts(self) -> Iterator[tuple[KeyPath, Base]]:
        """All components, those within tabs too, with their path below the screen."""
        for at, component in enumerate(self.components):
            yield ("components", at), component
            if isinstance(component, Tabs):
                for number, tab in enumerate(component.tabs):
                    for place, inner in enumerate(tab.components):
                        yield ("components", at, "tabs", number, "components", place), inner

    def part(self, identifier: str) -> Base | None:
        """The component with this id."""
        return next((part for _, part in self.parts() if part.id == identifier), None)

    def state(self, kind: str) -> ScreenState | None:
        """The state of this kind."""
        return next((state for state in self.states if state.kind == kind), None)


class Change(Part):
    """One version of the prototype: what changed, and why."""

    version: Version
    """The version that this made."""
    on: PartialDate
    """When."""
    by: Slug | None = None
    """Who."""
    change: LocalText
    """What is different."""
    why: LocalText | None = None
    """What was seen or heard that asked for it."""
    needs: tuple[NeedId, ...] = ()
    """The needs that it is about."""
    findings: tuple[FindingId, ...] = ()
    """The findings of the study that asked for it."""
    sessions: tuple[SessionId, ...] = ()
    """The test sessions that asked for it, by id."""
    screens: tuple[Slug, ...] = ()
    """The screens that changed; some may be gone by now."""


class Prototype(Part):
    """``prototypes/<name>/prototype.yaml``."""

    format: str
    """The format of the file."""
    id: PrototypeId
    """Its id, such as ``PT01``."""
    version: Version
    """Its version; the last entry of the history tells of it."""
    status: Literal["draft", "in-test", "validated", "handed-over"] = "draft"
    """How far it is; beyond a draft it needs criteria, tasks and a questionnaire."""
    synthetic: bool = True
    """Whether what it shows is made up."""
    title: LocalText
    """Its title."""
    summary: LocalText | None = None
    """What it is for."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """The languages that it can be used in."""
    unchecked: tuple[Language, ...] = ()
    """Those of its languages whose texts nobody has checked who grew up with them; pages say so."""
    needs: tuple[NeedId, ...] = ()
    """The needs that it takes up; each has a screen."""
    questions: tuple[LocalText, ...] = ()
    """The questions that it tries to answer: how might we …"""
    personas: tuple[PersonaId, ...] = ()
    """Whom it is made for."""
    strings: dict[str, LocalText] = Field(default_factory=dict)
    """Texts used in several places, as ``{name}``; also faden's own texts in further languages."""
    fixtures: dict[Slug, tuple[Row, ...]] = Field(default_factory=dict)
    """Invented data: tables of rows that lists, maps, calendars, facts and screens show."""
    screens: Annotated[tuple[Screen, ...], Field(min_length=1)]
    """The screens."""
    acceptance: tuple[Criterion, ...] = ()
    """How it must behave."""
    tasks: tuple[Task, ...] = ()
    """What people try with it."""
    questionnaire: tuple[Questionnaire, ...] = ()
    """What they are asked afterwards."""
    plan: Plan | None = None
    """How it is tested."""
    history: tuple[Change, ...] = ()
    """Its versions, from the first to the present one."""

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


__all__ = [
    "Action",
    "Change",
    "Criterion",
    "Outcome",
    "Plan",
    "Prototype",
    "Row",
    "Screen",
    "ScreenState",
    "Task",
    "Where",
    "parse_prototype",
    "read_prototype",
]
