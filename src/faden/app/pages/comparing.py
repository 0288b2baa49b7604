"""Comparing coders: who has done what, one conversation side by side, and how far they agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from faden.app.pages.coders import coder_of, show_who, sight_of
from faden.app.pages.shell import language_of, reading, show
from faden.app.views.agreement import decimal_text, show_agreement
from faden.app.views.coding import said_by_browser
from faden.app.views.comparing import SHOWN, list_talks, show_table
from faden.app.views.problems import tell
from faden.build.agreement import Asked, compare_study, noted
from faden.coding.agreement.question import Uncoded
from faden.coding.agreement.units import UnitKind
from faden.coding.agreement.verdict import shows_verdicts
from faden.coding.blind import read_blindness
from faden.coding.editing.comparing import done_seen, lay_out
from faden.core.problems import FadenError
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.benches import Benches
    from faden.app.desk import Reading
    from faden.coding.blind import Blindness


def show_comparing(request: Request) -> Response:
    """All conversations with who has done them, and the figures of agreement."""
    coder, language = coder_of(request), language_of(request)
    if coder is None:
        return show_who(request, "compare")
    now, benches = reading(request), _benches(request)
    corpus = now.case.corpus
    titles = {i: t.head.title.text(language) if t.head.title else "" for i, t in corpus.transcripts.items()}
    with benches.lock:
        case = benches.case(coder)
        seen = {identifier: done_seen(case, identifier) for identifier in titles}
    named = [each.id for each in corpus.settings.coders]
    talks = list(list_talks(titles, sight_of(now, coder), seen, named))
    return show(
        request,
        "compare.html",
        settings=corpus.settings,
        talks=talks,
        blind=any(how == "unsaid" for row in talks for _, how in row.people),
        by=coder,
        fixed=bool(request.app.state.by),
        texts=texts(language),
        units=tuple(UnitKind),
        ways=tuple(Uncoded),
        machines=corpus.folder.machines(),
        numbers=_figures(request, now, coder),
    )


def _figures(request: Request, now: Reading, coder: str) -> dict[str, object]:
    """The figures that were asked for, or why there are none."""
    corpus, language, query = now.case.corpus, language_of(request), request.query_params
    unit = query.get("unit", "") if query.get("unit") in set(UnitKind) else UnitKind.TURN.value
    uncoded = query.get("uncoded", "") if query.get("uncoded") in set(Uncoded) else Uncoded.LEFT_OUT.value
    machine = query.get("machine", "") if query.get("machine") in corpus.folder.machines() else ""
    asked = Asked((), (machine,) if machine else (), (), UnitKind(unit), Uncoded(uncoded))
    told: dict[str, object] = {
        "unit": unit, "uncoded": uncoded, "machine": machine, "figures": [], "none": None, "memos": 0,
    }  # fmt: skip
    method = corpus.settings.method
    told["verdicts"] = shows_verdicts(method)
    told["thresholds"] = (
        decimal_text(method.alpha.reliable, language, 2),
        decimal_text(method.alpha.tentative, language, 3),
    )
    try:
        found = compare_study(corpus, asked, sight_of(now, coder))
    except FadenError as error:
        return told | {"none": tell(error.problem, language)}
    figures = show_agreement(found, corpus.codebook, method, language)
    return told | {"figures": figures, "memos": noted(found.people, corpus)}


def show_compared(request: Request) -> Response:
    """One conversation, two coders side by side; nothing before all are done."""
    coder, language, identifier = coder_of(request), language_of(request), request.path_params["identifier"]
    if coder is None:
        return show_who(request, "compare")
    benches = _benches(request)
    folder = benches.folder
    settings = read_settings(folder).value
    if identifier not in benches.identifiers():
        raise HTTPException(404)
    sight = read_blindness(coder, [each.id for each in settings.coders] if settings else [], folder)
    pair = _pair(request, sight, identifier)
    if pair is None:
        return show(request, "compare_blind.html", settings=settings, identifier=identifier, by=coder)
    which = request.query_params.get("show", SHOWN[0])
    which = which if which in SHOWN else SHOWN[0]
    with benches.lock:
        case = benches.case(coder)
        table, transcript, book = (
            lay_out(case, identifier, pair),
            case.transcript(identifier),
            case.codebook(),
        )
    people = sorted(sight.coded[identifier])
    return show(
        request,
        "compare_talk.html",
        settings=settings,
        identifier=identifier,
        title=transcript.head.title.text(language) if transcript.head.title else "",
        view=show_table(table, transcript, book, coder, (which, language)),
        which=which,
        ways=SHOWN,
        pairs=[(a, b) for at, a in enumerate(people) for b in people[at + 1 :]],
        by=coder,
        fixed=bool(request.app.state.by),
        texts=texts(language),
    )


def _pair(request: Request, sight: Blindness, identifier: str) -> tuple[str, str] | None:
    """The two who are compared; ``None`` where nothing may be shown yet."""
    people = sorted(sight.coded.get(identifier, frozenset()))
    # By name, whoever is asked for first: a decision names the first coder's coding first.
    named = sorted({*request.query_params.get("coders", "").split(",")} & {*people})
    first, *rest = named if len(named) > 1 else people or [""]
    hidden = [each for each in people if not sight.shows(each, identifier)]
    if not rest or hidden or not sight.done.by_all(people, identifier):
        return None
    return first, rest[0]


def texts(language: str) -> str:
    """What the scripts of a page say by themselves, as JSON."""
    return json.dumps(said_by_browser(language), ensure_ascii=False, sort_keys=True)


def _benches(request: Request) -> Benches:
    found: Benches = request.app.state.benches
    return found
