"""Between the text of a source and the turns of a transcript: who speaks, and where positions lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.coding.anchor import CONTEXT, Anchor, Position
from faden.core.problems import ImportRefusedError
from faden.core.text import normal
from faden.interviews.readers.labels import find_label
from faden.interviews.readers.reading import UNNAMED
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK: Final = re.compile(r"\n[^\S\n]*\n")
_LINE: Final = re.compile(r"[^\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that becomes a turn.

    Attributes:
        speaker: The label before it; empty where there is none.
        start: First code point of its words in the text.
        end: One past the last.
        words: The words in normal form, as the turn has them.
    """

    speaker: str
    start: int
    end: int
    words: str


def split(text: str) -> tuple[tuple[Piece, ...], Mapping[str, Role]]:
    """The pieces of a text, one a turn, and the guessed role of each label.

    Where the text names speakers, a turn lasts until the next label; else every paragraph is a turn.
    Words and line breaks within a turn stay as they are.
    """
    roles = _speakers(text)
    marks = _labelled(text, roles) if roles else []
    marks = marks or _paragraphs(text)
    pieces = []
    for at, (speaker, start) in enumerate(marks):
        end = marks[at + 1][1] if at + 1 < len(marks) else len(text)
        label_end = _before_label(text, start, end, marks[at + 1][0] if at + 1 < len(marks) else "")
        piece = _piece(text, speaker, start, label_end)
        if piece is not None:
            pieces.append(piece)
    return tuple(pieces), {label: roles.get(label, Role.UNKNOWN) for label in {p.speaker for p in pieces}}


def _speakers(text: str) -> Mapping[str, Role]:
    """Labels of speakers that the reader for plain text accepts, with the role each suggests."""
    from faden.interviews.readers.txt import parse

    try:
        found = parse(text.encode("utf-8", "replace")).speakers
    except ImportRefusedError:
        return {}
    return {label: role for label, role in found.items() if label != UNNAMED}


def _labelled(text: str, roles: Mapping[str, Role]) -> list[tuple[str, int]]:
    """Where each turn begins, after its label."""
    marks: list[tuple[str, int]] = []
    for line in _LINE.finditer(text):
        said = line[0].rstrip()
        found = find_label(said) if said else None
        if found is None or found.label not in roles:
            if not marks and said:
                marks.append((UNNAMED, line.start()))
            continue
        after = len(said) - len(found.text) if said.endswith(found.text) else 0
        marks.append((found.label, line.start() + after))
    return marks


def _paragraphs(text: str) -> list[tuple[str, int]]:
    """Where each paragraph begins: after blank lines, or on every line where there are none."""
    pattern = _BLANK if _BLANK.search(text.strip()) else re.compile(r"\n")
    return [(UNNAMED, 0), *((UNNAMED, found.end()) for found in pattern.finditer(text))]


def _before_label(text: str, start: int, end: int, speaker: str) -> int:
    """Where a turn ends: before the line on which the next label stands."""
    if not speaker:
        return end
    return max(start, text.rfind("\n", 0, end) + 1)


def _piece(text: str, speaker: str, start: int, end: int) -> Piece | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    words = normal(text[start:end]).strip()
    return Piece(speaker, start, end, words) if words else None


class Track:
    """One text and the turns made of it, with the way from positions to anchors and back."""

    def __init__(self, text: str, pieces: tuple[Piece, ...], language: str) -> None:
        """Prepare.

        Args:
            text: The text of the source.
            pieces: Its pieces; the first becomes ``t1``.
            language: Language of all turns.
        """
        self.text, self.pieces, self.language = text, pieces, language
        self._starts = [piece.start for piece in pieces]
        self._words = "\n".join(piece.words for piece in pieces)
        self._begin: list[int] = []
        at = 0
        for piece in pieces:
            self._begin.append(at)
            at += len(piece.words) + 1

    def anchor(self, start: int, end: int) -> Anchor | None:
        """The anchor of a stretch of the text; ``None`` where no turn holds a word of it."""
        first, last = self._inner(start, opening=True), self._inner(end, opening=False)
        if first is None or last is None or first >= last:
            return None
        a, b = self._begin[first[0]] + first[1], self._begin[last[0]] + last[1]
        return Anchor(
            Position(f"t{first[0] + 1}", first[1]),
            Position(f"t{last[0] + 1}", last[1]),
            exact=self._words[a:b],
            prefix=self._words[max(0, a - CONTEXT) : a],
            suffix=self._words[b : b + CONTEXT],
            language=self.language,
        )

    def _inner(self, position: int, *, opening: bool) -> tuple[int, int] | None:
        """Turn (from 0) and offset of a position; what lies between turns goes to the nearer word inside."""
        at = bisect_right(self._starts, position if opening else position - 1) - 1
        if opening and (at < 0 or position >= self.pieces[at].end):
            at += 1
            return (at, 0) if at < len(self.pieces) else None
        if at < 0:
            return None
        piece = self.pieces[at]
        if position >= piece.end:
            return at, len(piece.words)
        return at, _offset(self.text[piece.start : piece.end], position - piece.start, piece.words)

    def span(self, start: Position, end: Position) -> tuple[int, int] | None:
        """The stretch of the text that an anchor covers; undoes `anchor` for words inside turns."""
        first, last = self._place(start), self._place(end)
        return None if first is None or last is None or first >= last else (first, last)

    def _place(self, position: Position) -> int | None:
        number = int(position.turn[1:]) - 1 if position.turn[1:].isdigit() else -1
        if not 0 <= number < len(self.pieces):
            return None
        piece = self.pieces[number]
        raw = self.text[piece.start : piece.end]
        if raw == piece.words:
            return piece.start + position.offset
        # The longest beginning of the raw words whose normal form is no longer: a letter keeps its marks.
        low, high = 0, len(raw)
        while low < high:
            middle = (low + high + 1) // 2
            if _offset(raw, middle, piece.words) <= position.offset:
                low = middle
            else:
                high = middle - 1
        return piece.start + low


def _offset(raw: str, at: int, words: str) -> int:
    """The offset in the normal form that an offset in the raw words stands for."""
    if raw == words or at <= 0:
        return max(at, 0)
    lead = len(normal(raw)) - len(normal(raw).lstrip())
    whole = normal(raw)
    for end in range(at, len(raw) + 1):
        before = normal(raw[:end])
        if before + normal(raw[end:]) == whole:  # not within a letter and its marks
            return min(max(len(before) - lead, 0), len(words))
    return len(words)
