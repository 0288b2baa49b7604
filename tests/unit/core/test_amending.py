"""A file that people write by hand keeps what was not changed: comments, order, quotation marks."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.amending import AmendError, amend
from faden.core.text import normal
from faden.core.yaml import dump, parse

BOOK = """\
# Über dem Ganzen
format: 'faden.codebook/1'   # die Form
version: 3

# Codes
codes:
  # über a
  - id: a
    name: {de: "Ä, b", en: A}   # Name
    # über kind
    kind: need  # Art
    definition: |
      Erste Zeile

      Dritte # kein Kommentar
    children:
        # über b
        -   id: b
            name: {de: "B"}
        - id: c
          exclude: "lang
            und umbrochen"
  # über d
  - {id: d, name: {de: "D"}}
# am Ende
"""


def meant(text: str) -> Any:
    """What a text means."""
    return parse(text, "").value


def amended(change: Any, text: str = BOOK) -> str:
    """The text after a change of its values."""
    data = copy.deepcopy(meant(text))
    change(data)
    return amend(text, data)


def test_the_same_values_leave_every_byte() -> None:
    """Even of a file in an odd style."""
    odd = BOOK.replace("\n", "\r\n") + "x: 1  # \tTabulator\n"

    assert (BOOK, odd) == (amend(BOOK, meant(BOOK)), amend(odd, meant(odd)))


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda d: d.update(version=4), "version: 3", "version: 4"),
        (lambda d: d["codes"][0].update(kind="pain"), "kind: need  # Art", "kind: pain  # Art"),
        (
            lambda d: d["codes"][0].update(name={"de": "Neu"}),
            'name: {de: "Ä, b", en: A}   # Name',
            "name: {de: Neu}",
        ),
        (
            lambda d: d["codes"][0]["children"][0].update(name={"de": "Ä: b", "on": "x"}),
            'name: {de: "B"}',
            'name: {de: "Ä: b", "on": x}',
        ),
        (lambda d: d.update(format="a b"), "'faden.codebook/1'   #", '"a b"   #'),
    ],
)
def test_one_value_is_one_line(change: Any, old: str, new: str) -> None:
    """Everything else stays, what stands behind it in the line included."""
    assert BOOK.replace(old, new) == amended(change)


def test_a_new_key_stands_where_it_belongs() -> None:
    """After the key before it."""

    def change(data: Any) -> None:
        code = data["codes"][0]
        data["codes"][0] = {"id": code.pop("id"), "retired": True, **code}

    assert BOOK.replace("  - id: a\n", "  - id: a\n    retired: true\n") == amended(change)


def test_an_entry_takes_its_lines_and_comments_along() -> None:
    """Wherever it is moved to, and back again."""

    def change(data: Any) -> None:
        data["codes"].insert(0, data["codes"][0]["children"].pop(0))

    moved = amended(change)

    assert moved.startswith(BOOK[: BOOK.index("  # über a")] + "  # über b\n  -   id: b\n      name: {de:")
    assert BOOK == amend(moved, meant(BOOK))


def test_an_entry_that_goes_takes_its_comments_along() -> None:
    """Its neighbours stay."""
    after = amended(lambda d: d["codes"].pop())

    assert BOOK.replace('  # über d\n  - {id: d, name: {de: "D"}}\n', "") == after


def test_a_list_may_begin_and_end_empty() -> None:
    """An empty list has no lines of its own."""
    text = "codes: []  # noch keine\n"

    filled = amend(text, {"codes": [{"id": "a", "name": {"de": "A b"}}]})

    assert 'codes:\n  - id: a\n    name:\n      de: "A b"\n' == filled
    assert "codes: []\n" == amend(filled, {"codes": []})


def test_a_file_without_values_keeps_its_comments() -> None:
    """Such as one that was only begun."""
    assert "# Anfang\nversion: 1\n" == amend("# Anfang\n", {"version": 1})


@pytest.mark.parametrize("text", ["codes:\n  -\n    id: a\n", "- a\n", "{a: 1}\n", "a: *b\n", "a: [\n"])
def test_what_cannot_be_changed_line_by_line_is_left_alone(text: str) -> None:
    """The person is asked to change it themselves."""
    with pytest.raises(AmendError):
        amend(text, {"a": 2, "codes": [{"id": "a", "x": 1}]})


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(normal)
_KEYS = st.sampled_from(["id", "name", "on", "a", "b", "kind"])
_LEAVES = st.none() | st.booleans() | st.integers(-9, 99) | _WORDS | st.sampled_from(["a", "b", "2026-03-15"])
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)
_FILES = st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4)


@given(_FILES, _FILES)
def test_what_comes_out_means_what_was_asked_for(old: Any, new: Any) -> None:
    """Of any values, there and back."""
    text = dump(old)
    before = meant(text)
    try:
        there = amend(text, new)
        back = amend(there, before)
    except AmendError as error:
        if "dash" not in str(error):  # a list within a list, which dump writes as “- - a”
            raise
        return

    assert (new, before) == (meant(there), meant(back))


@given(st.permutations(list("abcdef")), st.data())
def test_lines_move_with_their_entries(order: list[str], data: st.DataObject) -> None:
    """Any order of entries is reached from any other, and every line but its place stays."""
    text = "codes:\n" + "".join(f"  # zu {x}\n  - id: {x}   # {x}\n    n: '{x}'\n" for x in "abcdef")
    kept = order[: data.draw(st.integers(1, 6))]

    after = amend(text, {"codes": [{"id": x, "n": x} for x in kept]})

    assert "codes:\n" + "".join(f"  # zu {x}\n  - id: {x}   # {x}\n    n: '{x}'\n" for x in kept) == after


def test_what_only_the_slow_reader_takes_is_changed_too() -> None:
    """Such as a tab in a remark."""
    text = "# \tA\nversion: 3  # \tB\ncodes:\n  - id: a  # C\n"

    assert text.replace("3", "4") == amend(text, {"version": 4, "codes": [{"id": "a"}]})
