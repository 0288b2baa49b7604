"""A prototype on this machine that is made anew whenever one of its files changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import RLock
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from faden.core.catalogue import interface_language, remedy, text, what
from faden.core.problems import FadenError, StudyError, errors
from faden.prototypes.check import Known, check_prototype
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render.pages import CONTENT_SECURITY_POLICY, asset, render_problems, render_prototype
from faden.prototypes.spec import read_prototype
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from faden.core.problems import Problem
    from faden.study.folder import Folder

HOST: Final = "127.0.0.1"
"""The only address that is listened on."""

RELOAD: Final = "reload.js"
_SCRIPT: Final = f"assets/{RELOAD}".encode()
_POLICY: Final = CONTENT_SECURITY_POLICY.replace("script-src", "connect-src 'self'; script-src", 1)
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "md": "text/plain; charset=utf-8",
}


@dataclass(slots=True)
class Live:
    """The pages of a prototype as its files stand now.

    Attributes:
        folder: The study.
        path: The file of the specification.
        needs: Gives the ids of the study's needs; ``None`` where they cannot be read.
        known: Gives what else of the study the specification may name.
        mark: Digest of the files from which the pages were made.
        files: The pages, by path; empty where the specification has errors.
        problems: What is not in order.
    """

    folder: Folder
    path: Path
    needs: Callable[[], Collection[str] | None]
    known: Callable[[], Known] = Known
    mark: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _one: RLock = field(default_factory=RLock)

    def refresh(self) -> str:
        """Make the pages anew where a file has changed; gives the digest of the files.

        Who asks while another request makes them waits: half-made pages would look like none.
        """
        with self._one:
            mark = self._digest()
            if mark != self.mark:
                self.mark, self.files, self.problems = mark, {}, []
                try:
                    self._make()
                except FadenError as error:
                    self.problems = [error.problem]
            return self.mark

    def _digest(self) -> str:
        """Of the specification and its drawings, and of what the check compares it with."""
        found = hashlib.sha256()
        own = [path for path in sorted(self.path.parent.rglob("*")) if path.suffix in (".yaml", ".svg")]
        for path in (*own, self.folder.needs, self.folder.settings):
            if path.is_file():
                found.update(path.read_bytes())
        return found.hexdigest()

    def _make(self) -> None:
        parsed = read_prototype(self.folder, self.path)
        good, bad = read_pictures(self.path, parsed.value) if parsed.value is not None else ({}, {})
        shown = self.folder.shown(self.path)
        known = self.known()
        self.problems = check_prototype(parsed, shown, needs=self.needs(), pictures=bad, known=known)
        settings = read_settings(self.folder)
        self.problems += settings.problems
        if parsed.value is not None and settings.value is not None and not errors(self.problems):
            self.files = render_prototype(
                parsed.value, settings.value, good, policy=_POLICY, more_scripts=(RELOAD,)
            )

    def answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        """Status, kind and content for an address; with errors, every page is the list of them."""
        if path == ".made":
            return HTTPStatus.OK, "text/plain; charset=utf-8", self.refresh().encode()
        with self._one:
            mark = self.refresh()
            status, kind, content = self._page(path)
        if kind == _TYPES["html"]:
            content = content.replace(_SCRIPT, _SCRIPT + f"?{mark}".encode())
        return status, kind, content

    def _page(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        name = path if path and not path.endswith("/") else f"{path}index.html"
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        if name == f"assets/{RELOAD}":
            return HTTPStatus.OK, kind, asset(RELOAD)
        if name in self.files:
            return HTTPStatus.OK, kind, self.files[name]
        if not self.files and name.startswith("assets/") and name.endswith(".css"):
            return HTTPStatus.OK, kind, asset(name.removeprefix("assets/"))
        if not self.files:
            return HTTPStatus.OK, _TYPES["html"], self._told().encode()
        return HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b""

    def _told(self) -> str:
        language = interface_language()
        told = [
            {"place": str(p.place), "what": what(p, language), "remedy": remedy(p, language)}
            for p in self.problems
        ]
        title = text("prototype.live.problems", language, n=len(told))
        return render_problems(language, title, told, _POLICY)


def serve_live(live: Live, port: int, announce: Callable[[str], None]) -> None:
    """Serve a prototype on 127.0.0.1 until interrupted.

    Args:
        live: The prototype.
        port: Where to listen; 0 for any free one.
        announce: Told the address once it is listened on.

    Raises:
        StudyError: The port is taken.
    """

    class _Handler(BaseHTTPRequestHandler):
        server_version = "faden"
        sys_version = ""

        def do_GET(self) -> None:
            if (self.headers.get("Host") or "").partition(":")[0] not in (HOST, "localhost"):
                self.send_error(HTTPStatus.FORBIDDEN)  # a name that was bent to point here
                return
            status, kind, content = live.answer(unquote(urlsplit(self.path).path).lstrip("/"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    try:
        server = ThreadingHTTPServer((HOST, port), _Handler)
    except OSError as error:
        raise StudyError("port-taken", port=port, reason=error.strerror or "") from None
    with server:
        announce(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()
