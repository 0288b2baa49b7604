"""Nobody's words reach a model without consent, and the site tells of no word that few people use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from faden.build.clusters import candidates, cluster_step, statements
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.language.lemmas import content_lemmas
from faden.publish.verdict import Case
from faden.study.consent import Purpose
from faden.study.folder import find_folder

if TYPE_CHECKING:
    from faden.analysis.cluster import Statement

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def case() -> Case:
    """This repository's study."""
    corpus = read_corpus(find_folder(ROOT))
    return Case(corpus, Index(corpus), DAY)


def test_only_words_of_people_who_allow_it_are_analysed(case: Case) -> None:
    """FIELD DP-1: analysis by machine is a purpose of its own."""
    ledger = case.corpus.ledger
    refusing = {p for p in case.index.persons if not ledger.allows(p, Purpose.ANALYSE, DAY)}
    coded = {e.participant for e in case.index.counted}

    assert refusing & coded, "the study should hold somebody who refuses"
    assert set() == {s.participant for s in statements(case)} & refusing


def test_a_stretch_of_words_with_two_codes_is_one_statement(case: Case) -> None:
    """Double codings do not count twice."""
    found = statements(case)
    places = {
        (e.transcript, e.anchor.part, e.anchor.language, e.anchor.start, e.anchor.end)
        for e in map(case.index.found.__getitem__, (s.id for s in found))
    }

    assert len(found) == len(places)


@pytest.mark.slow
def test_words_of_candidates_are_said_by_enough_persons(case: Case) -> None:
    """A word that tells a group from the others may tell a person from the others."""
    found = candidates(cluster_step(case).make({}), case)
    least = case.corpus.settings.privacy.min_cell
    told = [(language, word) for g in found.groups for language, words in g.words.items() for word in words]

    assert told
    for language, word in told:
        persons = {s.participant for s in statements(case) if word.casefold() in lemmas_of(s)}
        assert len(persons) >= least, (language, word)


def lemmas_of(statement: Statement) -> frozenset[str]:
    """Dictionary forms of a statement's words, in lower case."""
    return frozenset(w.casefold() for w in content_lemmas(statement.text, statement.language or "und"))
