"""Candidates of a whole study: agreement, spellings, what is decided already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn
from faden.language.embedding import ModelError
from faden.protection.pseudonyms.candidates import PREAMBLE, SPEAKER_LABEL, Candidate, Dismissal
from faden.protection.pseudonyms.detect import detect_transcripts
from faden.protection.pseudonyms.detectors import RememberingDetector, named_detector
from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.names import Name


@dataclass
class Listed:
    """A detector that knows some words."""

    words: tuple[str, ...]
    score: float = 0.9
    kind: Kind = Kind.PERSON
    name: str = "listed"
    asked: int = 0

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """Its words, where they stand; no others."""
        assert language
        self.asked += 1
        return [
            Identifier(m.start(), m.end(), self.kind, m.group(), self.name, self.score)
            for word in self.words
            for m in re.finditer(re.escape(word), text)
        ]


def _study(*texts: str, label: str = "", preamble: str = "") -> list[Transcript]:
    """One transcript a text."""
    speakers = {"P": Speaker(label=label)}
    return [
        Transcript(
            Head(
                format="faden.transcript/1", id=f"I{n:02}", kind="interview", language="de", speakers=speakers
            ),
            (Turn("t1", "P", (Part(PartKind.ORIGINAL, "de", text),)),),
            preamble,
        )
        for n, text in enumerate(texts, 1)
    ]


def _places(candidate: Candidate) -> list[tuple[str, str]]:
    return [(one.transcript, one.text) for one in candidate.occurrences]


def test_a_name_found_once_is_searched_in_all_texts_inflected_and_never_inside_words() -> None:
    """Who is named openly in one interview is found in the others."""
    study = _study("Ich heiße Ali Haddad.", "Alis Bruder kennt Alina.", "Die HADDADS sind nett.")
    found = detect_transcripts(study, detectors=[Listed(("Ali Haddad",))])

    assert [[("I01", "Ali Haddad")], [("I02", "Alis")], [("I03", "HADDADS")]] == sorted(
        _places(c) for c in found
    )


def test_spellings_in_all_scripts_are_one_candidate() -> None:
    """A reviewer decides once, and the person has one label."""
    forms = ("Mohammed", "Muhamad", "محمد", "Мухаммед")
    (candidate,) = detect_transcripts(_study(*forms, "Mohammeds Bruder"), detectors=[Listed(forms)])

    assert "Mohammed" in candidate.forms
    assert {"I01", "I02", "I03", "I04", "I05"} == {one.transcript for one in candidate.occurrences}


def test_what_the_list_replaces_is_not_proposed_again() -> None:
    """Decisions become rules; another spelling of a listed name comes with its label."""
    names = (Name(name="Ali", label="[Bruder]", kind="person"),)
    study = _study("Ali kam mit Alis Frau.", "علي", "Karim kam.")
    found = detect_transcripts(study, names=names, detectors=[Listed(("Ali", "علي", "Karim"))])

    assert {("علي", "[Bruder]"), ("Karim", None)} == {(c.forms[0], c.label) for c in found}


@pytest.mark.parametrize(
    ("scope", "left"),
    [("everywhere", []), ("I01", ["I02"]), ("I01/t1", ["I02"]), ("I03/t1", ["I01", "I02"])],
)
def test_what_was_dismissed_is_not_proposed_again_in_its_scope(scope: str, left: list[str]) -> None:
    """Also not because it is found elsewhere with certainty."""
    dismissed = [Dismissal("Rose", "person", scope)]
    found = detect_transcripts(_study("Rose", "Rose"), dismissed=dismissed, detectors=[Listed(("Rose",))])

    assert left == [one.transcript for c in found for one in c.occurrences]


def test_speakers_and_what_stands_before_the_first_turn_are_read() -> None:
    """Names of speakers stand in the head; roles are no names."""
    (study,) = _study("Guten Tag.", label="Karim H.", preamble="Gespräch mit Lea")
    found = detect_transcripts([study], detectors=[Listed(("Lea",))])

    assert {("P", SPEAKER_LABEL, "Karim H"), ("", PREAMBLE, "Lea")} == {
        (one.turn, one.part, one.text) for c in found for one in c.occurrences
    }


def test_a_word_that_is_mostly_no_name_goes_to_the_end() -> None:
    """Nothing is hidden, but the likely ones come first."""
    study = _study("Antrag", *["Der Antrag liegt dort."] * 9, "Lea")
    study[0] = _study("Antrag!")[0]
    weak = Listed(("Antrag!", "Lea"), score=0.3)
    found = detect_transcripts(study, detectors=[weak])

    assert ["Lea", "Antrag"] == [c.forms[0] for c in found]


def test_ids_are_stable_and_depend_on_the_salt() -> None:
    """The same name has the same id in the next run, and none that can be looked up."""
    study = _study("Lea")
    ids = [
        detect_transcripts(study, detectors=[Listed(("Lea",))], salt=salt)[0].id
        for salt in (b"a", b"a", b"b")
    ]

    assert ids[0] == ids[1] != ids[2]


def test_a_remembering_detector_looks_once_and_keeps_no_words() -> None:
    """What it keeps could lie about; the texts may not."""
    memory: dict[str, list[list[int | str | float]]] = {}
    inside = Listed(("Lea",))
    detector = RememberingDetector(inside, b"salt", memory)
    first, second = detector.find("Lea kam.", "de"), detector.find("Lea kam.", "de")

    assert first == second
    assert 1 == inside.asked
    assert "Lea" not in str(memory)


@pytest.mark.parametrize("model", ["", "spacy:", "de_core_news_sm", "hub:model"])
def test_a_model_that_is_named_wrongly_is_refused(model: str) -> None:
    """Nothing is guessed and nothing downloaded."""
    with pytest.raises(ModelError):
        named_detector(model)


@pytest.mark.parametrize("model", ["spacy:/no/such/model", "gliner:/no/such/model"])
def test_a_model_that_is_not_here_is_named_when_it_is_asked(model: str) -> None:
    """The message tells what to install."""
    detector = named_detector(model)

    with pytest.raises(ModelError):
        detector.find("Lea", "de")


def test_forms_are_spellings_without_endings_and_particles() -> None:
    """What goes on the list is the name, so that its ending stays behind the label."""
    study = _study("Alis Bruder", "Ali kam", "قلت وعلي معي", "ALI!")
    (candidate,) = detect_transcripts(study, detectors=[Listed(("Alis", "Ali", "وعلي", "ALI"))])

    assert {"Ali", "علي", "ALI"} >= set(candidate.forms) >= {"Ali", "علي"}
