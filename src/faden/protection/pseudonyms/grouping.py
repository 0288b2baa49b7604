"""Occurrences of one name, in all its spellings, as one candidate."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms import skeleton
from faden.protection.pseudonyms.candidates import Candidate, Occurrence, identify
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.lists import bases, read_lists
from faden.protection.pseudonyms.matching import Matcher, fold, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAMED: Final = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.STREET})
"""Kinds whose words are inflected, and searched everywhere once they are found."""


def group(
    found: Iterable[tuple[Kind, Occurrence]], label: Callable[[str], str | None], salt: bytes
) -> tuple[Candidate, ...]:
    """One candidate a name, by descending score, then key.

    Args:
        found: What was found, with its kind.
        label: What the study's list calls a person with this key.
        salt: Random bytes of the vault, for the ids.
    """
    placed = list(found)
    keys = _keys({(kind, one.text) for kind, one in placed})
    groups: dict[tuple[Kind, str], list[Occurrence]] = defaultdict(list)
    for kind, one in placed:
        groups[kind, keys[kind, one.text]].append(one)
    made = []
    for (kind, key), own in groups.items():
        known = label(key) if kind is Kind.PERSON else None
        score = max(one.score for one in own)
        forms = _forms(kind, Counter(visible(one.text) for one in own))
        made.append(Candidate(identify(salt, kind.value, key), kind, key, forms, tuple(own), score, known))
    return tuple(sorted(made, key=lambda c: (-c.score, c.kind.value, c.key)))


def _forms(kind: Kind, counts: Counter[str]) -> tuple[str, ...]:
    """The spellings, the most frequent first; an inflection of another one is none of its own."""
    ordered = sorted(counts, key=lambda form: (-counts[form], form))
    if kind not in NAMED:
        return tuple(ordered)
    bare = list(dict.fromkeys(_uninflected(form) for form in ordered))
    return tuple(form for form in bare if not any(_inflects(form, other) for other in bare if other != form))


def _uninflected(form: str) -> str:
    """A single word without the ending or particle that only its listed form lacks: Alis, وعلي."""
    words = fold(form)
    if len(words) != 1 or words[0] != form:
        return form
    lists = read_lists()
    known = lists.first | lists.surnames | lists.places
    if form in known or form.isupper() or form.islower():
        return form
    return next((base for base in bases(form)[1:] if base in known and _inflects(form, base)), form)


def _inflects(form: str, base: str) -> bool:
    """Whether a form is another one with an ending or a particle, which stay when it is replaced."""
    matches = Matcher([(base, 0)]).find(form)
    return (
        len(matches) == 1
        and not matches[0].other_case
        and len(fold(form)) == len(fold(base))
        and len(base) < len(form)
    )


def _keys(forms: Iterable[tuple[Kind, str]]) -> dict[tuple[Kind, str], str]:
    """The key of each form; an open spelling takes the key of the one written out that it fits."""
    found = {(kind, form): _key(kind, form) for kind, form in sorted(forms)}
    full = {
        key for (kind, form), key in found.items() if kind is Kind.PERSON and skeleton.pattern(form) is None
    }
    for kind, form in found:
        fits = skeleton.pattern(form) if kind is Kind.PERSON else None
        if fits is not None:
            same = sorted(key for key in full if fits.fullmatch(key))
            if len(same) == 1:
                found[kind, form] = same[0]
    return _without_genitive(found)


def _key(kind: Kind, form: str) -> str:
    if kind is Kind.PERSON:
        return skeleton.key(form) or plain(form)
    if kind in NAMED and len(fold(form)) == 1:
        lists, word = read_lists(), fold(form)[0]
        return next((base for base in bases(word) if base in lists.places), word).casefold()
    return plain(form) or form


def _without_genitive(found: dict[tuple[Kind, str], str]) -> dict[tuple[Kind, str], str]:
    """Forms in ``s`` beside the same form without it are one name: Alis, Haddads."""
    there = {(kind, plain(form)): key for (kind, form), key in found.items()}
    return {
        (kind, form): there.get((kind, plain(form)[:-1]), key)
        if kind in NAMED and plain(form).endswith("s")
        else key
        for (kind, form), key in found.items()
    }


def plain(form: str) -> str:
    """A form as it is compared where only words count, not their case."""
    return " ".join(fold(form)).casefold()
