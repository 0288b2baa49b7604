"""What is shown where a page cannot be: with place and remedy, like every problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.app.pages.shell import language_of, show
from faden.app.views.problems import tell
from faden.core.problems import FadenError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_failure(request: Request, error: Exception) -> Response:
    """The problem for which faden cannot go on."""
    problem = tell(error.problem, language_of(request)) if isinstance(error, FadenError) else None
    return show(request, "failure.html", status=500, settings=None, problem=problem)


def show_missing(request: Request, error: Exception) -> Response:
    """There is no such page, or it cannot be asked for in this way."""
    status = int(getattr(error, "status_code", 404))
    return show(request, "failure.html", status=status, settings=None, problem=None)
