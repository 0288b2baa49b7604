"""One file a page: each takes a request, asks one function, and shows the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from faden.app.pages.codes import show_codes
from faden.app.pages.failure import show_failure, show_missing
from faden.app.pages.findings import show_all_findings, show_one_finding
from faden.app.pages.handbook import show_handbook, show_handbook_page
from faden.app.pages.needs import show_needs
from faden.app.pages.overview import show_overview
from faden.app.pages.problems import show_problems
from faden.app.pages.transcripts import show_all_transcripts, show_one_transcript
from faden.core.problems import FadenError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUTES: Final = (
    Route("/", show_overview, name="overview"),
    Route("/transcripts", show_all_transcripts, name="transcripts"),
    Route("/transcripts/{identifier}", show_one_transcript),
    Route("/needs", show_needs, name="needs"),
    Route("/findings", show_all_findings, name="findings"),
    Route("/findings/{identifier}", show_one_finding),
    Route("/problems", show_problems, name="problems"),
    Route("/handbook", show_handbook, name="handbook"),
    Route("/handbook/{slug}", show_handbook_page),
    Route("/codes.css", show_codes),
    Mount("/static", StaticFiles(packages=[("faden.app", "static")])),
)
"""Every page of the app."""

ERRORS: Final[Mapping[Any, Any]] = {FadenError: show_failure, HTTPException: show_missing}
"""What is shown where a page cannot be."""
