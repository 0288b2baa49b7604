"""Damaged and hostile files: refused with place and remedy, or read; never a crash.

Mutations of real files, since chance bytes alone are recognised as chance.
"""

from __future__ import annotations

import io
import json
import random
import re
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.core.catalogue import describe
from faden.core.problems import ImportRefusedError, Problem
from faden.interviews.readers.reading import Reading
from faden.interviews.readers.registry import parse_bytes

FOLDER = Path(__file__).parents[3] / "shared/data/transcripts"
REAL = sorted(p for p in FOLDER.rglob("*") if p.is_file()) if FOLDER.is_dir() else []
TYPED = sorted(p for p in (Path(__file__).parent / "files").rglob("*") if p.suffix not in {".md", ""})
OFFICE = [p for p in REAL if p.suffix in {".docx", ".odt"}]

KEYS = [
    "segments",
    "words",
    "speaker",
    "start",
    "text",
    "results",
    "items",
    "alternatives",
    "content",
    "type",
    "transcripts",
    "speaker_labels",
    "channel_labels",
    "channels",
    "recognizedPhrases",
    "nBest",
    "offset",
    "phrases",
    "combinedPhrases",
    "corpus",
    "sent",
    "settings",
    "raw",
    "time",
    "transcription",
    "offsets",
    "timestamp",
    "chunks",
    "media",
    "from",
]
CELLS = ["", "Antwort", "ID", "Votes", "Cluster", "Zeit", "Was fehlt?", "00:01", "a b c d", '"', '"x"', "7"]

Mutations = list[tuple[float, bytes, int]]
MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=8), st.integers(0, 40)),
    min_size=1,
    max_size=6,
)


def _mutate(data: bytes, mutations: Mutations) -> bytes:
    """Bytes with stretches replaced."""
    for place, put, cut in mutations:
        at = int(place * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


def _survives(data: bytes, name: str) -> None:
    """A file is read into turns with words, or refused in both languages."""
    reading = _read(data, name)
    if isinstance(reading, Problem):
        shown = [describe(reading, language) for language in ("de", "en")]
    else:
        shown = [describe(each, "en") for each in reading.notices]
        assert reading.turns
        assert all(turn.text.strip() for turn in reading.turns)
    assert not any(re.search(r"\{[a-z]+\}", text) for text in shown)


def _read(data: bytes, name: str) -> Reading | Problem:
    try:
        return parse_bytes(data, name)
    except ImportRefusedError as error:
        return error.problem


@pytest.mark.skipif(not REAL, reason="real transcripts are not here: ../shared/data/transcripts")
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    at=st.integers(0, max(len(REAL) - 1, 0)),
    mutations=MUTATIONS,
    name=st.sampled_from(["a", "a.md", "a.vtt"]),
)
def test_mutated_real_files_are_read_or_refused(at: int, mutations: Mutations, name: str) -> None:
    """No damage to a real file makes a reader fall over."""
    _survives(_mutate(REAL[at].read_bytes(), mutations), name)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from(TYPED), mutations=MUTATIONS, name=st.sampled_from(["a", "a.csv", "a.vtt", "a.docx"])
)
def test_mutated_files_by_hand_are_read_or_refused(path: Path, mutations: Mutations, name: str) -> None:
    """The same for formats of which no real file is here; whatever the file is called."""
    _survives(_mutate(path.read_bytes(), mutations), name)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
        max_leaves=25,
    ),
    first=st.sampled_from(KEYS),
)
def test_any_json_with_known_keys_is_read_or_refused(value: object, first: str) -> None:
    """Every value may stand where a program would write another."""
    _survives(json.dumps({first: value, "text": "a", "media": "", "settings": 1}).encode(), "a.json")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from([p for p in TYPED if p.suffix in {".xml", ".eaf", ".exb", ".flk", ".fln"}]),
    seed=st.randoms(use_true_random=False),
)
def test_xml_with_its_elements_shuffled_is_read_or_refused(path: Path, seed: random.Random) -> None:
    """Well-formed, but nothing where it belongs."""
    pieces = re.split(
        r"(?=<[A-Za-z])", re.sub(r"</?(?:body|text|div)>", "", path.read_text(encoding="utf-8"))
    )
    head, middle = pieces[:2], pieces[2:]
    moved = [re.sub(r"(<[^/!?][^>]*[^/])>", r"\1/>", re.sub(r"</[^>]+>", "", p)) for p in middle]
    seed.shuffle(moved)
    root = re.match(r"<([\w:.-]+)", pieces[1])
    assert root is not None

    _survives(("".join(head) + "".join(moved) + f"</{root[1]}>").encode(), "a")


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.lists(st.sampled_from(CELLS), max_size=6), max_size=12),
    sign=st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_table_is_read_or_refused(rows: list[list[str]], sign: str) -> None:
    """Headings and cells in any order, rows of any length."""
    _survives("\n".join(sign.join(row) for row in rows).encode(), "a.csv")


@pytest.mark.skipif(not OFFICE, reason="real transcripts are not here: ../shared/data/transcripts")
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, max(len(OFFICE) - 1, 0)), mutations=MUTATIONS)
def test_mutated_xml_within_office_files_is_read_or_refused(at: int, mutations: Mutations) -> None:
    """Damage inside the archive, which its checksums do not show."""
    stream = io.BytesIO()
    with zipfile.ZipFile(OFFICE[at]) as real, zipfile.ZipFile(stream, "w") as changed:
        for name in real.namelist():
            inner = real.read(name)
            damaged = _mutate(inner, mutations) if name in {"word/document.xml", "content.xml"} else inner
            changed.writestr(name, damaged)

    _survives(stream.getvalue(), "a")


@settings(max_examples=200, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"",
            b"{\\rtf1\\ansi ",
            b"WEBVTT\n\n",
            b"PK\x03\x04",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"---\n",
            b"<?xml ",
            b"<TEI>",
            b"%PDF-1.7\n",
            b'{"segments": [',
            b"<html><a name='ts_1_2_S00'>",
            b"ID;Antwort\n",
        ]
    ),
    body=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
)
def test_any_bytes_are_read_or_refused(head: bytes, body: bytes) -> None:
    """Bytes of any kind behind the beginning of a known format."""
    _survives(head + body, "a.txt")


RTF = [
    "{",
    "}",
    "\\par",
    "\\u-4051?",
    "\\u55357?\\u56832?",
    "\\'fc",
    "\\cell",
    "\\row",
    "\\intbl",
    "\\footnote",
    "\\deleted",
    "\\v0",
    "\\plain",
    "I:",
    "B:",
    "Wort",
    "\\*",
    "\\bin3abc",
    "\\fonttbl",
    "\\f1",
    "\\uc0",
]


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(st.sampled_from(RTF), max_size=40))
def test_any_order_of_control_words_is_read_or_refused(pieces: list[str]) -> None:
    """RTF as no program writes it."""
    _survives(("{\\rtf1\\ansi " + " ".join(pieces) + "}").encode(), "a.rtf")


@pytest.mark.skipif(not REAL, reason="real transcripts are not here: ../shared/data/transcripts")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_files_cut_in_half_are_read_or_refused(path: Path) -> None:
    """A download that broke off."""
    data = path.read_bytes()

    _survives(data[: len(data) // 2], "a")


def _sheets(count: int, rows: int) -> bytes:
    stream = io.BytesIO()
    sheet = f"<worksheet><sheetData>{'<row><c><v>1</v></c></row>' * rows}</sheetData></worksheet>"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        for number in range(count):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return stream.getvalue()


ANCHOR = b"<html><a name='ts_1_2_S00'>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ANCHOR + b"<!--" * 390_000, "import-empty"),
        (ANCHOR + b"</a <" * 70_000, ""),
        (ANCHOR + b"&amp" * 1_900_000, "import-too-complex"),
        (b"<?xml version='1.0'?>" + b"<!-- " * 3_900, "import-format-unsupported"),
        (b"<?a " * 4_900, ""),
        (_sheets(60, 30_000), "import-too-complex"),
    ],
    ids=["comments", "tags", "references", "comments-xml", "instructions", "sheets"],
)
def test_what_is_made_to_take_long_is_short(data: bytes, code: str) -> None:
    """Begun and never ended, or small when packed: a second at most (ten where the machine is busy)."""
    begun = time.process_time()

    answer = _read(data, "a")

    assert code == (answer.code if isinstance(answer, Problem) else "")
    assert time.process_time() - begun < 10
