"""Names that are known beforehand: first names, surnames, places, and how they are bent.

The lists stand in ``faden/protection/assets``, made by ``measurements/make_names.py``; NOTICE names
their sources. A list knows words, not what they mean here: "Rose" and "Essen" are marked as doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.matching import Matcher, Word, fold, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFIXES: Final = {
    "arabic": re.compile(r"^(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)"),
    "ethiopic": re.compile("^[ንብከምዝስ]"),
}
_DERIVED: Final = re.compile(r"(?:er|ern|ers|erin|erinnen|ner|nern|ners|nerin|nerinnen)$")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_STEM: Final = 3
_FIRST_SCORE: Final = 0.4
_SURNAME_SCORE: Final = 0.14
_PLACE_SCORE: Final = 0.4
_DOUBTFUL_SCORE: Final = 0.1
_OTHER_SCRIPT_SCORE: Final = 0.2


@dataclass(frozen=True, slots=True)
class Lists:
    """What is known of names, by the form in which words are compared (`matching.fold`).

    Attributes:
        first: First names of single words.
        surnames: Surnames of single words.
        places: Places of single words.
        doubtful: Names that are common words too.
        phrases: Names and places of several words.
    """

    first: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    doubtful: frozenset[str]
    phrases: tuple[tuple[str, Kind], ...]

    def is_first(self, word: str) -> bool:
        """Whether a word is a first name, perhaps inflected or behind a particle."""
        return any(form in self.first for form in bases(word))

    def is_surname(self, word: str) -> bool:
        """Whether a word is a surname, perhaps inflected or behind a particle."""
        return any(form in self.surnames for form in bases(word))

    def is_place(self, word: str) -> bool:
        """Whether a word is a place, perhaps inflected or behind a particle."""
        return any(form in self.places for form in bases(word))

    def is_derived(self, word: str) -> bool:
        """Whether a German word is made from a place: Kieler, Bremer, Münchnerin, Hamburgers."""
        ending = _DERIVED.search(word)
        if not ending or not word[:1].isupper():
            return False
        stem = word[: ending.start()]
        return len(stem) >= _STEM and any(stem + end in self.places for end in ("", "e", "en", "n"))


@cache
def read_lists() -> Lists:
    """The packaged lists; read once (about 0.1 s)."""
    known = {name: read_list(name) for name in ("first_names", "surnames", "places", "doubtful")}
    single = {name: frozenset(k[0] for f in forms if len(k := fold(f)) == 1) for name, forms in known.items()}
    kinds = (("first_names", Kind.PERSON), ("surnames", Kind.PERSON), ("places", Kind.PLACE))
    phrases = tuple((form, kind) for name, kind in kinds for form in known[name] if len(fold(form)) > 1)
    return Lists(single["first_names"], single["surnames"], single["places"], single["doubtful"], phrases)


@cache
def spellings() -> dict[str, str]:
    """Spellings of first names, in lower case, with the first spelling in Latin letters of the same row."""
    found: dict[str, str] = {}
    for line in read_list("first_names_own"):
        forms = line.partition(": ")[2].split()
        latin = next((form for form in forms if form[0].isascii() or form[0] in "ŞÎÊÛÇşîêûç"), forms[0])
        for form in forms:
            found.setdefault(" ".join(fold(form)).lower(), latin.lower())
    return found


def bases(word: str) -> list[str]:
    """The forms under which a word may be listed: without an ending, without a particle; itself first.

    Args:
        word: A word as `matching.split_words` compares it.
    """
    found = [word]
    capital = word.capitalize() if word.isupper() or word.islower() else word
    if capital != word:
        found.append(capital)
    if capital[-1:] in {"s", "S"} and len(capital) > _STEM:
        found.append(capital[:-1])
    if _CYRILLIC.match(word):
        stem = capital[:-1]
        found += [stem, *(stem + end for end in "аяйоь")] if len(stem) >= _STEM else []
        stem = capital[:-2]
        found += [stem, *(stem + end for end in "аяйоь")] if len(stem) > _STEM else []
    for prefix in _PREFIXES.values():
        cut = prefix.match(word)
        if cut and cut.end() and len(word) - cut.end() >= _STEM - 1:
            found.append(word[cut.end() :])
    return found


class ListDetector:
    """Proposes words that stand in the lists; doubtful ones with a low score."""

    name: Final = "lists"

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """Listed names and places of a text; in scripts with capitals only capitalised words."""
        del language  # names travel: every list is asked for every text
        lists = read_lists()
        found = [
            self._made(text, m.start, m.end, *_phrases()[m.row])
            for m in _matcher().find(text)
            if not m.other_case
        ]
        for word in split_words(text):
            kind, score = _judge(word, lists)
            if kind is not None:
                found.append(self._made(text, word.start, word.end, kind, score))
        return sorted(found)

    def _made(self, text: str, start: int, end: int, kind: Kind, score: float) -> Identifier:
        return Identifier(start, end, kind, text[start:end], self.name, score)


@cache
def _phrases() -> tuple[tuple[Kind, float], ...]:
    return tuple((kind, _PLACE_SCORE) for _, kind in read_lists().phrases)


@cache
def _matcher() -> Matcher:
    return Matcher([(form, row) for row, (form, _) in enumerate(read_lists().phrases)])


def _judge(word: Word, lists: Lists) -> tuple[Kind | None, float]:
    """What a word is by the lists, and how sure that is."""
    cased = word.key[0].lower() != word.key[0].upper()
    if cased and not word.key[0].isupper():
        return None, 0.0
    weight = 1.0 if cased else _OTHER_SCRIPT_SCORE / _FIRST_SCORE
    doubt = _DOUBTFUL_SCORE / _FIRST_SCORE if any(b in lists.doubtful for b in bases(word.key)) else 1.0
    if lists.is_first(word.key):
        return Kind.PERSON, _FIRST_SCORE * weight * doubt
    if lists.is_place(word.key) or lists.is_derived(word.key):
        return Kind.PLACE, _PLACE_SCORE * weight * doubt
    if lists.is_surname(word.key):
        return Kind.PERSON, _SURNAME_SCORE * weight * doubt
    return None, 0.0


def read_list(name: str) -> list[str]:
    """The lines of a packaged list, comments left out."""
    text = (files("faden.protection") / "assets" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
