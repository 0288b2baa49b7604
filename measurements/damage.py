"""Whether damaged files make an import fall over.

Real files (transcripts and projects of other programs) and those written by hand for the conformance tests
are damaged by lot, the same at every run: stretches are cut, doubled, replaced by chance bytes or by signs
that mean something to some format; archives are damaged outside and, with sound checksums, inside. A file
may be read or refused with a reason; everything else is a crash.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from faden.core.problems import FadenError
from faden.exchange.refi.read import is_refi, parse_project
from faden.interviews.readers.registry import parse_bytes
from measurements.studies import ROOT, SHARED

IDS: Final = ("import.fuzz.",)
MUTATIONS: Final = 2_400
_LARGEST: Final = 400_000
"""Bytes of a file; the larger ones of the same kinds would only take longer."""

_HAND: Final = ROOT / "tests/conformance/files"
_SIGNS: Final = (
    b"<", b">", b"&", b'"', b"{", b"}", b"[", b"]", b"\\", b"\0", b"\r", b"\n\n", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x8f\xa0", b"-1", b"99999999999999999999", b"1e999",
    b"null", b"NaN", b"-->", b"00:99:99", b"]]>", b"<!DOCTYPE x>", b'startPosition="-5"', b'guid=""',
    b"\\par", b"\\u-1?",
)  # fmt: skip


def measure() -> list[dict[str, Any]]:
    """Damaged files at which a reader fell over; left out where no real files are at hand."""
    files = _files()
    if not any(SHARED in path.parents for path in files):
        return []
    lot = random.Random(20)  # noqa: S311 - damage that repeats, no secret
    crashes: Counter[str] = Counter()
    refused = 0
    for number in range(MUTATIONS):
        path = files[number % len(files)]
        data = damage(path.read_bytes(), lot)
        try:
            _reader(path)(data, lot.choice((path.name, "a", "a.txt")))
        except FadenError:
            refused += 1
        except Exception as error:  # noqa: BLE001 - this is what is counted
            crashes[f"{path.name}: {type(error).__name__}"] += 1
    note = f"{len(files)} files; {refused} refused with a reason"
    note += "".join(f"; {told}" for told, _ in crashes.most_common(5))
    return [{"id": "import.fuzz.crashes", "value": crashes.total(), "n": MUTATIONS, "note": note}]


def _files() -> list[Path]:
    roots = (SHARED / "transcripts", SHARED / "refi", _HAND)
    found = [path for root in roots for path in sorted(root.rglob("*")) if path.is_file()]
    left = {".tsv", ".md", ".xsd"}
    real = [path for path in found if "standard" not in path.parts and path.stat().st_size <= _LARGEST]
    return [path for path in real if path.suffix not in left or path.parent.name == "md"]


def _reader(path: Path) -> Callable[[bytes, str], object]:
    """What the import calls for a file of this kind."""
    whole = path.read_bytes()
    return parse_project if is_refi(whole) else parse_bytes


def damage(data: bytes, lot: random.Random) -> bytes:
    """Bytes with up to six faults; those of an archive, in every second case, within one of its files."""
    if data[:2] == b"PK" and lot.random() < 0.5:
        return _within(data, lot)
    for _ in range(lot.randint(1, 6)):
        at = lot.randrange(len(data) + 1)
        cut = lot.choice((0, 0, 1, 8, 64, len(data) // 3))
        put = lot.choice((lot.randbytes(lot.randint(0, 8)), lot.choice(_SIGNS), data[at : at + cut] * 2))
        data = data[:at] + put + data[at + cut :]
    return data


def _within(data: bytes, lot: random.Random) -> bytes:
    """The archive with one file of it damaged, and checksums that hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = lot.choice(sorted(members))
    members[chosen] = damage(members[chosen], lot)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
