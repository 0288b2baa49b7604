"""The handed suite in Chromium: slow servers pass, wrong pages do not, nothing is green by mistake."""

from __future__ import annotations

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from faden.build.handing import hand_off, write_handoff
from faden.study.folder import find_folder

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHROMIUM: Final = os.environ.get("FADEN_CHROMIUM", "/usr/bin/chromium")
Change = Callable[[str, str], str]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-off of the prototype for taking part, written once."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set FADEN_CHROMIUM")
    target = tmp_path_factory.mktemp("handoff") / "PT02"
    write_handoff(target, hand_off(find_folder(Path(__file__).parent), "PT02", language="en"))
    return target


class _Changing(http.server.SimpleHTTPRequestHandler):
    """Serves the prototype, each file changed as the test says."""

    def __init__(self, *args: object, change: Change, directory: str) -> None:
        self.change = change
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # handed on as they come

    def do_GET(self) -> None:
        """Answer with a changed file."""
        name = self.path.partition("?")[0]
        place = Path(self.translate_path(name))
        if not place.is_file() or place.suffix not in {".html", ".js"}:
            super().do_GET()
            return
        body = self.change(name, place.read_text(encoding="utf-8")).encode()
        self.send_response(200)
        kind = "text/html" if place.suffix == ".html" else "text/javascript"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(handed: Path, change: Change) -> Iterator[str]:
    handler = functools.partial(_Changing, change=change, directory=str(handed / "prototype"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _run(handed: Path, base: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"BASE_URL": base, "CHROMIUM": CHROMIUM} | more
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(
        command, cwd=handed / "acceptance", env=environment, capture_output=True, text=True, check=False
    )


def _late(name: str, text: str) -> str:
    """Filters and forms answer after a second, scripts start late, empty attributes are left out."""
    text = text.replace(' data-row="" data-state=""', "", 1)
    if name.endswith("/filter.js"):
        return text.replace(
            'addEventListener("input", all)', 'addEventListener("input", () => setTimeout(all, 1000))'
        )
    if name.endswith("/form.js"):
        begin = text.replace("const faults =", "setTimeout(() => {\n      const faults =", 1)
        return begin.replace("faden.go(goal);", "faden.go(goal);}, 1000);", 1)
    if name.endswith("/run.js"):
        return f"setTimeout(() => {{ {text} }}, 700);"
    return text


def _bare(name: str, text: str) -> str:
    """A page without anything, with the right attributes."""
    language = name.split("/")[1]
    if name.endswith("calendar--empty.html"):
        return f'<html lang="{language}" data-ready data-screen="calendar" data-state="empty"><main></main>'
    return text


def _german(name: str, text: str) -> str:
    """German words on pages that say they are English."""
    return (
        re.sub(r"(<main[^>]*>).*</main>", r"\1<h1>Kalender</h1></main>", text, flags=re.DOTALL)
        if "/en/" in name
        else text
    )


def _unfiltered(name: str, text: str) -> str:
    """Lists that no choice narrows."""
    return text.replace("entry.hidden = ", "entry.title = ") if name.endswith("/filter.js") else text


def _forgetful(name: str, text: str) -> str:
    """Choices are forgotten with the language; what was written is kept."""
    return text.replace("control.checked = value === true", "void 0") if name.endswith("/keep.js") else text


def _silent(name: str, text: str) -> str:
    """A field is marked as wrong, in other words than those of the table."""
    return text.replace("? worded(form, box, found)", '? "!"') if name.endswith("/form.js") else text


def test_slow_servers_and_late_scripts_pass(handed: Path) -> None:
    """A product may answer when it can; the suite looks until it does."""
    wanted = "AC01,AC03,AC05,AC06,AC08,AC10,AC11,AC14"
    with _served(handed, _late) as base:
        run = _run(handed, base, CRITERIA=wanted, LANGUAGES="de", TIMEOUT="60", SETTLE="1.5")

    assert 0 == run.returncode, run.stdout


@pytest.mark.parametrize(
    ("change", "criteria", "words"),
    [
        (_bare, "AC15", "headings <h1>"),
        (_german, "AC15", "these words are not seen"),
        (_unfiltered, "AC01", "found shows 6 entries"),
        (_forgetful, "AC14", "living holds"),
        (_silent, "AC07", "people says"),
    ],
)
def test_wrong_pages_fail_and_say_why(handed: Path, change: Change, criteria: str, words: str) -> None:
    """A test that passes on a page that is empty, in the wrong language or does nothing tests nothing."""
    with _served(handed, change) as base:
        run = _run(handed, base, CRITERIA=criteria, LANGUAGES="en", TIMEOUT="8")

    assert 1 == run.returncode, run.stdout
    assert words in run.stdout


@pytest.mark.parametrize("more", [{"LANGUAGES": "xx"}, {"LANGUAGES": "de, xx"}, {"CRITERIA": "AC99"}])
def test_a_slip_of_the_pen_is_not_green(handed: Path, more: dict[str, str]) -> None:
    """A language or criterion that does not exist ends the run."""
    run = _run(handed, **more)

    assert 4 == run.returncode, run.stdout
