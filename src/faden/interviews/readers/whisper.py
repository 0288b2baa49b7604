"""Whisper and its kin: whisperX, faster-whisper, whisper.cpp, whisper-timestamped, OpenAI's interface.

All give pieces with a time; some name a voice for each piece, whisperX for each word. Without voices every
piece is a turn, since anybody may be speaking.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from faden.interviews.readers.jsons import label, objects, parse_object, pieces, seconds, words
from faden.interviews.readers.reading import UNNAMED, Found, Reading, ReadTurn, finish_flowing

if TYPE_CHECKING:
    import datetime as dt

_LISTS: Final = ("segments", "transcription", "speakers", "chunks")
_REPEATED: Final = 4
"""The same words so often in a row are seldom said; speech recognition writes them into silence."""


def recognises(value: object) -> bool:
    """Whether a JSON value is what Whisper and its kin write."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(e, dict) and "text" in e and "start" in e for e in value[:3])
    return isinstance(value, dict) and any(isinstance(value.get(name), list) for name in _LISTS)


def parse(data: bytes) -> Reading:
    """The conversation in a JSON file of Whisper or one of its kin.

    Raises:
        ImportRefusedError: It is no JSON, or nobody says anything.
    """
    found = Found()
    parts = _pieces(parse_object(data, found, recognises))
    turns = [turn for number, piece in enumerate(parts, 1) for turn in _turns(piece, number, found)]
    for text, run in groupby(turns, key=lambda turn: turn.text.strip()):
        same = list(run)
        if text and len(same) >= _REPEATED:
            found.warn("import-words-repeated", same[0].line, count=len(same))
    if turns and all(turn.speaker == UNNAMED for turn in turns):
        found.warn("import-speakers-unnamed", count=len(turns))
    return finish_flowing(turns, found)


def _pieces(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [])
    return pieces(value)


def _turns(piece: dict[str, Any], number: int, found: Found) -> list[ReadTurn]:
    """The turns of one piece: several where its words name several voices."""
    voice = label(piece.get("speaker"))
    text = words(piece.get("text"))
    spoken = objects(piece.get("words"))
    voices = {label(word.get("speaker")) for word in spoken} - {UNNAMED}
    if len(voices) < 2 or _run_together(spoken) != "".join(text.split()):  # noqa: PLR2004 one voice, or words left out
        if len(voices) > 1:
            found.warn("import-cue-two-voices", number)
        return [ReadTurn(voice or next(iter(voices), UNNAMED), text, _start(piece), number)]
    turns: list[ReadTurn] = []
    for word in spoken:
        said, by = words(word.get("word", word.get("text"))), label(word.get("speaker"))
        if turns and by in {UNNAMED, turns[-1].speaker}:
            last = turns[-1]
            turns[-1] = ReadTurn(last.speaker, f"{last.text} {said.strip()}", last.start, number)
        else:
            turns.append(ReadTurn(by or voice, said.strip(), _start(word) or _start(piece), number))
    return turns


def _run_together(spoken: list[dict[str, Any]]) -> str:
    return "".join("".join(words(word.get("word", word.get("text"))).split()) for word in spoken)


def _start(piece: dict[str, Any]) -> dt.timedelta | None:
    """When a piece begins, in whatever way its program writes it."""
    if "start" in piece:
        return seconds(piece["start"])
    offsets, stamp = piece.get("offsets"), piece.get("timestamp")
    if isinstance(offsets, dict) and isinstance(offsets.get("from"), int):
        return seconds(offsets["from"] / 1000)
    return seconds(stamp[0]) if isinstance(stamp, list) and stamp else None
