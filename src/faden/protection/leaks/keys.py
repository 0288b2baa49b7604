"""What is sought: the names of the key, only as keyed hashes of their marks.

The same form serves who may open the vault and who may not: a scan list holds no name, but tells with its
key whether a word is one. It does not withstand trying out a list of all first names, so it is
confidential too, and goes only to people who are bound to secrecy.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faden.core.problems import VaultError
from faden.protection.leaks.folding import fold
from faden.protection.leaks.forms import NAMING, number_marks, patterns, text_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.protection.pseudonyms.names import Name

FORMAT: Final = "faden.scan-list/1"
_HASH: Final = 8
"""Bytes of a hash: among a million words and a thousand names none is taken for another by chance."""

Places = frozenset[tuple[int, int]]
"""Which words of which patterns a word may be: number of the pattern, place in it."""


@dataclass(frozen=True, slots=True)
class ScanKey:
    """Names to seek, hashed.

    Attributes:
        secret: Key of the hashes, 32 bytes.
        patterns: Label, kind and the hashed marks of each word, for each pattern.
        dismissed: Hashes of words that a person has looked at and that name nobody.
    """

    secret: bytes = field(repr=False)
    patterns: tuple[tuple[str, str, tuple[frozenset[str], ...]], ...]
    dismissed: frozenset[str] = frozenset()
    _index: dict[str, Places] = field(init=False, repr=False, compare=False, default_factory=dict)
    _words: dict[str, Places] = field(init=False, repr=False, compare=False, default_factory=dict)
    _clean: set[str] = field(init=False, repr=False, compare=False, default_factory=set)
    kept: dict[tuple[str, ...], Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What was found in short texts, for the pages of a site repeat each other (see `scan`)."""

    def __post_init__(self) -> None:
        """Index the hashes by the words that have them."""
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, (_, _, words) in enumerate(self.patterns):
            for place, marks in enumerate(words):
                for mark in marks:
                    found[mark].add((number, place))
        self._index.update({mark: frozenset(places) for mark, places in found.items()})

    @property
    def numbers(self) -> bool:
        """Whether any number is sought."""
        return any(len(words) == 1 and kind not in NAMING for _, kind, words in self.patterns)

    @property
    def labels(self) -> frozenset[str]:
        """The labels of all names sought."""
        return frozenset(label for label, _, _ in self.patterns)

    @property
    def names(self) -> int:
        """How many names are sought, counted by label."""
        return len(self.labels)

    def places(self, word: str) -> Places:
        """Which words of which names a word of a text may be."""
        if word not in self._words:
            hashed = self._hash(f"={fold(word)}")
            known = hashed in self.dismissed
            self._words[word] = frozenset() if known else self._sought(text_marks(word))
        return self._words[word]

    def listed(self, word: str) -> frozenset[str]:
        """Labels of the names that are this word just as it stands, case and accents apart."""
        found = self._index.get(self._hash(f"={fold(word)}"), frozenset())
        return frozenset(self.patterns[n][0] for n, _ in found if len(self.patterns[n][2]) == 1)

    def number(self, text: str) -> Places:
        """Which numbers a stretch of digits and letters may be."""
        return self._sought(number_marks(text))

    def filled(self, words: frozenset[str]) -> dict[str, Places]:
        """The words of a text that may be words of a name; empty where it lacks a word of every name.

        Args:
            words: All words of the text.
        """
        found = {word: places for word in words - self._clean if (places := self.places(word))}
        self._clean.update(words.difference(found))
        spots = {spot for places in found.values() for spot in places}
        for number in {number for number, place in spots if place == 0}:
            if all((number, place) in spots for place in range(1, len(self.patterns[number][2]))):
                return found
        return {}

    def _sought(self, marks: Iterable[str]) -> Places:
        found: set[tuple[int, int]] = set()
        for mark in marks:
            found |= self._index.get(self._hash(mark), frozenset())
        return frozenset(found)

    def _hash(self, mark: str) -> str:
        return _hashed(self.secret, mark)


def _hashed(secret: bytes, mark: str) -> str:
    return hashlib.blake2b(mark.encode("utf-8", "surrogatepass"), key=secret, digest_size=_HASH).hexdigest()


def make_key(names: Iterable[Name], dismissed: Iterable[str] = (), *, secret: bytes | None = None) -> ScanKey:
    """The key for a list of names.

    Args:
        names: Rows of the list of names.
        dismissed: Words that a person decided to leave as they are everywhere.
        secret: Key of the hashes; by default a new one of chance.
    """
    secret = secret or secrets.token_bytes(32)
    made = dict.fromkeys(patterns(names))
    return ScanKey(
        secret,
        tuple((p.label, p.kind, tuple(_all_hashed(secret, w) for w in p.words)) for p in made),
        frozenset(_hashed(secret, f"={fold(word)}") for word in dismissed),
    )


def _all_hashed(secret: bytes, marks: frozenset[str]) -> frozenset[str]:
    return frozenset(_hashed(secret, mark) for mark in marks)


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    label: str
    kind: str
    words: tuple[tuple[str, ...], ...]


class ListedPlace(BaseModel):
    """A place of the output where a name of a scan list may stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: str
    where: str


class ListedNotes(BaseModel):
    """What a scan list knows of the search for names in a file of notes.

    Attributes:
        hashes: Hashes of the wordings in which names were looked for.
        waiting: How many findings on it are not decided.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    hashes: tuple[str, ...] = ()
    waiting: int = 0


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["faden.scan-list/1"] = FORMAT
    secret: str
    patterns: tuple[_Entry, ...]
    dismissed: tuple[str, ...] = ()
    allowed: tuple[ListedPlace, ...] = ()
    notes: dict[str, ListedNotes] = Field(default_factory=dict)
    decisions: int = 0
    """Decisions on names when the list was written; a study that has more needs a new list."""


def format_scan_list(
    key: ScanKey,
    allowed: Iterable[tuple[str, str]] = (),
    *,
    notes: Mapping[str, ListedNotes] | None = None,
    decisions: int = 0,
) -> str:
    """A scan list as a file, for somebody who may not see the names; labels are replaced too.

    Args:
        key: What is sought.
        allowed: Label and files of the output where this name may stand.
        notes: Files of notes, with what is known of the search for names in them.
        decisions: How many decisions on names the study has recorded.
    """
    told = {label: f"n-{_hashed(key.secret, label)}" for label in key.labels}
    entries = tuple(
        _Entry(label=told[label], kind=kind, words=tuple(tuple(sorted(marks)) for marks in words))
        for label, kind, words in key.patterns
    )
    places = tuple(ListedPlace(label=told.get(label, label), where=where) for label, where in allowed)
    dismissed = tuple(sorted(key.dismissed))
    file = _File(
        secret=key.secret.hex(),
        patterns=entries,
        dismissed=dismissed,
        allowed=places,
        notes=dict(sorted((notes or {}).items())),
        decisions=decisions,
    )
    return file.model_dump_json(indent=1) + "\n"


def listed_notes(text: str) -> dict[str, ListedNotes]:
    """What a scan list that was understood knows of notes; nothing where it is older than that."""
    return _File.model_validate_json(text).notes


def parse_scan_list(text: str, shown: str, *, decisions: int = 0) -> tuple[ScanKey, tuple[ListedPlace, ...]]:
    """A scan list: what to seek, and where it may stand.

    Args:
        text: The file.
        shown: Its path in messages.
        decisions: How many decisions on names the study has recorded by now.

    Raises:
        VaultError: It is none, was cut off, seeks nothing, or is older than the latest decisions.
    """
    try:
        file = _File.model_validate_json(text)
        secret = bytes.fromhex(file.secret)
    except (ValidationError, ValueError):
        raise VaultError("scan-list-damaged", shown) from None
    if not file.patterns or any(not word for entry in file.patterns for word in entry.words):
        raise VaultError("scan-list-damaged", shown)
    if file.decisions < decisions:
        raise VaultError("scan-list-old", shown, n=decisions - file.decisions)
    entries = tuple((e.label, e.kind, tuple(frozenset(marks) for marks in e.words)) for e in file.patterns)
    return ScanKey(secret, entries, frozenset(file.dismissed)), file.allowed
