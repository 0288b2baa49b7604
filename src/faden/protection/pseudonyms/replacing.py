"""Replacing names: the edits that turn one text into another, and where its positions go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.candidates import EVERYWHERE
from faden.protection.pseudonyms.matching import Matcher, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faden.protection.pseudonyms.candidates import Dismissal
    from faden.protection.pseudonyms.decisions import Spot
    from faden.protection.pseudonyms.names import Name

_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")

_ENDING: Final = 2
"""Letters of the longest ending that may stand behind a label."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One replacement in a text.

    Attributes:
        start: Where the replaced words begin, in code points of the old text.
        end: Where they end, excluded.
        text: What stands there instead.
        row: Row of the list that asked for it; 0 where none did, below 0 a decision on one place.
    """

    start: int
    end: int
    text: str
    row: int = 0


Edits = tuple[Edit, ...]
"""In order, without overlap."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the list finds in a text.

    Attributes:
        edits: What is to be replaced.
        doubtful: The row of each word that only its case tells from a name; it is left.
    """

    edits: Edits
    doubtful: tuple[int, ...]


def rewrite(text: str, edits: Iterable[Edit]) -> str:
    """A text with its edits made; everything else stays, to the code point."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def move(edits: Edits, offset: int, *, opening: bool) -> int:
    """Where a position of the old text is in the new one.

    Args:
        edits: What became of the text.
        offset: Code points in the old text.
        opening: Whether something begins there: what begins or ends within replaced words takes in
            the whole replacement.
    """
    shift = 0
    for edit in edits:
        if offset <= edit.start:
            break
        if offset < edit.end:
            return edit.start + shift + (0 if opening else len(edit.text))
        shift += len(edit.text) - (edit.end - edit.start)
    return offset + shift


def carry(old: Edits, new: Edits, offset: int, *, opening: bool) -> int:
    """Where a position goes if both texts were made from one source.

    Args:
        old: Edits from the source to the text in which the position counts.
        new: Edits from the source to the text in which it is to count.
        offset: Code points in the old text.
        opening: Whether something begins there.
    """
    shift = 0
    for edit in old:
        start = edit.start + shift
        end = start + len(edit.text)
        if offset <= start:
            break
        if offset < end:
            kept = any((n.start, n.end, n.text) == (edit.start, edit.end, edit.text) for n in new)
            if kept:  # the same label stands there again: half of it stays half of it
                return move(new, edit.start, opening=True) + offset - start
            return move(new, edit.start if opening else edit.end, opening=opening)
        shift += len(edit.text) - (edit.end - edit.start)
    return move(new, offset - shift, opening=opening)


def edits_between(before: str, after: str) -> Edits:
    """Edits that turn one text into the other, guessed from what both have in common."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(Edit(a, b, after[c:d]) for tag, a, b, c, d in codes if tag != "equal")


class Finder:
    """The study's decisions, ready to be applied to texts."""

    def __init__(
        self,
        rows: Sequence[tuple[int, Name]],
        dismissals: Sequence[Dismissal] = (),
        spots: Sequence[Spot] = (),
    ) -> None:
        """Prepare the list of names with the line of each, and what people decided besides.

        Args:
            rows: The list. Inflected variants (``Karims``) count as the name itself, so that their
                ending stays behind the label.
            dismissals: What was left as it is; a place where it was, or everywhere. A name that
                stands in the list is replaced everywhere but in the places named.
            spots: What is replaced in one place only, such as an age.
        """
        self.labels = {line: name.label for line, name in rows}
        self._forms = [(form, line) for line, name in rows for form in _uninflected(name)]
        self._listed = frozenset(fold(form) for form, _ in self._forms)
        self._matcher = Matcher(self._forms)
        self._left: dict[str, set[tuple[str, ...]]] = {}
        for dismissal in dismissals:
            self._left.setdefault(dismissal.scope, set()).add(fold(dismissal.form))
        self._spots: dict[str, list[tuple[str, int]]] = {}
        for number, spot in enumerate(spots, start=1):
            self.labels[-number] = spot.label
            self._spots.setdefault(spot.place, []).append((spot.form, -number))
        self._own = frozenset(self.labels.values())

    def find(self, text: str, place: str = "") -> Found:
        """What is to be replaced in a text.

        Args:
            text: The text, NFC.
            place: Where it stands, such as ``I03/t4``.
        """
        own = self._spots.get(place, [])
        matcher = Matcher([*self._forms, *own]) if own else self._matcher
        edits: list[Edit] = []
        doubtful: list[int] = []
        labels = [(m.start(), m.end()) for m in _LABEL.finditer(text) if m[0] in self._own]
        for match in matcher.find(text):
            words = text[match.start : match.end]
            if any(a < match.end and match.start < b for a, b in labels):
                continue
            if match.other_case:
                doubtful.append(match.row)
            elif not (_is_ending(text, match.start, match.end) or self._is_left(words, place)):
                end = match.end - len(match.ending)
                edits.append(Edit(match.start, end, self.labels[match.row], match.row))
        return Found(tuple(edits), tuple(doubtful))

    def clear(self, text: str, place: str = "") -> str:
        """A text with labels in the place of names."""
        return rewrite(text, self.find(text, place).edits)

    def has_piece(self, piece: str, *, ending: bool) -> bool:
        """Whether a piece of a word begins a listed name, or ends one; whole names count too.

        Args:
            piece: Letters at the edge of a text that was cut.
            ending: Whether the beginning of the word was cut off.
        """
        folded = piece.casefold()
        words = (word.casefold() for form in self._listed for word in form)
        return any(word.endswith(folded) if ending else word.startswith(folded) for word in words)

    def _is_left(self, words: str, place: str) -> bool:
        key = fold(words)
        if key in self._left.get(place, ()):
            return True
        return key in self._left.get(EVERYWHERE, ()) and key not in self._listed


def _is_ending(text: str, start: int, end: int) -> bool:
    """Whether a short word is what an earlier replacement has left behind its label: ``[Bruder]s``."""
    return start > 0 and text[start - 1] == "]" and end - start <= _ENDING


def _uninflected(name: Name) -> list[str]:
    """The forms of a name without those that are another form with an ending or a particle (``وعلي``)."""
    kept: list[str] = []
    for form in name.forms:
        others = Matcher([(other, 0) for other in name.forms if fold(other) != fold(form)])
        matches = [match for match in others.find(form) if not match.other_case]
        # A particle is written in one word with the name; what stands before a space is no particle.
        whole = len(matches) == 1 and matches[0].end == len(form) and form[: matches[0].start].isalpha()
        inflected = (
            len(matches) == 1 and matches[0].end == len(form) and not matches[0].start and matches[0].ending
        )
        if not (whole or inflected):
            kept.append(form)
    return kept
