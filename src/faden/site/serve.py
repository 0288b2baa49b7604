"""A small server for looking at the built site on one's own machine, and only there."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from faden.site.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader

HOST: Final = "127.0.0.1"
"""The only address the server listens on."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""Content policy sent with every file; pages carry a stricter one of their own."""

_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}


class _Handler(SimpleHTTPRequestHandler):
    """Gives out files of one folder, and nothing else."""

    server_version = "faden"
    sys_version = ""

    def send_head(self) -> BufferedReader | None:
        """Answer with a file of the folder; anything else is not found."""
        if not self._asked_here():
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        path = find_file(Path(self.directory), self.path)
        if path is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return None
        self._begin(HTTPStatus.OK, path)
        return path.open("rb")

    def _asked_here(self) -> bool:
        """Whether the browser means this machine, and not a name that was bent to point here."""
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host") or ""
        return host in {HOST, "localhost"}

    def _begin(self, status: HTTPStatus, path: Path) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(path.suffix.lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(path.stat().st_size))
        self.end_headers()

    def _refuse(self, status: HTTPStatus) -> None:
        page = Path(self.directory) / "404.html"
        if status is HTTPStatus.NOT_FOUND and page.is_file():
            self._begin(status, page)
            if self.command != "HEAD":
                self.wfile.write(page.read_bytes())
            return
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        """End the headers with those that every answer carries."""
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing; whoever looks at a site needs no list of what was fetched."""


def find_file(root: Path, address: str) -> Path | None:
    """The file that an address asks for; ``None`` where there is none inside the folder.

    Args:
        root: The folder of the site.
        address: Path of a request, with or without query; a folder stands for its ``index.html``.
    """
    name = unquote(urlsplit(address).path).lstrip("/")
    if "\x00" in name or "\\" in name:
        return None
    base = root.resolve()
    path = (base / name).resolve()
    if path.is_dir():
        path = (path / "index.html").resolve()
    within = base in path.parents
    return path if within and path.is_file() else None


def make_server(site: Path, port: int = 8000) -> ThreadingHTTPServer:
    """A server for a built site, bound to this machine; the caller runs and closes it.

    Args:
        site: The folder ``build/site``.
        port: Port to listen on; 0 takes any that is free.

    Raises:
        SiteError: There is no site, or the port is in use.
    """
    if not (site / "index.html").is_file():
        raise SiteError("site-not-built", site.name)
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(site)))
    except OSError:
        raise SiteError("site-port-taken", port=port) from None


def serve(site: Path, port: int = 8000, *, announce: Callable[[str], None] | None = None) -> None:
    """Serve a built site until the program is interrupted, which ends it quietly.

    Args:
        site: The folder ``build/site``.
        port: Port to listen on; 0 takes any that is free.
        announce: Is told the address once the site can be reached there.

    Raises:
        SiteError: There is no site, or the port is in use.
    """
    with make_server(site, port) as server, suppress(KeyboardInterrupt):
        if announce is not None:
            announce(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()
