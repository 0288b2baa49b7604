"""``faden pseudonyms``: where faults of a list of names are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.testing import CliRunner

from faden.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_faults_of_a_list_are_told_at_the_file_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list in the vault has the same name, and nobody can look into it to mend this one."""
    monkeypatch.setenv("FADEN_LANG", "de")
    names = tmp_path / "namen.csv"
    names.write_text(
        "# faden.pseudonyms/1\nname,label,kind,variants\nZzyzx,[Bruder],person,\nZzyzx,[Onkel],person,\n",
        encoding="utf-8",
    )

    done = CliRunner().invoke(app, ["pseudonyms", "take", str(names)])

    assert 1 == done.exit_code
    assert f"{names}:4: pseudonym-twice: Der Name dieser Zeile hat in Zeile 3" in done.output
    assert "Geben Sie derselben Person" in done.output
