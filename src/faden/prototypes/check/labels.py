"""Every control says in words what it is for, and no two on a screen say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.core.text import words
from faden.prototypes.components import Chat, Tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.languages import LocalText
    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.components import Base
    from faden.prototypes.spec import Screen


def check(subject: Subject) -> Iterator[Problem]:
    """Find controls and choices whose label holds no word, and controls that cannot be told apart."""
    for at, screen in enumerate(subject.prototype.screens):
        for below, component in screen.parts():
            if not component.control:
                continue
            path = ("screens", at, *below)
            yield from _wordless(subject, (*path, "label"), component.label)  # type: ignore[attr-defined]  # every control has a label
            for place, option in enumerate(getattr(component, "options", ())):
                yield from _wordless(subject, (*path, "options", place, "text"), option.text)
            for below_it, text in _inner(component):
                yield from _wordless(subject, (*path, *below_it), text)
        yield from _alike(subject, at, screen)


def _inner(component: Base) -> Iterator[tuple[tuple[str | int, ...], LocalText]]:
    """Labels of tabs and of answers."""
    if isinstance(component, Tabs):
        for at, tab in enumerate(component.tabs):
            yield ("tabs", at, "label"), tab.label
    if isinstance(component, Chat):
        for at, turn in enumerate(component.turns):
            for place, reply in enumerate(turn.replies):
                yield ("turns", at, "replies", place, "text"), reply.text


def _wordless(subject: Subject, path: tuple[str | int, ...], label: LocalText) -> Iterator[Problem]:
    """A text that is there but says nothing; one that is missing is the translations' business."""
    for language in subject.prototype.languages:
        text = label.root.get(language, "")
        if text.strip() and not words(text):
            yield subject.problem("control-unlabelled", path, language=language, value=text)


def _alike(subject: Subject, at: int, screen: Screen) -> Iterator[Problem]:
    for language in subject.prototype.languages:
        seen: set[str] = set()
        for below, component in screen.parts():
            if not component.control or component.when is not None or "tabs" in below:
                continue
            label: str = component.label.root.get(language, "").strip().casefold()  # type: ignore[attr-defined]  # as above
            if label and label in seen:
                path = ("screens", at, *below, "label")
                params = {"language": language, "value": label}
                yield subject.problem("controls-alike", path, severity=Severity.WARNING, **params)
            seen.add(label)
