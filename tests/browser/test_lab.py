"""The workbench in the launcher of a real JupyterLab, and a coding saved through it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

pytest.importorskip("jupyter_server_proxy", reason="the extra “lab” is not installed")

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FILES: Final = {
    "research/study.yaml": """\
format: faden.study/1
title: {de: Wohnen, en: Housing}
synthetic: true
contact: {organisation: Beispiel}
coders: [{id: mira, lead: true}]
""",
    "analysis/codebook.yaml": """\
format: faden.codebook/1
version: 1
codes:
  - id: warten
    name: {de: "Warten", en: "Waiting"}
    kind: pain
""",
    "interviews/I01.md": """\
---
format: faden.transcript/1
id: I01
kind: interview
title: {de: "Im Flur", en: "In the hall"}
language: de
synthetic: true
speakers:
  I: {role: interviewer}
---

## t1 · I · 00:00:05

Wie war die Suche?
""",
}


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a running JupyterLab without a password, and its study."""
    for name, content in FILES.items():
        file = tmp_path / "study" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    settings = [
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        "--IdentityProvider.token=",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        f"--ServerApp.root_dir={tmp_path / 'study'}",
    ]
    own = {"JUPYTER_CONFIG_DIR": str(tmp_path / "config"), "JUPYTER_DATA_DIR": str(tmp_path / "data")}
    with subprocess.Popen(
        [*command, *settings],
        env={**os.environ, **own, "JUPYTER_RUNTIME_DIR": str(tmp_path / "run"), "FADEN_LANG": "de"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        address = f"http://127.0.0.1:{port}"
        _until_answered(f"{address}/api")
        yield address, tmp_path / "study"
        process.terminate()


def _until_answered(address: str) -> None:
    last = time.monotonic() + 120
    while True:
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 - an address of this machine
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)
        else:
            return


def test_the_launcher_of_jupyterlab_opens_the_workbench_and_it_saves(
    lab: tuple[str, Path], chromium: Any, window: Callable[..., Any]
) -> None:
    """Its entry leads into the app under JupyterLab's own address; a coding made there is on the disk."""
    assert chromium
    address, study = lab
    opened = window()
    # JupyterLab asks its server for what is not there when it starts for the first time.
    opened.expected = ("Failed to load resource", "WebSocket")
    page = opened.page
    page.set_default_timeout(90_000)
    page.goto(f"{address}/lab")
    with page.context.expect_page() as waiting:
        page.get_by_text("Werkbank faden").first.click()
    app = waiting.value
    app.get_by_role("link", name="Gespräche", exact=True).wait_for()
    app.goto(f"{address}/faden/coding/I01")
    app.locator("[data-ready=yes]").wait_for()
    app.locator(".turn").first.focus()
    app.keyboard.press("ArrowRight")
    app.keyboard.press("c")
    app.keyboard.type("Warten")
    app.keyboard.press("Enter")
    app.locator("[data-status][data-kind=saved]").wait_for()

    saved = (study / "analysis/codings/mira/I01.jsonl").read_text(encoding="utf-8")
    assert '"exact":"Wie war die Suche?"' in saved.replace('": "', '":"')
