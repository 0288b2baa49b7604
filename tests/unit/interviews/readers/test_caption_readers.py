"""WebVTT and SubRip."""

from __future__ import annotations

from faden.interviews.readers import srt, vtt
from faden.interviews.readers.reading import Reading


def _codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


def test_neighbouring_cues_of_one_voice_are_one_turn_with_the_first_time() -> None:
    """Captions cut sentences; a turn is what one speaker says until another does."""
    reading = vtt.parse(
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Ich\n\n00:02.000 --> 00:03.000\n<v Anna>auch.\n\n"
        b"00:03.000 --> 00:04.000\n<v Ben>Nein."
    )

    assert [("Anna", "Ich auch.", 1.0), ("Ben", "Nein.", 3.0)] == [
        (t.speaker, t.text, t.start.total_seconds()) for t in reading.turns if t.start
    ]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    """A cue may hold several voice spans."""
    reading = vtt.parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Ja</v> <v B>Nein</v>")

    assert [("A", "Ja"), ("B", "Nein")] == [(t.speaker, t.text) for t in reading.turns]


def test_notes_names_and_positions_are_set_aside() -> None:
    """What is not said is noticed with its line."""
    reading = vtt.parse(
        b"WEBVTT Titel\n\nNOTE nachpruefen\n\neins\n00:01.000 --> 00:02.000 align:start\n<v A>Ja &amp; nein"
    )

    assert "Ja & nein" == reading.turns[0].text
    assert {"import-caption-note", "import-cue-name", "import-cue-settings"} <= set(_codes(reading))
    assert {"Titel", "NOTE nachpruefen", "eins", "align:start"} == {aside.text for aside in reading.asides}


def test_a_broken_time_loses_the_time_but_no_word() -> None:
    """The rest of the file is read, and the words of the cue are kept."""
    reading = vtt.parse(b"WEBVTT\n\n00:0x --> 00:02.000\n<v A>Ja\n\n00:03.000 --> 00:04.000\n<v B>Nein")

    assert [("A", None), ("B", 3.0)] == [
        (t.speaker, t.start.total_seconds() if t.start else None) for t in reading.turns
    ]
    assert "import-cue-time-invalid" in _codes(reading)


def test_a_colon_in_one_caption_is_no_speaker() -> None:
    """Half of the cues must begin with a name before names are believed."""
    reading = srt.parse(
        b"1\n00:00:01,000 --> 00:00:02,000\nDas heisst\n\n"
        b"2\n00:00:02,000 --> 00:00:03,000\nErgebnis: nichts\n\n"
        b"3\n00:00:03,000 --> 00:00:04,000\nUnd nun"
    )

    assert ["", "", ""] == [turn.speaker for turn in reading.turns]


def test_windows_line_ends_make_no_difference() -> None:
    """Zoom writes CRLF."""
    text = b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna: Ja\n"

    assert vtt.parse(text) == vtt.parse(text.replace(b"\n", b"\r\n"))
