"""Drawings are there, hold shapes and words only, and are told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Problem, Severity, Status
from faden.core.text import words
from faden.prototypes.pictures import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.languages import LocalText
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find drawings that are missing or hold scripts or links, and texts for them that say nothing."""
    if subject.pictures is None and names(subject.prototype):
        place = subject.place("screens")
        yield Problem("pictures-unread", place, {}, Severity.WARNING, Status.NOT_RUN)
    for at, screen in enumerate(subject.prototype.screens):
        for below, part in screen.parts():
            path = ("screens", at, *below)
            file, alt = getattr(part, "file", None), getattr(part, "alt", None)
            fault = (subject.pictures or {}).get(file) if file else None
            if fault == "missing":
                yield subject.problem("picture-missing", (*path, "file"), value=file)
            elif fault is not None:
                yield subject.problem("picture-unsafe", (*path, "file"), value=file, found=fault)
            if alt is not None:
                yield from _told(subject, alt, (*path, "alt"))


def _told(subject: Subject, alt: LocalText, path: tuple[str | int, ...]) -> Iterator[Problem]:
    for language in subject.prototype.languages:
        text = alt.root.get(language, "")
        wordless = text.strip() and len(list(words(text))) < 2  # noqa: PLR2004 - one word tells no picture
        if wordless or text.casefold().endswith((".svg", ".png", ".jpg")):
            yield subject.problem("picture-untold", path, language=language, value=text)
