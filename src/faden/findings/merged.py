"""Needs that have gone into others: where they lead, and what still names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.findings.board.board import PATH as BOARD
from faden.findings.need import merged, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.findings.corpus import Corpus


def check_merged(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each merge that leads nowhere, a warning for each that seems half done.

    There is a warning, too, for all that names a merged need.

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
    yield from _half(corpus, into)
    for place, names in _naming(corpus):
        for name in dict.fromkeys(names):
            if name in into:
                yield Problem("need-merged", place, {"value": name, "into": into[name]}, Severity.WARNING)


def _half(corpus: Corpus, into: Mapping[str, str]) -> Iterator[Problem]:
    """Merges that stand in one of the two files only, as after an interruption and an edit by hand.

    Of one that only the board knows, a need is left that has no group, while its telling cards all hang in
    the group of another one.
    """
    path, board = corpus.folder.shown(corpus.folder.needs), corpus.needs_board
    for at, group in enumerate(board.groups):
        if group.need is not None and group.need in into:
            place = Place(BOARD, corpus.line(BOARD, "groups", at, "need"))
            told = {"value": group.need, "into": into[group.need]}
            yield Problem("board-need-merged", place, told, Severity.WARNING)
    grouped = {group.need for group in board.groups}
    homes = {card: group.need for group in board.groups for card in group.cards}
    for at, need in enumerate(corpus.needs):
        found = {homes.get(card) for card in need.codings}
        other = next(iter(found)) if len(found) == 1 else None
        if other is not None and need.merged_into is None and need.id not in grouped and other not in into:
            place = Place(path, corpus.line(path, "needs", at))
            yield Problem("need-merge-half", place, {"value": need.id, "into": other}, Severity.WARNING)


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
