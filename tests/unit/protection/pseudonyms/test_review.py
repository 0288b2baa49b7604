"""Review: what is asked next, and what of an untrusted text reaches the screen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn
from faden.protection.pseudonyms.candidates import PREAMBLE, SPEAKER_LABEL, Candidate, Occurrence
from faden.protection.pseudonyms.decisions import State
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.review import alike, contexts, isolated, next_candidate, shown

HEAD = Head(
    format="faden.transcript/1",
    id="I01",
    kind="interview",
    language="de",
    speakers={"S1": Speaker(label="Karim")},
)


def talk(text: str, language: str = "de") -> Transcript:
    """A conversation of one turn."""
    return Transcript(HEAD, (Turn("t2", "S1", (Part(PartKind.ORIGINAL, language, text),)),), "Mit Karim")


def found(text: str, word: str, *, turn: str = "t2", part: int = 0) -> Candidate:
    """A candidate where a word stands in a text."""
    at = text.index(word)
    occurrence = Occurrence("I01", turn, part, at, at + len(word), word)
    return Candidate("k" * 12, Kind.PERSON, "karim", (word,), (occurrence,), 0.9)


def test_the_surest_is_asked_first_and_what_was_put_off_last() -> None:
    """A reviewer sees true names before doubtful words."""
    sure, doubtful = found("Karim", "Karim"), replace(found("Rosa", "Rosa"), id="r" * 12, score=0.3)
    state = State(open=(doubtful, sure))

    assert sure == next_candidate(state)
    assert doubtful == next_candidate(replace(state, later=(sure.id,)))
    assert sure == next_candidate(replace(state, open=(sure,), later=(sure.id,)))
    assert next_candidate(state, ["I09"]) is None


def test_context_stands_around_the_words() -> None:
    """Place, speaker, language, and words on either side."""
    text = "Bei Karim, " + "x" * 200
    (context,) = contexts(found(text, "Karim"), [talk(text)], width=20)

    assert ("I01/t2", "S1", "Bei ", "Karim", "ltr") == (
        context.place, context.speaker, context.before, context.words, context.direction
    )  # fmt: skip
    assert context.after.endswith("…")


def test_text_from_right_to_left_keeps_its_direction_to_itself() -> None:
    """Isolates, so that marks of the line around it stay where they are."""
    text = "قال كريم هنا"
    (context,) = contexts(found(text, "كريم"), [talk(text, "ar")])

    assert "rtl" == context.direction
    assert "\u2068كريم\u2069" == isolated(context.words)


def test_labels_of_speakers_and_what_stands_before_have_contexts_too() -> None:
    """Names stand there as well."""
    label = found("Karim", "Karim", turn="S1", part=SPEAKER_LABEL)
    before = found("Mit Karim", "Karim", turn="", part=PREAMBLE)

    assert ["I01/S1", "I01/–"] == [contexts(c, [talk("Ja.")])[0].place for c in (label, before)]


def test_of_two_texts_the_one_is_shown_in_which_the_words_stand() -> None:
    """A raw transcript and the one that somebody has edited have one id."""
    (context,) = contexts(found("Ja, Karim.", "Karim"), [talk("Nein."), talk("Ja, Karim.")])

    assert "Ja, " == context.before


@given(st.text())
def test_nothing_on_the_screen_acts_on_it(text: str) -> None:
    """Transcripts are untrusted: escape sequences, line ends and turned directions are made visible."""
    told = shown(text)

    assert not any(ord(ch) < 32 or 0x7F <= ord(ch) < 0xA0 for ch in told)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c") & set(told)


def test_persons_who_share_a_word_are_hinted_at() -> None:
    """Whether Frau Haddad is Amira Haddad, a person says."""
    known = (Name(name="Amira Haddad", label="[Mieterin A]", kind="person"),)
    surname = replace(found("Frau Haddad", "Frau Haddad"))

    assert ("[Mieterin A]",) == alike(surname, State(names=known))
    assert () == alike(found("Frau Omar", "Frau Omar"), State(names=known))
