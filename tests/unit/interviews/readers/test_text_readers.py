"""Plain text and Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.problems import ImportRefusedError
from faden.core.text import words
from faden.interviews.readers import md, txt
from faden.interviews.readers.reading import Reading
from faden.interviews.readers.registry import parse_bytes


def _spoken(reading: Reading) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in reading.turns]


def _codes(reading: Reading) -> set[str]:
    return {notice.code for notice in reading.notices}


def test_paragraphs_without_a_name_belong_to_the_turn_before() -> None:
    """People write long answers in several paragraphs."""
    reading = txt.parse(b"I: Wie war das?\n\nB: Schwer.\n\nSehr schwer.\n\nI: Ja.")

    assert [("I", "Wie war das?"), ("B", "Schwer.\n\nSehr schwer."), ("I", "Ja.")] == _spoken(reading)


def test_a_speaker_repeated_after_a_page_break_goes_on() -> None:
    """A turn is what one speaker says until another does."""
    assert [("I", "Ja?"), ("B", "Eins.\n\nZwei.")] == _spoken(txt.parse(b"I: Ja?\nB: Eins.\nB: Zwei."))


def test_times_at_the_end_of_f4_turns_begin_the_next_turn() -> None:
    """f4 stamps the moment at which a turn ends."""
    reading = txt.parse(b"I: Wie war das? #00:00:05-0#\nB: Schwer. #00:00:09-5#\nI: Ja.")

    assert [None, 5.0, 9.5] == [t.start.total_seconds() if t.start else None for t in reading.turns]
    assert "Schwer." == reading.turns[1].text


def test_questions_with_one_label_do_not_take_the_answers() -> None:
    """Where only the interviewer is named, the other paragraphs are somebody else's."""
    reading = txt.parse(b"I: Wie war das?\n\nSchwer.\n\nI: Warum?\n\nDarum.")

    assert ["I", "", "I", ""] == [turn.speaker for turn in reading.turns]
    assert "import-speakers-sparse" in _codes(reading)


def test_text_without_any_name_is_a_turn_a_paragraph() -> None:
    """Who speaks may change at every paragraph; it is said that nobody is named."""
    reading = txt.parse(b"Erst das.\n\nDann dies.")

    assert [("", "Erst das."), ("", "Dann dies.")] == _spoken(reading)
    assert "import-speakers-unnamed" in _codes(reading)


def test_facts_about_the_recording_stand_before_the_turns() -> None:
    """``Datum:`` is nobody; the lines are kept as preamble and noticed."""
    reading = txt.parse("Datum: 3. März\nOrt: Lindhafen\n\nI: Guten Tag.\n\nB: Moin.".encode())

    assert ["I", "B"] == list(reading.speakers)
    assert "Datum: 3. März\nOrt: Lindhafen" == reading.preamble
    assert "import-text-before" in _codes(reading)


def test_a_person_who_speaks_once_is_heard() -> None:
    """Words must not go to the wrong person; a stranger among the speakers is seen and mended."""
    reading = txt.parse(b"I: Ja?\n\nB: Nein.\n\nTochter: Doch!\n\nB: Na gut.")

    assert ["I", "B", "Tochter", "B"] == [turn.speaker for turn in reading.turns]
    assert "import-label-once" in _codes(reading)


def test_notices_name_the_line() -> None:
    """A notice leads to its place."""
    reading = parse_bytes(b"I: Ja?\n\nB: Nein.\n\nTochter: Doch!\n\nB: Na gut.", "g.txt")

    place = next(n.place for n in reading.notices if n.code == "import-label-once")
    assert ("g.txt", 5) == (place.path, place.line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_common_encoding_gives_the_same_words(encoding: str) -> None:
    """UTF-8 and UTF-16 with and without mark, and what older Windows programs write."""
    text = "I: Wie heißt die Straße? Und für wen?\nB: Höfchen – „dort“, fünfzig Euro.\n" * 3

    assert _spoken(txt.parse(text.encode())) == _spoken(parse_bytes(text.encode(encoding), "a.txt"))


def test_a_guessed_encoding_is_said() -> None:
    """Windows-1252 cannot be told from other code pages."""
    assert "import-encoding-guessed" in _codes(txt.parse("B: Straße".encode("cp1252")))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-empty"),
        (b" \n\t ", "import-empty"),
        (b"\x00\x00", "import-empty"),
        (b"I:\n\nB:\n", "import-empty"),
        (b"%PDF-1.7 x", "import-damaged"),
        (b"<html><body>I: Ja</body></html>", "import-format-unsupported"),
        (b'{"colour": "red"}', "import-format-unsupported"),
        (b"PK\x03\x04abc", "import-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1abc", "import-old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "import-encrypted"),
        (b"\x01\x02\x00\x03\x80binary", "import-binary"),
        (b"\xff\xfea", "import-encoding-broken"),
        (b"---\nformat: faden.transcript/1\n---\n\n## t1", "import-own-format"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, code: str) -> None:
    """Each refusal says what the file is."""
    with pytest.raises(ImportRefusedError) as caught:
        parse_bytes(data, "a.txt")

    assert code == caught.value.problem.code


def test_a_wrong_suffix_does_not_mislead() -> None:
    """The content tells the format."""
    assert 1 == len(parse_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Ja", "a.docx").turns)


@given(st.lists(st.text(alphabet="abcäöüßعليОлена \n:-*_[]()<>#", max_size=40), max_size=8))
def test_plain_text_loses_no_word(lines: list[str]) -> None:
    """Every word stands in a turn, in the preamble or as a label; of an empty turn it is told."""
    text = "\n\n".join(lines)
    try:
        reading = txt.parse(text.encode())
    except ImportRefusedError:
        reading = None

    kept = reading and " ".join(
        [reading.preamble, *(f"{turn.speaker} {turn.text}" for turn in reading.turns)]
    )
    lost = set(words(text)) - set(words(kept or ""))
    labels = {word for line in text.split("\n") if ":" in line for word in words(line.partition(":")[0])}
    assert lost <= labels
    assert reading is None or not lost or "import-turn-empty" in _codes(reading)


def test_markdown_marks_are_taken_off_and_set_aside_with_notice() -> None:
    """Emphasis, links, comments and pictures are no words; what they held is kept beside."""
    source = (
        "---\ntitle: x\n---\n# Gespräch\n\n**I:** Wie *war* das? <!-- nachfragen -->\n\n"
        "**B:** Im [Amt](http://example.org) ![Bild](b.png) so.\n\nhttps://example.org/a\n"
    )
    reading = md.parse(source.encode())

    assert [("I", "Wie war das?"), ("B", "Im Amt  so.")] == _spoken(reading)
    assert {
        "import-front-matter",
        "import-heading",
        "import-comment",
        "import-address",
        "import-image",
    } <= _codes(reading)
    assert "nachfragen" in {aside.text for aside in reading.asides}


def test_names_never_stand_in_notices() -> None:
    """Texts set aside may hold names; notices carry their place only."""
    reading = md.parse(b"I: Ja? <!-- Frau Weber fragen -->\n\nB: Ja.")

    assert not any("Weber" in str(notice.params) for notice in reading.notices)
