"""Help and wrong calls speak the interface's language, and say what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from faden.cli.main import app

ENGLISH = (
    "Usage:",
    "Options",
    "Arguments",
    "Commands",
    "Error",
    "Missing",
    "Invalid",
    "No such",
    "Try ",
    "default",
    "<",
)
"""What typer says by itself."""


def _called(*words: str, language: str = "de") -> tuple[int, str]:
    told = CliRunner(env={"FADEN_LANG": language, "COLUMNS": "100"}).invoke(app, words)
    return told.exit_code, told.output


def _commands(words: tuple[str, ...], command: Any) -> Iterator[tuple[str, ...]]:
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands((*words, name), child)


@pytest.mark.parametrize("words", [*_commands((), typer.main.get_command(app))], ids=" ".join)
def test_no_help_has_words_of_another_language(words: tuple[str, ...]) -> None:
    """A municipality that has set German reads German, also around the texts of faden."""
    status, told = _called(*words, "--help")

    assert 0 == status
    assert told.startswith("Aufruf: ")
    assert [] == [each for each in ENGLISH if each in told]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("app --vault --by", "Hinter --by fehlt die Angabe. Kürzel der Person"),
        ("app --by --vault", "Hinter --by fehlt die Angabe; --vault ist selbst eine Option."),
        ("import text.md --by -C .", "Hinter --by fehlt die Angabe; -C ist selbst eine Option."),
        ("import", "Es fehlt: DATEI."),
        ("codings done I01", "Es fehlt: --by."),
        ("impoort", "Den Befehl „impoort“ gibt es nicht. Meinten Sie: import"),
        ("codings nope", "Den Befehl „nope“ gibt es nicht."),
        ("check --publsh", "Die Option --publsh gibt es hier nicht. Meinten Sie: --publish?"),
        ("check research", "Das ist zu viel: research."),
        ("app --port drei", "Zu --port gehört eine Zahl"),
        ("app --port 65536", "Zu --port gehört eine Zahl"),
        ("serve --port -500", "Zu --port gehört eine Zahl"),
        ("prototype serve --port 65536", "Zu --port gehört eine Zahl"),
        ("clusters --keep --groups 3", "Aufbewahrt wird das Ergebnis mit der üblichen Zahl"),
        ("matrix words Amt --around 99", "Zu --around gehört eine Zahl"),
        ("agreement --unit foo", "Zu --unit passt nur eines von: turn, sentence, passage."),
        ("build --release=1", "Hinter --release gehört keine Angabe"),
    ],
)
def test_a_wrong_call_is_told_in_words_of_the_interface(words: str, expected: str) -> None:
    """What is missing or unknown, what belongs there, and where to read on; exit status 2."""
    status, told = _called(*words.split())

    assert 2 == status
    assert told.startswith(expected)
    assert [] == [each for each in ENGLISH if each in told]


def test_in_english_it_is_english() -> None:
    """Whole, with its example, in a process of its own: helps are fetched when the commands are imported."""
    run = subprocess.run(
        [sys.executable, "-m", "faden", "pair", "--help"],
        env=os.environ | {"FADEN_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stdout.startswith("Usage: faden pair [OPTIONS] CONVERSATION\n")
    assert "Show this help." in run.stdout


def test_what_follows_two_hyphens_is_no_option() -> None:
    """As everywhere: somebody may search for such a word."""
    status, told = _called("search", "-C", "/nowhere", "--", "--by", "--json")

    assert "Hinter" not in told
    assert 2 == status  # two words where one was expected


def test_a_group_alone_shows_its_help() -> None:
    """In the same words."""
    status, told = _called("codings")

    assert 2 == status
    assert told.startswith("Aufruf: faden codings [OPTIONEN] BEFEHL …")
