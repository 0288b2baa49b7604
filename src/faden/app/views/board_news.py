"""What is new on the board, in words: groups of the machine, cards, conversations, and what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.app.views.called import called
from faden.build.board_news import talks
from faden.core.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Collection

    from faden.app.boards import Sight


@dataclass(frozen=True, slots=True)
class NewsView:
    """What is new.

    Attributes:
        lead: What changed in all, in a sentence; says so where nothing did, or where nothing was kept.
        talks: Which conversations new cards come from; empty without any.
        rows: One line for each group that changed.
        waiting: Cards for which nothing is proposed yet, and where they come from; empty without any, and
            where nothing was kept: then nothing is new.
        loose: That too many cards are in no group, and the remedy; empty where they are not.
        keepable: Whether what is proposed now can be kept, to be compared with from then on.
        fresh: Cards that were not there last time.
    """

    lead: str
    talks: str
    rows: tuple[str, ...]
    waiting: str
    loose: str
    keepable: bool
    fresh: frozenset[str]


def show_news(sight: Sight, closed: Collection[str], language: str) -> NewsView | None:
    """What is new; ``None`` where the machine has proposed nothing yet.

    Args:
        sight: The board.
        closed: Cards that the viewer may not see; they are not counted, and lend no words.
        language: That of the page.
    """
    news, clusters = sight.news, sight.clusters
    if news is None or clusters is None:
        return None
    hidden = frozenset(closed)
    names = {
        each.id: called(sight.case, each.words, [m.id for m in each.members], each.statement, language)
        for each in clusters.clusters
        if hidden.isdisjoint(m.id for m in each.members)
    }
    homes = {m.id: each.id for each in clusters.clusters for m in each.members}
    rows = [_said("new", language, group=names.get(name, "–")) for name in news.new if name in names]
    rows += [
        _said(how, language, group=names.get(one.cluster, "–"), n=len(cards))
        for one in news.changed
        for how, cards in (("came", {*one.came} - hidden), ("moved", {*one.moved} - hidden))
        if cards
    ]
    for cards in news.ended.values():
        seen = [card for card in cards if card not in hidden]
        where = Counter(homes[card] for card in seen if card in homes).most_common(1)
        into = names.get(where[0][0], "–") if where else text("app.board.news.nowhere", language)
        rows.append(_said("ended", language, n=len(seen), group=into))
    fresh, waiting = news.fresh - hidden, news.waiting - hidden
    return NewsView(
        lead=_lead(sight, fresh, language),
        talks=_from(sight, fresh, "talks", language),
        rows=tuple(rows),
        waiting=_from(sight, waiting, "waiting", language) if news.kept else "",
        loose=_loose(sight, language) if news.loosened else "",
        keepable=sight.fresh and (not news.kept or bool(rows or fresh)),
        fresh=fresh,
    )


def _lead(sight: Sight, fresh: Collection[str], language: str) -> str:
    news = sight.news
    if news is None or not news.kept:
        return text("app.board.news.none-kept", language)
    grown = sum(bool(one.came or one.moved) for one in news.changed)
    if not (news.new or grown or news.ended or fresh):
        return text("app.board.news.nothing", language)
    numbers = {"new": len(news.new), "grown": grown, "ended": len(news.ended), "cards": len(fresh)}
    return text("app.board.news.lead", language, **numbers)


def _loose(sight: Sight, language: str) -> str:
    loose, of = sight.news.loose if sight.news else (0, 0)
    return text("app.board.news.loose", language, n=loose, of=of)


def _from(sight: Sight, cards: Collection[str], key: str, language: str) -> str:
    """The conversations that cards come from; empty where there are no cards."""
    told = ", ".join(f"{talk} ({n})" for talk, n in talks(sight.case, cards).items())
    return text(f"app.board.news.{key}", language, n=len(cards), talks=told) if told else ""


def _said(what: str, language: str, **values: object) -> str:
    return text(f"app.board.news.row.{what}", language, **values)
