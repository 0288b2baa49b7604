"""Memos: all of them in one place, to be read, written, rewritten and deleted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from faden.app.pages.coders import coder_of, known_coders, show_who
from faden.app.pages.shell import language_of, show
from faden.app.views.code import codes_to_choose
from faden.app.views.coding import said_by_browser
from faden.app.views.memos import SORTS, Material, place_of, show_memos, sort_of
from faden.coding.blind import blindness
from faden.coding.codings import CodingFile
from faden.coding.done import Done, read_done
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from faden.app.benches import Benches


def show_all_memos(request: Request) -> Response:
    """All memos that the coder may see; ``?sort=`` and ``?about=`` show some of them."""
    coder, language = coder_of(request), language_of(request)
    if coder is None:
        return show_who(request, "memos")
    benches: Benches = request.app.state.benches
    settings = read_settings(benches.folder).value
    material = material_of(benches, coder, language)
    asked = request.query_params
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else ""
    about = asked.get("about", "")[:80]
    choices = codes_to_choose(material.codebook, language)
    return show(
        request,
        "memos.html",
        settings=settings,
        view=show_memos(material, sort=sort, about=about),
        sort=sort,
        about=about,
        about_sort=sort_of(about) if about else "",
        place=place_of(material, about) if about else None,
        sorts=SORTS,
        talks=benches.identifiers(),
        choices=choices,
        names_of={each.id: each.name for each in choices},
        reflexive=settings is not None and settings.method.reflexive,
        texts=json.dumps(said_by_browser(language), ensure_ascii=False, sort_keys=True),
        by=coder,
        fixed=bool(request.app.state.by),
    )


def material_of(benches: Benches, coder: str, language: str) -> Material:
    """What the memos of a study are about, as a coder may see it.

    Args:
        benches: Where the study is worked on.
        coder: Who looks.
        language: That of the interface.
    """
    folder = benches.folder
    people = {path.parent.name for path in folder.codings()}
    with benches.lock:
        codebook, memos = benches.codebook(), benches.memos()
        sheets = {each: benches.sheets(each) for each in sorted(people)}
        paths = {(w, t): folder.shown(folder.coding_file(w, t)) for w, found in sheets.items() for t in found}
        prints = benches.of(coder).fingerprints(paths.values())
    files = (CodingFile(t, w, sheet.codings, {}) for w, found in sheets.items() for t, sheet in found.items())
    sight = blindness(coder, known_coders(folder), files, read_done(folder).value or Done({}))
    marks = {key: (path, prints[path]) for key, path in paths.items()}
    talks = tuple(path.stem for path in folder.transcripts())
    return Material(codebook, sheets, memos, marks, sight, talks, language)
