"""What is saved from the pages of names: an answer, taking it back, locking the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse

from faden.app.pages.names import wish_of
from faden.app.pages.vaulted import saves
from faden.app.views.names import last_stamp, next_name, stamp
from faden.core.problems import StudyError
from faden.protection.pseudonyms.decisions import Answer, Choice, decide, take_back
from faden.protection.pseudonyms.keeping import keep_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.pages.vaulted import Held, Saying
    from faden.protection.pseudonyms.decisions import State

LONGEST: Final = 58
"""Characters of the longest label; with its brackets it is found again in the texts."""


@saves
def decide_name(request: Request, held: Held, sent: Mapping[str, Any]) -> Saying:
    """Keep an answer; tells what comes next."""
    identifier, answer = request.path_params["identifier"], _answer(sent)

    def step(state: State) -> State:
        candidate = state.candidate(identifier)
        if candidate is not None and stamp(state, candidate) != sent.get("stamp"):
            raise StudyError("candidate-changed", value=identifier)
        return decide(state, identifier, answer, by=held.by, on=held.on)

    return {"next": next_name(keep_step(held.folder, held.vault, step), wish_of(request))}


@saves
def take_back_decision(request: Request, held: Held, sent: Mapping[str, Any]) -> Saying:
    """Take back the latest decision, if it is still the one that was shown."""
    back: list[str] = []

    def step(state: State) -> State:
        if state.past and last_stamp(state) != sent.get("stamp"):
            raise StudyError("decision-other")
        after = take_back(state, by=held.by, on=held.on)
        back.append(state.past[-1].candidate.id)
        return after

    keep_step(held.folder, held.vault, step)
    return {"next": back[0], "query": wish_of(request).query}


def lock_vault(request: Request) -> Response:
    """Lock the vault; it stays locked until the app is started anew."""
    request.app.state.door.lock()
    return JSONResponse({"done": True})


def stay_awake(request: Request) -> Response:
    """Somebody is there; whether the vault is still open."""
    return JSONResponse({"done": request.app.state.door.enter() is not None})


def _answer(sent: Mapping[str, Any]) -> Answer:
    """What was sent as an answer.

    Raises:
        StudyError: It is none.
    """
    choice, *told = (sent.get(key, "") for key in ("choice", "label", "place", "kind"))
    if not all(isinstance(one, str) for one in (choice, *told)) or choice not in set(Choice):
        raise StudyError("answer-unknown")
    label, place, kind = told
    if len(label.strip().strip("[]")) > LONGEST:
        raise StudyError("label-long", most=LONGEST)
    return Answer(Choice(choice), label, place, kind)
