"""oTranscribe (otr): JSON with a page in it; a line is a paragraph, a time may stand anywhere in it."""

from __future__ import annotations

from faden.interviews.readers.hypertext import Line, parse_html
from faden.interviews.readers.jsons import parse_object, seconds, words
from faden.interviews.readers.noscribe import clock
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading


def recognises(value: object) -> bool:
    """Whether a JSON value is what oTranscribe writes."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and ("media" in value or "media-time" in value)
    )


def parse(data: bytes) -> Reading:
    """The conversation in a file of oTranscribe.

    Raises:
        ImportRefusedError: It is no JSON, or holds no words.
    """
    found = Found()
    value = parse_object(data, found, recognises)
    lines = [
        (line, number) for number, line in enumerate(parse_html(words(value.get("text"))), 1) if line.text
    ]
    return read_conversation(
        [_paragraph(line, number, found) for line, number in lines], found, numbered=True
    )


def _paragraph(line: Line, number: int, found: Found) -> Paragraph:
    """A line with the time at its beginning; the times within it are set aside."""
    stamps = [mark for mark in line.marks if mark.name == "stamp"]
    first = next((mark for mark in stamps if mark.at == 0), None)
    within = [mark for mark in stamps if mark is not first]
    if within:
        found.aside("import-times-within", " ".join(mark.text or mark.value for mark in within), number)
    start = seconds(first.value) if first is not None else None
    return Paragraph(f"[{clock(start)}] {line.text}" if start is not None else line.text, number)
