"""What a session says about a task: success, the way taken, the first click, misclicks, time.

Sources:
    Smith, P. A. (1996), Towards a practical measure of hypertext usability, Interacting with Computers 8
    (lostness). Sauro, J., Lewis, J. R. (2016), Quantifying the User Experience. Lewis, J. R., Utesch, B. S.,
    Maher, D. E. (2013), UMUX-LITE: when there's no time for the SUS, CHI 2013.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from faden.prototypes.sessions.figures import Mean, Share, geometric_mean, mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faden.prototypes.sessions.session import Attempt, Event, Session
    from faden.prototypes.trials import Task, Where

Ending = Literal["direct", "indirect", "failed", "gave-up"]
"""Success on the best way or on another; done without success; given up, stopped or out of time."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt at a task, counted.

    Attributes:
        task: Id of the task.
        ending: How it ended.
        seconds: From begin to end.
        path: Screens one after the other; the same screen twice in a row counts once.
        steps: Changes from one screen to another.
        best: Changes of the best way.
        first: Whether the first click was right; ``None`` where nothing was clicked.
        misses: Clicks on nothing.
        clicks: All clicks, those on nothing too.
        errors: Rules of fields broken.
        lost: Lostness, 0 on the best way; above 0.5 people look lost (Smith 1996).
        seq: Single Ease Question, 1 to 7; ``None`` where it was not answered.
    """

    task: str
    ending: Ending
    seconds: float
    path: tuple[str, ...]
    steps: int
    best: int
    first: bool | None
    misses: int
    clicks: int
    errors: int
    lost: float
    seq: int | None

    @property
    def success(self) -> bool:
        """Whether the goal was reached and seen to be reached."""
        return self.ending in {"direct", "indirect"}


def trial(session: Session, attempt: Attempt, task: Task) -> Trial:
    """One attempt, counted.

    Args:
        session: The session that it belongs to.
        attempt: The attempt.
        task: The task, as the specification has it.
    """
    events = session.during(attempt)
    views = [event for event in events if event.kind == "view"]
    path = _path(views)
    clicks = [event for event in events if event.kind in {"hit", "miss"}]
    return Trial(
        task=task.id,
        ending=_ending(attempt, views, path, task),
        seconds=(attempt.ended - attempt.begun) / 1000,
        path=path,
        steps=max(len(path) - 1, 0),
        best=len(task.optimal_path) - 1,
        first=first_click(events, task),
        misses=sum(event.kind == "miss" for event in clicks),
        clicks=len(clicks),
        errors=sum(event.kind == "error" for event in events),
        lost=lostness(path, task),
        seq=attempt.seq,
    )


def _path(views: Iterable[Event]) -> tuple[str, ...]:
    path: list[str] = []
    for view in views:
        if not path or path[-1] != view.screen:
            path.append(view.screen)
    return tuple(path)


def _ending(attempt: Attempt, views: Iterable[Event], path: tuple[str, ...], task: Task) -> Ending:
    if attempt.outcome != "done":
        return "gave-up"
    if not any(_at(view, task.success) for view in views):
        return "failed"
    return "direct" if path == task.optimal_path else "indirect"


def _at(view: Event, goal: Where) -> bool:
    rows = goal.fixture is None or view.row == goal.fixture
    return view.screen == goal.screen and rows and view.state == goal.state


def first_click(events: Sequence[Event], task: Task) -> bool | None:
    """Whether the first click that leads anywhere leads to the second screen of the best way.

    What is filled in or chosen on the first screen, and another language, is passed over; a click on
    nothing is wrong. Where the best way has one screen only, the first hit there is right.

    Returns:
        ``None`` where nothing was clicked, or nothing that led anywhere.
    """
    start = task.optimal_path[0]
    for event in events:
        if event.kind == "miss":
            return False
        if len(task.optimal_path) == 1 and event.kind == "hit":
            return True
        if event.kind == "view" and event.screen != start:
            return event.screen == task.optimal_path[1] if len(task.optimal_path) > 1 else False
    return None


def lostness(path: Sequence[str], task: Task) -> float:
    """How far the way taken is from the best one: 0 on it, and more for detours and repetition.

    With S screens seen in all, N different ones and R on the best way, it is
    √((N/S − 1)² + (R/N − 1)²); somebody who stops before R is not lost on that account.

    Source:
        Smith (1996); 0.4 and less looks well, above 0.5 lost.
    """
    if not path:
        return 0.0
    seen, different, least = len(path), len(set(path)), len(set(task.optimal_path))
    return math.hypot(different / seen - 1, min(least / different - 1, 0))


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """One task over several sessions.

    Attributes:
        task: Id of the task.
        success: Attempts that succeeded.
        direct: Attempts that succeeded on the best way, of all.
        failed: Attempts that were called done without success.
        gave_up: Attempts given up or out of time.
        first: First clicks that were right.
        misses: Clicks on nothing, of all clicks.
        seconds: Geometric mean of the times of successful attempts; ``None`` without any.
        detour: Mean of steps taken for each step of the best way, of successful attempts.
        lost: Mean lostness of all attempts.
        seq: Mean ease from 1 to 7.
    """

    task: str
    success: Share
    direct: Share
    failed: Share
    gave_up: Share
    first: Share
    misses: Share
    seconds: Mean | None
    detour: Mean | None
    lost: Mean | None
    seq: Mean | None

    @property
    def attempts(self) -> int:
        """How many have tried it."""
        return self.success.of


def figures(task: str, trials: Sequence[Trial]) -> TaskFigures:
    """What several attempts at one task say together.

    Args:
        task: Id of the task.
        trials: Attempts at it; others are passed over.
    """
    mine = [each for each in trials if each.task == task]
    good = [each for each in mine if each.success]
    clicked = [each.first for each in mine if each.first is not None]
    n = len(mine)
    return TaskFigures(
        task=task,
        success=Share(len(good), n),
        direct=Share(sum(t.ending == "direct" for t in mine), n),
        failed=Share(sum(t.ending == "failed" for t in mine), n),
        gave_up=Share(sum(t.ending == "gave-up" for t in mine), n),
        first=Share(sum(clicked), len(clicked)),
        misses=Share(sum(t.misses for t in mine), sum(t.clicks for t in mine)),
        seconds=geometric_mean([max(t.seconds, 0.001) for t in good]),
        detour=mean([t.steps / t.best for t in good if t.best], least=0),
        lost=mean([t.lost for t in mine], least=0),
        seq=mean([t.seq for t in mine if t.seq is not None], least=1, most=7),
    )


def umux(sessions: Iterable[Session]) -> Mean | None:
    """Mean UMUX-Lite from 0 to 100 of those who answered."""
    return mean([s.umux.score for s in sessions if s.umux is not None], least=0, most=100)


def trials(sessions: Iterable[Session], tasks: Sequence[Task]) -> list[Trial]:
    """All attempts at these tasks; attempts at tasks that are gone are passed over."""
    known = {task.id: task for task in tasks}
    return [trial(s, a, known[a.task]) for s in sessions for a in s.attempts if a.task in known]
