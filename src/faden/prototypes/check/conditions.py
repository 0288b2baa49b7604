"""Conditions say clearly what they ask, ask for what there is, and can be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.prototypes.components import (
    Checkbox,
    Checkboxes,
    Choice,
    Compared,
    Condition,
    FormField,
    Input,
    Rows,
    Search,
    Submit,
    Textarea,
)
from faden.prototypes.components.base import plain_value
from faden.prototypes.graph import holds, passes
from faden.prototypes.patterns import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.components import Base, Comparison, FieldTest
    from faden.prototypes.spec import Row, Screen
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find conditions that are unclear, that ask for what there is not, and that can never hold."""
    for at, screen in enumerate(subject.prototype.screens):
        for below, part in screen.parts():
            path: KeyPath = ("screens", at, *below)
            if part.when is not None:
                yield from _condition(subject, screen, part, (*path, "when"))
            if isinstance(part, Rows) and part.only is not None:
                yield from _only(subject, part, part.only, (*path, "only"))
            if isinstance(part, Submit):
                yield from _cases(subject, screen, part, path)


def _condition(subject: Subject, screen: Screen, part: Base, path: KeyPath) -> Iterator[Problem]:
    condition = part.when or Condition()
    asked = [name for name in ("field", "answer", "visited") if getattr(condition, name) is not None]
    wanted = 0 if asked == ["visited"] else 1
    if len(asked) != 1 or len(condition.given) != wanted:
        yield subject.problem("condition-unclear", path)
    elif condition.visited is not None:
        if subject.prototype.screen(condition.visited) is None:
            yield subject.problem("screen-unknown", path, value=condition.visited)
    elif condition.answer is not None:
        yield from _answer(subject, screen, condition, path)
    else:
        rows = [row for row in subject.prototype.rows(screen) if row]
        if not _have(rows, condition.field or ""):
            yield subject.problem("field-not-in-row", path, value=condition.field)
        elif not any(holds(condition, row) for row in rows):
            yield subject.problem("condition-never", path, value=condition.field)


def _have(rows: Sequence[Row], field: str) -> bool:
    return bool(rows) and all(row.value(field) is not None for row in rows)


def _answer(subject: Subject, screen: Screen, condition: Condition, path: KeyPath) -> Iterator[Problem]:
    first, _, second = (condition.answer or "").partition(".")
    asked = subject.prototype.screen(first) if second else screen
    part = asked.part(second or first) if asked is not None else None
    if not isinstance(part, FormField):
        yield subject.problem("form-field-unknown", path, value=condition.answer)
    elif isinstance(part, Textarea) or (isinstance(part, Input) and part.kind not in ("number", "date")):
        yield subject.problem("condition-on-words", path, value=condition.answer)
    elif impossible(part, condition):
        yield subject.problem("condition-never", path, value=condition.answer)


def _only(subject: Subject, part: Rows, test: FieldTest, path: KeyPath) -> Iterator[Problem]:
    rows = subject.prototype.fixtures.get(part.source, ())
    if len(test.given) != 1:
        yield subject.problem("comparison-unclear", path, value=test.field)
    elif rows and not _have(rows, test.field):
        yield subject.problem("field-not-in-row", path, value=test.field)
    elif rows and not any(passes(test, row) for row in rows):
        yield subject.problem("condition-never", path, value=test.field)


def impossible(part: Base, test: Compared) -> bool:
    """Whether no value that a field may have passes a test."""
    if isinstance(part, Choice | Checkbox):
        values = ["", "yes"] if isinstance(part, Checkbox) else [option.value for option in part.options]
        if not isinstance(part, Checkbox | Checkboxes) and not part.required:
            values.append("")
        return not any(_passes(test, value) for value in values)
    if isinstance(part, Input) and part.kind == "number":
        return _outside(part, test)
    return not isinstance(part, Search | Input | Textarea) or (
        test.at_least is not None or test.at_most is not None
    )


def _passes(test: Compared, value: str) -> bool:
    from faden.prototypes.rules import compares

    return compares(test, (value,) if value else ())


def _outside(part: Input, test: Compared) -> bool:
    low = part.min if isinstance(part.min, int | float) else None
    high = part.max if isinstance(part.max, int | float) else None
    if low is not None and test.at_most is not None and test.at_most < low:
        return True
    if high is not None and test.at_least is not None and test.at_least > high:
        return True
    return isinstance(test.equals, bool) or (isinstance(test.equals, str) and not test.equals.strip())


def _cases(subject: Subject, screen: Screen, submit: Submit, path: KeyPath) -> Iterator[Problem]:
    """Cases test fields of the same form, each by exactly one comparison, and one can come to each."""
    tried: list[tuple[Comparison, ...]] = []
    for turn, case in enumerate(submit.cases):
        at: KeyPath = (*path, "cases", turn)
        sound = True
        for place, test in enumerate(case.all):
            below = (*at, "all", place)
            part = screen.part(test.field)
            if not isinstance(part, FormField):
                sound = False
                yield subject.problem("form-field-unknown", below, value=test.field)
            elif len(test.given) != 1:
                sound = False
                yield subject.problem("comparison-unclear", below, value=test.field)
            elif impossible(part, test):
                sound = False
                yield subject.problem("condition-never", below, value=test.field)
        if sound and (_contradicts(case.all) or any(_covers(earlier, case.all) for earlier in tried)):
            yield subject.problem("case-never", at, number=turn + 1)
        tried += [case.all] if sound else []
        idle = (case.to, case.fixture, case.state) == (submit.to, submit.fixture, submit.state)
        if sound and idle and turn == len(submit.cases) - 1:
            yield subject.problem("case-idle", at, severity=Severity.WARNING, number=turn + 1)


def _covers(earlier: Sequence[Comparison], later: Sequence[Comparison]) -> bool:
    """Whether whatever passes the later tests has passed the earlier ones already."""
    return all(any(a.field == b.field and _implies(b, a) for b in later) for a in earlier)


def _implies(told: Compared, wider: Compared) -> bool:
    """Whether every value that passes one comparison passes another, which asks as much or less."""
    if (
        told.equals is not None and wider.not_equals is None
    ):  # of several ticked boxes another may be that one
        said = plain_value(told.equals)
        return wider.holds(said, number(said))
    if wider.at_least is not None:
        return told.at_least is not None and told.at_least >= wider.at_least
    if wider.at_most is not None:
        return told.at_most is not None and told.at_most <= wider.at_most
    return [(n, plain_value(v)) for n, v in told.given] == [(n, plain_value(v)) for n, v in wider.given]


def _contradicts(tests: Sequence[Compared]) -> bool:
    """Whether two tests of one field exclude each other."""
    for a in tests:
        for b in tests:
            if a is b or getattr(a, "field", None) != getattr(b, "field", None):
                continue
            if a.at_least is not None and b.at_most is not None and a.at_least > b.at_most:
                return True
            if a.equals is not None and b.equals is not None and a.equals != b.equals:
                return True
            if a.equals is not None and b.not_equals is not None and a.equals == b.not_equals:
                return True
    return False
