"""All pages of a site, in all its languages, with the banners that cannot be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.catalogue import text as say
from faden.core.problems import errors
from faden.publish.compose import (
    benchmark,
    candidates,
    findings,
    handbook,
    home,
    journeys,
    method,
    needs,
    own,
    personas,
    prototypes,
    votes,
)
from faden.publish.compose.view import View, invented
from faden.publish.numbers import site_numbers
from faden.publish.pages import Notice, Page, Publication, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.publish.compose.view import Material
    from faden.publish.verdict import Case, Verdict

_SECTIONS = ("home", "findings", "needs", "personas", "benchmark", "prototypes", "method")
_MODULES = (
    home,
    findings,
    needs,
    journeys,
    votes,
    personas,
    benchmark,
    prototypes,
    method,
    candidates,
    own,
    handbook,
)


def compose(
    case: Case,
    verdict: Verdict,
    material: Material,
    *,
    draft: bool,
    files: Mapping[str, bytes],
) -> Publication:
    """All that the site will show.

    Args:
        case: The study.
        verdict: What the gate lets through.
        material: Comparables and prototypes.
        draft: Whether this is a draft for one's own eyes; said on every page.
        files: Files served as they are.
    """
    settings = case.corpus.settings
    languages = settings.languages.site
    numbers = site_numbers(case, verdict, material.candidates)
    views = {code: View(case, verdict, material, code, numbers) for code in languages}
    pages = {code: tuple(_pages(view)) for code, view in views.items()}
    return Publication(
        languages=languages,
        title={code: settings.title.text(code) for code in languages},
        sections={code: tuple(_sections(view, pages[code])) for code, view in views.items()},
        pages=pages,
        banners={code: tuple(_banners(case, verdict, material, code, draft=draft)) for code in languages},
        footer={code: _footer(case, code) for code in languages},
        files=files,
    )


def _pages(view: View) -> Iterator[Page]:
    for module in _MODULES:
        yield from module.pages(view)


def _sections(view: View, pages: Iterable[Page]) -> Iterator[Section]:
    """The sections that hold anything; an empty one would lead nowhere."""
    there = {page.path for page in pages}
    about = ("about",) if view.corpus.pages else ()
    handbook_too = ("handbook",) if view.corpus.settings.handbook else ()
    for section in (*_SECTIONS, *about, *handbook_too):
        path = "index" if section == "home" else f"{section}/index"
        if path in there:
            yield Section(section, view.say(f"page.{section}.title"), path)


def _banners(
    case: Case, verdict: Verdict, material: Material, language: str, *, draft: bool
) -> Iterator[Notice]:
    if invented(case.corpus, material):
        yield Notice(
            "warning", say("banner.synthetic.title", language), say("banner.synthetic.text", language)
        )
    if draft:
        n = len(errors(verdict.problems))
        yield Notice("warning", say("banner.draft.title", language), say("banner.draft.text", language, n=n))


def _footer(case: Case, language: str) -> str:
    contact = case.corpus.settings.contact
    return " · ".join(part for part in (contact.organisation, contact.email) if part) + (
        f" · {say('page.footer', language)}"
    )
