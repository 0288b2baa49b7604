"""Suggestions on the coding page: for marked words, for a code, for a conversation; and what a person says.

Nothing is coded here. Who accepts a suggestion codes the words as always; this page only keeps the decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse

from faden.analysis.suggest.values import Decision
from faden.app.pages.coders import coder_of
from faden.app.pages.sending import answer_sent
from faden.app.pages.shell import language_of
from faden.app.views.problems import tell
from faden.app.views.suggesting import scored_values, suggestion_values
from faden.build.suggesting import passage_at
from faden.coding.anchor import Anchor, Position, describe
from faden.core.problems import FadenError, StudyError
from faden.interviews.transcript import PartKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.learning import Learner, Learnt

SHOWN: Final = 4
"""Codes that are suggested for words."""

LISTED: Final = 6
"""Passages that may belong to a code, and codings that stand out, that are listed."""

_ABOUT_CONSENT: Final = frozenset({"suggest-nobody"})
"""Problems with which the page of the handbook on consent helps."""

Values = dict[str, Any]
"""What becomes JSON."""


def show_suggestions(request: Request) -> Response:
    """What is suggested for the words or the code of the address, else for the whole conversation.

    ``kind`` of the answer: ``ready``, ``warming`` (ask again in a moment), ``closed`` (a machine may not read
    these words), ``off`` (with the reason in words).
    """
    coder, identifier = coder_of(request), str(request.path_params["identifier"])
    if coder is None or identifier not in request.app.state.benches.identifiers():
        return JSONResponse({"kind": "closed"}, status_code=404)
    try:
        return JSONResponse(_asked(request, _learner(request, coder), identifier))
    except FadenError as error:
        return JSONResponse(_refused(error, language_of(request)), status_code=409)


async def decide_suggestion(request: Request) -> Response:
    """Keep what the coder decided on a code for some words."""
    return await answer_sent(request, _decided)


def _learner(request: Request, coder: str) -> Learner:
    found: Learner = request.app.state.learners.of(coder)
    return found


def _asked(request: Request, learner: Learner, identifier: str) -> Values:
    learnt = learner.now()
    if learnt is None:
        failure = learner.failure
        if failure is None:
            return {"kind": "warming"}
        told = tell(failure, language_of(request))
        return {
            "kind": "off",
            "what": told.what,
            "remedy": told.remedy,
            "help": failure.code in _ABOUT_CONSENT,
        }
    asked = request.query_params
    if "start" in asked:
        place = {key: asked.get(key, "") for key in ("part", "language")}
        ends = {key: _point(asked.get(key, "")) for key in ("start", "end")}
        return _for_words(request, learner, learnt, _anchor(request, identifier, {**place, **ends}))
    if "code" in asked:
        return _for_code(learner, learnt, asked["code"])
    with learner.lock:
        found = learnt.suggester.open_in(identifier)
    return {"kind": "ready", "open": [scored_values(passage, score, code) for passage, code, score in found]}


def _for_words(request: Request, learner: Learner, learnt: Learnt, place: tuple[str, Anchor]) -> Values:
    identifier, anchor = place
    passage = passage_at(anchor, _transcript(request, identifier), learnt.people)
    if passage is None:
        return {"kind": "closed"}
    with learner.lock:
        found = learnt.suggester.suggest(passage, n=SHOWN)
        rejected = learnt.suggester.rejected(passage.id)
        line = learnt.suggester.line
    shown = [suggestion_values(each) | {"weak": each.score < line} for each in found]
    answer = {"kind": "ready", "codes": shown, "calibrated": learnt.suggester.calibrated}
    return answer | {"rejected": list(rejected)}


def _for_code(learner: Learner, learnt: Learnt, code: str) -> Values:
    with learner.lock:
        if code not in learnt.suggester.codes:
            return {"kind": "ready", "open": [], "odd": []}
        may, odd = learnt.suggester.open_for(code, LISTED), learnt.suggester.odd_for(code, LISTED)
        line, calibrated = learnt.suggester.line, learnt.suggester.calibrated
    return {
        "kind": "ready",
        "calibrated": calibrated,
        "open": [scored_values(*each, code) for each in may if each[1] >= line / 2],
        "odd": [scored_values(*each, code) for each in odd if each[1] < line / 2],
    }


def _decided(request: Request, sent: Mapping[str, Any]) -> Response:
    coder, language = coder_of(request), language_of(request)
    if coder is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        identifier, place, code = str(request.path_params["identifier"]), sent.get("place"), sent.get("code")
        if not isinstance(place, dict) or not isinstance(code, str):
            raise _invalid("place")
        learner = _learner(request, coder)
        learnt = learner.now()
        _, anchor = _anchor(request, identifier, place)
        passage = (
            passage_at(anchor, _transcript(request, identifier), learnt.people)
            if learnt is not None
            else None
        )
        if learnt is None or passage is None or code not in learnt.suggester.codes:
            raise _invalid("code")
        learner.decide(passage, anchor, code, _decision(sent.get("decision")))
    except FadenError as error:
        return JSONResponse(_refused(error, language), status_code=409)
    return JSONResponse({"done": True})


def _refused(error: FadenError, language: str) -> Values:
    told = tell(error.problem, language)
    return {"done": False, "kind": "refused", "code": told.code, "what": told.what, "remedy": told.remedy}


def _decision(sent: object) -> Decision:
    try:
        return Decision(str(sent))
    except ValueError:
        raise _invalid("decision") from None


def _anchor(request: Request, identifier: str, place: Mapping[str, Any]) -> tuple[str, Anchor]:
    """The words of a place that the page names.

    Raises:
        StudyError: There are none.
    """
    try:
        (first, start), (last, end) = place["start"], place["end"]
        anchor = describe(
            _transcript(request, identifier),
            Position(str(first), int(start)),
            Position(str(last), int(end)),
            part=PartKind(place["part"]),
            language=str(place["language"]),
        )
    except (KeyError, TypeError, ValueError):
        raise _invalid("place") from None
    return identifier, anchor


def _transcript(request: Request, identifier: str) -> Any:
    benches = request.app.state.benches
    with benches.lock:
        return benches.transcript(identifier)


def _point(told: str) -> tuple[str, str]:
    turn, _, offset = told.partition(":")
    return turn, offset


def _invalid(field: str) -> StudyError:
    return StudyError("action-invalid", action="suggest", field=field, value="–")
