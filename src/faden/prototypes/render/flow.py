"""The picture of a prototype's ways: screens as boxes, links as arrows, told in words as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text
from faden.prototypes.graph import links
from faden.prototypes.render._jinja import render
from faden.prototypes.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.prototypes.spec import Prototype, Screen

_WIDTH: Final = 196
_HEIGHT: Final = 84
_GAP_X: Final = 64
_GAP_Y: Final = 28
_MARGIN: Final = 24
_LINE: Final = 20
"""Letters of a title that fit into one line of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A screen in the picture.

    Attributes:
        number: Its place in the file, from 1.
        lines: Its title, broken into at most two lines.
        mark: What is said of it beside its needs: that it is the start or an end.
        also: Ways that are no arrows, since they lead back or across, by number.
        start: Whether it is the start; drawn with a thick frame.
        end: Whether it is an end; drawn with a double frame.
        x: Left edge, in pixels.
        y: Upper edge, in pixels.
    """

    number: int
    lines: tuple[str, ...]
    mark: str
    also: str
    start: bool
    end: bool
    x: int
    y: int


def flow_svg(prototype: Prototype, language: str) -> str:
    """A picture of the screens and the ways between them, as SVG for a page.

    Colours are those of the surrounding text, so that it reads in light and dark; the start has a
    thick frame and an end a double one, and both say so. Ways back
    are told by number in the box. Title and description tell all of it.

    Args:
        prototype: The specification.
        language: Language of the titles; words around them are German or English.
    """
    onward = {s.id: _goals(prototype, s) for s in prototype.screens}
    columns = _columns(prototype, onward)
    boxes = _boxes(prototype, columns, onward, language)
    forward = [(s, goal) for s, goals in onward.items() for goal in goals if boxes[goal].x > boxes[s].x]
    words = Words(prototype, language)
    return render(
        "flow.svg",
        name=f"flow-{prototype.id.lower()}-{language}",
        title=text("prototype.flow.title", language, title=words.plain(prototype.title)),
        told=_told(prototype, onward, language),
        boxes=boxes.values(),
        arrows=[_arrow(boxes[source], boxes[goal]) for source, goal in forward],
        size=_size(boxes),
        box=(_WIDTH, _HEIGHT),
    )


def _goals(prototype: Prototype, screen: Screen) -> tuple[str, ...]:
    known = {s.id for s in prototype.screens}
    return tuple(dict.fromkeys(link.to for link in links(prototype, screen) if link.to in known))


def _columns(prototype: Prototype, onward: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Screens by their distance from the start; those that cannot be reached come last."""
    columns, placed = [[prototype.start.id]], {prototype.start.id}
    while True:
        found = [goal for screen in columns[-1] for goal in onward[screen] if goal not in placed]
        nearest = list(dict.fromkeys(found))
        if not nearest:
            break
        columns.append(nearest)
        placed |= set(nearest)
    rest = [s.id for s in prototype.screens if s.id not in placed]
    return [*columns, rest] if rest else columns


def _boxes(
    prototype: Prototype, columns: list[list[str]], onward: Mapping[str, tuple[str, ...]], language: str
) -> dict[str, Box]:
    words = Words(prototype, language)
    tallest = max(len(column) for column in columns)
    column_of = {identifier: number for number, ids in enumerate(columns) for identifier in ids}
    order = {screen.id: number for number, screen in enumerate(prototype.screens, start=1)}
    boxes: dict[str, Box] = {}
    for column, ids in enumerate(columns):
        top = (tallest - len(ids)) * (_HEIGHT + _GAP_Y) // 2
        for place, identifier in enumerate(ids):
            screen = prototype.screens[order[identifier] - 1]
            across = [order[goal] for goal in onward[identifier] if column_of[goal] <= column]
            boxes[identifier] = Box(
                number=order[identifier],
                lines=_broken(_name(prototype, screen, words)),
                mark=_mark(screen, language),
                also=_also(across, language),
                start=screen is prototype.start,
                end=screen.end,
                x=_MARGIN + column * (_WIDTH + _GAP_X),
                y=_MARGIN + top + place * (_HEIGHT + _GAP_Y),
            )
    return boxes


def _also(numbers: list[int], language: str) -> str:
    """Ways back and across in words: as lines they would run through other boxes."""
    if not numbers:
        return ""
    return text("prototype.flow.also", language, numbers=", ".join(map(str, sorted(numbers))))


def _name(prototype: Prototype, screen: Screen, words: Words) -> str:
    rows = prototype.rows(screen)
    return words.plain(screen.name or screen.title, rows[0] if rows else None)


def _mark(screen: Screen, language: str) -> str:
    marks = [text("prototype.flow.start-mark", language)] if screen.start else []
    marks += [text("prototype.flow.end-mark", language)] if screen.end else []
    return " · ".join([*marks, " ".join(screen.needs)])


def _broken(title: str) -> tuple[str, ...]:
    """A title in at most two lines; what does not fit ends with an ellipsis."""
    first, rest = "", title.split()
    while rest and len(first) + len(rest[0]) < _LINE:
        first = f"{first} {rest.pop(0)}".strip()
    second = " ".join(rest)
    if not first:
        return (title if len(title) <= _LINE else title[: _LINE - 1] + "…",)
    if len(second) > _LINE:
        second = second[: _LINE - 1].rstrip() + "…"
    return (first, second) if second else (first,)


def _arrow(source: Box, goal: Box) -> str:
    """From the right edge of a box to the left one of a box in the next column, as SVG path data."""
    x1, y1 = source.x + _WIDTH, source.y + _HEIGHT // 2
    x2, y2 = goal.x - 6, goal.y + _HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _size(boxes: Mapping[str, Box]) -> tuple[int, int]:
    right = max(box.x for box in boxes.values()) + _WIDTH + _MARGIN
    return right, max(box.y for box in boxes.values()) + _HEIGHT + _MARGIN


def _told(prototype: Prototype, onward: Mapping[str, tuple[str, ...]], language: str) -> str:
    words = Words(prototype, language)
    names = {screen.id: _name(prototype, screen, words) for screen in prototype.screens}
    sentences = []
    for number, screen in enumerate(prototype.screens, start=1):
        goals = ", ".join(names[goal] for goal in onward[screen.id])
        key = "prototype.flow.from" if goals else "prototype.flow.end"
        sentences.append(text(key, language, number=number, screen=names[screen.id], targets=goals))
    return " ".join(sentences)
