"""Pages as data: what a page says, for any generator of sites.

Texts inside blocks are plain text unless a field says Markdown; escaping is the generator's task.
Links name pages by their path without suffix, e.g. ``findings/F01`` or ``evidence/F01#c-7f3k2m9q``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site, or (only in the benchmark) to a source on the web."""

    text: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the page's title; level 2 or 3."""

    text: str
    level: Literal[2, 3] = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text, with links at its end."""

    text: str
    links: tuple[Link, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown written by the team; a generator escapes HTML in it."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A participant's exact words.

    Attributes:
        id: Opaque id of the evidence.
        words: The words, word for word; empty where only their translation may be shown.
        language: Their language; the page's where only their translation may be shown.
        attribution: Who says so, by role.
        translation: The words in the page's language, made by a person; empty where there is none.
        by: Label for the translation, e.g. “Translation: study team”.
        part: What the words are: said, interpreted or translated; as a phrase, may be empty.
        target: The page with the evidence behind it; empty on that page itself.
        note: A phrase before the words, such as “contradicts”.
    """

    id: str
    words: str
    language: str
    attribution: str
    translation: str = ""
    by: str = ""
    part: str = ""
    target: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A box that cannot be overlooked."""

    kind: Literal["note", "warning", "withheld"]
    title: str
    text: str


Cell = str | Link | tuple[Link, ...]
"""What stands in a cell of a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with caption; the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label and its value; ``None`` is a value that is not told."""

    label: str
    value: int | None
    target: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars with title, description and a table of the same data."""

    title: str
    description: str
    unit: str
    bars: tuple[Bar, ...]
    most: int
    hidden: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a map.

    Attributes:
        label: What it stands for.
        across: Its value from the start to the end of the line; ``None`` is a value that is not told.
        up: Its value upwards; ``None`` is a value that is not told.
        target: The page about it.
        square: Whether it is drawn as a square instead of a circle, as the legend says.
        note: What is said of it in the table.
    """

    label: str
    across: int | None
    up: int | None
    target: str = ""
    square: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a map.

    Attributes:
        name: Whose value it is, with how many were asked.
        most: Where it ends: how many were asked.
        more: What stands in the corner where its values are the larger share.
    """

    name: str
    most: int
    more: str


@dataclass(frozen=True, slots=True)
class PointMap:
    """Points between two axes, numbered, with a list of their names and a table of the same data.

    Attributes:
        title: Its title.
        description: How to read it.
        across: The axis from the start to the end of the line.
        up: The axis upwards.
        points: The points, in the order of their numbers.
        equal: What is said of the line on which both shares are the same.
        shapes: What circle and square stand for.
        hidden: What is said of a value that is not told.
        head: Heads of the table: point, across, up, note.
    """

    title: str
    description: str
    across: Axis
    up: Axis
    points: tuple[Point, ...]
    equal: str
    shapes: tuple[str, str]
    hidden: str
    head: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Station:
    """A step on a way.

    Attributes:
        title: What the step is.
        text: What happens there; may be empty.
        told: How many persons told of something in the way there, or that there is no data.
        items: What is in the way, each with its number of persons.
        links: Needs that belong to the step.
    """

    title: str
    text: str
    told: str
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way of people, step by step.

    Attributes:
        title: Its title.
        stations: The steps in their order.
        obstacles: What stands before the items of a step.
        needs: What stands before the links of a step.
    """

    title: str
    stations: tuple[Station, ...]
    obstacles: str
    needs: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG made by faden, with title and description inside it."""

    name: str
    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Card:
    """A short piece with a heading that links further."""

    title: str
    text: str
    target: str
    meta: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards side by side."""

    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what they are."""

    items: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str | Link, ...]


@dataclass(frozen=True, slots=True)
class Embed:
    """A prototype shown inside the page, and full screen."""

    title: str
    target: str
    full_screen: str


Block = (
    Heading
    | Paragraph
    | Prose
    | Quotation
    | Notice
    | Table
    | BarChart
    | PointMap
    | Way
    | Picture
    | Cards
    | Facts
    | Bullets
    | Embed
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    Attributes:
        path: Path without suffix, the same in all languages; ``index`` is the start page.
        title: Its title.
        blocks: What it says.
        section: Id of the section of the navigation it belongs to.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the navigation."""

    id: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Publication:
    """All that a site shows.

    Attributes:
        languages: Languages of the site, the default first.
        title: Language → title of the site.
        sections: Language → the navigation.
        pages: Language → pages.
        banners: Language → banners that stand on every page and cannot be left out.
        footer: Language → line at the foot of every page.
        files: Path → content of files served as they are, such as prototypes.
    """

    languages: tuple[str, ...]
    title: Mapping[str, str]
    sections: Mapping[str, tuple[Section, ...]]
    pages: Mapping[str, tuple[Page, ...]]
    banners: Mapping[str, tuple[Notice, ...]]
    footer: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)
