"""What a page must show at the end of a criterion besides what this says, worked out without a browser.

A test that asks only for what is *not* there passes on an empty page. So each criterion also asks for the
words, components, entries and values that the specification has for the page on which it ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import LocalText
from faden.prototypes.components import (
    Alert,
    Button,
    Chat,
    Checkboxes,
    Facts,
    Field_,
    Heading,
    Radio,
    Rows,
    Search,
    Steps,
    Submit,
    Tabs,
    Text,
)
from faden.prototypes.graph import Page
from faden.prototypes.handoff.content import keys_of
from faden.prototypes.handoff.data import form_path
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.rules import fault
from faden.prototypes.simulation import act, begin
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.components import Base
    from faden.prototypes.simulation import Visit
    from faden.prototypes.spec import Prototype, Row
    from faden.prototypes.trials import Action, Criterion

_LIMITS: Final = {
    "too-small": "min",
    "too-early": "min",
    "too-large": "max",
    "too-late": "max",
    "too-short": "min_length",
    "too-long": "max_length",
}
"""Rule that is broken → where its limit stands."""


def played(prototype: Prototype, criterion: Criterion, language: str) -> list[Visit]:
    """The person at the beginning and after each action.

    Raises:
        ImpossibleError: An action cannot be done; a specification that is in order has none.
    """
    visits = [begin(prototype, criterion.given, language)]
    for action in criterion.when:
        visits.append(act(visits[-1], action))
    return visits


def place(page: Page) -> dict[str, str]:
    """A page as the tests name it; what it has not is left out."""
    told = {"screen": page.screen, "fixture": page.row, "state": page.state}
    return {name: value for name, value in told.items() if value}


def page_values(prototype: Prototype, criterion: Criterion) -> dict[str, Any]:
    """What is seen at the end of a criterion, as plain values that are the same in every language.

    Returns:
        ``words``: keys of texts, ``key@fixture.row`` where a row fills them in; ``shown`` and ``hidden``:
        components; ``entries``: list → ids of its rows; ``kept``: field → values; ``errors``: field → key
        of what is said there, key of the field's label, and its limit where it has one.
    """
    ends = [played(prototype, criterion, language)[-1] for language in prototype.languages]
    visit, known = ends[0], keys_of(prototype)
    parts = [part for _, part in visit.screen.parts()]
    named = [part for part in parts if part.id]
    entries = {part.id: [row.id for row in visit.entries(part)] for part in _lists(visit)}
    same = {name for name in entries if all(_ids(each, name) == entries[name] for each in ends)}
    # Which entries a search leaves may depend on the language; then none of their words is asked for.
    known_words = [key for part in _worded(visit) for key in _words(visit, part, known, same)]
    return {
        "words": list(dict.fromkeys([*_head(visit, known), *known_words])),
        "shown": [str(part.id) for part in named if visit.stands(part)],
        "hidden": [str(part.id) for part in named if not visit.stands(part)],
        "entries": {name: ids for name, ids in entries.items() if name in same},
        "kept": {name: list(values) for name, values in visit.values.items() if _filled(visit, name)},
        "errors": {name: _error(visit, name, known) for name in visit.errors},
    }


def _lists(visit: Visit) -> list[Rows]:
    return [part for _, part in visit.screen.parts() if isinstance(part, Rows) and visit.stands(part)]


def _ids(visit: Visit, name: str) -> list[str]:
    return next(([row.id for row in visit.entries(part)] for part in _lists(visit) if part.id == name), [])


def _filled(visit: Visit, name: str) -> bool:
    part = visit.screen.part(name)
    return part is not None and visit.stands(part) and bool(visit.values[name])


def _worded(visit: Visit) -> list[Base]:
    return [part for _, part in visit.screen.parts() if visit.stands(part)]


def _head(visit: Visit, known: dict[int, str]) -> Iterator[str]:
    row = _row(visit.row, visit.screen.bind)
    yield from _told(visit, visit.screen.title, known, row)
    state = visit.screen.state(visit.page.state) if visit.page.state else None
    if state is not None:
        yield from _told(visit, state.title, known, row)
        yield from _told(visit, state.text, known, row)


Place = tuple["Row | None", str]
"""A row and how the tests name it."""


def _row(row: Row | None, fixture: str | None) -> Place:
    return row, f"@{fixture}.{row.id}" if row is not None and fixture else ""


def _told(visit: Visit, text: LocalText | str | None, known: dict[int, str], place: Place) -> Iterator[str]:
    """The key of a text, where all fill it in alike; a decimal number is written in many ways."""
    if not isinstance(text, LocalText):
        return
    row, where = place
    names = {name for words in text.root.values() for name in PLACEHOLDER.findall(words)}
    values = [row.value(name) if row is not None else None for name in names]
    if any(isinstance(value, float) for value in values):
        return
    if all(
        value is not None or name in visit.prototype.strings
        for name, value in zip(names, values, strict=True)
    ):
        yield known[id(text)] + (where if names else "")


def _words(visit: Visit, part: Base, known: dict[int, str], same: set[str]) -> Iterator[str]:
    """Keys of the words that people read on a component."""
    here = _row(visit.row, visit.screen.bind)
    if isinstance(part, Rows):
        if part.id in same:
            yield from _entries(visit, part, known)
        return
    if isinstance(part, Facts):
        shown = _facts_row(visit, part)
        for fact in part.rows:
            yield from _told(visit, fact.label, known, shown)
            yield from _told(visit, fact.value, known, shown)
        return
    for text in _read(visit, part):
        yield from _told(visit, text, known, here)


def _read(visit: Visit, part: Base) -> Iterator[LocalText | None]:
    if isinstance(part, Field_ | Search | Button | Submit):
        yield part.label
        yield getattr(part, "hint", None)
    if isinstance(part, Radio | Checkboxes):
        yield from (option.text for option in part.options)
    if isinstance(part, Text | Heading):
        yield part.text
    if isinstance(part, Alert):
        yield from (part.title, part.text)
    if isinstance(part, Tabs):
        yield from (tab.label for tab in part.tabs)
    if isinstance(part, Steps):
        yield from (text for step in part.steps for text in (step.label, step.text))
    if isinstance(part, Chat):
        yield from (turn.text for turn in part.turns if visit.sees(f"{part.id}.{turn.id}"))


def _entries(visit: Visit, part: Rows, known: dict[int, str]) -> Iterator[str]:
    entries = visit.entries(part)
    for row in entries:
        item, place = part.item, _row(row, part.source)
        badges = [badge.text for badge in item.badges if row.value(badge.field) is True]
        for text in (item.title, item.highlight, item.text, *badges):
            yield from _told(visit, text, known, place)
    if not entries:
        yield from _told(visit, part.empty, known, _row(visit.row, visit.screen.bind))


def _facts_row(visit: Visit, part: Facts) -> Place:
    if not part.source or not part.row:
        return _row(visit.row, visit.screen.bind)
    name = part.row
    if name.startswith("{"):
        name = str(visit.row.value(name.strip("{}"))) if visit.row else ""
    return _row(visit.prototype.row(part.source, name), part.source)


def _error(visit: Visit, name: str, known: dict[int, str]) -> dict[str, str]:
    """What is said at a field that is refused."""
    part: Any = visit.screen.part(name)
    label = next(_told(visit, part.label, known, _row(visit.row, visit.screen.bind)), known[id(part.label)])
    if part.error is not None:
        return {"key": known[id(part.error)], "field": label}
    rule = fault(part, visit.values.get(name, ())) or "required"
    prefix = "strings" if rule in visit.prototype.strings else "interface"
    limit = getattr(part, _LIMITS.get(rule, ""), None)
    told = {"key": f"{prefix}.{rule}", "field": label}
    return told | (
        {} if limit is None else {"limit": f"{limit:g}" if isinstance(limit, float) else str(limit)}
    )


def text_value(prototype: Prototype, criterion: Criterion) -> dict[str, str]:
    """The words that a criterion asks for: the key of a text that holds them in every language, else they.

    With a key, a translation that was reviewed breaks no test.
    """
    text = criterion.then.text
    if text is None:
        return {}
    ends = {language: played(prototype, criterion, language)[-1] for language in prototype.languages}
    known = keys_of(prototype)
    visit = ends[prototype.languages[0]]
    everywhere = {known[id(found)]: found for _, found in texts(prototype)}
    for reference in _candidates(visit, known):
        key, _, _ = reference.partition("@")
        if all(text.text(code) in everywhere[key].text(code) for code in prototype.languages):
            return {"key": reference}
    return {code: text.text(code) for code in prototype.languages}


def _candidates(visit: Visit, known: dict[int, str]) -> Iterator[str]:
    """Keys of what the page says, and of what fills it in."""
    everything = {str(part.id) for part in _lists(visit)}
    yield from _head(visit, known)
    for part in _worded(visit):
        yield from _words(visit, part, known, everything)
    if visit.row is not None:
        yield from (known[id(v)] for v in visit.row.fields.values() if isinstance(v, LocalText))


def leads(before: Visit, after: Visit) -> dict[str, str] | None:
    """Where an action leads, if to another page or language."""
    if before.page == after.page and before.language == after.language:
        return None
    language = {"language": after.language} if before.language != after.language else {}
    return place(after.page) | language


def sent(criterion: Criterion, visits: list[Visit]) -> list[str]:
    """The requests that send something while a criterion is tried, such as ``POST /offers/o3/join``."""
    return [
        f"POST {form_path(before.screen).replace('{id}', before.page.row or '')}"
        for action, before, after in zip(criterion.when, visits, visits[1:], strict=False)
        if _sends(action, before, after)
    ]


def _sends(action: Action, before: Visit, after: Visit) -> bool:
    part = before.screen.part(action.target or "") if action.do == "click" else None
    return isinstance(part, Submit) and not after.errors
