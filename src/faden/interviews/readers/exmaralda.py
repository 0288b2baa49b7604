"""EXMARaLDA: events on tiers along one line of time; tiers of the type ``t`` are speech.

Source: EXMARaLDA Basic Transcription (basic-transcription.dtd).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.interviews.readers.jsons import seconds
from faden.interviews.readers.markup import below, outermost, parse_xml, plain_text, value
from faden.interviews.readers.reading import Found, Reading, ReadTurn, finish_flowing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element


def parse(data: bytes) -> Reading:
    """The conversation in a basic transcription of EXMARaLDA.

    Raises:
        ImportRefusedError: It is no XML, declares entities, or nobody says anything.
    """
    found = Found()
    root = parse_xml(data)
    for each in below(root, "comment"):
        if plain_text(each):
            found.aside("import-comment", plain_text(each))
    labels = {value(s, "id"): _label(s, found) for s in below(root, "speaker")}
    points = list(below(root, "tli"))
    order = {value(point, "id"): at for at, point in enumerate(points)}
    times = {value(point, "id"): seconds(value(point, "time")) for point in points}
    turns: list[tuple[int, ReadTurn]] = []
    for tier in outermost(root, "tier"):
        if value(tier, "type") == "t":
            voice = labels.get(value(tier, "speaker"), value(tier, "speaker") or value(tier, "display-name"))
            turns += _chains(tier, voice, order, times)
        elif plain_text(tier):
            name = value(tier, "display-name") or value(tier, "category")
            said = (plain_text(event) for event in outermost(tier, "event"))
            found.aside("import-tier", "\n".join((name, *said)))
    turns.sort(key=lambda pair: pair[0])
    return finish_flowing([turn for _, turn in turns], found)


def _label(speaker: Element, found: Found) -> str:
    """The short name of a speaker; what else the table knows of the person is no part of the talk."""
    short = next((plain_text(e) for e in below(speaker, "abbreviation")), "")
    facts = [plain_text(e) for e in below(speaker, "comment", "ud-information")]
    if any(facts):
        found.aside("import-speaker-facts", "\n".join((short, *filter(None, facts))))
    return short or value(speaker, "id")


def _chains(
    tier: Element, voice: str, order: Mapping[str, int], times: Mapping[str, dt.timedelta | None]
) -> list[tuple[int, ReadTurn]]:
    """What one voice says without a gap, with its place on the line of time.

    Events are cut where another voice begins or ends; they carry their own spaces.
    """
    chains: list[tuple[int, ReadTurn]] = []
    pieces: list[list[str]] = []
    ended = ""
    for number, event in enumerate(outermost(tier, "event"), 1):
        start = value(event, "start")
        if chains and start == ended:
            pieces[-1].append("".join(event.itertext()))
        else:
            chains.append((order.get(start, 0), ReadTurn(voice, "", times.get(start), number)))
            pieces.append(["".join(event.itertext())])
        ended = value(event, "end")
    return [
        (at, ReadTurn(turn.speaker, " ".join("".join(texts).split()), turn.start, turn.line))
        for (at, turn), texts in zip(chains, pieces, strict=True)
    ]
