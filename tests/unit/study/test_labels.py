"""Ladders: how wide a label is told, for each way out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.documents import parse_yaml
from faden.study.folder import Folder
from faden.study.labels import (
    Label,
    LabelsFile,
    Ladder,
    Ladders,
    generalise,
    is_generalised,
    read_labels,
    with_labels,
)
from faden.study.settings import Levels

PLACE = {
    "quarter": "[Stadtteil A]",
    "municipality": "[Stadt A]",
    "district": "Kreis A",
    "land": "Schleswig-Holstein",
}
LADDERS = Ladders(
    (
        Label(label="[Straße 1]", ladder=Ladder.PLACE, at="street", wider=PLACE),
        Label(
            label="[Stadt B]", ladder=Ladder.PLACE, at="municipality", wider={"land": "Schleswig-Holstein"}
        ),
        Label(label="[Beruf A]", ladder=Ladder.OCCUPATION, code="5"),
        Label(label="[Verein A]", ladder=Ladder.ORGANISATION, code="Q"),
        Label(label="[Erkrankung A]", ladder=Ladder.ILLNESS, code="V"),
        Label(label="[Schwester A]", ladder=Ladder.FAMILY, wider={"family": "[Familie]"}),
    )
)


@pytest.mark.parametrize(
    ("label", "level", "expected"),
    [
        ("[Straße 1]", "close", "[Straße 1]"),
        ("[Straße 1]", {"place": "quarter"}, "[Stadtteil A]"),
        ("[Straße 1]", "wider", "[Stadt A]"),
        ("[Straße 1]", {"place": "district"}, "[Kreis A]"),
        ("[Straße 1]", "widest", "[Schleswig-Holstein]"),
        ("[Stadt B]", "wider", "[Stadt B]"),
        ("[Stadt B]", {"place": "district"}, "[Schleswig-Holstein]"),
        ("[Beruf A]", "wider", "[Dienstleistungsberufe und Verkauf]"),
        ("[Verein A]", "wider", "[Gesundheits- und Sozialwesen]"),
        ("[Erkrankung A]", "wider", "[psychische Erkrankung]"),
        ("[Schwester A]", "wider", "[Schwester A]"),
        ("[Schwester A]", "widest", "[Familie]"),
        ("[Alter 30–34]", "wider", "[Alter 25–34]"),
        ("[Alter 70–74]", "widest", "[Alter 65+]"),
        ("[Alter 30–34]", {"age": "five"}, "[Alter 30–34]"),
        ("[Datum 2024-03-14]", {"date": "month"}, "[Datum 2024-03]"),
        ("[Datum 2024-03]", "wider", "[Datum 2024]"),
        ("[Datum 2024]", "widest", "[Datum]"),
        ("[Unbekannt]", "widest", "[Unbekannt]"),
        ("[Straße 2024]", "widest", "[Straße 2024]"),
    ],
)
def test_dp_06_a_level_tells_how_far_up_the_ladder_a_label_goes(
    label: str, level: Any, expected: str
) -> None:
    """Where a rung is missing, the next wider one is taken; where none is, the label stays."""
    assert f"Bei {expected}, ja." == generalise(f"Bei {label}, ja.", LADDERS, level)


def test_names_of_codes_are_in_the_language_of_the_text() -> None:
    """German where faden does not speak the language."""
    assert "[education]" == generalise("[X]", _coded("P"), "wider", "en")
    assert "[Erziehung und Unterricht]" == generalise("[X]", _coded("P"), "wider", "ar")


def _coded(code: str) -> Ladders:
    return Ladders((Label(label="[X]", ladder=Ladder.ORGANISATION, code=code),))


@given(st.text())
def test_only_labels_change(text: str) -> None:
    """All other words stay, to the code point."""
    assert text == generalise(text, Ladders(), "close")
    if "[" not in text:
        assert text == generalise(text, LADDERS, "widest")


def test_a_quotation_is_word_for_word_but_for_labels() -> None:
    """Published words differ from the transcript's only where a label was widened."""
    words = "In der [Straße 1] wohnen wir."

    assert is_generalised(words, "In der [Stadt A] wohnen wir.", LADDERS, "wider")
    assert not is_generalised(words, "In der [Stadt A] wohnten wir.", LADDERS, "wider")


@pytest.mark.parametrize(
    "entry",
    [
        "{label: Straße, ladder: place}",
        "{label: '[Straße]', ladder: street}",
        "{label: '[Straße]', ladder: place, at: country}",
        "{label: '[Straße]', ladder: place, wider: {month: '[März]'}}",
        "{label: '[Beruf]', ladder: occupation, code: '77'}",
        "{label: '[Straße]', ladder: place, code: '5'}",
    ],
)
def test_an_entry_that_is_no_ladder_is_told(entry: str) -> None:
    """With its line, while one writes."""
    text = f"format: faden.labels/1\nlabels:\n  - {entry}\n"

    assert parse_yaml(LabelsFile, text, "labels", "research/labels.yaml").problems


def test_new_labels_are_added_and_all_else_stays(tmp_path: Any) -> None:
    """Comments too; what was written is read again."""
    (tmp_path / "research").mkdir()
    folder = Folder(tmp_path)
    first = with_labels("", LADDERS.labels[:1])
    mine = first.replace("at: street", "at: street  # am Hafen")
    (tmp_path / "research/labels.yaml").write_text(with_labels(mine, LADDERS.labels[1:]), encoding="utf-8")

    assert LADDERS == read_labels(folder).value
    assert "# am Hafen" in (tmp_path / "research/labels.yaml").read_text(encoding="utf-8")
    assert first.startswith("# Wozu die Pseudonyme")


def test_a_label_that_stands_twice_is_told(tmp_path: Any) -> None:
    """One ladder would hide the other."""
    (tmp_path / "research").mkdir()
    text = with_labels(with_labels("", LADDERS.labels[:1]), LADDERS.labels[:1])
    (tmp_path / "research/labels.yaml").write_text(text, encoding="utf-8")

    assert ["label-twice"] == [p.code for p in read_labels(Folder(tmp_path)).problems]


def test_levels_are_words_or_rungs() -> None:
    """Anything else would silently tell more than was meant."""
    assert {"place": "land"} == Levels.model_validate({"site": {"place": "land"}}).site
    for wrong in ({"site": "wide"}, {"site": {"place": "month"}}, {"site": {"street": "land"}}):
        with pytest.raises(ValueError, match="validation error"):
            Levels.model_validate(wrong)
