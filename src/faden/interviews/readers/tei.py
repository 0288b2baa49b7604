"""TEI: spoken language (ISO 24624), parliaments and plays (``u``, ``sp``), and printed interviews.

Source: ISO 24624:2016; TEI P5, chapters 7 and 8; ParlaMint's guidelines.
Notes, events and gaps are set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.jsons import seconds
from faden.interviews.readers.labels import parse_clock
from faden.interviews.readers.markup import below, parse_xml, plain_text, reference, value
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.tei_prose import read_prose
from faden.interviews.readers.tei_speech import Speech

if TYPE_CHECKING:
    import datetime as dt
    from xml.etree.ElementTree import Element

_PERSONS: Final = ("person", "personGrp", "castItem", "role")
_UNITS: Final = {"s": 1.0, "ms": 0.001, "min": 60.0, "h": 3600.0}


def parse(data: bytes) -> Reading:
    """The conversation in a TEI file.

    Raises:
        ImportRefusedError: It is no XML, declares entities, or nobody says anything.
    """
    found = Found()
    root = parse_xml(data)
    texts = list(below(root, "text"))
    if not texts:
        raise ImportRefusedError("import-empty")
    if len(texts) > 1:
        found.warn("import-texts-several", count=len(texts))
    if not any(True for _ in below(root, "u", "sp")):
        return read_prose(texts, found)
    return Speech(_names(root), _times(root), found).read(texts)


def _names(root: Element) -> dict[str, str]:
    """How each person is called: by the transcript's short name, else by forename and surname."""
    names: dict[str, str] = {}
    for person in below(root, *_PERSONS):
        full = next(below(person, "persName", "name"), None)
        short = next((plain_text(e) for e in below(person, "abbr")), "")
        parts = [plain_text(e) for kind in ("forename", "surname") for e in below(person, kind)]
        called = (
            short or " ".join(parts) or (plain_text(full) if full is not None else "") or value(person, "n")
        )
        if value(person, "id") and called:
            names.setdefault(value(person, "id"), called)
    return names


def _times(root: Element) -> dict[str, dt.timedelta]:
    """The points of the timeline; an interval counts from the point it names, else from the one before."""
    times: dict[str, dt.timedelta] = {}
    for line in below(root, "timeline"):
        unit = _UNITS.get(line.get("unit", "s"), 1.0)
        before: dt.timedelta | None = None
        for when in below(line, "when"):
            at = parse_clock(when.get("absolute", ""))
            if at is None and "interval" in when.attrib:
                length = seconds(_scaled(when.get("interval", ""), unit))
                since = times.get(reference(when.get("since", "")), before)
                at = length + (since or length * 0) if length is not None else None
            elif at is None and before is None:
                at = seconds(0)
            if at is not None:
                times[value(when, "id")] = before = at
    return times


def _scaled(text: str, unit: float) -> float | None:
    try:
        return float(text) * unit
    except ValueError:
        return None
