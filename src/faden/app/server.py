"""The app as a whole, and the server that shows it on this machine only."""

from __future__ import annotations

import secrets
import socket
import sys
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware

from faden.app.access import ENTRANCE, Access
from faden.app.benches import Benches
from faden.app.boards import Boards
from faden.app.desk import Desk
from faden.app.door import Door
from faden.app.guard import Discreet, Guard
from faden.app.learning import Learners
from faden.app.pages import ERRORS, ROUTES
from faden.app.searches import Searches
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from uvicorn import Server

    from faden.protection.vault import Vault
    from faden.study.folder import Folder

LOOPBACK: Final = "127.0.0.1"
"""The only address at which the app listens."""


def create_app(
    folder: Folder,
    token: str,
    *,
    origins: frozenset[str] = frozenset(),
    door: Door | None = None,
    by: str = "",
    meaning: bool = False,
) -> Starlette:
    """The app for one study.

    Args:
        folder: The study.
        token: The secret of the start address, from `secrets.token_urlsafe`.
        origins: Further origins under which a proxy shows the app, e.g. JupyterLab's.
        door: Through which the pages come to the vault; by default it stays closed.
        by: Who codes, and decides about names.
        meaning: Whether search may have the model compute what passages mean, in a thread.

    Raises:
        ValueError: The token is empty, which would let everybody in.
    """
    if not token:
        raise ValueError("token")
    access = Access(token, origins)
    app = Starlette(
        routes=ROUTES,
        exception_handlers=ERRORS,
        middleware=[Middleware(Guard, access=access), Middleware(Discreet)],
    )
    app.state.desk = Desk(folder)
    app.state.seen_readings = {}
    app.state.benches = Benches(folder)
    app.state.boards = Boards(folder)
    app.state.learners = Learners(folder, lambda: app.state.desk.read().case.corpus)
    app.state.searches = Searches(model=meaning)
    app.state.door = door or Door(None)
    app.state.by = by
    app.state.save = access.save_value
    return app


def start_address(port: int, token: str) -> str:
    """The address that opens the app in a browser."""
    return f"http://{LOOPBACK}:{port}{ENTRANCE}?token={token}"


def run(
    folder: Folder,
    port: int = 0,
    *,
    open_browser: bool = True,
    announce: Callable[[str], None] | None = None,
    vault: Vault | None = None,
    by: str = "",
) -> None:
    """Serve the app on this machine until it is interrupted.

    Args:
        folder: The study.
        port: The port; 0 takes a free one.
        open_browser: Whether the start address is opened in the browser.
        announce: Is told the start address once the app can be reached; by default it goes to stdout.
        vault: The open vault, for the pages that show clear names.
        by: Who codes, and decides about names.

    Raises:
        StudyError: The port is taken.
    """
    token = secrets.token_urlsafe(32)
    # All is loaded before anybody is told the address: an interruption while modules load can get lost.
    server = _server(create_app(folder, token, door=Door(vault), by=by, meaning=True))
    listening = listen(port)
    address = start_address(listening.getsockname()[1], token)
    (announce or _say)(address)
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    with listening:
        server.run(sockets=[listening])


def listen(port: int) -> socket.socket:
    """A socket of this machine only.

    Args:
        port: The port; 0 takes a free one.

    Raises:
        StudyError: The port is taken.
    """
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise StudyError("port-taken", port=port, reason=error.strerror or str(error)) from None


def serve(app: Starlette, listening: socket.socket) -> None:
    """Serve an app at a socket until it is interrupted."""
    with listening:
        _server(app).run(sockets=[listening])


def _server(app: Starlette) -> Server:
    """What serves an app, with everything loaded that it needs."""
    import uvicorn

    config = uvicorn.Config(
        app,
        access_log=False,  # addresses hold the token
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        ws="none",
        lifespan="off",  # the app has none, and ending it would show a traceback
    )
    config.load()
    return uvicorn.Server(config)


def _say(address: str) -> None:
    """Write the address at once, also where a program reads it."""
    sys.stdout.write(address + "\n")
    sys.stdout.flush()
