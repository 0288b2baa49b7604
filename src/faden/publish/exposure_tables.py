"""Tables of counts with their sums: small cells hidden, and what would give them away (FIELD DP-9).

A hidden small cell is protected where whoever knows everything that is told, the sums, and that zeros
are told, still finds every number from 1 to ``least + 1`` possible for it: an interval at least as wide
as the threshold, and one that leaves open whether the cell is small at all. In a two-way table with its
sums the interval is a maximum flow, so that it is exact and needs no solver; what must be hidden besides
lies on the cheapest paths of that flow.

Source:
    Hundepool, A. et al. (2012), Statistical Disclosure Control, ch. 4 (feasibility intervals, secondary
    suppression); Gusfield, D. (1988), A graph theoretic approach to statistical data security.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Key = tuple[str, str]
"""Row and column of a cell; `SUM` in either is a sum."""

SUM: Final = "\N{N-ARY SUMMATION}"
"""Names the row and the column of sums."""

_SUM_COST: Final = 1_000_000
"""A sum is hidden only where no cell helps."""

_MUCH: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class TwoWay:
    """A two-way table as it may be told; ``None`` is not told.

    Attributes:
        cells: Row → column → persons.
        rows: Row → its sum.
        columns: Column → its sum.
        total: All persons.
    """

    cells: Mapping[str, Mapping[str, int | None]]
    rows: Mapping[str, int | None]
    columns: Mapping[str, int | None]
    total: int | None


def suppress_table(cells: Mapping[str, Mapping[str, int]], least: int) -> TwoWay:
    """A table of persons as it may be told beside its sums.

    Args:
        cells: Row → column → persons; every row has the same columns.
        least: The threshold in persons, at least 3.
    """
    return suppress_tables({"": cells}, least)[""]


def suppress_tables(tables: Mapping[str, Mapping[str, Mapping[str, int]]], least: int) -> dict[str, TwoWay]:
    """Several tables that are told side by side; rows of one name, and columns, share their sum.

    A sum that two tables share is taken to be known to whoever reads one of them. A table that cannot
    be protected so is not told at all.

    Args:
        tables: Name → row → column → persons.
        least: The threshold in persons, at least 3.

    Raises:
        ValueError: Two tables have different sums under one name, or a row lacks a column.
    """
    grids = {name: _Grid(_with_sums(cells), least) for name, cells in tables.items()}
    shared = _shared(grids)
    for name, grid in grids.items():
        grid.known = frozenset(key for key in grid.values if key in shared[name])
        grid.protect()
    return {name: grid.told() for name, grid in grids.items()}


def _with_sums(cells: Mapping[str, Mapping[str, int]]) -> dict[Key, int]:
    columns = list(next(iter(cells.values()), {}))
    if any(list(row) != columns for row in cells.values()):
        raise ValueError("every row needs the same columns")
    values = {(r, c): row[c] for r, row in cells.items() for c in columns}
    rows = {(r, SUM): sum(row.values()) for r, row in cells.items()}
    sums = {(SUM, c): sum(row[c] for row in cells.values()) for c in columns}
    return {**values, **rows, **sums, (SUM, SUM): sum(rows.values())}


def _shared(grids: Mapping[str, _Grid]) -> dict[str, frozenset[Key]]:
    """Table → its sums that another table has too."""
    times = Counter(key for grid in grids.values() for key in grid.values if SUM in key)
    for key in times:
        if len({grid.values[key] for grid in grids.values() if key in grid.values}) > 1:
            raise ValueError("one name, two sums")
    return {name: frozenset(k for k in grid.values if times[k] > 1) for name, grid in grids.items()}


@dataclass(slots=True)
class _Grid:
    """A table with its sums as cells of their own: rows and columns then all sum to zero, by signs."""

    values: dict[Key, int]
    least: int
    known: frozenset[Key] = frozenset()
    hidden: set[Key] = field(default_factory=set)
    withheld: bool = False

    def told(self) -> TwoWay:
        """What may be told."""

        def number(key: Key) -> int | None:
            return None if self.withheld or key in self.hidden else self.values[key]

        rows = list(dict.fromkeys(r for r, c in self.values if SUM not in (r, c)))
        columns = list(dict.fromkeys(c for r, c in self.values if SUM not in (r, c)))
        return TwoWay(
            {r: {c: number((r, c)) for c in columns} for r in rows},
            {r: number((r, SUM)) for r in rows},
            {c: number((SUM, c)) for c in columns},
            number((SUM, SUM)),
        )

    def protect(self) -> None:
        """Hide what is small, and besides as little as needed to protect it."""
        small = sorted(key for key, n in self.values.items() if 0 < n < self.least)
        self.hidden |= set(small)
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for key in small:
                for up in (True, False):
                    if not self._room(key, up=up):
                        self.withheld = True
                        return

    def _room(self, key: Key, *, up: bool) -> bool:
        """Make sure that a cell could be as large as `least` + 1, or as small as 1; hides what is needed."""
        need = self.least + 1 - self.values[key] if up else self.values[key] - 1
        # The cell's own row and column are joined by all ways but the cell itself.
        rising = up == (_sign(key) > 0)
        start, end = (("c", key[1]), ("r", key[0])) if rising else (("r", key[0]), ("c", key[1]))
        flow: Counter[Key] = Counter()
        while need > 0:
            path = self._cheapest(key, start, end, flow)
            if path is None:
                return False
            step = min(need, *(self._left(cell, way, flow) for cell, way in path))
            for cell, way in path:
                flow[cell] += way * step
            self.hidden |= {cell for cell, _ in path if cell not in self.known}
            need -= step
        return True

    def _cheapest(
        self, without: Key, start: tuple[str, str], end: tuple[str, str], flow: Counter[Key]
    ) -> list[tuple[Key, int]] | None:
        """The way along which something can still be moved and the least has to be hidden."""
        best: dict[tuple[str, str], int] = {start: 0}
        came: dict[tuple[str, str], tuple[tuple[str, str], Key, int]] = {}
        queue = [(0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if cost > best[node]:
                continue
            for cell, way, other in self._ways(node, without, flow):
                dearer = cost + 1 + (0 if cell in self.hidden else self._cost(cell))
                if dearer < best.get(other, _MUCH):
                    best[other], came[other] = dearer, (node, cell, way)
                    heapq.heappush(queue, (dearer, other))
        if end not in came:
            return None
        path, node = [], end
        while node != start:
            node, cell, way = came[node]
            path.append((cell, way))
        return path

    def _ways(
        self, node: tuple[str, str], without: Key, flow: Counter[Key]
    ) -> Iterator[tuple[Key, int, tuple[str, str]]]:
        """Cells through which a change can go on from a row or a column, and where it leads."""
        kind, name = node
        way = 1 if kind == "r" else -1
        for cell in self.values:
            here = cell[0] if kind == "r" else cell[1]
            if here == name and cell != without and self._left(cell, way, flow) > 0:
                yield cell, way, (("c", cell[1]) if kind == "r" else ("r", cell[0]))

    def _left(self, cell: Key, way: int, flow: Counter[Key]) -> int:
        """How far a cell can still go in a direction, for who knows that zeros are told."""
        value = self.values[cell]
        if value == 0:
            return 0
        most = _MUCH
        if cell in self.known:
            # Known from another table: exactly, or where it is small as exactly as that table protects it.
            if value >= self.least:
                return 0
            most = self.least + 1
        sign = _sign(cell)
        return (most - value if way * sign > 0 else value - 1) - flow[cell] * way

    def _cost(self, cell: Key) -> int:
        return self.values[cell] * 10 + (_SUM_COST if SUM in cell else 0)


def _sign(key: Key) -> int:
    return -1 if (key[0] == SUM) != (key[1] == SUM) else 1
