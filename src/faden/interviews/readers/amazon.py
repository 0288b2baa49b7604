"""Amazon Transcribe: words and signs one by one, each with its voice.

Source: Amazon Transcribe Developer Guide, “Data output”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faden.interviews.readers.jsons import label, objects, parse_object, seconds, words
from faden.interviews.readers.reading import UNNAMED, Found, Reading, ReadTurn, finish_flowing

if TYPE_CHECKING:
    import datetime as dt


def recognises(value: object) -> bool:
    """Whether a JSON value is what Amazon Transcribe writes."""
    results = value.get("results") if isinstance(value, dict) else None
    return isinstance(results, dict) and bool({"items", "transcripts"} & results.keys())


def parse(data: bytes) -> Reading:
    """The conversation in a JSON file of Amazon Transcribe.

    Raises:
        ImportRefusedError: It is no JSON, or nobody says anything.
    """
    found = Found()
    results = parse_object(data, found, recognises)["results"]
    turns = _by_channel(results) or _by_voice(results)
    if not turns:
        turns = [
            ReadTurn(UNNAMED, words(each.get("transcript"))) for each in objects(results.get("transcripts"))
        ]
    if turns and all(turn.speaker == UNNAMED for turn in turns):
        found.warn("import-speakers-unnamed", count=len(turns))
    return finish_flowing(turns, found)


def _by_channel(results: dict[str, Any]) -> list[ReadTurn]:
    """Turns of a recording with a channel a voice, in the order of their time."""
    channels = results.get("channel_labels")
    turns = [
        turn
        for channel in objects(channels.get("channels") if isinstance(channels, dict) else None)
        for turn in _runs(
            [(label(channel.get("channel_label")), item) for item in objects(channel.get("items"))]
        )
    ]
    return sorted(turns, key=lambda turn: turn.start.total_seconds() if turn.start else 0.0)


def _by_voice(results: dict[str, Any]) -> list[ReadTurn]:
    """Turns of a recording whose words name their voice, or whose table of voices does."""
    labels = results.get("speaker_labels")
    table = {
        str(item.get("start_time")): label(item.get("speaker_label"))
        for segment in objects(labels.get("segments") if isinstance(labels, dict) else None)
        for item in objects(segment.get("items"))
    }
    named = [
        (label(item.get("speaker_label")) or table.get(str(item.get("start_time")), UNNAMED), item)
        for item in objects(results.get("items"))
    ]
    return _runs(named)


_PAUSE = 2.0
"""Seconds of silence after which the words of one channel are a new turn: the other may have spoken."""


def _runs(named: list[tuple[str, dict[str, Any]]]) -> list[ReadTurn]:
    """Words as turns; a sign belongs to the word before it."""
    turns: list[ReadTurn] = []
    pieces: list[list[str]] = []
    ended: dt.timedelta | None = None
    for number, (voice, item) in enumerate(named, 1):
        said = words((objects(item.get("alternatives")) or [{}])[0].get("content"))
        if item.get("type") == "punctuation" and turns:
            pieces[-1].append(said)
            continue
        start = seconds(item.get("start_time"))
        silent = ended is not None and start is not None and (start - ended).total_seconds() > _PAUSE
        if turns and turns[-1].speaker == voice and not (silent and voice != UNNAMED):
            pieces[-1].append(f" {said}")
        else:
            turns.append(ReadTurn(voice, "", start, number))
            pieces.append([said])
        ended = seconds(item.get("end_time")) or ended
    return [
        ReadTurn(turn.speaker, "".join(texts), turn.start, turn.line)
        for turn, texts in zip(turns, pieces, strict=True)
    ]
