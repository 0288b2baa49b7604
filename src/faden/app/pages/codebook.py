"""The codebook: the tree of codes, one code with rules and codings, and all that can be done with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from faden.app.pages.coders import coder_of, show_who
from faden.app.pages.shell import language_of, show
from faden.app.views.code import codes_to_choose, show_code
from faden.app.views.codebook import show_codebook
from faden.app.views.coding import said_by_browser
from faden.coding.codebook import Kind
from faden.coding.editing.on_codebook import COLOURS
from faden.core.problems import UnknownError
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.benches import Benches


def show_book(request: Request) -> Response:
    """All codes with the coder's counts; with ``?code=`` in the address, that code beside them."""
    identifier: str = request.query_params.get("code", "")
    coder, language = coder_of(request), language_of(request)
    if coder is None:
        return show_who(request, "codebook")
    benches: Benches = request.app.state.benches
    with benches.lock:
        codebook, sheets = benches.codebook(), benches.sheets(coder)
        memos = [memo.head.by for memo, *_ in benches.memos() if memo.head.about == identifier]
        marks = _marks(benches, coder, sheets)
    code = show_code(codebook, sheets, identifier, language) if identifier else None
    if identifier and code is None:
        raise UnknownError("asked-unknown", field="code", value=identifier[:80])
    settings = read_settings(benches.folder).value
    site = settings.languages.site if settings is not None else ("de", "en")
    return show(
        request,
        "codebook.html",
        settings=settings,
        book=show_codebook(codebook, sheets, language),
        code=code,
        choices=codes_to_choose(codebook, language),
        memos=len(memos),
        asks=bool(settings and settings.method.reflexive and code and code.codings and coder not in memos),
        tongues=tuple(sorted(site, key=lambda each: each != language)),
        colours=COLOURS,
        kinds=tuple(each.value for each in Kind),
        marks=json.dumps(marks, sort_keys=True),
        texts=json.dumps(said_by_browser(language), ensure_ascii=False, sort_keys=True),
        by=coder,
        fixed=bool(request.app.state.by),
    )


def _marks(benches: Benches, coder: str, sheets: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Path and fingerprint of the coder's file of each conversation; an action on it must name them."""
    folder = benches.folder
    paths = {each: folder.shown(folder.coding_file(coder, each)) for each in sheets}
    prints = benches.of(coder).fingerprints(paths.values())
    return {each: (path, prints[path]) for each, path in paths.items()}
