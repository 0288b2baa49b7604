"""Who may see whose codings."""

from __future__ import annotations

import pytest
from ministudy import WORDS, MiniStudy

from faden.coding.blind import Blindness, blindness, read_blindness
from faden.coding.done import CONSENSUS
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench

SECOND = [(f"{i[:-1]}b", code, turn, words) for i, code, turn, words in WORDS]


def _seen_by(study: MiniStudy, viewer: str) -> Blindness:
    corpus = study.corpus()
    return blindness(viewer, [c.id for c in corpus.settings.coders], corpus.coding_files, corpus.done)


def _done(study: MiniStudy, *coders: str) -> None:
    for coder in coders:
        bench = Bench(study.folder, coder)
        bench.perform(parse_action({"do": "done", "transcript": "W01"}), {})


@pytest.mark.parametrize(
    ("done", "viewer", "owner", "shown"),
    [
        ((), "erste", "erste", True),
        ((), "erste", "zweite", False),
        (("zweite",), "erste", "zweite", False),
        (("erste",), "erste", "zweite", False),
        (("erste", "zweite"), "erste", "zweite", True),
        (("erste",), "erste", CONSENSUS, False),
        (("erste", "zweite"), "", "erste", True),
        (("erste",), "", "erste", False),
        ((), "ines", "erste", True),
    ],
)
def test_codings_of_others_are_shown_once_all_are_done(
    study: MiniStudy,
    done: tuple[str, ...],
    viewer: str,
    owner: str,
    shown: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Who does not code in the study needs not be kept blind; who does not say their name does."""
    study.code(*SECOND, coder="zweite")
    _done(study, *done)

    named = [coder.id for coder in study.corpus().settings.coders]

    assert shown is _seen_by(study, viewer).shows(owner, "W01")
    assert shown is read_blindness(viewer, named, study.folder).shows(owner, "W01")


def test_who_has_not_begun_is_kept_blind_too(study: MiniStudy) -> None:
    """Somebody named as a coder may still code the conversation."""
    _done(study, "erste")

    assert not _seen_by(study, "zweite").shows("erste", "W01")


@pytest.mark.parametrize(
    ("viewer", "done", "covered"),
    [
        ("zweite", (), True),
        ("zweite", ("erste", "zweite"), False),
        ("ines", (), False),
        ("", (), True),
    ],
)
def test_that_something_may_be_covered_tells_nothing_of_others(
    study: MiniStudy,
    viewer: str,
    done: tuple[str, ...],
    covered: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """It is said as long as one has not done all, whether others have coded there or not."""
    _done(study, *done)

    assert covered is _seen_by(study, viewer).covers(["W01"])


def test_who_codes_alone_is_told_of_nothing_covered(study: MiniStudy) -> None:
    """There is nobody whose codings could be covered."""
    study.edit("research/study.yaml", "  - {id: zweite}\n", "")

    assert not _seen_by(study, "erste").covers(["W01"])


def test_the_consensus_is_nobody_to_wait_for(study: MiniStudy) -> None:
    """It is never done."""
    study.code(*SECOND, coder=CONSENSUS)
    _done(study, "erste")

    assert _seen_by(study, "erste").shows(CONSENSUS, "W01")
