"""The words of a person as fingerprints: enough to find them anywhere, too little to read them.

Six words in a row are nobody else's: among 43,857 such runs of the demonstration study one stands in the
mouths of two. Only keyed hashes of the runs are kept while a withdrawal lasts, so that it can go on
after a crash without the words lying in one more file.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

LENGTH: Final = 6
"""Words in a run."""

GAP: Final = "(…)"
"""What stands in the place of words that were removed from among others."""

_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u00ad"
"""Signs within words that may be written or not: vowel signs, stretching, joiners, soft hyphens."""

_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_MARK: Final = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Words:
    """Runs of six words, as fingerprints.

    Attributes:
        key: Random key of the fingerprints.
        runs: Fingerprint of each run.
        firsts: Two bytes of the fingerprint of the first word of each run; many words share them.
    """

    key: bytes = field(repr=False)
    runs: frozenset[bytes]
    firsts: frozenset[bytes]

    def __or__(self, other: Words) -> Words:
        """The runs of both; they must have one key."""
        return Words(self.key, self.runs | other.runs, self.firsts | other.firsts)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where runs stand in a text: code points, end excluded, in order, joined where they touch."""
        found: list[tuple[int, int]] = []
        tokens = list(_tokens(text))
        known: dict[str, bool] = {}
        for at in range(len(tokens) - LENGTH + 1):
            first = tokens[at][0]
            if first not in known:
                known[first] = _first(first, self.key) in self.firsts
            if not known[first]:
                continue
            window = tokens[at : at + LENGTH]
            if _run((word for word, *_ in window), self.key) not in self.runs:
                continue
            start, end = window[0][1], window[-1][2]
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def hold(self, text: str) -> bool:
        """Whether a run stands in a text."""
        return bool(self.runs) and bool(self.spans(text))

    def redact(self, text: str) -> str:
        """The text with a gap in the place of each run."""
        for start, end in reversed(self.spans(text) if self.runs else []):
            text = text[:start] + GAP + text[end:]
        return text


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(32)


def make_words(texts: Iterable[str], key: bytes) -> Words:
    """The fingerprints of all runs in some texts; a run does not go from one text to the next."""
    runs: set[bytes] = set()
    firsts: set[bytes] = set()
    for text in texts:
        tokens = [word for word, *_ in _tokens(text)]
        for at in range(len(tokens) - LENGTH + 1):
            runs.add(_run(tokens[at : at + LENGTH], key))
            firsts.add(_first(tokens[at], key))
    return Words(key, frozenset(runs), frozenset(firsts))


def without(words: Words, others: Words) -> Words:
    """Runs that others do not have; both must have one key."""
    return Words(words.key, words.runs - others.runs, words.firsts)


def said_within(text: str, whole: Iterable[str], *, least: int = 4) -> bool:
    """Whether a short text stands word by word in one of the others; below `least` words it never does."""
    short = [word for word, *_ in _tokens(text)]
    if len(short) < least:
        return False
    return any(_contains([word for word, *_ in _tokens(one)], short) for one in whole)


def _contains(long: list[str], short: list[str]) -> bool:
    if Counter(short) - Counter(long):
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        yield _folded(match[0]), match.start(), match.end()


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", _MARK.sub("", word)).casefold()


def _run(words: Iterable[str], key: bytes) -> bytes:
    return blake2b(" ".join(words).encode(), key=key, digest_size=12).digest()


def _first(word: str, key: bytes) -> bytes:
    return blake2b(word.encode(), key=key, digest_size=2, person=b"first").digest()
