"""The probe: which words are names, read off the vectors that the packaged language model has for them.

One small network over the vectors of a word and of its neighbours, trained on German
(``measurements/make_probe.py``); it carries over to other languages that the model knows.

Source:
    Alain, G. & Bengio, Y. (2016), Understanding intermediate layers using linear classifier probes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.language.embedding import default_embedder
from faden.language.tokens import word_vectors
from faden.protection.pseudonyms.combining import LEAST
from faden.protection.pseudonyms.features import VERSION, features, looks
from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.kinship import TITLES
from faden.protection.pseudonyms.matching import split_words
from faden.protection.pseudonyms.things import name_ends, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from faden.language.embedding import TokenEmbedder
    from faden.protection.pseudonyms.matching import Word

CLASSES: Final = ("none", "person", "place", "organisation", "street", "derived")
"""What the probe tells apart; ``derived`` are words made from places, such as "Kieler" and "deutsch"."""

WEIGHTS: Final = "probe.npz"
"""The weights, in ``faden/protection/assets``."""

THRESHOLD: Final = 0.05
"""From which probability of being no common word on a word is proposed.

Weak ones count beside other detectors only; see `combining.LEAST`.
"""

_KINDS: Final = {
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "organisation": Kind.ORGANISATION,
    "street": Kind.STREET,
}
_PARTICLES: Final = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "zu",
        "zum",
        "zur",
        "vom",
        "del",
        "di",
        "da",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "ter",
        "ten",
        "la",
        "le",
    ]
)
_ABBREVIATED: Final = 2
"""Letters of a word behind which a stop is that of an abbreviation."""

_Judged = tuple[Kind | None, float]
_JOINED: Final = re.compile(r"[ \u00a0]|\.? ?|[ \u00a0]?[-‐‑'’/&][ \u00a0]?")


@dataclass(frozen=True, slots=True)
class Probe:
    """The network: one hidden layer.

    Attributes:
        inner: ``(f, h)`` float32.
        inner_bias: ``(h,)`` float32.
        outer: ``(h, c)`` float32.
        outer_bias: ``(c,)`` float32.
    """

    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    outer_bias: NDArray[np.float32]

    def classify(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """``(n, c)`` probabilities in the order of `CLASSES` for ``(n, f)`` features."""
        hidden = np.maximum(rows @ self.inner + self.inner_bias, 0)
        scores = hidden @ self.outer + self.outer_bias
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
        return shares


@cache
def read_probe() -> Probe:
    """The packaged weights.

    Raises:
        ValueError: They were made for other features; the package is broken.
    """
    with (files("faden.protection") / "assets" / WEIGHTS).open("rb") as file:
        made = np.load(file, allow_pickle=False)
        if int(made["version"]) != VERSION:
            raise ValueError(WEIGHTS)
        return Probe(
            *(made[name].astype(np.float32) for name in ("inner", "inner_bias", "outer", "outer_bias"))
        )


class ProbeDetector:
    """Proposes names of persons, places, organisations and streets."""

    name: Final = "probe"

    def __init__(self, embedder: TokenEmbedder | None = None) -> None:
        """Use an embedder, by default the packaged one; the weights fit that one alone."""
        self._embedder = embedder

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """The names in a text; neighbouring words of one kind are one name."""
        return self.find_many([(text, language)])[0]

    def find_many(self, texts: Sequence[tuple[str, str]]) -> list[list[Identifier]]:
        """What `find` gives for each text with its language, several times as fast."""
        split = [split_words(text) for text, _ in texts]
        spans = [[(word.start, word.end) for word in words] for words in split]
        found: list[list[Identifier]] = []
        if not any(spans):
            return [[] for _ in texts]
        embedder = self._embedder or default_embedder()
        vectors = word_vectors([(text, own) for (text, _), own in zip(texts, spans, strict=True)], embedder)
        for (text, _), words, own in zip(texts, split, vectors, strict=True):
            shares = read_probe().classify(features(own, looks(text, words))) if words else ()
            judged = [_kind(word, row) for word, row in zip(words, shares, strict=True)]
            found.append(_named(text, words, _without_letters(text, words, judged), self.name))
        return found


def _named(text: str, words: Sequence[Word], judged: Sequence[_Judged], by: str) -> list[Identifier]:
    """Names out of words: neighbours of one kind are one."""
    found: list[Identifier] = []
    for at, word in enumerate(words):
        kind, score = _bridged(words, judged, at)
        if kind is None:
            continue
        start = word.start
        gap = text[words[at - 1].end : start] if at else ""
        beside = found and found[-1].end == words[at - 1].end and found[-1].kind is kind
        strong = score >= LEAST and found and found[-1].score >= LEAST
        if beside and strong and _JOINED.fullmatch(gap) and not _stops(words[at - 1], gap, kind):
            start, score = found[-1].start, max(score, found.pop().score)
        found.append(Identifier(start, word.end, kind, text[start : word.end], by, round(score, 3)))
    return found


def _stops(word: Word, gap: str, kind: Kind) -> bool:
    """Whether the stop behind a word ends a sentence: behind "M." and "Dr." a name goes on."""
    short = len(word.text) <= _ABBREVIATED or word.key.casefold() in TITLES
    return kind is not Kind.STREET and "." in gap and not short


def _without_letters(text: str, words: Sequence[Word], judged: Sequence[_Judged]) -> list[_Judged]:
    """What words are, but letters that abbreviate no name, and words that begin with one, such as E-Mail."""
    spans = shortened(text)
    letters = {
        w.start for w in words if len(w.text) == 1 and text[w.end : w.end + 1] not in {".", "-", "'", "’"}
    }
    return [
        (None, 0.0) if word.start in letters or any(a <= word.start < b for a, b in spans) else one
        for word, one in zip(words, judged, strict=True)
    ]


def _bridged(words: Sequence[Word], judged: Sequence[_Judged], at: int) -> _Judged:
    """What a word is; a particle behind a person's name and before another name belongs to it."""
    first, last = at, at
    while first > 0 and words[first].key.lower() in _PARTICLES:
        first -= 1
    while last + 1 < len(words) and words[last].key.lower() in _PARTICLES:
        last += 1
    inside = [word.key.lower() for word in words[first + 1 : last]]
    if first < at < last and name_ends([words[first].key, *inside, words[last].key]) <= len(inside):
        return None, 0.0
    if first < at < last and judged[first][0] is Kind.PERSON and judged[last][0] is not None:
        return judged[first]
    behind = (
        at and words[at - 1].key.lower() in _PARTICLES and judged[at][0] in {Kind.PLACE, Kind.ORGANISATION}
    )
    if behind and _bridged(words, judged, at - 1)[0] is Kind.PERSON:
        return Kind.PERSON, judged[at][1]
    return judged[at]


def _kind(word: Word, shares: NDArray[np.float32]) -> _Judged:
    """What a word is proposed as: the likeliest class, if that it is a common word is unlikely enough."""
    score = float(1 - shares[0])
    if score < THRESHOLD or word.text.isdigit():
        return None, 0.0
    name = CLASSES[1 + int(np.argmax(shares[1:]))]
    if name == "derived":
        return (Kind.PLACE if word.text[0].isupper() and word.text.endswith("er") else Kind.ORIGIN), score
    return _KINDS[name], score
