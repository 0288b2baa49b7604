"""Forms can be sent, and what they ask can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.components import FormField, Input, Select, Submit, Textarea
from faden.prototypes.graph import seen
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.rules import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Row, Screen
    from faden.prototypes.walk import KeyPath

_TOLD: dict[str, frozenset[str]] = {
    "email": frozenset({"email"}),
    "tel": frozenset({"tel"}),
}
"""Kinds of a field whose values the browser may fill in, with what it then fills in."""


def check(subject: Subject) -> Iterator[Problem]:
    """Find forms without a button, with two, and fields whose rules exclude each other."""
    for at, screen in enumerate(subject.prototype.screens):
        fields = [
            (("screens", at, *below), part)
            for below, part in screen.parts()
            if isinstance(part, FormField) and getattr(part, "filter", None) is None
        ]
        for row in subject.prototype.rows(screen):
            yield from _sent(subject, at, screen, row, [f for f in fields if seen(f[1], row)])
            break
        for path, part in fields:
            yield from _rules(subject, screen, part, path)


def _sent(
    subject: Subject, at: int, screen: Screen, row: Row | None, fields: list[tuple[KeyPath, FormField]]
) -> Iterator[Problem]:
    buttons = [below for below, part in screen.parts() if isinstance(part, Submit) and seen(part, row)]
    if fields and not buttons:
        yield subject.problem("form-without-submit", fields[0][0], screen=screen.id)
    unconditional = [below for below in buttons if screen.components[int(below[1])].when is None]
    for below in unconditional[1:]:
        yield subject.problem("submit-twice", ("screens", at, *below), screen=screen.id)


def _rules(subject: Subject, screen: Screen, part: FormField, path: KeyPath) -> Iterator[Problem]:
    if isinstance(part, Input | Textarea):
        lengths = (part.min_length, part.max_length)
        if lengths[0] is not None and lengths[1] is not None and lengths[0] > lengths[1]:
            yield subject.problem("rules-contradict", path, value=part.id)
    if isinstance(part, Input):
        yield from _input(subject, screen, part, path)
    if isinstance(part, Select) and part.required and not any(o.value for o in part.options):
        yield subject.problem("rules-contradict", path, value=part.id)


def _input(subject: Subject, screen: Screen, part: Input, path: KeyPath) -> Iterator[Problem]:
    bounds = [b for b in (part.min, part.max) if b is not None]
    right: type | tuple[type, ...] = str if part.kind == "date" else (int, float)
    if bounds and (part.kind not in ("number", "date") or any(not isinstance(b, right) for b in bounds)):
        yield subject.problem("rule-unfit", path, value=part.id, kind=part.kind)
    elif len(bounds) == 2 and bounds[0] > bounds[1]:  # type: ignore[operator]  # both of one kind  # noqa: PLR2004 - min and max
        yield subject.problem("rules-contradict", path, value=part.id)
    if part.pattern is not None and part.kind not in ("text", "tel"):
        yield subject.problem("rule-unfit", path, value=part.id, kind=part.kind)
    told = _TOLD.get(part.kind)
    if told and part.autocomplete not in (None, "off") and part.autocomplete not in told:
        yield subject.problem("rule-unfit", path, value=part.id, kind=part.kind)
    yield from _default(subject, screen, part, path)


def _default(subject: Subject, screen: Screen, part: Input, path: KeyPath) -> Iterator[Problem]:
    """What stands in a field at first passes its rules, for every row."""
    if not part.value:
        return
    for row in subject.prototype.rows(screen):
        named = PLACEHOLDER.findall(part.value)
        known = {name: row.value(name) for name in named} if row else {}
        if len(known) < len(set(named)) or None in known.values():
            continue  # the rule on placeholders reports it
        filled = PLACEHOLDER.sub(lambda match, known=known: str(known[match[1]]), part.value)  # type: ignore[misc]  # bound
        if fault(part, (filled,)) is not None:
            yield subject.problem("value-breaks-rule", (*path, "value"), value=filled)
            return
