"""Rows of tables of a study that come from figures and searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.analysis.saturation import saturation
from faden.build._columns import HITS
from faden.build.matrices import codes_by_talk, ground
from faden.findings.board.counting import Counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faden.analysis.saturation import Rule
    from faden.build.searching import Found
    from faden.publish.verdict import Case


def saturation_rows(case: Case, rule: Rule) -> Iterator[dict[str, object]]:
    """How codes accumulate, conversation by conversation; columns as in `_columns.SATURATION`."""
    found = saturation(codes_by_talk(case, ground(case)), rule)
    for step in found.steps:
        yield {
            "number": step.number,
            "transcript": step.transcript,
            "new": len(step.new),
            "codes": step.codes,
            "mean": step.mean,
            "low": step.low,
            "median": step.middle,
            "high": step.high,
            "new_codes": step.new,
            "reached": found.reached is not None and step.number >= found.reached,
        }


def need_rows(case: Case, language: str) -> Iterator[dict[str, object]]:
    """Needs and pain points with their persons; columns as in `_columns.NEEDS`."""
    counting = Counting(case.index, case.corpus.needs_board)
    for need in case.corpus.needs:
        reach, evidence = counting.reach(need), counting.evidence(need)
        yield {
            "id": need.id,
            "kind": need.kind,
            "name": need.name.text(language),
            "statement": need.statement.text(language),
            "codes": need.codes,
            "counted_by": "cards" if counting.by_cards(need.id) else "codes",
            "persons": reach.n,
            "asked": reach.of,
            "share": reach.n / reach.of if reach.of else None,
            "municipalities": len({each.municipality for each in evidence} - {None}),
            "codings": len(evidence),
            "by": need.by,
            "on": str(need.on),
        }


def hit_rows(found: Found, told: Callable[[str | None], bool]) -> Iterator[dict[str, object]]:
    """What a search found; columns as in `_columns.HITS`.

    Args:
        found: The hits.
        told: Whether words of a participant may stand in a table.
    """
    for hit in found.hits:
        if told(hit.participant):
            yield {name: getattr(hit, name, None) for name in HITS} | {
                "version": hit.version.text if hit.version else None,
                "doubtful": found.doubtful,
            }
