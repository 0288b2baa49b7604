"""What is new on the board since the machine's groups were last kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ministudy import MiniStudy

from faden.analysis.cluster import Change, Changes, Cluster, Clusters, Member, Reason, Unassigned, Way
from faden.build.board_news import news, talks
from faden.build.clusters import keep, loosened
from faden.publish.verdict import Case


def cluster(name: str, *members: str) -> Cluster:
    """A cluster of the machine."""
    return Cluster(name, tuple(Member(m, 1, 1) for m in members), 1, (), {}, {}, {}, (), ())


def found(*clusters: Cluster, loose: tuple[str, ...] = (), since: Changes | None = None) -> Clusters:
    """A result."""
    left = tuple(Unassigned(one, Reason.FITS_NOWHERE) for one in loose)
    return Clusters(Way.BERTOPIC, "m", 12, 0.5, clusters, left, since=since)


@pytest.fixture
def case(study: MiniStudy) -> Case:
    """The small study."""
    return study.case()


def test_without_a_result_there_is_no_news_and_without_a_kept_one_nothing_is_new(case: Case) -> None:
    """All would be new otherwise, which tells nobody anything."""
    told = news(case, found(cluster("k-1", "c-22222222")))

    assert news(case, None) is None
    assert told is not None
    assert (False, (), frozenset()) == (told.kept, told.new, told.fresh)


def test_new_groups_cards_and_conversations_are_told(case: Case) -> None:
    """Cards that were there last time are not new; those that nothing is proposed for yet wait."""
    keep(case, found(cluster("k-1", "c-22222222"), cluster("k-2", "c-33333333")))
    change = Change("k-1", came=("c-44444444",), moved=(), left=(), gone=())
    since = Changes((), (change,), ("k-3",), ("k-2",))
    now = found(cluster("k-1", "c-22222222", "c-44444444"), cluster("k-3", "c-33333333"), since=since)
    told = news(case, now)

    assert told is not None
    assert (True, ("k-3",), (change,)) == (told.kept, told.new, told.changed)
    assert {"k-2": ("c-33333333",)} == told.ended
    assert frozenset({"c-44444444"}) == told.fresh
    assert {"c-55555555", "c-66666666"} <= told.waiting
    assert {"W01": 1} == talks(case, told.fresh)


def test_a_file_of_kept_groups_that_is_broken_makes_nothing_new(study: MiniStudy) -> None:
    """The board can be read; computing says what is wrong with the file."""
    study.write("analysis/proposals/clusters.json", "{}")
    told = news(study.case(), found(cluster("k-1", "c-22222222")))

    assert told is not None
    assert not told.kept


@pytest.mark.parametrize(
    ("members", "since", "expected"),
    [(19, Changes((), (), (), ()), 0), (18, Changes((), (), (), ()), 1), (18, None, 0)],
)
def test_a_kept_result_that_leaves_too_many_in_no_group_is_called_loose(
    members: int, since: Changes | None, expected: int
) -> None:
    """Above 5 %; a result of its own leaves what fits nowhere, and nothing helps there."""
    one = cluster("k-1", *(f"c-{n:08d}" for n in range(members)))
    result = found(one, loose=("c-99999999",), since=since)

    assert expected == loosened(result)
    assert not loosened(replace(result, clusters=()))
