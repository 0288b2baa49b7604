"""A file of codings as its lines, so that a change rewrites one line and leaves the rest alone."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faden.coding.codings import format_coding, format_head, parse_codings, placing
from faden.core.problems import StudyError
from faden.core.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.coding.codings import Coding


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one coder did in one transcript, line by line.

    Attributes:
        head: The first line of the file.
        codings: The codings, in the order of the file.
        lines: Their lines, in the same order.
        known: Coding by id.
    """

    head: str
    codings: tuple[Coding, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)
    known: dict[str, Coding] = field(default_factory=dict, repr=False)

    @property
    def coder(self) -> str:
        """Whose sheet it is."""
        return str(json.loads(self.head)["coder"])

    @property
    def text(self) -> str:
        """The text of the file."""
        return "\n".join([self.head, *self.lines]) + "\n"

    def coding(self, identifier: str) -> Coding:
        """The coding with this id.

        Raises:
            StudyError: There is none.
        """
        found = self.known.get(identifier)
        if found is None:
            raise StudyError("coding-unknown", value=identifier)
        return found


def empty_sheet(transcript: str, coder: str) -> Sheet:
    """The sheet of a coder who has coded nothing in a transcript yet."""
    return Sheet(format_head(transcript, coder))


def parse_sheet(text: str, path: str, transcript: str, coder: str) -> Sheet:
    """Parse a file of codings that is going to be changed.

    Raises:
        StudyError: A line cannot be understood, and would be lost; or the file says it is another.
    """
    parsed = parse_codings(text, path)
    if parsed.problems or parsed.value is None:
        raise StudyError.of(parsed.problems[0])
    told, named = (parsed.value.coder, parsed.value.transcript), (coder, transcript)
    if told != named:
        raise StudyError("codings-misplaced", path, line=1, told="/".join(told), named="/".join(named))
    head, *lines = normal(text).rstrip("\n").split("\n")
    codings = parsed.value.codings
    return Sheet(head, codings, tuple(lines), {coding.id: coding for coding in codings})


def with_codings(sheet: Sheet, changed: Iterable[Coding], order: tuple[str, ...]) -> Sheet:
    """The sheet with these codings added, or put in place of those with their ids.

    Args:
        sheet: The sheet before.
        changed: New codings, and codings as they are from now on.
        order: Ids of the turns of the transcript, in their order.
    """
    fresh = {coding.id: coding for coding in changed}
    rest = without(sheet, fresh)
    at = placing(order)
    codings, lines = list(rest.codings), list(rest.lines)
    for coding in sorted(fresh.values(), key=at):
        place = bisect_right(codings, at(coding), key=at)
        codings.insert(place, coding)
        lines.insert(place, format_coding(coding))
    return Sheet(sheet.head, tuple(codings), tuple(lines), rest.known | fresh)


def without(sheet: Sheet, identifiers: Iterable[str]) -> Sheet:
    """The sheet without these codings."""
    gone = frozenset(identifiers) & sheet.known.keys()
    if not gone:
        return sheet
    kept = [at for at, coding in enumerate(sheet.codings) if coding.id not in gone]
    codings, lines = tuple(sheet.codings[at] for at in kept), tuple(sheet.lines[at] for at in kept)
    return Sheet(sheet.head, codings, lines, {c.id: c for c in codings})
