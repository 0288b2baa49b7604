"""What `faden agreement`, `faden matrix` and `faden codings done` say."""

from __future__ import annotations

import json

import pytest
from ministudy import WORDS, MiniStudy
from typer.testing import CliRunner, Result

from faden.cli.main import app


@pytest.fixture
def double(study: MiniStudy) -> MiniStudy:
    """A study that two have coded, and both have done."""
    study.code(*[(f"{i[:-1]}b", code, turn, words) for i, code, turn, words in WORDS[:-1]], coder="zweite")
    assert 0 == _run(study, "codings", "done", "W01", "--by", "erste").exit_code
    assert 0 == _run(study, "codings", "done", "W01", "--by", "zweite").exit_code
    return study


def _run(study: MiniStudy, *arguments: str) -> Result:
    return CliRunner(env={"FADEN_LANG": "de"}).invoke(app, [*arguments, "--study", str(study.folder.root)])


def test_the_table_says_what_it_was_counted_on(double: MiniStudy) -> None:
    """Units, rule for uncoded text, prevalence, and a star where it rests on few."""
    said = _run(double, "agreement").stdout

    assert "6 Beiträge von Teilnehmenden in W01" in said
    assert "bleibt draußen" in said
    assert "keine-antwort*" in said
    assert "Jackknife" in said
    assert "Einstufung" in said


def test_what_is_undefined_is_a_dash(double: MiniStudy) -> None:
    """Never 0 or 1 (QM-5)."""
    said = _run(double, "agreement", "--code", "antworten").stdout
    (line,) = [line for line in said.splitlines() if line.startswith("antworten*")]

    assert ["–"] * 5 == line.split()[6:]


def test_a_reflexive_study_is_asked_for_memos(double: MiniStudy) -> None:
    """QM-3: no thresholds, no verdicts."""
    double.edit(
        "research/study.yaml", "synthetic: true\n", "synthetic: true\nmethod: {profile: reflexive-thematic}\n"
    )
    double.write(
        "analysis/memos/warten.md",
        '---\nformat: faden.memo/1\nabout: keine-antwort\nby: erste\n"on": 2026-03-01\n---\n\nText\n',
    )

    said = _run(double, "agreement").stdout

    assert "Einstufung nach" not in said
    assert "bisher 1" in said
    assert "Aussagekraft" in _run(double, "matrix", "saturation").stdout


def test_nothing_is_shown_before_both_are_done(double: MiniStudy) -> None:
    """Blind again after one has taken it back."""
    _run(double, "codings", "done", "W01", "--by", "zweite", "--not-done")

    said = _run(double, "agreement").stdout

    assert "verdeckt: W01" in said
    assert "keine-antwort" not in said


@pytest.mark.parametrize(
    "command",
    [
        ("agreement",),
        ("matrix", "codes"),
        ("matrix", "together"),
        ("matrix", "words", "brief"),
        ("matrix", "framework"),
        ("matrix", "saturation"),
    ],
)
def test_machines_get_rows(double: MiniStudy, command: tuple[str, ...]) -> None:
    """The same table as on the screen, whole."""
    run = _run(double, *command, "--json")

    assert 0 == run.exit_code
    assert isinstance(json.loads(run.stdout), list)


def test_what_leaves_the_team_waits_for_clearance(double: MiniStudy) -> None:
    """As every export does; a file for the team is written at once."""
    target = double.folder.root / "build/codes.csv"

    refused = _run(double, "matrix", "codes", "--to", str(target))
    inside = _run(double, "matrix", "codes", "--to", str(target), "--internal")

    assert "export-not-cleared" in str(refused.exception)
    assert (0, True) == (inside.exit_code, target.exists())


def test_numbers_for_others_have_no_small_ones(double: MiniStudy) -> None:
    """On the screen, too."""
    said = _run(double, "matrix", "codes", "--outside").stdout

    assert "</<" in said
