"""Every file of ../shared/data/transcripts: read as counted by hand.

How the table was counted, before any reader existed (the reader is judged by it, not the other way round):

- ``txt``, ``md``: opened in a pager; a turn is a paragraph with a new name in front. In
  ``qualcoder_transcript.txt`` the seven paragraphs begin [id1] [id2] [id3] [id1] [id3] [id1] [id2].
  In the Markdown interview the lines 14, 16, … 62 begin with stark and adam3us in turn: 25; the two
  bare addresses before and after belong to nobody's words.
- ``noscribe/interview.txt``: the lines that begin with S0 are 11, 13, … 119: 55, no speaker twice in
  a row; S02 speaks once, in line 49. Lines 1 to 7 stand before anybody speaks.
- ``vtt``, ``srt``: opened in a pager; a turn is a run of cues of one named voice. Zoom: 139 cues, and the
  name changes at the cues 1 2 3 6 7 20 21 22 23 29 32 35 63 64 67 68 69 70 77 78 139: 21 turns. noScribe:
  56 cues, no two neighbours of one voice; cue 1 is a pause without a voice, the cues 20 and 40 carry
  the voices ``//S02`` and ``//S00`` (noScribe trips over overlapping speech; by its txt both are S01, so
  the marks must not be mended into S02 and S00). Where cues name no voice, each is a turn of its own.
- ``docx``, ``odt``: unzipped, ``document.xml`` and ``content.xml`` broken at the ends of paragraphs,
  tags taken off, paragraphs with words counted: 3, 3 and 131 (132 ``text:p``, the last one empty).
  P7 names only MODERATOR, five times (paragraphs 21, 23, 109, 114, 124), so that who speaks the others is not
  said; "Box plot:" and "Heat map:" are no people. Each paragraph is a turn.

Counted with less, grep and sed before their readers existed:

- ``noscribe/interview.html``: broken before each ``<p``, 58 paragraphs have words: title, settings, a pause
  of twelve seconds without a voice, then 55 that begin with a voice and a time, no voice twice in a row;
  S02 once, at 00:04:25. The first one's anchor is ``ts_12140_…``: 12.14 s. What stands between // // is
  said while another speaks and is left where noScribe put it, as in its txt.
- ``otr``: five ``<p>``, the last three without a word; no voices. The first begins with the stamp 9.483782,
  the stamps within are no new turns: a turn is a paragraph.
- ``whisper_json``: eight and 29 entries under ``segments`` (lines with "seek"); no voices, each a turn.
- ``tei/ParlaMint``: seven ``<u>``, as its header says ("7 speeches"), six of #PAD_00334 and the fourth of
  #PAD_00030, who by the list at the end are Heinz Fischer and Ute Apfelbeck. Each stands after a note that
  announces the speaker anew, so that neighbours of one voice stay apart here.
- ``tei/schnitzler``: no ``<u>``, no ``<sp>``: a newspaper. Two paragraphs of the paper, one left out by the
  editors, then the heading "Dr. Arthur Schnitzler:" and five paragraphs of his. One voice, one turn; the
  paper's two stand before. The diary note below is the editors'.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from faden.interviews.readers.registry import parse_bytes

FOLDER = Path(__file__).parents[3] / "shared/data/transcripts"


class Counted(NamedTuple):
    """One file as a person counted it; the empty label is a voice without a name."""

    file: str
    turns: int
    labels: tuple[str, ...]
    first_start: float | None
    last_words: str


COUNTED = (
    Counted("txt/qualcoder_transcript.txt", 7, ("id1", "id2", "id3"), None, "as I am really struggling."),
    Counted(
        "md/bitcointranscripts_back_stark.md",
        25,
        ("stark", "adam3us"),
        None,
        "to audience questions. Thanks.",
    ),
    Counted("noscribe/interview.txt", 55, ("S01", "S00", "S02"), 12, "abschalten. (..) Ja."),
    Counted("docx/qualcoder_ID1.docx", 3, ("",), None, "I'm happy to pay €200."),
    Counted("odt/qualcoder_ID2.odt", 3, ("",), None, "I do not want to waste my money."),
    Counted("odt/P7_GMT20211126.odt", 131, ("", "MODERATOR"), None, "It is great work."),
    Counted("vtt/edge_captions_with_bom.vtt", 4, ("",), 0.5, "Caption text #4"),
    Counted("vtt/edge_comments.vtt", 3, ("",), 135, "- Ta en kopp"),
    Counted("vtt/edge_cue_tags.vtt", 3, ("",), 16.5, "That's amore"),
    Counted("vtt/edge_invalid.vtt", 7, ("",), 0.5, "Caption text #7"),
    Counted("vtt/edge_invalid_timeframe.vtt", 7, ("",), 0.5, "Caption text #7"),
    Counted(
        "vtt/noscribe_interview.vtt",
        56,
        ("", "S01", "S00", "//S02", "S02", "//S00"),
        0,
        "abschalten. (..) Ja.",
    ),
    Counted(
        "vtt/zoom_ethereum_acdc_2026-02-19.vtt",
        21,
        (
            "Josh Davis",
            "Justin Florentine (Besu)",
            "stokes",
            "Parithosh Jayanthi",
            "pk910",
            "Justin Traglia",
            "Trent",
        ),
        331.76,
        "Dinosaurs!",
    ),
    Counted("srt/edge_invalid_timeframe.srt", 5, ("",), 0.5, "Caption text #5"),
    Counted("srt/whisper_punctuations.mp3.srt", 1, ("",), 0.38, "Dis-moi, est-ce que l'avion vole ?"),
    Counted("noscribe/interview.html", 55, ("S01", "S00", "S02"), 12.14, "abschalten. (..) Ja."),
    Counted("otr/openpecha_input_otr.otr", 2, ("",), 9.484, "དགོས་པ་རེད་དོ། །"),
    Counted("whisper_json/arabic.mp3.words.json", 8, ("",), 1.8, "كي لا نمسر"),
    Counted("whisper_json/issue24_empty.wav.words.json", 29, ("",), 0, "I'm sorry."),
    Counted(
        "tei/ParlaMint-AT_1996-01-15_00002.xml",
        7,
        ("Heinz Fischer", "Ute Apfelbeck"),
        None,
        "Diese Sitzung ist geschlossen .",
    ),
    Counted(
        "tei/schnitzler_interview_I010.xml",
        1,
        ("Dr. Arthur Schnitzler",),
        None,
        "Hemmung sich erfolg- und werthlos erwiesen haben.",
    ),
)


def _bytes(name: str) -> bytes:
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"real transcripts are not here: {name}")
    return path.read_bytes()


@pytest.mark.parametrize("counted", COUNTED, ids=lambda c: c.file)
def test_turns_and_speakers_are_those_counted_by_hand(counted: Counted) -> None:
    """A reader neither invents nor loses a turn, and names every voice as the file does."""
    reading = parse_bytes(_bytes(counted.file), counted.file)

    first = reading.turns[0].start
    labels = tuple(dict.fromkeys(turn.speaker for turn in reading.turns))
    assert counted.turns == len(reading.turns)
    assert counted.labels == labels
    assert counted.first_start == (None if first is None else first.total_seconds())
    assert reading.turns[-1].text.endswith(counted.last_words)


def test_no_file_of_the_folder_is_forgotten() -> None:
    """Each real transcript stands in the table."""
    if not FOLDER.is_dir():
        pytest.skip("real transcripts are not here: ../shared/data/transcripts")
    here = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}

    assert here == {c.file for c in COUNTED} | {"MANIFEST.tsv"}
