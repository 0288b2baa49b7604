"""One file a page: each takes a request, asks one function, and shows the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from faden.app.pages.board import (
    act_on_board,
    give_table,
    keep_groups,
    propose_groups,
    seek_uncoded,
    show_needs_board,
    take_table,
    tell_board,
    tell_uncoded,
)
from faden.app.pages.clearing import apply_plan, clear_text, show_clearing, show_plan, show_steps
from faden.app.pages.codebook import show_book
from faden.app.pages.coders import ask_who, choose_coder
from faden.app.pages.codes import show_codes
from faden.app.pages.coding import act_on_coding, begin_coding, find_words, show_coding, show_state
from faden.app.pages.comparing import show_compared, show_comparing
from faden.app.pages.deciding import decide_name, lock_vault, stay_awake, take_back_decision
from faden.app.pages.failure import show_failure, show_missing
from faden.app.pages.findings import show_all_findings, show_one_finding
from faden.app.pages.handbook import show_handbook, show_handbook_page
from faden.app.pages.memos import show_all_memos
from faden.app.pages.names import (
    show_decided_names,
    show_names,
    show_names_log,
    show_next_name,
    show_one_name,
)
from faden.app.pages.needs import show_needs
from faden.app.pages.overview import show_overview
from faden.app.pages.pairing import show_pairs
from faden.app.pages.problems import show_problems
from faden.app.pages.retrieving import (
    act_on_framework,
    download_table,
    show_codes_matrix,
    show_framework_cell,
    show_framework_matrix,
    show_quotations,
    show_retrieving,
    show_saturation,
    show_together,
    show_words,
)
from faden.app.pages.searching import show_search, tell_readiness
from faden.app.pages.suggesting import decide_suggestion, show_suggestions
from faden.app.pages.transcripts import show_all_transcripts, show_one_transcript
from faden.core.problems import FadenError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUTES: Final = (
    Route("/", show_overview, name="overview"),
    Route("/transcripts", show_all_transcripts, name="transcripts"),
    Route("/transcripts/{identifier}", show_one_transcript),
    Route("/coding", begin_coding),
    Route("/coding/who", ask_who),
    Route("/coding/who", choose_coder, methods=["POST"]),
    Route("/coding/act", act_on_coding, methods=["POST"]),
    Route("/coding/state", show_state),
    Route("/coding/{identifier}", show_coding),
    Route("/coding/{identifier}/state", show_state),
    Route("/coding/{identifier}/search", find_words),
    Route("/coding/{identifier}/pairs", show_pairs),
    Route("/coding/{identifier}/suggestions", show_suggestions),
    Route("/coding/{identifier}/suggestions", decide_suggestion, methods=["POST"]),
    Route("/codebook", show_book, name="codebook"),
    Route("/memos", show_all_memos, name="memos"),
    Route("/compare", show_comparing, name="compare"),
    Route("/compare/{identifier}", show_compared),
    Route("/search", show_search, name="search"),
    Route("/search/state", tell_readiness),
    Route("/retrieve", show_retrieving, name="retrieve"),
    Route("/retrieve/codes", show_codes_matrix),
    Route("/retrieve/quotations", show_quotations),
    Route("/retrieve/together", show_together),
    Route("/retrieve/words", show_words),
    Route("/retrieve/framework", show_framework_matrix),
    Route("/retrieve/framework/{row}/{code}", show_framework_cell),
    Route("/retrieve/saturation", show_saturation),
    Route("/retrieve/act", act_on_framework, methods=["POST"]),
    Route("/retrieve/{name}.{kind}", download_table),
    Route("/needs", show_needs, name="needs"),
    Route("/needs/board", show_needs_board),
    Route("/needs/board.csv", give_table),
    Route("/needs/board/state", tell_board),
    Route("/needs/board/uncoded", tell_uncoded),
    Route("/needs/board/seek", seek_uncoded, methods=["POST"]),
    Route("/needs/board/act", act_on_board, methods=["POST"]),
    Route("/needs/board/propose", propose_groups, methods=["POST"]),
    Route("/needs/board/keep", keep_groups, methods=["POST"]),
    Route("/needs/board/import", take_table, methods=["POST"]),
    Route("/findings", show_all_findings, name="findings"),
    Route("/findings/{identifier}", show_one_finding),
    Route("/names", show_names, name="names"),
    Route("/names/next", show_next_name),
    Route("/names/decided", show_decided_names),
    Route("/names/log", show_names_log),
    Route("/names/texts", show_steps),
    Route("/names/texts/{identifier}", show_clearing),
    Route("/names/texts/{identifier}", clear_text, methods=["POST"]),
    Route("/names/apply", show_plan),
    Route("/names/apply", apply_plan, methods=["POST"]),
    Route("/names/back", take_back_decision, methods=["POST"]),
    Route("/names/lock", lock_vault, methods=["POST"]),
    Route("/names/awake", stay_awake, methods=["POST"]),
    Route("/names/{identifier}", show_one_name),
    Route("/names/{identifier}", decide_name, methods=["POST"]),
    Route("/problems", show_problems, name="problems"),
    Route("/handbook", show_handbook, name="handbook"),
    Route("/handbook/{slug}", show_handbook_page),
    Route("/codes.css", show_codes),
    Mount("/static", StaticFiles(packages=[("faden.app", "static")])),
)
"""Every page of the app."""

ERRORS: Final[Mapping[Any, Any]] = {FadenError: show_failure, HTTPException: show_missing}
"""What is shown where a page cannot be."""
