"""Kernel ridge regression that learns and forgets one example at a time, exactly.

What it says after any number of steps is what a fit from scratch says, up to rounding. It also knows, without
fitting anew, what it would say of each example had it not seen it, and what any example weighs.

Source:
    Saunders, C. et al. (1998), Ridge Regression Learning Algorithm in Dual Variables. Inverses of
    bordered tables, leave-one-out in closed form: Rasmussen, C. & Williams, C. (2006), Gaussian
    Processes for Machine Learning, A.3 and 5.4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.suggest._numbers import inverse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PENALTY: Final = 5.0
"""What is added to each example's likeness with itself; 1.2 to 7 were tried on the development part."""

WAITING: Final = 64
"""Examples that are kept beside the large table before they are worked into it."""


class Ridge:
    """Scores of examples and others, from how alike they are.

    Args:
        alike: ``(n, n)`` how alike the examples are.
        truth: ``(n, codes)`` what each should score.
    """

    def __init__(self, alike: Floats, truth: Floats) -> None:
        self._base = _inverse(alike + PENALTY * np.eye(len(alike), dtype=np.float32))
        self.truth = truth.astype(np.float32)
        self._plain = self._base @ self.truth
        self._clear_waiting()

    def _clear_waiting(self) -> None:
        size = len(self._base)
        self._across = np.zeros((0, size), np.float32)  # likeness of those that wait with the others
        self._pulled = np.zeros((0, size), np.float32)  # the same times the large table
        self._among = np.zeros((0, 0), np.float32)
        self._turned = np.zeros((0, 0), np.float32)
        self._solve()

    def _solve(self) -> None:
        """Weights of all examples from the large table and those that wait."""
        known = len(self._base)
        late = self._turned @ (self.truth[known:] - self._across @ self._plain)
        self.weights = np.vstack([self._plain - self._pulled.T @ late, late])

    def __len__(self) -> int:
        """Number of examples."""
        return len(self.truth)

    def scores(self, alike: Floats) -> Floats:
        """``(m, codes)`` scores of passages that are so much ``(m, n)`` alike the examples."""
        found: Floats = alike @ self.weights
        return found

    def unseen(self) -> Floats:
        """``(n, codes)`` what each example would score had it not been learnt."""
        found: Floats = (self.truth - self.weights / self._diagonal()[:, None]).astype(np.float32)
        return found

    def unseen_at(self, row: int) -> Floats:
        """``(codes,)`` the same of one example."""
        found: Floats = self.truth[row] - self.weights[row] / self._column(row)[row]
        return found

    def _diagonal(self) -> Floats:
        added = np.einsum("ik,ij,jk->k", self._pulled, self._turned, self._pulled, optimize=True)
        return np.concatenate([np.diag(self._base) + added, np.diag(self._turned)])

    def _column(self, row: int) -> Floats:
        """One column of the inverse."""
        known = len(self._base)
        if row >= known:
            late = self._turned[:, row - known]
            return np.concatenate([-self._pulled.T @ late, late])
        late = self._turned @ self._pulled[:, row]
        return np.concatenate([self._base[row] + self._pulled.T @ late, -late])

    def without(self, row: int, alike: Floats) -> Floats:
        """``(codes,)`` by how much the scores of a passage fall when this example is taken away."""
        column = self._column(row)
        found: Floats = self.weights[row] * ((alike @ column) / column[row])
        return found

    def unseen_without(self, row: int, taken: int) -> Floats:
        """``(codes,)`` by how much the unseen scores of one example fall when another is taken away."""
        mine, other = self._column(row), self._column(taken)
        lost = other[row] / other[taken]
        rest = mine[row] - other[row] * lost
        change = (self.weights[row] - self.weights[taken] * lost) / rest - self.weights[row] / mine[row]
        found: Floats = change
        return found

    def add(self, alike: Floats, itself: float, truth: Floats) -> None:
        """Learn one more example.

        Args:
            alike: ``(n,)`` how alike it is the others.
            itself: How alike it is itself.
            truth: ``(codes,)`` what it should score.
        """
        if len(self.truth) - len(self._base) >= WAITING:
            self._work_in()
        known = len(self._base)
        self.truth = np.vstack([self.truth, truth[None]]).astype(np.float32)
        old, late = alike[:known], alike[known:]
        self._across = np.vstack([self._across, old[None]])
        self._pulled = np.vstack([self._pulled, (self._base @ old)[None]])
        self._among = np.block([[self._among, late[:, None]], [late[None], np.array([[itself + PENALTY]])]])
        rest = self._among - self._pulled @ self._across.T
        self._turned = np.linalg.inv(rest.astype(np.float64)).astype(np.float32)
        self._solve()

    def _work_in(self) -> None:
        if not len(self._across):
            return
        side = -(self._pulled.T @ self._turned)
        self._base = np.block([[self._base - side @ self._pulled, side], [side.T, self._turned]])
        self._plain = self._base @ self.truth
        self._clear_waiting()

    def correct(self, row: int, code: int, truth: float) -> None:
        """Learn that an example should score otherwise under one code."""
        change = np.float32(truth) - self.truth[row, code]
        self.truth[row, code] += change
        if row < len(self._base):
            self._plain[:, code] += self._base[row] * change
        self._solve()

    def forget(self, row: int) -> None:
        """Take an example away; those after it move up."""
        self._work_in()
        kept = np.arange(len(self.truth)) != row
        column = self._base[row, kept]
        self._base = self._base[np.ix_(kept, kept)] - np.outer(column, column / self._base[row, row])
        self.truth = self.truth[kept]
        self._plain = self._base @ self.truth
        self._clear_waiting()

    def add_code(self) -> None:
        """Make room for one more code that nothing carries yet."""
        none = np.zeros((len(self.truth), 1), np.float32)
        self.truth = np.hstack([self.truth, none])
        self._plain = np.hstack([self._plain, none[: len(self._base)]])
        self._solve()


def _inverse(table: Floats) -> Floats:
    return inverse(table) if len(table) else table
