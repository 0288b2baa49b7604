"""Components that people fill in or choose from, with the rules that their values must follow."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from faden.core.ids import Slug
from faden.core.languages import LocalText
from faden.prototypes.components.base import Base, Filter, Length, Option

Autocomplete = Literal[
    "name",
    "given-name",
    "family-name",
    "email",
    "tel",
    "street-address",
    "address-line1",
    "address-line2",
    "address-level2",
    "postal-code",
    "country-name",
    "language",
    "bday",
    "bday-year",
    "organization",
    "off",
]
"""What the browser may fill in by itself (HTML, section 4.10.18.7: those that forms of offices ask)."""

PatternName = Literal["letters", "digits", "phone", "postcode", "year", "time"]
"""Forms of a value that the pages know by name; see `patterns`."""


class Field_(Base):  # noqa: N801 - `Field` is pydantic's
    """What all fields share."""

    control: ClassVar[bool] = True

    id: Slug
    """Its id, unique on the screen."""
    label: LocalText
    """What is asked."""
    hint: LocalText | None = None
    """What helps to answer."""
    required: bool = False
    """Whether the form leads on only when it is filled in."""
    error: LocalText | None = None
    """What is said where its value breaks a rule; else faden's own words for that rule."""
    purpose: LocalText | None = None
    """Why it is asked: for the team and the hand-off; what has no purpose is not asked."""


class Search(Base):
    """A field that leaves only those entries of a list whose words contain what was typed."""

    control: ClassVar[bool] = True

    type: Literal["search"]
    id: Slug
    """Its id."""
    label: LocalText
    """What may be searched for."""
    hint: LocalText | None = None
    """What helps to search."""
    list: Slug
    """The list or calendar of this screen, by its id."""


class Select(Field_):
    """A choice of one; with ``filter`` it acts on a list at once, else it is part of a form."""

    type: Literal["select"]
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    """The choices."""
    filter: Filter | None = None
    """The list that it narrows."""


class Radio(Field_):
    """A choice of one of a few, all of them seen at once."""

    type: Literal["radio"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The choices."""


class Checkbox(Field_):
    """A box to tick; with ``filter`` a ticked box leaves only entries whose field is true."""

    type: Literal["checkbox"]
    filter: Filter | None = None
    """The list that it narrows."""


class Checkboxes(Field_):
    """Several boxes under one question, of which any number may be ticked."""

    type: Literal["checkboxes"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The choices."""


class Input(Field_):
    """One line to fill in."""

    type: Literal["input"]
    kind: Literal["text", "number", "email", "tel", "date"] = "text"
    """What is written in it; the pages check it."""
    value: str | None = None
    """What stands in it at first; ``{field}`` is the value of the row's field."""
    autocomplete: Autocomplete | None = None
    """What the browser may fill in by itself."""
    pattern: PatternName | None = None
    """The form that the value must have, by name."""
    min: float | Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    """The smallest number, or the first day."""
    max: float | Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    """The largest number, or the last day."""
    min_length: Length | None = None
    """The fewest characters."""
    max_length: Length | None = None
    """The most characters."""


class Textarea(Field_):
    """Several lines to fill in."""

    type: Literal["textarea"]
    min_length: Length | None = None
    """The fewest characters."""
    max_length: Length | None = None
    """The most characters."""


FormField = Select | Radio | Checkbox | Checkboxes | Input | Textarea
"""Components that people fill in."""

Choice = Select | Radio | Checkboxes
"""Components with options."""
