"""Faults put into specifications: how an edit is made, found again, and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from measurements.prototype_mutations import Edit, look, read_edits


def _edit(identifier: str, old: str, new: str) -> Edit:
    return Edit(identifier, "wohnungssuche.yaml", "", ((old, new, 1),))


def test_a_text_that_stands_twice_is_not_replaced() -> None:
    """An edit that could mean two places means none."""
    with pytest.raises(ValueError, match="2 times"):
        _edit("M01", "a", "b").made("a a")


def test_lines_of_an_edit_are_counted_in_the_changed_text() -> None:
    """Three lines around it count as by it."""
    text = "".join(f"line {n}\n" for n in range(1, 31))

    assert range(8, 15) == _edit("M01", "line 10\n", "line 10\nmore\n").lines(text)
    assert range(7, 14) == _edit("M01", "line 10\n", "other\n").lines(text)


def test_a_fault_is_caught_with_its_line() -> None:
    """A link to a screen that is not there is reported where it stands."""
    seen = look(_edit("M01", "to: listing\n        empty:\n", "to: lsting\n        empty:\n"))

    assert "screen-unknown" in {problem.code for problem in seen.new}
    assert seen.near


def test_a_harmless_edit_is_not_reported() -> None:
    """A comment changes nothing, though all lines below move."""
    assert () == look(_edit("H01", "format: faden", "# A comment.\nformat: faden")).new


@pytest.mark.parametrize(
    "written",
    [
        "- {id: M01, file: x.yaml, what: w, old: a, new: b}\n",
        "mutations:\n  - {id: M01, file: x, fault: w, edit: [{old: a, new: b}]}\n",
        "mutations:\n  M01: {spec: x, told: w, find: a, replace: b}\n",
    ],
)
def test_edits_are_read_from_lists_and_tables(tmp_path: Path, written: str) -> None:
    """Who writes faults does not need to know how they are read."""
    path = tmp_path / "edits.yaml"
    path.write_text(written, encoding="utf-8")

    assert [Edit("M01", "x.yaml", "w", (("a", "b", 1),))] == read_edits(path)
