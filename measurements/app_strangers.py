"""What strangers get from the running app: other origins, rebound names, no token, methods and headers mixed.

A real server on a socket, and requests written by hand: a client library would put its own ``Host``
in order. Each stranger lacks at least one thing that our own page has; one request of our own shows
that the server answers at all.
"""

from __future__ import annotations

import itertools
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from faden.app import create_app
from faden.app.access import SAVE_HEADER, Access
from faden.app.guard import cookie_name
from faden.study.folder import find_folder
from measurements.studies import copy_study

IDS: Final = ("app.foreign.",)

TOKEN: Final = "a token for the measurement"  # noqa: S105 - opens nothing but this run
WRONG: Final = "0" * 64
PATHS: Final = ("/", "/transcripts", "/coding/I01", "/coding/I01/state", "/needs", "/static/app.css")
SAVING: Final = ("/coding/act",)
_GIVEN: Final = {"Content-Type: application/json", "Connection: close"}


class _Case(NamedTuple):
    """One request: what it says of itself."""

    method: str
    path: str
    host: str | None
    origin: str | None
    site: str | None
    cookie: str | None
    save: str | None


def measure() -> list[dict[str, Any]]:
    """Requests of strangers that got something else than a refusal, or changed the study."""
    with tempfile.TemporaryDirectory() as place:
        folder = find_folder(copy_study(Path(place)))
        with _served(folder) as port:
            own, strangers = _cases(port)
            if _status(port, own) != 200:
                raise RuntimeError("the app does not answer its own page")
            files = _files(Path(place))
            answers = [(case, _status(port, case)) for case in strangers]
            changed = _files(Path(place)) != files
    answered = [case for case, status in answers if status not in (400, 403)]
    for case in answered:
        print("answered:", case)
    return [
        {
            "id": "app.foreign.answered",
            "value": len(answered) + changed,
            "n": len(answers),
            "note": "host, origin, fetch site, cookie and save header in all combinations but the right ones",
        }
    ]


def _cases(port: int) -> tuple[_Case, list[_Case]]:
    """Our own request, and those of strangers."""
    access = Access(TOKEN)
    here = f"127.0.0.1:{port}"
    hosts = (
        here,
        f"localhost:{port}",
        "example.org",
        f"example.org:{port}",
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - a name, nothing listens at it
        "",
        None,
    )
    origins = (None, f"http://{here}", "http://example.org", f"http://127.0.0.1:{port + 1}", "null")
    sites = (None, "same-origin", "same-site", "cross-site", "none")
    cookies = (f"{cookie_name(port)}={access.pass_value}", f"{cookie_name(port)}={WRONG}", None)
    saves = (access.save_value, WRONG, None)
    reading = [
        _Case(method, path, *rest, None)
        for method in ("GET", "HEAD")
        for path, *rest in itertools.product(PATHS, hosts, origins, sites, cookies)
    ]
    saving = [
        _Case(method, path, *rest)
        for method in ("POST", "PUT", "DELETE")
        for path, *rest in itertools.product(SAVING, hosts, origins, sites, cookies, saves)
    ]
    own = _Case("GET", "/", here, None, "same-origin", cookies[0], None)
    return own, [case for case in [*reading, *saving] if not _right(case, port, access)]


def _right(case: _Case, port: int, access: Access) -> bool:
    """Whether it has all that a page of ours has, by words of its own, not by those of the guard."""
    by_name = case.host in (f"127.0.0.1:{port}", f"localhost:{port}")
    no_other = case.origin in (None, f"http://{case.host}") and case.site in (None, "same-origin", "none")
    let_in = case.cookie is not None and case.cookie.endswith(access.pass_value)
    reads = case.method in ("GET", "HEAD")
    saves = case.save == access.save_value and case.origin == f"http://{case.host}"
    return by_name and no_other and let_in and (reads or saves)


def _status(port: int, case: _Case) -> int:
    """The status of the answer."""
    lines = [f"{case.method} {case.path} HTTP/1.1", *sorted(_GIVEN)]
    named = (("Host", case.host), ("Origin", case.origin), ("Sec-Fetch-Site", case.site))
    more = (("Cookie", case.cookie), (SAVE_HEADER, case.save))
    lines += [f"{name}: {value}" for name, value in (*named, *more) if value is not None]
    body = b"{}" if case.method != "GET" else b""
    lines.append(f"Content-Length: {len(body)}")
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    return int(answer.split(b" ", 2)[1])


def _files(root: Path) -> dict[str, bytes]:
    """The files of the study; what the app computes for itself stands below ``build``."""
    return {
        str(file): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and "build" not in file.relative_to(root).parts
    }


@contextmanager
def _served(folder: Any) -> Iterator[int]:
    """The port of the app."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(folder, TOKEN, by="mira")
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)
