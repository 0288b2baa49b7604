"""Agreement of a study, and saying that one is done."""

from __future__ import annotations

import pytest
from ministudy import WORDS, MiniStudy

from faden.build.agreement import COLUMNS, Asked, Cell, agreement_rows, compare_study, compare_talk
from faden.build.done import say_done, say_not_done
from faden.coding.codings import format_codings, read_codings
from faden.coding.done import CONSENSUS
from faden.core.problems import StudyError
from faden.study.settings import Method


@pytest.fixture
def double(study: MiniStudy) -> MiniStudy:
    """The study with a second coder who sees all but the last; both have done it."""
    second = [(f"{i[:-1]}b", code, turn, words) for i, code, turn, words in WORDS[:-1]]
    study.code(*second, coder="zweite")
    for coder in ("erste", "zweite"):
        say_done(study.folder, coder, "W01")
    return study


def _records(study: MiniStudy, method: Method | None = None, **asked: object) -> list[dict[str, Cell]]:
    compared = compare_study(study.corpus(), Asked(**asked))  # type: ignore[arg-type]  # fields of it
    return [dict(zip(COLUMNS, row, strict=True)) for row in agreement_rows(compared, method or Method())]


def test_each_row_tells_a_figure_and_what_it_rests_on(double: MiniStudy) -> None:
    """Five measures over all codes, five for each code."""
    rows = _records(double)

    alpha = next(r for r in rows if (r["code"], r["measure"]) == ("keine-antwort", "alpha"))
    assert 5 + 2 * 5 == len(rows)
    assert ("1.000000", 6, 5, "yes", None) == (
        alpha["value"], alpha["n"], alpha["with_code"], alpha["few"], alpha["verdict"],
    )  # fmt: skip
    masi = next(r for r in rows if r["measure"] == "masi")
    assert "verdict" in masi
    assert masi["code"] == ""


def test_a_reflexive_study_has_no_verdicts(double: MiniStudy) -> None:
    """QM-3: figures may be looked at, thresholds are not shown."""
    assert any(row["verdict"] for row in _records(double))
    assert not any(row["verdict"] for row in _records(double, Method(profile="reflexive-thematic")))


def test_nothing_is_told_after_a_mark_was_taken_back(double: MiniStudy) -> None:
    """Blind again."""
    say_not_done(double.folder, "zweite", "W01")

    compared = compare_study(double.corpus(), Asked())

    assert (0, ("W01",)) == (compared.people.n, compared.people.waiting)


def test_one_coder_is_too_few(study: MiniStudy) -> None:
    """The consensus is nobody to compare with."""
    study.code(*WORDS, coder=CONSENSUS)

    with pytest.raises(StudyError) as caught:
        compare_study(study.corpus(), Asked())

    assert "agreement-few-coders" == caught.value.problem.code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"coders": ("erste", "niemand")}, "agreement-few-coders"),
        ({"codes": ("wohnung",)}, "matrix-code-unknown"),
        ({"machines": ("modell",)}, "agreement-machine-unknown"),
        ({"machines": ("zweite",)}, "agreement-machine-unknown"),
    ],
)
def test_what_is_not_there_cannot_be_compared(
    double: MiniStudy, asked: dict[str, tuple[str, ...]], code: str
) -> None:
    """A typo must not look like a result; a person is no machine."""
    with pytest.raises(StudyError) as caught:
        _records(double, **asked)

    assert code == caught.value.problem.code


def test_proposals_stand_in_rows_of_their_own(double: MiniStudy) -> None:
    """Marked as the machine's, and in no figure of people (QM-11)."""
    file = read_codings(double.folder, double.folder.coding_file("erste", "W01")).value
    assert file is not None
    text = format_codings(file, ()).replace('"coder":"erste"', '"coder":"modell"')
    double.write("analysis/proposals/modell/W01.jsonl", text)

    rows = _records(double, machines=("modell",))

    people = [row for row in rows if row["machine"] == "no"]
    assert _records(double) == people
    assert {"erste modell", "zweite modell"} == {row["coders"] for row in rows if row["machine"] == "yes"}


@pytest.mark.parametrize("name", ["niemand", "../erste", ""])
def test_only_who_has_coded_can_be_done(study: MiniStudy, name: str) -> None:
    """And a name leads nowhere else."""
    for act in (say_done, say_not_done):
        with pytest.raises(StudyError) as caught:
            act(study.folder, name, "W01")
        assert "codings-missing" == caught.value.problem.code


def test_a_page_gets_two_coders_side_by_side(double: MiniStudy) -> None:
    """What each did, in the order of the text; only after both have done it, and only of who has coded."""
    found = compare_talk(double.corpus(), "W01", ("erste", "zweite"))

    assert ["same"] * 5 + ["only-first"] == [passage.kind for passage in found.passages]
    with pytest.raises(StudyError) as missing:
        compare_talk(double.corpus(), "W01", ("erste", "niemand"))
    assert "codings-missing" == missing.value.problem.code
    say_not_done(double.folder, "zweite", "W01")
    with pytest.raises(StudyError) as blind:
        compare_talk(double.corpus(), "W01", ("erste", "zweite"))
    assert "agreement-blind" == blind.value.problem.code
