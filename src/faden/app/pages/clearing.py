"""Transcripts from raw to cleared: their states, replacing with a preview, clearing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from faden.app.pages.names import wish_of
from faden.app.pages.vaulted import saves, show_names_page, vaulted
from faden.app.views.clearing import list_steps, read_plan, shown_hash, stamp_of
from faden.app.views.problems import tell
from faden.build.pairing import to_pair
from faden.core.catalogue import text
from faden.core.problems import StudyError, VaultError, errors
from faden.exchange.refi.carrying import carry_over
from faden.exchange.refi.sidecar import read_sidecars
from faden.interviews.files import read_transcript
from faden.protection.lock import locked
from faden.protection.material import raw_ids
from faden.protection.pseudonyms.apply import ApplyReport, apply_names
from faden.protection.pseudonyms.clearing import check_clearing, clear
from faden.protection.pseudonyms.keeping import read_state
from faden.protection.pseudonyms.review import queue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.pages.vaulted import Held, Saying
    from faden.core.problems import Problem


@vaulted
def show_steps(request: Request, held: Held) -> Response:
    """Where all transcripts stand."""
    state = read_state(held.vault)
    raw = raw_ids(held.vault)
    parsed = {path.stem: read_transcript(held.folder, path.stem) for path in held.folder.transcripts()}
    texts = {identifier: one.value for identifier, one in parsed.items() if one.value is not None}
    against = {
        identifier: [*parsed[identifier].problems, *check_clearing(held.folder, held.vault, state, one)]
        for identifier, one in texts.items()
    }
    ids = sorted({*raw, *parsed})
    steps = list_steps(ids, raw, texts, state, against, held.language)
    return show_names_page(request, held, "names_texts.html", steps=steps)


@vaulted
def show_plan(request: Request, held: Held) -> Response:
    """What replacing would change, before it does."""
    wish = wish_of(request)
    try:
        report = apply_names(held.folder, held.vault, _ids(wish.transcript), dry_run=True)
    except VaultError as error:  # nothing is decided yet, or there is no such transcript
        report = ApplyReport((), (error.problem,))
    waiting = len(queue(read_state(held.vault), _ids(wish.transcript)))
    plan = read_plan(report, held.language)
    return show_names_page(request, held, "names_apply.html", plan=plan, wish=wish, waiting=waiting)


@saves
def apply_plan(request: Request, held: Held, sent: Mapping[str, Any]) -> Saying:
    """Replace as it was shown; codings, memos and projects follow, as with the command."""
    ids = _ids(wish_of(request).transcript)
    with locked(held.folder):
        if stamp_of(apply_names(held.folder, held.vault, ids, dry_run=True)) != sent.get("stamp"):
            raise StudyError("plan-changed")
        report = apply_names(held.folder, held.vault, ids)
    found = [*report.problems, *_carried(held)]
    apart = to_pair(held.folder, [done.id for done in report.transcripts if done.changed])
    said = [text("app.names.applied", held.language, n=len(report.diffs))]
    said += [text("app.names.applied.pairs", held.language, id=each, n=n) for each, n in apart]
    return {
        "said": " ".join(said),
        "problems": [tell(problem, held.language).what for problem in errors(found)],
    }


@vaulted
def show_clearing(request: Request, held: Held) -> Response:
    """One transcript before somebody answers for it."""
    identifier = request.path_params["identifier"]
    found = read_transcript(held.folder, identifier) if _is_there(held, identifier) else None
    if found is None or found.value is None:
        raise HTTPException(404)
    state = read_state(held.vault)
    against = [*found.problems, *check_clearing(held.folder, held.vault, state, found.value)]
    (step,) = list_steps(
        [identifier],
        raw_ids(held.vault),
        {identifier: found.value},
        state,
        {identifier: against},
        held.language,
    )
    return show_names_page(request, held, "names_clear.html", step=step)


@saves
def clear_text(request: Request, held: Held, sent: Mapping[str, Any]) -> Saying:
    """Clear a transcript in the wording that was shown, in the name of the person named."""
    identifier, by = request.path_params["identifier"], sent.get("by", "")
    if not _is_there(held, identifier) or not isinstance(by, str):
        raise StudyError("clear-not-applied", transcript=identifier)
    with locked(held.folder):
        now = read_transcript(held.folder, identifier).value
        if now is None or shown_hash(now) != sent.get("hash"):
            raise StudyError("clear-other-wording", transcript=identifier)
        report = clear(held.folder, held.vault, [identifier], by=by, on=held.on)
    if report.problems:
        raise StudyError.of(report.problems[0])
    return {"said": text("app.names.cleared", held.language, id=identifier, by=by.strip())}


def _ids(transcript: str) -> tuple[str, ...]:
    return (transcript,) if transcript else ()


def _is_there(held: Held, identifier: str) -> bool:
    """Whether a transcript stands in the study; ids of an address are never made into a path."""
    return identifier in {path.stem for path in held.folder.transcripts()}


def _carried(held: Held) -> list[Problem]:
    """Carry codes, codings and memos of raw projects over, as ``faden pseudonyms apply`` does."""
    found: list[Problem] = []
    for side in read_sidecars(held.folder, held.vault).value or ():
        if not side.declared_by:
            found += carry_over(held.folder, held.vault, side.slug).problems
    return found
