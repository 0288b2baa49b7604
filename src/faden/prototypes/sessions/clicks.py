"""Where people clicked on a screen: counts, and a picture of them over the screen's outline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text
from faden.prototypes.interface import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faden.core.languages import LocalText
    from faden.prototypes.components import Base
    from faden.prototypes.sessions.session import Event, Session
    from faden.prototypes.spec import Prototype, Screen

_WIDTH: Final = 380
_SIDE: Final = 200
_GAP: Final = 24
_BOX: Final = 34
_LETTERS: Final = 40
_SMALL: Final = frozenset({"heading", "text"})


@dataclass(frozen=True, slots=True)
class ScreenClicks:
    """What happened on a screen in several sessions.

    Attributes:
        screen: Its id.
        visitors: Sessions that saw it.
        views: How often it was shown.
        hits: Component → clicks on it or on its entries.
        misses: Clicks on nothing, each with its place as shares of the page.
        errors: Component → rules broken there.
        left: Tasks that were given up here.
    """

    screen: str
    visitors: int
    views: int
    hits: Mapping[str, int]
    misses: tuple[tuple[float, float], ...]
    errors: Mapping[str, int]
    left: int


def screen_clicks(sessions: Sequence[Session], screen: str) -> ScreenClicks:
    """What happened on a screen.

    Args:
        sessions: Sessions of one version, or of versions in which the screen is the same.
        screen: Its id.
    """
    here = [[e for e in session.events if e.screen == screen] for session in sessions]
    events = [event for each in here for event in each]
    return ScreenClicks(
        screen=screen,
        visitors=sum(any(e.kind == "view" for e in each) for each in here),
        views=sum(e.kind == "view" for e in events),
        hits=_by_component(events, "hit"),
        misses=tuple(sorted((e.x or 0.0, e.y or 0.0) for e in events if e.kind == "miss")),
        errors=_by_component(events, "error"),
        left=sum(place == screen for session in sessions for place in _given_up(session)),
    )


def _by_component(events: Iterable[Event], kind: str) -> Mapping[str, int]:
    found = Counter((e.component or "–").partition(".")[0] for e in events if e.kind == kind)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _given_up(session: Session) -> list[str]:
    """The screens on which tasks were given up, or time was up."""
    places = []
    for attempt in session.attempts:
        seen = [e.screen for e in session.during(attempt) if e.kind == "view"]
        if attempt.outcome != "done" and seen:
            places.append(seen[-1])
    return places


def click_map(prototype: Prototype, clicks: ScreenClicks, language: str) -> str:
    """A screen's outline with the clicks on each of its parts, and beside it where nothing was hit.

    It reads without colour: numbers in circles, crosses for clicks on nothing. The table of the same
    numbers is `click_rows`.

    Args:
        prototype: The specification.
        clicks: What happened on the screen.
        language: Language of the picture.
    """
    screen = prototype.screen(clicks.screen)
    parts = [part for _, part in screen.parts()] if screen else []
    title = _title(screen, clicks.screen, language)
    told = text(
        "sessions.clicks.told",
        language,
        screen=title,
        visitors=clicks.visitors,
        hits=sum(clicks.hits.values()),
        misses=len(clicks.misses),
    )
    rows: list[tuple[Base | str, int]] = [*_frame(clicks, parts)]
    rows += [(part, clicks.hits.get(part.id or "", 0)) for part in parts]
    height = max(len(rows) * (_BOX + 6) + 46, 240)
    inner = "".join(_row(at, row, language) for at, row in enumerate(rows))
    side = _misses(clicks, height, language)
    name = f"clicks-{prototype.id.lower()}-{clicks.screen}-{language}"
    return _svg(name, title, told, inner + side, (_WIDTH + _SIDE + 3 * _GAP, height + 20))


def _svg(name: str, title: str, told: str, inner: str, size: tuple[int, int]) -> str:
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-desc" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'fill="none" stroke="currentColor" font-family="inherit">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(told)}</desc>'
        f"{inner}</svg>\n"
    )


def _frame(clicks: ScreenClicks, parts: Sequence[Base]) -> list[tuple[str, int]]:
    """What stands around the screen and was clicked: back, start, languages, states."""
    own = {part.id for part in parts}
    return [(name, n) for name, n in clicks.hits.items() if name not in own]


def _row(at: int, row: tuple[Base | str, int], language: str) -> str:
    part, count = row
    y = 40 + at * (_BOX + 6)
    known = not isinstance(part, str)
    dashed = "" if known else ' stroke-dasharray="4 3"'
    label = escape(_shortened(_label(part, language)))
    box = (
        f'<rect x="{_GAP}" y="{y}" width="{_WIDTH}" height="{_BOX}" rx="4"{dashed}/>'
        f'<text x="{_GAP + 10}" y="{y + 22}" font-size="13" fill="currentColor" stroke="none">{label}</text>'
    )
    if not count:
        return box
    radius = 11 + min(count, 24) // 4
    x = _GAP + _WIDTH - 24
    return box + (
        f'<circle cx="{x}" cy="{y + _BOX // 2}" r="{radius}" stroke-width="2"/>'
        f'<text x="{x}" y="{y + _BOX // 2 + 5}" font-size="13" font-weight="700" text-anchor="middle" '
        f'fill="currentColor" stroke="none">{count}</text>'
    )


def _misses(clicks: ScreenClicks, height: int, language: str) -> str:
    x, y, tall = _WIDTH + 2 * _GAP, 40, height - 40
    label = escape(text("sessions.clicks.missed", language, n=len(clicks.misses)))
    head = escape(text("sessions.clicks.parts", language))
    frame = (
        _head(_GAP, head)
        + _head(x, label)
        + f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{tall}" rx="4" stroke-dasharray="2 3"/>'
    )
    marks = []
    for left, top in clicks.misses:
        cx, cy = round(x + left * _SIDE, 1), round(y + top * tall, 1)
        marks.append(f'<path d="M{cx - 5} {cy - 5}l10 10m0 -10l-10 10" stroke-width="2"/>')
    return frame + "".join(marks)


def _head(x: int, words: str) -> str:
    style = 'font-size="13" font-weight="600" fill="currentColor" stroke="none"'
    return f'<text x="{x}" y="24" {style}>{words}</text>'


def _title(screen: Screen | None, identifier: str, language: str) -> str:
    return named((screen.name or screen.title) if screen else None, identifier, language)


def named(title: LocalText | None, identifier: str, language: str) -> str:
    """A title without what its rows fill in; where there is none, the id."""
    return PLACEHOLDER.sub("…", title.text(language)) if title is not None else identifier


def _label(part: Base | str, language: str) -> str:
    if isinstance(part, str):
        return part
    for field in ("label", "title", "text"):
        value = getattr(part, field, None)
        if value is not None:
            return named(value, "", language)
    return part.id or str(getattr(part, "type", ""))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LETTERS else line[: _LETTERS - 1].rstrip() + "…"


def click_rows(prototype: Prototype, clicks: ScreenClicks, language: str) -> tuple[tuple[str, str, str], ...]:
    """The table behind the picture: part, clicks, broken rules; clicks on nothing last."""
    screen = prototype.screen(clicks.screen)
    parts = {part.id: part for _, part in screen.parts() if part.id} if screen else {}
    names = dict.fromkeys([*clicks.hits, *clicks.errors])
    rows = [
        (
            _label(parts.get(name, name), language),
            str(clicks.hits.get(name, 0)),
            str(clicks.errors.get(name, 0)),
        )
        for name in names
    ]
    return (*rows, (text("sessions.clicks.nothing", language), str(len(clicks.misses)), "–"))
