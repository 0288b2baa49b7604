"""Search by meaning: passages whose vectors lie near that of the question, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from faden.language.centring import centre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from faden.analysis.search.values import Passage
    from faden.language.embedding import Embedder


class Meaning:
    """The vectors of passages, each by itself and with what stands around it.

    Passages that no model may read have none, and are never given to one.

    Args:
        passages: The passages.
        embedder: What gives the vectors.
    """

    def __init__(self, passages: Sequence[Passage], embedder: Embedder) -> None:
        self._embedder = embedder
        self._read = np.array([row for row, one in enumerate(passages) if one.machine], np.intp)
        self._size = len(passages)
        told = [passages[row] for row in self._read]
        languages = [one.language for one in told]
        self._own = self._centred([one.text for one in told], languages)
        self._around = self._centred([one.around for one in told], languages)

    def scores(self, text: str, language: str | None) -> NDArray[np.float64]:
        """How near each passage is to a question.

        Returns:
            ``(n, 2)`` cosines from -1 to 1 in the order of the passages: of the passage by itself, and
            with what stands around it; NaN where no model may read it.
        """
        asked = self._centred([text], [language])[0]
        near = np.full((self._size, 2), np.nan)
        near[self._read, 0] = self._own @ asked
        near[self._read, 1] = self._around @ asked
        return near

    def _centred(self, texts: Sequence[str], languages: Sequence[str | None]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self._embedder.dimension), np.float32)
        return centre(self._embedder.embed(texts), languages, model=self._embedder.name)
