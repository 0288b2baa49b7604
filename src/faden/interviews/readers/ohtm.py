"""OHTM, the file of the Oral History Topic Modeling pipeline: sentences with voice, time and tape."""

from __future__ import annotations

from typing import Any

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.jsons import label, parse_object, words
from faden.interviews.readers.labels import parse_clock
from faden.interviews.readers.reading import Found, Reading, ReadTurn, finish_flowing, refuse_too_many


def recognises(value: object) -> bool:
    """Whether a JSON value is an OHTM file."""
    return isinstance(value, dict) and isinstance(value.get("corpus"), dict) and "settings" in value


def parse(data: bytes) -> Reading:
    """The conversation in an OHTM file.

    Raises:
        ImportRefusedError: It is no JSON, nobody says anything, or it holds several conversations.
    """
    found = Found()
    value = parse_object(data, found, recognises)
    interviews = [
        interview
        for archive in value["corpus"].values()
        if isinstance(archive, dict)
        for interview in archive.values()
        if isinstance(interview, dict) and isinstance(interview.get("sent"), dict)
    ]
    if len(interviews) > 1:
        raise ImportRefusedError("import-several", count=len(interviews))
    sentences = [each for one in interviews for each in one["sent"].values() if isinstance(each, dict)]
    refuse_too_many(len(sentences))
    turns = [_turn(sentence, number) for number, sentence in enumerate(sentences, 1)]
    tapes = {label(sentence.get("tape")) for sentence in sentences} - {""}
    if len(tapes) > 1:
        found.warn("import-times-restart", count=len(tapes))
    for key in ("words", "weight"):
        if value.get(key):
            found.note("import-results-left", value=key)
    if turns and not any(turn.speaker for turn in turns):
        found.warn("import-speakers-unnamed", count=len(turns))
    return finish_flowing(turns, found)


def _turn(sentence: dict[str, Any], number: int) -> ReadTurn:
    start = parse_clock(words(sentence.get("time")))
    return ReadTurn(label(sentence.get("speaker")), words(sentence.get("raw")), start, number)
