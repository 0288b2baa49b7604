"""The map of needs for the team: the same drawing as on the published page, with exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.catalogue import text
from faden.findings.need import standing
from faden.findings.weight import difference, opposites
from faden.publish import placing
from faden.publish.pages import Axis, Point, PointMap

if TYPE_CHECKING:
    from faden.findings.board.counting import Counting
    from faden.findings.need import Need
    from faden.publish.placing import Spot
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Field:
    """Where the frame of the drawing lies.

    Attributes:
        left: Start of the axis along the line.
        right: Its end.
        low: Start of the axis upwards.
        high: Its end.
    """

    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NeedMap:
    """The map, and where all of it is drawn.

    Attributes:
        block: What it tells.
        spots: The points.
        across: Numbers of the axis along the line, each with its place.
        up: Numbers of the axis upwards, each with its place.
        field: The frame.
        wide: Width of the drawing.
        high: Its height.
        radius: Half the width of a shape.
    """

    block: PointMap
    spots: tuple[Spot, ...]
    across: tuple[tuple[int, float], ...]
    up: tuple[tuple[int, float], ...]
    field: Field
    wide: int = placing.WIDE
    high: int = placing.HIGH
    radius: float = placing.RADIUS


def need_map(case: Case, counting: Counting, language: str) -> NeedMap | None:
    """The group whose needs stand first beside all others; ``None`` where nobody of one was asked."""
    groups = opposites(case.corpus.settings)
    needs = standing(case.corpus.needs)
    if groups is None or not needs:
        return None
    name, others = groups[0].name.text(language), text("page.map.others", language)
    asked = case.index.reach((), group=groups[0].id).of
    of_others = case.index.reach(()).of - asked
    if not asked or not of_others:
        return None
    points = [_point(counting, need, groups[0].id, (name, others), language) for need in needs]
    across = Axis(_say("axis", language, name=name, of=asked), asked, _say("more", language, name=name))
    up = Axis(
        _say("axis", language, name=others, of=of_others), of_others, _say("more", language, name=others)
    )
    block = PointMap(
        title=_say("caption", language, name=name),
        description=_say("description", language, name=name, of=asked, others=of_others),
        across=across,
        up=up,
        points=tuple(points),
        equal=_say("equal", language),
        shapes=(text("page.need.kind-need", language), text("page.need.kind-pain", language)),
        hidden="",
        head=(text("app.weight.need", language), across.name, up.name, _say("difference", language)),
    )
    return _drawn(block)


def _drawn(block: PointMap) -> NeedMap:
    return NeedMap(
        block=block,
        spots=tuple(placing.spots(block, rtl=False)),
        across=tuple(
            (n, placing.across(block.across, n, rtl=False)) for n in placing.ticks(block.across.most)
        ),
        up=tuple((n, placing.up(block.up, n)) for n in placing.ticks(block.up.most)),
        field=Field(
            placing.across(block.across, 0, rtl=False),
            placing.across(block.across, block.across.most, rtl=False),
            placing.up(block.up, 0),
            placing.up(block.up, block.up.most),
        ),
    )


def _point(counting: Counting, need: Need, group: str, names: tuple[str, str], language: str) -> Point:
    one, everybody = counting.reach(need, group=group), counting.reach(need)
    n, of = everybody.n - one.n, everybody.of - one.of
    found = difference(one.n, one.of, n, of)
    note = text("page.differ.open", language)
    if found is not None and found.clear:
        note = text("page.differ.clear", language, name=names[0] if found.share > 0 else names[1])
    return Point(need.name.text(language), one.n, n, need.id, square=need.kind == "pain", note=note)


def _say(what: str, language: str, **values: object) -> str:
    return text(f"page.map.{what}", language, **values)
