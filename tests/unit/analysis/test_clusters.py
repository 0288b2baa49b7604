"""Candidate clusters: the same from the same, nothing lost, language does not decide."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.analysis.cluster import Clusters, Reason, Statement, Way
from faden.analysis.cluster_changes import former_of
from faden.analysis.cluster_file import format_clusters, parse_clusters
from faden.analysis.clusters import cluster

SUBJECTS = ("bus", "reply", "mould", "lift")


class Blobs:
    """An embedder whose vectors lie around the subject that a text names first."""

    name = "blobs-1"
    dimension = 16

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        middles = np.random.default_rng(0).normal(size=(len(SUBJECTS), self.dimension)) * 2
        rows = []
        for text in texts:
            noise = np.random.default_rng([ord(letter) for letter in text]).normal(size=self.dimension)
            word = text.split()[0]
            rows.append(noise * 0.5 + (middles[SUBJECTS.index(word)] if word in SUBJECTS else 0))
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32)


def told(count: int) -> list[Statement]:
    """Statements on four subjects by ten persons of two groups."""
    return [
        Statement(
            f"c-{n:04}", f"{SUBJECTS[n % 4]} matter {n}", "en", f"p-{n % 10}", ("one", "two")[n % 10 // 5]
        )
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def found() -> Clusters:
    """The clusters of eighty statements."""
    return cluster(told(80), Blobs())


def listed(clusters: Clusters) -> list[str]:
    """Ids of all statements, in clusters or not."""
    members = [member.id for one in clusters.clusters for member in one.members]
    return sorted(members + [one.id for one in clusters.unassigned])


@pytest.mark.slow
def test_each_statement_is_in_one_cluster_or_listed_as_unassigned(found: Clusters) -> None:
    """Nothing is thrown away silently."""
    assert [statement.id for statement in told(80)] == listed(found)


def subjects(ids: Iterable[str]) -> set[str]:
    """What the statements with these ids are about."""
    texts = {statement.id: statement.text.split()[0] for statement in told(80)}
    return {texts[identifier] for identifier in ids}


@pytest.mark.slow
def test_a_cluster_never_mixes_subjects_that_lie_apart(found: Clusters) -> None:
    """Rather two clusters of one subject than one of two: people merge more easily than they split."""
    assert all(1 == len(subjects(member.id for member in one.members)) for one in found.clusters)
    assert all(one.coherence > 0.5 for one in found.clusters)
    assert set(SUBJECTS) == subjects(one.typical[0] for one in found.clusters)


@pytest.mark.slow
def test_stability_is_the_mean_of_how_often_members_come_together(found: Clusters) -> None:
    """It is computed from the runs, not promised."""
    for one in found.clusters:
        shares = [member.together for member in one.members]

        assert np.mean(shares) == pytest.approx(one.stability, abs=1e-4)
        assert 0 <= min(shares) <= max(shares) <= 1


@pytest.mark.slow
def test_the_same_statements_in_another_order_give_the_same_bytes(found: Clusters) -> None:
    """A result that depends on the order of files cannot be checked."""
    shuffled = told(80)
    random.Random(1).shuffle(shuffled)  # noqa: S311 - an order that repeats, no secret

    assert format_clusters(found) == format_clusters(cluster(shuffled, Blobs()))


@pytest.mark.slow
def test_a_cluster_counts_persons_by_group_and_statements_by_language(found: Clusters) -> None:
    """Persons are counted, not segments."""
    one = found.clusters[0]
    people = {s.id: s for s in told(80)}
    persons = {people[member.id].participant for member in one.members}

    assert sorted(p for p in persons if p) == list(one.persons)
    assert len(persons) == sum(one.groups.values())
    assert {"en": len(one.members)} == one.languages


@pytest.mark.slow
def test_typical_statements_come_from_different_persons_and_deviant_ones_from_the_edge(
    found: Clusters,
) -> None:
    """A cluster is read from both ends, and not by one voice."""
    people = {s.id: s.participant for s in told(80)}

    for one in found.clusters:
        assert 3 == len({people[identifier] for identifier in one.typical})
        assert one.members[0].id == one.typical[0]
        assert one.members[-1].id == one.deviant[0]
        assert not set(one.typical) & set(one.deviant)


@pytest.mark.slow
def test_the_label_words_are_those_of_the_subject(found: Clusters) -> None:
    """What a cluster speaks of more than the others."""
    assert set(SUBJECTS) == {one.words["en"][0] for one in found.clusters}


@pytest.mark.slow
def test_clusters_are_read_more_coarsely_from_the_same_result(found: Clusters) -> None:
    """Five, twelve or thirty groups without another run; here, as many as there are subjects."""
    typical = {one.id: one.typical[0] for one in found.clusters}
    count = len(typical)

    assert [1, 2, 4, count, count] == [len(found.grouped(wanted)) for wanted in (0, 2, 4, count, 99)]
    assert [1] * 4 == [len(subjects(typical[name] for name in group)) for group in found.grouped(4)]


@pytest.mark.slow
def test_what_is_written_is_read_again(found: Clusters) -> None:
    """The store of the build holds clusters as text."""
    assert found == parse_clusters(format_clusters(found))


def test_another_format_is_refused() -> None:
    """An old store must not be taken for a new one."""
    with pytest.raises(ValueError, match="delete build/cache"):
        parse_clusters('{"format": "faden.clusters/99"}')


@pytest.mark.slow
@pytest.mark.parametrize("count", [5, 12, 29])
def test_small_sets_are_grouped_too(count: int) -> None:
    """BERTopic as it comes fails below nine statements and finds nothing below thirty (measured)."""
    few = cluster(told(count), Blobs())

    assert (Way.BERTOPIC, 12) == (few.way, few.runs)
    assert [statement.id for statement in told(count)] == listed(few)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_fewer_than_five_statements_are_listed_and_not_grouped(count: int) -> None:
    """Said, not hidden."""
    few = cluster(told(count), Blobs())

    assert (Way.NONE, ()) == (few.way, few.clusters)
    assert [Reason.TOO_FEW] * count == [one.reason for one in few.unassigned]


def test_words_of_which_nothing_is_left_are_listed_as_empty() -> None:
    """The vector of an empty text has no meaning."""
    found = cluster([Statement("c-1", "\u200b \n", "de")], Blobs())

    assert [("c-1", Reason.EMPTY)] == [(one.id, one.reason) for one in found.unassigned]


def test_two_statements_with_one_id_are_refused() -> None:
    """Members are told by id."""
    with pytest.raises(ValueError, match="one id"):
        cluster([*told(3), *told(1)], Blobs())


@pytest.mark.slow
def test_equal_texts_do_not_break_the_clustering() -> None:
    """Forty times "Ja." happens; a distance of nought must not become a warning or an error."""
    same = [Statement(f"c-{n:02}", "bus matter", "en") for n in range(40)]

    assert [statement.id for statement in same] == listed(cluster(same, Blobs()))


@pytest.mark.slow
def test_levels_lie_within_each_other_and_hold_the_same_statements(found: Clusters) -> None:
    """Five, twelve or thirty groups are one result, read more coarsely or finely; nothing is lost."""
    members = {m.id for one in found.clusters for m in one.members}

    assert len(found.clusters) in [level.count for level in found.levels]
    for coarse, fine in zip((None, *found.levels), found.levels, strict=False):
        assert members == {m for group in fine.groups for m in group.members}
        assert fine.count == len({group.id for group in fine.groups})
        for group in fine.groups if coarse else ():
            parent = next(one for one in coarse.groups if one.id == group.parent) if coarse else group
            assert set(group.members) <= set(parent.members)


@pytest.mark.slow
def test_a_number_of_groups_asked_for_is_described_like_the_chosen_one(found: Clusters) -> None:
    """The groups are those of the level, with words, quotations and stability."""
    asked = cluster(told(80), Blobs(), count=12)
    level = found.level(12)

    assert level is not None
    assert {group.members for group in level.groups} == {
        tuple(sorted(m.id for m in one.members)) for one in asked.clusters
    }


@pytest.mark.slow
def test_new_statements_leave_old_clusters_as_they_are(found: Clusters) -> None:
    """A person has read and named them; what came is listed, under ids that stay."""
    before = cluster(told(76), Blobs())
    after = cluster(told(80), Blobs(), former=former_of(before))
    home = {m.id: one.id for one in after.clusters for m in one.members}

    assert all(home[m.id] == one.id for one in before.clusters for m in one.members)
    assert after.since is not None
    assert () == (*after.since.new, *after.since.ended)
    came = {identifier for change in after.since.changed for identifier in change.came}
    loose = {one.id for one in after.unassigned} - {one.id for one in before.unassigned}
    assert {"c-0076", "c-0077", "c-0078", "c-0079"} == came | loose
    assert [] == [change for change in after.since.changed if change.moved or change.left or change.gone]
    assert len(listed(found)) == len(listed(after))


@pytest.mark.slow
def test_grouped_anew_clusters_that_stay_the_same_keep_their_ids(found: Clusters) -> None:
    """An id follows the statements, not the one that happens to be most typical."""
    before = former_of(found)
    renamed = type(before)({f"k-{n}": own for n, own in enumerate(before.clusters.values())}, ())
    anew = cluster(told(80), Blobs(), former=renamed, anew=True)

    assert set(renamed.clusters) == {one.id for one in anew.clusters}
    assert anew.since is not None
    assert () == anew.since.changed


@pytest.mark.slow
def test_the_proposed_sentence_is_made_of_words_that_were_said() -> None:
    """Extractive, never invented; sentences of fewer than five words are no statement."""
    spoken = [
        Statement(s.id, f"{s.text} Ja. The {s.text} is what I need every day. Yes.", "en") for s in told(30)
    ]
    texts = {s.id: s.text for s in spoken}

    for one in cluster(spoken, Blobs()).clusters:
        assert one.statement is not None
        shown = texts[one.statement.member][one.statement.start : one.statement.end]
        assert shown.endswith("is what I need every day.")
