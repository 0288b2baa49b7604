"""Word, LibreOffice and RTF, from files made by hand for one trait each."""

from __future__ import annotations

import io
import zipfile

import pytest

from faden.core.problems import ImportRefusedError
from faden.interviews.readers import docx, odt, rtf
from faden.interviews.readers.reading import Reading
from faden.interviews.readers.registry import parse_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{short}="{NS}:{name}:1.0"'
    for short, name in [("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")]
)


def _zip(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _docx(body: str, **others: str) -> bytes:
    members = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    return _zip(members | {f"word/{name}.xml": f"<w:x {W}>{xml}</w:x>" for name, xml in others.items()})


def _odt(body: str) -> bytes:
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {ODF}>{text}</office:document-content>"
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _spoken(reading: Reading) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in reading.turns]


def _asides(reading: Reading) -> dict[str, str]:
    return {aside.kind: aside.text for aside in reading.asides}


def test_word_runs_tabs_and_breaks_are_joined() -> None:
    """Word cuts a sentence into runs as it likes."""
    data = _docx(
        _p(
            "<w:r><w:t>I:</w:t><w:tab/><w:t>Wie</w:t></w:r>"
            + _r(" war")
            + "<w:r><w:br/><w:t>das?</w:t></w:r>"
        )
    )

    assert [("I", "Wie war\ndas?")] == _spoken(parse_bytes(data, "a.docx"))


def test_tracked_insertions_are_kept_and_deletions_set_aside() -> None:
    """The text as it would read with all changes accepted."""
    data = _docx(
        _p(_r("B: Ja ") + f"<w:ins>{_r('doch')}</w:ins><w:del><w:r><w:delText>nein</w:delText></w:r></w:del>")
    )
    reading = docx.parse(data)

    assert [("B", "Ja doch")] == _spoken(reading)
    assert {"import-deletion": "nein"} == _asides(reading)


def test_comments_footnotes_and_boxes_keep_their_text_beside() -> None:
    """Nothing is dropped silently."""
    data = _docx(
        _p(
            _r("B: Ja")
            + '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            + f"<w:r><w:pict><w:txbxContent>{_p(_r('Kasten'))}</w:txbxContent></w:pict></w:r>"
        ),
        comments=f'<w:comment w:id="1">{_p(_r("prüfen"))}</w:comment>',
        footnotes=f'<w:footnote w:id="2">{_p(_r("Fuß"))}</w:footnote>',
        header1=_p(_r("Kopf")),
    )
    reading = docx.parse(data)

    assert [("B", "Ja")] == _spoken(reading)
    assert {
        "import-comment": "prüfen",
        "import-footnote": "Fuß",
        "import-text-box": "Kasten",
        "import-page-header": "Kopf",
    } == _asides(reading)


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{_p(_r(cell))}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_table_of_turns_is_read() -> None:
    """Many transcripts stand in a table: number, time, speaker, words."""
    data = _docx(_table(("1", "00:00:05", "I", "Wie?"), ("2", "00:00:09", "B", "So.")))
    reading = docx.parse(data)

    assert [("I", "Wie?"), ("B", "So.")] == _spoken(reading)
    assert [5.0, 9.0] == [t.start.total_seconds() for t in reading.turns if t.start]


def test_any_other_table_is_set_aside() -> None:
    """A table of rents is no conversation."""
    reading = docx.parse(
        _docx(_p(_r("B: Ja")) + _table(("Miete", "500 Euro warm"), ("Kaution", "drei Mieten")))
    )

    assert [("B", "Ja")] == _spoken(reading)
    assert "Kaution" in _asides(reading)["import-table"]


def test_text_within_content_controls_is_read() -> None:
    """Forms put paragraphs into content controls; python-docx would leave them out."""
    data = _docx(f"<w:sdt><w:sdtContent>{_p(_r('B: Ja'))}</w:sdtContent></w:sdt>")

    assert [("B", "Ja")] == _spoken(docx.parse(data))


def test_libreoffice_spaces_notes_and_comments() -> None:
    """Runs of spaces are written as elements; notes and comments are no speech."""
    data = _odt(
        '<text:p>B:<text:tab/>Ja<text:s text:c="2"/>doch<text:note><text:note-body><text:p>Fuß</text:p>'
        "</text:note-body></text:note><office:annotation><text:p>prüfen</text:p></office:annotation></text:p>"
    )
    reading = odt.parse(data)

    assert [("B", "Ja  doch")] == _spoken(reading)
    assert {"import-footnote": "Fuß", "import-comment": "prüfen"} == _asides(reading)


def test_tracked_deletions_of_libreoffice_are_set_aside() -> None:
    """LibreOffice keeps deleted text apart from the body."""
    data = _odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>B: Ja</text:p>"
    )
    reading = odt.parse(data)

    assert [("B", "Ja")] == _spoken(reading)
    assert {"import-deletion": "weg"} == _asides(reading)


def test_rtf_code_pages_and_escapes() -> None:
    """Code page of the file, of a font, and characters beyond the basic plane."""
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
        rb"\f0 I: Gr\'fc\'dfe\par B: \f1\'d2\'e0\'ea\f0 , \u55357?\u56832? \u1587?\par}"
    )

    assert [("I", "Grüße"), ("B", "Так, 😀 س")] == _spoken(parse_bytes(data, "a.txt"))


def test_rtf_deletions_notes_and_pictures_are_set_aside() -> None:
    """striprtf would keep the deletion and lose the rest."""
    data = (
        rb"{\rtf1\ansi B: ja{\footnote Fuss}{\*\annotation pruefen}{\deleted nein}{\pict 0102}"
        rb"{\header Kopf} doch\par}"
    )
    reading = rtf.parse(data)

    assert [("B", "ja doch")] == _spoken(reading)
    assert {
        "import-footnote": "Fuss",
        "import-comment": "pruefen",
        "import-deletion": "nein",
        "import-image": "",
        "import-page-header": "Kopf",
    } == _asides(reading)


def test_entities_are_refused() -> None:
    """XML that could read files or grow without bound is not opened."""
    xml = '<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="w"><w:body>&a;</w:body></w:document>'

    with pytest.raises(ImportRefusedError) as caught:
        docx.parse(_zip({"word/document.xml": xml}))

    assert "import-xml-entities" == caught.value.problem.code


def test_a_zip_bomb_is_refused() -> None:
    """What unpacks beyond the limit is not unpacked."""
    with pytest.raises(ImportRefusedError) as caught:
        docx.parse(_zip({"word/document.xml": " " * (33 * 2**20)}))

    assert "import-too-large" == caught.value.problem.code


def test_an_encrypted_libreoffice_file_is_refused_with_its_reason() -> None:
    """The remedy is to save it without a password."""
    data = _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "x",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
    )

    with pytest.raises(ImportRefusedError) as caught:
        parse_bytes(data, "a.odt")

    assert "import-encrypted" == caught.value.problem.code
