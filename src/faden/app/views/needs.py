"""Needs and pain points with the persons and words behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.app.views.quotes import Quote, quote

if TYPE_CHECKING:
    from collections.abc import Collection

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


def list_needs(case: Case, language: str, hidden: Collection[str] = ()) -> list[NeedView]:
    """All needs, in the order of the file. Numbers are those of the team, none is held back.

    Args:
        case: The study as the viewer may count it.
        language: That of the page.
        hidden: Codings that the viewer may not see yet, because others are to code blindly.
    """
    return [_need(case, need, language, hidden) for need in case.corpus.needs]


def _need(case: Case, need: Need, language: str, hidden: Collection[str]) -> NeedView:
    reach = case.index.reach(need.codes)
    return NeedView(
        id=need.id,
        kind=need.kind,
        name=need.name.text(language),
        statement=need.statement.text(language),
        codes=code_names(case, need.codes, language),
        n=reach.n,
        of=reach.of,
        groups=by_group(case, need.codes, language),
        places=by_place(case, need.codes),
        quotes=tuple(quote(case, coding, language) for coding in need.codings if coding not in hidden),
    )


def code_names(case: Case, codes: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Names of codes; a code that does not exist is shown by its id."""
    found = [(code, case.corpus.codebook.find(code)) for code in codes]
    return tuple(code.name.text(language) if code else identifier for identifier, code in found)


def by_group(case: Case, codes: tuple[str, ...], language: str) -> tuple[GroupReach, ...]:
    """In how many persons of each group there is evidence under the codes."""
    reached = [(g, case.index.reach(codes, group=g.id)) for g in case.corpus.settings.groups]
    return tuple(GroupReach(g.name.text(language), r.n, r.of) for g, r in reached if r.of)


def by_place(case: Case, codes: tuple[str, ...]) -> tuple[GroupReach, ...]:
    """In how many persons of each municipality there is evidence under the codes."""
    reached = [(p, case.index.reach(codes, municipality=p.id)) for p in case.corpus.settings.municipalities]
    return tuple(GroupReach(p.name, r.n, r.of) for p, r in reached if r.of)
