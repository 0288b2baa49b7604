"""Names: what waits, one after the other, what is decided, and the log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from faden.app.pages.shell import show
from faden.app.pages.vaulted import show_names_page, vaulted
from faden.app.views.names import Wish, ask, last_decision, list_known, list_left, list_names, next_name
from faden.core.files import read_text
from faden.protection.material import raw_ids
from faden.protection.pseudonyms.decisions import Choice
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import LOG, parse_log, read_state
from faden.protection.pseudonyms.searching import searched_texts, without_gone
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.pages.vaulted import Held
    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate
    from faden.protection.pseudonyms.decisions import State

TAKEN_BACK: Final = "taken-back"
"""How the log tells that a decision was taken back."""

_ID: Final = re.compile(r"[IW][0-9]+|interviews/notes/[\w-]+\.csv", re.ASCII)
"""A conversation, or the notes of a workshop."""


def wish_of(request: Request) -> Wish:
    """Of what only the names are asked for; what is no id and no kind is passed over."""
    transcript, *told = (request.query_params.get(key, "") for key in ("transcript", "kind", "as"))
    kind, as_kind = (one if one in set(Kind) else "" for one in told)
    return Wish(transcript if _ID.fullmatch(transcript) else "", kind, as_kind)


def _open_state(held: Held) -> State:
    """What is decided and what waits, but in texts that are no more; the next search forgets those."""
    return without_gone(read_state(held.vault), held.folder, held.vault)


@vaulted
def show_names(request: Request, held: Held) -> Response:
    """What waits, by kind, by transcript, and one by one."""
    state = _open_state(held)
    return show_names_page(
        request,
        held,
        "names.html",
        listing=list_names(state, wish_of(request)),
        last=last_decision(state),
        decided=len(state.log),
        searched=bool(state.seen),
    )


@vaulted
def show_next_name(request: Request, held: Held) -> Response:
    """On to the candidate that is asked about now."""
    wish = wish_of(request)
    found = next_name(_open_state(held), wish)
    return RedirectResponse(f"{found}{wish.query}" if found else f"../names{wish.query}", status_code=303)


@vaulted
def show_one_name(request: Request, held: Held) -> Response:
    """One candidate with its places and answers; where it waits no more, the list."""
    state, wish = read_state(held.vault), wish_of(request)
    identifier = request.path_params["identifier"]
    candidate = state.candidate(identifier)
    if candidate is None:
        known = any(row.candidate == identifier for row in state.log)
        if known:
            return RedirectResponse(f"next{wish.query}", status_code=303)
        raise HTTPException(404)
    question = ask(state, candidate, _texts(held, candidate), wish, held.first_language)
    return show_names_page(
        request, held, "name.html", asked=question, wish=wish, last=last_decision(state), kinds=list(Kind)
    )


@vaulted
def show_decided_names(request: Request, held: Held) -> Response:
    """The list of names, and what was left as it is."""
    state = read_state(held.vault)
    return show_names_page(
        request, held, "names_decided.html", known=list_known(state), left=list_left(state), kinds=set(Kind)
    )


def show_names_log(request: Request) -> Response:
    """The log of decisions; it holds no clear name and needs no vault."""
    folder = request.app.state.desk.folder
    path = folder.root / LOG
    parsed = parse_log(read_text(path, shown=LOG)) if path.is_file() else None
    rows = tuple(reversed(parsed.value or ())) if parsed is not None else ()
    damaged = parsed is not None and parsed.value is None
    settings = read_settings(folder).value
    return show(
        request,
        "names_log.html",
        settings=settings,
        rows=rows,
        damaged=damaged,
        path=LOG,
        kinds=set(Kind),
        decisions={*Choice, TAKEN_BACK},
    )


def _texts(held: Held, candidate: Candidate) -> tuple[Transcript, ...]:
    """The texts in which a candidate stands, as far as they are still there."""
    there = {*raw_ids(held.vault), *(path.stem for path in held.folder.transcripts())}
    there |= {held.folder.shown(path) for path in held.folder.boards()}
    wanted = dict.fromkeys(o.transcript for o in candidate.occurrences if o.transcript in there)
    return searched_texts(held.folder, held.vault, tuple(wanted)) if wanted else ()
