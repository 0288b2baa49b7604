"""What quotations tell of those who said them, read from words, pages, numbers and the sample."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from faden.findings.finding import marks
from faden.publish.exposure import LANGUAGE, Crowd, Exposed, Fact, Facts
from faden.publish.exposure_counted import Counted
from faden.publish.exposure_details import details, fits, introduced
from faden.publish.exposure_population import GROUPS, PLACE, PLACES, Population
from faden.study.labels import Ladder, generalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.findings.evidence import Evidence
    from faden.findings.finding import Finding
    from faden.publish.redlist import Tells
    from faden.publish.verdict import Case
    from faden.study.participants import Participant

_RECORDED: Final[Mapping[str, str]] = {
    "age": "age_band",
    "household": "household",
    "arrived": "arrived",
    "gender": "gender",
    PLACE: "municipality",
}
"""What is told → the column of ``participants.csv`` that records it."""

_LEFT: Final[Mapping[str, str]] = {PLACES: "municipality", GROUPS: "group"}
"""What numbers leave open → the column of ``participants.csv`` that records it."""

_KINDS: Final = frozenset(
    {
        "kreis",
        "landkreis",
        "stadt",
        "amt",
        "gemeinde",
        "quartier",
        "stadtteil",
        "district",
        "city",
        "hansestadt",
    }
)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")
_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")
_LIVES: Final = re.compile(r"\b(?:wohn|leb|liv)(?:e|en|ing)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sample:
    """The people of a study, and what is known of them.

    Attributes:
        case: The study.
    """

    case: Case

    @cached_property
    def groups(self) -> dict[str, str]:
        """Person → group of the settings; empty where none is known."""
        people, settings = self.case.corpus.participants, self.case.corpus.settings
        known = sorted(p for p in self.case.index.persons if p in people)
        return {p: g.id if (g := settings.group(people[p].group or "")) else "" for p in known}

    @cached_property
    def _spoken(self) -> dict[str, set[str]]:
        """Person → languages and kinds of their words, as `voice` names them."""
        found: dict[str, set[str]] = defaultdict(set)
        for transcript in self.case.corpus.transcripts.values():
            for turn in transcript.turns:
                person = transcript.participant(turn)
                if person is not None:
                    found[person] |= {voice(part.kind, part.language) for part in turn.parts}
        return found

    @cached_property
    def _said(self) -> dict[str, str]:
        """Person → all their words as the site would show them, folded."""
        found: dict[str, list[str]] = defaultdict(list)
        for transcript in self.case.corpus.transcripts.values():
            for turn in transcript.turns:
                person = transcript.participant(turn)
                if person is not None:
                    found[person] += [_shown(self.case, p.text, p.language) for p in turn.parts]
        return {person: "\n".join(texts) for person, texts in found.items()}

    def holding(self, fact: Fact, tellers: Iterable[str]) -> frozenset[str]:
        """Persons of whom a fact is known to be true, those included who tell it."""
        attribute, value = fact
        people = self.case.corpus.participants
        found = set(tellers)
        if attribute == LANGUAGE:
            # Interpreted words may be anybody's whose words stand in this language, spoken or interpreted.
            wanted = {value, value.partition("/")[0]}
            found |= {p for p in self.groups if wanted & self._spoken.get(p, set())}
        elif attribute in _LEFT:
            column, left = _LEFT[attribute], set(value.split("/"))
            found |= {p for p in self.groups if getattr(people[p], column) in left}
        elif attribute in _RECORDED:
            column = _RECORDED[attribute]
            found |= {p for p in self.groups if fits(attribute, value, getattr(people[p], column) or "")}
        elif value:
            word = re.compile(rf"(?<!\w){re.escape(value)}")
            found |= {p for p in self.groups if word.search(self._said.get(p, ""))}
        return frozenset(found & set(self.groups))

    @cached_property
    def _names(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        """Names of places and of their parts: place, part (empty for the place itself), pattern."""
        found = []
        for place in self.case.corpus.settings.municipalities:
            names = [name for name in place.name.split() if name.casefold() not in _KINDS]
            found += [(place.id, "", _name(" ".join(names)))] if names else []
        for context in self.case.corpus.context.municipalities:
            found += [(context.id, part, _name(part)) for part in context.parts]
        return tuple(found)

    def places(self, text: str, home: str) -> Iterator[Fact]:
        """What a text tells of where a person lives: the place, if it names it or a part of it."""
        for place, part, name in self._names:
            if place == home and name.search(text):
                yield PLACE, place
                if part and _LIVES.search(text):
                    yield "part", part.casefold()


def _name(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?:s|er|ern)?(?!\w)", re.IGNORECASE)


def voice(kind: str, language: str) -> str:
    """What a shown original tells: its language, and whether it was interpreted or translated."""
    return language if str(kind) == "original" else f"{language}/{kind}"


def exposures(
    case: Case, sample: Sample, codings: Iterable[str], tells: Iterable[Tells] = ()
) -> list[Exposed]:
    """What each of these quotations tells of who said it.

    Args:
        case: The study.
        sample: Its people.
        codings: Ids of codings that stand, each by a known participant.
        tells: What people have noted that words tell.
    """
    noted: dict[str, set[Fact]] = defaultdict(set)
    for note in tells:
        noted[note.coding] |= {(str(key), value.casefold()) for key, value in note.facts.items()}
    before = _introductions(case)
    counter = {
        link.coding
        for f in case.corpus.findings
        for link in f.head.evidence
        if link.relation == "contradicts"
    }
    found, counted = [], Counted(case)
    for coding in sorted(set(codings)):
        evidence = case.index.found[coding]
        person = evidence.participant or ""
        facts = {*_told(case, sample, evidence), *_framed(case, sample, evidence, before.get(coding, ()))}
        facts |= noted[coding] | set(counted.facts(evidence))
        made = case.corpus.translations.get(coding)
        translated = set(made.text.root) if made is not None and made.words == evidence.words else set()
        own = {evidence.coding.language}
        found.append(
            Exposed(
                coding,
                person,
                voice(evidence.coding.part, evidence.coding.language),
                frozenset(facts),
                # Hidden, words in a language of the site stand there as if translated into it.
                hideable=bool(set(case.corpus.settings.languages.site) & (translated | own)),
                counter=coding in counter,
            )
        )
    return found


def crowd(case: Case, sample: Sample, quotations: Iterable[Exposed]) -> Crowd:
    """All who could have said one of the quotations, as far as anything is told of it."""
    told: dict[Fact, set[str]] = defaultdict(set)
    for quotation in quotations:
        for fact in quotation.told(hidden=False):
            told[fact].add(quotation.person)
    holds = {fact: sample.holding(fact, tellers) for fact, tellers in told.items()}
    people = case.corpus.participants
    population = Population(
        settings=case.corpus.settings,
        places={place.id: place for place in case.corpus.context.municipalities},
        groups=sample.groups,
        homes={p: people[p].municipality or "" for p in sample.groups},
        holds=holds,
    )
    sides = {group.id: group.side for group in case.corpus.settings.groups}
    return Crowd(sample.groups, sides, holds, least=population.least, estimate=population.estimate)


def _told(case: Case, sample: Sample, evidence: Evidence) -> Iterator[Fact]:
    """What the words of a quotation tell, and those of its translations."""
    person = case.corpus.participants[evidence.participant or ""]
    texts = [(evidence.words, evidence.coding.language)]
    made = case.corpus.translations.get(evidence.coding.id)
    if made is not None and made.words == evidence.words:
        texts += [(text, language) for language, text in made.text.root.items()]
    ladders, level = case.corpus.ladders, case.corpus.settings.privacy.levels.site
    for raw, language in texts:
        text = generalise(raw, ladders, level, language)
        yield from _labelled(case, raw, language)
        yield from (_fact(d.attribute, d.value, person) for d in details(text, language))
        yield from sample.places(text, person.municipality or "")


_TELLING: Final[Mapping[Ladder, str]] = {
    Ladder.OCCUPATION: "occupation",
    Ladder.ORGANISATION: "organisation",
    Ladder.FAMILY: "family",
    Ladder.LANGUAGE: "origin",
}
"""Labels that tell of a person, as wide as the site tells them; places, ages and dates are read as words."""


def _labelled(case: Case, words: str, language: str) -> Iterator[Fact]:
    """What labels in words tell, such as an occupation."""
    for match in _LABEL.finditer(words):
        label = case.corpus.ladders.by_label.get(match[0])
        if label is not None and label.ladder in _TELLING:
            yield _TELLING[label.ladder], _shown(case, match[0], language)


def _shown(case: Case, text: str, language: str) -> str:
    """A text with its labels as wide as the site tells them, folded."""
    level = case.corpus.settings.privacy.levels.site
    return generalise(text, case.corpus.ladders, level, language).casefold()


def _framed(
    case: Case, sample: Sample, evidence: Evidence, sentences: Iterable[tuple[str, str]]
) -> Iterator[Fact]:
    """What the sentences that introduce a quotation tell; what is not true of the speaker is of others."""
    person = case.corpus.participants[evidence.participant or ""]
    for sentence, language in sentences:
        yield from sample.places(sentence, person.municipality or "")
        for detail in introduced(sentence, language):
            if fits(detail.attribute, detail.value, getattr(person, detail.attribute, "") or detail.value):
                yield _fact(detail.attribute, detail.value, person)


def _fact(attribute: str, value: str, person: Participant) -> Fact:
    """A fact; of a detail that is told roughly, what is recorded counts, for somebody may know it."""
    if attribute == "arrived":
        return attribute, person.arrived or value
    return attribute, value


def _introductions(case: Case) -> dict[str, list[tuple[str, str]]]:
    """Coding → what stands on pages right before its words, with its language.

    In a finding that is the last sentence before the quotation; beside a persona it is all that is said
    of it, for the places it names: what else it tells is the persona's, and in no language of a speaker.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for finding in case.corpus.findings:
        for coding, sentence, language in _sentences(finding):
            found[coding].append((sentence, language))
    for persona in case.corpus.personas:
        for local in (persona.name, persona.situation, *(a.text for a in persona.attributes)):
            for coding in persona.quotations:
                found[coding] += [(text, "") for text in local.root.values()]
    return found


def _sentences(finding: Finding) -> Iterator[tuple[str, str, str]]:
    for language, text in finding.texts.items():
        at, last = 0, ""
        for mark in (m for m in marks(text) if m.is_quotation):
            prose = text[at : mark.start].strip()
            # Quotations that follow each other have one introduction.
            last = _SENTENCE.split(prose)[-1] if prose else last
            at = mark.end
            yield mark.words, last, language


def spelled(facts: Facts) -> str:
    """Facts for messages: attributes and values, never words."""
    return ", ".join(f"{attribute} {value}".strip() for attribute, value in sorted(facts)) or "–"
