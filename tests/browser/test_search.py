"""Search in a browser: asked by keyboard, narrowed, and better once the model is ready."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from ministudy import MiniStudy

from faden.app import create_app, start_address

TOKEN = "a token for the search tests"  # noqa: S105 - opens nothing but this test

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("axe_ready")]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[str]:
    """The start address of the app of a small study, with the model allowed."""
    study = MiniStudy(tmp_path)
    study.begin()
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(study.folder, TOKEN, by="erste", meaning=True)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield start_address(listening.getsockname()[1], TOKEN)
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


def test_somebody_searches_by_keyboard(window: Callable[..., Any], start: str) -> None:
    """Words at once, meaning when it is ready, narrowed by language; axe finds nothing in either scheme."""
    opened = window()
    page, base = opened.page, start.partition("/enter")[0]
    page.goto(start)
    page.goto(f"{base}/search?lang=de")
    page.get_by_label("Was suchen Sie?").focus()
    page.keyboard.type("Absage")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Fundstellen").wait_for()
    assert "Absage" == page.locator("mark.match").first.text_content()
    assert page.locator(".hit h3 a").first.get_attribute("href").endswith("transcripts/W01#t3")
    assert [] == opened.axe()

    page.wait_for_function(
        "() => !document.querySelector('[data-readiness]') || !document.querySelector('[data-again]').hidden",
        timeout=120_000,
    )
    page.goto(f"{base}/search?q=nobody+ever+wrote+back&lang=en&language=ar")
    page.get_by_text("Found by meaning").first.wait_for()

    assert "rtl" == page.locator(".hit blockquote").first.get_attribute("dir")
    assert "Sie hat ihnen geschrieben" in page.locator(".version").first.text_content()
    assert not opened.overflows()


@pytest.mark.parametrize(("language", "width", "scheme"), [("de", 375, "dark"), ("en", 375, "light")])
def test_hits_fit_a_narrow_window(
    window: Callable[..., Any], start: str, language: str, width: int, scheme: str
) -> None:
    """At 375 pixels, with Arabic, light and dark: nothing scrolls sideways, and axe finds nothing."""
    opened = window(width=width, scheme=scheme)
    opened.page.goto(start)
    opened.page.goto(f"{start.partition('/enter')[0]}/search?q=كتبت&lang={language}&role=participant")
    opened.page.locator("mark.match").first.wait_for()

    assert not opened.overflows()
    assert [] == opened.axe()
