"""Landmarks: fixed places in the space of meaning, from which every grouping starts.

Two random parts of a study rarely have the same middles, and what is grouped by their own middles alone falls
apart differently each time. Landmarks are the same for all: middles of short texts on everyday, public and
general subjects, learnt once and without any label.

Source:
    ``measurements/make_landmarks.py``.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS: Final = 127
"""Steps in which a number of a landmark is written, to each side of nought."""


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """Places that statements are compared with, for one model.

    Attributes:
        model: Name and version of the model (`Embedder.name`).
        middles: ``(r, d)`` float32, in the space of sharpened vectors without what all of a set share.
        weights: ``(r,)`` float32, how many texts each stands for.
    """

    model: str
    middles: NDArray[np.float32]
    weights: NDArray[np.float32]


@cache
def read_landmarks() -> Landmarks:
    """The landmarks that faden ships, learnt with the default model."""
    content = json.loads(resources.files("faden.language").joinpath("landmarks.json").read_text("utf-8"))
    weights = np.array(content["weights"], np.float32)
    rows = np.frombuffer(base64.b64decode(content["middles"]), np.int8).astype(np.float32)
    middles = rows.reshape(len(weights), -1) * np.float32(content["largest"] / STEPS)
    return Landmarks(content["model"], middles, weights)


def landmarks_of(model: str) -> Landmarks | None:
    """The landmarks for a model; ``None`` where none were learnt."""
    shipped = read_landmarks()
    return shipped if shipped.model == model else None
