"""States, turns, tabs and maps hang together and do not contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.components import Chat, Rows
from faden.prototypes.graph import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Screen
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find states twice or out of place, links into states that are not, and conversations that break off."""
    prototype = subject.prototype
    for at, screen in enumerate(prototype.screens):
        path: KeyPath = ("screens", at)
        if screen.start and screen.end:
            yield subject.problem("start-is-end", (*path, "end"), screen=screen.id)
        yield from _states(subject, screen, path)
        for link in links(prototype, screen):
            goal = prototype.screen(link.to)
            if link.state is not None and goal is not None and goal.state(link.state) is None:
                yield subject.problem("state-unknown", link.path, screen=link.to, value=link.state)
        for below, part in screen.parts():
            if isinstance(part, Chat):
                yield from _chat(subject, part, (*path, *below))


def _states(subject: Subject, screen: Screen, path: KeyPath) -> Iterator[Problem]:
    kinds = [state.kind for state in screen.states]
    for number, kind in enumerate(kinds):
        at = (*path, "states", number)
        if kind in kinds[:number]:
            yield subject.problem("state-twice", at, screen=screen.id, value=kind)
        if kind == "empty" and not any(isinstance(part, Rows) for _, part in screen.parts()):
            yield subject.problem("state-unfit", at, screen=screen.id, value=kind)


def _chat(subject: Subject, chat: Chat, path: KeyPath) -> Iterator[Problem]:
    known = {turn.id for turn in chat.turns}
    names: set[str] = set()
    for at, turn in enumerate(chat.turns):
        if turn.id in names:
            yield subject.problem("prototype-id-twice", (*path, "turns", at, "id"), value=turn.id)
        names.add(turn.id)
        for place, reply in enumerate(turn.replies):
            below = (*path, "turns", at, "replies", place)
            if reply.id in names:
                yield subject.problem("prototype-id-twice", (*below, "id"), value=reply.id)
            names.add(reply.id)
            if (reply.next is None) == (reply.to is None):
                yield subject.problem("reply-unclear", below, value=reply.id)
            elif reply.next is not None and reply.next not in known:
                yield subject.problem("turn-unknown", (*below, "next"), value=reply.next)
    yield from _unreached(subject, chat, path)
    if not any(reply.to for turn in chat.turns for reply in turn.replies):
        yield subject.problem("chat-leads-nowhere", path, value=chat.id)


def _unreached(subject: Subject, chat: Chat, path: KeyPath) -> Iterator[Problem]:
    turns = {turn.id: turn for turn in chat.turns}
    todo, found = [chat.turns[0].id], set()
    while todo:
        name = todo.pop()
        if name in turns and name not in found:
            found.add(name)
            todo += [reply.next for reply in turns[name].replies if reply.next]
    for at, turn in enumerate(chat.turns):
        if turn.id not in found:
            yield subject.problem("turn-unreachable", (*path, "turns", at, "id"), value=turn.id)
        if not turn.replies:
            yield subject.problem("turn-dead-end", (*path, "turns", at), value=turn.id)
