"""Needs and pain points with the persons and words behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faden.app.views.quotes import Quote, quote
from faden.findings.need import standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from faden.findings.board.ballots import Dots
    from faden.findings.board.counting import Counting
    from faden.findings.need import Need
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class GroupReach:
    """In how many persons of one group there is evidence."""

    name: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need or pain point.

    Attributes:
        id: Its id.
        kind: ``need`` or ``pain``.
        name: Its name.
        statement: What it says.
        codes: Names of the codes it rests on.
        n: Persons with evidence under them.
        of: Persons asked.
        groups: The same by group, groups without anybody left out.
        places: The same by municipality.
        quotes: The telling words.
        cards: Cards of its group on the board by which it is counted; 0 where its codes are.
        under: Persons with evidence under the codes, also told; ``n`` where its codes are counted.
        dots: Groups of notes from workshops that belong to it, with their dots.
        merged: Ids and names of needs that have gone into it.
    """

    id: str
    kind: str
    name: str
    statement: str
    codes: tuple[str, ...]
    n: int
    of: int
    groups: tuple[GroupReach, ...]
    places: tuple[GroupReach, ...]
    quotes: tuple[Quote, ...]
    cards: int = 0
    under: int = 0
    dots: tuple[Dots, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()


def list_needs(case: Case, language: str, counting: Counting, hidden: Collection[str] = ()) -> list[NeedView]:
    """All needs that stand, in the order of the file. Numbers are those of the team, none is held back.

    Args:
        case: The study as the viewer may count it.
        language: That of the page.
        counting: By what needs are counted.
        hidden: Codings that the viewer may not see yet, because others are to code blindly.
    """
    needs = case.corpus.needs
    gone = {need.id: [other for other in needs if other.merged_into == need.id] for need in needs}
    return [
        replace(
            _need(case, need, language, counting, hidden),
            merged=tuple((other.id, other.name.text(language)) for other in gone[need.id]),
        )
        for need in standing(needs)
    ]


def _need(case: Case, need: Need, language: str, counting: Counting, hidden: Collection[str]) -> NeedView:
    reach = counting.reach(need)
    settings = case.corpus.settings
    groups = [(g, counting.reach(need, group=g.id)) for g in settings.groups]
    places = [(p, counting.reach(need, municipality=p.id)) for p in settings.municipalities]
    return NeedView(
        id=need.id,
        kind=need.kind,
        name=need.name.text(language),
        statement=need.statement.text(language),
        codes=code_names(case, need.codes, language),
        n=reach.n,
        of=reach.of,
        groups=tuple(GroupReach(g.name.text(language), r.n, r.of) for g, r in groups if r.of),
        places=tuple(GroupReach(p.name, r.n, r.of) for p, r in places if r.of),
        quotes=tuple(quote(case, coding, language) for coding in need.codings if coding not in hidden),
        cards=len({*counting.cards(need.id)} - {*hidden}) if counting.by_cards(need.id) else 0,
        under=case.index.reach(need.codes).n,
    )


def code_names(case: Case, codes: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Names of codes; a code that does not exist is shown by its id."""
    found = [(code, case.corpus.codebook.find(code)) for code in codes]
    return tuple(code.name.text(language) if code else identifier for identifier, code in found)


def by_group(case: Case, codes: tuple[str, ...], language: str) -> tuple[GroupReach, ...]:
    """In how many persons of each group there is evidence under the codes."""
    reached = [(g, case.index.reach(codes, group=g.id)) for g in case.corpus.settings.groups]
    return tuple(GroupReach(g.name.text(language), r.n, r.of) for g, r in reached if r.of)
