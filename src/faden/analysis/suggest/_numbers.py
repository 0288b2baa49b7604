"""The only door of suggestions to scikit-learn and scipy: texts as pieces of words, and two solvers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

SHORTEST: Final = 3
LONGEST: Final = 5
"""Letters of a piece of a word: German compounds share pieces where they share no word."""

FREQUENT: Final = 0.2
"""Pieces in more than this share of the texts say little, and cost the most."""

MANY: Final = 50
"""Texts from which frequent and single pieces are left out."""


_HANDFUL: Final = 8


class Pieces:
    """Texts as weights of the pieces of their words (TF-IDF); the weights are those of the texts given first.

    Args:
        texts: What to learn from how common each piece is.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        many = len(texts) >= MANY
        self._weigh = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(SHORTEST, LONGEST),
            sublinear_tf=True,
            min_df=2 if many else 1,
            max_df=FREQUENT if many else 1.0,
            dtype=np.float32,
        )
        try:
            self._weigh.fit(texts or ["…"])
        except ValueError:  # no piece is left, as of texts without letters
            self._weigh.set_params(min_df=1, max_df=1.0).fit(["faden"])

    def weights(self, texts: Sequence[str]) -> Any:
        """``(n, pieces)`` sparse float32, each row of length 1, or 0 where it has no known piece."""
        return self._weigh.transform(texts) if texts else self._weigh.transform(["…"])[:0]


def products(some: Any, others: Any) -> NDArray[np.float32]:
    """``(n, m)`` float32: the product of each row of one sparse table with each of the other."""
    if some.shape[0] <= _HANDFUL:  # turning the large table around would take longer than multiplying it
        return np.ascontiguousarray((others @ some.T.toarray()).T, np.float32)
    return np.asarray((some @ others.T).toarray(), np.float32)


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
