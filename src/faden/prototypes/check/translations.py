"""Every text stands in every language of the prototype, faden's own texts included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.prototypes.interface import missing
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath

_OF_FILE = ("history", "summary", "questions", "plan")
_OF_SCREEN = ("hypotheses", "name", "journey")


def _internal(path: KeyPath) -> bool:
    """Whether a text is for the team; such texts need not stand in every language of the screens."""
    of_criterion = path[0] == "acceptance" and path[-1] == "title"
    of_screen = path[0] == "screens" and path[2] in _OF_SCREEN
    return path[0] in _OF_FILE or path[-1] == "purpose" or of_criterion or of_screen


def check(subject: Subject) -> Iterator[Problem]:
    """Find texts without a translation, and translations into a language that is not shown."""
    prototype = subject.prototype
    for path, text in texts(prototype):
        if _internal(path):
            lacking = text.missing(tuple(text.root) or prototype.languages[:1])
        else:
            lacking = text.missing(prototype.languages)
        if lacking:
            yield subject.problem(
                "prototype-text-missing", path, field=_shown(path), languages=", ".join(lacking)
            )
        for language in () if _internal(path) else text.root:
            if language not in prototype.languages:
                params = {"field": _shown(path), "language": language}
                yield subject.problem("prototype-text-unused", path, severity=Severity.WARNING, **params)
    for language in prototype.languages:
        keys = missing(prototype, language)
        if keys:
            yield subject.problem(
                "interface-untranslated", ("languages",), language=language, keys=", ".join(keys)
            )


def _shown(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)
