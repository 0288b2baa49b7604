"""Proposals of several detectors in one text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from faden.protection.pseudonyms.combining import Proposal, combine
from faden.protection.pseudonyms.identifiers import Identifier, Kind

TEXT = "Ali Hassan wohnt in der Anna-Seghers-Straße 5."


def _found(words: str, kind: Kind, by: str, score: float) -> Identifier:
    start = TEXT.index(words)
    return Identifier(start, start + len(words), kind, words, by, score)


def test_detectors_that_agree_make_each_other_surer() -> None:
    """Two that are half sure each are wrong together in a quarter of the cases."""
    found = [_found("Ali", Kind.PERSON, "lists", 0.5), _found("Ali", Kind.PERSON, "probe", 0.5)]

    assert [Proposal(0, 3, Kind.PERSON, ("lists", "probe"), 0.75)] == combine(TEXT, found)


def test_one_detector_is_one_witness() -> None:
    """Saying a thing twice makes it no surer."""
    found = [_found("Ali", Kind.PERSON, "lists", 0.5), _found("Ali Hassan", Kind.PERSON, "lists", 0.5)]

    assert [Proposal(0, 10, Kind.PERSON, ("lists",), 0.5)] == combine(TEXT, found)


def test_a_longer_proposal_holds_a_shorter_one() -> None:
    """The name in a street is part of the street."""
    street = _found("Anna-Seghers-Straße 5", Kind.STREET, "rules.street", 0.95)
    found = combine(TEXT, [_found("Anna", Kind.PERSON, "lists", 0.6), street])

    assert [(street.start, street.end, Kind.STREET)] == [(p.start, p.end, p.kind) for p in found]


def test_what_a_surer_proposal_leaves_stays_proposed() -> None:
    """No letter that a detector found is lost."""
    found = combine(
        TEXT, [_found("Ali", Kind.NUMBER, "rules", 1.0), _found("Ali Hassan", Kind.PERSON, "probe", 0.4)]
    )

    assert [("Ali", Kind.NUMBER), ("Hassan", Kind.PERSON)] == [(TEXT[p.start : p.end], p.kind) for p in found]


spans = st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(list(Kind)), st.floats(0.15, 1))


def test_one_weak_witness_is_none() -> None:
    """Two weak ones that agree are."""
    weak = [_found("Ali", Kind.PERSON, "probe", 0.06), _found("Ali", Kind.OTHER, "hanta", 0.12)]

    assert [[], []] == [combine(TEXT, [one]) for one in weak]
    assert [(Kind.PERSON, ("hanta", "probe"))] == [(p.kind, p.by) for p in combine(TEXT, weak)]


@given(st.lists(spans, max_size=12))
def test_proposals_do_not_overlap_and_lose_no_letter(made: list[tuple[int, int, Kind, float]]) -> None:
    """Whatever the detectors say."""
    found = [
        Identifier(a, a + n, kind, TEXT[a : a + n], f"d{at % 3}", score)
        for at, (a, n, kind, score) in enumerate(made)
    ]
    letters = {i for one in found for i in range(one.start, min(one.end, len(TEXT))) if TEXT[i].isalnum()}
    proposals = combine(TEXT, found)

    assert all(a.end <= b.start for a, b in itertools.pairwise(proposals))
    assert letters <= {i for p in proposals for i in range(p.start, p.end)}
