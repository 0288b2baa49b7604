"""Where the points of a map are drawn: the same places on every surface, whatever draws them.

Points that would overlap are moved apart; the same points always end at the same places.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.pages import Axis, PointMap

WIDE: Final = 360
"""Width of the drawing, in its own units: about pixels on a narrow screen."""

HIGH: Final = 340
"""Height of the drawing."""

LEFT: Final = 40
RIGHT: Final = 14
TOP: Final = 14
FOOT: Final = 46
"""Room around the field, for numbers and names of the axes."""

RADIUS: Final = 10.5
"""Half the width of a shape."""

_APART: Final = 24  # least distance between the middles of two shapes
_ROUNDS: Final = 120


@dataclass(slots=True)
class Spot:
    """A point as it is drawn.

    Attributes:
        number: Its number, from 1.
        square: Whether it is a square instead of a circle.
        x: Where its middle is drawn, from the left.
        y: Where its middle is drawn, from the top.
        home: Where it belongs.
    """

    number: int
    square: bool
    x: float
    y: float
    home: tuple[float, float]

    @property
    def moved(self) -> bool:
        """Whether it is drawn away from where it belongs."""
        return hypot(self.x - self.home[0], self.y - self.home[1]) >= 1


def across(axis: Axis, value: float, *, rtl: bool) -> float:
    """Where a value of the axis along the line is drawn, from the left."""
    x = LEFT + (WIDE - LEFT - RIGHT) * value / max(axis.most, 1)
    return WIDE - x if rtl else x


def up(axis: Axis, value: float) -> float:
    """Where a value of the axis upwards is drawn, from the top."""
    return HIGH - FOOT - (HIGH - TOP - FOOT) * value / max(axis.most, 1)


def spots(block: PointMap, *, rtl: bool) -> list[Spot]:
    """All points whose values are told, pushed apart where they would overlap."""
    return _spread(list(_spots(block, rtl=rtl)))


def ticks(most: int) -> list[int]:
    """Numbers on an axis: none, all, and few between that do not crowd the last one."""
    step = next((size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / size <= 6), 1000)  # noqa: PLR2004 - numbers that fit
    return [n for n in range(0, most, step) if most - n >= step * 0.6] + [most]


def _spots(block: PointMap, *, rtl: bool) -> Iterator[Spot]:
    for number, point in enumerate(block.points, start=1):
        if point.across is not None and point.up is not None:
            x, y = across(block.across, point.across, rtl=rtl), up(block.up, point.up)
            yield Spot(number, point.square, x, y, (x, y))


def _spread(found: list[Spot]) -> list[Spot]:
    for _ in range(_ROUNDS):
        moved = False
        for at, one in enumerate(found):
            for other in found[at + 1 :]:
                moved = _push(one, other) or moved
        if not moved:
            break
    return found


def _push(one: Spot, other: Spot) -> bool:
    dx, dy = other.x - one.x, other.y - one.y
    far = hypot(dx, dy)
    if far >= _APART - 0.01:
        return False
    ways = (dx / far, dy / far) if far > 1e-6 else (0.6, 0.8)  # noqa: PLR2004 - the very same place
    step = (_APART - far) / 2
    for spot, sign in ((one, -1), (other, 1)):
        spot.x = min(max(spot.x + sign * step * ways[0], RIGHT + RADIUS), WIDE - RIGHT - RADIUS / 2)
        spot.y = min(max(spot.y + sign * step * ways[1], TOP), HIGH - FOOT - RADIUS / 2)
    return True
