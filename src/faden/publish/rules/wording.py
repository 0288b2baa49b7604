"""The study's own texts mark nobody and name nobody: words that stigmatise, names of third persons.

Only what the team wrote is looked at: titles, findings, needs, personas, journeys, own pages, the
codebook and the cleared headings of boards.
Participants' words are theirs (FIELD DP-10, DP-12).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from faden.core.problems import Place, Problem, Severity
from faden.publish.redlist import named, read_redlist
from faden.publish.wordlists import found, packaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.languages import LocalText
    from faden.publish.verdict import Case


class OwnText(NamedTuple):
    """A text that the team wrote and the site shows."""

    path: str
    line: int
    language: str
    text: str


def own_texts(case: Case) -> Iterator[OwnText]:
    """Every text of the team that a site shows, with its place."""
    corpus, folder = case.corpus, case.corpus.folder
    path = folder.shown(folder.settings)
    for name, local in (("title", corpus.settings.title), ("subtitle", corpus.settings.subtitle)):
        yield from _local(path, corpus.line(path, name), local)
    for at, group in enumerate(corpus.settings.groups):
        for local in (group.name, group.role):
            yield from _local(path, corpus.line(path, "groups", at), local)
    path = folder.shown(folder.codebook)
    for placed in corpus.codebook.codes():
        code = placed.code
        for local in (code.name, code.definition, code.include, code.exclude):
            yield from _local(path, 0, local)
    path = folder.shown(folder.needs)
    for at, need in enumerate(corpus.needs):
        for local in (need.name, need.statement):
            yield from _local(path, corpus.line(path, "needs", at), local)
    for finding in corpus.findings:
        yield from _local(finding.path, finding.lines.get("title", 1), finding.head.title)
        for language, text in finding.texts.items():
            yield OwnText(finding.path, finding.lines.get(language, 1), language, text)
    yield from _pages(case)
    yield from _headings(case)


def _pages(case: Case) -> Iterator[OwnText]:
    corpus, folder = case.corpus, case.corpus.folder
    for persona in corpus.personas:
        path = folder.shown(folder.persona(persona.id))
        for local in (persona.name, persona.situation, *(a.text for a in persona.attributes)):
            yield from _local(path, 0, local)
    for journey in corpus.journeys:
        path = folder.shown(folder.journey(journey.id))
        for own in (journey.title, journey.text):
            yield from _local(path, corpus.line(path, "title"), own)
        for at, step in enumerate(journey.steps):
            for own in (step.name, step.text):
                yield from _local(path, corpus.line(path, "steps", at), own)
    for page in corpus.pages:
        path = f"site/{page.name}.md"
        yield from _local(path, 1, page.head.title)
        for language, text in page.texts.items():
            yield OwnText(path, 0, language, text)


def _headings(case: Case) -> Iterator[OwnText]:
    corpus, folder = case.corpus, case.corpus.folder
    for workshop in corpus.workshops:
        path = folder.shown(folder.workshop(workshop.id))
        for at, heading in enumerate(workshop.headings):
            yield from _local(path, corpus.line(path, "headings", at), heading.name)


def _local(path: str, line: int, local: LocalText | None) -> Iterator[OwnText]:
    for language, text in local.root.items() if local is not None else ():
        yield OwnText(path, line, language, text)


def check_wording(case: Case) -> Iterator[Problem]:
    """Yield words that mark a group or a quarter, names of persons, and percentages written by hand."""
    redlist = read_redlist(case).value
    kept = {(k.path, k.word.casefold()) for k in (redlist.kept if redlist else ())}
    for own in own_texts(case):
        for match, entry in _stigma(own):
            if (own.path, match[0].casefold()) not in kept:
                instead = entry["instead"].get(own.language) or entry["instead"]["en"]
                params = {"value": match[0], "instead": instead}
                yield Problem("stigma-word", _at(own, match.start()), params, Severity.WARNING)
        for name in named(own.text, own.language):
            if (own.path, name.casefold()) not in kept:
                at = own.text.index(name)
                yield Problem("third-person-named", _at(own, at), {"value": name.split()[0]})
    yield from _percentages(case)


def _stigma(own: OwnText) -> Iterator[tuple[re.Match[str], dict[str, dict[str, str]]]]:
    for entry in packaged("stigma")["word"]:
        for match in found(own.text, entry.get(own.language, ()), own.language):
            yield match, entry


def _at(own: OwnText, start: int) -> Place:
    return Place(own.path, own.line + own.text.count("\n", 0, start) if own.line else 0)


_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|Prozent|per cent|percent)", re.IGNORECASE)


def _percentages(case: Case) -> Iterator[Problem]:
    """Percentages in findings of a study with too few people for any (FIELD DP-9)."""
    least, of = case.corpus.settings.privacy.min_percent_base, len(case.index.persons)
    if of >= least:
        return
    for finding in case.corpus.findings:
        for language, text in finding.texts.items():
            for match in _PERCENT.finditer(text):
                own = OwnText(finding.path, finding.lines.get(language, 1), language, text)
                params = {"value": match[0], "n": of, "least": least}
                yield Problem("percentage-of-few", _at(own, match.start()), params)
