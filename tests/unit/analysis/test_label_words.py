"""Label words: telling, shared, readable."""

from __future__ import annotations

import pytest

from faden.analysis._bertopic import class_weights
from faden.analysis.cluster import Statement
from faden.analysis.label_words import label_words

pytestmark = pytest.mark.slow


def group(language: str, *texts: str) -> list[Statement]:
    """Statements of one cluster."""
    return [Statement(f"{language}-{n}-{text}", text, language) for n, text in enumerate(texts)]


def test_words_that_set_a_cluster_apart_come_first_and_stand_as_people_write_them() -> None:
    """German compounds and abbreviations stay readable."""
    bus = group("de", "Der letzte Bus fährt um sechs.", "Abends kommt kein Bus zurück.")
    paper = group(
        "de", "Ohne den WBS geht nichts.", "Da fehlt noch der WBS und die Wohnungsgeberbestätigung."
    )

    labels = label_words([bus, paper])

    assert [("Bus",), ("WBS",)] == [label["de"] for label in labels]


def test_each_language_has_its_own_label() -> None:
    """Words of one language say nothing of how telling those of another are."""
    mixed = [
        *group("de", "Der Bus kommt nicht.", "Kein Bus."),
        *group("uk", "Автобус не їде.", "Де автобус?"),
    ]

    assert {"de": ("Bus",), "uk": ("автобус",)} == label_words([mixed])[0]


def test_a_language_with_one_voice_among_many_has_no_say() -> None:
    """A label is what is common."""
    mixed = [*group("de", "Der Bus kommt nicht.", "Kein Bus."), *group("en", "The tram was late.")]

    assert {"de"} == label_words([mixed])[0].keys()


def test_pseudonyms_are_no_label() -> None:
    """A stand-in for a name says nothing of the matter."""
    one = group("de", "[Tochter] wartet auf den Bus.", "[Tochter] hat den Bus verpasst.")

    assert ("Bus",) == label_words([one])[0]["de"]


def test_stop_words_alone_give_no_label() -> None:
    """Nothing telling, nothing said."""
    assert [{}] == label_words([group("de", "Und dann ich so.", "Ja und?")])


def test_a_word_of_all_groups_weighs_less_than_one_of_a_single_group() -> None:
    """c-TF-IDF: frequent here, rare elsewhere."""
    first, _ = class_weights([{"bus": 2.0, "amt": 2.0}, {"amt": 2.0, "brief": 2.0}])

    assert first["bus"] > first["amt"] > 0


@pytest.mark.parametrize("counts", [[], [{}, {}], [{"bus": 2.0}, {}]])
def test_few_words_are_no_error(counts: list[dict[str, float]]) -> None:
    """The library fails on a vocabulary of one."""
    assert [set(group) for group in counts] == [set(group) for group in class_weights(counts)]
