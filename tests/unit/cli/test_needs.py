"""``faden needs find``: what it says of what it has not read."""

from __future__ import annotations

import pytest
from ministudy import ALL, OFFICE, PEOPLE, MiniStudy
from typer.testing import CliRunner

from faden.analysis.stated.values import Found
from faden.build.stating import find_stated
from faden.cli.main import app

pytestmark = pytest.mark.slow


def test_sticky_notes_are_not_read_and_that_is_said(study: MiniStudy) -> None:
    """Nobody knows who wrote them; they lie on the board as cards already."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    study.write(
        "interviews/notes/W01.csv",
        "# faden.notes/1 synthetic\nnote,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
        "n01,residents,Warten,1,,,Zzyzx Zettel\n",
    )
    done = CliRunner().invoke(app, ["needs", "find", "-C", str(study.folder.root)])
    found: Found = find_stated(study.case())

    assert 0 == done.exit_code
    assert "nicht gelesen hat: 1." in done.output
    assert not [one for one in found.stated if "Zzyzx" in one.text]
