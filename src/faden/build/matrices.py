"""What a study holds to be counted in matrices, and what of it may be told to others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faden.analysis.framework import FrameworkFile, check_framework, framework, read_framework
from faden.analysis.matrix import By, Ground, Key, Observation, Person, count
from faden.coding.agreement.placing import lay
from faden.core.problems import UnknownError
from faden.interviews.transcript import Role
from faden.interviews.voices import voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faden.analysis.framework import Framework, FrameworkCell, Rows, Summary
    from faden.analysis.matrix import Matrix
    from faden.coding.agreement.placing import Line
    from faden.coding.blind import Blindness
    from faden.core.problems import Problem
    from faden.findings.evidence import Evidence
    from faden.publish.verdict import Case


def ground(case: Case, coder: str = "") -> Ground:
    """What there is to count: the lead coder's codings whose words stand in the text.

    Words that more than one voice shares count for no person.

    Args:
        case: The study.
        coder: Another coder, whose codings are looked at instead.
    """
    corpus = case.corpus
    counted = coder or corpus.settings.lead
    lines = {identifier: lay(transcript) for identifier, transcript in corpus.transcripts.items()}
    spoken = {identifier: voices(transcript) for identifier, transcript in corpus.transcripts.items()}
    found = (e for e in case.index.found.values() if e.coder == counted)
    observed = (_observation(case, one, lines[one.transcript], spoken[one.transcript]) for one in found)
    return Ground([o for o in observed if o is not None], list(_people(case)), _below(case))


def _below(case: Case) -> dict[str, frozenset[str]]:
    """Codes with those below them; merged and unknown ones count under what they went into."""
    book = case.corpus.codebook
    return {
        placed.code.id: book.below(placed.code.id)
        for placed in book.codes()
        if placed.code.merged_into is None
    }


def _observation(case: Case, evidence: Evidence, line: Line, spoken: Mapping[str, str]) -> Observation | None:
    place = line.place(evidence.coding)
    if place is None:
        return None
    transcript = line.transcript
    speakers = {spoken[turn] for turn in place.turns}
    speaker = transcript.head.speakers.get(next(iter(speakers))) if len(speakers) == 1 else None
    person = evidence.participant
    if person is not None and person not in case.index.persons:
        return None  # withdrawn: nothing of theirs is counted
    code = case.corpus.codebook.find(evidence.coding.code)
    return Observation(
        coding=evidence.coding.id,
        code=code.id if code is not None else evidence.coding.code,
        transcript=evidence.transcript,
        turns=place.turns,
        start=place.start,
        end=place.end,
        role=speaker.role.value if speaker is not None else Role.UNKNOWN.value,
        participant=person,
        group=evidence.group or "",
        municipality=evidence.municipality or "",
    )


def _people(case: Case) -> Iterator[Person]:
    """All who speak in a transcript and have not withdrawn."""
    talks: dict[str, set[str]] = {}
    for identifier, transcript in case.corpus.transcripts.items():
        for person in transcript.participants():
            talks.setdefault(person, set()).add(identifier)
    for person in sorted(case.index.persons):
        known = case.corpus.participants.get(person)
        yield Person(
            person,
            (known.group if known is not None else None) or "",
            (known.municipality if known is not None else None) or "",
            frozenset(talks.get(person, ())),
        )


def count_codes(case: Case, by: Sequence[By], codes: Iterable[str] = ()) -> Matrix:
    """Codes against groups, municipalities and roles, in the order of the study.

    Raises:
        UnknownError: A code is unknown.
    """
    return count(narrowed(ground(case), codes), by, order=_order(case, by))


def count_crossed(case: Case, by: tuple[By, By], code: str = "") -> Matrix:
    """Groups, municipalities or roles against each other: where words under a code, or any, were said.

    The matrix has one row: the code, or ``*`` for all of them.

    Raises:
        UnknownError: The code is unknown.
    """
    found = narrowed(ground(case), [code] if code else ())
    whole = found.below[code] if code else frozenset().union(*found.below.values())
    one = Ground(found.observations, found.people, {code or "*": whole})
    return count(one, by, order=_order(case, by))


def narrowed(found: Ground, codes: Iterable[str]) -> Ground:
    """Only some codes, and those below them; all where none is named.

    Raises:
        UnknownError: A code is unknown.
    """
    asked = tuple(codes)
    for code in asked:
        if code not in found.below:
            raise UnknownError("matrix-code-unknown", value=code)
    if not asked:
        return found
    wanted = {below for code in asked for below in found.below[code]}
    kept = [o for o in found.observations if o.code in wanted]
    return Ground(kept, found.people, {c: ids for c, ids in found.below.items() if c in wanted})


@dataclass(frozen=True, slots=True)
class _Order:
    """Columns as the settings name them; what they do not name comes last."""

    by: tuple[By, ...]
    ranks: Mapping[By, Mapping[str, int]]

    def __call__(self, key: Key) -> str:
        places = (self.ranks[by].get(value, 999) for by, value in zip(self.by, key, strict=True))
        return " ".join(f"{place:03d}" for place in places)


def _order(case: Case, by: Sequence[By]) -> _Order:
    settings = case.corpus.settings
    named = {
        By.GROUP: [group.id for group in settings.groups],
        By.MUNICIPALITY: [place.id for place in settings.municipalities],
        By.ROLE: [role.value for role in Role],
    }
    ranks = {each: {value: at for at, value in enumerate(named[each])} for each in By}
    return _Order(tuple(by), ranks)


def codes_by_talk(case: Case, found: Ground) -> dict[str, frozenset[str]]:
    """Conversation → codes of participants in it, in the order in which they were held, then of their ids."""
    held = {i: (t.head.date or "9999", i) for i, t in case.corpus.transcripts.items()}
    talks: dict[str, set[str]] = {identifier: set() for identifier in sorted(held, key=held.__getitem__)}
    for one in found.observations:
        if one.participant is not None:
            talks[one.transcript].add(one.code)
    return {identifier: frozenset(codes) for identifier, codes in talks.items()}


def study_framework(case: Case, sight: Blindness | None = None) -> tuple[Framework, list[Problem]]:
    """The framework matrix of a study, and what in its file leads nowhere.

    Args:
        case: The study.
        sight: What who looks may see; summaries of others on what is covered are left out.
    """
    folder = case.corpus.folder
    parsed = read_framework(folder)
    file = parsed.value or FrameworkFile(format="")
    found = ground(case)
    settings = case.corpus.settings
    kinds = {
        "participant": [person.id for person in found.people],
        "group": [group.id for group in settings.groups],
        "municipality": [place.id for place in settings.municipalities],
    }
    rows = kinds[file.rows]
    others = {row for kind, named in kinds.items() if kind != file.rows for row in named}
    made = framework(file, found, rows)
    path = folder.shown(folder.framework)
    problems = [*parsed.problems, *check_framework(parsed, made, found, path, others)]
    if sight is None:
        return made, problems
    talks = {row: _talks(case, file.rows, row) for row in rows}

    def seen(cell: FrameworkCell) -> FrameworkCell:
        return replace(cell, summary=None) if is_covered(cell.summary, talks[cell.row], sight) else cell

    return replace(made, cells={key: seen(cell) for key, cell in made.cells.items()}), problems


def summary_covered(case: Case, row: str, code: str, sight: Blindness) -> bool:
    """Whether there is a summary of this case under this code that who looks may not see yet."""
    file = read_framework(case.corpus.folder).value
    if file is None:
        return False
    talks = _talks(case, file.rows, row)
    return any(is_covered(c, talks, sight) for c in file.cells if (c.row, c.code) == (row, code))


def is_covered(summary: Summary | None, talks: Iterable[str], sight: Blindness) -> bool:
    """Whether a summary tells of conversations that somebody still codes without knowing others' readings.

    It sums up all that a case said, whether it names codings or not.
    """
    return summary is not None and not all(sight.shows(summary.by, talk) for talk in talks)


def _talks(case: Case, kind: Rows, row: str) -> frozenset[str]:
    """The conversations in which a case has its say."""
    corpus = case.corpus
    people = {row} if kind == "participant" else set()
    if kind == "group":
        people = {p.id for p in ground(case).people if p.group == row}
    if kind == "municipality":
        people = {p.id for p in ground(case).people if p.municipality == row}
    return frozenset(
        identifier
        for identifier, talk in corpus.transcripts.items()
        if people & set(talk.participants()) or (kind == "municipality" and talk.head.municipality == row)
    )
