"""Lists of commands say what each command is for, to the end of the sentence."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from faden.cli.main import app
from faden.cli.showing import say


@pytest.mark.parametrize(
    "group", [(), ("pseudonyms",), ("prototype",), ("prototype", "sessions"), ("matrix",)]
)
def test_no_sentence_of_a_list_is_cut_off(group: tuple[str, ...]) -> None:
    """At 80 characters lines are broken instead of ending in dots."""
    shown = CliRunner(env={"COLUMNS": "80"}).invoke(app, [*group, "--help"]).stdout

    listed = shown.split(f"{say('cli.frame.commands')}:\n", 1)[1]
    assert "..." not in listed
    assert max(len(line) for line in listed.splitlines()) <= 80
