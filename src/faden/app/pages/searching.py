"""Search in all conversations: by words at once, by meaning as soon as the model is ready."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.responses import JSONResponse

from faden.analysis.search.question import LONGEST
from faden.app.pages.asking import followed
from faden.app.pages.coders import coder_of
from faden.app.pages.shell import language_of, reading, show
from faden.app.views.found import choices, show_hits
from faden.build.searching import LIMIT, Filters
from faden.coding.blind import blindness
from faden.core.catalogue import text
from faden.core.problems import UnknownError
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.searches import Searches
    from faden.publish.verdict import Case

FILTERS: Final = ("code", "group", "municipality", "role", "language", "transcript")
"""What hits can be narrowed by, as it stands in the address."""

MOST: Final = 200
"""Hits on a page; who needs more asks more narrowly."""


def show_search(request: Request) -> Response:
    """The question, what narrows it, and what was found.

    Raises:
        UnknownError: The study does not have what is to narrow it; a wider answer would not say so.
    """
    case, language = reading(request).case, language_of(request)
    searches: Searches = request.app.state.searches
    typed = request.query_params.get("q", "")[:LONGEST]
    wished = {name: request.query_params.get(name, "") for name in FILTERS}
    wished["code"], went = followed(case.corpus.codebook, wished["code"], language)
    offered = choices(case, wished, language, _roles(language))
    chosen = {name: value for name, value in wished.items() if value}
    for name, value in chosen.items():
        if not any(each.chosen for each in offered[name]):
            raise UnknownError("asked-unknown", field=name, value=value[:80])
    found = None
    if typed.strip():
        finder, blind = searches.finder(case), _blind(request, case)
        found = finder.find(typed, _filters(chosen), limit=_limit(request), language=language, blind=blind)
    else:
        searches.begin(case)
    return show(
        request,
        "search.html",
        settings=case.corpus.settings,
        typed=typed,
        found=found,
        hits=show_hits(case, found.hits if found else (), language),
        choices=offered,
        narrowed=bool(chosen),
        more=urlencode({"q": typed, **chosen, "most": min(_limit(request) + LIMIT, MOST)}),
        again=urlencode({"q": typed, **chosen}),
        longest=LONGEST,
        most=MOST,
        readiness=searches.readiness(),
        went=[went] if went else [],
    )


def tell_readiness(request: Request) -> Response:
    """How far search by meaning is, for a page that waits."""
    searches: Searches = request.app.state.searches
    now = searches.readiness()
    return JSONResponse({"state": now.state, "done": now.done, "of": now.of})


def _filters(chosen: dict[str, str]) -> Filters:
    values = {name: (chosen[name],) if name in chosen else () for name in FILTERS}
    return Filters(
        codes=values["code"],
        groups=values["group"],
        municipalities=values["municipality"],
        roles=values["role"],
        languages=values["language"],
        transcripts=values["transcript"],
    )


def _roles(language: str) -> dict[str, str]:
    return {role.value: text(f"app.role.{role.value}", language) for role in Role}


def _limit(request: Request) -> int:
    wish = request.query_params.get("most", "")
    return max(LIMIT, min(int(wish), MOST)) if re.fullmatch("[0-9]{1,3}", wish) else LIMIT


def _blind(request: Request, case: Case) -> frozenset[str]:
    """Conversations in which whoever looks may not see the lead coder's codings yet."""
    corpus = case.corpus
    named = (coder.id for coder in corpus.settings.coders)
    sight = blindness(coder_of(request) or "", named, corpus.coding_files, corpus.done)
    lead = corpus.settings.lead or ""
    return frozenset(each for each in corpus.transcripts if not sight.shows(lead, each))
