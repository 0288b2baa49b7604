"""``faden prototype serve``: made anew on each change, on this machine only, gone when it is stopped."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from ministudy import MiniStudy

from faden.build.prototyping import live
from faden.core.files import write_atomic
from faden.core.problems import StudyError
from faden.prototypes.live import HOST, Live, serve_live

START: Final = "de/search.html"


@pytest.fixture
def study(tmp_path: Path, good: str) -> MiniStudy:
    """A study with one prototype, and the needs it takes up."""
    made = MiniStudy(tmp_path / "study")
    made.begin()
    needs = made.folder.needs.read_text(encoding="utf-8")
    second = needs[needs.index("  - id: N01") :].replace("N01", "N02")
    write_atomic(made.folder.needs, needs + second)
    write_atomic(made.folder.root / "prototypes/probe/prototype.yaml", good)
    return made


@pytest.fixture
def served(study: MiniStudy) -> Live:
    """The prototype as it is served."""
    return live(study.folder, "probe")


def _page(served: Live, path: str = START) -> str:
    status, kind, content = served.answer(path)
    assert HTTPStatus.OK == status
    assert kind.startswith("text/html")
    return content.decode()


def _change(served: Live, before: str, after: str) -> None:
    text = served.path.read_text(encoding="utf-8")
    assert before in text
    write_atomic(served.path, text.replace(before, after, 1))


def test_a_change_is_seen_at_the_next_look(served: Live) -> None:
    """The page asks for a mark; it is the same until something was changed."""
    assert "Suche" in _page(served)
    before = served.answer(".made")
    assert before == served.answer(".made")
    _change(served, "Suche", "Wohnung finden")

    assert before != served.answer(".made")
    assert "Wohnung finden" in _page(served)


def test_needs_of_the_study_are_watched_too(study: MiniStudy, served: Live) -> None:
    """A need that is taken out of the study makes the specification wrong while one writes."""
    assert "Suche" in _page(served)
    needs = study.folder.needs
    write_atomic(needs, needs.read_text(encoding="utf-8").replace("id: N02", "id: N07"))

    assert "N02" in _page(served)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("to: ask, label", "to: nowhere, label"),
        ("format: faden.prototype/1", "format: faden.prototype/99"),
        ("    start: true", "   start: true"),
    ],
)
def test_an_error_is_shown_with_its_line_until_it_is_gone(served: Live, before: str, after: str) -> None:
    """Every address shows the list, which asks for changes like any page; then the pages come back."""
    _change(served, before, after)
    lines = served.path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if after in text)
    broken = _page(served)
    assert any(f"prototypes/probe/prototype.yaml:{n}<" in broken for n in (line, line + 1))
    assert "reload.js" in broken
    assert broken == _page(served, "ar/anything.html")
    _change(served, after, before)

    assert "Suche" in _page(served)
    assert "reload.js" in _page(served)


def test_words_of_an_error_are_no_markup(served: Live) -> None:
    """A value is repeated in the message as text."""
    _change(served, "to: ask, label", 'to: "<script>alert(1)</script>", label')

    assert "<script>alert" not in _page(served)


def test_nothing_but_the_prototype_is_served(study: MiniStudy, served: Live) -> None:
    """No file of the study, by no way of writing its path."""
    secret = "research/participants.csv"  # noqa: S105 - a path
    assert (study.folder.root / secret).is_file()
    for path in (secret, f"../../{secret}", f"/{study.folder.root}/{secret}", "prototype.yaml"):
        assert HTTPStatus.NOT_FOUND == served.answer(path)[0]


def test_a_port_that_is_taken_is_told(served: Live) -> None:
    """Another program listens there."""
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()

        with pytest.raises(StudyError) as stopped:
            serve_live(served, other.getsockname()[1], lambda _: None)

    assert "port-taken" == stopped.value.problem.code


@pytest.fixture
def process(study: MiniStudy) -> Iterator[subprocess.Popen[str]]:
    """The command as people start it."""
    minded = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = f"{minded}; from faden.cli.main import main; main()"  # a parent may have ignored Ctrl+C
    with subprocess.Popen(
        [sys.executable, "-c", command, "prototype", "serve", "probe", "--port", "0"],
        cwd=study.folder.root,
        env=os.environ | {"FADEN_LANG": "de"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        yield run
        if run.poll() is None:
            run.kill()


def _ask(port: int, path: str, host: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signal like Ctrl+C for one process there")
def test_it_listens_on_this_machine_alone_and_ends_quietly(process: subprocess.Popen[str]) -> None:
    """An address of 127.0.0.1; no other name leads there (DNS rebinding); Ctrl+C ends it without a trace."""
    assert process.stdout is not None
    address = urlsplit(process.stdout.readline().strip())
    port = address.port or 0
    assert HOST == address.hostname
    assert HTTPStatus.OK == _ask(port, f"/{START}", f"{HOST}:{port}")[0]
    assert HTTPStatus.FORBIDDEN == _ask(port, f"/{START}", f"evil.example:{port}")[0]
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert 0 == process.returncode
    assert "Traceback" not in said
    with pytest.raises(ConnectionRefusedError):
        _ask(port, "/", HOST)


def test_a_page_knows_the_state_that_it_shows(served: Live) -> None:
    """A change between the page and the first question for it would else never be seen."""
    before = _page(served)
    mark = served.mark
    _change(served, "Suche", "Wohnung finden")
    after = _page(served)

    assert f"assets/reload.js?{mark}" in before
    assert served.mark != mark
    assert f"assets/reload.js?{served.mark}" in after
