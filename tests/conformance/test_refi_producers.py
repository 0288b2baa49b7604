"""Quirks of other programs' exports, each in a replica made here; what is read is what was selected.

The files are put together from text alone, with none of faden's code. What each replica copies was seen in
real exports or is told in public reports and sources of other readers; nobody's project is in here.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from faden.coding.codings import read_codings
from faden.core.problems import ImportRefusedError
from faden.exchange.refi.importing import Wishes, import_project
from faden.exchange.refi.model import AudioSource, PdfSource, PictureSource, Project, TextSource
from faden.exchange.refi.read import Found, parse_project
from faden.study.beginning import begin_study
from faden.study.folder import find_folder

SPACE = "urn:QDA-XML:project:1.0"
TEXT = (
    "I: Wie war die Suche nach einer Wohnung?\n"
    "B: Lang 😅 und zäh. Zwölf Monate ohne Antwort, und täglich schrieb ich Briefe.\n"
    "I: Und dann?\n"
    "B: Dann kam der Anruf 📞 vom Amt. Meine Tochter hat geweint, mein Sohn hat gelacht.\n"
    "I: Was würden Sie anderen raten?\n"
    "B: Fragen, immer wieder fragen. Nachbarn fragen. Und die Schlüssel früh abholen!\n"
)
WORDS = ("Suche", "Zwölf Monate", "täglich schrieb ich", "Anruf", "Meine Tochter", "gelacht", "anderen raten",
         "immer wieder fragen", "Nachbarn", "die Schlüssel früh abholen")  # fmt: skip


def _guid(number: int) -> str:
    return f"0a1b2c3d-0000-4000-8000-{number:012x}"


TXT = f"{_guid(1)}.txt"


def _spans(text: str = TEXT, words: tuple[str, ...] = WORDS) -> list[tuple[int, int]]:
    return [(text.index(each), text.index(each) + len(each)) for each in words]


def _selections(spans: list[tuple[int, int]], code: str = _guid(50), extra: str = "") -> str:
    return "".join(
        f'<PlainTextSelection guid="{_guid(100 + n)}" startPosition="{a}" endPosition="{b}" {extra}>'
        f'<Coding guid="{_guid(200 + n)}" creatingUser="{_guid(40)}"><CodeRef targetGUID="{code}"/></Coding>'
        "</PlainTextSelection>"
        for n, (a, b) in enumerate(spans)
    )


def _source(body: str, path: str = f'plainTextPath="internal://{TXT}"') -> str:
    return f'<TextSource guid="{_guid(1)}" name="I01" {path}>{body}</TextSource>'


def _qde(sources: str, *, origin: str = "NVivo", space: str = f' xmlns="{SPACE}"', before: str = "") -> str:
    return (
        f'{before}<Project{space} name="P" origin="{origin}">'
        f'<Users><User guid="{_guid(40)}" name="A"/></Users>'
        f'<CodeBook><Codes><Code guid="{_guid(50)}" name="Suche" isCodable="true"/></Codes></CodeBook>'
        f"<Sources>{sources}</Sources></Project>"
    )


def _zip(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _read(qde: str | bytes, text: str | bytes = TEXT, *, inner: str = f"sources/{TXT}") -> Found:
    body = text.encode() if isinstance(text, str) else text
    return parse_project(_zip({"project.qde": qde, inner: body}), "made.qdpx")


def _quotes(found: Found) -> list[str]:
    return [
        (source.plain or "")[s.start : s.end]
        for source in found.project.sources
        if isinstance(source, TextSource)
        for s in source.selections
    ]


def _codes(found: Found) -> set[str]:
    return {problem.code for problem in found.problems}


# --- where the file lies and what it is called


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        (f"internal://{TXT}", f"sources/{TXT}"),
        (f"internal://{TXT}", f"Sources/{TXT}"),
        (f"internal://{TXT}", f"sources\\{TXT}"),
        (f"internal://{TXT}", TXT),
        (f"internal://{TXT.upper()}", f"sources/{TXT}"),
        (f"internal:///{TXT}", f"sources/{TXT}"),
        (f"internal://sources/{TXT}", f"sources/{TXT}"),
        (f"internal://Sources\\{TXT}", f"Sources/{TXT}"),
        (f"internal://{{{_guid(1)}}}.txt", f"sources/{{{_guid(1)}}}.txt"),
        (f"internal://{_guid(1)}", f"sources/{TXT}"),
        (f"relative:///{TXT}", f"sources/{TXT}"),
        (f"relative:///..\\Project\\{TXT}", f"sources/{TXT}"),
        (f"absolute:///D:/Projekte/Studie/{TXT}", f"sources/{TXT}"),
        (TXT, f"sources/{TXT}"),
        (f"sources/{TXT}", f"sources/{TXT}"),
        (f"./sources/{TXT}", f"sources/{TXT}"),
        ("internal://Gespr%C3%A4ch%201.txt", "sources/Gespräch 1.txt"),
        ("internal://Gespräch.txt", "sources/" + unicodedata.normalize("NFD", "Gespräch.txt")),
    ],
)
def test_a_text_is_found_however_it_is_named(path: str, inner: str) -> None:
    """Schemes, slashes either way, case, braces, suffix left out, percent signs, accents taken apart."""
    found = _read(_qde(_source(_selections(_spans()), f'plainTextPath="{path}"')), inner=inner)

    assert list(WORDS) == _quotes(found)


def test_names_whose_encoding_the_archive_does_not_tell() -> None:
    """Old packers write UTF-8 without saying so; it is then read as the letters of an old system."""
    members: dict[str, bytes | str] = {
        "project.qde": _qde(_source("", 'plainTextPath="internal://Gespräch.txt"')),
        f"sources/{'Gespräch.txt'.encode().decode('cp437')}": TEXT,
    }
    (source,) = parse_project(_zip(members), "made.qdpx").project.sources

    assert isinstance(source, TextSource)
    assert TEXT == source.plain


def test_what_macos_adds_to_an_archive_is_no_project() -> None:
    """``._project.qde`` beside the real one, and ``.DS_Store``."""
    members: dict[str, bytes | str] = {
        "._project.qde": b"\0\5\26\7",
        "__MACOSX/._project.qde": b"\0\5\26\7",
        "sources/.DS_Store": b"\0\0\0\1Bud1",
        "project.qde": _qde(_source(_selections(_spans()))),
        f"sources/{TXT}": TEXT,
    }
    found = parse_project(_zip(members), "made.qdpx")

    assert list(WORDS) == _quotes(found)
    assert "refi-several-projects" not in _codes(found)


def test_a_project_in_a_folder_of_its_own() -> None:
    """As it is when somebody has unpacked and packed it again; ATLAS.ti names it after the project."""
    members = {
        "Trial/Trial.qde": _qde(_source(_selections(_spans()))),
        f"Trial/sources/{TXT}": TEXT,
    }
    found = parse_project(_zip(dict(members)), "made.qdpx")

    assert list(WORDS) == _quotes(found)
    assert "refi-project-name" in _codes(found)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_file_twice_is_one_file() -> None:
    """Two that differ under one name are refused; one of them would be read and the other shown."""
    stream = io.BytesIO(_zip({"project.qde": _qde(_source(_selections(_spans()))), f"sources/{TXT}": TEXT}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(f"sources/{TXT}", TEXT)

    assert list(WORDS) == _quotes(parse_project(stream.getvalue(), "made.qdpx"))


def test_a_large_archive_in_the_newer_format() -> None:
    """ZIP64 headers, as programs write them that do not know the size before."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("project.qde", _qde(_source(_selections(_spans())))), (f"sources/{TXT}", TEXT)):
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(text.encode())

    assert list(WORDS) == _quotes(parse_project(stream.getvalue(), "made.qdpx"))


def test_a_missing_text_is_told_and_its_selections_kept() -> None:
    """MAXQDA and NVivo leave out what they cannot export; the rest is read."""
    lost = _source(_selections(_spans()), 'plainTextPath="internal://gone.txt"')
    other = _source(_selections(_spans())).replace(_guid(1), _guid(2)).replace(f"{_guid(2)}.txt", TXT)
    found = _read(_qde(lost + other))

    assert "refi-source-missing" in _codes(found)
    assert list(WORDS) == _quotes(found)[len(WORDS) :]
    assert 2 * len(WORDS) == len(_quotes(found))


def test_a_plain_text_named_as_rich_text_is_its_own_twin() -> None:
    """QualCoder and scripts name a txt file in ``richTextPath`` alone."""
    found = _read(_qde(_source(_selections(_spans()), f'richTextPath="internal://{TXT}"')))

    assert list(WORDS) == _quotes(found)
    assert "refi-plain-text-missing" in _codes(found)


# --- how the project file is written


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + b'<?xml version="1.0" encoding="utf-8"?>%s',
        b'<?xml version="1.0" encoding="utf-16"?>%s',
        b'\n  <?xml version="1.0" encoding="utf-8"?>%s',
        b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n%s\r\n\r\n',
        b"%s",
    ],
)
def test_a_project_file_that_says_the_wrong_things_of_itself(data: bytes) -> None:
    """Byte order mark; UTF-8 that calls itself UTF-16, as .NET writes it; space before the declaration."""
    found = _read(data.replace(b"%s", _qde(_source(_selections(_spans()))).encode()))

    assert list(WORDS) == _quotes(found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("told", ["", '<?xml version="1.0" encoding="utf-8"?>'])
def test_a_project_file_in_another_encoding(encoding: str, told: str) -> None:
    """With and without byte order mark, whatever is declared."""
    text = _qde(_source(_selections(_spans())).replace("I01", "Gespräch"), before=told)
    found = _read(text.encode(encoding))

    assert list(WORDS) == _quotes(found)
    assert ["Gespräch"] == [source.name for source in found.project.sources]


@pytest.mark.parametrize(
    "space",
    [
        ' xmlns="urn:QDA-XML:codebook:0:4"',
        ' xmlns="urn:QDA-XML:project:1:0"',
        ' xmlns="http://schema.qdasoftware.org/versions/Project/v1.0"',
        "",
        ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
    ],
)
def test_a_project_in_another_namespace(space: str) -> None:
    """Old drafts of the standard, the place of the schema, and none at all."""
    found = _read(_qde(_source(_selections(_spans())), space=space))

    assert list(WORDS) == _quotes(found)
    assert "refi-namespace" in _codes(found)


def test_a_project_with_prefixes() -> None:
    """Every element with a prefix of its own; content of others between them is kept."""
    plain = _qde(_source(_selections(_spans())), space="")
    prefixed = plain.replace("</", "\0").replace("<", "<q:").replace("\0", "</q:")
    prefixed = prefixed.replace("<q:Project", f'<q:Project xmlns:q="{SPACE}" xmlns:x="urn:x"', 1)
    found = _read(prefixed.replace("<q:Users>", '<x:own a="1"/><q:Users>'))

    assert list(WORDS) == _quotes(found)
    assert "refi-element-unknown" in _codes(found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Amt \x0b Brief", "Amt   Brief"),
        ("Amt &#x1F; Brief", "Amt \ufffd Brief"),
        ("Müller & Sohn", "Müller & Sohn"),
        ("Preis&nbsp;fest", "Preis\u00a0fest"),
        ("Haus &#xD83C;&#xDFE0; da", "Haus 🏠 da"),
        ("Haus &#55356;&#57312; da", "Haus 🏠 da"),
        ("kaputt &#xD83C; da", "kaputt \ufffd da"),
    ],
)
def test_characters_that_no_xml_allows_do_not_stop_a_project(written: str, read: str) -> None:
    """Page breaks of word processors, bare ``&``, names of HTML, emoji in two halves; positions hold."""
    content = f"{TEXT}{written}\nEnde\n"
    after = f"{TEXT}{read}\nEnde\n"
    spans = [*_spans(), (len(after) - 5, len(after) - 1)]
    inline = _source(f"<PlainTextContent>{content}</PlainTextContent>{_selections(spans)}", "")
    found = _read(_qde(inline, origin="MAXQDA 24"))

    assert [*WORDS, "Ende"] == _quotes(found)
    assert [after] == [source.plain for source in found.project.sources if isinstance(source, TextSource)]
    assert "refi-xml-mended" in _codes(found)


def test_mending_opens_no_door_to_entities() -> None:
    """A file that is refused for what it declares stays refused, however broken it is."""
    bad = '<!DOCTYPE p [<!ENTITY a "b">]>' + _qde(_source("&a; & \x0b"))

    with pytest.raises(ImportRefusedError, match="import-xml-entities"):
        _read(bad)


# --- how positions count


def _as_units(spans: list[tuple[int, int]], text: str, unit: str, newline: str) -> list[tuple[int, int]]:
    def _at(place: int) -> int:
        before = text[:place].replace("\n", newline)
        return len(before.encode(unit)) // {"utf-16-le": 2, "utf-32-le": 4, "utf-8": 1}[unit]

    return [(_at(a), _at(b)) for a, b in spans]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("counted", ["\n", "\r\n"])
@pytest.mark.parametrize("unit", ["utf-16-le", "utf-32-le", "utf-8"])
@pytest.mark.parametrize("origin", ["QDA Miner 6", "Quirkos 2.5", "Dedoose", "NVivo Mac 14", "ATLAS.ti 23"])
def test_positions_in_any_unit(origin: str, unit: str, counted: str, newline: str) -> None:
    """UTF-16 units, code points, bytes; line ends as one or two, whatever the file has."""
    spans = _as_units(_spans(), TEXT, unit, counted)
    stored = TEXT.replace("\n", newline).encode()

    assert list(WORDS) == _quotes(_read(_qde(_source(_selections(spans)), origin=origin), stored))


@pytest.mark.parametrize(("first", "last"), [(0, -1), (1, 1), (1, 0)])
@pytest.mark.parametrize("unit", ["utf-16-le", "utf-32-le"])
def test_ends_that_name_the_last_character_and_counts_from_one(unit: str, first: int, last: int) -> None:
    """The standard's words can be read so; told as a doubt, since no known program does it."""
    spans = [(a + first, b + last) for a, b in _as_units(_spans(), TEXT, unit, "\n")]
    found = _read(_qde(_source(_selections(spans)), origin="f4analyse 3"))

    assert list(WORDS) == _quotes(found)
    assert "refi-offsets-unusual" in _codes(found)


def test_a_hand_that_slips_is_not_mended() -> None:
    """Some selections within words are what people do; positions are not bent to please."""
    spans = _spans()
    spans[2] = (spans[2][0] + 2, spans[2][1])
    spans[5] = (spans[5][0], spans[5][1] - 3)
    found = _read(_qde(_source(_selections(spans))))

    assert [TEXT[a:b] for a, b in spans] == _quotes(found)
    assert not _codes(found) & {"refi-offsets-unusual", "refi-offsets-drift"}


def _many(counts: list[str], slips: dict[int, int], per_text: int) -> tuple[list[str], Found]:
    """A project of several texts, each counted with its own ends of lines; some selections cut words."""
    sources, members, exact = [], {}, []
    for number, counted in enumerate(counts):
        lines = (f"B: {'so ' * (n * n % 5)}{number}.{n}: unendlich lange 😅 gesucht" for n in range(12))
        text = ", nie gefunden.\n".join(lines)
        starts = [text.index("gesucht", text.index(f".{n}:")) for n in range(12)][-per_text:]
        spans = [(a, a + 7 + slips.get(number, 0) * (a == starts[0])) for a in starts]
        exact += [text[a:b] for a, b in spans]
        name = f"{_guid(600 + number)}.txt"
        body = _selections(_as_units(spans, text, "utf-32-le", counted))
        source = (
            f'<TextSource guid="{_guid(600 + number)}" plainTextPath="internal://{name}">{body}</TextSource>'
        )
        sources.append(source)
        members[f"sources/{name}"] = text.replace("\n", "\r\n")
    qde = _qde("".join(sources), origin="NVivo for Windows 12")
    return exact, parse_project(_zip({"project.qde": qde, **members}), "made.qdpx")


def test_a_text_of_few_selections_is_read_as_all_the_others() -> None:
    """One hand that slips turns no reading, even against what the program usually does."""
    exact, found = _many(["\n"] * 20, dict.fromkeys((3, 7, 11), -2), per_text=2)

    assert exact == _quotes(found)


def test_a_text_that_is_counted_otherwise_than_the_others_shows_it() -> None:
    """Programs keep files as they came, and count in each by its own ends of lines."""
    exact, found = _many([*["\n"] * 9, "\r\n"], {}, per_text=6)

    assert exact == _quotes(found)


@pytest.mark.parametrize("by", [1, 2, -1, 7])
def test_positions_that_drift_after_a_picture(by: int) -> None:
    """From a place on, all are off by the same: the program counted what its plain text has not."""
    text = "\n".join(
        f"B: Satz {n}: wir haben lange gesucht, und niemand hat uns je geholfen." for n in range(40)
    )
    exact = [
        (text.index("lange", text.index(f"Satz {n}:")), text.index(",", text.index(f"Satz {n}:")))
        for n in range(40)
    ]
    told = [(a + by * (n >= 15), b + by * (n >= 15)) for n, (a, b) in enumerate(exact)]
    found = _read(_qde(_source(_selections(told)), origin="ATLAS.ti 23"), text)

    assert [text[a:b] for a, b in exact] == _quotes(found)
    assert {("refi-offsets-drift", 25)} == {
        (p.code, p.params["n"]) for p in found.problems if p.code.startswith("refi-offsets")
    }


def _cut(text: str, words: list[str], moved: int) -> list[tuple[int, int]]:
    """What the note on selections within words tells, where the first few are moved to and fro."""
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    told = [(a + 1 + n % 3, b + 1 + n % 3) if n < moved else (a, b) for n, (a, b) in enumerate(spans)]
    told += [(a, a) for a, _ in spans] * 20  # marks of a place hold no words, and count for nothing
    found = _read(_qde(_source(_selections(told))), text)
    return [(p.params["n"], p.params["total"]) for p in found.problems if p.code == "refi-selection-cut"]


def test_selections_that_no_counting_brings_to_words_are_told() -> None:
    """Seen in a project that its program had converted: some selections are off, each in its own way."""
    words = [f"Wort{n}mitten" for n in range(20)]
    text = " und dann kam ".join(words)

    assert [(6, 20)] == _cut(text, words, 6)
    assert [] == _cut(text, words, 2)


def test_words_without_spaces_between_are_no_cut_words() -> None:
    """Where a script has no spaces nobody can tell whether a selection parts a word."""
    text = "我们找房子已经很久了没有人帮助过我们真的很难"

    assert [] == _cut(text, list("找房子已经很久"), 7)


@pytest.mark.parametrize("separator", ["\u2029", "\u2028", "\x0b", "\x85", "\x0c"])
def test_other_ends_of_paragraphs_count_one(separator: str) -> None:
    """Texts from word processors keep their own signs for lines and paragraphs."""
    text = TEXT.replace("\n", separator)

    assert list(WORDS) == _quotes(_read(_qde(_source(_selections(_spans()))), text))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_texts_in_other_encodings(encoding: str) -> None:
    """UTF-16 with and without byte order mark, UTF-8 with one, and the one of old Windows programs."""
    text = "".join(ch for ch in TEXT if ch < "\U00010000")
    found = _read(_qde(_source(_selections(_spans(text)))), text.encode(encoding))

    assert list(WORDS) == _quotes(found)


@pytest.mark.parametrize("beyond", [1, 2])
def test_a_selection_to_the_end_may_count_the_last_paragraph_mark(beyond: int) -> None:
    """Its words are those to the end of the text."""
    spans = [*_spans(), (TEXT.index("Fragen, immer"), len(TEXT) + beyond)]
    found = _read(_qde(_source(_selections(spans))))

    assert [*WORDS, TEXT[TEXT.index("Fragen, immer") :]] == _quotes(found)
    assert "refi-selection-outside" not in _codes(found)


def test_a_selection_far_outside_is_told_and_kept() -> None:
    """The source was changed after coding; nobody guesses where the words went."""
    found = _read(_qde(_source(_selections([*_spans(), (9000, 9010)]))))

    assert [*WORDS, ""] == _quotes(found)
    assert "refi-selection-outside" in _codes(found)


def test_a_selection_without_length_and_one_drawn_backwards() -> None:
    """The first marks a place; the second holds the same words as one drawn forwards."""
    spans = [(30, 30), *((b, a) for a, b in _spans())]

    assert ["", *WORDS] == _quotes(_read(_qde(_source(_selections(spans)))))


# --- what refers to what


def _study(tmp_path: Path, qde: str, text: str = TEXT) -> tuple[Any, list[Any]]:
    path = tmp_path / "in.qdpx"
    path.write_bytes(_zip({"project.qde": qde, f"sources/{TXT}": text}))
    begin_study(tmp_path / "study")
    study = find_folder(tmp_path / "study")
    report = import_project(study, path, Wishes(by="lead"))
    files = [read_codings(study, each).value for each in study.codings()]
    return report, [coding for file in files if file is not None for coding in file.codings]


@pytest.mark.parametrize("form", ["{{{}}}", "{}"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_ids_are_the_same_in_any_form(tmp_path: Path, form: str, case: Any) -> None:
    """Braces and capitals, and small letters where something refers to them."""
    code = form.format(case(_guid(50)))
    _, codings = _study(tmp_path, _qde(_source(_selections(_spans(), code))))

    assert sorted(WORDS) == sorted(each.exact for each in codings)
    assert {"suche"} == {each.code for each in codings}


def test_codings_of_unknown_codes_are_counted_and_the_rest_comes_in(tmp_path: Path) -> None:
    """Codes of other coders' lists, deleted ones: the sidecar keeps them, the report says how many."""
    lost = _selections([(0, 1)], _guid(99)).replace(_guid(100), _guid(300)).replace(_guid(200), _guid(301))
    report, codings = _study(tmp_path, _qde(_source(_selections(_spans()) + lost)))

    assert sorted(WORDS) == sorted(each.exact for each in codings)
    assert {"codings-unheld": 1} == {each.kind: each.n for each in report.losses}


def test_codings_of_unknown_users_have_a_coder(tmp_path: Path) -> None:
    """Whoever it was is not told; the words are."""
    unknown = _selections(_spans()).replace(_guid(40), _guid(41))
    report, _ = _study(tmp_path, _qde(_source(unknown)))

    assert {"coder-unknown": len(WORDS)} == report.codings


def test_a_file_without_users_codes_or_origin_is_read(tmp_path: Path) -> None:
    """Taguette and scripts write empty lists, which the schema forbids, or none."""
    bare = f'<Project xmlns="{SPACE}" name=""><Users/><CodeBook><Codes/></CodeBook><Sets/>'
    report, codings = _study(tmp_path, f"{bare}<Sources>{_source('')}</Sources></Project>")

    assert 1 == len(report.transcripts)
    assert [] == codings


def test_several_codings_on_one_selection_and_one_on_the_whole_source(tmp_path: Path) -> None:
    """ATLAS.ti puts up to five codings on a quotation; MAXQDA may code a document."""
    twice = _selections(_spans()).replace(
        "</Coding>",
        f'</Coding><Coding guid="{_guid(900)}"><CodeRef targetGUID="{_guid(50)}"/></Coding>',
        1,
    )
    whole = f'<Coding guid="{_guid(901)}"><CodeRef targetGUID="{_guid(50)}"/></Coding>'
    report, codings = _study(tmp_path, _qde(_source(twice + whole)))

    assert len(WORDS) + 1 == len(codings)
    assert {"source-codings": 1} == {each.kind: each.n for each in report.losses}


# --- what is no text


def _project(sources: str) -> Project:
    return _read(_qde(sources)).project


def test_a_pdf_file_with_its_words(tmp_path: Path) -> None:
    """Selections on its words are text; rectangles, pages from 0, are kept as they are."""
    pdf = (
        f'<PDFSource guid="{_guid(1)}" name="a.pdf" path="internal://{_guid(3)}.pdf">'
        f'<PDFSelection guid="{_guid(4)}" page="0" firstX="1" firstY="2" secondX="3" secondY="4"/>'
        f'<Representation guid="{_guid(5)}" plainTextPath="internal://{TXT}">'
        f"{_selections(_spans())}</Representation></PDFSource>"
    )
    (source,) = _project(pdf).sources
    report, codings = _study(tmp_path, _qde(pdf))

    assert isinstance(source, PdfSource)
    assert source.representation is not None
    assert list(WORDS) == [TEXT[s.start : s.end] for s in source.representation.selections]
    assert sorted(WORDS) == sorted(each.exact for each in codings)
    assert {"pdf-selections": 1} == {each.kind: each.n for each in report.losses}


def test_a_recording_with_transcript_and_points() -> None:
    """Positions of points count as those of selections do; stretches may have no length."""
    points = "".join(
        f'<SyncPoint guid="{_guid(400 + n)}" timeStamp="{n * 1000}" position="{a}"/>'
        for n, (a, _) in enumerate(_as_units(_spans(), TEXT, "utf-16-le", "\r\n"))
    )
    audio = (
        f'<AudioSource guid="{_guid(1)}" name="" path="relative:///A.m4a" currentPath="absolute:///C:/A.m4a">'
        f'<Transcript guid="{_guid(2)}" name="T" plainTextPath="internal://{TXT}">{points}'
        f'<TranscriptSelection guid="{_guid(500)}" fromSyncPoint="{_guid(400)}" toSyncPoint="{_guid(401)}"/>'
        f'</Transcript><AudioSelection guid="{_guid(6)}" begin="21477" end="21477"/></AudioSource>'
    )
    found = _read(_qde(audio, origin="NVivo for Windows 20"), TEXT.replace("\n", "\r\n"))
    (source,) = found.project.sources

    assert isinstance(source, AudioSource)
    assert [a for a, _ in _spans()] == [point.position for point in source.transcripts[0].points]
    assert (21477, 21477) == (source.selections[0].begin, source.selections[0].end)


def test_a_picture_with_a_rectangle() -> None:
    """Kept with its codings, though faden shows none."""
    picture = (
        f'<PictureSource guid="{_guid(1)}" name="a.png" path="internal://{_guid(3)}.png">'
        f'<PictureSelection guid="{_guid(4)}" firstX="1" firstY="2.0" secondX="3" secondY="4">'
        f'<Coding guid="{_guid(5)}"><CodeRef targetGUID="{_guid(50)}"/></Coding></PictureSelection>'
        "</PictureSource>"
    )
    (source,) = _project(picture).sources

    assert isinstance(source, PictureSource)
    assert (1, 2, 3, 4) == tuple(
        getattr(source.selections[0], name) for name in ("first_x", "first_y", "second_x", "second_y")
    )
    assert 1 == len(source.selections[0].codings)
