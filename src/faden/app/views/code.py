"""One code as the app shows it: its rules, examples, codings, history, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.app.views.codebook import RevisionView, names_of, revision_view
from faden.coding.outdated import outdated
from faden.core.languages import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.coding.codebook import Codebook, Placed
    from faden.coding.codings import Coding
    from faden.coding.editing.sheet import Sheet
    from faden.core.languages import LocalText

RULES: Final = ("definition", "include", "exclude")
"""What tells how a code is used."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a code: its key, what it says in the language of the page, and in each language."""

    key: str
    text: str
    language: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a conversation, with the place to which a link leads.

    Attributes:
        transcript: The conversation.
        turn: The turn in which they begin.
        text: The words.
        language: Their language.
        direction: ``rtl`` or ``ltr``.
        coding: Id of the coding, empty for an example.
        code: The code as it stands in the file; a code that was merged keeps its own.
        version: Version of the codebook under which they were coded.
        on: Day of the coding.
        memo: What was noted there.
        fits: Whether they can be an example: they stand in one turn, and are none yet.
    """

    transcript: str
    turn: str
    text: str
    language: str = "und"
    direction: str = "auto"
    coding: str = ""
    code: str = ""
    version: int = 1
    on: str = ""
    memo: str = ""
    fits: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A code to choose: id, name, how deep it stands, its parent, whether words can be coded with it."""

    id: str
    name: str
    depth: int
    parent: str
    codable: bool


@dataclass(frozen=True, slots=True)
class CodeView:
    """One code.

    Attributes:
        id: Its id.
        name: Its name in all languages.
        trail: Ids and names of the codes above it, the root first.
        kind: What words under it state.
        colour: Its colour.
        codable: Whether words can be coded with it.
        state: ``merged``, ``retired`` or empty.
        into: Id and name of the code it was merged into; empty.
        version: From which version of the codebook on it means what it means now.
        rules: Definition, include, exclude.
        examples: Its anchor examples.
        codings: The coder's codings with it, by conversation; those of codes merged into it included.
        own: How many of them have exactly this code.
        waiting: Codings made under an old definition.
        history: The versions that were about this code, the latest first.
        parents: Codes below which it can stand.
        others: Codes that it can be merged into, or its codings be given.
    """

    id: str
    name: Field
    trail: tuple[tuple[str, str], ...]
    kind: str
    colour: str
    codable: bool
    state: str
    into: tuple[str, str]
    version: int
    rules: tuple[Field, ...]
    examples: tuple[Words, ...]
    codings: tuple[Words, ...]
    own: int
    waiting: tuple[Words, ...]
    history: tuple[RevisionView, ...]
    parents: tuple[Choice, ...]
    others: tuple[Choice, ...]

    @property
    def defined(self) -> bool:
        """Whether it says anywhere what it means."""
        return any(rule.text for rule in self.rules)


def show_code(
    codebook: Codebook, sheets: Mapping[str, Sheet], identifier: str, language: str
) -> CodeView | None:
    """One code with the codings of one coder; ``None`` where there is none with this id.

    Args:
        codebook: The codebook.
        sheets: What the coder has coded, by conversation.
        identifier: Id of the code.
        language: That of the interface.
    """
    placed = next((each for each in codebook.codes() if each.code.id == identifier), None)
    if placed is None:
        return None
    code, names = placed.code, names_of(codebook, language)
    same = _counted_as(codebook, code.id)
    mine = [c for sheet in sheets.values() for c in sheet.codings if c.code in same]
    taken = {example.quote for example in code.examples}
    where = {c.id: transcript for transcript, sheet in sheets.items() for c in sheet.codings}
    choices = _choices(codebook, names)
    return CodeView(
        id=code.id,
        name=field("name", code.name, language),
        trail=tuple((each, names[each]) for each in placed.path[:-1]),
        kind=code.kind.value,
        colour=code.colour,
        codable=code.codable,
        state="merged" if code.merged_into else "retired" if code.retired else "",
        into=(code.merged_into, names.get(code.merged_into, code.merged_into))
        if code.merged_into
        else ("", ""),
        version=codebook.defined(code.id),
        rules=tuple(field(key, getattr(code, key), language) for key in RULES),
        examples=tuple(Words(each.transcript, each.turn, each.quote) for each in code.examples),
        codings=tuple(_words(each, where[each.id], taken) for each in mine),
        own=sum(each.code == code.id for each in mine),
        waiting=tuple(_words(each, where[each.id], taken) for each in outdated(codebook, mine)),
        history=tuple(
            revision_view(each, names, language)
            for each in reversed(codebook.history)
            if each.code == code.id
        ),
        parents=tuple(each for each in choices if not _within(codebook, each.id, code.id)),
        others=tuple(each for each in choices if each.codable and not _within(codebook, each.id, code.id)),
    )


def field(key: str, told: LocalText | None, language: str) -> Field:
    """A text of a code; an empty one where there is none."""
    if told is None:
        return Field(key, "", language, {})
    return Field(key, told.text(language), told.language(language), told.root)


def codes_to_choose(codebook: Codebook, language: str) -> tuple[Choice, ...]:
    """All codes that were not merged, in the order of the tree."""
    return _choices(codebook, names_of(codebook, language))


def _choices(codebook: Codebook, names: Mapping[str, str]) -> tuple[Choice, ...]:
    found = (each for each in codebook.codes() if not each.code.merged_into)
    return tuple(_choice(each, names[each.code.id]) for each in found)


def _choice(placed: Placed, name: str) -> Choice:
    parent = placed.path[-2] if len(placed.path) > 1 else ""
    usable = placed.code.codable and not placed.code.retired
    return Choice(placed.code.id, name, len(placed.path) - 1, parent, usable)


def _counted_as(codebook: Codebook, identifier: str) -> frozenset[str]:
    """A code and all codes whose codings count as its own."""
    found = ((each.code.id, codebook.find(each.code.id)) for each in codebook.codes())
    return frozenset({identifier, *(name for name, now in found if now is not None and now.id == identifier)})


def _within(codebook: Codebook, identifier: str, above: str) -> bool:
    """Whether a code is another one or stands below it."""
    return any(each.code.id == identifier and above in each.path for each in codebook.codes())


def _words(coding: Coding, transcript: str, taken: Iterable[str]) -> Words:
    turn = coding.start[0]
    return Words(
        transcript=transcript,
        turn=turn,
        text=coding.exact,
        language=coding.language,
        direction=direction(coding.language),
        coding=coding.id,
        code=coding.code,
        version=coding.codebook,
        on=str(coding.on),
        memo=coding.memo,
        fits=turn == coding.end[0] and coding.exact not in taken,
    )
