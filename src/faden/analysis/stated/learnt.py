"""Whether a sentence makes a proposal, as learnt from German citizens' contributions.

German sentences are judged by their pieces and by a network that reads them with their neighbours. For other
languages only the meaning speaks: a line through centred sentence vectors, drawn on German sentences alone.

Source:
    Romberg, J. & Conrad, S. (2021), Citizen Involvement in Urban Planning: How Can Municipalities Be
    Supported in Evaluating Public Participation Processes? (cimt_arguments, CC BY-SA 4.0). Weights:
    ``measurements/make_stated.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from faden.analysis.stated.network import Read, scores, signs
from faden.analysis.stated.pieces import weights
from faden.analysis.stated.reading import read
from faden.language.centring import centre
from faden.language.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from faden.language.embedding import Embedder, TokenEmbedder

    Floats = NDArray[np.float32]

WEIGHTS: Final = Path(__file__).with_name("assets") / "stated.npz"
SEEDS: Final = 3
"""Networks, each trained from another beginning; their log odds are averaged."""

SHARE: Final = 0.3
"""How much the words count beside the network; chosen on the part for development (LOG.md)."""

LINE: Final = -0.4
"""Fused log odds from which a sentence counts as a proposal; chosen there too."""

LAYERS: Final = 9
"""Layers of the model after which pieces are read: the last ones serve likeness, not how it is said."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in a language.

    Attributes:
        text: Its words.
        language: Their language; ``None`` where it is not known.
    """

    text: str
    language: str | None = None


@cache
def _weights() -> Mapping[str, Any]:
    with np.load(WEIGHTS) as content:
        return {name: content[name] for name in content.files}


def log_odds(texts: Sequence[Sequence[str]], embedder: TokenEmbedder) -> list[Floats]:
    """For each text ``(n,)`` float32 of its sentences: from `LINE` on a sentence counts as a proposal.

    Args:
        texts: German sentences in their order, of each text; they are read together, and no text depends on
            the others.
        embedder: `faden.language.embedding.early_embedder` with `LAYERS`; the weights hold for no other.
    """
    cleaned = [[clean(sentence) for sentence in text] for text in texts]
    return [
        _words(text) + _read(text, pieces)
        for text, pieces in zip(cleaned, read(cleaned, embedder), strict=True)
    ]


def _words(text: Sequence[str]) -> Floats:
    """The share of the words in the log odds."""
    kept = _weights()
    common = frozenset(str(word) for word in kept["common"])
    size, shift = kept["words_size"]
    line = kept["words"]
    odds = [
        size * sum(weight * float(line[slot]) for slot, weight in weights(sentence, common).items()) + shift
        for sentence in text
    ]
    return SHARE * np.array(odds, np.float32)


def _read(text: Sequence[str], pieces: Sequence[NDArray[np.float16]]) -> Floats:
    """Mean log odds by the networks."""
    own = [each.astype(np.float32) for each in pieces]
    means: list[Floats | None] = [None, *(each.mean(axis=0) for each in own), None]
    sentences = [
        Read(own[at], (means[at], means[at + 2], None), signs(sentence)) for at, sentence in enumerate(text)
    ]
    told = [scores(sentences, _network(seed)) for seed in range(SEEDS)]
    odds: Floats = np.mean(told, axis=0, dtype=np.float32)
    return odds


@cache
def _network(seed: int) -> Mapping[str, Floats]:
    start = f"{seed}_"
    kept = _weights()
    return {n.removeprefix(start): v.astype(np.float32) for n, v in kept.items() if n.startswith(start)}


def meaning_odds(sentences: Sequence[Told], embedder: Embedder) -> Floats:
    """``(n,)`` float32 log odds by meaning alone, for sentences in any language."""
    kept = _weights()
    vectors = embedder.embed([one.text for one in sentences])
    centred = centre(vectors, [one.language for one in sentences], model=embedder.name)
    odds: Floats = (centred @ kept["meaning"] + kept["meaning_shift"][0]).astype(np.float32)
    return odds
