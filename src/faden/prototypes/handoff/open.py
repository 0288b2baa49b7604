"""What nobody has decided yet, read off the specification and its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.prototypes.components import FormField, Input, Submit, Textarea
from faden.prototypes.handoff.content import content
from faden.prototypes.handoff.data import reads
from faden.prototypes.handoff.material import serving, table
from faden.prototypes.handoff.proof import figures, still_weak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Screen

_WELL: float = 0.78
"""Mean completion rate over 1,189 tasks (Sauro 2011); below it a task deserves a look."""

_KINDS = ("whole", "words", "data", "screens", "tests", "later")


def open_questions(handing: Handing) -> str:
    """``questions.md``: by what they are about, each with a place for who decides and when."""
    say = handing.say
    makers = {
        "whole": _whole,
        "words": _words,
        "data": _data,
        "screens": _screens,
        "tests": _tests,
        "later": _later,
    }
    head = tuple(say(f"questions.{name}") for name in ("question", "decides", "answer"))
    parts = [f"# {say('questions.title')}\n", say("questions.intro") + "\n"]
    for kind in _KINDS:
        found = list(dict.fromkeys(makers[kind](handing)))
        rows = [(words, say("questions.nobody"), "") for words in found]
        if rows:
            parts += [f"## {say(f'questions.about-{kind}')}\n", table(head, rows)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _whole(handing: Handing) -> Iterator[str]:
    yield handing.say("questions.operator")
    yield handing.say("questions.hosting")


def _words(handing: Handing) -> Iterator[str]:
    prototype, say = handing.prototype, handing.say
    for code in prototype.unchecked:
        yield say("questions.language", language=f"{NAMES[code]} ({code})")
    for code in prototype.languages:
        missing = [words.key for words in content(prototype) if not words.texts.get(code)]
        if missing:
            yield say(
                "questions.missing",
                language=f"{NAMES[code]} ({code})",
                keys=", ".join(missing[:5]),
                n=len(missing),
            )


def _data(handing: Handing) -> Iterator[str]:
    for name in handing.prototype.fixtures:
        yield handing.say("questions.source", fixture=name)
    for screen in handing.prototype.screens:
        for _, part in screen.parts():
            if isinstance(part, FormField) and getattr(part, "filter", None) is None:
                yield from _field(handing, screen, part)


def _field(handing: Handing, screen: Screen, part: FormField) -> Iterator[str]:
    names = {"field": handing.label(part), "screen": handing.named(screen)}
    if part.purpose is None:
        yield handing.say("questions.purpose", **names)
    free = isinstance(part, Textarea) or (isinstance(part, Input) and part.kind in {"text", "email", "tel"})
    if free:
        yield handing.say("questions.retention", **names)
    if isinstance(part, Input) and part.kind == "number":
        yield handing.say("questions.fraction", **names)


def _screens(handing: Handing) -> Iterator[str]:
    prototype, say = handing.prototype, handing.say
    for need in prototype.needs:
        if not any(need in criterion.needs for criterion in prototype.acceptance):
            yield say("questions.criterion", need=handing.need(need))
    for screen in prototype.screens:
        name = handing.named(screen)
        parts = [part for _, part in screen.parts()]
        if not serving(prototype, screen):
            yield say("questions.screen", screen=name)
        fetches = any(reads(screen, fixture) for fixture in prototype.fixtures)
        for kind in ("error", "loading"):
            if fetches and screen.state(kind) is None:
                yield say(f"questions.{kind}", screen=name)
        if screen.bind:
            yield say("questions.unknown", screen=name)
        if any(isinstance(part, Submit) for part in parts):
            yield say("questions.unsent", screen=name)


def _tests(handing: Handing) -> Iterator[str]:
    """Tasks that were not tested, or that too many did not solve; versions that nobody has tested."""
    version = handing.prototype.version
    if handing.latest is not None and handing.latest.value != version:
        yield handing.say("questions.newer", version=version, tested=handing.latest.value)
    for task in handing.prototype.tasks:
        found = figures(handing, task)
        if found is None:
            yield handing.say("questions.untested", task=task.id)
        elif (found.success.value or 0) < _WELL:
            yield handing.say("questions.hard", task=task.id, n=found.success.n, of=found.success.of)
    for told in still_weak(handing):
        yield handing.say("questions.weak", **told)
    for need in handing.prototype.needs:
        if not any(need in task.needs for task in handing.prototype.tasks):
            yield handing.say("questions.no-task", need=handing.need(need))


def _later(handing: Handing) -> Iterator[str]:
    for screen in handing.prototype.screens:
        for words in screen.hypotheses:
            yield handing.say("questions.hypothesis", screen=handing.named(screen), text=handing.told(words))
    for question in handing.prototype.questions:
        yield handing.say("questions.how", text=handing.told(question))
