"""What a hand-off is made from, and the words it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from faden.core.catalogue import text
from faden.core.languages import LocalText
from faden.prototypes.interface import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faden.prototypes.components import Base
    from faden.prototypes.sessions.clicks import ScreenClicks
    from faden.prototypes.sessions.telling import Report, Sample
    from faden.prototypes.spec import Prototype, Screen
    from faden.prototypes.trials import Criterion, Where

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_MARKED: Final = re.compile(r"([\\`*\[\]<>|#!~]|(?<![0-9A-Za-z_])_+|_+(?![0-9A-Za-z_]))")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a participant that the gate lets pass for the site.

    Attributes:
        words: The words; in the language of the documents where only their translation may be shown.
        attribution: Who says so, by role.
        translation: The words in the language of the documents; empty where there is none.
    """

    words: str
    attribution: str
    translation: str = ""


@dataclass(frozen=True, slots=True)
class NeedNote:
    """A need as it may be published.

    Attributes:
        id: Such as ``N01``.
        name: Its name.
        statement: What people must be able to do.
        said: What people said about it, as far as it may be published.
    """

    id: str
    name: LocalText
    statement: LocalText
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenFigures:
    """How a screen fared in the tests of one version.

    Attributes:
        version: The version.
        n: Tests of it.
        clicks: What happened on the screen.
    """

    version: str
    n: int
    clicks: ScreenClicks


@dataclass(frozen=True, slots=True)
class Handing:
    """All that a hand-off is made from.

    Attributes:
        prototype: The specification.
        language: Language of the documents, one that faden speaks.
        study: Title of the study.
        needs: Needs that may be published; others are named by id only.
        report: What may be told of the tests.
        rendered: The files of the clickable prototype.
        notices: What the check of the specification had to say, in words.
        screens: How screens fared in tests, by version, of enough people only.
        noted: Whether moderators took notes in tests.
        groups: Names of the groups for whom it is made.
        elsewhere: Need → ids of other prototypes that take it up.
        merged: Need → the need into which the study has merged it.
        synthetic: Whether what is shown is made up.
    """

    prototype: Prototype
    language: str
    study: str
    needs: tuple[NeedNote, ...] = ()
    report: Report | None = None
    rendered: Mapping[str, bytes] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    screens: tuple[ScreenFigures, ...] = ()
    noted: bool = False
    groups: tuple[LocalText, ...] = ()
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = True

    def say(self, key: str, /, **params: object) -> str:
        """A text of the catalogue in the language of the documents."""
        return text(f"handoff.{key}", self.language, **params)

    def told(self, words: LocalText | str | None) -> str:
        """A text of the specification in the language of the documents; placeholders stay as they are."""
        if words is None:
            return ""
        return plain(words if isinstance(words, str) else words.text(self.language))

    def need(self, identifier: str) -> str:
        """``N01 A reply to requests``; only the id where its name may not be told."""
        note = next((each for each in self.needs if each.id == identifier), None)
        return f"{identifier} {self.told(note.name)}" if note else identifier

    def named(self, screen: Screen) -> str:
        """How a screen is called, without what its rows fill in."""
        return PLACEHOLDER.sub("…", self.told(screen.name or screen.title))

    def label(self, part: Base) -> str:
        """What stands on a component, or its id."""
        for name in ("label", "title", "text"):
            words: Any = getattr(part, name, None)
            if isinstance(words, LocalText):
                return PLACEHOLDER.sub("…", self.told(words))
        return part.id or str(getattr(part, "type", ""))

    def target(self, screen: Screen | None, target: str) -> str:
        """What a target of a criterion is called: the label of its component, and the entry behind it."""
        name, _, rest = target.partition(".")
        part = screen.part(name) if screen else None
        label = self.label(part) if part else self.say(f"frame.{name}") if name in _FRAME else name
        return f"{label} ({rest})" if rest else label

    @property
    def latest(self) -> Sample | None:
        """The figures of the last version whose tests may be told."""
        parts = self.report.by.get("version", ()) if self.report else ()
        return parts[-1] if parts else None


_FRAME: Final = frozenset({"back", "home", "state-usual"})


def plain(words: str) -> str:
    """Text without characters that cannot be seen or turn the writing direction."""
    return _UNSEEN.sub("", words)


def inline(words: str) -> str:
    """Text as Markdown on one line that reads as it was written: no markup, no HTML, no link."""
    return _MARKED.sub(r"\\\1", " ".join(plain(words).split()))


def cell(words: str) -> str:
    """Text for a cell of a Markdown table."""
    return inline(words) or "–"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; its cells are text."""
    lines = [head, tuple("---" for _ in head), *rows]
    told = ["| " + " | ".join(c if c == "---" else cell(c) for c in line) + " |" for line in lines]
    return "\n".join(told) + "\n"


def sentences(*parts: str) -> str:
    """Several statements one after the other, each with the sign at its end that it needs."""
    told = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
    return " ".join(told)


def where_key(where: Where) -> str:
    """A page by name: ``listing.w1--error``."""
    name = ".".join(filter(None, (where.screen, where.fixture)))
    return f"{name}--{where.state}" if where.state else name


def serving(prototype: Prototype, screen: Screen) -> list[Criterion]:
    """The criteria that begin or end on a screen."""
    return [c for c in prototype.acceptance if screen.id in {c.given.screen, c.then.screen}]
