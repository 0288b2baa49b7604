"""What all components share: ids, conditions, comparisons, references."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, StringConstraints

from faden.core.documents import FileModel
from faden.core.ids import Slug
from faden.core.languages import LocalText

Scalar = bool | int | float | str
"""A value that needs no translation."""

FIXTURE_PATTERN = r"^([a-z][a-z0-9]*(-[a-z0-9]+)*|\{[a-z][a-z0-9_]*\})$"
FixtureRef = Annotated[str, StringConstraints(pattern=FIXTURE_PATTERN)]
"""The row that a link leads to: its id, or ``{field}`` for the id that stands in this row's field."""

Answer = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$", max_length=121)]
"""A field of a form: its id on the same screen, or ``screen.field`` for one of another screen."""

StateKind = Literal["empty", "loading", "error"]
"""How a screen may look when not all is well."""

Tone = Literal["info", "success", "warning", "danger"]


class Part(FileModel):
    """A part of a specification; what stands below a field describes it to editors."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Compared(Part):
    """A value set against another; exactly one comparison is given."""

    equals: Scalar | None = None
    """Holds where the value is this one."""
    not_equals: Scalar | None = None
    """Holds where the value is any other."""
    at_least: float | None = None
    """Holds where the value is this number or more."""
    at_most: float | None = None
    """Holds where the value is this number or less."""

    @property
    def given(self) -> tuple[tuple[str, Scalar], ...]:
        """The comparisons that are written, by name."""
        names = ("equals", "not_equals", "at_least", "at_most")
        return tuple((name, value) for name in names if (value := getattr(self, name)) is not None)

    def holds(self, value: object, number: float | None = None) -> bool:
        """Whether a value passes all comparisons given.

        Args:
            value: The value; text is compared as text.
            number: The value as a number, where it is one; else those of numbers fail.
        """
        said = plain_value(value)
        if self.equals is not None and said != plain_value(self.equals):
            return False
        if not self.only_not(said):
            return False
        if self.at_least is not None and not (number is not None and number >= self.at_least):
            return False
        return self.at_most is None or (number is not None and number <= self.at_most)

    def only_not(self, value: str) -> bool:
        """Whether a value is not the one that it must not be."""
        return self.not_equals is None or value != plain_value(self.not_equals)


def plain_value(value: object) -> str:
    """A value as a form holds it: a ticked box is ``yes``, one that is not ticked is empty."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


class FieldTest(Compared):
    """A test of a row's field."""

    field: str
    """The field, by its name in the fixture."""


class Condition(Compared):
    """When a component is shown; it names exactly one of field, answer and visited."""

    field: str | None = None
    """A field of the row that the page shows; decided when the pages are made."""
    answer: Answer | None = None
    """A field of a form: what has been chosen there decides at once, on this screen and on others."""
    visited: Slug | None = None
    """A screen that the person has already seen; needs no comparison."""


class Base(Part):
    """What all components share."""

    control: ClassVar[bool] = False
    """Whether people operate it, so that it needs an id and a label."""

    id: Slug | None = None
    """Its id, unique on the screen; criteria, tests and the click log name it."""
    when: Condition | None = None
    """Shown only where this holds; always where it is left out."""


class Badge(Part):
    """A short mark on an entry, where a field of its row is true."""

    field: str
    """The row's field that must be true."""
    text: LocalText
    """What the mark says."""
    kind: Tone = "info"
    """Its colour and sign."""


class Item(Part):
    """How an entry shows one row."""

    title: LocalText
    """Its heading; ``{field}`` stands for the row's value."""
    highlight: LocalText | None = None
    """What matters most when comparing, such as the price; shown in bold."""
    text: LocalText | None = None
    """What else is said."""
    badges: tuple[Badge, ...] = ()
    """Marks that some rows bear."""
    to: Slug | None = None
    """The screen that the entry leads to, with this row; without it the entry is only read."""


class Rows(Base):
    """What shows the rows of a fixture, one entry each."""

    control: ClassVar[bool] = True

    id: Slug
    """Its id; an entry is called ``<id>.<row>``."""
    label: LocalText
    """What the entries are, for people who do not see them."""
    source: Slug
    """The fixture."""
    only: FieldTest | None = None
    """Leaves only rows that pass this test."""
    item: Item
    """How an entry shows its row."""
    empty: LocalText
    """What is said where there is no entry."""


class Option(Part):
    """One choice; an empty value means that nothing is chosen."""

    value: Annotated[str, StringConstraints(max_length=60)]
    """What cases and filters compare with."""
    text: LocalText
    """What people read."""


class Filter(Part):
    """Which entries a choice leaves: those whose field compares so with the chosen value."""

    list: Slug
    """The list or calendar of this screen, by its id."""
    field: str
    """The field of the entry's row."""
    operator: Literal["equals", "at-least", "at-most"] = "equals"
    """How the field compares with what was chosen."""


Length = Annotated[int, Field(ge=0, le=10_000)]
"""A number of characters."""
