"""Needs that have gone into others: where they lead, and what still names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.findings.need import merged, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.corpus import Corpus


def check_merged(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each merge that leads nowhere, and a warning for all that names a merged need.

    Findings, personas and journeys keep the id that a person wrote into them; on the site nothing leads to a
    merged need.
    """
    path = corpus.folder.shown(corpus.folder.needs)
    live = {need.id for need in standing(corpus.needs)}
    into = merged(corpus.needs)
    for at, need in enumerate(corpus.needs):
        if need.merged_into is not None and need.merged_into not in live:
            place = Place(path, corpus.line(path, "needs", at, "merged_into"))
            yield Problem("need-merge-gone", place, {"need": need.id, "value": need.merged_into})
    for place, names in _naming(corpus):
        for name in dict.fromkeys(names):
            if name in into:
                yield Problem("need-merged", place, {"value": name, "into": into[name]}, Severity.WARNING)


def _naming(corpus: Corpus) -> Iterator[tuple[Place, tuple[str, ...]]]:
    folder = corpus.folder
    for finding in corpus.findings:
        yield Place(finding.path, corpus.line(finding.path, "needs") or 1), finding.head.needs
    for persona in corpus.personas:
        path = folder.shown(folder.persona(persona.id))
        yield Place(path, corpus.line(path, "needs") or 1), persona.needs
    for journey in corpus.journeys:
        path = folder.shown(folder.journey(journey.id))
        for at, step in enumerate(journey.steps):
            yield Place(path, corpus.line(path, "steps", at) or 1), step.needs
