"""Places with other names around them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn
from faden.protection.pseudonyms.candidates import Candidate, Occurrence
from faden.protection.pseudonyms.decisions import State
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.surroundings import Role, surroundings

HEAD = Head(
    format="faden.transcript/1",
    id="I01",
    kind="interview",
    language="de",
    speakers={"S1": Speaker(label="A")},
)


def talk(text: str, language: str = "de") -> Transcript:
    """A conversation of one turn."""
    return Transcript(HEAD, (Turn("t2", "S1", (Part(PartKind.ORIGINAL, language, text),)),))


def found(text: str, word: str, identifier: str = "k") -> Candidate:
    """A candidate with all places of a word."""
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    places = tuple(Occurrence("I01", "t2", 0, at, at + len(word), word) for at in starts)
    return Candidate(identifier * 12, Kind.PERSON, word.casefold(), (word,), places)


def test_other_names_are_marked_with_what_is_known_of_them() -> None:
    """Who waits, and for whom a label stands already."""
    text = "Karim und Rosa waren bei Omar, sagt Karim."
    karim, rosa = found(text, "Karim"), found(text, "Rosa", "r")
    state = State(open=(karim, rosa), names=(Name(name="Omar", label="[Onkel]", kind="person"),))

    first, second = surroundings(karim, [talk(text)], state)

    assert [
        ("Karim", Role.HERE, ""),
        (" und ", Role.PLAIN, ""),
        ("Rosa", Role.WAITING, ""),
        (" waren bei ", Role.PLAIN, ""),
        ("Omar", Role.DECIDED, "[Onkel]"),
        (", sagt ", Role.PLAIN, ""),
        ("Karim", Role.SAME, ""),
        (".", Role.PLAIN, ""),
    ] == [(s.words, s.role, s.label) for s in first.stretches]
    assert Role.SAME is second.stretches[0].role
    assert ("I01/t2", "S1", "ltr") == (first.place, first.speaker, first.direction)


def test_the_context_begins_and_ends_between_words() -> None:
    """Half a word could be read as another one."""
    text = "eins zwei drei vier Karim fünf sechs sieben acht"
    (place,) = surroundings(found(text, "Karim"), [talk(text)], State(), width=7)

    assert "… drei vier Karim fünf sechs …" == "".join(s.words for s in place.stretches)


def test_what_was_found_within_another_name_does_not_double_it() -> None:
    """The candidate in question wins over others; no word is shown twice."""
    text = "Bei Karim Haddad zu Hause"
    karim, whole = found(text, "Karim"), found(text, "Karim Haddad", "h")
    (place,) = surroundings(karim, [talk(text)], State(open=(karim, whole)))

    assert text == "".join(s.words for s in place.stretches)
    assert [Role.HERE] == [s.role for s in place.stretches if s.role is not Role.PLAIN]


def test_a_place_whose_words_are_gone_is_left_out() -> None:
    """The text was edited since it was searched."""
    assert () == surroundings(found("Bei Karim", "Karim"), [talk("Bei Rosa")], State())


@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_whatever_stands_around_the_words_stay_and_nothing_acts_on_the_screen(
    before: str, after: str
) -> None:
    """Controls and marks of direction are made visible; no letter is lost."""
    text = f"{before}Karim{after}"
    at = len(before)
    candidate = replace(
        found("Karim", "Karim"), occurrences=(Occurrence("I01", "t2", 0, at, at + 5, "Karim"),)
    )
    (place,) = surroundings(candidate, [talk(text)], State(), width=200)
    words = "".join(s.words for s in place.stretches)

    assert "Karim" in [s.words for s in place.stretches if s.role is Role.HERE]
    assert not set(words) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\n")
    assert [ch for ch in text if ch.isalnum()] == [ch for ch in words if ch.isalnum()]
