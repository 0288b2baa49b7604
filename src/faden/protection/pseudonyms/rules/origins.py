"""Nationalities, peoples, languages and religions, inflected, in six languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.plain import fold
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

# German is what most speak and the host country: it tells nothing, and stands in every second sentence.
_ADJECTIVES: Final = word_list("origins", "adjectives")
_WEAK: Final = word_list("origins", "weak")
_STRONG: Final = word_list("origins", "strong")
_TONGUES: Final = word_list("origins", "tongues")
_ENGLISH: Final = word_list("origins", "english")
_CAPITAL_ONLY: Final = frozenset(word_list("origins", "capital_only"))
_NEVER: Final = frozenset(["polen", "rom", "iren", "iran", "irak", "eritrea", "somali"]) - {"somali"}
_ARABIC: Final = word_list("origins", "arabic")
_PERSIAN: Final = word_list("origins", "persian")
_UKRAINIAN: Final = word_list("origins", "ukrainian")
_UK_ENDINGS: Final = (
    "",
    "а",
    "и",
    "і",
    "у",
    "ю",
    "ою",
    "ам",
    "ами",
    "ах",
    "ки",
    "ці",
    "ця",
    "цю",
    "ем",
    "ом",
    "ів",
    "ин",
    "ина",
    "инка",
    "ка",
    "ку",
    "ий",
    "ого",
    "ому",
    "им",
    "их",
    "ими",
    "ої",
    "ій",
    "е",
    "єць",
    "ець",
    "ь",
    "я",
    "ями",
    "ею",
    "иною",
    "є",
    "ку",
    "кою",
    "ові",
    "еві",
)
_NOT_UK: Final = frozenset(word_list("origins", "not_uk")) - {"поляку", "турку", "турки", "ромі"}
_TIGRINYA: Final = word_list("origins", "tigrinya")


def _forms() -> dict[str, bool]:
    """Every form, folded; with whether it counts only with a capital."""
    forms: set[str] = set()
    for stem in _ADJECTIVES:
        forms |= {stem + ending for ending in ("", "e", "er", "es", "en", "em")}
    for stem in _WEAK:
        forms |= {stem.lower() + ending for ending in ("e", "en", "in", "innen")}
    for noun in _STRONG:
        low = noun.lower().removesuffix("e") if noun.endswith("e") else noun.lower()
        forms |= {
            low + ending
            for ending in ("", "s", "n", "en", "in", "innen", "e")
            if low + ending != low or noun.lower() == low
        }
    forms |= {*_TONGUES, *_ENGLISH, "bahá'í"}
    for word in _ARABIC:
        forms |= {word, "ال" + word, "وال" + word, "و" + word, "بال" + word, "لل" + word, "كال" + word}
    forms |= {word.split("\u200c")[0] for word in _PERSIAN}
    forms |= {stem + ending for stem in _UKRAINIAN for ending in _UK_ENDINGS if ending or len(stem) > 3}  # noqa: PLR2004
    forms |= {"турок", "українець", "сирієць", "єврей", "євреї", "євреїв", *_TIGRINYA}
    forms |= {prefix + word for word in _TIGRINYA for prefix in ("ን", "ብ", "ናይ", "ካብ", "ከም")}
    return {fold(form): fold(form) in _CAPITAL_ONLY for form in forms} | dict.fromkeys(
        map(fold, _CAPITAL_ONLY), True
    )


ORIGINS: Final = {
    form: capital
    for form, capital in _forms().items()
    if form not in _NEVER and form not in _NOT_UK and len(form) > 1
}
_DOUBTFUL: Final = frozenset(
    map(
        fold,
        word_list("origins", "doubtful"),
    )
)
_VERB: Final = frozenset(map(fold, ["کرد", "كرد", "وكرد", "ترک", "ترك", "لر"]))
"""کرد is "did" more often than "Kurd", ترک "left": only beside a word that speaks of people."""


def find_origins(plain: Plain) -> Iterator[Identifier]:
    """Words that name a nationality, a people, a language or a religion."""
    words = plain.words
    for at, word in enumerate(words):
        if word.low not in ORIGINS or (ORIGINS[word.low] and not word.capital):
            continue
        if word.low in _VERB and not (
            at and words[at - 1].low in {"من", "ما", "يك", "زبان", "قوم", "خانواده", "مردم"}
        ):
            continue
        yield plain.found(word.start, word.end, Kind.ORIGIN, "origin", 0.3 if word.low in _DOUBTFUL else 0.5)
