"""Plain text: paragraphs between blank lines, or one a line where there are none."""

from __future__ import annotations

from itertools import pairwise

from faden.interviews.readers.decoding import decode
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading


def parse(data: bytes) -> Reading:
    """The conversation in a plain text file.

    Raises:
        ImportRefusedError: It is no text, or holds no words.
    """
    found = Found()
    return read_conversation(split_paragraphs(decode(data, found)), found)


def split_paragraphs(text: str, first_line: int = 1) -> list[Paragraph]:
    """The paragraphs of a text with their lines; without blank lines, every line is one."""
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if not any(b - a > 1 for a, b in pairwise(filled)):
        return [Paragraph(lines[at].rstrip(), first_line + at) for at in filled]
    paragraphs: list[Paragraph] = []
    begun: list[str] = []
    for at, line in enumerate([*lines, ""]):
        if line.strip():
            begun.append(line.rstrip())
        elif begun:
            paragraphs.append(Paragraph("\n".join(begun), first_line + at - len(begun)))
            begun = []
    return paragraphs
