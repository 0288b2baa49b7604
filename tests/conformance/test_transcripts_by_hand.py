"""Formats of which no real file may be kept here: small files by hand, read as counted when they were typed.

The files are in ``files``; its README says from which description each was made. A turn is what one voice
says until another does; where nobody is named, each piece is one.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.registry import parse_known

FOLDER = Path(__file__).parent / "files"


class Counted(NamedTuple):
    """One file as a person counted it; the empty label is a voice without a name."""

    file: str
    format: str
    turns: int
    labels: tuple[str, ...]
    first_start: float | None
    last_words: str


COUNTED = (
    Counted(
        "whisper/whisperx_diarised.json", "whisper", 5, ("SPEAKER_01", "SPEAKER_00", ""), 0.031, "Vertrag?"
    ),
    Counted(
        "whisper/whisperx_words_change_speaker.json",
        "whisper",
        2,
        ("SPEAKER_00", "SPEAKER_01"),
        1.0,
        "kam der Brief.",
    ),
    Counted("whisper/whisper_cpp.json", "whisper", 2, ("",), 0.5, "Seit März."),
    Counted("whisper/openai_diarised.json", "whisper", 3, ("A", "B"), 0.0, "Setzen Sie sich."),
    Counted("whisper/insanely_fast.json", "whisper", 2, ("SPEAKER_00", "SPEAKER_01"), 0.0, "Nichts."),
    Counted("amazon/speaker_labels.json", "amazon", 3, ("spk_0", "spk_1"), 0.5, "Schön."),
    Counted("amazon/channel_labels.json", "amazon", 2, ("ch_0", "ch_1"), 0.1, "Ja."),
    Counted("amazon/no_speakers.json", "amazon", 1, ("",), 0.2, "Es regnet."),
    Counted("azure/batch.json", "azure", 3, ("Speaker 1", "Speaker 2"), 0.07, "Danke."),
    Counted("azure/fast.json", "azure", 2, ("Speaker 0", "Speaker 1"), 0.96, "Morning."),
    Counted("elan/interview.eaf", "elan", 3, ("Mara", "B1"), 0.5, "Und davor?"),
    Counted("exmaralda/interview.exb", "exmaralda", 3, ("INT", "AMR"), 0.0, "Ach so."),
    Counted("folker/interview.flk", "folker", 3, ("LB", "HM"), 0.0, "hm_hm"),
    Counted("folker/interview.fln", "folker", 2, ("S1", "S2"), 3.54, "ja lange"),
    Counted("tei/iso_spoken.xml", "tei", 3, ("INT", "AMR"), 0.0, "Ah."),
    Counted("tei/speech.xml", "tei", 3, ("Frau A.", "Herr B."), None, "Und dann?"),
    Counted("ohtm/one_interview.json", "ohtm", 3, ("INT_AB", "IP_CD"), 4.0, "Ja."),
    Counted(
        "vtt/teams_voices.vtt", "vtt", 4, ("Mustermann, Erika (Stadt)", "Beispiel, Jan"), 3.25, "drei Punkte."
    ),
    Counted("teams/meeting.txt", "txt", 3, ("Erika Mustermann", "Jan Beispiel"), 3.0, "Dann fangen wir an."),
    Counted("f4/f4.txt", "txt", 4, ("I", "B"), None, "Also niemand."),
    Counted("f4/maxqda.txt", "txt", 4, ("I", "B"), 1.0, "Jeden Tag."),
    Counted("otter/otter.txt", "txt", 3, ("Speaker 1", "Nadja Berg"), 2.0, "And then?"),
    Counted("trint/trint.txt", "txt", 3, ("Speaker 1", "Frau Beispiel"), 0.0, "Aha."),
    Counted(
        "survey/offene_fragen_cp1252.csv",
        "csv",
        6,
        ("Frage", "R-07", "R-15", "R-12"),
        None,
        "Der Bürgerbus; er kommt pünktlich",
    ),
    Counted("survey/one_question.csv", "csv", 3, ("r1", "r2"), None, "Nobody explains them"),
    Counted("survey/oral_history_digital.csv", "csv", 3, ("INT", "IP"), 1.0, "Und dann?"),
    Counted("pdf/chromium.pdf", "pdf", 18, ("I", "B1"), None, "auf der Anzeige nicht weitersprang."),
)

REFUSED = (
    ("whisper/empty.json", "import-empty"),
    ("ohtm/two_interviews.json", "import-several"),
    ("pdf/scan.pdf", "import-pdf-without-text"),
    ("pdf/encrypted.pdf", "import-encrypted"),
)


@pytest.mark.parametrize("counted", COUNTED, ids=lambda c: c.file)
def test_turns_and_speakers_are_those_counted_by_hand(counted: Counted) -> None:
    """Whatever the file is called: its content tells the format."""
    found, reading = parse_known((FOLDER / counted.file).read_bytes(), "a")

    first = reading.turns[0].start
    labels = tuple(dict.fromkeys(turn.speaker for turn in reading.turns))
    assert counted.format == found
    assert counted.turns == len(reading.turns)
    assert counted.labels == labels
    assert counted.first_start == (None if first is None else first.total_seconds())
    assert reading.turns[-1].text.endswith(counted.last_words)


@pytest.mark.parametrize(("file", "code"), REFUSED, ids=lambda value: value)
def test_files_without_one_conversation_are_refused_with_their_reason(file: str, code: str) -> None:
    """What cannot be read is said, with a remedy; never half of a file is imported."""
    with pytest.raises(ImportRefusedError) as caught:
        parse_known((FOLDER / file).read_bytes(), file)

    assert code == caught.value.problem.code
