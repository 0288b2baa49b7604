"""Hostile and damaged projects: refused with a clear problem, or read; never a crash."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.core.catalogue import describe
from faden.core.problems import ImportRefusedError
from faden.exchange.refi.read import parse_project

REAL = Path(__file__).parents[3] / "shared/data/refi"
SMALL = REAL / "qdpx/atlasti-mac-8.4_standard-project_skyloom.qdpx"
QDE = (
    '<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="x">'
    '<Sources><TextSource guid="00000000-0000-4000-8000-000000000001" plainTextPath="{path}">'
    '<PlainTextSelection guid="00000000-0000-4000-8000-000000000002" startPosition="0" endPosition="4"/>'
    "</TextSource></Sources></Project>"
)


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def _project(path: str = "internal://a.txt") -> tuple[str, bytes]:
    return "project.qde", QDE.format(path=path).encode()


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("sources/a.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([_project(), ("../../evil.txt", b"x")], "refi-archive-outside"),
        ([_project(), ("/etc/passwd", b"x")], "refi-archive-outside"),
        ([_project(), ("C:\\evil.txt", b"x")], "refi-archive-outside"),
        ([_project(), ("sources\\..\\..\\evil.txt", b"x")], "refi-archive-outside"),
        ([_project(), (_link(), b"/etc/passwd")], "refi-archive-link"),
        ([_project(), ("sources/inner.zip", _zip(("a", b"b")))], "refi-archive-nested"),
        ([_project(), ("sources/a.txt", bytes(60 * 2**20))], "refi-archive-bomb"),
        ([_project(), *((f"sources/{n}.txt", bytes(9 * 2**20)) for n in range(4))], "refi-archive-bomb"),
        ([_project(), ("sources/a.txt", b"one"), ("sources/a.txt", b"two")], "refi-archive-twice"),
        ([("a.qde", b"<x/>"), ("b.qde", b"<x/>")], "refi-several-projects"),
        ([("sources/a.txt", b"x")], "refi-no-project"),
        ([("project.qde", b"<html/>")], "refi-no-project"),
        ([("project.qde", b"<Project><unfinished")], "refi-xml-broken"),
        ([("project.qde", b"<a>" * 500 + b"</a>" * 500)], "refi-xml-excessive"),
        (
            [("project.qde", b'<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>')],
            "import-xml-entities",
        ),
        (
            [("project.qde", b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>')],
            "import-xml-entities",
        ),
    ],
)
def test_hostile_archives_are_refused(members: list[tuple[str, bytes]], code: str) -> None:
    """Zip slip, absolute paths, links, bombs, archives in archives, doubles, entities, depth."""
    with pytest.raises(ImportRefusedError) as refused:
        parse_project(_zip(*members), "evil.qdpx")

    assert code == refused.value.problem.code
    assert "{" not in describe(refused.value.problem, "de") + describe(refused.value.problem, "en")


def test_an_encrypted_archive_is_refused() -> None:
    """Without its password nothing can be read, and faden asks for none."""
    data = bytearray(_zip(_project()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1

    with pytest.raises(ImportRefusedError) as refused:
        parse_project(bytes(data), "locked.qdpx")

    assert "import-encrypted" == refused.value.problem.code


@pytest.mark.parametrize(
    "path",
    [
        "absolute:///etc/passwd",
        "relative:///../../etc/passwd",
        "internal://../../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
    ],
)
def test_no_file_outside_the_archive_is_read(path: str) -> None:
    """A project may name any path; texts come from the archive or not at all."""
    found = parse_project(_zip(_project(path)), "evil.qdpx")

    assert [None] == [source.plain for source in found.project.sources]
    assert "refi-source-missing" in {p.code for p in found.problems}


MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=8), st.integers(0, 40)),
    min_size=1,
    max_size=6,
)


def _mutate(data: bytes, mutations: list[tuple[float, bytes, int]]) -> bytes:
    for place, put, cut in mutations:
        at = int(place * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


def _survives(data: bytes) -> None:
    try:
        found = parse_project(data, "x.qdpx")
    except ImportRefusedError as error:
        shown = describe(error.problem, "de")
    else:
        shown = " ".join(describe(each, "en") for each in found.problems[:20])
    assert "{source}" not in shown
    assert "{field}" not in shown


@pytest.mark.skipif(not SMALL.is_file(), reason="real exports are not here: ../shared/data/refi")
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations=MUTATIONS)
def test_mutated_real_archives_are_read_or_refused(mutations: list[tuple[float, bytes, int]]) -> None:
    """No damage to a real archive makes the reader fall over."""
    _survives(_mutate(SMALL.read_bytes(), mutations))


@pytest.mark.skipif(not SMALL.is_file(), reason="real exports are not here: ../shared/data/refi")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations=MUTATIONS)
def test_mutated_project_files_within_archives_are_read_or_refused(
    mutations: list[tuple[float, bytes, int]],
) -> None:
    """Damage inside, which the checksums of the archive do not show."""
    with zipfile.ZipFile(SMALL) as archive:
        inner = archive.read("Project.qde")

    _survives(_zip(("project.qde", _mutate(inner, mutations)), ("sources/a.txt", b"text")))


@settings(max_examples=120, deadline=None)
@given(
    head=st.sampled_from([b"", b"PK\x03\x04", b"<", b"<?xml ", b"\xef\xbb\xbf<Project ", b"<CodeBook>"]),
    body=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)),
)
def test_any_bytes_are_read_or_refused(head: bytes, body: bytes) -> None:
    """Bytes of any kind."""
    _survives(head + body)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["guid", "startPosition", "endPosition", "name", "color", "isCodable", "strange"]),
    value=st.text(max_size=20),
    text=st.text(max_size=60),
)
def test_odd_values_are_mended_or_kept(name: str, value: str, text: str) -> None:
    """Any value in any attribute, any text in the source."""
    plain = QDE.format(path="internal://a.txt")
    told = f" {name}={quoteattr(value)}"
    odd = re.sub(f' {name}="[^"]*"', lambda _: told, plain)
    odd = odd if odd != plain else plain.replace("<PlainTextSelection", f"<PlainTextSelection{told}", 1)
    members = [
        ("project.qde", odd.encode("utf-8", "replace")),
        ("sources/a.txt", text.encode("utf-8", "replace")),
    ]
    _survives(_zip(*members))
