"""What a screen may hold: one class a component.

A new component is a class here, a template of the same name in ``render/templates/components`` and
a line in `Component`. Two conventions let checks and pages find their way without knowing each
class: a `LocalText` anywhere is a text to be translated, and a field named ``to`` is a link.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from faden.core.documents import FileModel
from faden.core.ids import Slug
from faden.core.languages import LocalText

Scalar = bool | int | float | str
"""A value that needs no translation."""

FIXTURE_PATTERN = r"^([a-z][a-z0-9]*(-[a-z0-9]+)*|\{[a-z][a-z0-9_]*\})$"
FixtureRef = Annotated[str, StringConstraints(pattern=FIXTURE_PATTERN)]
"""The row that a link leads to: its id, or ``{field}`` for the id that stands in this row's field."""


class Condition(FileModel):
    """A component is shown only on pages whose row has this value."""

    field: str
    equals: Scalar


class Base(FileModel):
    """What all components share."""

    control: ClassVar[bool] = False
    """Whether people operate it, so that it needs an id and a label."""

    when: Condition | None = None


class Heading(Base):
    """A heading within a screen."""

    type: Literal["heading"]
    text: LocalText


class Text(Base):
    """Paragraphs; an empty line begins a new one."""

    type: Literal["text"]
    text: LocalText
    style: Literal["lead", "normal", "small"] = "normal"


class Fact(FileModel):
    """One line of a list of facts."""

    label: LocalText
    value: LocalText | str


class Facts(Base):
    """Facts as term and value."""

    type: Literal["facts"]
    rows: Annotated[tuple[Fact, ...], Field(min_length=1)]


class Alert(Base):
    """A message that stands out."""

    type: Literal["alert"]
    kind: Literal["info", "success", "warning", "danger"] = "info"
    title: LocalText
    text: LocalText | None = None


class Badge(FileModel):
    """A short mark on an entry of a list, where a field of its row is true."""

    field: str
    text: LocalText
    kind: Literal["info", "success", "warning", "danger"] = "info"


class Item(FileModel):
    """How a list shows one row."""

    title: LocalText
    highlight: LocalText | None = None
    """What matters most when comparing, such as the price; shown in bold."""
    text: LocalText | None = None
    badges: tuple[Badge, ...] = ()
    to: Slug


class List(Base):
    """The rows of a fixture as cards, each of which leads on."""

    control: ClassVar[bool] = True

    type: Literal["list"]
    id: Slug
    label: LocalText
    source: Slug
    item: Item
    empty: LocalText


class Search(Base):
    """A field that leaves only those entries of a list whose words contain what was typed."""

    control: ClassVar[bool] = True

    type: Literal["search"]
    id: Slug
    label: LocalText
    hint: LocalText | None = None
    list: Slug


class Filter(FileModel):
    """Which entries of a list a choice leaves: those whose field compares so with the chosen value."""

    list: Slug
    field: str
    operator: Literal["equals", "at-least", "at-most"] = "equals"


class Option(FileModel):
    """One choice; an empty value means that nothing is chosen."""

    value: Annotated[str, StringConstraints(max_length=60)]
    text: LocalText


class Select(Base):
    """A choice of one; with ``filter`` it acts on a list at once, else it is part of a form."""

    control: ClassVar[bool] = True

    type: Literal["select"]
    id: Slug
    label: LocalText
    hint: LocalText | None = None
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    filter: Filter | None = None
    required: bool = False


class Radio(Base):
    """A choice of one of a few, all of them seen at once."""

    control: ClassVar[bool] = True

    type: Literal["radio"]
    id: Slug
    label: LocalText
    hint: LocalText | None = None
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    required: bool = False


class Checkbox(Base):
    """A box to tick."""

    control: ClassVar[bool] = True

    type: Literal["checkbox"]
    id: Slug
    label: LocalText
    required: bool = False


class Input(Base):
    """One line to fill in."""

    control: ClassVar[bool] = True

    type: Literal["input"]
    id: Slug
    label: LocalText
    hint: LocalText | None = None
    kind: Literal["text", "number", "email", "tel", "date"] = "text"
    value: str | None = None
    """What stands in it at first; ``{field}`` is the value of the row's field."""
    autocomplete: Annotated[str, StringConstraints(pattern=r"^[a-z -]{1,40}$")] | None = None
    required: bool = False


class Textarea(Base):
    """Several lines to fill in."""

    control: ClassVar[bool] = True

    type: Literal["textarea"]
    id: Slug
    label: LocalText
    hint: LocalText | None = None
    required: bool = False


class Button(Base):
    """A way to another screen."""

    control: ClassVar[bool] = True

    type: Literal["button"]
    id: Slug
    label: LocalText
    to: Slug
    fixture: FixtureRef | None = None
    style: Literal["primary", "secondary", "tertiary"] = "primary"


class Comparison(FileModel):
    """What must be true of one field of a form; exactly one comparison is given."""

    field: Slug
    equals: Scalar | None = None
    at_least: float | None = None
    at_most: float | None = None


class Case(FileModel):
    """Another way out of a form, taken where all its tests hold."""

    all: Annotated[tuple[Comparison, ...], Field(min_length=1)]
    to: Slug
    fixture: FixtureRef | None = None


class Submit(Base):
    """Sends the form of the screen; the first case that holds decides where to, else ``to``."""

    control: ClassVar[bool] = True

    type: Literal["submit"]
    id: Slug
    label: LocalText
    cases: tuple[Case, ...] = ()
    to: Slug
    fixture: FixtureRef | None = None


class Step(FileModel):
    """One step of a way."""

    label: LocalText
    text: LocalText | None = None


class Steps(Base):
    """How far something has come: steps done, the present one, and those still open."""

    type: Literal["steps"]
    label: LocalText
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    current: int | str
    """Number of the present step from 1, or the name of the row's field that holds it."""


Component = Annotated[
    Heading
    | Text
    | Facts
    | Alert
    | List
    | Search
    | Select
    | Radio
    | Checkbox
    | Input
    | Textarea
    | Button
    | Submit
    | Steps,
    Field(discriminator="type"),
]
"""Any component, told apart by its ``type``."""

FormField = Select | Radio | Checkbox | Input | Textarea
"""Components that people fill in."""
