"""Every form in which a clear name may stand: what the key gives, and what a word of a text may be.

A name becomes patterns: sequences of words, each word a set of marks. A word of a text has marks
too; it can be a word of a pattern where they share one. Because only marks are compared, a key may
hold their hashes in the place of the names (see `keys`).

Marks begin with a sign: ``=`` the folded word; ``~``, its script and a code of its sound; ``<`` a long word
that it begins with; ``#`` its digits and letters run together. Sounds are compared between scripts, and
among long Latin words, whose spelling wavers most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from faden.language.lemmas import stop_words
from faden.protection.leaks.folding import (
    ARABIC,
    CYRILLIC,
    ETHIOPIC,
    LATIN,
    WORD,
    fold,
    plain,
    script,
    sounds,
)
from faden.protection.pseudonyms.identifiers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faden.protection.pseudonyms.names import Name

_LONG: Final = 6
"""Letters from which a name is sought at the beginning of longer words too."""
_SHORT: Final = 3
_SOUND_LETTERS: Final = 4
_DIGITS: Final = 5
_JOINED: Final = 7
_COUNTRY: Final = re.compile(r"^(?:00)?49|^0+")

NAMING: Final = frozenset({Kind.PERSON, Kind.PLACE, Kind.STREET, Kind.ORGANISATION})
"""Kinds whose single words are sought in all their forms."""
VAGUE: Final = frozenset({Kind.AGE, Kind.ORIGIN, Kind.OCCUPATION, Kind.ILLNESS, Kind.OTHER})
"""Kinds whose rows hold ordinary words; of these only what has several words is sought."""

_PERSON: Final = ("s", "es", "ens")
_PLACE_ENDINGS: Final = "s er ern ers erin erinnen isch ische ischen ischer isches ischem sche schen scher"
_PLACE: Final = tuple(_PLACE_ENDINGS.split())
_CYRILLIC_ENDINGS: Final = (
    "а я у ю і и е є о й ь ою ею єю ом ем єм ові еві єві ів їв ам ям ами ями ах ях ы ой ей ев ого ому им "
    "ий ая ої ій ін ина ці зі сі ському ська ський ської цький цька"
)
_CYRILLIC: Final = tuple(dict.fromkeys(fold(ending) for ending in _CYRILLIC_ENDINGS.split()))
_ARABIC_PREFIX: Final = re.compile(r"^(?:[وف]?(?:لل|[بكل]?ال|[بكلس])?)")
_PERSIAN_SUFFIX: Final = ("هاي", "ها", "مان", "تان", "شان", "ي", "م", "ت", "ش", "و")
_ETHIOPIC_PREFIX: Final = ("ንናይ", "ካብ", "ናብ", "ምስ", "ናይ", "ከም", "ብዛዕባ", "ን", "ብ", "ዝ", "እ", "ኣብ")
_GENERIC_WORDS: Final = (
    "strasse str weg platz allee gasse ring damm ufer am an der die das den dem im in zur zum von vom van "
    "und el al bin ibn abu umm street road avenue square frau herr dr prof mr mrs ms"
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
"""Words of names that name nobody."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a name may stand.

    Attributes:
        label: The public label of the name; the only thing a report tells of it.
        kind: Kind of the name.
        words: For each word of the name in turn the marks that a word of a text may have.
        exact: Whether the name stands here as it was listed, not in a form that was derived.
    """

    label: str
    kind: str
    words: tuple[frozenset[str], ...]
    exact: bool = True


def patterns(names: Iterable[Name]) -> Iterator[Pattern]:
    """All patterns of the names of a key."""
    for name in names:
        kind = name.kind.strip().casefold()
        for form in dict.fromkeys(name.forms):
            yield from _of_form(form, name.label, kind)


def _of_form(form: str, label: str, kind: str) -> Iterator[Pattern]:
    found = WORD.findall(plain(form))
    if (
        not found or (kind in VAGUE and len(found) == 1) or len(form.strip(" .")) == 1
    ):  # an initial names nobody
        return
    if any(ch.isdigit() for ch in form):
        marks = frozenset(f"#{joined}" for joined in _joined(fold("".join(found))))
        if marks:
            yield Pattern(label, kind, (marks,))
        if len(found) > 1 and not all(word.isdigit() for word in found):
            yield Pattern(label, kind, tuple(name_marks(word, kind) for word in found))
        return
    yield Pattern(label, kind, tuple(name_marks(word, kind) for word in found))
    if len(found) > 1 and len("".join(found)) >= (_JOINED if LATIN.search(fold(form)) else _DIGITS):
        together = umlauts("".join(found)) | umlauts("".join(reversed(found)))
        together |= {joined.removesuffix("asse") for joined in together if joined.endswith("strasse")}
        yield Pattern(label, kind, (frozenset(f"={joined}" for joined in together),))
    if len(found) > 1 and kind == Kind.PERSON:
        for word in found:
            if len(word) >= _SHORT and fold(word) not in _GENERIC:
                yield Pattern(label, kind, (name_marks(word, kind),), exact=False)


def name_marks(word: str, kind: str) -> frozenset[str]:
    """The marks of a word of a name as it is listed: its inflected forms, its spellings, its sound."""
    marks: set[str] = set()
    for folded in umlauts(word):
        marks |= {f"={form}" for form in _inflected(folded, kind)}
        # The sound of a short Latin name is that of many words; it is sought in other scripts only.
        short = len(folded) < _SOUND_LETTERS and LATIN.search(folded)
        marks |= {f"~{'l' if short else script(folded)}:{code}" for code in sounds(folded)}
        if len(folded) >= _LONG and (kind in NAMING or not kind):
            marks |= {f"<{spelling}" for spelling in _spellings(folded)}
    return frozenset(marks)


def _spellings(word: str) -> set[str]:
    """A folded word with ä as a or ae; folding made it a, and a name may be listed either way."""
    shorter = (word.replace(long, short) for long, short in (("ae", "a"), ("oe", "o"), ("ue", "u")))
    return {word, *(each for each in shorter if len(each) > _SHORT)}


def umlauts(word: str) -> set[str]:
    """A word as written, folded both ways: ``Müller`` is muller and mueller."""
    lower = plain(word).casefold()
    long = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return {fold(lower), fold(long)}


def _inflected(word: str, kind: str) -> set[str]:
    if CYRILLIC.search(word):
        stem = word[:-1] if word[-1] in "аяуюіїиеєоыйь" and len(word) > _SHORT else word
        stems = {stem, word}
        if word[-2:-1] == "і" and word[-1] not in "аяуюіїиеєоыйь":
            # Харків, Харкова; Київ, Києва: the vowel of a closed syllable opens.
            stems |= {f"{word[:-2]}{vowel}{word[-1]}" for vowel in "оеє"}
        if stem.endswith("к"):  # Люба Ковалько, Ковальку; Оленка, Оленці
            stems.add(stem[:-1])
        return {word, stem, *(s + ending for s in stems for ending in _CYRILLIC)}
    if not LATIN.search(word):
        return {word}
    forms: set[str] = set()
    for spelling in _spellings(word):
        forms.add(spelling)
        if spelling.endswith("strasse"):
            forms.add(spelling.removesuffix("asse"))
        if len(spelling) < _SHORT or word in _GENERIC:
            continue
        endings = _PERSON if kind == Kind.PERSON else _PLACE if kind in NAMING else ("s",)
        short = spelling.endswith("en") and len(spelling) >= _LONG and kind == Kind.PLACE
        bases = (spelling, spelling[:-2]) if short else (spelling,)
        forms |= {base + ending for base in bases for ending in endings if base == spelling or ending != "s"}
    return forms


@lru_cache(maxsize=200_000)
def text_marks(word: str) -> frozenset[str]:
    """The marks of a word of a text as it is written."""
    marks: set[str] = set()
    for folded in umlauts(word):
        marks.update(_marks(folded))
    return frozenset(marks)


def _marks(folded: str) -> Iterator[str]:
    mine = script(folded)
    others = "Lace" if mine == "L" else "Llace".replace(mine, "")
    for bare in _bare(folded):
        yield f"={bare}"
        for code in sounds(bare) if len(bare) >= _SHORT else ():
            if len(code) >= _LONG or not _ordinary(folded):
                yield from (f"~{other}:{code}" for other in others)
    if mine == "L":
        for length in range(_LONG, len(folded) - _SHORT):
            if any(len(rest) > _SHORT and _ordinary(rest) for rest in _rests(folded[length:])):
                yield f"<{folded[:length]}"


def _rests(rest: str) -> tuple[str, ...]:
    """What follows a name in a compound: ``Müllerwohnung``, ``Bremensfahrt``."""
    return (rest, rest[1:]) if rest.startswith("s") else (rest,)


def _bare(folded: str) -> set[str]:
    """A word without what its language may attach to a name."""
    found = {folded}
    if ARABIC.search(folded):
        match = _ARABIC_PREFIX.match(folded)
        longest = match.end() if match else 0
        found |= {folded[cut:] for cut in range(1, longest + 1) if len(folded) - cut >= _SHORT}
        found |= {"ال" + folded[cut:] for cut in range(2, longest + 1) if folded[:cut].endswith("لل")}
        found |= {
            each.removesuffix(end)
            for each in tuple(found)
            for end in _PERSIAN_SUFFIX
            if len(each) - len(end) >= _SHORT
        }
    elif CYRILLIC.search(folded):
        found |= {folded.removesuffix(end) for end in _CYRILLIC if len(folded) - len(end) >= _SHORT}
    elif ETHIOPIC.search(folded):
        found |= {folded.removeprefix(front) for front in _ETHIOPIC_PREFIX if len(folded) - len(front) > 1}
    elif len(folded) > _SOUND_LETTERS and folded.endswith("s"):
        found.add(folded[:-1])
    return found


@lru_cache(maxsize=200_000)
def _ordinary(word: str) -> bool:
    """Whether this is a common word; short ones are not compared by sound.

    Of Arabic and Farsi only those count that say nothing, for half of all names are words there.
    """
    from simplemma import is_known

    if ARABIC.search(word):
        return word in _arabic_stop_words()
    if CYRILLIC.search(word):
        return is_known(word, lang="uk")
    return bool(LATIN.search(word)) and is_known(word, lang=("de", "en"))


@cache
def _arabic_stop_words() -> frozenset[str]:
    """Words such as خیلی, very, which sounds like Haile."""
    return frozenset(fold(word) for language in ("ar", "fa") for word in stop_words(language))


def _joined(word: str) -> set[str]:
    """Digits and letters run together, telephone numbers without the code of the country."""
    if word.isdigit():
        bare = _COUNTRY.sub("", word)
        found = {bare.lstrip("0"), word.lstrip("0")}
    else:
        found = {word}
    return {form for form in found if len(form) >= _DIGITS}


def number_marks(text: str) -> frozenset[str]:
    """The marks of digits and letters run together."""
    if len(text) < _DIGITS and text.isascii():
        return frozenset()
    return frozenset(f"#{joined}" for joined in _joined(fold(text)))
