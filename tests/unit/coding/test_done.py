"""That a coder has done a conversation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import MiniStudy

from faden.coding.codings import CodingFile, read_codings
from faden.coding.done import (
    CONSENSUS,
    DoneMark,
    content,
    declare_done,
    done_path,
    format_done,
    parse_done,
    read_done,
    take_back_done,
)
from faden.core.problems import StudyError

MARKS = st.lists(
    st.builds(
        DoneMark,
        transcript=st.sampled_from(["I01", "I02", "W01", "I115"]),
        on=st.dates().map(str),
        codings=st.text("0123456789abcdef", min_size=16, max_size=16),
    ),
    unique_by=lambda mark: mark.transcript,
)


def _file(study: MiniStudy, coder: str = "erste") -> CodingFile:
    file = read_codings(study.folder, study.folder.coding_file(coder, "W01")).value
    assert file is not None
    return file


@given(MARKS)
def test_marks_survive_and_stand_in_order(marks: list[DoneMark]) -> None:
    """What is written is read again; the order in which they came leaves no trace."""
    text = format_done("mira", marks)

    read = parse_done(text, "done.yaml").value

    assert read is not None
    assert sorted(marks, key=lambda mark: mark.transcript) == list(read.done)
    assert text == format_done("mira", marks[::-1])


def test_a_mark_says_who_has_done_what(study: MiniStudy) -> None:
    """Only then may one see what another did."""
    changed = declare_done(study.folder, _file(study), "2026-03-01")
    again = declare_done(study.folder, _file(study), "2026-03-01")

    done = read_done(study.folder).value
    assert done is not None
    assert (True, False) == (changed, again)
    assert done.by("erste", "W01")
    assert not done.by_all(("erste", "zweite"), "W01")


def test_a_mark_can_be_taken_back(study: MiniStudy) -> None:
    """Who finds something to add goes on coding blind."""
    declare_done(study.folder, _file(study), "2026-03-01")

    assert take_back_done(study.folder, "erste", "W01")
    assert {} == dict(read_done(study.folder).value.marks)  # type: ignore[union-attr]  # it can be read
    assert not take_back_done(study.folder, "zweite", "W01")
    assert not done_path(study.folder, "zweite").exists()


def test_a_change_after_the_mark_is_told(study: MiniStudy) -> None:
    """Agreement is about independent readings; what was changed after the comparison is none."""
    declare_done(study.folder, _file(study), "2026-03-01")
    before = read_done(study.folder).value
    study.code(("c-22222222", "schnelle-antwort", "t2", "niemand hat geantwortet"))

    assert before is not None
    assert before.changed(_file(study))


def test_mending_a_typo_elsewhere_is_no_change(study: MiniStudy) -> None:
    """Codings move with their words; what was coded stays the same."""
    told = content(_file(study))
    study.edit("interviews/W01.md", "Ich habe dreißig Mal", "Ich habe etwa dreißig Mal")
    study.code(*[(c.id, c.code, c.start[0], c.exact) for c in _file(study).codings])

    assert told == content(_file(study))


def test_the_consensus_is_never_done(study: MiniStudy) -> None:
    """It is no independent reading."""
    with pytest.raises(StudyError) as caught:
        declare_done(study.folder, CodingFile("W01", CONSENSUS, (), {}), "2026-03-01")

    assert "done-consensus" == caught.value.problem.code


def test_marks_in_the_folder_of_another_count_for_nobody(study: MiniStudy) -> None:
    """Nobody declares another done."""
    study.write("analysis/codings/erste/done.yaml", format_done("zweite", []))

    parsed = read_done(study.folder)

    assert ["codings-misplaced"] == [problem.code for problem in parsed.problems]
    assert ["analysis/codings/erste/done.yaml:2"] == study.found("codings-misplaced")
    with pytest.raises(StudyError):
        declare_done(study.folder, _file(study), "2026-03-01")
