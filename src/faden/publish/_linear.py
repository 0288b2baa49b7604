"""Linear programmes: the one door to scipy's solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

_Name = TypeVar("_Name", bound="Hashable")

_CLEAR: Final = 1e-6
"""All factors are whole and small, so that what is not exactly zero is far from it."""


class Row(NamedTuple):
    """Unknown numbers with their factors, and what they come to.

    Attributes:
        factors: Name of a number → its factor.
        sum: What the row comes to; in a row that bounds, the most that it comes to.
    """

    factors: Mapping[Any, int]
    sum: int = 0


def constant(
    names: Sequence[_Name], equal: Sequence[Row], most: Sequence[Row], wanted: Sequence[Mapping[_Name, int]]
) -> list[bool]:
    """For each wanted sum, whether all numbers that fit allow it one value only.

    One programme finds which bounds are always reached; a sum has one value where it is made of these and of
    the equations. Where the solver gives up, every sum is taken to have one value.

    Args:
        names: The unknown numbers.
        equal: Rows that come to their sum.
        most: Rows that come to their sum at most.
        wanted: Number → factor, for each sum that is asked for.
    """
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import block_array, csr_array, identity

    if not wanted:
        return []
    order = {name: at for at, name in enumerate(names)}
    exact, bound = _matrix(equal, order), _matrix(most, order)
    ends = [-np.array([[row.sum] for row in rows], dtype=float).reshape(-1, 1) for rows in (equal, most)]
    n, m = len(order), len(most)
    done = linprog(
        np.concatenate([np.zeros(n), -np.ones(m), [0.0]]),
        A_eq=block_array([[exact, csr_array((len(equal), m)), ends[0]]], format="csr"),
        b_eq=np.zeros(len(equal)),
        A_ub=block_array([[bound, identity(m), ends[1]]], format="csr"),
        b_ub=np.zeros(m),
        bounds=[(None, None)] * n + [(0, 1)] * m + [(1, None)],
    )
    if done.status != 0:
        return [True] * len(wanted)
    reached = done.x[n : n + m] < 1 / 2
    # A number that a row tells outright adds nothing to what is asked of the others.
    outright = {name for row in equal if len(row.factors) == 1 for name in row.factors}
    open_ones = [at for name, at in order.items() if name not in outright]
    fixed = block_array([[exact], [bound[np.flatnonzero(reached)]]], format="csc")[:, open_ones].toarray().T
    fixed = np.unique(fixed[:, np.any(fixed, axis=0)], axis=1)
    goals = _matrix([Row(each) for each in wanted], order).tocsc()[:, open_ones].toarray().T
    if not goals.size or not fixed.size:
        return [not any(column) for column in goals.T]
    made = fixed @ np.linalg.lstsq(fixed, goals, rcond=None)[0]
    return [bool(off < _CLEAR) for off in np.abs(made - goals).max(axis=0)]


def _matrix(rows: Sequence[Row], order: Mapping[Any, int]) -> Any:
    from scipy.sparse import csr_array

    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row.factors))
    values = [float(value) for row in rows for value in row.factors.values()]
    columns = [order[name] for row in rows for name in row.factors]
    return csr_array((values, columns, starts), shape=(len(rows), len(order)))
