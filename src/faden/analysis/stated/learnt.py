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

SHARE: Final = 0.75
"""How much the words count beside the network; chosen on the part for development (LOG.md)."""

LINE: Final = -0.6
"""Fused log odds from which a sentence counts as a proposal; chosen there too."""

_AT_ONCE: Final = 256


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what stands around it.

    Attributes:
        text: Its words.
        language: Their language; ``None`` where it is not known.
        before: The sentence before it in the same turn; empty where there is none.
        after: The sentence after it; empty where there is none.
        title: Whether it is a title or a note rather than speech.
    """

    text: str
    language: str | None = None
    before: str = ""
    after: str = ""
    title: bool = False


@cache
def _weights() -> Mapping[str, Any]:
    with np.load(WEIGHTS) as content:
        return {name: content[name] for name in content.files}


def log_odds(sentences: Sequence[Told], embedder: TokenEmbedder) -> Floats:
    """``(n,)`` float32: above `LINE` a German sentence counts as a proposal.

    Args:
        sentences: German sentences.
        embedder: The default embedder; the weights hold for no other.
    """
    kept = _weights()
    common = frozenset(str(word) for word in kept["common"])
    size, shift = kept["words_size"]
    found = np.empty(len(sentences), np.float32)
    for at, one in enumerate(sentences):
        row = weights(clean(one.text), common)
        line = kept["words"]
        found[at] = SHARE * (size * sum(weight * float(line[slot]) for slot, weight in row.items()) + shift)
    found += _read(sentences, embedder)
    return found


def _read(sentences: Sequence[Told], embedder: TokenEmbedder) -> Floats:
    """Log odds by the networks."""
    texts = [clean(text) for one in sentences for text in (one.text, one.before, one.after) if text.strip()]
    means: dict[str, Floats] = {}
    own: dict[str, Floats] = {}
    wanted = {clean(one.text) for one in sentences}
    unique = list(dict.fromkeys(texts))
    for at in range(0, len(unique), _AT_ONCE):
        some = unique[at : at + _AT_ONCE]
        for text, pieces in zip(some, embedder.token_vectors(some), strict=True):
            if len(pieces.vectors):
                means[text] = pieces.vectors.mean(axis=0)
                if text in wanted:
                    own[text] = pieces.vectors.astype(np.float16)
    dimension = embedder.dimension
    read = [
        Read(
            own.get(clean(one.text), np.zeros((1, dimension), np.float16)).astype(np.float32),
            (means.get(clean(one.before)), means.get(clean(one.after)), None),
            signs(clean(one.text), title=one.title),
        )
        for one in sentences
    ]
    total = np.zeros(len(sentences), np.float32)
    for seed in range(SEEDS):
        total += scores(read, _network(seed)) / SEEDS
    return total


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
