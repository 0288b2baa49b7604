"""Saying that one is done, and settling with another coder what holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.codings import Coding, read_codings
from faden.coding.consensus import (
    ConsensusFile,
    consensus_path,
    format_consensus,
    parse_consensus,
    read_consensus,
)
from faden.coding.done import CONSENSUS, done_path, read_done
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.editing.case import Case, Memory
from faden.coding.editing.comparing import lay_out
from faden.coding.editing.outcome import Outcome
from faden.core.documents import wanted
from faden.core.problems import StudyError

BOTH = ["erste", "zweite"]
SECOND = (
    ("c-2222222b", "keine-antwort", "t2", "niemand hat geantwortet"),
    ("c-3333333b", "schnelle-antwort", "t3", "eine Absage ohne Grund"),
    ("c-5555555b", "keine-antwort", "t5", "ruft zurück, auch"),
)
SAME, OTHER, ENDS = ("c-22222222", "c-2222222b"), ("c-33333333", "c-3333333b"), ("c-55555555", "c-5555555b")

Decide = Callable[..., Outcome]


@pytest.fixture
def double(study: MiniStudy) -> MiniStudy:
    """A study that two people have coded and done."""
    study.code(*SECOND, coder="zweite")
    for coder in BOTH:
        Bench(study.folder, coder).perform(parse_action({"do": "done", "transcript": "W01"}), {})
    return study


@pytest.fixture
def settle(double: MiniStudy, bench: Bench) -> Decide:
    """Settle passages, having seen what was settled before."""

    def carry_out(*pairs: Sequence[str | None], do: str = "settle", **values: Any) -> Outcome:
        told = [dict(zip(("first", "second"), pair, strict=True)) for pair in pairs]
        if do == "settle":
            values["coders"] = BOTH
        action = parse_action({"do": do, "transcript": "W01", "passages": told, **values})
        path = double.folder.shown(consensus_path(double.folder, "W01"))
        return bench.perform(action, bench.fingerprints([path]))

    return carry_out


def _codings(study: MiniStudy) -> tuple[Coding, ...]:
    return wanted(read_codings(study.folder, study.folder.coding_file(CONSENSUS, "W01"))).codings


def _file(study: MiniStudy) -> ConsensusFile:
    return wanted(read_consensus(study.folder, "W01"))


@pytest.mark.parametrize(
    ("pair", "values", "expected"),
    [
        (SAME, {"choice": "first"}, [("keine-antwort", "niemand hat geantwortet")]),
        (OTHER, {"choice": "first"}, [("keine-antwort", "eine Absage ohne Grund")]),
        (OTHER, {"choice": "second"}, [("schnelle-antwort", "eine Absage ohne Grund")]),
        (
            OTHER,
            {"choice": "both"},
            [("keine-antwort", "eine Absage ohne Grund"), ("schnelle-antwort", "eine Absage ohne Grund")],
        ),
        (OTHER, {"choice": "none"}, []),
        (
            ENDS,
            {"choice": "changed", "code": "schnelle-antwort", "extent": "shared"},
            [("schnelle-antwort", "ruft zurück")],
        ),
        (
            ENDS,
            {"choice": "changed", "code": "keine-antwort", "extent": "all"},
            [("keine-antwort", "Keiner ruft zurück, auch")],
        ),
        (
            ENDS,
            {"choice": "changed", "code": "keine-antwort", "extent": "second"},
            [("keine-antwort", "ruft zurück, auch")],
        ),
    ],
)
def test_what_is_chosen_stands_in_the_consensus(
    settle: Decide,
    double: MiniStudy,
    pair: Sequence[str],
    values: dict[str, str],
    expected: list[tuple[str, str]],
) -> None:
    """A, B, both, none, or changed; the coders' own files stay as they are."""
    before = [double.folder.coding_file(coder, "W01").read_bytes() for coder in BOTH]
    settle(pair, by=["zweite"], **values)

    assert expected == [(coding.code, coding.exact) for coding in _codings(double)]
    assert before == [double.folder.coding_file(coder, "W01").read_bytes() for coder in BOTH]
    [decision] = _file(double).decisions
    assert (("erste", "zweite"), "2026-03-15", pair) == (decision.by, decision.on, decision.pair)
    assert [code for code, _ in expected] == list(decision.after)


def test_the_decision_tells_what_held_before(settle: Decide, double: MiniStudy) -> None:
    """QM-6: a log of consensus coding with the values before and after."""
    settle(OTHER, choice="second")

    [decision] = _file(double).decisions
    assert (("keine-antwort", "schnelle-antwort"), ("schnelle-antwort",)) == (decision.before, decision.after)


def test_deciding_anew_replaces_what_was_decided(settle: Decide, double: MiniStudy) -> None:
    """One decision a passage; what only the old one needed goes."""
    settle(OTHER, choice="both")
    settle(OTHER, choice="none")

    assert ((), 1, "none") == (
        _codings(double),
        len(_file(double).decisions),
        _file(double).decisions[0].choice,
    )


def test_a_coding_that_two_decisions_need_stays(settle: Decide, double: MiniStudy) -> None:
    """The same coding stands once in the consensus."""
    settle(SAME, choice="first")
    settle(("c-22222222", None), choice="first")
    settle(SAME, do="unsettle")

    assert ["niemand hat geantwortet"] == [coding.exact for coding in _codings(double)]


def test_many_passages_are_settled_in_one_step_and_undone_in_one(
    settle: Decide, double: MiniStudy, bench: Bench
) -> None:
    """Where both coded the same there is little to talk about."""
    settle(SAME, ("c-44444444", None), choice="first")
    made = len(_codings(double))
    bench.perform(parse_action({"do": "undo"}), {})

    assert 2 == made
    assert not consensus_path(double.folder, "W01").exists()
    assert not double.folder.coding_file(CONSENSUS, "W01").exists()


def test_nothing_is_settled_before_both_are_done(double: MiniStudy, settle: Decide) -> None:
    """Blind until then."""
    Bench(double.folder, "zweite").perform(parse_action({"do": "not-done", "transcript": "W01"}), {})

    with pytest.raises(StudyError) as caught:
        settle(SAME, choice="first")

    assert ("agreement-blind", "zweite") == (caught.value.problem.code, caught.value.problem.params["coder"])


@pytest.mark.parametrize(
    ("pair", "values", "code"),
    [
        (("c-22222222", None), {"choice": "second"}, "consensus-empty"),
        (("c-22222222", None), {"choice": "both"}, "consensus-empty"),
        ((None, None), {"choice": "none"}, "consensus-empty"),
        (SAME, {"choice": "changed"}, "consensus-empty"),
        (SAME, {"choice": "changed", "code": "fremd"}, "code-unknown"),
        (SAME, {"choice": "first", "by": [CONSENSUS]}, "coder-consensus"),
        (("c-2222222b", None), {"choice": "first"}, "coding-unknown"),
        (
            ("c-22222222", "c-5555555b"),
            {"choice": "changed", "code": "keine-antwort", "extent": "shared"},
            "selection-empty",
        ),
    ],
)
def test_what_cannot_be_settled_is_refused(
    settle: Decide, double: MiniStudy, pair: Sequence[str | None], values: dict[str, Any], code: str
) -> None:
    """And nothing is written."""
    with pytest.raises(StudyError) as caught:
        settle(pair, **values)

    assert (code, False) == (caught.value.problem.code, consensus_path(double.folder, "W01").exists())


def test_nobody_works_in_the_name_of_the_consensus(study: MiniStudy) -> None:
    """Only a call that names a person makes a coding."""
    with pytest.raises(StudyError) as caught:
        Bench(study.folder, CONSENSUS)

    assert "coder-consensus" == caught.value.problem.code


def test_who_found_nothing_can_be_done(study: MiniStudy) -> None:
    """The file of codings is made, with its first line only."""
    Bench(study.folder, "zweite").perform(parse_action({"do": "done", "transcript": "W01"}), {})

    assert wanted(read_done(study.folder)).by("zweite", "W01")
    assert () == wanted(read_codings(study.folder, study.folder.coding_file("zweite", "W01"))).codings


def test_taking_back_leaves_other_marks(double: MiniStudy) -> None:
    """Only the conversation that was named."""
    Bench(double.folder, "erste").perform(parse_action({"do": "not-done", "transcript": "W01"}), {})
    done = wanted(read_done(double.folder))

    assert (False, True) == (done.by("erste", "W01"), done.by("zweite", "W01"))


def test_the_file_of_decisions_comes_back_as_it_was(settle: Decide, double: MiniStudy) -> None:
    """Written, read, written: the same bytes; and read by hand."""
    settle(OTHER, choice="both", by=["zweite"])
    settle(("c-44444444", None), choice="none")
    text = consensus_path(double.folder, "W01").read_text(encoding="utf-8")

    assert text == format_consensus("W01", wanted(parse_consensus(text, "")).decisions)
    assert "choice: both\n" in text


def test_a_consensus_under_another_name_is_told(settle: Decide, double: MiniStudy) -> None:
    """Like a file of codings."""
    settle(SAME, choice="first")
    path = consensus_path(double.folder, "W01")
    path.write_text(path.read_text(encoding="utf-8").replace("W01", "W02"), encoding="utf-8")

    assert ["codings-misplaced"] == [p.code for p in read_consensus(double.folder, "W01").problems]


def test_the_table_holds_what_was_settled_and_noted(settle: Decide, double: MiniStudy, bench: Bench) -> None:
    """Notes are memos on a coding of either."""
    settle(OTHER, choice="second")
    bench.perform(parse_action({"do": "write-memo", "about": "coding:c-3333333b", "text": "Warum?"}), {})
    case = Case(double.folder, "erste", "2026-03-15", Memory())
    table = lay_out(case, "W01", ("erste", "zweite"))

    assert "second" == table.decisions[OTHER].choice
    assert ["Warum?"] == [memo.text for memo in table.notes["c-3333333b"]]
    assert {"analysis/codings/consensus/W01.yaml", "analysis/codings/zweite/W01.jsonl"} < set(table.seen)


def test_what_was_coded_independently_stays_remembered(double: MiniStudy) -> None:
    """Who has seen the other's codings, takes back and codes on is told of in the comparison."""
    bench = Bench(double.folder, "zweite")
    before = done_path(double.folder, "zweite").read_text(encoding="utf-8")
    bench.perform(parse_action({"do": "not-done", "transcript": "W01"}), {})
    taken = wanted(read_done(double.folder)).by("zweite", "W01")
    bench.perform(parse_action({"do": "uncode", "transcript": "W01", "coding": "c-3333333b"}), {})
    bench.perform(parse_action({"do": "done", "transcript": "W01"}), {})
    done = wanted(read_done(double.folder))
    file = wanted(read_codings(double.folder, double.folder.coding_file("zweite", "W01")))

    assert (False, True, True) == (taken, done.by("zweite", "W01"), done.changed(file))
    assert "open" not in before


def test_before_anything_could_be_seen_a_mark_is_taken_back_as_if_it_had_never_been(study: MiniStudy) -> None:
    """Somebody was too quick."""
    bench = Bench(study.folder, "erste")
    bench.perform(parse_action({"do": "done", "transcript": "W01"}), {})
    bench.perform(parse_action({"do": "not-done", "transcript": "W01"}), {})

    assert "done: []" in done_path(study.folder, "erste").read_text(encoding="utf-8")
