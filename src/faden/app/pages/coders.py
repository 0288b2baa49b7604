"""Who codes: as named at the start, as chosen in this browser, else the one person it can be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse

from faden.app.desk import Reading
from faden.app.pages.sending import sent_by
from faden.app.pages.shell import reading, show
from faden.coding.blind import blindness
from faden.coding.done import CONSENSUS
from faden.coding.editing.journal import own_codings
from faden.core.ids import SLUG_PATTERN
from faden.findings.evidence import Index
from faden.findings.finding import marks
from faden.publish.verdict import Case
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.coding.blind import Blindness
    from faden.core.problems import Problem
    from faden.findings.corpus import Corpus
    from faden.study.folder import Folder

COOKIE: Final = "faden-coder"

LONGEST: Final = 60
"""Characters of the longest short name."""

_PAGES: Final = frozenset({"codebook", "memos", "compare", "retrieve", "needs/board"})
"""Pages from which the coder can be changed, besides those of the conversations."""

_SLUG: Final = re.compile(SLUG_PATTERN)
_OF_EVIDENCE: Final = frozenset({"need-without-evidence", "finding-without-evidence"})
"""Problems that a study without its lead coder's codings always has."""

_CODING: Final = re.compile(r"^c-[0-9a-z]{8}$")


def coder_of(request: Request) -> str | None:
    """Who codes; ``None`` where somebody has to say so.

    Named by ``faden app --by`` it is that person. Else the one chosen in this browser, else the lead
    coder, else the only one who has coded yet.
    """
    folder: Folder = request.app.state.desk.folder
    for wish in (request.app.state.by, request.cookies.get(COOKIE, "")):
        if wish and is_coder(wish):
            return str(wish)
    settings = read_settings(folder).value
    if settings is not None and settings.lead and is_coder(settings.lead):
        return settings.lead
    known = known_coders(folder)
    return known[0] if len(known) == 1 else None


def is_coder(name: str) -> bool:
    """Whether a text can be the short name of a coder; the consensus is nobody."""
    return name != CONSENSUS and len(name) <= LONGEST and _SLUG.match(name) is not None


def known_coders(folder: Folder) -> tuple[str, ...]:
    """The coders that the settings name, then all others that have a folder of codings."""
    settings = read_settings(folder).value
    named = [coder.id for coder in settings.coders] if settings is not None else []
    coded = sorted({path.parent.name for path in folder.codings()})
    return tuple(dict.fromkeys(each for each in (*named, *coded) if is_coder(each)))


def sight_of(now: Reading, coder: str) -> Blindness:
    """What somebody may see of others' codings; ``coder`` is empty where nobody has said who they are."""
    corpus = now.case.corpus
    named = [each.id for each in corpus.settings.coders]
    return blindness(coder, named, corpus.coding_files, corpus.done)


def seen_problems(request: Request) -> tuple[list[Problem], list[Problem]]:
    """The problems of the study and those before publishing, as far as they tell nothing of what is covered.

    For who codes blind they are those of the study without codings that are covered, less what only that
    brings about: they do not depend on what others did.
    """
    now, (case, coder, blind) = reading(request), seen_case(request)
    corpus, sight = now.case.corpus, sight_of(now, coder)
    covered = frozenset(
        corpus.folder.shown(corpus.folder.coding_file(file.coder, file.transcript))
        for file in corpus.coding_files
        if not sight.shows(file.coder, file.transcript)
    )

    mine = _own(case, coder) if blind else frozenset()

    def told(problem: Problem) -> bool:
        named = {value for value in problem.params.values() if _CODING.match(str(value))} - mine
        gone = problem.code in _OF_EVIDENCE or named - case.index.found.keys()
        return problem.place.path not in covered and not (blind and gone)

    seen = _seen_reading(request) if blind else now
    return [each for each in seen.problems if told(each)], [
        each for each in seen.before_publishing if told(each)
    ]


def seen_case(request: Request) -> tuple[Case, str, bool]:
    """The study as the viewer may count it, the viewer, and whether the lead coder's codings may be covered.

    The last says nothing of what the lead coder has done, so that a page may tell it.
    Where somebody is to code independently, others' codings are as if they were not there.
    """
    coder, case = coder_of(request) or "", _seen_reading(request).case
    covers = sight_of(reading(request), coder).covers(case.corpus.transcripts)
    return case, coder, coder != case.corpus.settings.lead and covers


def _seen_reading(request: Request) -> Reading:
    """The study without codings that are covered; made once for each coder and state of the study."""
    now, coder = reading(request), coder_of(request) or ""
    kept: dict[str, tuple[Reading, Reading]] = request.app.state.seen_readings
    if coder not in kept or kept[coder][0] is not now:
        sight, case = sight_of(now, coder), now.case
        files = case.corpus.coding_files
        shown = tuple(file for file in files if sight.shows(file.coder, file.transcript))
        made = now
        if len(shown) < len(files):
            corpus = replace(case.corpus, coding_files=shown)
            made = Reading(Case(corpus, Index(corpus), case.on))
        for other in [each for each, (read, _) in kept.items() if read is not now]:
            kept.pop(other, None)
        kept[coder] = (now, made)
    return kept[coder][1]


def hidden_codings(request: Request) -> frozenset[str]:
    """Ids of codings that the viewer may not see yet.

    With those that something cites and that are gone: that there are fewer than before tells what others did.
    Own ones that are gone are none of these.
    """
    case, coder, blind = seen_case(request)
    there = frozenset(reading(request).case.index.found)
    cited = _cited(case.corpus) - _own(case, coder) if blind else frozenset()
    return (there | cited) - frozenset(case.index.found)


def _own(case: Case, coder: str) -> frozenset[str]:
    """Codings of the viewer that something cites and that are gone; the journal is read only if any are."""
    gone = _cited(case.corpus) - frozenset(case.index.found)
    return gone & own_codings(case.corpus.folder, coder) if gone and coder else frozenset()


def _cited(corpus: Corpus) -> frozenset[str]:
    """Ids of codings that needs, findings and the board name, whether they are there or not."""
    needs = (coding for need in corpus.needs for coding in need.codings)
    links = (link.coding for finding in corpus.findings for link in finding.head.evidence)
    texts = (text for finding in corpus.findings for text in finding.texts.values())
    named = (mark.words for text in texts for mark in marks(text))
    found = (*needs, *links, *named, *corpus.needs_board.homes())
    return frozenset(each for each in found if _CODING.match(each))


def show_who(request: Request, target: str) -> Response:
    """Ask who codes; ``target`` is the page to go on to."""
    folder: Folder = request.app.state.desk.folder
    return show(
        request,
        "coding_who.html",
        settings=read_settings(folder).value,
        coders=known_coders(folder),
        target=target,
        by=request.app.state.by,
    )


def ask_who(request: Request) -> Response:
    """The page on which the coder is changed."""
    wanted = request.query_params.get("to", "")
    if re.fullmatch(r"[IW][0-9]{2,4}", wanted):
        return show_who(request, f"coding/{wanted}")
    return show_who(request, wanted if wanted in _PAGES else "transcripts")


async def choose_coder(request: Request) -> Response:
    """Keep in this browser who codes."""
    sent: Any = await sent_by(request)
    name = sent.get("coder") if sent is not None else None
    if not isinstance(name, str) or not is_coder(name) or request.app.state.by:
        return JSONResponse({"done": False}, status_code=409)
    chosen = JSONResponse({"done": True})
    chosen.set_cookie(COOKIE, name, httponly=True, samesite="strict", path="/")
    return chosen
