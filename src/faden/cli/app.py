"""The command that opens the workbench, with the vault if that is wanted."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.pseudonyms import who
from faden.cli.showing import say, talk, tell
from faden.cli.study import Where
from faden.cli.vault import open_vault
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


def app_command(
    study: Where = Path(),
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=say("cli.option.port"))] = 0,
    browser: Annotated[bool, typer.Option(help=say("cli.app.browser"))] = True,
    vault: Annotated[bool, typer.Option("--vault", help=say("cli.app.vault"))] = False,
    by: Annotated[str, typer.Option("--by", help=say("cli.app.by"))] = "",
) -> None:
    """Open the workbench."""
    from faden.app.server import run
    from faden.study.folder import find_folder

    folder = find_folder(study)
    if by and not vault:  # whoever decides about names need not code
        ask_coder(folder, by)
    opened: Vault | None = open_vault(folder) if vault else None
    decides = who(folder, by) if vault else by

    def _announce(address: str) -> None:
        talk("cli.app.vault-open" if vault else "cli.app.at")
        tell(address)

    with suppress(KeyboardInterrupt):
        run(folder, port=port, open_browser=browser, announce=_announce, vault=opened, by=decides)


def ask_coder(folder: Folder, by: str) -> None:
    """Refuse who is not among the study's coders: a slip would put codings into a folder of its own.

    Args:
        folder: The study; one that names no coders refuses nobody.
        by: Short name of whoever decides.

    Raises:
        StudyError: The study names coders, and this is none of them.
    """
    from faden.study.settings import read_settings

    settings = read_settings(folder).value
    named = [coder.id for coder in settings.coders] if settings is not None else []
    if named and by not in named:
        raise StudyError("app-coder-unknown", value=by, known=", ".join(named))
