"""What pages must carry so that the acceptance tests find their way: for all screens, and for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import NAMES, direction
from faden.prototypes.components import (
    Button,
    Chat,
    Checkbox,
    Checkboxes,
    Choice,
    Field_,
    Languages,
    Radio,
    Rows,
    Search,
    Submit,
    Tabs,
)
from faden.prototypes.handoff.material import inline, table
from faden.prototypes.handoff.seen import played, sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.components import Base
    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Screen


def contract(handing: Handing, today: str | None) -> str:
    """``acceptance/CONTRACT.md``: attributes of every page and of each screen, data, states, what is sent."""
    say, prototype = handing.say, handing.prototype
    rows = [
        (name, str(len(each)), ", ".join(r.id for r in each)) for name, each in prototype.fixtures.items()
    ]
    head = tuple(say(f"contract.{name}") for name in ("fixture", "n", "ids"))
    turned = [f"{NAMES[code]} ({code})" for code in prototype.languages if direction(code) == "rtl"]
    told = say(
        "contract",
        fixtures=table(head, rows) if rows else "–",
        today=today or "–",
        sends="\n".join(_sends(handing)) or "–",
        states="\n".join(_states(handing)) or "–",
        rtl=", ".join(turned) or "–",
    )
    parts = [told.rstrip("\n"), "", *(_screen(handing, screen) for screen in prototype.screens)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _sends(handing: Handing) -> Iterator[str]:
    prototype = handing.prototype
    for criterion in prototype.acceptance:
        visits = played(prototype, criterion, prototype.languages[0])
        for request in sent(criterion, visits):
            yield f"- {criterion.id}: `{request}`"


def _states(handing: Handing) -> Iterator[str]:
    for criterion in handing.prototype.acceptance:
        if criterion.given.state:
            yield f"- {criterion.id}: `{criterion.given.screen}`, `{criterion.given.state}`"


def _screen(handing: Handing, screen: Screen) -> str:
    head = tuple(handing.say(f"contract.{name}") for name in ("part", "carries"))
    rows = [(str(part.id), "; ".join(_carries(part))) for _, part in screen.parts() if part.id]
    title = f"### `{screen.id}`: {inline(handing.named(screen))}\n"
    row = (
        handing.say("contract.row-of", fixture=screen.bind) if screen.bind else handing.say("contract.no-row")
    )
    return "\n".join([title, row + "\n", table(head, rows)])


def _carries(part: Base) -> Iterator[str]:
    """The attributes that one component must carry."""
    name = part.id
    if isinstance(part, Field_ | Search):
        yield f'data-field="{name}"'
        yield from _controls(part)
        return
    yield f'data-part="{name}"'
    if isinstance(part, Button | Submit):
        yield f'data-hit="{name}"'
    if isinstance(part, Rows):
        yield f'data-row="{name}.<id>"' + (f', data-hit="{name}.<id>"' if part.item.to else "")
    if isinstance(part, Tabs):
        yield from (f'data-hit="{name}.{tab.id}", data-row="{name}.{tab.id}"' for tab in part.tabs)
    if isinstance(part, Chat):
        yield from (f'data-row="{name}.{turn.id}"' for turn in part.turns)
        yield from (f'data-hit="{name}.{reply.id}"' for turn in part.turns for reply in turn.replies)
    if isinstance(part, Languages):
        yield f'data-hit="{name}.<code>"'


def _controls(part: Base) -> Iterator[str]:
    if isinstance(part, Radio | Checkboxes):
        kind = "radio" if isinstance(part, Radio) else "checkbox"
        yield f"<input type={kind}>, value: " + ", ".join(o.value for o in part.options)
    elif isinstance(part, Choice):
        yield "<select>, value: " + ", ".join(o.value or '""' for o in part.options)
    elif isinstance(part, Checkbox):
        yield "<input type=checkbox value=yes>"
    else:
        yield (
            f"<input id={part.id}>"
            if str(getattr(part, "type", "")) != "textarea"
            else f"<textarea id={part.id}>"
        )
