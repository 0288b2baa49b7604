"""Decisions on candidates: each becomes a rule for all later texts. Pure functions, no files.

The terminal and the workbench show the same questions through `review` and give the answers here.
Everything in a `State` may hold clear names, but its `Row`s: they are the log, which holds none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from faden.core.problems import StudyError
from faden.protection.pseudonyms.candidates import (
    EVERYWHERE,
    PREAMBLE,
    Candidate,
    Dismissal,
    Occurrence,
)
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.kinship import TITLES
from faden.protection.pseudonyms.matching import Matcher, fold
from faden.protection.pseudonyms.names import Name, is_held
from faden.protection.pseudonyms.standing import stands, tidy_label

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

REMEMBERED: Final = 100
"""Decisions that can be taken back; older ones are changed in the list of names."""

_BARE: Final = re.compile(r"[\d\s.,/–-]{1,7}")
"""Forms such as ``34``: elsewhere they are something else, so they are replaced only where found."""


class Choice(StrEnum):
    """What a person may decide about a candidate."""

    REPLACE = "replace"
    """Put a label in its place, everywhere."""
    SAME = "same"
    """It is somebody whom the list knows: put that label in its place."""
    KEEP = "keep"
    """Leave it as it is, everywhere."""
    KEEP_HERE = "keep-here"
    """Leave it as it is in one place, and ask about the others."""
    LATER = "later"
    """Ask again after all others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer.

    Attributes:
        choice: What to do.
        label: The label, for ``REPLACE`` and ``SAME``; brackets are added where they are missing.
        place: The place, such as ``I03/t4``, for ``KEEP_HERE``.
        kind: What it is instead of what it was proposed as; empty where that was right.
    """

    choice: Choice
    label: str = ""
    place: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that are replaced in one place only.

    Attributes:
        form: The words.
        label: What stands for them.
        kind: What they are.
        place: Where, such as ``I03/t4``.
    """

    form: str
    label: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the log; it holds no clear name.

    Attributes:
        number: Counts the decisions of a vault, from 1.
        candidate: Id of the candidate, which tells nothing without the vault.
        kind: Its kind.
        label: What stands for it; empty where it was left.
        decision: A `Choice`, or ``taken-back``.
        by: Who decided.
        on: When, as a date.
        times: How often it had been found.
    """

    number: int
    candidate: str
    kind: str
    label: str
    decision: str
    by: str
    on: str
    times: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with what it added, so that it can be taken back."""

    candidate: Candidate
    answer: Answer
    names: tuple[Name, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    spots: tuple[Spot, ...] = ()
    settled: tuple[Candidate, ...] = ()
    """Other candidates that the decision answered too."""


@dataclass(frozen=True, slots=True)
class State:
    """All that is decided and undecided in a study; stands in the vault.

    Attributes:
        names: The list of names.
        dismissals: What was left as it is.
        spots: What is replaced in one place only.
        open: Candidates that wait.
        later: Ids of those put off, in the order in which they were.
        past: The latest decisions, the newest last.
        log: All decisions, without clear names.
        seen: Transcript id → hashes of the texts in which candidates were looked for.
        standing: Transcript id → marks of labels that stood in it before; see `standing.stands`.
        salt: What ids of candidates are keyed with.
    """

    names: tuple[Name, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    spots: tuple[Spot, ...] = ()
    open: tuple[Candidate, ...] = ()
    later: tuple[str, ...] = ()
    past: tuple[Decided, ...] = ()
    log: tuple[Row, ...] = ()
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    salt: bytes = b""

    def candidate(self, identifier: str) -> Candidate | None:
        """The waiting candidate of this id."""
        return next((c for c in self.open if c.id == identifier), None)

    @property
    def kinds(self) -> Mapping[str, str]:
        """Label → kind of what it stands for."""
        return {n.label: n.kind for n in self.names} | {s.label: s.kind for s in self.spots}

    def stands_for(self, label: str, kind: Kind) -> bool:
        """Whether a label may stand for one more thing of a kind; kinds of the user's own may be anything."""
        told = {name.kind.strip().casefold() for name in self.names if name.label == label}
        told |= {spot.kind for spot in self.spots if spot.label == label}
        return kind.value in told or not told <= set(Kind)

    def waiting(self, transcript: str) -> int:
        """How many candidates of a transcript wait."""
        return sum(any(o.transcript == transcript for o in c.occurrences) for c in self.open)


def settle(state: State) -> State:
    """The state without candidates that the list of names answers by now."""
    rest = tuple(c for c in state.open if not _is_listed(c, state.names))
    return replace(state, open=rest) if len(rest) < len(state.open) else state


def place_of(occurrence: Occurrence) -> str:
    """The place of an occurrence as decisions name it: ``I03/t4``, ``I03/S2``, ``I03/–``."""
    return f"{occurrence.transcript}/{'–' if occurrence.part == PREAMBLE else occurrence.turn}"


def decide(state: State, identifier: str, answer: Answer, *, by: str, on: str) -> State:
    """The state after a person's answer.

    Args:
        state: The state before.
        identifier: Id of the candidate.
        answer: The answer.
        by: Who answers.
        on: When, as a date.

    Raises:
        StudyError: The candidate does not wait (any more), the label does not fit (see `tidy_label`),
            it is in use for somebody else or another kind, it or a label of the list holds a name,
            or there is no such kind.
    """
    candidate = state.candidate(identifier)
    if candidate is None:
        raise StudyError("candidate-unknown", value=identifier)
    if answer.choice is Choice.LATER:
        return replace(state, later=(*(i for i in state.later if i != identifier), identifier))
    if answer.choice is Choice.KEEP_HERE:
        return _keep_here(state, candidate, answer, by, on)
    if answer.choice is Choice.KEEP:
        forms = dict.fromkeys(_one_line(form) for form in candidate.forms)
        left = tuple(Dismissal(f, candidate.kind.value, EVERYWHERE, by, on) for f in forms)
        return _decided(state, Decided(candidate, answer, dismissals=left), by, on)
    meant = with_kind(candidate, answer.kind)
    label = fitting_label(state, meant, answer)
    done = replace(answer, label=label)
    if is_bare(meant):
        places = dict.fromkeys((_one_line(o.text), place_of(o)) for o in candidate.occurrences)
        spots = tuple(Spot(form, label, meant.kind.value, place) for form, place in places)
        return _decided(state, Decided(candidate, done, spots=spots), by, on)
    names = _rows(state, meant, label)
    if is_held(names, {label, *(name.label for name in state.names)}):
        raise StudyError("label-held")
    return _decided(state, Decided(candidate, done, names=names), by, on)


def with_kind(candidate: Candidate, kind: str) -> Candidate:
    """A candidate as what a person takes it for; a label that the list has for the other kind is not its own.

    Args:
        candidate: The candidate.
        kind: A `Kind`; empty leaves it as it is.

    Raises:
        StudyError: There is no such kind.
    """
    if kind in {"", candidate.kind.value}:
        return candidate
    if kind not in set(Kind):
        raise StudyError("kind-unknown", value=kind)
    return replace(candidate, kind=Kind(kind), label=None)


def take_back(state: State, *, by: str, on: str) -> State:
    """The state without the latest decision; its candidate waits again.

    Raises:
        StudyError: There is no decision left to take back.
    """
    if not state.past:
        raise StudyError("decision-none-left")
    last = state.past[-1]
    back = [last.candidate, *last.settled]
    rest = tuple(c for c in state.open if c.id not in {b.id for b in back})
    row = _row(state, last, "", "taken-back", by, on)
    return replace(
        state,
        names=_without(state.names, last.names),
        dismissals=_without(state.dismissals, last.dismissals),
        spots=_without(state.spots, last.spots),
        open=(*back, *rest),
        past=state.past[:-1],
        log=(*state.log, row),
    )


def is_bare(candidate: Candidate) -> bool:
    """Whether a candidate is replaced only where it was found.

    A number, a single letter, a month alone mean other things elsewhere, and an age belongs to one person.
    """
    forms = [_one_line(form) for form in candidate.forms]
    alone = candidate.kind is Kind.DATE and any(len(fold(form)) == 1 for form in forms)
    return (
        candidate.kind is Kind.AGE or alone or any(_BARE.fullmatch(form) or len(form) == 1 for form in forms)
    )


def fitting_label(state: State, candidate: Candidate, answer: Answer) -> str:
    """The label of an answer in its one form.

    Raises:
        StudyError: It is empty, holds a name, stood in a text before, or is or is not in use already.
    """
    label = answer.label if answer.choice is Choice.SAME else tidy_label(answer.label)
    used = {name.label for name in state.names} | {spot.label for spot in state.spots}
    if not label:
        raise StudyError("label-empty")
    if answer.choice is Choice.SAME and label not in used:
        raise StudyError("label-unknown", value=label)
    if answer.choice is Choice.SAME and not state.stands_for(label, candidate.kind):
        raise StudyError("label-kind", value=label)
    shared = label == candidate.label or is_bare(candidate)  # two people may be of one age
    if answer.choice is Choice.REPLACE and label in used and not shared:
        raise StudyError("label-taken", value=label)
    if answer.choice is Choice.REPLACE and label not in used:
        where = stands(label, state.standing, state.salt)
        if where:
            raise StudyError("label-stands", value=label, transcript=where)
    if answer.choice is Choice.REPLACE and holds_name(label, state, candidate):
        raise StudyError("label-names")
    return label


def holds_name(label: str, state: State, candidate: Candidate) -> bool:
    """Whether a label holds a name of the list, or a word of the candidate's own."""
    forms = [form for name in state.names for form in name.forms]
    if candidate.kind not in {Kind.AGE, Kind.DATE}:  # a band may tell what it is made of
        forms += candidate.forms
    own = (
        {word for form in candidate.forms for word in fold(form)} if candidate.kind is Kind.PERSON else set()
    )
    words = [word for word in own if len(word) > 2 and word.casefold() not in TITLES]  # noqa: PLR2004 - an initial is no name
    listed = [form for form in [*forms, *words] if fold(form)]
    return bool(Matcher([(form, 0) for form in listed]).find(label))


def _rows(state: State, candidate: Candidate, label: str) -> tuple[Name, ...]:
    """New rows of the list; a form that is listed already is not listed twice."""
    listed = {fold(form): name.label for name in state.names for form in name.forms}
    forms = {fold(line): line for form in candidate.forms if (line := _one_line(form))}
    fresh = [form for key, form in forms.items() if key and key not in listed]
    if not fresh and any(listed.get(key) not in {label, None} for key in forms):
        raise StudyError("label-other", value=next(listed[key] for key in forms if key in listed))
    plain = [form for form in fresh if "|" not in form]
    rows = (
        [Name(name=plain[0], label=label, kind=candidate.kind.value, variants=tuple(plain[1:]))]
        if plain
        else []
    )
    rows += [Name(name=form, label=label, kind=candidate.kind.value) for form in fresh if "|" in form]
    return tuple(rows)


def _keep_here(state: State, candidate: Candidate, answer: Answer, by: str, on: str) -> State:
    """Leave a candidate in one place; where it stands nowhere else, it is decided."""
    here = [o for o in candidate.occurrences if place_of(o) == answer.place]
    if not here:
        raise StudyError("place-unknown", value=answer.place)
    forms = dict.fromkeys(_one_line(o.text) for o in here)
    left = tuple(Dismissal(form, candidate.kind.value, answer.place, by, on) for form in forms)
    decided = Decided(candidate, answer, dismissals=left)
    rest = tuple(o for o in candidate.occurrences if o not in here)
    after = _decided(state, decided, by, on, times=len(here))
    return replace(after, open=(replace(candidate, occurrences=rest), *after.open)) if rest else after


def _decided(state: State, decided: Decided, by: str, on: str, *, times: int = 0) -> State:
    candidate, answer = decided.candidate, decided.answer
    names = (*state.names, *decided.names)
    lifted = _lifted(state.dismissals, decided.names)
    rest = tuple(c for c in state.open if c.id != candidate.id)
    settled = tuple(c for c in rest if decided.names and _is_listed(c, decided.names))
    label = answer.label if answer.choice in {Choice.REPLACE, Choice.SAME} else ""
    row = _row(state, decided, label, answer.choice.value, by, on)
    return replace(
        state,
        names=names,
        dismissals=(*lifted, *decided.dismissals),
        spots=(*state.spots, *decided.spots),
        open=tuple(c for c in rest if c not in settled),
        later=tuple(i for i in state.later if i != candidate.id),
        past=(*state.past, replace(decided, settled=settled))[-REMEMBERED:],
        log=(*state.log, replace(row, times=times or row.times)),
    )


def _lifted(dismissals: tuple[Dismissal, ...], names: tuple[Name, ...]) -> tuple[Dismissal, ...]:
    """Dismissals without those that a new row of the list contradicts."""
    listed = {fold(form) for name in names for form in name.forms}
    return tuple(d for d in dismissals if d.scope != EVERYWHERE or fold(d.form) not in listed)


def _is_listed(candidate: Candidate, names: tuple[Name, ...]) -> bool:
    """Whether all spellings of a candidate are found by new rows of the list."""
    matcher = Matcher([(form, 0) for name in names for form in name.forms])
    return all(
        any((m.start, m.end) == (0, len(form)) and not m.other_case for m in matcher.find(form))
        for form in candidate.forms
    )


def _row(state: State, decided: Decided, label: str, decision: str, by: str, on: str) -> Row:
    candidate, kind = decided.candidate, decided.answer.kind or decided.candidate.kind.value
    number = state.log[-1].number + 1 if state.log else 1
    return Row(number, candidate.id, kind, label, decision, by, on, len(candidate.occurrences))


def _without(all_: tuple[T, ...], gone: Iterable[T]) -> tuple[T, ...]:
    """All entries but those, each taken away once."""
    rest = list(all_)
    for entry in gone:
        if entry in rest:
            rest.remove(entry)
    return tuple(rest)


def _one_line(text: str) -> str:
    return " ".join(text.split())
