"""From positions in one wording of a text to those in another, where the words are the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher
from typing import Final

_LONG: Final = 4_000
"""Code points of a rewritten stretch up to which single letters are compared; beyond, only whole lines."""


def compact(text: str) -> str:
    """A text without blanks: programs add line breaks and take them away."""
    return "".join(text.split())


class Alignment:
    """The way from one text to another."""

    def __init__(self, before: str, after: str) -> None:
        """Compare.

        Args:
            before: The text that positions are given in.
            after: The text that they are wanted in.
        """
        self._before, self._after = before, after
        self.same = compact(before) == compact(after)
        if before == after:
            self._blocks = [(0, 0, len(before))]
        elif self.same:
            self._blocks = _through_blanks(before, after)
        else:
            self._blocks = _through_lines(before, after)
        self._starts = [block[0] for block in self._blocks]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch with the same words, blanks apart; ``None`` where they do not stand there."""
        first = self._place(start, opening=True)
        last = self._place(end, opening=False)
        if first is None or last is None or first >= last:
            return None
        same = compact(self._before[start:end]) == compact(self._after[first:last])
        return (first, last) if same else None

    def _place(self, position: int, *, opening: bool) -> int | None:
        find = bisect_right if opening else bisect_left
        at = find(self._starts, position) - 1
        if 0 <= at < len(self._blocks):
            start, other, length = self._blocks[at]
            if position < start + length or (position == start + length and not opening):
                return other + position - start
        # Between blocks lie blanks or other words: inwards to the next that both texts have.
        near = at + 1 if opening else at
        if not 0 <= near < len(self._blocks):
            return None
        _, other, length = self._blocks[near]
        return other if opening else other + length


def _through_blanks(before: str, after: str) -> list[tuple[int, int, int]]:
    """Blocks of letters that are the same, however many blanks stand between them."""
    a = [at for at, letter in enumerate(before) if not letter.isspace()]
    b = [at for at, letter in enumerate(after) if not letter.isspace()]
    blocks: list[tuple[int, int, int]] = []
    for x, y in zip(a, b, strict=True):
        if blocks and (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]) == (x, y):
            blocks[-1] = (blocks[-1][0], blocks[-1][1], blocks[-1][2] + 1)
        else:
            blocks.append((x, y, 1))
    return blocks


def _through_lines(before: str, after: str) -> list[tuple[int, int, int]]:
    """Blocks of lines that are the same, and of letters within lines that were rewritten."""
    a, b = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts_a, starts_b = _starts(a), _starts(b)
    blocks: list[tuple[int, int, int]] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        x, y, p, q = starts_a[i], starts_a[j], starts_b[k], starts_b[m]
        if tag == "equal":
            blocks.append((x, p, y - x))
        elif tag == "replace" and max(y - x, q - p) <= _LONG:
            inner = SequenceMatcher(None, before[x:y], after[p:q], autojunk=False).get_matching_blocks()
            blocks += [(x + u, p + v, n) for u, v, n in inner if n]
    return blocks


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts
