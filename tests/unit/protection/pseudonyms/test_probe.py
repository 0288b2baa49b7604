"""The probe on the vectors of the packaged model, and HanTa beside it."""

from __future__ import annotations

import numpy as np
import pytest

from faden.protection.pseudonyms._hanta import HantaDetector
from faden.protection.pseudonyms.combining import combine
from faden.protection.pseudonyms.features import LOOKS
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.probe import CLASSES, ProbeDetector, read_probe


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Und dann hat mir Frau Wichert vom Amt geholfen.", "Wichert", Kind.PERSON),
        ("und dann hat mir frau wichert vom amt geholfen", "wichert", Kind.PERSON),
        ("Mein Onkel Zemaryalai wohnt bei uns.", "Zemaryalai", Kind.PERSON),
        ("Дуже допомогла нам пані Коваленко.", "Коваленко", Kind.PERSON),
        ("جارنا اسمه سلمان وهو طيب", "سلمان", Kind.PERSON),
        ("Wir sind von Oberviechtach hergezogen.", "Oberviechtach", Kind.PLACE),
    ],
)
def test_names_are_found_in_several_languages(text: str, name: str, kind: Kind) -> None:
    """Also names that stand in no list."""
    found = ProbeDetector().find(text, "de")

    assert any(name in one.text and one.kind is kind for one in found)


@pytest.mark.slow
def test_neighbouring_words_of_one_kind_are_one_name() -> None:
    """First name, particle and surname are decided together."""
    found = ProbeDetector().find("Das hat Amira von der Heide gesagt.", "de")

    assert "Amira von der Heide" in [one.text for one in found]


@pytest.mark.slow
def test_plain_talk_has_few_proposals() -> None:
    """A reviewer must not drown."""
    text = "Die Miete ist zu hoch, und auf unsere Anfragen kommt nie eine Antwort. Das macht uns müde."

    assert [] == combine(text, ProbeDetector().find(text, "de"))


def test_a_text_without_words_has_no_names() -> None:
    """Signs alone load no model."""
    assert [] == ProbeDetector().find("… – !", "de")


def test_probabilities_add_up_to_one() -> None:
    """One class for each word."""
    probe = read_probe()
    shares = probe.classify(np.zeros((2, len(probe.inner)), np.float32))

    assert (4 * 384 + 3 * LOOKS, len(CLASSES)) == (len(probe.inner), shares.shape[1])
    assert np.allclose(1, shares.sum(axis=1))


@pytest.mark.slow
@pytest.mark.skipif(not HantaDetector.is_installed(), reason="HanTa is optional and not installed")
def test_hanta_marks_proper_names_of_german_texts_only() -> None:
    """It knows no other language."""
    detector = HantaDetector()

    assert "Kiel" in [one.text for one in detector.find("Wir wohnen in Kiel.", "de")]
    assert [] == detector.find("Wir wohnen in Kiel.", "uk")
