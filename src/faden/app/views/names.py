"""Names that wait for a decision: how many, which, and one with its places. Everything is fit to be shown."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.candidates import EVERYWHERE
from faden.protection.pseudonyms.decisions import Choice, with_kind
from faden.protection.pseudonyms.labels import propose
from faden.protection.pseudonyms.review import alike, queue, shown
from faden.protection.pseudonyms.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate
    from faden.protection.pseudonyms.decisions import State
    from faden.protection.pseudonyms.surroundings import Surrounding

FORMS: Final = 12
"""Spellings shown of one candidate; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Of what only the names are asked for; empty means all.

    Nothing of it holds a name, so all may stand in an address; `as_kind`, what the candidate that is shown
    is taken for, holds for this one only.
    """

    transcript: str = ""
    kind: str = ""
    as_kind: str = ""

    @property
    def query(self) -> str:
        """The wish as the end of an address."""
        told = [
            f"{key}={value}" for key, value in (("transcript", self.transcript), ("kind", self.kind)) if value
        ]
        return "?" + "&".join(told) if told else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many wait under one heading."""

    key: str
    n: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class Waiting:
    """One candidate in the list.

    Attributes:
        id: Its id, which tells nothing.
        kind: Its kind.
        forms: Its spellings.
        times: How often it was found.
        transcripts: Where.
        later: Whether it was put off.
    """

    id: str
    kind: str
    forms: tuple[str, ...]
    times: int
    transcripts: tuple[str, ...]
    later: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What waits.

    Attributes:
        wish: What was asked for.
        total: How many wait in the whole study.
        kinds: By kind, most first.
        transcripts: By transcript.
        waiting: Those asked for, in the order in which they are asked.
    """

    wish: Wish
    total: int
    kinds: tuple[Tally, ...]
    transcripts: tuple[Tally, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A label of the list with the names that it stands for."""

    label: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Last:
    """The latest decision, which can be taken back; ``stamp`` tells it from any other."""

    decision: str
    name: str
    label: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Question:
    """One candidate and what can be answered.

    Attributes:
        about: The candidate.
        more: How many spellings are not shown.
        stamp: Tells whether it has changed since it was shown.
        label: The label proposed; may be empty.
        same: Whether the label is one that the list gives to this name or the one that it is a part of.
        because: That name, where it is another one.
        kind: What it is taken for, where a person has said so; else empty.
        alike: Labels of persons who share a word of the name.
        places: Where it stands.
        hidden: How many places are not shown.
        left: How many wait, of those asked for.
        known: All labels of its kind, which may be meant.
    """

    about: Waiting
    more: int
    stamp: str
    label: str
    same: bool
    because: str
    kind: str
    alike: tuple[Known, ...]
    places: tuple[Surrounding, ...]
    hidden: int
    left: int
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What was left as it is; ``scope`` is a place, or empty for everywhere."""

    form: str
    kind: str
    scope: str
    by: str
    on: str


def list_names(state: State, wish: Wish) -> Names:
    """What waits, by kind, by transcript, and one by one."""
    kinds = Counter(c.kind.value for c in queue(state, _some(wish.transcript)))
    those = queue(state, kinds=_some(wish.kind))
    transcripts = Counter(name for c in those for name in {o.transcript for o in c.occurrences})
    return Names(
        wish,
        len(state.open),
        tuple(
            Tally(k, n, Wish(wish.transcript, k))
            for k, n in sorted(kinds.items(), key=lambda e: (-e[1], e[0]))
        ),
        tuple(Tally(t, n, Wish(t, wish.kind)) for t, n in sorted(transcripts.items())),
        tuple(_waiting(state, c) for c in _wanted(state, wish)),
    )


def next_name(state: State, wish: Wish) -> str:
    """Id of the candidate that is asked about now; empty where none waits."""
    return next((c.id for c in _wanted(state, wish)), "")


def ask(state: State, found: Candidate, texts: Sequence[Transcript], wish: Wish, language: str) -> Question:
    """What a person is shown about a candidate.

    Args:
        state: What is decided and what waits.
        found: The candidate, as it waits.
        texts: The texts in which it stands.
        wish: What is being reviewed.
        language: The study's first language, for the label.
    """
    candidate = with_kind(found, wish.as_kind)
    known = {one.label: one for one in list_known(state) if state.stands_for(one.label, candidate.kind)}
    proposed = propose(candidate, state, language)
    similar = [one for one in alike(candidate, state) if one in known and one != proposed.label]
    places = surroundings(candidate, texts, state)
    return Question(
        about=_waiting(state, candidate),
        more=max(0, len(candidate.forms) - FORMS),
        stamp=stamp(state, found),
        label=proposed.label,
        same=proposed.same,
        because=shown(proposed.because),
        kind=wish.as_kind,
        alike=tuple(known[label] for label in similar),
        places=places,
        hidden=len(candidate.occurrences) - len(places),
        left=len(_wanted(state, wish)),
        known=tuple(known.values()),
    )


def stamp(state: State, candidate: Candidate) -> str:
    """What changes when a candidate does, and tells nothing."""
    told = "\x1f".join([*candidate.forms, *(repr(occurrence) for occurrence in candidate.occurrences)])
    return hmac.new(state.salt, told.encode(), hashlib.sha256).hexdigest()[:16]


def list_known(state: State) -> tuple[Known, ...]:
    """All labels in use, with the names that they stand for, by label."""
    kinds, names = dict(state.kinds), dict[str, list[str]]()
    for name in state.names:
        names.setdefault(name.label, []).extend(shown(form) for form in name.forms)
    for spot in state.spots:
        names.setdefault(spot.label, []).append(shown(spot.form))
    return tuple(
        Known(label, kinds.get(label, ""), tuple(dict.fromkeys(names[label]))) for label in sorted(names)
    )


def list_left(state: State) -> tuple[Left, ...]:
    """What was left as it is, the latest first."""
    return tuple(
        Left(shown(d.form), d.kind, "" if d.scope == EVERYWHERE else d.scope, d.by, d.on)
        for d in reversed(state.dismissals)
    )


def last_decision(state: State) -> Last | None:
    """The decision that would be taken back; ``None`` where there is none."""
    if not state.past:
        return None
    decided = state.past[-1]
    name = shown(decided.candidate.forms[0]) if decided.candidate.forms else ""
    told = decided.answer.label if decided.answer.choice in {Choice.REPLACE, Choice.SAME} else ""
    return Last(decided.answer.choice.value, name, told, last_stamp(state))


def last_stamp(state: State) -> str:
    """Tells the latest decision from any other; empty where there is none."""
    return f"{state.log[-1].number}-{len(state.past)}" if state.past and state.log else ""


def _wanted(state: State, wish: Wish) -> tuple[Candidate, ...]:
    return queue(state, _some(wish.transcript), _some(wish.kind))


def _some(value: str) -> Iterable[str]:
    return (value,) if value else ()


def _waiting(state: State, candidate: Candidate) -> Waiting:
    return Waiting(
        candidate.id,
        candidate.kind.value,
        tuple(shown(form) for form in candidate.forms[:FORMS]),
        len(candidate.occurrences),
        tuple(dict.fromkeys(o.transcript for o in candidate.occurrences)),
        candidate.id in state.later,
    )
