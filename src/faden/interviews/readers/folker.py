"""FOLKER and OrthoNormal (flk, fln): contributions as transcribed; normalised forms are left beside.

Source: FOLKER transcription, Folker_Schema.xsd (Institut für Deutsche Sprache).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.interviews.readers.jsons import seconds
from faden.interviews.readers.markup import below, outermost, parse_xml, plain_text, tag, value
from faden.interviews.readers.reading import Found, Reading, ReadTurn, finish_flowing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_EVENTS: Final = frozenset({"pause", "breathe", "non-phonological"})


def parse(data: bytes) -> Reading:
    """The conversation in a FOLKER file.

    Raises:
        ImportRefusedError: It is no XML, declares entities, or nobody says anything.
    """
    found = Found()
    root = parse_xml(data)
    for speaker in below(root, "speaker"):
        if plain_text(speaker):
            found.aside("import-speaker-facts", f"{value(speaker, 'speaker-id')}: {plain_text(speaker)}")
    times = {value(p, "timepoint-id"): seconds(value(p, "absolute-time")) for p in below(root, "timepoint")}
    turns: list[ReadTurn] = []
    normalised = 0
    for number, element in enumerate(outermost(root, "contribution"), 1):
        normalised += sum("n" in word.attrib for word in outermost(element, "w"))
        text = " ".join("".join(_pieces(element, number, found)).split())
        voice = value(element, "speaker-reference")
        if voice:
            start = seconds(value(element, "time")) or times.get(value(element, "start-reference"))
            turns.append(ReadTurn(voice, text, start, number))
        elif text:
            found.aside("import-event", text, number)
    if normalised:
        found.note("import-normalised-left", count=normalised)
    return finish_flowing(turns, found)


def _pieces(element: Element, number: int, found: Found) -> Iterator[str]:
    """The words of a contribution: running text in segments, or words and signs one by one."""
    name = tag(element)
    if name in _EVENTS:
        told = [element.get(key, "") for key in ("description", "type", "duration", "length")]
        found.aside("import-event", " ".join((name, *filter(None, told))), number)
        return
    if name == "w":
        yield f" {plain_text(element).replace(' ', '')}"
        return
    if name == "p":  # a sign belongs to the word before it
        yield plain_text(element)
        return
    if name in {"segment", "unparsed", "phrase", "line"} and not len(element):
        yield element.text or ""
        return
    for at, child in enumerate(element):
        if name == "alternatives" and at:
            found.aside("import-alternative", plain_text(child), number)
        else:
            yield from _pieces(child, number, found)
