"""What a position means: every program counts differently, and nothing in the file says how.

The standard wants code points and leaves open how line ends and a byte order mark count. A *reading* is
one answer: {code points, UTF-16 units} × {line ends as in the file, each 1, each 2} × {mark counted or
not}. It is chosen by the program that wrote the file and confirmed by the text: positions lie in range,
begin and end at words, and the words are those that a selection repeats in its name.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK: Final = "\ufeff"
"""The byte order mark."""


class Unit(StrEnum):
    """What one step is."""

    CODE_POINT = "code-point"
    UTF_16 = "utf-16"
    UTF_8 = "utf-8"
    """A byte of the file; no known program counts so, scripts may."""


class Newline(StrEnum):
    """How a line end counts."""

    ONE = "one"
    RAW = "raw"
    """As it stands in the file: LF 1, CR LF 2."""
    TWO = "two"
    """Two, although the file may hold LF; so count programs that keep CR LF in memory only."""


class Ends(StrEnum):
    """What start and end name; all but the first are read only where the whole project speaks for it."""

    AFTER = "after"
    """From 0; the end is the position after the last."""
    LAST = "last"
    """From 0; the end is the last."""
    ONE_AFTER = "one-after"
    """From 1; the end is the position after the last. So counts, too, who counts a mark that is not there."""
    ONE_LAST = "one-last"
    """From 1; the end is the last."""


_SHIFTS: Final = {Ends.AFTER: (0, 0), Ends.LAST: (0, 1), Ends.ONE_AFTER: (-1, -1), Ends.ONE_LAST: (-1, 0)}
_UNITS: Final = {Unit.CODE_POINT: "Unicode", Unit.UTF_16: "UTF-16", Unit.UTF_8: "UTF-8"}
_ENDS: Final = {Ends.AFTER: "", Ends.LAST: ", [0, n]", Ends.ONE_AFTER: ", [1, n)", Ends.ONE_LAST: ", [1, n]"}


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One way to count positions.

    Attributes:
        unit: What one step is.
        newline: How a line end counts.
        mark: Whether a byte order mark counts.
        ends: What start and end name.
    """

    unit: Unit = Unit.CODE_POINT
    newline: Newline = Newline.ONE
    mark: bool = False
    ends: Ends = Ends.AFTER

    def __str__(self) -> str:
        """The reading in words for messages, the same in all languages."""
        steps = {Newline.ONE: "CRLF = 1", Newline.RAW: "CRLF = 2", Newline.TWO: "LF = 2"}[self.newline]
        mark = "= 1" if self.mark else "= 0"
        return f"{_UNITS[self.unit]}, {steps}, BOM {mark}{_ENDS[self.ends]}"


PLAIN: Final = Reading()
"""How faden counts: code points over LF, no mark."""

ALL: Final = tuple(
    Reading(u, n, m) for u in (Unit.CODE_POINT, Unit.UTF_16) for n in Newline for m in (False, True)
)
"""The readings that some program is known or likely to have."""

_RANGE: Final = -3.0
_BEYOND: Final = 2
_INSIDE: Final = -1.5
_NAMED: Final = 3.0
_NAME: Final = 4
"""Characters of a selection's name from which it tells anything; shorter ones are numbers."""


@dataclass(frozen=True, slots=True)
class Span:
    """A selection as it stands in a file.

    Attributes:
        start: First position.
        end: Position after the last.
        words: Texts of the selection that may repeat its words: name, description.
    """

    start: int
    end: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the two forms in which positions may count.

    Attributes:
        plain: With LF and without byte order mark; faden's positions count here.
        marked: Whether a byte order mark stood before it.
        returns: Indexes in `plain` of line ends that were CR LF.
    """

    plain: str
    marked: bool
    returns: tuple[int, ...]


def text_of(decoded: str) -> Text:
    """A decoded text as its positions need it; a lone CR is a line end as well."""
    marked = decoded.startswith(MARK)
    body = decoded[1:] if marked else decoded
    if "\r" not in body:
        return Text(body, marked, ())
    returns: list[int] = []
    at, passed = body.find("\r\n"), 0
    while at >= 0:
        returns.append(at - passed)
        passed += 1
        at = body.find("\r\n", at + 2)
    return Text(body.replace("\r\n", "\n").replace("\r", "\n"), marked, tuple(returns))


class Scale:
    """Turns positions of one reading into code points of the plain text, and back."""

    def __init__(self, text: Text, reading: Reading) -> None:
        """Prepare: note every character that counts two."""
        plain = text.plain
        wide: list[int] = []
        if reading.unit is Unit.UTF_16 and not plain.isascii():
            wide += [at for at, ch in enumerate(plain) if ch > "\uffff"]
        elif reading.unit is Unit.UTF_8 and not plain.isascii():
            for limit in ("\x7f", "\u07ff", "\uffff"):
                wide += [at for at, ch in enumerate(plain) if ch > limit]
        if reading.newline is Newline.RAW:
            wide += text.returns
        elif reading.newline is Newline.TWO:
            wide += [at for at, ch in enumerate(plain) if ch == "\n"]
        wide.sort()
        self._wide = wide
        self._shifted = [at + number for number, at in enumerate(wide)]
        self._mark = int(reading.mark and text.marked) * (3 if reading.unit is Unit.UTF_8 else 1)
        self.length = len(plain) + len(wide) + self._mark

    def plain(self, position: int) -> tuple[int, bool]:
        """The code point at a position, and whether the position lies within a character."""
        inner = position - self._mark
        passed = bisect_left(self._shifted, inner)
        within = passed > 0 and self._shifted[passed - 1] + 1 == inner
        return inner - passed, within

    def position(self, plain: int) -> int:
        """The position of a code point; undoes `plain`."""
        return plain + bisect_left(self._wide, plain) + self._mark


@dataclass(frozen=True, slots=True)
class Choice:
    """How the positions of one text are read.

    Attributes:
        reading: The reading.
        spans: Start and end of each selection in code points of the plain text, in their order.
        rival: The reading that fits as well and gives other words; ``None`` where there is none.
        differing: How many selections the rival reads otherwise.
        fitting: Share of selections that begin and end at words, from 0 to 1.
        score: How far the text speaks for the reading.
    """

    reading: Reading
    spans: tuple[tuple[int, int], ...]
    rival: Reading | None = None
    differing: int = 0
    fitting: float = 1.0
    score: float = 0.0

    @property
    def unusual(self) -> bool:
        """Whether no known program counts so, and only the text speaks for it."""
        return self.reading.ends is not Ends.AFTER or self.reading.unit is Unit.UTF_8


@cache
def _word(ch: str) -> bool:
    """Whether a character belongs to a word; marks belong to the letter before them."""
    return ch.isalnum() or unicodedata.category(ch)[0] == "M" or ch in "\u200c\u200d_"


def at_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch neither begins nor ends within a word."""
    if not 0 <= start <= end <= len(text):
        return False
    cut_start = 0 < start < len(text) and _word(text[start - 1]) and _word(text[start])
    cut_end = 0 < end < len(text) and _word(text[end - 1]) and _word(text[end])
    return not cut_start and not cut_end


_UNSPACED: Final = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""Scripts that write words without a space between: Thai and Lao, Burmese, Khmer, Japanese and Chinese."""


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch that is not empty surely parts a word at one of its ends.

    Where words stand without spaces between them nobody can tell, and it does not count; nor where a
    stretch begins before the text, which is told apart.
    """
    end = min(end, len(text))
    if not 0 <= start < end or at_words(text, start, end):
        return False
    near = text[max(start - 1, 0) : start + 1] + text[end - 1 : end + 1]
    return not any(first <= ch <= last for ch in near for first, last in _UNSPACED)


def weigh(text: Text, spans: Sequence[Span], reading: Reading) -> tuple[float, tuple[tuple[int, int], ...]]:
    """How far the text speaks for a reading, and what the selections are under it.

    Returns:
        The sum over all selections of at most 2 each, 3 more where the words are repeated; and the spans.
    """
    scale = Scale(text, reading)
    before, after = _SHIFTS[reading.ends]
    total, found = 0.0, []
    for span in spans:
        start, cut_start = scale.plain(span.start + before)
        end, cut_end = scale.plain(span.end + after)
        found.append((start, end))
        total += fit(text.plain, start, end, span)
        total += _INSIDE * (cut_start + cut_end)
    return total, tuple(found)


def fit(text: str, start: int, end: int, span: Span) -> float:
    """How well a stretch looks like something that a person has selected; about -3 to 5."""
    if 0 <= start < len(text) < end <= len(text) + _BEYOND:  # the end of the last paragraph may count
        return fit(text, start, len(text), span) - 0.5
    if not 0 <= start <= end <= len(text):
        return _RANGE
    if start == end:
        return 0.0
    score = 1.0 if at_words(text, start, end) else -0.5
    # A person begins at a word, not at the space before it; a reading that is off by one shows here.
    if not text[start].isspace() and (start == 0 or not _word(text[start - 1])):
        score += 0.5
    if not text[end - 1].isspace() and (end == len(text) or not _word(text[end])):
        score += 0.5
    if unicodedata.category(text[start])[0] == "M" or (
        end < len(text) and unicodedata.category(text[end])[0] == "M"
    ):
        score -= 1.0
    return score + (_NAMED if any(_repeats(text[start:end], words) for words in span.words) else 0.0)


def _repeats(words: str, told: str) -> bool:
    """Whether a name repeats the words of its selection, or their beginning."""
    name = " ".join(told.split()).rstrip("….").strip()
    if len(name) < _NAME or not any(ch.isalpha() for ch in name):
        return False
    return " ".join(words[: 4 * len(name) + 40].split()).startswith(name)
