"""The backlog in the order of work: what all rest on, one entry a screen, what closes the whole."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.exchange.tables import format_csv, format_import_csv
from faden.prototypes.components import FormField, Rows, Submit
from faden.prototypes.graph import links
from faden.prototypes.handoff.material import inline
from faden.prototypes.handoff.seen import played

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype, Screen
    from faden.prototypes.trials import Criterion


_FIRST: Final = ("acceptance", "frame", "words", "data")
_SIGNS: Final = (
    (re.compile(r"^- \[ \] ", re.MULTILINE), "☐ "),
    (re.compile(r"^- ", re.MULTILINE), "• "),
    (re.compile(r"^#+ (.*)$\n*", re.MULTILINE), r"\1:\n"),
    (re.compile(r"(?<!\\)`"), ""),
    (re.compile(r"\\([\\`*\[\]<>|#!~_])"), r"\1"),
)
"""Marks of Markdown, and what stands for them in a cell."""

_LAST: Final = ("languages", "accessibility")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of work.

    Attributes:
        id: ``PT01-03``; the number is the order.
        title: What is built.
        body: Markdown: for whom, what, after what, done when.
        labels: Needs, and that it is of this prototype.
        needs: Ids of needs.
        criteria: Ids of the criteria that hold once it is done.
        screen: Id of the screen; empty for the whole.
        after: Ids of the entries that come before it.
    """

    id: str
    title: str
    body: str
    labels: tuple[str, ...]
    needs: tuple[str, ...]
    criteria: tuple[str, ...]
    screen: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which entry is which.

    Attributes:
        ids: Screen or name → id of its entry, in the order of work.
        closes: Criterion → the last of its screens in this order.
    """

    ids: dict[str, str]
    closes: dict[str, str]


def backlog(handing: Handing) -> list[Entry]:
    """The entries in the order of work: what all rest on, the screens, what closes the whole."""
    prototype = handing.prototype
    screens = _order(prototype)
    names = (*_FIRST, *(screen.id for screen in screens), *_LAST)
    ids = {name: f"{prototype.id}-{at:02d}" for at, name in enumerate(names, start=1)}
    plan = Plan(ids, {c.id: _last(prototype, c, list(ids)) for c in prototype.acceptance})
    first = [_whole(handing, plan, name) for name in _FIRST]
    last = [_whole(handing, plan, name) for name in _LAST]
    return first + [_screen(handing, plan, screen) for screen in screens] + last


def _order(prototype: Prototype) -> list[Screen]:
    """Screens as people come to them from the start: first the start, then what it leads to, and so on."""
    found: list[Screen] = []
    todo = [prototype.start]
    while todo:
        screen = todo.pop(0)
        if screen in found:
            continue
        found.append(screen)
        goals = (prototype.screen(link.to) for link in links(prototype, screen))
        todo += [goal for goal in goals if goal is not None]
    return found + [screen for screen in prototype.screens if screen not in found]


def _touched(prototype: Prototype, criterion: Criterion) -> set[str]:
    """The screens that a criterion leads over."""
    return {visit.page.screen for visit in played(prototype, criterion, prototype.languages[0])}


def _last(prototype: Prototype, criterion: Criterion, order: list[str]) -> str:
    return max(_touched(prototype, criterion), key=order.index)


def _screen(handing: Handing, plan: Plan, screen: Screen) -> Entry:
    say, prototype = handing.say, handing.prototype
    mine = [c for c in prototype.acceptance if plan.closes[c.id] == screen.id]
    others = [c for c in prototype.acceptance if c not in mine and screen.id in _touched(prototype, c)]
    with_data = screen.bind or any(isinstance(part, Rows | Submit) for _, part in screen.parts())
    after = tuple(plan.ids[name] for name in (*_FIRST[:3], *(["data"] if with_data else [])))
    body = [f"## {say('backlog.why')}\n"]
    for need in screen.needs:
        note = next((each for each in handing.needs if each.id == need), None)
        statement = f": {inline(handing.told(note.statement))}" if note else ""
        body.append(f"- {inline(handing.need(need))}{statement}")
    body += [f"\n## {say('backlog.what')}\n", say("backlog.screen", id=screen.id)]
    body += [f"\n{say('backlog.after', ids=', '.join(after))}", f"\n## {say('backlog.done')}\n"]
    body += [f"- [ ] {c.id}: {inline(handing.told(c.title))}" for c in mine]
    if mine:
        body.append(f"- [ ] `CRITERIA={','.join(c.id for c in mine)} python -m pytest`")
    body += [f"- [ ] {words}" for words in _done(handing, screen)]
    if not mine and not others:
        body.append(f"- [ ] {say('backlog.no-criterion')}")
    if others:
        later = ", ".join(f"{c.id} ({plan.ids[plan.closes[c.id]]})" for c in others)
        body.append(f"\n{say('backlog.later', criteria=later)}")
    return Entry(
        id=plan.ids[screen.id],
        title=say("backlog.title", screen=handing.named(screen)),
        body="\n".join([*body, ""]),
        labels=(prototype.id, *screen.needs),
        needs=screen.needs,
        criteria=tuple(c.id for c in mine),
        screen=screen.id,
        after=after,
    )


def _done(handing: Handing, screen: Screen) -> Iterator[str]:
    """What can be looked at besides the criteria: components, ways, rules, states, languages."""
    say = handing.say
    parts = [part for _, part in screen.parts()]
    named = ", ".join(f"`{part.id}`" for part in parts if part.id)
    yield say("backlog.parts", parts=named or "–")
    goals = list(dict.fromkeys(link.to for link in links(handing.prototype, screen)))
    if goals:
        yield say("backlog.ways", screens=", ".join(f"`{goal}`" for goal in goals))
    ruled = [str(p.id) for p in parts if isinstance(p, FormField) and getattr(p, "filter", None) is None]
    if ruled:
        yield say("backlog.fields", fields=", ".join(f"`{name}`" for name in ruled))
    if screen.states:
        yield say("backlog.states", states=", ".join(f"`{state.kind}`" for state in screen.states))
    yield say("backlog.always")


def _whole(handing: Handing, plan: Plan, name: str) -> Entry:
    prototype = handing.prototype
    after = () if name == "acceptance" else tuple(plan.ids[each] for each in _FIRST[:1])
    if name in _LAST:
        after = tuple(plan.ids[screen.id] for screen in _order(prototype))
    told = handing.say(
        f"backlog.{name}.body",
        languages=", ".join(prototype.languages),
        n=len(prototype.acceptance) * len(prototype.languages),
        rows=", ".join(f"`{fixture}` ({len(rows)})" for fixture, rows in prototype.fixtures.items()) or "–",
    )
    ids = f"{after[0]} … {after[-1]}" if len(after) > 1 else "".join(after)
    last = handing.say("backlog.after", ids=ids) if after else ""
    return Entry(
        id=plan.ids[name],
        title=handing.say(f"backlog.{name}"),
        body=told.rstrip("\n") + "\n" + (f"\n{last}\n" if last else ""),
        labels=(prototype.id, name),
        needs=(),
        criteria=(),
        screen="",
        after=after,
    )


def backlog_files(handing: Handing) -> dict[str, str | bytes]:
    """``backlog/backlog.csv``, ``gitlab.csv``, and ``github/*.md`` with ``github.jsonl``."""
    entries = backlog(handing)
    head = ("order", "id", "title", "after", "needs", "screen", "criteria", "description")
    rows = [
        (
            *(str(at), e.id, e.title, " ".join(e.after), " ".join(e.needs), e.screen),
            *(" ".join(e.criteria), _plain(e.body.strip())),
        )
        for at, e in enumerate(entries, start=1)
    ]
    gitlab = [(f"{e.id} {e.title}", f"{e.body.strip()}\n\n{_quick(e)}") for e in entries]
    files: dict[str, str | bytes] = {
        "backlog/backlog.csv": format_csv(head, rows),
        "backlog/gitlab.csv": format_import_csv(("title", "description"), gitlab),
        "backlog/github.jsonl": "".join(f"{json.dumps(_issue(e), ensure_ascii=False)}\n" for e in entries),
    }
    for entry in entries:
        files[f"backlog/github/{entry.id}.md"] = f"# {inline(entry.title)}\n\n{entry.body.strip()}\n"
    return files


def _plain(body: str) -> str:
    """Markdown as it reads in a cell: lists with a sign that no spreadsheet takes for minus, and no marks."""
    for pattern, sign in _SIGNS:
        body = pattern.sub(sign, body)
    return body


def _quick(entry: Entry) -> str:
    """GitLab's quick action that sets labels: its import of tables has no column for them."""
    return "/label " + " ".join(f'~"{label}"' for label in entry.labels)


def _issue(entry: Entry) -> dict[str, object]:
    return {"title": f"{entry.id} {entry.title}", "body": entry.body.strip(), "labels": list(entry.labels)}
