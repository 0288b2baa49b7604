"""The workbench in the launcher of JupyterLab, by way of jupyter-server-proxy.

JupyterLab starts this module as a program of its own and passes requests on to it. Who is let in
by JupyterLab gets the start address from its launcher; the token goes to the program in its
environment, never on a command line that other users of the machine can read.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from faden.core.catalogue import interface_language, text
from faden.study.folder import find_folder

TOKEN: Final = "FADEN_LAB_TOKEN"  # noqa: S105 - the name of a variable
STUDY: Final = "FADEN_LAB_STUDY"
ORIGINS: Final = "FADEN_LAB_ORIGINS"

ICON: Final = Path(__file__).parent / "static/icon.svg"

_NAMES: Final = ("127.0.0.1", "localhost")
"""Names under which a browser on this machine may show JupyterLab."""


def launcher() -> dict[str, Any]:
    """What jupyter-server-proxy must know; called by it when JupyterLab starts.

    Source:
        jupyter-server-proxy, “Server Process options”; found by the entry point
        ``jupyter_serverproxy_servers``.
    """
    token = secrets.token_urlsafe(32)

    def environment() -> dict[str, str]:
        return {TOKEN: token, STUDY: _study(), ORIGINS: " ".join(_origins())}

    return {
        "command": [sys.executable, "-m", "faden.app.lab", "{port}"],
        "environment": environment,
        "timeout": 60,
        "new_browser_tab": True,
        "launcher_entry": {
            "title": text("app.lab.title", interface_language()),
            "icon_path": str(ICON),
            "path_info": f"faden/enter?token={token}",
            "category": "Other",
        },
    }


def _server() -> Any:
    """The running server of JupyterLab; asked only when somebody opens the app, so its port is known."""
    from jupyter_server.serverapp import ServerApp

    return ServerApp.instance()


def _study() -> str:
    return str(_server().root_dir)


def _origins() -> list[str]:
    port = _server().port
    return [f"http://{name}:{port}" for name in _NAMES]


def main() -> None:
    """Serve the app at the port that JupyterLab has chosen."""
    from faden.app.server import create_app, listen, serve

    folder = find_folder(Path(os.environ.get(STUDY, ".")))
    origins = frozenset(os.environ.get(ORIGINS, "").split())
    app = create_app(folder, os.environ.pop(TOKEN, ""), origins=origins)
    with suppress(KeyboardInterrupt):
        serve(app, listen(int(sys.argv[1])))


if __name__ == "__main__":
    main()
