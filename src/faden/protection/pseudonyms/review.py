"""Review: which candidate is asked next, and what a person sees of it. Pure functions, no files.

Transcripts are untrusted: `shown` makes controls visible and keeps the direction of writing inside.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.languages import direction
from faden.protection.pseudonyms.candidates import PREAMBLE, SPEAKER_LABEL
from faden.protection.pseudonyms.decisions import place_of
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.kinship import Kinship, length, scores_with_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate, Occurrence
    from faden.protection.pseudonyms.decisions import State

WIDTH: Final = 90
"""Code points of context on either side."""

_JOINERS: Final = frozenset("\u200c\u200d")
"""Format characters that spell words of Farsi and others, and do nothing else."""

_FIRST_STRONG: Final = "\u2068"
_END: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Context:
    """One place of a candidate with the words around it; fit to be shown as it is.

    Attributes:
        place: Where, such as ``I03/t4``; decisions on one place name it.
        speaker: Key of who speaks; empty where nobody does.
        language: Language of the words.
        direction: ``ltr`` or ``rtl``.
        before: What stands before; begins with ``…`` where it is cut.
        words: The candidate's words there.
        after: What stands after; ends with ``…`` where it is cut.
    """

    place: str
    speaker: str
    language: str
    direction: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked.

    Attributes:
        candidate: The candidate.
        forms: Its spellings, fit to be shown.
        times: How often it was found.
        transcripts: Where, in order.
        left: How many candidates wait, this one included.
    """

    candidate: Candidate
    forms: tuple[str, ...]
    times: int
    transcripts: tuple[str, ...]
    left: int


def next_candidate(state: State, transcripts: Iterable[str] = ()) -> Candidate | None:
    """The candidate to ask about now, the first of the `queue`; ``None`` if none waits."""
    return next(iter(queue(state, transcripts)), None)


def queue(state: State, transcripts: Iterable[str] = (), kinds: Iterable[str] = ()) -> tuple[Candidate, ...]:
    """What waits, in the order in which it is asked: the surest first, those put off last.

    A full name comes before its parts, so that they can be given its label.

    Args:
        state: What is decided so far.
        transcripts: Only candidates of these; by default of all.
        kinds: Only candidates of these kinds; by default of all.
    """
    only, those = frozenset(transcripts), frozenset(kinds)
    wanted = [
        c
        for c in state.open
        if (not only or any(o.transcript in only for o in c.occurrences)) and (not those or c.kind in those)
    ]
    put_off = {identifier: at for at, identifier in enumerate(state.later)}
    scores = scores_with_parts(wanted)
    return tuple(
        sorted(wanted, key=lambda c: (put_off.get(c.id, -1), -scores[c.id], -length(c), c.key, c.id))
    )


def question(state: State, candidate: Candidate) -> Question:
    """What is told about a candidate besides its contexts."""
    where = tuple(dict.fromkeys(o.transcript for o in candidate.occurrences))
    forms = tuple(shown(form) for form in candidate.forms)
    return Question(candidate, forms, len(candidate.occurrences), where, len(state.open))


def contexts(candidate: Candidate, texts: Sequence[Transcript], *, width: int = WIDTH) -> tuple[Context, ...]:
    """All places of a candidate, in order; those whose text is not at hand are left out.

    Args:
        candidate: The candidate.
        texts: The texts that were searched, as `searching.searched_texts` gives them; of one
            conversation there may be the raw text and the edited one.
        width: Code points of context on either side.
    """
    found = (_context(o, texts, width) for o in candidate.occurrences)
    return tuple(context for context in found if context is not None)


def text_at(occurrence: Occurrence, texts: Sequence[Transcript]) -> tuple[str, str, str] | None:
    """The text that an occurrence stands in, its language and who speaks; ``None`` if it does not any more.

    Args:
        occurrence: The place.
        texts: The texts that were searched; of one conversation there may be two.
    """
    for transcript in texts:
        if transcript.head.id == occurrence.transcript:
            where = _text(occurrence, transcript)
            if where is not None and where[0][occurrence.start : occurrence.end] == occurrence.text:
                return where
    return None


def alike(candidate: Candidate, state: State) -> tuple[str, ...]:
    """Labels of persons in the list who share a word of their name with a candidate; hints, no more.

    Those whose name holds all of the candidate's come first; scripts and spellings make no difference.

    A family shares a surname: whether it is the same person, only the person who reviews can say.
    """
    if candidate.kind is not Kind.PERSON:
        return ()
    names = [name for name in state.names if name.kind.strip().casefold() == Kind.PERSON]
    kinship = Kinship([*candidate.forms, *(form for name in names for form in name.forms)])
    whole = [name.label for name in names if kinship.is_part(candidate.forms, name.forms)]
    fits = [name.label for name in names if kinship.share(candidate.forms, name.forms)]
    return tuple(dict.fromkeys([*whole, *fits]))


def counts(state: State) -> Mapping[Kind, int]:
    """How many candidates of each kind wait."""
    return Counter(candidate.kind for candidate in state.open)


def shown(text: str) -> str:
    """Words of a transcript on one line, with everything that could act on a screen made visible.

    Controls, escape sequences, and marks that turn the direction of writing become ``␀``; letters of
    all scripts stay.
    """
    return "".join(_visible(ch) for ch in " ".join(text.split()))


def isolated(text: str) -> str:
    """Words that keep their direction of writing to themselves, for a terminal."""
    return f"{_FIRST_STRONG}{text}{_END}" if text else ""


def _visible(ch: str) -> str:
    if ch in _JOINERS or unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return ch
    return "␀"


def _context(occurrence: Occurrence, texts: Sequence[Transcript], width: int) -> Context | None:
    start, end = occurrence.start, occurrence.end
    where = text_at(occurrence, texts)
    if where is None:
        return None
    text, language, speaker = where
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return Context(
        place_of(occurrence),
        speaker,
        language,
        direction(language),
        ("…" if start > width else "") + _trailing(before),
        shown(text[start:end]),
        _leading(after) + ("…" if end + width < len(text) else ""),
    )


def _trailing(text: str) -> str:
    """Context before a word, with the space in between."""
    return shown(text) + (" " if text[-1:].isspace() else "")


def _leading(text: str) -> str:
    """Context after a word, with the space in between."""
    return (" " if text[:1].isspace() else "") + shown(text)


def _text(occurrence: Occurrence, transcript: Transcript) -> tuple[str, str, str] | None:
    """The text that an occurrence stands in, its language and its speaker."""
    head = transcript.head
    if occurrence.part == PREAMBLE:
        return transcript.preamble, head.language, ""
    if occurrence.part == SPEAKER_LABEL:
        speaker = head.speakers.get(occurrence.turn)
        return None if speaker is None else (speaker.label, head.language, occurrence.turn)
    turn = transcript.turn(occurrence.turn)
    if turn is None or occurrence.part >= len(turn.parts):
        return None
    part = turn.parts[occurrence.part]
    return part.text, part.language, turn.speaker
