"""Components that lead on: buttons, the sending of forms, and conversations in steps."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from faden.core.ids import Slug
from faden.core.languages import LocalText
from faden.prototypes.components.base import Base, Compared, FixtureRef, Part, StateKind


class Button(Base):
    """A way to another screen."""

    control: ClassVar[bool] = True

    type: Literal["button"]
    id: Slug
    """Its id."""
    label: LocalText
    """What happens."""
    to: Slug
    """The screen it leads to."""
    fixture: FixtureRef | None = None
    """The row that screen shows; left out where it is the one of this page."""
    state: StateKind | None = None
    """The state in which that screen is shown."""
    style: Literal["primary", "secondary", "tertiary"] = "primary"
    """How much it stands out."""


class Comparison(Compared):
    """What must be true of one field of a form; exactly one comparison is given."""

    field: Slug
    """The field, by its id."""


class Case(Part):
    """Another way out of a form, taken where all its tests hold."""

    all: Annotated[tuple[Comparison, ...], Field(min_length=1)]
    """The tests."""
    to: Slug
    """The screen it leads to."""
    fixture: FixtureRef | None = None
    """The row that screen shows."""
    state: StateKind | None = None
    """The state in which that screen is shown."""


class Submit(Base):
    """Sends the form of the screen; the first case that holds decides where to, else ``to``."""

    control: ClassVar[bool] = True

    type: Literal["submit"]
    id: Slug
    """Its id."""
    label: LocalText
    """What happens."""
    cases: tuple[Case, ...] = ()
    """Other ways out, in the order in which they are tried."""
    to: Slug
    """The screen it leads to where no case holds."""
    fixture: FixtureRef | None = None
    """The row that screen shows."""
    state: StateKind | None = None
    """The state in which that screen is shown."""


class Reply(Part):
    """What the person may answer; it leads to the next step or to a screen."""

    id: Slug
    """Its id, unique in the conversation."""
    text: LocalText
    """The answer."""
    next: Slug | None = None
    """The step that follows."""
    to: Slug | None = None
    """The screen that it leads to, where the conversation ends."""
    fixture: FixtureRef | None = None
    """The row that screen shows."""


class Turn(Part):
    """One step of a conversation: what is said, and what may be answered."""

    id: Slug
    """Its id, unique in the conversation."""
    text: LocalText
    """What is said."""
    replies: tuple[Reply, ...] = ()
    """What may be answered; without any the conversation ends here."""


class Chat(Base):
    """A conversation in steps with given answers; nobody and no machine answers freely."""

    control: ClassVar[bool] = True

    type: Literal["chat"]
    id: Slug
    """Its id; an answer is called ``<id>.<reply>``."""
    label: LocalText
    """What the conversation is about."""
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    """The steps; the first begins."""
