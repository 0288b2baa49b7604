"""Headless Chromium for the browser tests: served on this machine, every other request stopped and told.

Chromium is found at ``/usr/bin/chromium`` or where ``FADEN_CHROMIUM`` says; axe-core in ``.tools``
(``npm install --prefix .tools axe-core@4.11``). Where one is missing the tests are skipped and say so.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from served import FILES, TOKEN, Served

from faden.app import start_address
from faden.study.folder import Folder

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ROOT: Final = Path(__file__).resolve().parents[2]
AXE: Final = ROOT / ".tools/node_modules/axe-core/axe.min.js"
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on 127.0.0.1 and gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium; the tests are skipped where there is none."""
    path = os.environ.get("FADEN_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.skip(f"no Chromium at {path}; set FADEN_CHROMIUM")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Window:
    """A page of the browser, and what it should not have done.

    Attributes:
        page: Playwright's page.
        files: Whether it may read files of the disk.
        away: Addresses off the machine that were asked for; each was stopped.
        faults: Errors that the page threw or wrote into its console.
        expected: Parts of errors that the test brings about; the browser may report them late.
    """

    page: Any
    files: bool = False
    away: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def axe(self) -> list[str]:
        """What axe finds on the page as it stands, one line a kind of fault."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        options = json.dumps({"runOnly": list(RULES), "resultTypes": ["violations"]})
        found = self.page.evaluate(f"axe.run(document, {options})")
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]

    def overflows(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.fixture
def window(chromium: Any) -> Iterator[Callable[..., Window]]:
    """A function that opens a window; afterwards none may have asked elsewhere or thrown an error.

    Its arguments: ``width``, ``scheme`` (light or dark), ``files`` (also from the disk), and those of
    Playwright's ``new_context``.
    """
    opened: list[Window] = []

    def start(*, width: int = 1280, scheme: str = "light", files: bool = False, **more: Any) -> Window:
        viewport = {"width": width, "height": 800}
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, **more)
        made = Window(context.new_page(), files=files)
        context.route("**/*", functools.partial(_guard, made))
        made.page.on("pageerror", lambda error: made.faults.append(str(error)))
        made.page.on("console", lambda said: made.faults.append(said.text) if said.type == "error" else None)
        opened.append(made)
        return made

    yield start
    for made in opened:
        made.page.context.close()
    assert [] == [address for made in opened for address in made.away]
    assert [] == [
        fault for made in opened for fault in made.faults if not any(part in fault for part in made.expected)
    ]


def _guard(window: Window, route: Any) -> None:
    address = route.request.url
    here = (
        ("http://127.0.0.1:", "data:", "blob:", "file:")
        if window.files
        else ("http://127.0.0.1:", "data:", "blob:")
    )
    if address.startswith(here):
        route.continue_()
    else:
        window.away.append(address)
        route.abort()


@pytest.fixture(scope="session")
def axe_ready() -> None:
    """Skips a test where axe-core is not installed."""
    if not AXE.is_file():
        pytest.skip("axe-core is missing: npm install --prefix .tools axe-core")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A small study without codings, and the app beside it."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    made = Served(Folder(tmp_path.resolve()))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def coding(window: Callable[..., Any], served: Served) -> Callable[..., Any]:
    """A function that opens a page of the app; by default the coding page."""

    def opening(path: str = "coding/I01", *, language: str = "de", **more: Any) -> Any:
        opened = window(**more)
        opened.page.goto(start_address(served.port, TOKEN))
        joined = "&" if "?" in path else "?"
        opened.page.goto(f"{served.base}/{path}{joined}lang={language}")
        opened.page.locator("[data-ready=yes]").wait_for()
        return opened

    return opening
