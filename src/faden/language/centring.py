"""Vectors without their language: what remains is what a text is about.

Raw vectors of a multilingual model lie first by language and only then by subject, so that a
clustering finds languages. Every language shifts its texts by nearly the same amount; that amount
is subtracted.

Source:
    Libovický, J. et al. (2020), On the Language Neutrality of Pre-trained Multilingual
    Representations (centring by language). The offsets: ``measurements/make_offsets.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

MINIMUM: Final = 10
"""Texts from which a mean is taken where there is no measured offset; fewer say too little."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """How far each language shifts the vectors of one model.

    Attributes:
        model: Name and version of the model (`Embedder.name`).
        languages: Language code → ``(d,)`` float32.
        common: ``(d,)`` float32, the mean over languages: for texts of an unknown language.
    """

    model: str
    languages: Mapping[str, NDArray[np.float32]]
    common: NDArray[np.float32]


@cache
def read_offsets() -> Offsets:
    """The offsets that faden ships, measured on parallel texts with the default model."""
    content = json.loads(resources.files("faden.language").joinpath("offsets.json").read_text("utf-8"))
    languages = {code: np.array(entry["offset"], np.float32) for code, entry in content["languages"].items()}
    return Offsets(content["model"], languages, np.mean(list(languages.values()), axis=0, dtype=np.float32))


def centre(
    vectors: NDArray[np.float32], languages: Sequence[str | None], *, model: str
) -> NDArray[np.float32]:
    """Vectors without the share of their language.

    Each vector loses the measured offset of its language; then it does not depend on the others.
    The set's own mean would be wrong: where languages tell of different subjects it takes the
    subjects away too (``measurements/language.py``: worse than raw). Where there is none, it loses the mean
    of the given vectors in this language if there are ten or more, else the common offset: that of
    the model, or the mean of all given vectors; with fewer than ten of them it stays as it is.

    Args:
        vectors: ``(n, d)`` float32, each of length 1.
        languages: The language of each; ``None`` where it is not known.
        model: Name of the embedder that made the vectors; offsets hold for one model only.

    Returns:
        ``(n, d)`` float32 in the same order, each of length 1 again.
    """
    shipped = read_offsets()
    measured = shipped if shipped.model == model else None
    centred = np.empty_like(vectors)
    for language in set(languages):
        rows = np.array([code == language for code in languages])
        centred[rows] = vectors[rows] - _offset(vectors, rows, language, measured)
    return _unit(centred, vectors)


def without_common(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Centred vectors of one set without what all of them share, such as how people speak.

    For neighbours and clusters within the set; not for comparing vectors across sets.

    Returns:
        ``(n, d)`` float32 in the same order, each of length 1; unchanged below ten vectors.
    """
    if len(vectors) < MINIMUM:
        return vectors
    return _unit(vectors - _mean(vectors), vectors)


def _offset(
    vectors: NDArray[np.float32], rows: NDArray[np.bool_], language: str | None, measured: Offsets | None
) -> NDArray[np.float32]:
    """What the vectors in these rows, all of one language, lose."""
    if language is not None:
        if measured is not None and language in measured.languages:
            return measured.languages[language]
        if rows.sum() >= MINIMUM:
            return _mean(vectors[rows])
    if measured is not None:
        return measured.common
    return _mean(vectors) if len(vectors) >= MINIMUM else np.zeros(vectors.shape[1], np.float32)


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = vectors.mean(axis=0, dtype=np.float32)
    return mean


def _unit(centred: NDArray[np.float32], raw: NDArray[np.float32]) -> NDArray[np.float32]:
    """Length 1 again; a vector of which nothing remains (many equal texts) stays as it was."""
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    gone = length < 1e-6  # noqa: PLR2004 - float32 rounding of a difference of unit vectors
    unit: NDArray[np.float32] = np.where(gone, raw, centred / np.where(gone, 1, length)).astype(np.float32)
    return unit
