"""How problems are shown on the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faden.cli.showing import (
    list_kinds,
    list_problems,
    say,
    show_error,
    show_problems,
    stored,
    tell,
    tell_json,
)
from faden.core.problems import Place, Problem, Severity


def _notes(code: str, *lines: int, severity: Severity = Severity.NOTE) -> list[Problem]:
    return [Problem(code, Place("I.md", line), {}, severity) for line in lines]


def test_a_note_that_says_the_same_of_many_lines_is_said_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page with thirty addresses gave sixty lines, and nobody read the one that mattered."""
    monkeypatch.setenv("FADEN_LANG", "en")

    show_problems([*_notes("import-address", 3, 3, 14, 20), *_notes("import-formatting", 9)], as_json=False)

    shown = capsys.readouterr().out
    assert 1 == shown.count("import-address")
    assert "The same 4 times in this file, also in line 14, 20." in shown
    assert "I.md:9: import-formatting" in shown


def test_every_error_is_shown_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """What must be mended is told line by line, so that an editor can jump there."""
    show_problems(_notes("turn-twice", 3, 14, severity=Severity.ERROR), as_json=False)

    assert 2 == capsys.readouterr().out.count("turn-twice")


def test_the_vault_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """In German it is no English word; files keep their path."""
    monkeypatch.setenv("FADEN_LANG", "de")

    assert ["Tresor", "interviews/I01.md"] == [stored("vault"), stored("interviews/I01.md")]


def test_problems_can_be_listed_without_a_count_at_their_end(capsys: pytest.CaptureFixture[str]) -> None:
    """Where something else is the last word, such as that the site is built."""
    list_problems(_notes("turn-twice", 14, 3, severity=Severity.ERROR))

    shown = capsys.readouterr()
    assert ["I.md:3:", "I.md:14:"] == [line.split()[0] for line in shown.out.splitlines() if "I.md" in line]
    assert "" == shown.err


def test_of_each_kind_one_problem_is_listed_with_the_number_of_the_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft told sixty lines of what only a release needs."""
    monkeypatch.setenv("FADEN_LANG", "en")
    found = _notes("turn-twice", 14, 3, 20, severity=Severity.ERROR)

    list_kinds([*found, *_notes("release-without-vault", 0, severity=Severity.ERROR)])

    shown = capsys.readouterr().out.splitlines()
    assert [1, 1] == [sum(code in line for line in shown) for code in ("turn-twice", "release-without-vault")]
    assert 3 == len(shown)
    assert "    more of this kind: 2" in shown


def _leaks(files: int, lines: int) -> list[Problem]:
    return [
        Problem(
            "leak-in-output",
            Place(f"build/site/{file:03}.html", line),
            {"label": "[A]", "where": str(line), "words": "A…"},
        )
        for file in range(files)
        for line in range(1, lines + 1)
    ]


def test_a_name_that_leaks_is_told_once_in_each_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is mended is the file; the other lines stand beside it, and it still fails."""
    monkeypatch.setenv("FADEN_LANG", "en")

    status = show_problems(_leaks(2, 20), as_json=False)

    shown = capsys.readouterr()
    assert 1 == status
    assert 2 == shown.out.count("leak-in-output")
    assert "The same 20 times in this file, also in line 2, 3" in shown.out
    assert "Errors: 40" in shown.err


def test_a_flood_of_leaks_is_cut_off_and_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first say enough; machines get all."""
    monkeypatch.setenv("FADEN_LANG", "en")

    assert 1 == show_problems(_leaks(100, 3), as_json=False)
    told = capsys.readouterr().out
    assert 1 == show_problems(_leaks(100, 3), as_json=True)

    assert 30 == told.count("leak-in-output")
    assert "further places with clear names: 210, in files: 70" in told
    assert 300 == len(json.loads(capsys.readouterr().out))


def test_of_very_many_problems_of_a_kind_the_first_are_shown_and_the_others_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A codebook of other software brought 302 lines, and what else was wrong stood between them."""
    monkeypatch.setenv("FADEN_LANG", "en")
    found = _notes("code-incomplete", *range(1, 152), severity=Severity.ERROR)
    found += _notes("turn-twice", 14, severity=Severity.ERROR)

    assert 1 == show_problems(found, as_json=False, every=False)
    few = capsys.readouterr()
    show_problems(found, as_json=False)
    every = capsys.readouterr().out
    show_problems(found, as_json=True, every=False)

    assert (3, 1) == (few.out.count("code-incomplete"), few.out.count("turn-twice"))
    assert "… more of this kind: 148. All of them: the same command with --all." in few.out
    assert "Errors: 152" in few.err
    assert 151 == every.count("code-incomplete")
    assert 152 == len(json.loads(capsys.readouterr().out))


def test_a_dozen_of_a_kind_is_still_read_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    """An editor jumps to each."""
    show_problems(_notes("turn-twice", *range(12), severity=Severity.ERROR), as_json=False, every=False)

    assert 12 == capsys.readouterr().out.count("turn-twice")


HOSTILE = "I01\u202egnp.md\nI02.md: in order\x1b[2J"


def test_nothing_in_a_problem_acts_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A file name, a coder or a value of YAML could turn the line around, clear it, or add one."""
    show_error(Problem("language-unknown", Place(HOSTILE, 3), {"field": HOSTILE, "value": HOSTILE}))

    shown = capsys.readouterr().err
    assert 2 == shown.count("\n")
    assert 2 == shown.count("‹U+202E›gnp.md‹U+000A›I02.md: in order‹U+001B›[2J")
    assert not {"\u202e", "\x1b"} & set(shown)


def test_values_stay_within_the_line_that_names_them() -> None:
    """What is said of a file cannot hold a second line that faden never said."""
    assert "I02.md‹U+000A›" in say("cli.leaks.listed", path=Path("I02.md\n✓"))


def test_only_lines_and_columns_of_faden_itself_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Words in Arabic and Farsi keep their joiners, and an isolate that is closed keeps them together."""
    tell("a\tb\n\u2068می\u200cخواهم\u200f\u2069 \u202e\x9b")

    assert "a\tb\n\u2068می\u200cخواهم\u200f\u2069 ‹U+202E›‹U+009B›\n" == capsys.readouterr().out


def test_machines_get_the_same_value_and_the_terminal_nothing_that_acts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """JSON can be read back to the letter."""
    tell_json({"path": HOSTILE + "ä\udce4"})

    shown = capsys.readouterr().out
    assert {"path": HOSTILE + "ä\udce4"} == json.loads(shown)
    assert not {"\u202e", "\x1b", "\udce4"} & set(shown)
    assert "ä" in shown
