"""Two coders on one conversation, side by side: where they agree, and in what they differ.

Nothing is compared before both have done the conversation: who has seen the other's codings no longer
codes independently.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from faden.coding.agreement.placing import lay
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from faden.coding.agreement.placing import Line, Placed
    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding, CodingFile
    from faden.coding.done import Done
    from faden.interviews.transcript import Transcript

_HALF: Final = 0.5
"""Share of the shorter of two codings that must be shared for them to be about the same words; our choice."""


class Difference(StrEnum):
    """How the codings of two coders on a passage relate."""

    SAME = "same"
    """The same code on the same words."""
    BOUNDARIES = "boundaries"
    """The same code, but its words begin or end elsewhere."""
    CODE = "code"
    """The same words, at least half of them, but another code."""
    ONLY_FIRST = "only-first"
    """Only the first coder coded this."""
    ONLY_SECOND = "only-second"
    """Only the second coder coded this."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What two coders did with some words.

    Attributes:
        kind: How their codings relate.
        first: The first coder's coding; ``None`` where there is none.
        second: The second coder's.
        turns: Ids of the turns in which the words stand, in order.
        start: Where they begin, in code points of the first parts of all turns laid end to end.
        end: Where they end.
        settled: What the consensus says of them: its codings that share words with these.
    """

    kind: Difference
    first: Coding | None
    second: Coding | None
    turns: tuple[str, ...]
    start: int
    end: int
    settled: tuple[Coding, ...] = ()

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The codings of both, the first coder's first; discussion notes are memos about one of them."""
        return tuple(c for c in (self.first, self.second) if c is not None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders on one conversation.

    Attributes:
        transcript: Id of the conversation.
        coders: Ids of the first and the second coder.
        passages: All passages that either coded, in the order of the text.
        lost: Codings of either whose words are no longer in the text.
        changed: Those of the two whose codings were changed after they had said that they were done.
    """

    transcript: str
    coders: tuple[str, str]
    passages: tuple[Passage, ...]
    lost: tuple[Coding, ...]
    changed: tuple[str, ...]

    def count(self) -> dict[Difference, int]:
        """How many passages there are of each kind; all kinds are named."""
        found = Counter(passage.kind for passage in self.passages)
        return {kind: found[kind] for kind in Difference}


@dataclass(frozen=True, slots=True)
class Pair:
    """What two coders, and perhaps the consensus, did in one conversation.

    Attributes:
        first: The first coder's codings.
        second: The second coder's.
        consensus: What they have settled on, where there is something.
    """

    first: CodingFile
    second: CodingFile
    consensus: CodingFile | None = None


def compare(transcript: Transcript, pair: Pair, done: Done, book: Codebook) -> Comparison:
    """Lay the codings of two coders side by side.

    Args:
        transcript: The conversation.
        pair: What each did.
        done: Who has done what.
        book: The codebook; merged codes count as the one they went into.

    Raises:
        StudyError: One of the two has not done the conversation yet.
    """
    files = (pair.first, pair.second)
    waiting = [file.coder for file in files if not done.by(file.coder, file.transcript)]
    if waiting:
        where = f"analysis/codings/{waiting[0]}/{transcript.head.id}.jsonl"
        raise StudyError("agreement-blind", where, coder=waiting[0], transcript=transcript.head.id)
    line = lay(transcript)
    lost: list[Coding] = []
    first, second = (_placed(line, file, lost) for file in files)
    settled = _placed(line, pair.consensus, []) if pair.consensus is not None else []
    passages = [_with_settled(p, settled) for p in _passages(first, second, _names(book, first, second))]
    return Comparison(
        transcript.head.id,
        (pair.first.coder, pair.second.coder),
        tuple(sorted(passages, key=_by_place)),
        tuple(lost),
        tuple(file.coder for file in files if done.changed(file)),
    )


def _placed(line: Line, file: CodingFile, lost: list[Coding]) -> list[Placed]:
    found = [(coding, line.place(coding)) for coding in file.codings]
    lost += [coding for coding, place in found if place is None]
    return [place for _, place in found if place is not None]


def _names(book: Codebook, *sides: Sequence[Placed]) -> Mapping[str, str]:
    """Code → the code it counts as."""
    given = {place.coding.code for side in sides for place in side}
    return {code: found.id if (found := book.find(code)) is not None else code for code in given}


def _passages(first: list[Placed], second: list[Placed], names: Mapping[str, str]) -> list[Passage]:
    """Pair codings: the same first, then the same code elsewhere, then other codes on the same words."""

    def alike(a: Placed, b: Placed) -> bool:
        return names[a.coding.code] == names[b.coding.code]

    def same(a: Placed, b: Placed) -> float:
        return float(alike(a, b) and (a.start, a.end) == (b.start, b.end) and a.turns == b.turns)

    def moved(a: Placed, b: Placed) -> float:
        return float(a.overlap(b.start, b.end)) if alike(a, b) else 0.0

    def other(a: Placed, b: Placed) -> float:
        shared = a.overlap(b.start, b.end)
        least = min(a.end - a.start, b.end - b.start)
        return shared if shared >= _HALF * least else 0.0

    rules = ((Difference.SAME, same), (Difference.BOUNDARIES, moved), (Difference.CODE, other))
    left, right = list(first), list(second)
    found: list[Passage] = []
    for kind, score in rules:
        for a, b in _matched(left, right, score):
            left.remove(a)
            right.remove(b)
            found.append(_passage(kind, a, b))
    found += [_passage(Difference.ONLY_FIRST, place, None) for place in left]
    found += [_passage(Difference.ONLY_SECOND, None, place) for place in right]
    return found


def _matched(
    left: Sequence[Placed], right: Sequence[Placed], score: Callable[[Placed, Placed], float]
) -> list[tuple[Placed, Placed]]:
    """Pairs with the highest score, each coding at most once; ties by place."""
    rated = [(-score(a, b), a.start, b.start, i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs: list[tuple[Placed, Placed]] = []
    for negative, _, _, i, j in sorted(rated):
        if negative < 0 and i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((left[i], right[j]))
    return pairs


def _passage(kind: Difference, first: Placed | None, second: Placed | None) -> Passage:
    both = [place for place in (first, second) if place is not None]
    turns = dict.fromkeys(t for place in sorted(both, key=lambda p: p.start) for t in place.turns)
    return Passage(
        kind,
        first.coding if first is not None else None,
        second.coding if second is not None else None,
        tuple(turns),
        min(place.start for place in both),
        max(place.end for place in both),
    )


def _with_settled(passage: Passage, settled: Iterable[Placed]) -> Passage:
    found = tuple(p.coding for p in settled if p.overlap(passage.start, passage.end))
    return Passage(
        passage.kind,
        passage.first,
        passage.second,
        passage.turns,
        passage.start,
        passage.end,
        found,
    )


def _by_place(passage: Passage) -> tuple[int, int, str, str]:
    return passage.start, passage.end, passage.kind, passage.codings[0].id
