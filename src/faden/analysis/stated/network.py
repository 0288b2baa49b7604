"""A small network that reads the pieces of a sentence and what stands around it.

Eight heads each choose where in the sentence to look and take something from there; beside them stand the
largest value of each feature and the means of the sentence before, the one after and the title. Trained by
``measurements/make_stated.py`` with torch; read here with numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HEADS: Final = 8
AROUND: Final = 3
"""Sentences beside the own one: before, after, and the title of the text; each may be missing."""

LONGEST: Final = 96
"""Pieces of a sentence that are read; what comes later is left out."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as the network sees it.

    Attributes:
        pieces: ``(m, d)`` float32, vectors of its pieces, at least one.
        around: Mean vectors ``(d,)`` of the sentence before, after and of the title; ``None`` where there
            is none.
        signs: How long it is, whether it asks, whether it calls, whether it is a title.
    """

    pieces: Floats
    around: tuple[Floats | None, Floats | None, Floats | None]
    signs: tuple[float, float, float, float]


def signs(text: str, *, title: bool = False) -> tuple[float, float, float, float]:
    """What is seen of a sentence from outside."""
    told = text.rstrip()
    return (
        float(np.log(len(told) + 1) - 4),
        float(told.endswith("?")),
        float(told.endswith("!")),
        float(title),
    )


def scores(sentences: Sequence[Read], weights: Mapping[str, Floats]) -> Floats:
    """``(n,)`` float32 log odds that each sentence makes a proposal.

    Args:
        sentences: The sentences.
        weights: ``mean``, ``spread`` ``(d,)`` of pieces, and matrices and shifts of each layer.
    """
    return np.array([_score(one, weights) for one in sentences], np.float32)


def _score(one: Read, w: Mapping[str, Floats]) -> float:
    seen = _silu(((one.pieces[:LONGEST] - w["mean"]) / w["spread"]) @ w["down"].T + w["down_shift"])
    look = seen @ w["look"].T + w["look_shift"]
    share = np.exp(look - look.max(axis=0))
    share /= share.sum(axis=0)
    values = (seen @ w["value"].T + w["value_shift"]).reshape(len(seen), HEADS, -1)
    taken = np.einsum("mh,mhv->hv", share, values).ravel()
    nothing = np.zeros_like(w["mean"])
    beside = [nothing if v is None else (v - w["mean"]) / w["spread"] for v in one.around]
    around = _silu(w["around"] @ np.concatenate(beside) + w["around_shift"])
    there = [float(v is not None) for v in one.around]
    mixed = np.concatenate([taken, seen.max(axis=0), around, np.array([*one.signs, *there], np.float32)])
    return float(w["out"] @ _silu(w["mix"] @ mixed + w["mix_shift"]) + w["out_shift"][0])


def _silu(x: NDArray[Any]) -> Floats:
    out: Floats = (x / (1 + np.exp(-np.clip(x, -60, 60)))).astype(np.float32)
    return out
