"""The attack itself is tested: what it hides can be read back, and what it calls harmless is."""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tests.attack.forms import FORMS
from tests.attack.names import NAMES
from tests.attack.planting import (
    CARRIERS,
    Planting,
    clear_names,
    documented_forms,
    harmless,
    plantings,
    some_plantings,
)
from tests.attack.reading import contains, readings, undone
from tests.attack.sentences import NEAR_MISSES, SENTENCES

SEED = 7


@cache
def _all() -> list[Planting]:
    return plantings(SEED)


def _found(planting: Planting) -> bool:
    written = planting.written.lower() if planting.form == "percent-of-lower" else planting.written
    read = readings(planting.path, planting.data)
    return any(contains(text, written) for view in read for text in undone(planting.form, view))


@pytest.mark.slow
def test_every_planting_can_be_read_back() -> None:
    """A name that nobody can read is no leak, and not finding it no merit."""
    assert [] == [(p.id, p.form, p.carrier) for p in _all() if not _found(p)]


def test_a_selection_can_be_read_back() -> None:
    """The same, quickly: each form and each carrier at least once."""
    assert [] == [(p.id, p.form, p.carrier) for p in some_plantings(SEED, 0) if not _found(p)]


def test_there_are_at_least_a_thousand() -> None:
    """Each in its own file."""
    assert 1000 <= len(_all())
    assert (
        len(_all())
        == len({planting.path for planting in _all()})
        == len({planting.id for planting in _all()})
    )


def test_every_form_and_every_carrier_occurs() -> None:
    """Also in the selection that is used where time is short."""
    for drawn in (_all(), some_plantings(SEED, 1000)):
        assert set(documented_forms()) == {planting.form for planting in drawn}
        assert set(CARRIERS) == {planting.carrier for planting in drawn}


def test_every_spelling_of_letters_stands_in_nearly_every_carrier() -> None:
    """Left out are only signs that a carrier cannot hold: Latin-1, names of files and sheets, addresses."""
    pairs = {(planting.form, planting.carrier) for planting in _all()}
    for form in FORMS:
        lacking = {carrier for carrier in CARRIERS if (form, carrier) not in pairs}

        assert lacking <= {
            "png-text", "png-text-packed", "file-name", "folder-name", "zip-member-name", "xlsx-sheet-name",
            "html-link", "sitemap", "html-heading-id", "html-class", "tsv",
        }, form  # fmt: skip


def test_every_name_is_planted() -> None:
    """A name that is never drawn would be a hole in the attack."""
    assert {name.name for name in NAMES} == {planting.clear_name for planting in _all()}


def test_the_same_seed_plants_the_same_bytes() -> None:
    """A leak that was found once can be shown again."""
    assert plantings(SEED) == _all()
    assert [p.data for p in plantings(SEED + 1)] != [p.data for p in _all()]
    assert _digest(harmless(SEED)) == _digest(harmless(SEED))


def _digest(files: list[tuple[str, bytes]]) -> str:
    return hashlib.sha256(b"".join(path.encode() + data for path, data in files)).hexdigest()


def test_the_key_lists_what_a_person_would_have_listed() -> None:
    """One other script at most; inflections and further romanisations are left to the scanner."""
    key = clear_names()

    assert all(row.keys() == {"name", "label", "kind", "variants"} for row in key)
    assert all(len(row["variants"]) <= 1 for row in key)
    assert len(key) == len({row["label"] for row in key})


def test_harmless_files_are_many_and_of_every_kind() -> None:
    """False alarms are counted where names are hidden."""
    files = harmless(SEED)

    assert 300 <= len(files) == len({path for path, _ in files})
    assert {path.rpartition(".")[2] for path, _ in files} >= {
        planting.path.rpartition(".")[2] for planting in _all()
    }


def test_harmless_sentences_hold_no_spelling_of_a_name() -> None:
    """As a word of its own; inside other words is what makes them near misses."""
    spelled = {
        form.casefold()
        for name in NAMES
        for form in chain.from_iterable(make(name) for _, make in FORMS.values())
    }
    text = " ".join((*SENTENCES, *NEAR_MISSES)).casefold()

    assert [] == [form for form in spelled if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)]


def test_the_attack_borrows_nothing() -> None:
    """Nothing from faden: only the standard library, pdfium to read PDFs back, scipy to recompute."""
    allowed = {*sys.stdlib_module_names, "tests", "pypdfium2", "numpy", "scipy"}
    for path in Path(__file__).parent.glob("[!t]*.py"):
        imported = {
            name.partition(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names] if isinstance(node, ast.Import)
                else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            )
        }  # fmt: skip

        assert imported <= allowed, path.name
