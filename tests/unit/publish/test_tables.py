"""Two-way tables: no small cell can be worked out, from one table or from several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from faden.publish.exposure_tables import SUM, TwoWay, suppress_table, suppress_tables

Cells = dict[str, dict[str, int]]
K = 5


def _table(rows: int, columns: int) -> st.SearchStrategy[Cells]:
    counts = st.one_of(st.integers(0, 8), st.integers(0, 40))
    grid = st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    return grid.map(lambda g: {f"r{i}": {f"c{j}": n for j, n in enumerate(row)} for i, row in enumerate(g)})


TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(lambda size: _table(*size))


def _all(told: TwoWay) -> Iterator[tuple[tuple[str, str], int | None]]:
    for row, cells in told.cells.items():
        yield from (((row, column), n) for column, n in cells.items())
        yield (row, SUM), told.rows[row]
    yield from (((SUM, column), n) for column, n in told.columns.items())
    yield (SUM, SUM), told.total


def _true(cells: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    rows = {(r, SUM): sum(row.values()) for r, row in cells.items()}
    columns = {(SUM, c): sum(row[c] for row in cells.values()) for c in next(iter(cells.values()))}
    inner = {(r, c): n for r, row in cells.items() for c, n in row.items()}
    return {**inner, **rows, **columns, (SUM, SUM): sum(rows.values())}


class Attacker:
    """Works out what every hidden number can be, from everything told in all tables at once."""

    def __init__(self, tables: Mapping[str, Cells], told: Mapping[str, TwoWay], lowest: int) -> None:
        self.names: dict[tuple[str, str, str], int] = {}
        self.equal: list[tuple[dict[int, float], float]] = []
        self.bounds: list[tuple[float, float | None]] = []
        for name, published in told.items():
            for key, n in _all(published):
                at = self._at(name, key)
                low = max(self.bounds[at][0], float(lowest))
                self.bounds[at] = (float(n), float(n)) if n is not None else (low, self.bounds[at][1])
        for name, cells in tables.items():
            for row in cells:
                self._sum([(row, c) for c in cells[row]], (row, SUM), name)
            for column in next(iter(cells.values())):
                self._sum([(r, column) for r in cells], (SUM, column), name)
            self._sum([(r, SUM) for r in cells], (SUM, SUM), name)

    def _at(self, name: str, key: tuple[str, str]) -> int:
        """Sums of one name are one number in all tables."""
        known = ("" if SUM in key else name, *key)
        if known not in self.names:
            self.names[known] = len(self.names)
            self.bounds.append((0.0, None))
        return self.names[known]

    def _sum(self, parts: list[tuple[str, str]], whole: tuple[str, str], name: str) -> None:
        row = {self._at(name, key): 1.0 for key in parts}
        row[self._at(name, whole)] = -1.0
        self.equal.append((row, 0.0))

    def interval(self, name: str, key: tuple[str, str]) -> tuple[float, float]:
        """The least and the most that a number can be."""
        n, at = len(self.names), self._at(name, key)
        left = [[row.get(i, 0.0) for i in range(n)] for row, _ in self.equal]
        ends = []
        for sign in (1.0, -1.0):
            aim = [sign if i == at else 0.0 for i in range(n)]
            done = linprog(aim, A_eq=left, b_eq=[b for _, b in self.equal], bounds=self.bounds)
            ends.append(float("inf") if done.status == 3 else sign * done.fun)
        return ends[0], ends[1]


def _unprotected(tables: Mapping[str, Cells], told: Mapping[str, TwoWay], lowest: int) -> list[object]:
    shown = {name: table for name, table in told.items() if any(n is not None for _, n in _all(table))}
    attacker = Attacker({name: tables[name] for name in shown}, shown, lowest)
    found: list[object] = []
    for name in shown:
        for key, n in _true(tables[name]).items():
            if 0 < n < K:
                low, high = attacker.interval(name, key)
                if low > 1 + 1e-6 or high < K + 1 - 1e-6:
                    found.append((name, key, n, low, high))
    return found


@pytest.mark.parametrize("lowest", [0, 1])
@given(cells=TABLES)
@settings(max_examples=40)
def test_dp_09_no_small_cell_can_be_worked_out(cells: Cells, lowest: int) -> None:
    """By linear programming over everything told; also for who knows that what is hidden is not zero."""
    assume(lowest == 0 or all(n > 0 for n in _true(cells).values()))

    assert [] == _unprotected({"": cells}, {"": suppress_table(cells, K)}, lowest)


@given(first=_table(3, 3), swaps=st.lists(st.tuples(*[st.integers(0, 2)] * 4), max_size=6))
@settings(max_examples=40)
def test_dp_09_tables_that_share_their_sums_do_not_give_each_other_away(
    first: Cells, swaps: list[tuple[int, int, int, int]]
) -> None:
    """The same people by group and by something else, told side by side."""
    second: Cells = {r: {c.replace("c", "d"): n for c, n in row.items()} for r, row in first.items()}
    for row, _, one, other in swaps:
        moved = min(2, second[f"r{row}"][f"d{one}"])
        second[f"r{row}"][f"d{one}"] -= moved
        second[f"r{row}"][f"d{other}"] += moved
    tables = {"one": first, "two": second}

    assert [] == _unprotected(tables, suppress_tables(tables, K), 0)


@given(TABLES)
def test_what_is_told_is_true_and_never_small(cells: Cells) -> None:
    """Zero is told, and what reaches the threshold."""
    truth = _true(cells)

    for key, n in _all(suppress_table(cells, K)):
        assert n is None or (n == truth[key] and (n == 0 or n >= K))


def test_nothing_is_hidden_without_need() -> None:
    """Where no number is small."""
    cells = {"a": {"x": 5, "y": 0}, "b": {"x": 12, "y": 30}}

    assert all(n is not None for _, n in _all(suppress_table(cells, K)))


def test_one_small_cell_takes_three_others_with_it() -> None:
    """One more in its row, one in its column, and the one where those cross; the sums stay."""
    cells = {
        "a": {"x": 2, "y": 9, "z": 50},
        "b": {"x": 8, "y": 20, "z": 60},
        "c": {"x": 70, "y": 80, "z": 90},
    }

    told = suppress_table(cells, K)

    assert {"a": 61, "b": 88, "c": 240} == told.rows
    assert {"a": {"x": None, "y": None, "z": 50}, "b": {"x": None, "y": None, "z": 60}} == {
        row: told.cells[row] for row in "ab"
    }


def test_tables_of_different_people_are_refused() -> None:
    """A sum that two tables name alike must be one number."""
    with pytest.raises(ValueError, match="two sums"):
        suppress_tables({"one": {"a": {"x": 9}}, "two": {"a": {"y": 8}}}, K)
