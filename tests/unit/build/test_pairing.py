"""Putting an interpreter's turns beside what they interpret."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy
from typer.testing import CliRunner

from faden.build.pairing import pair_turns
from faden.cli.main import app
from faden.core.problems import FadenError

W01 = "interviews/W01.md"
APART = ("\n::: interpretation de · D\n", "\n## t4a · D\n\n")
CODED = ("c-88888888", "keine-antwort", "t4a", "keiner hat ihr geantwortet")


def _text(study: MiniStudy) -> str:
    return (study.folder.root / W01).read_text(encoding="utf-8")


def test_what_is_put_together_is_what_was_taken_apart_and_all_else_stays(study: MiniStudy) -> None:
    """Byte for byte the file as a person would have written it."""
    meant = _text(study)
    study.edit(W01, *APART)
    done = pair_turns(study.folder, "W01", write=True)

    assert done.written
    assert meant == _text(study)
    assert "interpretation-unpaired" not in study.codes()
    assert set() == {each for each in study.codes() if each.startswith("coding")}


def test_a_plain_turn_gets_its_mark(study: MiniStudy) -> None:
    """The original must be named where there is something beside it."""
    study.edit(W01, *APART)
    study.edit(W01, "\n::: original ar\n", "\n")
    pair_turns(study.folder, "W01", write=True)

    assert "## t4 · P3 · ar\n\n::: original ar\nكتبت" in _text(study)


def test_nothing_is_written_unless_somebody_says_so(study: MiniStudy) -> None:
    """First look, then write."""
    study.edit(W01, *APART)
    before = _text(study)
    told = CliRunner().invoke(app, ["pair", "W01", "-C", str(study.folder.root)])

    assert 0 == told.exit_code
    assert "Sie hat ihnen geschrieben" in told.output
    assert before == _text(study)


def test_a_turn_stays_where_the_interpreter_speaks_for_themselves(study: MiniStudy) -> None:
    """Only a person can tell."""
    study.edit(W01, *APART)

    assert () == pair_turns(study.folder, "W01", ["t4a"], write=True).pairs
    assert "## t4a · D" in _text(study)


@pytest.mark.parametrize("coder", ["erste", "zweite"])
def test_turns_in_which_anybody_coded_are_not_taken_away(study: MiniStudy, coder: str) -> None:
    """Codings are never lost; whose they are does not matter."""
    study.edit(W01, *APART)
    study.code(CODED, coder=coder)
    before = _text(study)

    with pytest.raises(FadenError) as refused:
        pair_turns(study.folder, "W01", write=True)
    assert ("pairing-coded", "t4a") == (refused.value.problem.code, refused.value.problem.params["value"])
    assert before == _text(study)


@pytest.mark.parametrize(
    ("talk", "stay", "code"),
    [("I99", (), "pairing-transcript-unknown"), ("W01", ("t2",), "pairing-turn-unknown")],
)
def test_what_is_not_there_is_refused(study: MiniStudy, talk: str, stay: tuple[str, ...], code: str) -> None:
    """A slip of the keys must not pair what should have stayed."""
    study.edit(W01, *APART)

    with pytest.raises(FadenError) as refused:
        pair_turns(study.folder, talk, stay, write=True)
    assert code == refused.value.problem.code
