"""Occupations and illnesses: telling details, proposed with a low score."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.plain import fold
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_SCORE: Final = 0.3
_SHORT: Final = 3
_FEMININE: Final = {"arzt": "ärztin", "koch": "köchin", "anwalt": "anwältin", "bauer": "bäuerin"}
_CAPITAL_ONLY: Final = frozenset(
    ["koch", "bauer", "maler", "maurer", "fischer", "richter", "schneider", "kaufmann", "professor"]
)
_NOT_ILLNESS: Final = ("psychosoz", "depressing", "krebsgang")
_LATIN: Final = re.compile(
    r"(?<![\w-])[a-zäöüß-]{0,20}?(?:"
    + "|".join(map(re.escape, word_list("details", "illness_latin")))
    + r")[a-zäöüß]{0,24}(?!\w)"
)
_CYRILLIC: Final = re.compile(
    r"(?<!\w)(?:" + "|".join(word_list("details", "illness_cyrillic")) + r")\w{0,8}(?!\w)"
)


def _german(noun: str) -> set[str]:
    """The forms of a German noun for an occupation, with those for women."""
    low = noun.lower()
    stem = low.removesuffix("e")
    forms = {low, low + "s", low + "n", low + "en", stem + "in", stem + "innen"}
    if low.endswith("beamter"):
        forms |= {low[:-1], low[:-1] + "n", low[:-2] + "in"}
    return forms | {low.removesuffix(man) + woman for man, woman in _FEMININE.items() if low.endswith(man)}


def _jobs() -> set[str]:
    """Every form of every occupation."""
    forms = {form for noun in word_list("details", "jobs_man") for form in _german(noun)}
    others = word_list("details", "jobs_other")
    forms |= {*others, *(word + "s" for word in others if word.isascii())}
    forms |= _with_particles(others)
    stems, endings = word_list("details", "uk_jobs"), word_list("details", "uk_endings")
    forms |= {stem + ending for stem in stems if len(stem) > _SHORT for ending in ("", *endings)}
    return forms - set(word_list("details", "not_jobs"))


def _with_particles(words: Iterable[str]) -> set[str]:
    """Arabic words with the article and the particles that are written with them."""
    arabic = [word for word in words if "\u0620" <= word[0] <= "\u06ff"]
    return {prefix + word for word in arabic for prefix in ("", "ال", "و", "وال", "بال", "ب", "ل", "لل", "ک")}


def _index(forms: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of each form, folded → the further words that must follow it, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms):
        head, *rest = fold(form).split()
        found.setdefault(head, []).append(tuple(rest))
    return {head: tuple(sorted(rests, key=len, reverse=True)) for head, rests in found.items()}


OCCUPATIONS: Final = _index(_jobs())
_ILLNESSES: Final = _index(
    {*word_list("details", "illness_words")} | _with_particles(word_list("details", "illness_words"))
)


def find_details(plain: Plain) -> Iterator[Identifier]:
    """Occupations and illnesses."""
    yield from _listed(plain, OCCUPATIONS, Kind.OCCUPATION, "occupation")
    yield from _listed(plain, _ILLNESSES, Kind.ILLNESS, "illness")
    for pattern in (_LATIN, _CYRILLIC):
        for match in pattern.finditer(plain.low):
            if not match.group().startswith(_NOT_ILLNESS):
                yield plain.found(*match.span(), Kind.ILLNESS, "illness", _SCORE)


def _listed(
    plain: Plain, index: dict[str, tuple[tuple[str, ...], ...]], kind: Kind, rule: str
) -> Iterator[Identifier]:
    """The listed words of a text; those that are other words too only with a capital."""
    words = plain.words
    for at, word in enumerate(words):
        if word.low in _CAPITAL_ONLY and not word.capital:
            continue
        for rest in index.get(word.low, ()):
            if tuple(w.low for w in words[at + 1 : at + 1 + len(rest)]) == rest:
                yield plain.found(word.start, words[at + len(rest)].end, kind, rule, _SCORE)
                break
