"""What pages send when they save: small objects of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

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
