"""The ways that people took through a task: counted, and as a picture beside the best way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text
from faden.prototypes.sessions.clicks import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faden.prototypes.sessions.metrics import Trial
    from faden.prototypes.spec import Prototype
    from faden.prototypes.trials import Task

_BOX: Final = (150, 56)
_GAP: Final = (70, 96)
_MARGIN: Final = 30
_TOP: Final = 90
_LETTERS: Final = 17


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of several attempts at one task.

    Attributes:
        task: Id of the task.
        attempts: Number of attempts.
        screens: Screen → attempts that came to it.
        steps: (from, to) → how often it was gone.
        ends: Screen → attempts that ended there without success.
    """

    task: str
    attempts: int
    screens: Mapping[str, int]
    steps: Mapping[tuple[str, str], int]
    ends: Mapping[str, int]


def ways(trials: Sequence[Trial], task: str) -> Ways:
    """The ways taken in the attempts at a task, together."""
    mine = [each for each in trials if each.task == task]
    screens = Counter(screen for each in mine for screen in dict.fromkeys(each.path))
    steps = Counter(step for each in mine for step in zip(each.path, each.path[1:], strict=False))
    ends = Counter(each.path[-1] for each in mine if each.path and not each.success)
    return Ways(task, len(mine), dict(screens), dict(sorted(steps.items())), dict(sorted(ends.items())))


def way_rows(prototype: Prototype, taken: Ways, task: Task, language: str) -> tuple[tuple[str, ...], ...]:
    """The table behind the picture: from, to, how often, whether on the best way; the most gone first."""
    best = set(zip(task.optimal_path, task.optimal_path[1:], strict=False))
    yes, no = text("sessions.ways.best", language), "–"
    steps = sorted(taken.steps.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        (
            _name(prototype, source, language),
            _name(prototype, goal, language),
            str(count),
            yes if (source, goal) in best else no,
        )
        for (source, goal), count in steps
    )


def way_map(prototype: Prototype, taken: Ways, task: Task, language: str) -> str:
    """A picture of the ways: the best way as a row of double frames, other screens below it.

    Each arrow says how often it was gone, and is the thicker the oftener; it reads without colour.

    Args:
        prototype: The specification.
        taken: The ways, as `ways` counts them.
        task: The task.
        language: Language of the picture.
    """
    places = _places(taken, task)
    most = max(taken.steps.values(), default=1)
    name = f"ways-{prototype.id.lower()}-{task.id.lower()}-{language}"
    arrows = "".join(
        _arrow(places[source], places[goal], count, most, name)
        for (source, goal), count in taken.steps.items()
    )
    boxes = "".join(_box(prototype, screen, places, taken, task, language) for screen in places)
    width = max(x for x, _ in places.values()) + _BOX[0] + _MARGIN
    height = max(y for _, y in places.values()) + _BOX[1] + 70
    title = text("sessions.ways.title", language, task=task.id)
    told = text("sessions.ways.told", language, n=taken.attempts, steps=len(taken.steps))
    tip = (
        f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8Z" fill="currentColor" stroke="none"/></marker></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-desc" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'fill="none" stroke="currentColor" font-family="inherit">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(told)}</desc>'
        f"{tip}{arrows}{boxes}</svg>\n"
    )


def _places(taken: Ways, task: Task) -> dict[str, tuple[int, int]]:
    """Where each screen stands: the best way above from left to right, the others below."""
    across, down = _BOX[0] + _GAP[0], _BOX[1] + _GAP[1]
    best = list(dict.fromkeys(task.optimal_path))
    places = {screen: (_MARGIN + at * across, _TOP) for at, screen in enumerate(best)}
    others = sorted(set(taken.screens) - set(best), key=lambda s: (-taken.screens[s], s))
    for at, screen in enumerate(others):
        line, column = divmod(at, max(len(best), 2))
        places[screen] = (_MARGIN + column * across + across // 3, _TOP + (line + 1) * down)
    return places


def _arrow(source: tuple[int, int], goal: tuple[int, int], count: int, most: int, name: str) -> str:
    width = round(1 + 5 * count / most, 1)
    sx, sy = source[0] + _BOX[0] // 2, source[1]
    gx, gy = goal[0] + _BOX[0] // 2, goal[1]
    step = _BOX[0] + _GAP[0]
    if sy == gy and gx - sx == step:
        y = sy + _BOX[1] // 2
        path, mark = f"M{source[0] + _BOX[0]} {y}L{goal[0] - 2} {y}", ((sx + gx) // 2, y - 8)
    elif sy == gy:
        # Along the row: onward above it, back below it, the farther the higher.
        up = gx > sx
        edge = sy if up else sy + _BOX[1]
        bend = edge + (-1 if up else 1) * (24 + 12 * abs(gx - sx) // step)
        path = f"M{sx + 12} {edge}C{sx + 12} {bend} {gx - 12} {bend} {gx - 12} {edge + (-2 if up else 2)}"
        mark = ((sx + gx) // 2, (edge + 3 * bend) // 4 + 4)
    else:
        down = gy > sy
        shift = 14 if down else -14
        y1, y2 = (sy + _BOX[1], gy - 2) if down else (sy, gy + _BOX[1] + 2)
        path, mark = f"M{sx + shift} {y1}L{gx + shift} {y2}", ((sx + gx) // 2 + shift * 2, (y1 + y2) // 2 + 5)
    label = (
        f'<text x="{mark[0]}" y="{mark[1]}" font-size="13" font-weight="700" text-anchor="middle" '
        f'fill="currentColor" stroke="none">{count}</text>'
    )
    return f'<path d="{path}" stroke-width="{width}" marker-end="url(#{name}-tip)"/>{label}'


def _box(
    prototype: Prototype,
    screen: str,
    places: Mapping[str, tuple[int, int]],
    taken: Ways,
    task: Task,
    language: str,
) -> str:
    x, y = places[screen]
    width, height = _BOX
    frame = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="5" stroke-width="1.5"/>'
    if screen in task.optimal_path:
        frame += f'<rect x="{x + 4}" y="{y + 4}" width="{width - 8}" height="{height - 8}" rx="3"/>'
    label = _name(prototype, screen, language)
    label = label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
    note = text("sessions.ways.seen", language, n=taken.screens.get(screen, 0), of=taken.attempts)
    if screen in taken.ends:
        note += " · " + text("sessions.ways.ended", language, n=taken.ends[screen])
    return (
        f'{frame}<g fill="currentColor" stroke="none"><text x="{x + 10}" y="{y + 24}" font-size="13" '
        f'font-weight="600">{escape(label)}</text><text x="{x + 10}" y="{y + 43}" font-size="11">'
        f"{escape(note)}</text></g>"
    )


def _name(prototype: Prototype, identifier: str, language: str) -> str:
    screen = prototype.screen(identifier)
    return named((screen.name or screen.title) if screen else None, identifier, language)
