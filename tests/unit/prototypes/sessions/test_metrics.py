"""Metrics of four small sessions against figures counted by hand."""

from __future__ import annotations

import math
from typing import Any, Final

import pytest

from faden.prototypes.sessions.figures import Interval, geometric_mean, mean, student, wilson
from faden.prototypes.sessions.metrics import figures, first_click, lostness, trial, trials, umux
from faden.prototypes.sessions.session import Session
from faden.prototypes.trials import Task

TASK: Final = Task.model_validate(
    {
        "id": "T01",
        "prompt": {"de": "Fragen Sie nach Wohnung 1."},
        "start": {"screen": "home"},
        "success": {"screen": "sent", "fixture": "w1"},
        "optimal_path": ["home", "search", "listing", "sent"],
        "time_limit_seconds": 300,
    }
)


def view(at: int, screen: str, row: str | None = None) -> dict[str, Any]:
    return {"kind": "view", "at": at, "screen": screen, "row": row, "language": "de"}


def hit(at: int, screen: str, component: str) -> dict[str, Any]:
    return {
        "kind": "hit",
        "at": at,
        "screen": screen,
        "component": component,
        "x": 0.5,
        "y": 0.5,
        "language": "de",
    }


def miss(at: int, screen: str) -> dict[str, Any]:
    return {"kind": "miss", "at": at, "screen": screen, "x": 0.1, "y": 0.9, "language": "de"}


def session(  # noqa: PLR0913, PLR0917 - each is a part of a session
    token: str,
    events: list[dict[str, Any]],
    begun: int,
    ended: int,
    outcome: str,
    seq: int | None,
    umux: object,
) -> Session:
    attempt = {"task": "T01", "begun": begun, "ended": ended, "outcome": outcome, "seq": seq}
    return Session.model_validate(
        {
            "format": "faden.session/1",
            "id": f"s-{token}",
            "prototype": "PT01",
            "version": "0.1",
            "synthetic": True,
            "month": "2026-05",
            "kind": "remote",
            "language": "de",
            "width": 380,
            "consent": {"record": True, "language": "de"},
            "attempts": [attempt],
            "umux": umux,
            "events": events,
        }
    )


# A: the best way. home → search → listing w1 → sent w1; 3 hits, no miss; 1000 to 21000 = 20 s; SEQ 7.
A: Final = session(
    "bbbbbbbb",
    [
        view(1000, "home"),
        hit(3000, "home", "to-search"),
        view(3500, "search"),
        hit(9000, "search", "results.w1"),
        view(9500, "listing", "w1"),
        hit(15000, "listing", "ask"),
        view(15500, "sent", "w1"),
    ],
    1000,
    21000,
    "done",
    7,
    {"capabilities": 7, "ease": 7},  # (7 + 7 − 2) / 12 = 100
)
# B: a detour by help; one miss after the first click; 5 hits; 80 s; SEQ 4.
# home search home help … path: home, help, home, search, listing, sent = 6 screens, 5 steps, best 3.
B: Final = session(
    "cccccccc",
    [
        view(0, "home"),
        hit(5000, "home", "to-help"),
        view(5500, "help"),
        miss(9000, "help"),
        hit(20000, "help", "back"),
        view(20500, "home"),
        hit(30000, "home", "to-search"),
        view(30500, "search"),
        hit(50000, "search", "results.w1"),
        view(50500, "listing", "w1"),
        hit(70000, "listing", "ask"),
        view(70500, "sent", "w1"),
    ],
    0,
    80000,
    "done",
    4,
    {"capabilities": 5, "ease": 3},  # (5 + 3 − 2) / 12 = 50
)
# C: says done at the wrong home: sent w2, not w1. 3 hits; 30 s, which no mean of times counts; SEQ 6.
C: Final = session(
    "dddddddd",
    [
        view(0, "home"),
        hit(2000, "home", "to-search"),
        view(2500, "search"),
        hit(9000, "search", "results.w2"),
        view(9500, "listing", "w2"),
        hit(15000, "listing", "ask"),
        view(15500, "sent", "w2"),
    ],
    0,
    30000,
    "done",
    6,
    None,
)
# D: clicks on nothing twice, then gives up at the search. 1 hit, 2 misses; SEQ 1.
D: Final = session(
    "ffffffff",
    [
        view(0, "home"),
        miss(4000, "home"),
        hit(9000, "home", "to-search"),
        view(9500, "search"),
        miss(30000, "search"),
    ],
    0,
    60000,
    "gave-up",
    1,
    {"capabilities": 2, "ease": 2},  # (2 + 2 − 2) / 12 = 16.67
)
ALL: Final = (A, B, C, D)


def test_each_attempt_ends_as_a_person_would_say() -> None:
    """Best way, detour, wrong goal, given up."""
    assert ["direct", "indirect", "failed", "gave-up"] == [t.ending for t in trials(ALL, [TASK])]


def test_paths_steps_and_clicks_are_those_counted_by_hand() -> None:
    """The same screen twice in a row would count once; misses are clicks too."""
    told = [(t.path, t.steps, t.clicks, t.misses) for t in trials(ALL, [TASK])]

    assert [
        (("home", "search", "listing", "sent"), 3, 3, 0),
        (("home", "help", "home", "search", "listing", "sent"), 5, 6, 1),
        (("home", "search", "listing", "sent"), 3, 3, 0),
        (("home", "search"), 1, 3, 2),
    ] == told


def test_the_first_click_is_the_first_that_leads_or_misses() -> None:
    """A and C go to the search; B to help; D clicks on nothing."""
    assert [True, False, True, False] == [t.first for t in trials(ALL, [TASK])]


def test_a_field_or_a_language_chosen_first_does_not_decide() -> None:
    """Who narrows a search before going on has not gone wrong."""
    events = A.model_copy(
        update={
            "events": (*A.events[:1], A.events[1].model_copy(update={"component": "rooms"}), *A.events[2:])
        }
    ).events

    assert first_click(events, TASK) is True
    assert first_click(events[:2], TASK) is None


def test_lostness_follows_smith() -> None:
    """B: S = 6 screens, N = 5 different, R = 4: √((5/6 − 1)² + (4/5 − 1)²) = √(0.02778 + 0.04) = 0.2603."""
    lost = [t.lost for t in trials(ALL, [TASK])]

    assert pytest.approx([0, 0.26034, 0, 0], abs=1e-5) == lost
    assert lostness((), TASK) == 0


def test_a_task_over_four_sessions() -> None:
    """2 of 4 succeed, 1 of 4 directly; 2 of 4 first clicks right; 3 misses of 15 clicks.

    Times of the two that succeeded: √(20 · 80) = 40 s. Steps against the best way: (3/3 + 5/3) / 2 = 4/3.
    SEQ: (7 + 4 + 6 + 1) / 4 = 4.5. UMUX-Lite: (100 + 50 + 16.67) / 3 = 55.56. Lostness: 0.26034 / 4.
    """
    found = figures("T01", trials(ALL, [TASK]))

    shares = (found.success, found.direct, found.failed, found.gave_up, found.first, found.misses)
    assert [(2, 4), (1, 4), (1, 4), (1, 4), (2, 4), (3, 15)] == [(s.n, s.of) for s in shares]
    means = (found.seconds, found.detour, found.seq, umux(ALL), found.lost)
    assert pytest.approx([40, 4 / 3, 4.5, 55.5556, 0.065085], abs=1e-4) == [m.value for m in means if m]


def test_intervals_are_those_of_the_books() -> None:
    """Wilson for 2 of 4: 0.150 to 0.850; for 4 of 4 0.510 to 1; t on logarithms of two times.

    ln 20 and ln 80 lie 1.38629 apart: s = 0.98026, half = 12.7062 · 0.98026 / √2 = 8.8073.
    """
    two = wilson(2, 4)
    all_four = wilson(4, 4)
    times = geometric_mean([20, 80])

    assert two is not None
    assert pytest.approx((0.15004, 0.84996), abs=1e-4) == (two.low, two.high)
    assert all_four is not None
    assert pytest.approx((0.51011, 1), abs=1e-4) == (all_four.low, all_four.high)
    assert times is not None
    assert times.interval is not None
    assert pytest.approx(8.8073, abs=1e-3) == math.log(times.interval.high / 40)


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (6, 2.447), (10, 2.228), (120, 1.980)],
)
def test_student_is_that_of_the_tables(freedom: int, expected: float) -> None:
    """Two-sided, 95 %."""
    assert pytest.approx(expected, abs=5e-4) == student(freedom)


def test_a_mean_ends_where_its_scale_ends() -> None:
    """Nobody can answer more than 7; a single value has no interval; no value has no mean."""
    found = mean([6, 7, 7], least=1, most=7)

    assert found is not None
    assert found.interval is not None
    assert found.interval.high == 7
    assert mean([5]) is not None
    assert mean([5]).interval is None  # type: ignore[union-attr]  # the line above holds it
    assert mean([]) is None
    assert wilson(0, 0) is None
    assert Interval(0, 1) != wilson(0, 3)


def test_success_seen_but_given_up_is_no_success() -> None:
    """Who does not see that they have arrived has not been served."""
    gave_up = A.model_copy(update={"attempts": (A.attempts[0].model_copy(update={"outcome": "gave-up"}),)})

    assert "gave-up" == trial(gave_up, gave_up.attempts[0], TASK).ending
