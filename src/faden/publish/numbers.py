"""The numbers of persons of one site: what its pages ask before they tell how many.

All of them are looked at together (`publish.apart`); a number that nobody announced here is not told.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text as say
from faden.findings.board.counting import Counting
from faden.publish.apart import ALL, CARDS, Parts, Subject, named, told_numbers
from faden.publish.closing import closed_numbers
from faden.publish.counts import Told, parts, sizes, told_beside
from faden.publish.marks import count_text, counted_apart
from faden.publish.verdict import Verdict
from faden.study.consent import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faden.findings.journey import Journey
    from faden.findings.need import Need
    from faden.publish.apart import Count, Key, Scope
    from faden.publish.candidates import Candidates
    from faden.publish.counts import Dimension
    from faden.publish.verdict import Case

_PROSE, _NEED, _FINDING, _NEED_PART, _PART, _JOURNEY, _PERSONA, _CANDIDATE = range(8)
"""How soon a number is given up: last what a sentence of a finding tells."""

PERSONAS: Final = (":personas",)
"""Key of all for whom some persona stands."""


class Numbers:
    """The numbers of persons that one site tells.

    Args:
        case: The study.
        subjects: All that the site counts; several of the same key become one.
    """

    def __init__(self, case: Case, subjects: Iterable[Subject]) -> None:
        self._case = case
        self._subjects = _merged(subjects)

    @cached_property
    def _parts(self) -> Parts:
        return parts(self._case)

    @cached_property
    def closed(self) -> frozenset[Count]:
        """Numbers that are not told because others would make them tell of few persons."""
        return closed_numbers(self._subjects.values(), self._parts)

    @cached_property
    def told(self) -> Mapping[Count, frozenset[str]]:
        """The numbers that are told exactly, each with the persons behind it."""
        return told_numbers(self._subjects, self._parts, self.closed)

    def of(self, key: Key, scope: Scope = ALL) -> int | None:
        """The number of a key, where it may be told."""
        persons = self.told.get((key, scope))
        return None if persons is None else len(persons)

    def total(self, codes: Iterable[str]) -> Told:
        """For how many persons there is evidence under the codes, of how many asked."""
        return Told(self.of(held(self._case, codes)), len(self._case.index.persons))

    def text(self, codes: Iterable[str], language: str) -> str:
        """“23 of 61 persons”, “fewer than 5 of 61 persons” or “at least 20 of 61 persons”."""
        key = held(self._case, codes)
        subject = self._subjects.get(key)
        persons = self._case.index.reach(key).persons if subject is None else subject.persons
        return self.text_of(key, len(persons), language)

    def text_of(self, key: Key, n: int, language: str) -> str:
        """The same for any key, of which `n` is the true number.

        The least number named is one that the site tells anyway: that of the parts whose numbers stand
        beside it, or the threshold.
        """
        least, of = self._parts.least, len(self._case.index.persons)
        if (key, ALL) in self.told:
            return count_text(n, of, least, language)
        if n < least:  # also nobody, where that is not told: as if somebody, "fewer than 5" holds of both
            return count_text(max(n, 1), of, least, language)
        if of < least:
            return say("publish.count.of-few", language, of=of)
        return say("publish.count.at-least", language, n=self.at_least(key), of=of)

    def at_least(self, key: Key) -> int:
        """What the total of a key that is not told amounts to at least, by what is told of its parts."""
        sums: dict[str, int] = {}
        for (other, (dimension, _)), persons in self.told.items():
            if other == key and dimension in self._parts.persons:
                sums[dimension] = sums.get(dimension, 0) + len(persons)
        return max([self._parts.least, *sums.values()])

    def reached(self, codes: Iterable[str], dimension: Dimension) -> dict[str, Told]:
        """For how many persons there is evidence under the codes, by group, place or side."""
        key = held(self._case, codes)
        return {
            value: Told(self.of(key, (dimension, value)), of)
            for value, of in sizes(self._case, dimension).items()
        }

    def beside(self, codes: Iterable[str], group: str) -> tuple[Told, Told]:
        """For how many of a group and of all others there is evidence; see `counts.told_beside`."""
        wanted = tuple(codes)
        told = self.reached(wanted, "group").get(group, Told(None, None))
        return told_beside(told, self.total(wanted), self._parts.least)


def site_numbers(case: Case, verdict: Verdict, candidates: Candidates) -> Numbers:
    """All numbers of persons that a site tells, of whatever kind."""
    return Numbers(
        case,
        (
            *_needs(case, verdict),
            *_findings(case, verdict),
            *_journeys(case),
            *_personas(case, verdict),
            *_candidates(case, candidates),
        ),
    )


def tellable(case: Case) -> Mapping[Key, Subject]:
    """All of which a site could tell how many persons it holds for, but the parts of personas."""
    needs = frozenset(need.id for need in case.corpus.needs)
    findings = frozenset(finding.head.id for finding in case.corpus.findings)
    everything = Verdict((), {}, {}, findings, needs, frozenset())
    return _merged((*_needs(case, everything), *_findings(case, everything), *_journeys(case)))


def held(case: Case, codes: Iterable[str]) -> Key:
    """The codes with all below them: what two numbers of the same persons have in common.

    A key with a name of its own, as `basis` gives one, stands for itself.
    """
    codes = tuple(codes)
    if named(codes):
        return codes
    book = case.corpus.codebook
    return tuple(sorted(set().union(*(book.below(code) for code in codes))))


def basis(case: Case, need: Need) -> tuple[str, ...]:
    """By what a need is counted: by its codes, or by the cards that people put together on the board.

    Cards have a key of their own, since their persons are only some of those under the codes.
    """
    counting = Counting(case.index, case.corpus.needs_board)
    return (CARDS, need.id) if counting.by_cards(need.id) else need.codes


def _coded(case: Case, codes: Iterable[str], scopes: Mapping[Scope, int]) -> Subject:
    wanted = tuple(codes)
    return Subject(held(case, wanted), case.index.reach(wanted).persons, scopes)


def _all(case: Case, dimension: Dimension, rank: int) -> dict[Scope, int]:
    return {(dimension, value): rank for value in sizes(case, dimension)}


def _needs(case: Case, verdict: Verdict) -> Iterator[Subject]:
    scopes = {ALL: _NEED} | _all(case, "group", _NEED_PART) | _all(case, "municipality", _PART)
    counting = Counting(case.index, case.corpus.needs_board)
    for need in case.corpus.needs:
        if need.id in verdict.needs:
            yield Subject(held(case, basis(case, need)), counting.reach(need).persons, scopes)


def _findings(case: Case, verdict: Verdict) -> Iterator[Subject]:
    for finding in case.corpus.findings:
        if finding.head.id in verdict.findings:
            scopes = {ALL: _FINDING} | _all(case, "group", _PART)
            for text in finding.texts.values():
                scopes |= dict.fromkeys(counted_apart(text), _PROSE)
            yield _coded(case, finding.head.codes, scopes)


def _journeys(case: Case) -> Iterator[Subject]:
    for journey in case.corpus.journeys:
        scope = ("group", journey.group) if journey.group else ALL
        for codes in _stations(journey):
            yield _coded(case, codes, {scope: _JOURNEY})


def _stations(journey: Journey) -> Iterator[Sequence[str]]:
    for step in journey.steps:
        if step.codes:
            yield step.codes
            yield from ((code,) for code in step.codes)


def persona_key(persona: str, codes: Iterable[str]) -> Key:
    """Key of an attribute of a persona."""
    return (":persona", persona, *codes)


def persona_scope(persona: str) -> Scope:
    """Among whom an attribute of a persona is counted."""
    return ("persona", persona)


def _personas(case: Case, verdict: Verdict) -> Iterator[Subject]:
    everybody = case.index.persons
    shown = [persona for persona in case.corpus.personas if persona.id in verdict.personas]
    for persona in shown:
        members = frozenset(persona.participants) & everybody
        for attribute in persona.attributes:
            holds = frozenset(e.participant for e in case.index.under(attribute.codes) if e.participant)
            key, scope = persona_key(persona.id, attribute.codes), persona_scope(persona.id)
            yield Subject(key, holds & members, {scope: _PERSONA}, members)
    covered = frozenset(who for persona in shown for who in persona.participants) & everybody
    yield Subject(PERSONAS, covered, {ALL: _PERSONA}, everybody)


def candidate_key(identifier: str) -> Key:
    """Key of a group of passages that a model found."""
    return (":candidate", identifier)


def _candidates(case: Case, candidates: Candidates) -> Iterator[Subject]:
    found = case.index.found
    for group in candidates.groups:
        persons = frozenset(p for c in group.codings if c in found and (p := found[c].participant))
        yield Subject(candidate_key(group.id), persons, {ALL: _CANDIDATE})


def code_numbers(case: Case, codes: Iterable[str], dimension: Dimension) -> Numbers:
    """A table of codes by group or place for others, as told to others."""
    scopes = _all(case, dimension, _PART)
    return Numbers(case, (_coded(case, [code], scopes) for code in codes))


def consent_numbers(case: Case) -> Numbers:
    """For how many persons each purpose is agreed to; who is not under a need says nothing of consent."""
    return Numbers(case, _purposes(case))


def purpose_key(purpose: Purpose) -> Key:
    """Key of those who have agreed to a purpose."""
    return (":purpose", str(purpose))


def _purposes(case: Case) -> Iterator[Subject]:
    ledger, everybody = case.corpus.ledger, case.index.persons
    for purpose in Purpose:
        agreed = frozenset(who for who in everybody if ledger.allows(who, purpose, case.on))
        yield Subject(purpose_key(purpose), agreed, {ALL: _NEED}, everybody)


def _merged(subjects: Iterable[Subject]) -> dict[Key, Subject]:
    """Key → subject; told among all of whom any is told, and given up as late as the most important."""
    found: dict[Key, Subject] = {}
    for one in subjects:
        before = found.get(one.key)
        scopes = dict(before.scopes) if before else {}
        for scope, rank in one.scopes.items():
            scopes[scope] = min(rank, scopes.get(scope, rank))
        found[one.key] = Subject(one.key, one.persons, scopes, one.base)
    return found
