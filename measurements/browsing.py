"""Chromium on pages of this machine: what they ask of others, their errors, what axe finds."""

from __future__ import annotations

import functools
import http.server
import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from measurements.studies import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

AXE: Final = ROOT / ".tools/node_modules/axe-core/axe.min.js"
_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
_HERE: Final = ("http://127.0.0.1:", "data:", "blob:")


@dataclass(slots=True)
class Seen:
    """What a browser met.

    Attributes:
        loads: Pages loaded, each width and colour scheme counted.
        outside: Addresses off the machine that were asked for; each was stopped.
        errors: Errors thrown or written into the console.
        violations: Accessibility rules broken, one entry for each rule and load.
        wide: Pages wider than the window.
    """

    loads: int = 0
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page to be looked at.

    Attributes:
        path: Its path in the folder served.
        click: What is clicked before it is looked at, as a selector; empty for nothing.
        until: What must be there after the click.
    """

    path: str
    click: str = ""
    until: str = ""


def chromium() -> Path | None:
    """The browser, where there is one."""
    path = Path(os.environ.get("FADEN_CHROMIUM", "/usr/bin/chromium"))
    return path if path.exists() else None


def visit(
    folder: Path,
    pages: Sequence[str],
    *,
    widths: Sequence[int] = (1280,),
    schemes: Sequence[str] = ("light",),
    axe: bool = False,
) -> Seen:
    """Load pages of a folder in each width and colour scheme.

    Args:
        folder: What is served.
        pages: Paths in it.
        widths: Widths of the window, in pixels.
        schemes: ``light``, ``dark``.
        axe: Whether axe looks at each.

    Raises:
        FileNotFoundError: There is no Chromium, or no axe-core where it is asked for.
    """
    from playwright.sync_api import sync_playwright

    seen, program = Seen(), chromium()
    if program is None or (axe and not AXE.is_file()):
        raise FileNotFoundError("Chromium or axe-core is missing: make test installs both")
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(_FLAGS))
        for width, scheme in product(widths, schemes):
            page = _window(browser, seen, width, scheme)
            for name in pages:
                page.goto(f"{address}/{name}", wait_until="load")
                seen.loads += 1
                if axe:
                    seen.violations += [f"{name} {width} {scheme}: {rule}" for rule in _axe(page)]
            page.context.close()
        browser.close()
    return seen


def look(folder: Path, sights: Sequence[Sight], *, widths: Sequence[int], schemes: Sequence[str]) -> Seen:
    """Load each page once, and let axe look at it in each width and colour scheme; is it too wide?

    What depends on the width when a page is loaded is not seen so; `visit` loads it anew each time.

    Raises:
        FileNotFoundError: There is no Chromium, or no axe-core.
    """
    with served(folder) as address:
        return look_from(f"{address}/", sights, widths=widths, schemes=schemes)


def look_from(start: str, sights: Sequence[Sight], *, widths: Sequence[int], schemes: Sequence[str]) -> Seen:
    """The same for pages of a running server, after its start address was opened.

    Args:
        start: The address that is opened first; paths are those of its server.
        sights: What is looked at.
        widths: Widths of the window, in pixels.
        schemes: ``light``, ``dark``.

    Raises:
        FileNotFoundError: There is no Chromium, or no axe-core.
    """
    from playwright.sync_api import sync_playwright

    seen, program = Seen(), chromium()
    if program is None or not AXE.is_file():
        raise FileNotFoundError("Chromium or axe-core is missing: make test installs both")
    address = "/".join(start.split("/")[:3])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(_FLAGS))
        page = _window(browser, seen, widths[0], schemes[0])
        page.goto(start)
        for sight in sights:
            page.goto(f"{address}/{sight.path}", wait_until="load")
            if sight.click:
                page.click(sight.click)
                page.locator(sight.until).first.wait_for(state="attached")
            page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
            for width, scheme in product(widths, schemes):
                _look_at(page, seen, f"{sight.path} {sight.click}".strip(), width, scheme)
        browser.close()
    return seen


def _look_at(page: Page, seen: Seen, name: str, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(() => 0)")
    seen.loads += 1
    seen.violations += [f"{name} {width} {scheme}: {rule}" for rule in _found(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        seen.wide.append(f"{name} {width}")


def _window(browser: Browser, seen: Seen, width: int, scheme: Any) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)

    def guard(route: Route) -> None:
        if route.request.url.startswith(_HERE):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    page = context.new_page()
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    return page


def _axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    return _found(page)


def _found(page: Page) -> list[str]:
    options = json.dumps({"runOnly": list(_RULES), "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options})")
    return [each["id"] for each in found["violations"]]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of connections that the browser gave up; what it missed it says itself."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served on this machine, while it is needed."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
