"""Analysing: matrices of codes, quotations behind them, words in context, summaries, saturation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from faden.analysis.framework import Rows as FrameworkRows
from faden.analysis.framework import read_framework
from faden.analysis.keywords import Match
from faden.analysis.matrix import By, Near
from faden.analysis.saturation import Rule
from faden.app.pages.asking import Went, followed, way_asked
from faden.app.pages.coders import coder_of, known_coders, seen_case, sight_of
from faden.app.pages.coding import carry_out, fingerprints_sent, refused
from faden.app.pages.comparing import texts
from faden.app.pages.sending import answer_sent
from faden.app.pages.shell import language_of, reading, show
from faden.app.views.coding_state import state_values
from faden.app.views.matrices import (
    ROWS,
    Names,
    Rows,
    draw_curve,
    list_quotations,
    show_framework,
    show_matrix,
    show_summary,
)
from faden.build.matrices import summary_covered
from faden.build.matrix_tables import (
    Sheet,
    codes_sheet,
    framework_sheet,
    saturation_sheet,
    together_sheet,
    words_sheet,
)
from faden.build.matrix_words import saturation_said
from faden.build.quotations import Wanted, quotations, quotations_sheet
from faden.build.summarising import STEPS, Summarise, parse_summary, summarise
from faden.coding.done import CONSENSUS
from faden.core.problems import FadenError, StudyError, UnknownError
from faden.exchange.tables import format_table
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from starlette.requests import Request

    from faden.app.benches import Benches
    from faden.coding.blind import Blindness
    from faden.interviews.transcript import Transcript
    from faden.publish.verdict import Case

SHOWN: Final = 60
"""Quotations that a page shows at first."""

MOST: Final = 100_000
"""Bytes of the longest summary that is sent."""

KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Formats of tables that can be downloaded."""


def show_retrieving(request: Request) -> Response:
    """What can be looked at."""
    return _page(request, "retrieve.html")


def show_codes_matrix(request: Request) -> Response:
    """Two of code, group, municipality and role against each other."""
    case, language = seen_case(request)[0], language_of(request)
    rows, columns, code, went = _dimensions(request, case)
    view = show_matrix(case, rows, columns, code, language)
    query = urlencode({"rows": rows, "columns": columns.value, "code": code})
    return _page(
        request, "retrieve_codes.html", view=view, rows=rows, columns=columns.value, code=code,
        ways=ROWS, across=tuple(By), query=query, went=went,
    )  # fmt: skip


def show_quotations(request: Request) -> Response:
    """Quotations by code, group, municipality, role, conversation and coder."""
    case, language = seen_case(request)[0], language_of(request)
    wanted, went = _wanted(request, case)
    found = quotations(case, wanted)
    most = _number(request, "most", SHOWN, 100_000)
    asked = {key: value for key, value in request.query_params.items() if key not in {"most", "lang"}}
    return _page(
        request,
        "retrieve_quotations.html",
        quotations=list_quotations(case, found[:most], language),
        n=len(found),
        persons=len({each.observation.participant for each in found} - {None}),
        wanted=wanted,
        more=urlencode({**asked, "most": most + SHOWN}) if len(found) > most else "",
        query=urlencode(asked),
        went=went,
    )


def show_together(request: Request) -> Response:
    """Codes that occur together."""
    case, near = seen_case(request)[0], way_asked(request, "near", Near.TURN)
    return _page(
        request, "retrieve_together.html", sheet=together_sheet(case, near), near=near.value,
        ways=tuple(Near), query=urlencode({"near": near.value}),
    )  # fmt: skip


def show_words(request: Request) -> Response:
    """Words with what stands around them."""
    asked, match = request.query_params.get("q", "").strip()[:200], way_asked(request, "match", Match.FOLDED)
    case = seen_case(request)[0]
    sheet = words_sheet(case, asked, match) if asked else None
    rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows[:500]] if sheet else []
    return _page(
        request, "retrieve_words.html", q=asked, match=match.value, ways=tuple(Match), rows=rows,
        n=len(sheet.rows) if sheet else 0, left_out=sheet.left_out if sheet else 0,
        query=urlencode({"q": asked, "match": match.value}),
    )  # fmt: skip


def show_framework_matrix(request: Request) -> Response:
    """Cases against codes with summaries."""
    case = seen_case(request)[0]
    view = show_framework(case, language_of(request), _sight(request))
    broken = bool(read_framework(case.corpus.folder).problems)
    path, mark = _framework_mark(request, case)
    return _page(
        request, "retrieve_framework.html", view=view, broken=broken, query="", path=path, mark=mark,
        kinds=get_args(FrameworkRows), texts=texts(language_of(request)),
    )  # fmt: skip


def _framework_mark(request: Request, case: Case) -> tuple[str, str]:
    """Path and fingerprint of the framework's file, which a step in it must name."""
    folder, benches = case.corpus.folder, _benches(request)
    path = folder.shown(folder.framework)
    with benches.lock:
        return path, benches.case().version(path).mark


def show_framework_cell(request: Request) -> Response:
    """One case under one code: its words, and the summary to write."""
    case, language = seen_case(request)[0], language_of(request)
    row, code = request.path_params["row"], request.path_params["code"]
    now, went = followed(case.corpus.codebook, code, language)
    found = show_summary(case, row, code, language, _sight(request))
    if found is None and went is not None:
        found, code = show_summary(case, row, now, language, _sight(request)), now
    if found is None:
        raise HTTPException(404)
    path, mark = _framework_mark(request, case)
    site = case.corpus.settings.languages.site
    return _page(
        request,
        "retrieve_cell.html",
        cell=found[0],
        quotations=found[1],
        cited={each.coding for each in found[0].cited},
        path=path,
        mark=mark,
        tongues=tuple(sorted(site, key=lambda each: each != language)),
        texts=texts(language),
        went=[went] if went and code == now else [],
    )


def show_saturation(request: Request) -> Response:
    """How codes accumulate, in the order held and in any order."""
    case, rule = seen_case(request)[0], _rule(request)
    sheet, found = saturation_sheet(case, rule)
    query = urlencode({"base": rule.base, "run": rule.run, "percent": f"{100 * rule.threshold:g}"})
    said = saturation_said(found, case.corpus.settings.method, language_of(request))
    return _page(
        request, "retrieve_saturation.html", sheet=sheet, found=found, rule=rule, said=said,
        curve=draw_curve(found), percent=f"{100 * rule.threshold:g}", query=query,
    )  # fmt: skip


def download_table(request: Request) -> Response:
    """A table as csv or xlsx, the same as the command writes for the team."""
    name, kind = request.path_params["name"], request.path_params["kind"]
    if kind not in KINDS or name not in _SHEETS:
        raise HTTPException(404)
    sheet = _SHEETS[name](request, seen_case(request)[0])
    content = format_table(kind, sheet.name, sheet.columns, sheet.rows)
    headers = {"content-disposition": f'attachment; filename="{sheet.name}.{kind}"'}
    return Response(content, media_type=KINDS[kind], headers=headers)


async def act_on_framework(request: Request) -> Response:
    """Write a summary; whatever else is sent, undo and redo, is a step of coding."""
    return await answer_sent(request, _acted, most=MOST)


def _acted(request: Request, sent: Mapping[str, Any]) -> Response:
    action = sent.get("action")
    summary = isinstance(action, dict) and action.get("do") in STEPS
    return (_summarised if summary else carry_out)(request, sent)


def _summarised(request: Request, sent: Mapping[str, object]) -> Response:
    coder, language, benches = coder_of(request), language_of(request), _benches(request)
    if coder is None:
        return JSONResponse({"done": False, "kind": "nobody"}, status_code=409)
    try:
        seen, action = fingerprints_sent(sent.get("seen")), parse_summary(sent.get("action"))
        if isinstance(action, Summarise):
            _refuse_covered(request, action)
        with benches.lock:
            said = summarise(benches.case(coder), action, seen)
            state, codebook = benches.of(coder).state(), benches.codebook()
            others = benches.left_doubtful(coder, "")
    except FadenError as error:
        return refused(request, error)
    told = state_values(state, codebook, language, others)
    return JSONResponse({"done": True, **told, "created": (), "said": said.text(language, codebook)})


def _refuse_covered(request: Request, action: Summarise) -> None:
    """Nobody writes over a summary that is still covered.

    Raises:
        StudyError: It tells of what the coder may not see yet.
    """
    case = seen_case(request)[0]
    if summary_covered(case, action.row, action.code, _sight(request)):
        raise StudyError("edited-unseen", case.corpus.folder.shown(case.corpus.folder.framework))


def _sight(request: Request) -> Blindness:
    return sight_of(reading(request), coder_of(request) or "")


def _page(request: Request, template: str, **values: Any) -> Response:
    case, coder, blind = seen_case(request)
    language, corpus = language_of(request), case.corpus
    names = Names(case, language)
    folder = corpus.folder
    known = (
        *known_coders(folder),
        *([CONSENSUS] if any(f.coder == CONSENSUS for f in corpus.coding_files) else []),
    )
    return show(
        request,
        template,
        settings=corpus.settings,
        by=coder,
        blind=blind,
        lead=corpus.settings.lead or "",
        nameless=", ".join(_nameless(corpus.transcripts)),
        codes=[(code, name, names.depths[code]) for code, name in names.codes.items()],
        code_names=names.codes,
        groups=names.groups,
        places=names.places,
        roles=tuple(role.value for role in Role),
        talks=tuple(corpus.transcripts),
        coders=known,
        **values,
    )


def _nameless(transcripts: Mapping[str, Transcript]) -> Iterator[str]:
    """Conversations in which a participant has no id: what is counted by person leaves their words out."""
    for name, told in transcripts.items():
        voices = told.head.speakers.values()
        if any(each.role is Role.PARTICIPANT and each.participant is None for each in voices):
            yield name


def _dimensions(request: Request, case: Case) -> tuple[Rows, By, str, list[Went]]:
    """What is set against what; two that are alike become two, what is not there is refused."""
    asked = {name: request.query_params.get(name, "") for name in ("rows", "columns", "code")}
    known = {"rows": ROWS, "columns": tuple(By), "code": [p.code.id for p in case.corpus.codebook.codes()]}
    for name, value in asked.items():
        if value and value not in known[name]:
            raise UnknownError("asked-unknown", field=name, value=value[:80])
    rows: Rows = next((each for each in ROWS if each == asked["rows"]), "code")
    columns = next((each for each in By if each == asked["columns"] and each != rows), None)
    if columns is None:
        columns = next(each for each in By if each != rows)
    code, went = followed(case.corpus.codebook, asked["code"], language_of(request))
    return rows, columns, code, [went] if went else []


def _wanted(request: Request, case: Case) -> tuple[Wanted, list[Went]]:
    query, language = request.query_params, language_of(request)
    told = {
        key: query.get(key, "")[:80]
        for key in ("code", "near", "group", "municipality", "role", "talk", "person", "coder")
    }
    went: list[Went] = []
    for key in ("code", "near"):
        told[key], one = followed(case.corpus.codebook, told[key], language)
        went += [one] if one else []
    wanted = Wanted(
        code=told["code"], near=told["near"], reach=way_asked(request, "reach", Near.TURN),
        group=told["group"], municipality=told["municipality"], role=told["role"], talk=told["talk"],
        person=told["person"], coder=told["coder"],
    )  # fmt: skip
    return wanted, went


def _rule(request: Request) -> Rule:
    rule = Rule()
    base, run = _number(request, "base", rule.base, 99), _number(request, "run", rule.run, 99)
    return Rule(base, run, _number(request, "percent", round(100 * rule.threshold), 100, least=0) / 100)


def _number(request: Request, name: str, fallback: int, most: int, *, least: int = 1) -> int:
    wish = request.query_params.get(name, "")
    fits = wish.isascii() and wish.isdigit() and len(wish) <= len(str(most))
    return max(least, min(int(wish), most)) if fits else fallback


def _codes_table(request: Request, case: Case) -> Sheet:
    rows, columns, code, _ = _dimensions(request, case)
    by = [columns] if rows == "code" else [By(rows), columns]
    return codes_sheet(case, by, [code] if code else [])


def _quotations_table(request: Request, case: Case) -> Sheet:
    return quotations_sheet(case, _wanted(request, case)[0], language_of(request))


def _words_table(request: Request, case: Case) -> Sheet:
    asked = request.query_params.get("q", "").strip()[:200]
    if not asked:
        raise UnknownError("matrix-words-empty")
    return words_sheet(case, asked, way_asked(request, "match", Match.FOLDED))


_SHEETS: Final[dict[str, Callable[[Request, Case], Sheet]]] = {
    "codes": _codes_table,
    "quotations": _quotations_table,
    "together": lambda request, case: together_sheet(case, way_asked(request, "near", Near.TURN)),
    "words": _words_table,
    "framework": lambda request, case: framework_sheet(
        case, language=language_of(request), sight=_sight(request)
    )[0],
    "saturation": lambda request, case: saturation_sheet(case, _rule(request))[0],
}
"""Name of a table → what makes it."""


def _benches(request: Request) -> Benches:
    found: Benches = request.app.state.benches
    return found
