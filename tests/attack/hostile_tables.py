"""Tables from which something was withheld, and somebody who recomputes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

Cell = tuple[str, str]
Table = Mapping[Cell, int]
Published = Mapping[Cell, int | None]

SUM: Final = "Summe"
"""Row and column of the totals."""


def with_totals(cells: Table) -> dict[Cell, int]:
    """A table with its row totals, column totals and the total."""
    table = dict(cells)
    for (row, column), count in cells.items():
        for place in ((row, SUM), (SUM, column), (SUM, SUM)):
            table[place] = table.get(place, 0) + count
    return table


def withheld(table: Table, *hidden: Cell) -> dict[Cell, int | None]:
    """What is published of a table when some cells are not."""
    return {cell: None if cell in hidden else count for cell, count in table.items()}


def _grid(rows: Sequence[str], columns: Sequence[str], *counts: int) -> dict[Cell, int]:
    return with_totals(dict(zip(product(rows, columns), counts, strict=True)))


_TWO: Final = ("Gaarden", "Mettenhof")
_THREE: Final = (*_TWO, "Hassee")
_WHO: Final = ("Familien", "Alleinlebende", "Paare")

TABLES: Final[dict[str, dict[Cell, int]]] = {
    "one small cell": _grid(_TWO, _WHO, 12, 3, 9, 14, 11, 8),
    "two small cells in one row": _grid(_TWO, _WHO, 12, 3, 2, 14, 11, 8),
    "two small cells in one column": _grid(_THREE, _WHO, 12, 3, 9, 14, 4, 8, 10, 20, 7),
    "small cells at the corners": _grid(_THREE, _WHO, 1, 12, 2, 9, 8, 10, 3, 7, 4),
    "ones beside noughts": _grid(_THREE, _WHO, 1, 0, 9, 0, 1, 8, 10, 11, 12),
    "a row that sums to one": _grid(_TWO, _WHO, 1, 0, 0, 14, 11, 8),
    "a total below the threshold": _grid(_TWO, _WHO, 1, 1, 2, 14, 11, 8),
    "everything small": _grid(_TWO, ("Familien", "Paare"), 1, 2, 3, 4),
    "one row only": _grid(("Kiel",), _WHO, 4, 30, 22),
    "large enough": _grid(_TWO, _WHO, 12, 13, 9, 14, 11, 8),
    "a diagonal": _grid(_THREE, _WHO, 2, 20, 21, 22, 3, 23, 24, 25, 4),
    "an empty column": _grid(_TWO, ("Familien", "Paare"), 0, 1, 0, 8),
}
"""True counts with totals; a rule that withholds must do so that :func:`recomputable` finds nothing."""


def small_only(table: Table, threshold: int) -> dict[Cell, int | None]:
    """What a careless rule publishes: only the small cells are withheld, the totals stay."""
    small = [cell for cell, count in table.items() if SUM not in cell and 0 < count < threshold]
    return withheld(table, *small)


def recomputable(table: Table, published: Published, threshold: int = 5) -> list[Cell]:
    """The withheld cells whose value follows from what was published.

    The attacker knows that counts are whole and not negative, how rows and columns sum up, and that
    among withheld cells that hang together at least one is small (1 to ``threshold`` - 1) and the others were
    withheld to protect it. By integer programming, so that tables of some hundred cells take seconds.

    Args:
        table: The true counts, totals under :data:`SUM`; only to see that nothing false was published.
        published: The same cells, ``None`` where withheld; totals may be withheld, too.
        threshold: Counts from 1 up to one less are withheld.

    Raises:
        ValueError: What was published is not in the table, or cannot be.
    """
    return [cell for cell, (low, high) in bounds(table, published, threshold).items() if low == high]


def bounds(table: Table, published: Published, threshold: int = 5) -> dict[Cell, tuple[int, int]]:
    """The least and the greatest value that each withheld cell can have; see :func:`recomputable`.

    Raises:
        ValueError: What was published is not in the table, or cannot be.
    """
    if published.keys() != table.keys() or any(v not in {None, table[c]} for c, v in published.items()):
        raise ValueError("this was not published of this table")
    hidden = [cell for cell, value in published.items() if value is None]
    return {
        cell: (
            _extreme(published, hidden, cell, threshold, 1),
            _extreme(published, hidden, cell, threshold, -1),
        )
        for cell in hidden
    }


def _extreme(published: Published, hidden: Sequence[Cell], cell: Cell, threshold: int, sign: int) -> int:
    """The least (sign 1) or greatest (sign -1) value of a cell in any table that fits."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    count, most = len(hidden), _most(published)
    place = {withheld_cell: at for at, withheld_cell in enumerate(hidden)}
    rows, low, high = [], [], []

    def add(terms: Mapping[int, float], least: float, greatest: float) -> None:
        row = np.zeros(2 * count)
        for at, factor in terms.items():
            row[at] += factor
        rows.append(row)
        low.append(least)
        high.append(greatest)

    for parts, whole in _sums(published):
        known = sum(published[part] or 0 for part in parts) - (published[whole] or 0)
        terms = {place[part]: 1.0 for part in parts if part in place} | (
            {place[whole]: -1.0} if whole in place else {}
        )
        add(terms, -known, -known)
    for at in range(count):  # the second half says of each cell whether it is small
        add({at: 1, count + at: -1}, 0, np.inf)
        add({at: 1, count + at: most}, -np.inf, threshold - 1 + most)
    for group in _groups(hidden):
        add({count + place[member]: 1 for member in group}, 1, np.inf)
    aim = np.zeros(2 * count)
    aim[place[cell]] = sign
    upper = np.array([most] * count + [1] * count)
    found = milp(
        aim,
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(0, upper),
        integrality=np.ones(2 * count),
    )
    if not found.success:
        raise ValueError("no table has these totals")
    return round(found.x[place[cell]])


def _most(published: Published) -> int:
    """More than any withheld cell can hold."""
    return 2 * max((value for value in published.values() if value is not None), default=0) + 1000


def _sums(published: Published) -> Iterator[tuple[list[Cell], Cell]]:
    """Which cells sum up to which."""
    rows = list(dict.fromkeys(row for row, _ in published))
    columns = list(dict.fromkeys(column for _, column in published))
    for row in rows:
        yield [(row, column) for column in columns if column != SUM], (row, SUM)
    for column in columns:
        yield [(row, column) for row in rows if row != SUM], (SUM, column)


def _groups(hidden: Sequence[Cell]) -> list[set[Cell]]:
    """Withheld cells, together with those in the same row or column."""
    groups: list[set[Cell]] = []
    for cell in hidden:
        near = [
            group for group in groups if any(cell[0] == row or cell[1] == column for row, column in group)
        ]
        groups = [group for group in groups if group not in near] + [{cell}.union(*near)]
    return groups


def tried_out(published: Published, threshold: int = 5, most: int = 40) -> dict[Cell, tuple[int, int]]:
    """The same bounds by trying every filling up to ``most``; for tables with up to four withheld cells."""
    hidden = [cell for cell, value in published.items() if value is None]
    seen: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    for values in product(range(most + 1), repeat=len(hidden)):
        table = {cell: value for cell, value in published.items() if value is not None} | dict(
            zip(hidden, values, strict=True)
        )
        small = {cell for cell in hidden if 0 < table[cell] < threshold}
        if all(small & group for group in _groups(hidden)) and all(
            sum(table[part] for part in parts) == table[whole] for parts, whole in _sums(published)
        ):
            for cell in hidden:
                seen[cell].add(table[cell])
    return {cell: (min(values), max(values)) for cell, values in seen.items()}


def counts_behind(percent: float, base: int, decimals: int = 0) -> list[int]:
    """The counts that a published percentage can stand for, given its base."""
    return [
        count for count in range(base + 1) if round(100 * count / base, decimals) == round(percent, decimals)
    ]
