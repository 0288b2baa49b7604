"""noScribe's html: paragraphs whose anchors name time and voice to the millisecond.

Source: the files noScribe writes (``ts_<start>_<end>_<voice>``). The voice is taken from the words, which a
person may have corrected in noScribe's editor; the time from the anchor.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.hypertext import Line, parse_html
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading

_ANCHOR: Final = re.compile(r"ts_(\d{1,9})_(\d{1,9})_.*", re.DOTALL)
_VISIBLE: Final = re.compile(r"(?P<label>[^\[\]]{0,60}?:?\s?)\[\d\d:\d\d:\d\d\]\s*")
_LABEL: Final = re.compile(r"(?P<label>[^\s:\[\]][^:\[\]]{0,39}:\s)")


def recognises(text: str) -> bool:
    """Whether a page was written by noScribe."""
    return re.search(r"<a[^<>]{0,200}name=[\"']ts_\d", text) is not None


def parse(data: bytes) -> Reading:
    """The conversation in an html file of noScribe.

    Raises:
        ImportRefusedError: It is another page, or nobody says anything.
    """
    found = Found()
    text = decode(data, found)
    if not recognises(text):
        raise ImportRefusedError("import-format-unsupported", value="HTML")
    lines = [Paragraph(_timed(line), line.line) for line in parse_html(text) if line.text]
    return read_conversation(lines, found, numbered=True)


def _timed(line: Line) -> str:
    """The words of a paragraph, with its time to the millisecond where noScribe shows seconds or nothing."""
    start = next((int(m[1]) for mark in line.marks if (m := _ANCHOR.fullmatch(mark.value))), None)
    match = _VISIBLE.match(line.text) or _LABEL.match(line.text)
    if start is None or match is None:
        return line.text
    return f"{match['label']}[{_clock(start)}] {line.text[match.end() :]}"


def _clock(milliseconds: int) -> str:
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{min(hours, 99):02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def clock(time: dt.timedelta) -> str:
    """A time as other readers understand it, ``hh:mm:ss.mmm``."""
    return _clock(round(time.total_seconds() * 1000))
