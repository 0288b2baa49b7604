"""What pages send when they save: small objects of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

MOST: Final = 20_000
"""Bytes of the longest request that saves something."""


async def sent_by(request: Request, *, most: int = MOST) -> Mapping[str, Any] | None:
    """What was sent; ``None`` where it is no object of JSON, or longer than ``most`` bytes."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            return None
    try:
        sent = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return None
    return sent if isinstance(sent, dict) else None


async def answer_sent(
    request: Request, act: Callable[[Request, Mapping[str, Any]], Response], *, most: int = MOST
) -> Response:
    """Do in a thread what was sent; what nobody can read is refused."""
    sent = await sent_by(request, most=most)
    if sent is None:
        return JSONResponse({"done": False}, status_code=400)
    return await run_in_threadpool(act, request, sent)
