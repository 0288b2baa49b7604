"""Search in a study: from what somebody types to quotations with their places.

Words are found in all that the team may read. Meaning is asked only of what participants said who
allow analysis by machine today; vectors are kept in ``build/cache`` by the hash of their text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.search.meaning import Meaning
from faden.analysis.search.question import parse_question
from faden.analysis.search.ranking import Searching
from faden.build.passages import find_spots
from faden.build.remembering import study_model
from faden.core.languages import NAMES, direction
from faden.core.problems import StudyError
from faden.interviews.files import format_time
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from faden.analysis.search.values import Answer, Passage, Ranked
    from faden.build.passages import Spot
    from faden.publish.verdict import Case

LIMIT: Final = 20
"""Hits that are shown unless more are asked for."""

AROUND: Final = 160
"""Code points shown before and after what was found, at most, within the turn."""

_TRANSLATED: Final = 400  # code points of a translation that are shown
_AT_ONCE: Final = 200  # texts between two looks at whoever waits


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be; an empty one lets everything through, of several values one suffices.

    Attributes:
        codes: Ids of codes; those below them count, too.
        groups: Ids of groups of participants.
        municipalities: Ids of municipalities.
        roles: Roles of who speaks.
        languages: Languages of the words.
        transcripts: Ids of conversations.
    """

    codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The same words in another part of the turn.

    Attributes:
        kind: Kind of the part.
        language: Its language.
        direction: ``ltr`` or ``rtl``.
        text: Its words, cut off where they are many.
    """

    kind: str
    language: str
    direction: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found, and where.

    Attributes:
        transcript: Id of the conversation.
        turn: Id of the turn.
        time: Time in the recording, or empty.
        speaker: Key of who speaks.
        role: Role of who speaks.
        participant: Random id of the participant whose words these are, or ``None``.
        group: Group of that participant, or empty.
        municipality: Municipality, or empty.
        part: Kind of the part.
        language: Its language.
        direction: ``ltr`` or ``rtl``.
        start: First code point in the part.
        end: One past the last.
        before: What stands before it in the turn; cut off where it is much.
        text: The words.
        after: What stands behind.
        marks: Where words of the question stand in ``text``: start and end in code points.
        version: The same in the language of the reader, or another part of the turn; ``None`` without.
        reason: ``words``, ``meaning`` or ``both``.
        score: How well it fits; compares hits of one question only.
        more: Further places that were found in the turn.
    """

    transcript: str
    turn: str
    time: str
    speaker: str
    role: str
    participant: str | None
    group: str
    municipality: str
    part: str
    language: str
    direction: str
    start: int
    end: int
    before: str
    text: str
    after: str
    marks: tuple[tuple[int, int], ...]
    version: Version | None
    reason: str
    score: float
    more: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found in a study.

    Attributes:
        hits: One for each turn, the best first, as many as asked for.
        turns: Turns that were found in all.
        doubtful: Whether there is probably nothing on this.
        by_meaning: Whether meaning was asked, too.
        unread: Participants whose words no model may read; they were found by words only.
    """

    hits: tuple[Hit, ...]
    turns: int
    doubtful: bool
    by_meaning: bool
    unread: int


class Finder:
    """A study that can be searched; by words from the start, by meaning after `warm`.

    Args:
        case: The study as it was read.
        before: A finder of the same study; what it has computed is kept where no passage has changed.
    """

    def __init__(self, case: Case, before: Finder | None = None) -> None:
        self.case = case
        self._spots, self._passages = find_spots(case)
        numbers: dict[tuple[str, str, str, str], int] = {}
        self._sequences = [numbers.setdefault(_part(spot), len(numbers)) for spot in self._spots]
        self._searching: Searching = self._kept(before) or Searching(self._passages, self._sequences)

    def _kept(self, before: Finder | None) -> Searching | None:
        """What was computed before, where no passage has changed."""
        if before is None or (before._passages, before._sequences) != (self._passages, self._sequences):  # noqa: SLF001 - of its own kind
            return None
        return before._searching  # noqa: SLF001 - of its own kind

    def same_words(self, other: Finder) -> bool:
        """Whether two finders search the same passages."""
        return self._searching is other._searching

    @property
    def by_meaning(self) -> bool:
        """Whether meaning is asked, too."""
        return self._searching.meaning is not None

    def warm(self, told: Callable[[int, int], bool] | None = None) -> bool:
        """Compute the vectors that are not known yet, or read those that are.

        Args:
            told: Is told how many texts of how many are done, and says whether to go on.

        Returns:
            Whether it is done; ``False`` where it was told to stop.

        Raises:
            ModelError: The model of the study is not here.
        """
        model = study_model(self.case.corpus, self.case.on)
        read = [one for one in self._passages if one.machine]
        texts = list(dict.fromkeys(text for one in read for text in (one.text, one.around)))
        for first in range(0, len(texts), _AT_ONCE):
            model.embed(texts[first : first + _AT_ONCE])
            if told is not None and not told(min(first + _AT_ONCE, len(texts)), len(texts)):
                return False
        self._searching.meaning = Meaning(self._passages, model)
        return True

    def find(
        self,
        typed: str,
        filters: Filters | None = None,
        *,
        limit: int = LIMIT,
        language: str = "de",
        blind: frozenset[str] = frozenset(),
    ) -> Found:
        """What was said on something.

        Args:
            typed: Words, a question, or words in quotation marks that stand exactly so.
            filters: What hits must be.
            limit: Hits that are given at most.
            language: Of the reader: in it translations are shown, and short questions understood.
            blind: Conversations whose codings the reader may not see yet: under a code nothing is found
                there.
        """
        question = parse_question(typed, language)
        unread = len({s.participant for s, p in self._both() if s.participant and not p.machine})
        if not question.words and not question.phrases:
            return Found((), 0, doubtful=False, by_meaning=self.by_meaning, unread=unread)
        answer = self._searching.ask(question, self._allowed(filters or Filters(), blind))
        groups = self._by_turn(answer)
        hits = tuple(self._hit(rows, language) for rows in groups[:limit])
        return Found(hits, len(groups), answer.doubtful, answer.by_meaning, unread)

    def _both(self) -> Iterator[tuple[Spot, Passage]]:
        return zip(self._spots, self._passages, strict=True)

    def _allowed(self, filters: Filters, blind: frozenset[str]) -> NDArray[np.bool_]:
        book = self.case.corpus.codebook
        codes = {below for code in filters.codes for below in book.below(code)}
        return np.array(
            [
                (
                    not filters.codes
                    or (not codes.isdisjoint(spot.codes) and spot.transcript.head.id not in blind)
                )
                and _one_of(filters.groups, spot.group)
                and _one_of(filters.municipalities, spot.municipality)
                and _one_of(filters.roles, spot.role)
                and _one_of(filters.languages, spot.part.language)
                and _one_of(filters.transcripts, spot.transcript.head.id)
                for spot in self._spots
            ],
            np.bool_,
        )

    def _by_turn(self, answer: Answer) -> list[list[Ranked]]:
        """What was found, turn by turn, each with its best place first."""
        turns: dict[tuple[str, str], list[Ranked]] = {}
        for hit in answer.hits:
            spot = self._spots[hit.row]
            turns.setdefault((spot.transcript.head.id, spot.turn.id), []).append(hit)
        return list(turns.values())

    def _hit(self, found: Sequence[Ranked], language: str) -> Hit:
        best = found[0]
        spot = self._spots[best.row]
        text, turn = spot.part.text, spot.turn
        own = [each for each in found if self._spots[each.row].part is spot.part]
        return Hit(
            transcript=spot.transcript.head.id,
            turn=turn.id,
            time=format_time(turn.start).partition(".")[0] if turn.start is not None else "",
            speaker=turn.speaker,
            role=spot.role,
            participant=spot.participant,
            group=spot.group,
            municipality=spot.municipality,
            part=spot.part.kind.value,
            language=spot.part.language,
            direction=direction(spot.part.language),
            start=spot.start,
            end=spot.end,
            before=_tail(text[: spot.start]),
            text=text[spot.start : spot.end],
            after=_head(text[spot.end :], AROUND),
            marks=best.marks,
            version=_version(spot, language),
            reason=best.reason.value,
            score=round(best.score, 3),
            more=len(own) - 1,
        )


def refuse_unknown(case: Case, filters: Filters) -> None:
    """Refuse values that the study does not have: they would find nothing, and nobody would know why.

    Raises:
        StudyError: A code, group, municipality, role, language or conversation is unknown.
    """
    corpus = case.corpus
    settings = corpus.settings
    asked: dict[str, tuple[tuple[str, ...], set[str]]] = {
        "code": (filters.codes, {placed.code.id for placed in corpus.codebook.codes()}),
        "group": (filters.groups, {group.id for group in settings.groups}),
        "municipality": (filters.municipalities, {place.id for place in settings.municipalities}),
        "role": (filters.roles, {role.value for role in Role}),
        "language": (filters.languages, set(NAMES)),
        "transcript": (filters.transcripts, set(corpus.transcripts)),
    }
    for name, (wanted, known) in asked.items():
        for value in wanted:
            if value not in known:
                raise StudyError("search-filter-unknown", filter=name, value=value)


def _part(spot: Spot) -> tuple[str, str, str, str]:
    return spot.transcript.head.id, spot.turn.id, spot.part.kind.value, spot.part.language


def _one_of(wanted: tuple[str, ...], value: str) -> bool:
    return not wanted or value in wanted


def _version(spot: Spot, language: str) -> Version | None:
    """Another part of the turn: in the reader's language where there is one, else what was said first."""
    if spot.part.language == language:
        return None
    others = [part for part in spot.turn.parts if part is not spot.part]
    read = [part for part in others if part.language == language]
    for part in (*read, *others):
        text = _head(part.text, _TRANSLATED)
        return Version(part.kind.value, part.language, direction(part.language), text)
    return None


def _head(text: str, most: int) -> str:
    """The beginning of a text, whole words, with a sign where something was left out."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most)
    return text[: cut if cut > 0 else most] + " …"


def _tail(text: str) -> str:
    """The end of a text, whole words, with a sign where something was left out."""
    if len(text) <= AROUND:
        return text
    cut = text.find(" ", len(text) - AROUND)
    return "… " + text[cut + 1 if cut >= 0 else len(text) - AROUND :]
