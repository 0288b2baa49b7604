"""What looks like a part of a name and is none: offices behind "vom", letters before a hyphen."""

from __future__ import annotations

import pytest

from faden.protection.pseudonyms.detect import detect_transcripts
from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.probe import ProbeDetector
from faden.protection.pseudonyms.rules import RuleDetector
from faden.protection.pseudonyms.things import is_thing, name_ends, shortened
from tests.unit.protection.pseudonyms.test_detect import _study


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Petersen vom Sozialamt", "Petersen"),
        ("Müller von der Wohnungsgenossenschaft", "Müller"),
        ("Weber von AWO", "Weber"),
        ("Amira zur Schule", "Amira"),
        ("Weber zum", "Weber"),
        ("Anna zur Linden", "Anna zur Linden"),
        ("Marie von Berg", "Marie von Berg"),
        ("Otto von Bismarck", "Otto von Bismarck"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("von der Leyen", "von der Leyen"),
    ],
)
def test_an_office_is_no_part_of_a_name(words: str, name: str) -> None:
    """Dictionary and lists of names tell the two apart."""
    assert len(name.split()) == name_ends(words.split())


@pytest.mark.parametrize(
    ("word", "thing"), [("AWO", True), ("Beratung", True), ("Stein", False), ("Zwirrl", False)]
)
def test_names_and_unknown_words_are_no_things(word: str, thing: bool) -> None:  # noqa: FBT001 - a table
    """Only what a dictionary knows and no list of names does, or what is an abbreviation."""
    assert thing is is_thing(word)


def test_a_letter_before_a_hyphen_abbreviates_nobody() -> None:
    """Where the word behind is no name."""
    text = "Per E-Mail, mit der S-Bahn, im T-Shirt, K-Zwirrl und Karl-Heinz"

    assert ["E-Mail", "S-Bahn", "T-Shirt"] == [text[a:b] for a, b in shortened(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Da war Frau Petersen vom Sozialamt.", "Petersen"),
        ("Ich kam mit Herrn Weber zum Jobcenter.", "Weber"),
        ("Das sagt mein Freund Karim zur Miete.", "Karim"),
    ],
)
def test_rules_find_the_name_and_not_the_office(text: str, name: str) -> None:
    """What is put in its place would else take the office along."""
    assert [name] == [i.text for i in RuleDetector().find(text, "de") if i.kind is Kind.PERSON]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Das war bei Frau Müller. Karims Bruder kam.", ["Müller", "Karims"]),
        ("Da war Frau Petersen vom Sozialamt.", ["Petersen"]),
        ("Wir waren bei Dr. Haddad und M. Wichert.", ["Haddad", "M. Wichert"]),
        ("Ich habe per E-Mail geschrieben.", []),
    ],
)
def test_the_probe_joins_no_sentences(text: str, names: list[str]) -> None:
    """A stop goes on with a name behind an initial or a title only."""
    found = ProbeDetector().find(text, "de")

    assert names == [one.text for one in found if one.kind is Kind.PERSON and one.score > 0.15]


class Held:
    """Holds a word for a name wherever it stands, as the probe does."""

    name = "probe"

    def find(self, text: str, language: str) -> list[Identifier]:
        """Where the word stands first."""
        del language
        return [
            Identifier(text.index(w), text.index(w) + len(w), Kind.PERSON, w, self.name, 0.95)
            for w in ("Lavendel", "Zwirrl")
            if w in text
        ]


def test_a_common_word_that_looks_like_a_name_is_asked_late_and_searched_nowhere_else() -> None:
    """It stays a proposal: a name may be a common word."""
    found = detect_transcripts(_study("Zwirrl kam mit Lavendel."), detectors=[Held()])

    assert [("Zwirrl", 0.95), ("Lavendel", 0.3)] == [(c.forms[0], c.score) for c in found]
