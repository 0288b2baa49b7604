"""Components that are read: headings, text, facts, messages, steps, pictures and maps."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from faden.core.ids import Slug
from faden.core.languages import LocalText
from faden.prototypes.components.base import Base, FixtureRef, Part, Rows, Tone

PictureFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*\.svg$")]
"""A drawing beside the specification, such as ``pictures/way.svg``."""


class Heading(Base):
    """A heading within a screen."""

    type: Literal["heading"]
    text: LocalText
    """The heading."""


class Text(Base):
    """Paragraphs; an empty line begins a new one."""

    type: Literal["text"]
    text: LocalText
    """The paragraphs."""
    style: Literal["lead", "normal", "small"] = "normal"
    """Larger for an opening, smaller for a remark."""


class Fact(Part):
    """One line of a list of facts."""

    label: LocalText
    """What it is."""
    value: LocalText | str
    """Its value; ``{field}`` stands for the row's value."""


class Facts(Base):
    """Facts as term and value: of the row of the page, or of a named row of any fixture."""

    type: Literal["facts"]
    source: Slug | None = None
    """The fixture, where the facts are not those of the page's own row."""
    row: FixtureRef | None = None
    """The row of that fixture: its id, or ``{field}`` for the id that stands in the page's row."""
    rows: Annotated[tuple[Fact, ...], Field(min_length=1)]
    """The facts."""


class Alert(Base):
    """A message that stands out."""

    type: Literal["alert"]
    kind: Tone = "info"
    """Its colour and sign."""
    title: LocalText
    """What matters, in one line."""
    text: LocalText | None = None
    """What follows from it."""


class Step(Part):
    """One step of a way."""

    label: LocalText
    """What it is called."""
    text: LocalText | None = None
    """What it means or takes."""


class Steps(Base):
    """How far something has come: steps done, the present one, and those still open."""

    type: Literal["steps"]
    label: LocalText
    """What way it is, for people who do not see it."""
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    """The steps in order."""
    current: int | str
    """Number of the present step from 1, or the name of the row's field that holds it."""


class Picture(Base):
    """A drawing with a text for those who do not see it."""

    type: Literal["picture"]
    file: PictureFile
    """An SVG file beside the specification; it may hold shapes and words, no scripts and no links."""
    alt: LocalText
    """What the picture tells."""
    caption: LocalText | None = None
    """What stands below it for all."""


Percent = Annotated[float, Field(ge=0, le=100)]
"""A place in the picture, from 0 at its left or upper edge to 100."""


class Line(Part):
    """A line of a sketched map."""

    kind: Literal["road", "rail", "water"] = "road"
    """How it is drawn."""
    points: Annotated[tuple[tuple[Percent, Percent], ...], Field(min_length=2)]
    """Where it runs, as pairs of ``[x, y]``."""


class Landmark(Part):
    """A place that helps people find their way on a sketched map."""

    x: Percent
    """From the left edge, 0 to 100."""
    y: Percent
    """From the upper edge, 0 to 100."""
    text: LocalText
    """Its name."""


class Map(Rows):
    """A static map: a sketch or a drawing with numbered places, and the same places as a list."""

    type: Literal["map"]
    alt: LocalText
    """What the map shows, in a sentence; the places follow as a list."""
    file: PictureFile | None = None
    """A drawing below the numbers, twice as wide as high where it should fit; else a sketch is drawn."""
    lines: tuple[Line, ...] = ()
    """Roads, rails and water of the sketch."""
    landmarks: tuple[Landmark, ...] = ()
    """Named places of the sketch."""
    x: str = "x"
    """The row's field with the place from the left, 0 to 100."""
    y: str = "y"
    """The row's field with the place from above, 0 to 100."""


class List(Rows):
    """The rows of a fixture as cards, each of which may lead on."""

    type: Literal["list"]


class Calendar(Rows):
    """The rows of a fixture by day: months with the days on which something is, and what it is."""

    type: Literal["calendar"]
    date: str = "date"
    """The row's field with the day, such as ``2026-04-14``."""
    time: str | None = None
    """The row's field with the time, such as ``16:30``; entries of a day are in its order."""


class Languages(Base):
    """A large choice of language, for a screen where people arrive."""

    control: ClassVar[bool] = True

    type: Literal["languages"]
    id: Slug
    """Its id."""
    label: LocalText
    """What it is for."""
