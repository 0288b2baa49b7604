"""Which names may be one person's: parts of a full name, in any script and spelling.

"Rasha", "Haddad", "Frau Haddad", "R. Haddad" and رشا are parts of "Rasha Haddad"; "Amira Haddad" shares a
word with it and is no part. Whether it is the same person, only the person who reviews can say.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms import skeleton
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.lists import read_list
from faden.protection.pseudonyms.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faden.protection.pseudonyms.candidates import Candidate

_OWN_NAMES: Final = frozenset(["ابو", "ام"])
"""Father of, mother of: with the name behind them, another name."""

TITLES: Final = frozenset(
    word.casefold() for line in read_list("titles") for title in line.split() for word in fold(title)
) - {*_OWN_NAMES, "schwester"}
"""Words before names that name nobody."""

_TELLING: Final = 2
"""A word of so many letters tells more than an initial."""


def words_of(form: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without titles."""
    return tuple(word for word in fold(form) if word.casefold() not in TITLES)


class Kinship:
    """Compares the words of names with each other, across scripts and spellings."""

    def __init__(self, forms: Iterable[str]) -> None:
        """Take in all names that will be compared: a word that leaves vowels open is read by the others."""
        words = {word for form in forms for word in words_of(form)}
        patterns = {word: skeleton.pattern(word) for word in words}
        plain = {_key(word) for word, fits in patterns.items() if fits is None}
        self._keys: dict[str, frozenset[str]] = {}
        for word, fits in patterns.items():
            read = {key for key in plain if fits.fullmatch(key)} if fits is not None else set()
            bare = {_key(word[:-1])} if word[-1:] == "s" and word[:-1] in words else set()
            self._keys[word] = frozenset({_key(word), *read, *bare})

    def keys(self, word: str) -> frozenset[str]:
        """What a word may be compared as."""
        return self._keys.get(word) or frozenset({_key(word)})

    def is_part(self, part: Sequence[str], whole: Sequence[str]) -> bool:
        """Whether all words of each spelling stand in one spelling of a name.

        Args:
            part: Spellings of what may be a part, or another spelling of the same name.
            whole: Spellings of the name.
        """
        return bool(part) and all(any(self._inside(words_of(p), words_of(w)) for w in whole) for p in part)

    def share(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether two names have a word in common, initials aside."""
        return bool(self._all(one) & self._all(other))

    def _inside(self, part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
        telling = any(len(word) >= _TELLING for word in part)
        return telling and all(any(self._same(word, other) for other in whole) for word in part)

    def _same(self, word: str, other: str) -> bool:
        if len(word) < _TELLING:
            return other.casefold().startswith(word.casefold())
        return bool(self.keys(word) & self.keys(other))

    def _all(self, forms: Sequence[str]) -> set[str]:
        words = {word for form in forms for word in words_of(form) if len(word) > _TELLING}
        return {key for word in words for key in self.keys(word)}


def length(candidate: Candidate) -> int:
    """Words of the longest spelling of a person's name; 0 for what is no person."""
    if candidate.kind is not Kind.PERSON:
        return 0
    return max((len(words_of(form)) for form in candidate.forms), default=0)


def scores_with_parts(candidates: Sequence[Candidate]) -> Mapping[str, float]:
    """Id of each candidate → its score, or that of the surest part of the name if it is higher.

    Asked in this order, longer names first, a full name comes before its parts.
    """
    scores = {candidate.id: candidate.score for candidate in candidates}
    persons = [c for c in candidates if c.kind is Kind.PERSON]
    kinship = Kinship(form for c in persons for form in c.forms)
    longer: dict[str, list[Candidate]] = defaultdict(list)
    for whole in persons:
        if length(whole) > 1:
            keys = {key for form in whole.forms for word in words_of(form) for key in kinship.keys(word)}
            for key in keys:
                longer[key].append(whole)
    for part in persons:
        words = [word for word in words_of(part.forms[0]) if len(word) >= _TELLING] if part.forms else []
        near = {w.id: w for word in words[:1] for key in kinship.keys(word) for w in longer[key]}
        for whole in near.values():
            if length(part) < length(whole) and kinship.is_part(part.forms, whole.forms):
                scores[whole.id] = max(scores[whole.id], part.score)
    return scores


def _key(word: str) -> str:
    return skeleton.key(word) or word.casefold()
