"""The backlog: one entry a screen and a few for the whole, for GitHub, GitLab and any table."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.prototypes.handoff.content import guarded
from faden.prototypes.handoff.material import inline, serving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Screen


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of work.

    Attributes:
        id: ``PT01-03``.
        title: What is built.
        body: Markdown: for whom, what, done when.
        labels: Needs, and that it is of this prototype.
        needs: Ids of needs.
        criteria: Ids of the criteria by which it is done.
        screen: Id of the screen; empty for the whole.
    """

    id: str
    title: str
    body: str
    labels: tuple[str, ...]
    needs: tuple[str, ...]
    criteria: tuple[str, ...]
    screen: str


def backlog(handing: Handing) -> list[Entry]:
    """The entries, screens first in the order in which people come to them."""
    prototype = handing.prototype
    entries = [_screen(handing, screen, at) for at, screen in enumerate(prototype.screens, start=1)]
    start = len(entries) + 1
    whole = ("data", "languages", "accessibility", "acceptance")
    return entries + [_whole(handing, name, start + at) for at, name in enumerate(whole)]


def _screen(handing: Handing, screen: Screen, number: int) -> Entry:
    say, prototype = handing.say, handing.prototype
    done = serving(prototype, screen)
    body = [f"## {say('backlog.why')}\n"]
    for need in screen.needs:
        note = next((each for each in handing.needs if each.id == need), None)
        statement = f": {inline(handing.told(note.statement))}" if note else ""
        body.append(f"- {inline(handing.need(need))}{statement}")
    body += [f"\n## {say('backlog.what')}\n", say("backlog.screen", id=screen.id)]
    body += [f"\n## {say('backlog.done')}\n"]
    body += [f"- [ ] {c.id}: {inline(handing.told(c.title))}" for c in done] or [
        f"- [ ] {say('backlog.no-criterion')}"
    ]
    body += [f"- [ ] {say('backlog.always')}", ""]
    return Entry(
        id=f"{prototype.id}-{number:02d}",
        title=say("backlog.title", screen=handing.named(screen)),
        body="\n".join(body),
        labels=(prototype.id, *screen.needs),
        needs=screen.needs,
        criteria=tuple(c.id for c in done),
        screen=screen.id,
    )


def _whole(handing: Handing, name: str, number: int) -> Entry:
    prototype = handing.prototype
    return Entry(
        id=f"{prototype.id}-{number:02d}",
        title=handing.say(f"backlog.{name}"),
        body=handing.say(f"backlog.{name}.body", languages=", ".join(prototype.languages)) + "\n",
        labels=(prototype.id, name),
        needs=prototype.needs if name == "acceptance" else (),
        criteria=tuple(c.id for c in prototype.acceptance) if name == "acceptance" else (),
        screen="",
    )


def backlog_files(handing: Handing) -> dict[str, str]:
    """``backlog/backlog.csv``, ``gitlab.csv``, and ``github/*.md`` with ``github.jsonl``."""
    entries = backlog(handing)
    head = ("id", "title", "needs", "screen", "criteria", "description")
    rows = [
        (e.id, e.title, " ".join(e.needs), e.screen, " ".join(e.criteria), e.body.strip()) for e in entries
    ]
    gitlab = [(f"{e.id} {e.title}", f"{e.body.strip()}\n\n{_quick(e)}") for e in entries]
    files = {
        "backlog/backlog.csv": _csv(head, rows),
        "backlog/gitlab.csv": _csv(("title", "description"), gitlab),
        "backlog/github.jsonl": "".join(f"{json.dumps(_issue(e), ensure_ascii=False)}\n" for e in entries),
    }
    for entry in entries:
        files[f"backlog/github/{entry.id}.md"] = f"# {inline(entry.title)}\n\n{entry.body.strip()}\n"
    return files


def _quick(entry: Entry) -> str:
    """GitLab's quick action that sets labels: its import of tables has no column for them."""
    return "/label " + " ".join(f'~"{label}"' for label in entry.labels)


def _issue(entry: Entry) -> dict[str, object]:
    return {"title": f"{entry.id} {entry.title}", "body": entry.body.strip(), "labels": list(entry.labels)}


def _csv(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[guarded(value) for value in row] for row in rows])
    return "\ufeff" + stream.getvalue()
