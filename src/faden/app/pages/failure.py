"""What is shown where a page cannot be: with place and remedy, like every problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from faden.app.pages.shell import language_of, show
from faden.app.views.problems import tell
from faden.core.problems import FadenError, Place, UnknownError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_failure(request: Request, error: Exception) -> Response:
    """The problem for which faden cannot go on; the address stands for the place where it is the address."""
    if not isinstance(error, FadenError):
        return show(request, "failure.html", status=500, settings=None, problem=None)
    problem, unknown = error.problem, isinstance(error, UnknownError)
    if unknown:
        problem = replace(problem, place=Place(request.url.path))
    told = tell(problem, language_of(request))
    return show(request, "failure.html", status=404 if unknown else 500, settings=None, problem=told)


def show_missing(request: Request, error: Exception) -> Response:
    """There is no such page, or it cannot be asked for in this way."""
    status = int(getattr(error, "status_code", 404))
    return show(request, "failure.html", status=status, settings=None, problem=None)
