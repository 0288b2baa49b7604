"""Coding a transcript: the page, what it is told, and every step saved at once."""

from __future__ import annotations

from contextlib import suppress
from functools import wraps
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse

from faden.app.pages.coders import coder_of, show_who
from faden.app.pages.sending import answer_sent
from faden.app.pages.shell import language_of, show
from faden.app.views.codebook import names_of
from faden.app.views.coding import show_for_coding
from faden.app.views.coding_state import state_values, told_after, word_values
from faden.app.views.problems import tell, with_names
from faden.app.views.search import MOST as MOST_HITS
from faden.app.views.search import search
from faden.coding.editing.actions import Correct, Follow, PairTurns, parse_action
from faden.core.problems import FadenError, StudyError
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.benches import Benches
    from faden.coding.editing.actions import Action
    from faden.interviews.transcript import Transcript

MOST: Final = 400_000
"""Bytes of the longest step: a long memo, or the words of a long turn."""

Values = dict[str, Any]
"""What becomes JSON."""


def show_coding(request: Request) -> Response:
    """One transcript to code; asks who codes where nobody is named."""
    identifier, coder = _identifier(request), coder_of(request)
    if coder is None:
        return show_who(request, f"coding/{identifier}")
    benches, language = _benches(request), language_of(request)
    with benches.lock:
        state = benches.of(coder).state(identifier)
        transcript, codebook = benches.transcript(identifier), benches.codebook()
        noted = any(memo.head.about == identifier and memo.head.by == coder for memo, *_ in benches.memos())
    settings = read_settings(benches.folder).value
    return show(
        request,
        "coding.html",
        settings=settings,
        asks=bool(settings and settings.method.reflexive and state.codings and not noted),
        view=show_for_coding(transcript, state.codings, codebook, language),
        beside=benches.beside(identifier),
        by=coder,
        fixed=bool(request.app.state.by),
    )


def begin_coding(request: Request) -> Response:
    """The transcripts are where coding begins."""
    del request
    return RedirectResponse("transcripts", status_code=303)


def _answers(act: Callable[[Request, str, str], Values]) -> Callable[[Request], Response]:
    """Answers with JSON; with the problem, in words, where it cannot."""

    @wraps(act)
    def asked(request: Request) -> Response:
        coder = coder_of(request)
        if coder is None:
            return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
        try:
            return JSONResponse(act(request, _identifier(request), coder))
        except FadenError as error:
            return refused(request, error)

    return asked


def refused(request: Request, error: FadenError) -> Response:
    """The problem in words, where a step was not carried out."""
    language, names = language_of(request), {}
    with suppress(FadenError), _benches(request).lock:
        names = names_of(_benches(request).codebook(), language)
    told = tell(with_names(error.problem, names), language)
    answer = {"done": False, "code": told.code, "what": told.what, "remedy": told.remedy}
    return JSONResponse(answer, status_code=409)


@_answers
def show_state(request: Request, identifier: str, coder: str) -> Values:
    """Codings, codes, and what can be undone, as they are now."""
    return _state(_benches(request), identifier, coder, language_of(request))


@_answers
def find_words(request: Request, identifier: str, coder: str) -> Values:
    """Where words stand, in this transcript first; on wish in all others, too."""
    del coder
    wanted, everywhere = (request.query_params.get(key, "") for key in ("q", "all"))
    hits = search(_texts(_benches(request), identifier, everywhere=bool(everywhere)), wanted)
    shown = [hit.values() for hit in islice(hits, MOST_HITS)]
    rest = sum(1 for _ in hits)
    return {"hits": shown, "n": len(shown) + rest, "more": rest}


def _texts(benches: Benches, identifier: str, *, everywhere: bool) -> Iterator[Transcript]:
    others = (each for each in benches.identifiers() if each != identifier) if everywhere else ()
    for each in chain((identifier,), others):
        with benches.lock:
            try:
                found = benches.transcript(each)
            except StudyError:
                if each == identifier:
                    raise
                continue
        yield found


async def act_on_coding(request: Request) -> Response:
    """Carry out one step; what is answered is on the disk."""
    return await answer_sent(request, carry_out, most=MOST)


def carry_out(request: Request, sent: Mapping[str, Any]) -> Response:
    """Carry out one step that was sent, and tell the state after it."""
    coder, language, benches = coder_of(request), language_of(request), _benches(request)
    if coder is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        action, seen = parse_action(sent.get("action")), fingerprints_sent(sent.get("seen"))
        _refuse_for_others(action, coder)
        identifier = _known(benches, sent.get("transcript"))
        with benches.lock:
            bench = benches.of(coder)
            outcome = bench.perform(action, seen)
            # Only a fresh state keeps apart what a correction left of this coder's and of others' codings.
            same = outcome.transcript == identifier and not isinstance(action, Correct | PairTurns)
            now = outcome if same else bench.state(identifier)
            codebook, others = benches.codebook(), benches.left_doubtful(coder, identifier)
            words = _changed_words(benches, identifier, seen)
    except FadenError as error:
        return refused(request, error)
    told = state_values(now, codebook, language, others) | words
    told["seen"] = {path: mark for path, mark in told["seen"].items() if path in seen}
    said, more = outcome.said.text(language, codebook), ""
    if isinstance(action, Correct | PairTurns):
        more = told_after(outcome, coder, language)
    return JSONResponse({"done": True, **told, "created": outcome.created, "said": said, "more": more})


def _refuse_for_others(action: Action, coder: str) -> None:
    """Each coder decides on the own codings; what another has coded may be covered besides.

    Raises:
        StudyError: The step is one in the codings of somebody else.
    """
    if isinstance(action, Follow) and action.coder not in {None, coder}:
        raise StudyError("action-invalid", action=action.do, field="coder", value=action.coder)


def _changed_words(benches: Benches, identifier: str, seen: Mapping[str, str]) -> Values:
    """The words of the conversation, where a step has changed them."""
    if not identifier:
        return {}
    path = benches.folder.shown(benches.folder.transcript(identifier))
    if seen.get(path, "") == benches.case().version(path).mark:
        return {}
    return {"words": word_values(benches.transcript(identifier))}


def _state(benches: Benches, identifier: str, coder: str, language: str) -> Values:
    with benches.lock:
        state = benches.of(coder).state(identifier)
        others = benches.left_doubtful(coder, identifier)
        return state_values(state, benches.codebook(), language, others)


def fingerprints_sent(sent: object) -> dict[str, str]:
    """The fingerprints that the page holds.

    Raises:
        StudyError: They are none.
    """
    if isinstance(sent, dict) and all(isinstance(each, str) for pair in sent.items() for each in pair):
        return sent
    raise StudyError("action-invalid", action="seen", field="seen", value="–")


def _identifier(request: Request) -> str:
    """The conversation of the address; nothing where it names none."""
    identifier: str = request.path_params.get("identifier", "")
    try:
        return _known(_benches(request), identifier)
    except StudyError:
        raise HTTPException(404) from None


def _known(benches: Benches, identifier: object) -> str:
    """The id of a conversation that there is; nothing, for the pages that show none.

    Raises:
        StudyError: There is none of this id.
    """
    if isinstance(identifier, str) and identifier in {"", *benches.identifiers()}:
        return identifier
    raise StudyError("action-invalid", action="transcript", field="transcript", value=str(identifier)[:20])


def _benches(request: Request) -> Benches:
    found: Benches = request.app.state.benches
    return found
