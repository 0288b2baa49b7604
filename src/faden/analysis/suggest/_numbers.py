"""The only door of suggestions to scikit-learn and scipy: texts as pieces of words, and two solvers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

SHORTEST: Final = 3
LONGEST: Final = 6
"""Letters of a piece of a word: German compounds share pieces where they share no word."""

PAIRS: Final = 2
"""Words in a row that count as one piece besides."""

WORDS: Final = 1.0
"""Share of whole words and their pairs beside pieces of words, which count 1; .5, 1 and 1.5 were tried."""

FREQUENT: Final = {"char_wb": 0.2, "word": 0.3}
"""Pieces in more than this share of the texts say little, and cost the most."""

MANY: Final = 50
"""Texts from which frequent and single pieces are left out."""

LENGTH: Final = 1 + WORDS
"""The square of the length of a text of known pieces and words."""

_HANDFUL: Final = 8


class Pieces:
    """Texts as weights of the pieces of their words, and of whole words and pairs of them (TF-IDF).

    The weights are those of the texts given first.

    Args:
        texts: What to learn from how common each piece is.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._ways = (_weights(texts, "char_wb", (SHORTEST, LONGEST)), _weights(texts, "word", (1, PAIRS)))

    def weights(self, texts: Sequence[str]) -> Any:
        """``(n, pieces)`` sparse float32; the square of a row's length is at most `LENGTH`."""
        from scipy.sparse import hstack

        pieces, words = (way.transform(texts or ["…"]) for way in self._ways)
        whole = hstack([pieces, words * np.float32(WORDS**0.5)], format="csr", dtype=np.float32)
        return whole[: len(texts)]


def _weights(texts: Sequence[str], analyser: str, lengths: tuple[int, int]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    many = len(texts) >= MANY
    weigh = TfidfVectorizer(
        analyzer=analyser,
        ngram_range=lengths,
        sublinear_tf=True,
        min_df=2 if many else 1,
        max_df=FREQUENT[analyser] if many else 1.0,
        dtype=np.float32,
    )
    try:
        return weigh.fit(texts or ["…"])
    except ValueError:  # no piece is left, as of texts without letters
        return weigh.set_params(min_df=1, max_df=1.0).fit(["faden"])


def products(some: Any, others: Any) -> NDArray[np.float32]:
    """``(n, m)`` float32: the product of each row of one sparse table with each of the other."""
    if some.shape[0] <= _HANDFUL:  # turning the large table around would take longer than multiplying it
        return np.ascontiguousarray((others @ some.T.toarray()).T, np.float32)
    return np.asarray((some @ others.T).toarray(), np.float32)


def weighed(some: Any, others: Any, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """``(n, k)`` float32: what `products` times ``(m, k)`` weights of the others gives, but quicker."""
    return np.asarray(some @ (others.T @ weights), np.float32)


def stacked(some: Any, others: Any) -> Any:
    """The rows of one sparse table, then those of the other."""
    from scipy.sparse import vstack

    return vstack([some, others], format="csr")


def inverse(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """The inverse of a symmetric positive definite table.

    Raises:
        ValueError: It is none.
    """
    from scipy.linalg.lapack import spotrf, spotri

    factor, failed = spotrf(table, lower=1, clean=1)
    if failed:
        raise ValueError("not positive definite")
    half, failed = spotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise ValueError("not positive definite")
    lower = np.tril(half)
    whole: NDArray[np.float32] = np.ascontiguousarray(lower + np.tril(half, -1).T)
    return whole


def minimise(
    loss: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    start: NDArray[np.float64],
    *,
    steps: int = 200,
) -> NDArray[np.float64]:
    """Where a convex function is least, from its value and slope."""
    from scipy.optimize import minimize

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return np.asarray(found.x, np.float64)
