"""Where the points of a map are drawn."""

from __future__ import annotations

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from faden.publish.pages import Axis, Point, PointMap
from faden.publish.placing import FOOT, HIGH, RIGHT, TOP, WIDE, spots, ticks

VALUES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40)), max_size=12)


def drawn(values: list[tuple[int, int]]) -> PointMap:
    """A map with these points, and one whose value is not told."""
    points = tuple(Point(str(at), *value) for at, value in enumerate(values))
    across, up = Axis("a", 30, ""), Axis("b", 40, "")
    return PointMap("t", "d", across, up, (*points, Point("x", None, 1)), "", ("", ""), "", ("", "", "", ""))


@given(VALUES)
def test_points_stay_in_the_field_and_are_drawn_at_the_same_places(values: list[tuple[int, int]]) -> None:
    """A point whose value is not told is not drawn."""
    found = spots(drawn(values), rtl=False)

    assert len(values) == len(found)
    assert found == spots(drawn(values), rtl=False)
    assert all(RIGHT <= one.x <= WIDE - RIGHT and TOP <= one.y <= HIGH - FOOT for one in found)


def test_points_at_the_same_place_are_moved_apart_and_know_their_home() -> None:
    """Both numbers can be read."""
    one, other = spots(drawn([(5, 5), (5, 5)]), rtl=False)

    assert 20 < hypot(one.x - other.x, one.y - other.y)
    assert (True, one.home) == (one.moved, other.home)


def test_an_axis_begins_at_none_and_ends_at_all() -> None:
    """With few numbers between."""
    assert [0, 1] == ticks(1)
    assert [0, 5, 10, 15, 20, 27] == ticks(27)
