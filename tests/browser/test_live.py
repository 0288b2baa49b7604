"""``faden prototype serve`` in Chromium: what is written is seen, errors too, without a click."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from faden.core.files import write_atomic
from faden.study.folder import SETTINGS, find_folder

pytestmark = pytest.mark.browser

ROOT: Final = find_folder(Path(__file__).parent).root
OPEN: Final = Callable[..., Any]


SPEC: Final = """\
format: faden.prototype/1
id: PT09
version: "0.1"
title: {de: "Probe"}
languages: [de]
needs: [N01]
screens:
  - id: home
    start: true
    title: {de: "Alte Worte"}
    needs: [N01]
    components: [{type: button, id: go, to: end, label: {de: "Los"}}]
  - id: end
    end: true
    title: {de: "Ende"}
    needs: [N01]
    components: [{type: text, text: {de: "Fertig."}}]
history:
  - {version: "0.1", "on": 2026-05, change: {de: "Erste Fassung"}}
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A small prototype, in a study with the settings and needs of this one."""
    for name in (SETTINGS, "analysis/needs.yaml"):
        (tmp_path / name).parent.mkdir()
        shutil.copy(ROOT / name, tmp_path / name)
    path = tmp_path / "prototypes/probe/prototype.yaml"
    write_atomic(path, SPEC)
    return path


@pytest.fixture
def address(spec: Path) -> Iterator[str]:
    """Where it is served by the command."""
    command = [sys.executable, "-m", "faden", "prototype", "serve", "probe", "--port", "0"]
    place = spec.parents[2]
    with subprocess.Popen(
        command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        yield run.stdout.readline().strip()
        run.kill()


def _change(spec: Path, before: str, after: str) -> None:
    text = spec.read_text(encoding="utf-8")
    assert before in text
    write_atomic(spec, text.replace(before, after))


def test_the_page_follows_what_is_written(spec: Path, address: str, window: OPEN) -> None:
    """A new title, an error with its line, and the page again once the error is gone."""
    opened = window()
    opened.expected = ("ERR_CONNECTION", "404")
    page = opened.page
    page.goto(f"{address}de/home.html")
    page.get_by_role("heading", level=1, name="Alte Worte").wait_for()

    _change(spec, "Alte Worte", "Neue Worte")
    page.get_by_role("heading", level=1, name="Neue Worte").wait_for()
    _change(spec, "to: end", "to: nowhere")
    page.get_by_text("prototypes/probe/prototype.yaml:12").first.wait_for()
    _change(spec, "to: nowhere", "to: end")
    page.get_by_role("heading", level=1, name="Neue Worte").wait_for()
