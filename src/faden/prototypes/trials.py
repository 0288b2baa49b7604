"""How a prototype is tried: acceptance criteria that a machine runs, tasks that people do."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from faden.core.ids import NeedId, Slug
from faden.core.languages import Language, LocalText
from faden.prototypes.components import Part, StateKind

Target = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$")]
"""A component by its id; an entry, tab or answer as ``<component>.<row, tab or answer>``."""

Number = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}\d{2,3}$")]
"""The id of a criterion or task within its prototype, such as ``AC01``."""


class Where(Part):
    """A screen, the row it shows where it is bound, and its state where all is not well."""

    screen: Slug
    """The screen, by its id."""
    fixture: Slug | None = None
    """The row that it shows."""
    state: StateKind | None = None
    """The state that it is in."""


class Action(Part):
    """One thing that a person does."""

    do: Literal["fill", "choose", "tick", "untick", "click", "switch-language"]
    """What is done: fill writes, choose picks an option, click operates a button, entry, tab or answer
    (``back`` and ``home`` too)."""
    target: Target | None = None
    """What it is done to."""
    value: str | None = None
    """What is written or chosen; the code of a language."""


class Outcome(Where):
    """What must be seen afterwards."""

    language: Language | None = None
    """The language of the page."""
    errors: tuple[Slug, ...] = ()
    """The fields at which an error is shown, all of them."""
    kept: dict[Slug, str] = Field(default_factory=dict)
    """Fields that still hold what was written or chosen."""
    shown: tuple[Target, ...] = ()
    """Components and entries that are seen."""
    hidden: tuple[Target, ...] = ()
    """Components and entries that are not seen."""
    count: dict[Slug, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    """How many entries a list or calendar shows."""
    text: LocalText | None = None
    """Words that the page holds."""


class Criterion(Part):
    """An acceptance criterion: given a screen, when these things are done, then this is seen."""

    id: Number
    """Its id, such as ``AC01``."""
    title: LocalText
    """What it asks for, in a sentence."""
    needs: tuple[NeedId, ...] = ()
    """The needs that it serves."""
    given: Where
    """Where it begins."""
    when: tuple[Action, ...] = ()
    """What is done, in order."""
    then: Outcome
    """What must be seen afterwards."""


class Task(Part):
    """A task of the usability test."""

    id: Number
    """Its id, such as ``T01``."""
    needs: tuple[NeedId, ...] = ()
    """The needs that it is about."""
    prompt: LocalText
    """What the person is asked to do; it does not give the way away."""
    start: Where
    """Where it begins."""
    success: Where
    """Where it has succeeded; without ``fixture``, any row will do."""
    optimal_path: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """The screens of the best way, from start to success."""
    expected_seconds: Annotated[int, Field(ge=5, le=3600)] | None = None
    """How long somebody who knows the way takes."""
    time_limit_seconds: Annotated[int, Field(ge=10, le=3600)]
    """When the task is ended kindly."""


Questionnaire = Literal["seq", "umux-lite", "sus"]
"""SEQ after each task; UMUX-Lite or SUS at the end."""


class Plan(Part):
    """How the prototype is tested with people."""

    kind: Literal["moderated", "remote", "both"] = "moderated"
    """Whether somebody sits beside."""
    people: Annotated[int, Field(ge=1, le=500)]
    """How many people are asked in each round."""
    groups: tuple[Slug, ...] = ()
    """The study's groups that they belong to."""
    stop: LocalText
    """When the idea is given up or changed, said before the test."""
