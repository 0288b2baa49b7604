"""From a page to a PDF, printed by a browser of this machine: tagged, in any script, and without the net.

Tried beside WeasyPrint 70 on the Arabic form: right as well and tagged, but it needs Pango, which Windows
lacks, and turned telephone numbers round. fpdf2 would need a layout of our own, 12 MB of packages and 2 MB of
fonts. A browser needs no further package and takes the fonts of the system.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.core.files import write_atomic
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "brave-browser",
)
_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS: Final = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe")
_SECONDS: Final = 60
"""After which a browser that does not end is given up."""

_DATE: Final = re.compile(rb"/(CreationDate|ModDate) \(D:[0-9]{14}")
_FIXED: Final = b"D:20000101000000"


def find_browser() -> Path | None:
    """A browser that can print without a window: ``FADEN_CHROMIUM``, else Chromium, Chrome or Edge."""
    named = os.environ.get("FADEN_CHROMIUM", "")
    if named:
        return Path(named) if Path(named).exists() else None
    return next(_browsers(), None)


def _browsers() -> Iterator[Path]:
    yield from (Path(found) for name in _NAMES if (found := shutil.which(name)))
    places = [Path(place) for place in _PLACES]
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(root):
            places += [Path(folder) / name for name in _WINDOWS]
    yield from (place for place in places if place.exists())


def print_pages(pages: Iterable[Path]) -> tuple[Path, ...]:
    """Print HTML files as PDF beside them; the same page gives the same bytes with the same browser.

    Args:
        pages: Self-contained files.

    Raises:
        StudyError: There is no browser, or it cannot print.
    """
    browser = find_browser()
    if browser is None:
        raise StudyError("browser-missing")
    return tuple(_print(browser, page) for page in pages)


def _print(browser: Path, page: Path) -> Path:
    target = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="faden-") as home:
        made = Path(home) / "page.pdf"
        options = [
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
            "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing phones home
            "--no-pdf-header-footer",
            f"--user-data-dir={home}/profile",
            f"--print-to-pdf={made}",
        ]
        if sys.platform.startswith("linux") and os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium refuses to start as root with it, as in containers
        try:
            subprocess.run(  # noqa: S603 - a browser of this machine, with arguments of ours
                [str(browser), *options, page.resolve().as_uri()],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
            data = made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise StudyError("browser-failed", page.as_posix(), reason=type(error).__name__) from None
    # The time of printing is no part of the form.
    write_atomic(target, _DATE.sub(rb"/\1 (" + _FIXED, data))
    return target
