"""Transcripts on their way to publication: the state of each, what is missing, and what would be replaced."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.app.views.problems import Told, tell
from faden.interviews.pairing import unpaired
from faden.interviews.transcript import content_hash, head_hash, is_cleared
from faden.protection.pseudonyms.review import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faden.core.problems import Problem
    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.apply import ApplyReport
    from faden.protection.pseudonyms.decisions import State

LINES: Final = 1500
"""Lines of one file shown in a preview; the rest is counted."""

_FRESH: Final = re.compile(r"\bp-[0-9a-z]{6}\b")
"""Ids of participants; a dry run draws new ones each time."""

_SIGNS: Final = {"+": "new", "-": "old", " ": "same"}


@dataclass(frozen=True, slots=True)
class Step:
    """Where a transcript stands.

    Attributes:
        id: Its id.
        title: Its title in the study; may be empty.
        state: ``raw``, ``pseudonymised``, ``cleared``, or ``changed`` since it was cleared.
        waiting: How many candidates wait in it.
        searched: Whether it was searched.
        missing: What stands against clearing it.
        by: Who cleared it; may be empty.
        on: When.
        hash: Of all of it that is cleared, see `shown_hash`; empty where it is not there yet.
        raw: Whether the vault holds the original.
        unpaired: In how many turns an interpreter gives what somebody said, not beside it.
    """

    id: str
    title: str
    state: str
    waiting: int
    searched: bool
    missing: tuple[Told, ...]
    by: str
    on: str
    hash: str
    raw: bool
    unpaired: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a preview: ``new``, ``old``, ``same``, or ``cut`` where lines are left out."""

    role: str
    words: str


@dataclass(frozen=True, slots=True)
class File:
    """What would change in one file."""

    path: str
    new: int
    old: int
    lines: tuple[Line, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying the decisions would do.

    Attributes:
        files: What would change.
        replaced: Label → how often, over all transcripts, most first.
        problems: What there is to say.
        stamp: Tells whether the plan has changed since it was shown.
    """

    files: tuple[File, ...]
    replaced: tuple[tuple[str, int], ...]
    problems: tuple[Told, ...]
    stamp: str


def list_steps(
    ids: Iterable[str],
    raw: Iterable[str],
    texts: Mapping[str, Transcript],
    state: State,
    against: Mapping[str, Sequence[Problem]],
    language: str,
) -> list[Step]:
    """Where all transcripts stand; those that ask for something first.

    Args:
        ids: All transcripts.
        raw: Those of which the vault holds the original.
        texts: Those that stand in the study.
        state: What is decided and what waits.
        against: What stands against clearing each.
        language: Language of the page.
    """
    held = frozenset(raw)
    steps = [_step(i, i in held, texts.get(i), state, against.get(i, ()), language) for i in ids]
    return sorted(steps, key=lambda step: (step.state == "cleared", -step.waiting, step.id))


def read_plan(report: ApplyReport, language: str) -> Plan:
    """A dry run, fit to be shown; each line keeps its direction of writing to itself."""
    replaced: Counter[str] = Counter()
    for done in report.transcripts:
        replaced.update(dict(done.replaced))
    return Plan(
        tuple(_file(diff) for diff in report.diffs),
        tuple(sorted(replaced.items(), key=lambda entry: (-entry[1], entry[0]))),
        tuple(tell(problem, language) for problem in report.problems),
        stamp_of(report),
    )


def stamp_of(report: ApplyReport) -> str:
    """What changes when a plan does, and tells nothing of what it holds but that."""
    told = _FRESH.sub("p-", "\x1e".join(report.diffs))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _step(
    identifier: str,
    raw: bool,  # noqa: FBT001 - a fact, no switch
    text: Transcript | None,
    state: State,
    against: Sequence[Problem],
    language: str,
) -> Step:
    stamp = text.head.cleared if text is not None else None
    if text is None:
        where = "raw"
    elif text.head.state != "cleared" or stamp is None:
        where = "pseudonymised"
    else:
        where = "cleared" if is_cleared(text) else "changed"
    return Step(
        id=identifier,
        title=text.head.title.text(language) if text is not None and text.head.title else "",
        state=where,
        waiting=state.waiting(identifier),
        searched=identifier in state.seen,
        missing=tuple(tell(problem, language) for problem in against),
        by=stamp.by if stamp else "",
        on=str(stamp.on) if stamp else "",
        hash=shown_hash(text) if text is not None else "",
        raw=raw,
        unpaired=len(unpaired(text)) if text is not None else 0,
    )


def shown_hash(transcript: Transcript) -> str:
    """What a clearance is bound to, as the page sends it back: the words, and title, labels and preamble."""
    return f"{content_hash(transcript)}.{head_hash(transcript)}"


def _file(diff: str) -> File:
    head, *body = diff.splitlines()[1:] or [""]
    lines = [_line(line) for line in body]
    if lines and lines[0].role == "cut":
        lines = lines[1:]  # where the file begins, nothing is left out
    new, old = (sum(line.role == role for line in lines) for role in ("new", "old"))
    return File(head.removeprefix("+++ "), new, old, tuple(lines[:LINES]), max(0, len(lines) - LINES))


def _line(line: str) -> Line:
    role = _SIGNS.get(line[:1], "cut")
    return Line(role, shown(line[1:]) if role != "cut" else "")
