"""What the handbook tells people to type works, in both languages, page by page.

Code blocks with a title are files and are written; lines that begin with ``$`` in ``console`` blocks
are typed. Each page begins in a new study, unless it makes one itself. Commands that wait for people
must begin to wait, and are then ended.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from faden.publish.handbook import SLUGS, handbook_pages

BLOCK = re.compile(
    r"^```(?P<kind>[a-z]+)(?: title=\"(?P<file>[^\"]+)\")?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
WAITING = ("faden app", "faden serve", "faden lab", "faden prototype serve PT01")
RUN = [slug for slug in SLUGS if slug not in {"commands", "problems"}]


@dataclass
class Reader:
    """Somebody who does what a page says.

    Attributes:
        place: The folder they are in.
        environment: Their environment.
        home: The folder above everything; nothing may be written outside it.
    """

    place: Path
    environment: dict[str, str]
    home: Path = field(init=False)

    def __post_init__(self) -> None:
        self.home = self.place

    def write(self, name: str, text: str) -> None:
        """Make the file that a block shows."""
        path = (self.place / name).resolve()
        assert self.home in path.parents, name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def type(self, line: str) -> None:
        """Type a line; it must end well."""
        if line.startswith("cd "):
            self.place = (self.place / shlex.split(line)[1]).resolve()
        elif line in WAITING:
            self._wait(line)
        else:
            done = subprocess.run(
                ["/bin/sh", "-c", line],
                cwd=self.place,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            # A draft is built although problems are found; `faden build` then ends with 1.
            drafted = line == "faden build" and (self.place / "build/site/index.html").is_file()
            good = {0, 1} if drafted else {0}
            assert done.returncode in good, f"{line}\n{done.stdout}\n{done.stderr}"

    def _wait(self, line: str) -> None:
        """Start a command that serves until it is ended; it must be reached, and end when told to."""
        port = _free_port()
        words = [*shlex.split(line)[1:], "--port", str(port)] + ["--no-browser"] * (line == "faden app")
        process = subprocess.Popen(
            [sys.executable, "-m", "faden", *words],
            cwd=self.place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            assert _reached(port, process), line
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            if process.poll() is None:  # it can get lost in callbacks of Python; people press again
                process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
        finally:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _reached(port: int, process: subprocess.Popen[bytes], *, seconds: float = 30) -> bool:
    """Whether somebody listens at the port before the process ends or time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader in an empty folder, with a vault of their own."""
    scripts = str(Path(sys.executable).parent)
    own = {
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "FADEN_VAULTS": str(tmp_path / "vaults"),
        "FADEN_PASSPHRASE": "vier Wörter die nicht zusammengehören",
    }
    place = tmp_path.resolve() / "folder"
    place.mkdir()
    return Reader(place, os.environ | own)


def _steps(markdown: str) -> Iterator[tuple[str, str]]:
    """Files and lines of a page in order: a name and content, or an empty name and a line to type."""
    for block in BLOCK.finditer(markdown):
        if block["file"]:
            yield block["file"], block["text"]
        elif block["kind"] == "console":
            yield from (("", line[2:]) for line in block["text"].split("\n") if line.startswith("$ "))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("slug", RUN)
def test_a_page_of_the_handbook_works_from_top_to_bottom(reader: Reader, slug: str, language: str) -> None:
    """No command in the handbook is out of date, and no file in it is invalid."""
    reader.environment["FADEN_LANG"] = language
    page = next(page for page in handbook_pages(language) if page.slug == slug)
    steps = list(_steps(page.markdown))
    assert steps
    if not any(line.startswith("faden init") for _, line in steps):
        reader.type("faden init study")
        reader.type("cd study")

    for name, text in steps:
        if name:
            reader.write(name, text)
        else:
            reader.type(text)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_commands_is_what_the_commands_say(language: str) -> None:
    """Written by ``tools/write_commands.py``; run it after a command has changed."""
    root = Path(__file__).resolve().parents[2]
    made = subprocess.run(
        [sys.executable, "tools/write_commands.py", "--print"],
        cwd=root,
        env=os.environ | {"FADEN_LANG": language, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    page = root / f"src/faden/handbook/{language}/commands.md"

    assert page.read_text(encoding="utf-8") == made.stdout.decode("utf-8")
