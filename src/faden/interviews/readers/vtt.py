"""WebVTT: captions of Zoom, Teams, noScribe and others."""

from __future__ import annotations

import html
import re
from typing import Final

from faden.interviews.readers.cues import Block, Cue, find_timing, read_cues, split_blocks, words_of
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.reading import UNNAMED, Found, Reading

_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]{1,100})?\s+(?P<name>[^<>]{1,200})>")


def parse(data: bytes) -> Reading:
    """The conversation in a WebVTT file; a wrong cue loses its time, never its words.

    Raises:
        ImportRefusedError: It is no text, or no cue has words.
    """
    found = Found()
    blocks = split_blocks(decode(data, found))
    if blocks and blocks[0].lines[0].startswith("WEBVTT"):
        blocks = _after_header(blocks, found)
    else:
        found.warn("import-header-missing", 1)
    numbers = 0
    cues: list[Cue] = []
    for block in blocks:
        first = block.lines[0]
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", first):
            found.aside("import-caption-note", "\n".join(block.lines), block.line)
            continue
        timing = find_timing(block, found)
        if timing is None:
            found.warn("import-cue-without-time", block.line)
            cues += _cues(block.lines, block, found)
            continue
        if timing.at and first.strip().isdigit():
            numbers += 1
        elif timing.at:
            found.aside("import-cue-name", first, block.line)
        spoken = _cues(block.lines[timing.at + 1 :], block, found)
        cues += [Cue(cue.voice, cue.text, timing.start, cue.line) for cue in spoken]
    if numbers:
        found.note("import-cue-numbers", count=numbers)
    return read_cues(cues, found)


def _after_header(blocks: list[Block], found: Found) -> list[Block]:
    """The blocks after the header; a cue that follows it without a blank line is kept."""
    first = blocks[0]
    cue = next((at for at, line in enumerate(first.lines) if "-->" in line), len(first.lines))
    title = "\n".join((first.lines[0][len("WEBVTT") :].strip(" \t-"), *first.lines[1:cue])).strip()
    if title:
        found.aside("import-caption-note", title, first.line)
    rest = first.lines[cue:]
    return ([Block(rest, first.line + cue)] if rest else []) + blocks[1:]


def _cues(lines: tuple[str, ...], block: Block, found: Found) -> list[Cue]:
    """The words of a cue by voice: ``<v Name>`` may stand several times in one."""
    text = "\n".join(lines)
    marks = list(_VOICE.finditer(text))
    bounds = [*(mark.start() for mark in marks), len(text)]
    pieces = [(UNNAMED, text[: bounds[0]])] if text[: bounds[0]].strip() or not marks else []
    pieces += [
        (html.unescape(mark["name"]).strip(), text[mark.end() : end].rstrip().removesuffix("</v>"))
        for mark, end in zip(marks, bounds[1:], strict=True)
    ]
    for voice, _ in pieces:
        if voice and not voice[0].isalnum():
            found.warn("import-voice-unusual", block.line)
    return [
        Cue(voice, words_of(words.split("\n"), block.line, found), None, block.line)
        for voice, words in pieces
    ]
