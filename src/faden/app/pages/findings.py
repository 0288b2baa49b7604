"""Findings: the list, and one with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from faden.app.pages.coders import hidden_codings, seen_case
from faden.app.pages.shell import language_of, show
from faden.app.views.findings import list_findings, show_finding

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def show_all_findings(request: Request) -> Response:
    """All findings of the study."""
    case, _, blind = seen_case(request)
    found = list_findings(case, language_of(request), hidden_codings(request))
    return show(request, "findings.html", settings=case.corpus.settings, findings=found, blind=blind)


def show_one_finding(request: Request) -> Response:
    """One finding with its text, evidence and counter-evidence."""
    case, _, blind = seen_case(request)
    covered = hidden_codings(request)
    found = show_finding(case, request.path_params["identifier"], language_of(request), covered)
    if found is None:
        raise HTTPException(404)
    return show(request, "finding.html", settings=case.corpus.settings, finding=found, blind=blind)
