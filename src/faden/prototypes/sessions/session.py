"""One test session: ``prototypes/<name>/sessions/S01.json``, as the browser writes it.

It holds what was clicked and when, chosen answers, and at most a moderator's notes; never words that
the tester wrote, and nothing that says who the tester was.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from faden.core.dates import PartialDate
from faden.core.documents import FileModel
from faden.core.formats import label
from faden.core.ids import LETTERS, PrototypeId, Slug
from faden.core.languages import Language
from faden.prototypes.components import Part, StateKind
from faden.prototypes.spec import Version
from faden.prototypes.trials import Number

MOST_EVENTS: Final = 5000
"""Events in one session; the script in the browser stops there too."""

MOST_NOTES: Final = 200
LONGEST_NOTE: Final = 2000
"""Characters of one note of a moderator."""

LONGEST: Final = 14_400_000
"""Milliseconds that a session may take: four hours."""

SESSION_PATTERN: Final = r"^S[0-9]{2,4}$"
Token = Annotated[str, StringConstraints(pattern=rf"^s-[{LETTERS}]{{8}}$")]
"""Random id that the tester's browser made; the same session imported twice is known by it."""

Millis = Annotated[int, Field(ge=0, le=LONGEST, strict=True)]
"""Milliseconds since the tester agreed."""

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A place in the page, from 0 at its left or upper edge to 1."""

Operated = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$", max_length=130)
]
"""What was clicked: a component, or an entry, tab or answer as ``<component>.<part>``."""

Points = Annotated[int, Field(ge=1, le=7, strict=True)]
"""An answer on a scale of seven; 7 is the best."""

Outcome = Literal["done", "gave-up", "time-up"]


class Consent(Part):
    """What the tester agreed to before anything was recorded."""

    record: Literal[True]
    """That clicks and answers are recorded; without it there is no session."""
    notes: bool = False
    """That somebody who sits beside writes down what they see."""
    language: Language
    """The language in which it was asked."""


class Event(Part):
    """One thing that happened while a task was done."""

    kind: Literal["view", "hit", "miss", "change", "error", "sent"]
    """A page came up, something or nothing was hit, a field changed, a rule was broken, a form went."""
    at: Millis
    """When."""
    screen: Slug
    """The screen."""
    row: Slug | None = None
    """The row that it showed."""
    state: StateKind | None = None
    """The state that it was in."""
    language: Language
    """The language of the page."""
    component: Operated | None = None
    """What was operated; nothing for views and misses."""
    x: Share | None = None
    """Where, from the left edge of the page."""
    y: Share | None = None
    """Where, from the upper edge of the page."""
    rule: Slug | None = None
    """Which rule of a field was broken."""


class Attempt(Part):
    """One task, as it was tried."""

    task: Number
    """The task, by its id."""
    begun: Millis
    """When it was begun."""
    ended: Millis
    """When it was ended."""
    outcome: Outcome
    """``done`` is what the tester says; whether it succeeded shows in the views."""
    seq: Points | None = None
    """Single Ease Question: 7 is very easy."""

    @model_validator(mode="after")
    def _forward(self) -> Attempt:
        if self.ended < self.begun:
            raise ValueError("session-time-backwards")
        return self


class Umux(Part):
    """UMUX-Lite: how far two statements hold, from 1 to 7."""

    capabilities: Points
    """It does what I need."""
    ease: Points
    """It is easy to use."""

    @property
    def score(self) -> float:
        """From 0 to 100 (Lewis, Utesch, Maher 2013)."""
        return (self.capabilities + self.ease - 2) / 12 * 100


class Note(Part):
    """What a moderator saw; their words, not the tester's."""

    at: Millis
    """When."""
    task: Number | None = None
    """During which task."""
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE)]
    """The note."""


class Session(FileModel):
    """``prototypes/<name>/sessions/S01.json``."""

    format: str
    """The format of the file."""
    id: Token
    """Random id of the session."""
    prototype: PrototypeId
    """The prototype that was tested."""
    version: Version
    """Its version."""
    synthetic: bool = False
    """Whether the session is made up."""
    month: PartialDate
    """When, no more precisely than the month."""
    kind: Literal["moderated", "remote"]
    """Whether somebody sat beside."""
    group: Slug | None = None
    """The tester's group, from the study's list; nothing where they preferred not to say."""
    language: Language
    """The language in which they began."""
    width: Annotated[int, Field(ge=200, le=10_000, strict=True)]
    """Width of the window in pixels, rounded to tens."""
    consent: Consent
    """What they agreed to."""
    attempts: Annotated[tuple[Attempt, ...], Field(max_length=50)] = ()
    """The tasks in the order in which they were tried."""
    umux: Umux | None = None
    """The answers at the end; nothing where they stopped before."""
    events: Annotated[tuple[Event, ...], Field(max_length=MOST_EVENTS)] = ()
    """What happened, in order of time."""
    notes: Annotated[tuple[Note, ...], Field(max_length=MOST_NOTES)] = ()
    """What a moderator saw."""

    @field_validator("format")
    @classmethod
    def _known(cls, value: str) -> str:
        if value != label("session"):
            raise ValueError("session-format")
        return value

    @field_validator("month")
    @classmethod
    def _rough(cls, value: str) -> str:
        if len(value) > len("2026-05"):
            raise ValueError("session-day-told")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Session:
        times = [event.at for event in self.events]
        if times != sorted(times):
            raise ValueError("session-time-backwards")
        begun = [attempt.begun for attempt in self.attempts]
        if begun != sorted(begun) or len({a.task for a in self.attempts}) != len(self.attempts):
            raise ValueError("session-task-twice")
        if self.notes and not self.consent.notes:
            raise ValueError("session-notes-without-consent")
        return self

    def during(self, attempt: Attempt) -> tuple[Event, ...]:
        """What happened while a task was done."""
        return tuple(event for event in self.events if attempt.begun <= event.at <= attempt.ended)
