"""What pages with clear names have in common: the open vault, or how to open it; and saving."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse

from faden.app.door import Closed, Door
from faden.app.pages.sending import answer_sent
from faden.app.pages.shell import language_of, show
from faden.app.views.problems import tell
from faden.build.clock import today
from faden.core.catalogue import text
from faden.core.problems import FadenError
from faden.protection.places import find_vault
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from faden.protection.vault import Vault
    from faden.study.folder import Folder
    from faden.study.settings import Settings

SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Held:
    """What a page with clear names works on.

    Attributes:
        folder: The study.
        vault: Its open vault.
        settings: The settings of the study; ``None`` where they cannot be read.
        by: Who decides.
        on: Today.
        language: Language of the page.
    """

    folder: Folder
    vault: Vault
    settings: Settings | None
    by: str
    on: str
    language: str

    @property
    def first_language(self) -> str:
        """The language in which labels are proposed."""
        return self.settings.languages.site[0] if self.settings is not None else "de"


Saying = dict[str, object]
"""What the browser is told after saving; becomes JSON."""


def vaulted(page: Callable[[Request, Held], Response]) -> Callable[[Request], Response]:
    """A page that needs the vault; where it is closed, the page says how to open it."""

    @wraps(page)
    def asked(request: Request) -> Response:
        held = _held(request)
        return show_locked(request) if held is None else page(request, held)

    return asked


def saves(act: Callable[[Request, Held, Mapping[str, Any]], Saying]) -> Callable[[Request], Any]:
    """What saves something in the vault; answers with JSON, and with the problem where it cannot."""

    @wraps(act)
    async def asked(request: Request) -> Response:
        return await answer_sent(request, partial(_saved, act))

    return asked


def _saved(
    act: Callable[[Request, Held, Mapping[str, Any]], Saying], request: Request, sent: Mapping[str, Any]
) -> Response:
    held = _held(request)
    if held is None:
        return JSONResponse({"done": False, "locked": True}, status_code=423)
    try:
        return JSONResponse({"done": True, **act(request, held, sent)})
    except FadenError as error:
        told = tell(error.problem, held.language)
        answer = {"done": False, "code": told.code, "what": told.what, "remedy": told.remedy}
        return JSONResponse(answer, status_code=409)


def show_names_page(request: Request, held: Held, template: str, **values: object) -> Response:
    """A page with clear names, and all that such pages show."""
    door: Door = request.app.state.door
    return show(
        request,
        template,
        status=200,
        settings=held.settings,
        by=held.by,
        minutes=round(door.idle / SECONDS),
        idle=round(door.idle),
        **values,
    )


def show_locked(request: Request) -> Response:
    """How to open the vault, in plain words."""
    door: Door = request.app.state.door
    folder = request.app.state.desk.folder
    why = door.closed or Closed.LOCKED
    none = find_vault(folder) is None
    return show(
        request,
        "names_locked.html",
        settings=read_settings(folder).value,
        why="none" if none else why.value,
        minutes=round(door.idle / SECONDS),
    )


def _held(request: Request) -> Held | None:
    door: Door = request.app.state.door
    vault = door.enter()
    if vault is None:
        return None
    folder: Folder = request.app.state.desk.folder
    settings = read_settings(folder).value
    language = language_of(request)
    by = request.app.state.by or (settings.lead if settings is not None else None) or ""
    return Held(
        folder, vault, settings, by or text("app.names.nobody", language), today().isoformat(), language
    )
