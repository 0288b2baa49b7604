"""The leak scan finds a name in every form and leaves its neighbours alone."""

from __future__ import annotations

import gzip
import io
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.problems import VaultError
from faden.protection.leaks.folding import fold, plain, sounds
from faden.protection.leaks.keys import ScanKey, format_scan_list, make_key, parse_scan_list
from faden.protection.leaks.layers import layers, readable
from faden.protection.leaks.scan import scan_bytes, scan_folder, scan_text
from faden.protection.pseudonyms.names import Name


def _name(name: str, label: str, kind: str, *variants: str) -> Name:
    return Name(name=name, label=label, kind=kind, variants=variants)


NAMES = (
    _name("Mohammed Al-Karimi", "[A]", "person", "محمد الكريمي"),
    _name("Ali", "[B]", "person"),
    _name("Bremen", "[Ort]", "place"),
    _name("Mettenhofer Straße 12", "[Str]", "street"),
    _name("Олена Ковальчук", "[C]", "person"),
    _name("0176 1234567", "[Tel]", "phone"),
    _name("Müller", "[M]", "person"),
    _name("K 2341/19", "[Az]", "number"),
    _name("anna.lind@post.example", "[Mail]", "email"),
    _name("34", "[Alter]", "age"),
)
KEY = make_key(NAMES, secret=bytes(32))


def _labels(text: str, key: ScanKey = KEY) -> set[str]:
    return {hit.label for hit in scan_bytes("page.html", text.encode(), key)[0]}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Alis Haus", "[B]"),
        ("ALI", "[B]"),
        ("وعلي", "[B]"),
        ("A\u200bl\u00adi", "[B]"),
        ("A<b>l</b>i", "[B]"),
        ("&#65;li und QWxp", "[B]"),
        ("416c69", "[B]"),
        ("A l i", "[B]"),
        ("muhamad kam", "[A]"),
        ("Мохаммедові", "[A]"),
        ("ሞሓመድ", "[A]"),
        ("Karimi, M.", "[A]"),
        ("مُحَمَّد", "[A]"),
        ("Bremer Rathaus", "[Ort]"),
        ("die Bremerinnen aus Bremens Norden", "[Ort]"),
        ("bremenfahrt", "[Ort]"),
        ("METTENHOFER STRASSE 12", "[Str]"),
        ("Mettenhofer&nbsp;Straße 12", "[Str]"),
        ("Ковальчуку", "[C]"),
        ("+49 (0)176 123-4567", "[Tel]"),
        ("null eins sieben sechs eins zwei drei vier fünf sechs sieben", "[Tel]"),
        ("٠١٧٦ ١٢٣٤٥٦٧", "[Tel]"),
        ("Mueller", "[M]"),
        ("M%C3%BCller", "[M]"),
        ("M\\u00fcller", "[M]"),
        ("MÃ¼ller", "[M]"),
        ("=C3=9C M=C3=BCller", "[M]"),
        ("K2341/19", "[Az]"),
        ("anna.lind (at) post [dot] example", "[Mail]"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, label: str) -> None:
    """Inflected, folded, transliterated, percent-, entity- and Base64-encoded, spoken, spaced (issue 4)."""
    assert label in _labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "Alina und alle anderen, Allee, Aliment",
        "Bremse, bremsen, Brehm",
        "على الطاولة",
        "nur 34 Plätze, 12 Straßen, Straße 12",
        "Karins Karamell und Kram",
        "0176 7654321, 2341, 19",
        "dGhpcyBpcyBhIHRlc3Q=",
        "der Müll",
    ],
)
def test_a_neighbour_of_a_name_is_left_alone(text: str) -> None:
    """Never inside other words: a publisher who drowns in alarms stops reading them."""
    assert set() == _labels(text)


def test_a_report_never_tells_the_name() -> None:
    """Messages name the label and the place."""
    hits, _ = scan_bytes("page.html", b"Herr Al-Karimi", KEY)

    assert hits
    assert all("karimi" not in str(hit).casefold() for hit in hits)


def test_archives_are_opened_and_what_cannot_be_is_named() -> None:
    """What was not searched does not pass."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", gzip.compress("Frau Müller".encode()))
    cut = stream.getvalue()[:-30]

    assert ["[M]"] == [hit.label for hit in scan_bytes("a.qdpx", stream.getvalue(), KEY)[0]]
    assert (["a.qdpx"]) == scan_bytes("a.qdpx", cut, KEY)[1]


def test_a_bomb_is_named_and_not_unpacked() -> None:
    """An archive that claims more than any machine holds is not searched, and says so."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(500 * 2**20))

    assert ["bomb.zip"] == scan_bytes("bomb.zip", stream.getvalue(), KEY)[1]


def test_names_of_files_are_searched_too(tmp_path: Path) -> None:
    """A picture called after a person is a leak."""
    (tmp_path / "img").mkdir()
    (tmp_path / "img/mueller.svg").write_text("<svg/>", encoding="utf-8")

    assert [("img/mueller.svg", "[M]")] == [(h.path, h.label) for h in scan_folder(tmp_path, KEY).hits]


def test_a_word_that_a_person_left_is_no_hit() -> None:
    """Decisions in the review are rules here too."""
    key = make_key(NAMES, ["Bremen"])

    assert set() == _labels("Bremen", key)
    assert {"[Ort]"} == _labels("Bremer", key)


def test_a_scan_list_finds_the_same_and_holds_no_name() -> None:
    """Who may not see the names can search all the same."""
    text = format_scan_list(KEY, [("[Ort]", "benchmark/*")])
    key, allowed = parse_scan_list(text, "list.json")

    assert key.patterns
    assert len(scan_text("Alis Haus in Bremen", KEY)) == len(scan_text("Alis Haus in Bremen", key))
    assert ["benchmark/*"] == [place.where for place in allowed]
    assert not any(word in text.casefold() for word in ("ali", "bremen", "karimi", "[ort]", "müller"))


def test_a_damaged_scan_list_is_refused() -> None:
    """Half a list would let names through."""
    with pytest.raises(VaultError):
        parse_scan_list(format_scan_list(KEY)[:-40], "list.json")


def test_an_empty_or_outdated_scan_list_is_refused() -> None:
    """A list that seeks nothing, or not what was decided since, would pass everything."""
    empty = make_key((), secret=bytes(32))
    with pytest.raises(VaultError, match="scan-list-damaged"):
        parse_scan_list(format_scan_list(empty), "list.json")
    with pytest.raises(VaultError, match="scan-list-old"):
        parse_scan_list(format_scan_list(KEY, decisions=4), "list.json", decisions=5)

    assert parse_scan_list(format_scan_list(KEY, decisions=5), "list.json", decisions=5)[0].patterns


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    """Pages hold anything; the first layer is the text itself."""
    assert text == next(iter(layers(text)))
    scan_bytes("x", text.encode("utf-8", "surrogatepass"), KEY)


@given(st.binary(max_size=400))
def test_any_file_can_be_searched(data: bytes) -> None:
    """Damaged files are named or searched; the scan never falls over."""
    hits, closed = scan_bytes("x", data, KEY)

    assert isinstance(hits, list)
    assert isinstance(closed, list)


_PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            *(form for name in NAMES for form in name.forms),
            *("Ali,Bremens", "ichAliBin", "0176/12", "34567", "K 2341", "/19", "null eins sieben", "sechs"),
            *(
                "eins zwei drei vier fünf",
                "QWxp",
                "&#65;li",
                "Metten",
                "-\n",
                "hofer Straße",
                "12",
                " ",
                "\n",
            ),
        ]
    ),
)


@given(st.lists(st.lists(_PIECES, max_size=12).map("".join), min_size=1, max_size=4))
def test_what_was_searched_before_changes_nothing(texts: list[str]) -> None:
    """Pages of a site repeat each other; what is kept of one page finds the same in the next."""
    used = make_key(NAMES, secret=KEY.secret)
    for text in (*texts, *texts):
        fresh = make_key(NAMES, secret=KEY.secret)

        assert scan_bytes("x", text.encode("utf-8", "replace"), fresh) == scan_bytes(
            "x", text.encode("utf-8", "replace"), used
        )


def test_a_page_that_repeats_another_is_looked_up_once() -> None:
    """Numbers, words and codings of the frame of a site are not worked out for every page."""
    key = make_key(NAMES, secret=KEY.secret)
    page = "<p>Telefon 040 123-45, meinRathaus, QWJjZGVm</p>"
    scan_bytes("a", page.encode(), key)
    kept = len(key.kept)

    assert kept
    scan_bytes("b", page.encode(), key)
    assert kept == len(key.kept)


@given(st.text())
def test_what_the_eye_does_not_see_is_taken_out(text: str) -> None:
    """Marks, joiners and letters without a shape, whatever a text holds; digits become those of ASCII."""
    bare = plain(text + "A\u200b\u00ad\u0301\u3164\u0663")

    assert not [ch for ch in bare if unicodedata.category(ch) in {"Cf", "Mn", "Me"}]
    assert not [ch for ch in bare if ch.isdecimal() and not ch.isascii()]


def test_no_sign_of_unicode_that_the_eye_does_not_see_is_forgotten() -> None:
    """Format characters and marks stand in many corners of Unicode; each is taken out."""
    every = (chr(code) for code in range(0x80, sys.maxunicode + 1))
    signs = [ch for ch in every if unicodedata.category(ch) in {"Cf", "Mn", "Me"}]

    assert signs
    assert [] == [ch for ch in signs if set(plain(f"–{ch}–")) != {"–"}]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """The forms of the key and of a text meet only if folding is stable."""
    assert fold(text) == fold(fold(text))
    assert plain(text) == plain(plain(text))


def test_sounds_join_spellings_and_part_names() -> None:
    """Mohammed, Muhamad and محمد are one; Karim and Karam are two."""
    assert sounds(fold("Mohammed")) & sounds(fold("محمد")) & sounds(fold("Muhammed"))
    assert not sounds(fold("Karim")) & sounds(fold("Karam"))


def test_a_word_that_says_nothing_is_no_name_by_its_sound() -> None:
    """خیلی, very, stands in every Farsi text and sounds like Haile."""
    key = make_key([_name("Haile", "[H]", "person")])

    assert set() == _labels("خیلی سخت بود", key)
    assert {"[H]"} == _labels("HAILES", key)


def test_bytes_of_a_picture_are_no_text() -> None:
    """Chance letters in packed data are no names."""
    assert readable(bytes(range(128, 256)) * 3) is None


def test_a_single_file_is_searched_like_a_folder(tmp_path: Path) -> None:
    """A file that goes out by itself, such as a table, is searched; nothing searched is no all-clear."""
    table = tmp_path / "codings.csv"
    table.write_text("Alis Haus", encoding="utf-8")

    scan = scan_folder(table, KEY)

    assert [("codings.csv", "[B]")] == sorted({(hit.path, hit.label) for hit in scan.hits})
    assert 1 == scan.files


def test_an_initial_alone_is_no_name() -> None:
    """Who decides that ``B.`` stands for somebody in one place must not stop every page with a B in it."""
    key = make_key((_name("B.", "[Kollegin]", "person"), _name("Ж", "[C]", "person")))

    assert set() == _labels("Haus B, Plan B. und Ж", key)
