"""The guard before the app: lets requests in or not, and puts the safety headers on every answer."""

from __future__ import annotations

import traceback
from logging import getLogger
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from faden.app.access import SAVE_HEADER, Access, Asked, Decision, decide
from faden.core.catalogue import interface_language, text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer. Trusted types make every ``innerHTML`` in a script of ours an error."""

_log = getLogger("faden.app")


class Guard:
    """Stands before the app and is asked about every request.

    Args:
        app: What lies behind.
        access: What opens it.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._guarded(scope, receive, _with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        decision = decide(asked, self._access)
        if decision is Decision.PASS:
            await self._app(scope, receive, send)
            return
        await self._answer(decision, asked.port)(scope, receive, send)

    def _answer(self, decision: Decision, port: int) -> Response:
        if decision is Decision.ENTER:
            # Relative, so that a proxy which shows the app under a prefix leads to the same place.
            entered = RedirectResponse("./", status_code=303)
            entered.set_cookie(
                cookie_name(port), self._access.pass_value, httponly=True, samesite="strict", path="/"
            )
            return entered
        if decision is Decision.LOCKED:
            return PlainTextResponse(text("app.locked", interface_language()), status_code=403)
        return Response(status_code=403)


def cookie_name(port: int) -> str:
    """The name of our cookie: browsers share cookies between all ports of a machine."""
    return f"faden-{port}"


def _asked(scope: Scope) -> Asked:
    headers = Headers(scope=scope)
    server = scope.get("server") or ("", 0)
    port = int(server[1] or 0)
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return Asked(
        method=scope["method"],
        path=scope["path"],
        hosts=tuple(headers.getlist("host")),
        origins=tuple(headers.getlist("origin")),
        sites=tuple(headers.getlist("sec-fetch-site")),
        token=query.get("token", [""])[0],
        cookie=cookie_parser("; ".join(headers.getlist("cookie"))).get(cookie_name(port), ""),
        port=port,
        save=headers.get(SAVE_HEADER, ""),
    )


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


class Discreet:
    """Answers where the app breaks, and logs only which line of code broke.

    A traceback as Python writes it repeats values, and values may be words of a transcript.

    Args:
        app: What lies behind.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; whatever breaks ends here."""
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001 - whatever breaks, no content reaches a log
            where = _where(error)
            _log.error("%s at %s", type(error).__name__, where)
            if not begun:
                told = text("app.broken", interface_language(), kind=type(error).__name__, where=where)
                await PlainTextResponse(told, status_code=500)(scope, receive, send)


def _where(error: Exception) -> str:
    """File and line of the code that broke, without what it was working on."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
