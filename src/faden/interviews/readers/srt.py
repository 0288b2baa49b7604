"""SubRip: captions with a number, a line of times and words."""

from __future__ import annotations

from faden.interviews.readers.cues import Cue, find_timing, read_cues, split_blocks, words_of
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.reading import UNNAMED, Found, Reading


def parse(data: bytes) -> Reading:
    """The conversation in a SubRip file; a wrong cue loses its time, never its words.

    Raises:
        ImportRefusedError: It is no text, or no cue has words.
    """
    found = Found()
    cues: list[Cue] = []
    numbers = 0
    for block in split_blocks(decode(data, found)):
        timing = find_timing(block, found)
        if timing is None:
            found.warn("import-cue-without-time", block.line)
            cues.append(Cue(UNNAMED, words_of(block.lines, block.line, found), None, block.line))
            continue
        if timing.at and block.lines[0].strip().isdigit():
            numbers += 1
        elif timing.at:
            found.aside("import-cue-name", block.lines[0], block.line)
        words = words_of(block.lines[timing.at + 1 :], block.line, found)
        cues.append(Cue(UNNAMED, words, timing.start, block.line))
    if numbers:
        found.note("import-cue-numbers", count=numbers)
    return read_cues(cues, found)
