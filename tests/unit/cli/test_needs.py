"""``faden needs find``: what it says of what it has not read."""

from __future__ import annotations

import pytest
from ministudy import ALL, OFFICE, PEOPLE, WORDS, MiniStudy
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


def test_where_nothing_is_left_to_read_it_is_said_why(
    study: MiniStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newcomer who had coded every turn read “0 proposals from 0 passages” and took it for a fault."""
    monkeypatch.setenv("FADEN_LANG", "en")
    study.code(*WORDS, ("c-99999999", "schnelle-antwort", "t9", "Wir antworten allen"))
    done = CliRunner().invoke(app, ["needs", "find", "-C", str(study.folder.root)])

    assert "Nothing was read: in each passage that the machine may read something is coded" in done.output
    assert "faden search" in done.output
    assert " 0 of 0 " not in done.output
