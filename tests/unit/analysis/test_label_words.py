"""Label words: telling, shared, readable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from faden.analysis import label_words as made
from faden.analysis._bertopic import class_weights
from faden.analysis.cluster import Statement

pytestmark = pytest.mark.slow


def group(language: str, *texts: str) -> list[Statement]:
    """Statements of one cluster."""
    return [Statement(f"{language}-{n}-{text}", text, language) for n, text in enumerate(texts)]


def label_words(members: list[list[Statement]], *far: str) -> list[dict[str, tuple[str, ...]]]:
    """Label words where all words are equally near to the middle, but for some that are far."""

    def embed(texts: Sequence[str], languages: Sequence[str | None]) -> np.ndarray:
        assert len(texts) == len(languages)
        return np.array([[0, 1] if text in far else [1, 0.5] for text in texts], np.float32)

    return made.label_words(members, [np.array([1, 0], np.float32)] * len(members), embed)


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


def test_words_far_from_the_matter_give_way_to_near_ones() -> None:
    """How people speak is no matter: "ehrlich" is as telling as "Bus" here, but says nothing of it."""
    bus = group("de", "Ganz ehrlich, der Bus kommt nie.", "Ich bin ehrlich, kein Bus.")

    near, far = label_words([bus])[0]["de"], label_words([bus], "ehrlich")[0]["de"]

    assert {"Bus", "ehrlich"} == set(near) == set(far)
    assert "Bus" == far[0]


def test_where_no_word_is_shared_the_near_ones_are_taken() -> None:
    """Not the first in the alphabet."""
    one = group("uk", "Автобус запізнився.", "Велосипед стоїть.")
    silent = ("велосипед", "запізнитися", "запізнився", "стояти", "стоїть", "Велосипед")

    assert "автобус" == label_words([one], *silent)[0]["uk"][0].lower()


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
