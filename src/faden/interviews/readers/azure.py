"""Azure AI Speech: phrases of batch and fast transcription, with voice or channel.

Source: Microsoft, “Batch transcription results” and “Fast transcription” of the Speech service.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from faden.interviews.readers.jsons import label, objects, parse_object, pieces, seconds, words
from faden.interviews.readers.reading import UNNAMED, Found, Reading, ReadTurn, finish_flowing

_DURATION: Final = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?")
_TICKS: Final = 10_000_000
_LISTS: Final = ("recognizedPhrases", "phrases")
_TEXTS: Final = ("combinedRecognizedPhrases", "combinedPhrases")


def recognises(value: object) -> bool:
    """Whether a JSON value is what the Speech service writes."""
    return isinstance(value, dict) and any(isinstance(value.get(n), list) for n in (*_LISTS, *_TEXTS))


def parse(data: bytes) -> Reading:
    """The conversation in a JSON file of Azure's Speech service.

    Raises:
        ImportRefusedError: It is no JSON, or nobody says anything.
    """
    found = Found()
    value = parse_object(data, found, recognises)
    phrases = [each for name in _LISTS for each in pieces(value.get(name))]
    channels = len({label(phrase.get("channel")) for phrase in phrases}) > 1
    turns = [
        turn
        for number, phrase in enumerate(phrases, 1)
        if (turn := _turn(phrase, number, found, channels=channels)) is not None
    ]
    turns.sort(key=lambda turn: turn.start.total_seconds() if turn.start else 0.0)
    if not turns:
        texts = [each for name in _TEXTS for each in objects(value.get(name))]
        turns = [ReadTurn(UNNAMED, words(each.get("display", each.get("text")))) for each in texts]
    if turns and all(turn.speaker == UNNAMED for turn in turns):
        found.warn("import-speakers-unnamed", count=len(turns))
    return finish_flowing(turns, found)


def _turn(phrase: dict[str, Any], number: int, found: Found, *, channels: bool) -> ReadTurn | None:
    """One phrase; ``None`` where nothing was recognised."""
    if phrase.get("recognitionStatus", "Success") != "Success":
        found.warn("import-not-recognised", number)
        return None
    best = (objects(phrase.get("nBest")) or [phrase])[0]
    text = next((said for key in ("display", "text", "lexical") if (said := words(best.get(key)))), "")
    voice = label(phrase.get("speaker"))
    if voice:
        voice = f"Speaker {voice}"
    elif channels:
        voice = f"Channel {label(phrase.get('channel'))}"
    return ReadTurn(voice, text, _start(phrase), number)


def _start(phrase: dict[str, Any]) -> dt.timedelta | None:
    """When a phrase begins: in milliseconds, ticks of 100 ns, or as ISO 8601."""
    for key, unit in (("offsetMilliseconds", 1000), ("offsetInTicks", _TICKS)):
        if isinstance(phrase.get(key), int | float):
            return seconds(phrase[key] / unit)
    match = _DURATION.fullmatch(words(phrase.get("offset")))
    if match is None:
        return None
    hours, minutes, rest = (float(group or 0) for group in match.groups())
    return seconds(hours * 3600 + minutes * 60 + rest)
