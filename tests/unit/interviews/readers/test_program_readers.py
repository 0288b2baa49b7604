"""What single traits of the formats of programs become; whole files stand in tests/conformance."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.reading import Reading
from faden.interviews.readers.registry import parse_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _zip(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _docx(*paragraphs: str) -> bytes:
    """Paragraphs as Word keeps them; ``|`` is a break within one."""
    body = "".join(
        "<w:p>" + "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{t}</w:t></w:r>" for t in p.split("|")) + "</w:p>"
        for p in paragraphs
    )
    return _zip({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def _xlsx(*rows: tuple[str, ...], second: str = "") -> bytes:
    """Rows as inline strings; a second sheet where one is given."""

    def _sheet(body: str) -> str:
        return f"<worksheet><sheetData>{body}</sheetData></worksheet>"

    def _row(number: int, cells: tuple[str, ...]) -> str:
        inner = "".join(
            f'<c r="{"ABCDEF"[at]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for at, cell in enumerate(cells)
            if cell
        )
        return f'<row r="{number}">{inner}</row>'

    members = {
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": _sheet("".join(_row(n, cells) for n, cells in enumerate(rows, 1))),
    }
    if second:
        members["xl/worksheets/sheet2.xml"] = _sheet(f'<row r="1"><c t="str"><v>{second}</v></c></row>')
    return _zip(members)


def _spoken(data: bytes) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in parse_bytes(data, "a").turns]


def _starts(reading: Reading) -> list[float | None]:
    return [None if turn.start is None else turn.start.total_seconds() for turn in reading.turns]


def _refusal(data: bytes) -> tuple[str, int]:
    with pytest.raises(ImportRefusedError) as caught:
        parse_bytes(data, "a")
    return caught.value.problem.code, caught.value.problem.place.line


def test_word_files_of_teams_name_the_speaker_above_the_words() -> None:
    """Teams writes name and time into one line and the words below, as one paragraph or as two."""
    expected = [("Jan Beispiel", "Guten Tag."), ("Erika Mustermann", "Hallo.")]

    one = _docx(
        "Erika Mustermann started transcription",
        "Jan Beispiel   0:03|Guten Tag.",
        "Erika Mustermann   0:07|Hallo.",
    )
    two = _docx("Jan Beispiel   0:03", "Guten Tag.", "Erika Mustermann   0:07", "Hallo.")

    assert expected == _spoken(one)
    assert expected == _spoken(two)


def test_word_files_of_otter_end_with_a_line_of_otter() -> None:
    """What the program says of itself nobody has said."""
    data = _docx("Speaker 1  0:02", "Yes.", "Speaker 2  0:04", "No.", "Transcribed by https://otter.ai")

    assert [("Speaker 1", "Yes."), ("Speaker 2", "No.")] == _spoken(data)


def test_word_files_of_trint_keep_their_times() -> None:
    """Trint puts the time in brackets behind the name."""
    reading = parse_bytes(
        _docx("Anna: [00:00:01] Ja.", "Ben: [00:00:04] Nein.", "Anna: [00:01:00] Gut."), "a"
    )

    assert [1.0, 4.0, 60.0] == _starts(reading)


def test_rtf_of_f4_gives_the_time_at_which_a_turn_ended() -> None:
    """f4 writes it behind the turn; the next turn begins there."""
    reading = parse_bytes(rb"{\rtf1\ansi I: Wie? #00:00:07-4#\par B: So. #00:00:09-0#\par I: Ah.\par }", "a")

    assert [None, 7.4, 9.0] == _starts(reading)


def test_a_sheet_of_answers_is_read_and_another_sheet_set_aside() -> None:
    """Survey tools add a sheet with the meaning of their columns."""
    reading = parse_bytes(_xlsx(("ID", "Antwort"), ("r1", "Mehr Busse"), ("r2", ""), second="Legende"), "a")

    assert [("r1", "Mehr Busse")] == [(turn.speaker, turn.text) for turn in reading.turns]
    assert ["Legende"] == [aside.text for aside in reading.asides]


def test_an_empty_cell_moves_no_other_to_its_place() -> None:
    """Excel leaves empty cells out; their neighbours keep their columns."""
    assert [("R1", "Ja"), ("r2", "Nein")] == _spoken(
        _xlsx(("ID", "Alter", "Antwort"), ("", "30", "Ja"), ("r2", "", "Nein"))
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_are_read_in_any_encoding_and_with_any_sign(encoding: str, sign: str) -> None:
    """German Excel writes semicolons and Windows-1252, others commas and UTF-8."""
    rows = [["Teilnehmer", "Alter", "Antwort"], ["r1", "30", "Für Übergänge"], ["r2", "41", "Mehr Bäume"]]
    data = "\r\n".join(sign.join(row) for row in rows).encode(encoding)

    assert [("r1", "Für Übergänge"), ("r2", "Mehr Bäume")] == _spoken(data)


def test_columns_without_telling_headings_are_found_by_their_words() -> None:
    """Survey tools call a question q7; a person is told which columns were taken."""
    reading = parse_bytes(b"k1,q7\n3,The bus never comes here\n4,We wait for an answer\n", "a.csv")

    assert ["Frage", "R1", "R2"] == [turn.speaker for turn in reading.turns]
    assert "import-columns-guessed" in {notice.code for notice in reading.notices}


def test_columns_that_nobody_says_are_named_by_their_number() -> None:
    """Once for all of them, and never by their heading, which may be somebody's name."""
    data = b"Nr;Alter;Antwort;Erna Meier\n1;30;Wir warten seit Wochen;ja\n2;41;Niemand ruft an;nein\n"
    reading = parse_bytes(data, "a.csv")

    (told,) = [notice for notice in reading.notices if notice.code == "import-column"]

    assert {"n": 2, "value": "2, 4"} == told.params
    assert ["Alter", "Erna Meier"] == [aside.text.split("\n")[0] for aside in reading.asides]


def test_a_table_of_numbers_is_refused() -> None:
    """Nothing in it was said."""
    assert ("import-columns-unknown", 1) == _refusal_named(b"a,b\n1,2\n3,4\n", "a.csv")


def _refusal_named(data: bytes, name: str) -> tuple[str, int]:
    with pytest.raises(ImportRefusedError) as caught:
        parse_bytes(data, name)
    return caught.value.problem.code, caught.value.problem.place.line


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"segments": [\n{"start": 1, "text": "a"},\n', ("import-damaged", 3)),
        (b"<?xml version='1.0'?>\n<TEI><text>\n<u>a</text></TEI>", ("import-damaged", 3)),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI><text>&a;</text></TEI>', ("import-xml-entities", 0)),
        (b"<TEI><text></text></TEI>", ("import-empty", 0)),
        (b"<?xml version='1.0'?><svg/>", ("import-format-unsupported", 0)),
        (b"<TEI><text>" + b"<p>" * 200 + b"</p>" * 200 + b"</text></TEI>", ("import-too-complex", 0)),
        (b'{"segments": [' + b"[" * 100_000, ("import-damaged", 0)),
        (b'{"segments": [' + b"{}," * 1_000_000, ("import-too-complex", 0)),
    ],
)
def test_broken_and_hostile_files_are_refused_with_their_place(
    data: bytes, expected: tuple[str, int]
) -> None:
    """The line where one can be named."""
    assert expected == _refusal(data)


def test_neighbours_of_one_voice_stay_apart_where_something_stands_between() -> None:
    """TEI tells where an utterance ends; a note between two says that something happened."""
    together = b'<TEI><text><u who="#a">Ja.</u><u who="#a">Gut.</u></text></TEI>'
    apart = b'<TEI><text><u who="#a">Ja.</u><note>Pause.</note><u who="#a">Gut.</u></text></TEI>'

    assert [("a", "Ja. Gut.")] == _spoken(together)
    assert [("a", "Ja."), ("a", "Gut.")] == _spoken(apart)


def test_words_repeated_by_a_machine_are_told() -> None:
    """Speech recognition fills silence with the same words."""
    data = json.dumps({"segments": [{"start": n, "text": "Danke."} for n in range(4)]}).encode()

    assert "import-words-repeated" in {notice.code for notice in parse_bytes(data, "a").notices}


def test_times_of_otranscribe_within_a_line_are_set_aside() -> None:
    """A turn begins once; the later times are kept beside."""
    page = '<p><span class=\\"timestamp\\" data-timestamp=\\"61.5\\">01:01</span> <b>I:</b> Wie<br />'
    page += 'B: So <span class=\\"timestamp\\" data-timestamp=\\"70\\">01:10</span>&amp; anders</p>'
    reading = parse_bytes(f'{{"text": "{page}", "media": ""}}'.encode(), "a.otr")

    assert [("I", "Wie"), ("B", "So & anders")] == [(t.speaker, t.text) for t in reading.turns]
    assert [61.5, None] == _starts(reading)
    assert ["01:10"] == [aside.text for aside in reading.asides]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a"])
def test_a_wrong_suffix_makes_no_difference(name: str) -> None:
    """Content tells the format."""
    data = json.dumps({"segments": [{"start": 0, "text": "Ja."}]}).encode()

    assert ["Ja."] == [turn.text for turn in parse_bytes(data, name).turns]
