"""``faden prototype handoff`` and ``render``: what the check has to say is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from faden.cli.main import app

if TYPE_CHECKING:
    from ministudy import MiniStudy

PROTOTYPE = """\
format: faden.prototype/1
id: PT01
version: "0.1"
title: {de: "Probe"}
languages: [de]
needs: [N01]
strings:
  idle: {de: "Amt"}
screens:
  - id: home
    start: true
    title: {de: "Anfang"}
    needs: [N01]
    components:
      - {type: button, id: go, label: {de: "Weiter"}, to: end}
  - id: end
    end: true
    title: {de: "Ende"}
    needs: [N01]
    components:
      - {type: text, text: {de: "Das war es."}}
history:
  - {version: "0.1", "on": 2026-03, change: {de: "Erste Fassung"}}
"""


def test_a_hand_off_says_what_the_check_warns_of(study: MiniStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who hands a prototype on should not learn from the builders what was known before."""
    monkeypatch.setenv("FADEN_LANG", "de")
    study.write("prototypes/probe/prototype.yaml", PROTOTYPE)

    done = CliRunner().invoke(app, ["prototype", "handoff", "PT01", "-C", str(study.folder.root)])

    assert 0 == done.exit_code, done.output
    assert "prototypes/probe/prototype.yaml:8: string-unused" in done.output
    assert (study.folder.build / "handoff/PT01/README.md").exists()


def test_rendered_pages_come_with_what_the_check_warns_of(
    study: MiniStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who shows a prototype to people should know before they do."""
    monkeypatch.setenv("FADEN_LANG", "de")
    study.write("prototypes/probe/prototype.yaml", PROTOTYPE)

    done = CliRunner().invoke(app, ["prototype", "render", "PT01", "-C", str(study.folder.root)])

    assert 0 == done.exit_code, done.output
    assert "prototypes/probe/prototype.yaml:8: string-unused" in done.output
