"""The attackers on quotations and tables do what they claim, so that what they do not find is not there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.attack.hostile_quotes import (
    STUDIES,
    SUM,
    TABLES,
    bounds,
    counts_behind,
    matching,
    recomputable,
    small_only,
    telling,
    tried_out,
    withheld,
)

EACH_STUDY = pytest.mark.parametrize("study", STUDIES, ids=lambda study: study["name"])


@EACH_STUDY
def test_pieces_are_harmless_alone(study: dict[str, Any]) -> None:
    """Otherwise the rule for single quotations would stop them already."""
    assert all(study["k"] <= matching(study, [quote["id"]]) for quote in study["quotes"])


@EACH_STUDY
def test_what_is_allowed_is_common_and_what_is_forbidden_is_not(study: dict[str, Any]) -> None:
    """The judgement beside each study is counted, not claimed."""
    assert all(study["k"] <= matching(study, ids) for ids in study["allowed"])
    assert all(matching(study, ids) < study["k"] for ids in study["forbidden"])
    assert bool(study["forbidden"]) is bool(telling(study))


@EACH_STUDY
def test_every_set_of_pieces_is_judged(study: dict[str, Any]) -> None:
    """No combination is left open."""
    judged = len(study["allowed"]) + len(study["forbidden"])

    assert 2 ** len(study["quotes"]) - 1 == judged


def test_a_single_withheld_cell_is_recomputed() -> None:
    """The total minus the rest of the row."""
    table = TABLES["one small cell"]

    assert [("Gaarden", "Alleinlebende")] == recomputable(table, small_only(table, 5))


def test_a_rectangle_of_withheld_cells_keeps_its_secret() -> None:
    """Each row and column with a withheld cell has a second one."""
    table = TABLES["one small cell"]
    rows, columns = ("Gaarden", "Mettenhof"), ("Alleinlebende", "Paare")

    assert [] == recomputable(table, withheld(table, *[(row, column) for row in rows for column in columns]))


def test_noughts_that_are_withheld_beside_a_small_cell_protect_nothing() -> None:
    """A column that sums to nought is known: rules that only count withheld cells miss this."""
    table = TABLES["an empty column"]
    inner = [cell for cell in table if SUM not in cell]

    assert inner == recomputable(table, withheld(table, *inner))


def test_two_withheld_cells_in_a_row_are_recomputed_by_columns() -> None:
    """A second cell in the row alone does not help while the columns have totals."""
    table = TABLES["two small cells in one row"]

    assert 2 == len(recomputable(table, small_only(table, 5)))


def test_withheld_totals_protect_as_well() -> None:
    """Who does not know the total cannot subtract."""
    table = TABLES["one row only"]
    hidden = [("Kiel", "Familien"), (SUM, "Familien"), ("Kiel", SUM), (SUM, SUM)]

    assert [] == recomputable(table, withheld(table, *hidden))


@pytest.mark.parametrize(
    "name",
    [name for name, table in TABLES.items() if sum(v is None for v in small_only(table, 5).values()) <= 3],
)
def test_both_attackers_find_the_same_bounds(name: str) -> None:
    """Integer programming against trying everything out."""
    published = small_only(TABLES[name], 5)

    assert tried_out(published) == bounds(TABLES[name], published)


def test_a_rectangle_has_the_same_bounds_either_way() -> None:
    """Also where the values are not determined."""
    table = TABLES["everything small"]
    published = withheld(table, *[cell for cell in table if SUM not in cell])

    assert tried_out(published, most=12) == bounds(table, published)


def test_a_false_publication_is_refused() -> None:
    """A wrong number would look like protection."""
    table = TABLES["large enough"]

    with pytest.raises(ValueError, match="not published"):
        recomputable(table, {**table, ("Gaarden", "Paare"): 7})


def test_a_percentage_of_a_small_base_gives_the_count_away() -> None:
    """Of 12 people 25 % are three; of 400, several counts are possible."""
    assert [3] == counts_behind(25, 12)
    assert 1 < len(counts_behind(25, 400))
