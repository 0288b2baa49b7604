"""What a model proposes as candidates for needs and pain points. Never a need: people decide that."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Statement:
    """Words in which a participant states a need or a pain point.

    Attributes:
        id: Unique; for coded words the id of the coding.
        text: The words, as the transcript has them.
        language: Their language; ``None`` where it is not known.
        participant: Random id of who said them.
        group: The participant's group.
        weight: How much it counts for the middle and the label words of its cluster, above 0; words
            that a person coded count 1.
    """

    id: str
    text: str
    language: str | None
    participant: str | None = None
    group: str | None = None
    weight: float = 1.0


class Way(StrEnum):
    """How the clusters came about."""

    BERTOPIC = "bertopic"
    """BERTopic, whose reduction and grouping are replaced by means from fixed beginnings."""
    WARD = "ward"
    """Ward's method on small sets, in results of faden before format 2."""
    NONE = "none"
    """Too few for any: all statements are listed as unassigned."""


@dataclass(frozen=True, slots=True)
class Member:
    """A statement in a cluster.

    Attributes:
        id: The statement.
        together: Mean share of the runs in which it was in one group with the other members, 0 to 1; a run
            is one random part of nine tenths, grouped by itself.
        nearness: Cosine to the middle of the cluster, -1 to 1; for order, not for a threshold.
    """

    id: str
    together: float
    nearness: float


@dataclass(frozen=True, slots=True)
class Extract:
    """Words of a participant that say what a cluster is about: taken, never made up.

    Attributes:
        member: The statement.
        start: First code point in its text.
        end: One past the last.
    """

    member: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of statements that a model found, unnamed.

    Attributes:
        id: Made from its most typical statement: it stays while that does.
        members: Its statements, nearest to the middle first.
        stability: How often its members stay together: the mean of it, 0 to 1.
        persons: Random ids of who said them, in alphabetical order.
        groups: Group → persons of it in this cluster.
        languages: Language → statements; ``und`` where it is not known.
        words: Language → most telling words, at most five, in dictionary form.
        typical: Up to three statements nearest to the middle, of different persons as far as can be.
        deviant: Up to two statements farthest from it: a cluster is read from both ends.
        coherence: Mean cosine of its members to its middle, -1 to 1; compared within one result only.
        statement: The sentence nearest to the middle that may stand for it; ``None`` where all are too short.
    """

    id: str
    members: tuple[Member, ...]
    stability: float
    persons: tuple[str, ...]
    groups: Mapping[str, int]
    languages: Mapping[str, int]
    words: Mapping[str, tuple[str, ...]]
    typical: tuple[str, ...]
    deviant: tuple[str, ...]
    coherence: float = 0.0
    statement: Extract | None = None


class Reason(StrEnum):
    """Why a statement is in no cluster."""

    TOO_FEW = "too-few"
    """There are too few statements to group any."""
    EMPTY = "empty"
    """Nothing is left of its words after cleaning."""
    FITS_NOWHERE = "fits-nowhere"
    """It lies far from all clusters."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A statement in no cluster; nothing is left out silently.

    Attributes:
        id: The statement.
        reason: Why.
        nearest: Id of the cluster that a person may look at first, where there is one.
    """

    id: str
    reason: Reason
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups of clusters that become one when fewer are wanted.

    Attributes:
        first: Id of a cluster in the first group.
        second: Id of a cluster in the second group.
        distance: How unlike they are; grows from merge to merge, and is compared within one result only.
    """

    first: str
    second: str
    distance: float


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are together at one level.

    Attributes:
        id: Unique over all levels; that of the cluster where they are the same statements.
        members: Its statements, by id.
        parent: The group one level coarser that holds them all; ``None`` at the coarsest.
    """

    id: str
    members: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """The same statements in a number of groups; what is unassigned is so at every level.

    Attributes:
        count: Number of groups.
        groups: The groups, the largest first.
    """

    count: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """What was kept of an earlier result: who was with whom.

    Attributes:
        clusters: Id of each cluster → its statements.
        unassigned: Statements in no cluster.
    """

    clusters: Mapping[str, tuple[str, ...]]
    unassigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in a cluster since the last time.

    Attributes:
        cluster: Its id, then and now.
        came: Statements that were not there last time.
        moved: Statements that were in another cluster or in none.
        left: Statements that are in another cluster or in none now.
        gone: Statements that are no longer in the study.
    """

    cluster: str
    came: tuple[str, ...]
    moved: tuple[str, ...]
    left: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since the last time.

    Attributes:
        kept: Clusters with the same statements.
        changed: Clusters whose statements are not all the same.
        new: Clusters that were not there.
        ended: Clusters that are no more.
    """

    kept: tuple[str, ...]
    changed: tuple[Change, ...]
    new: tuple[str, ...]
    ended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Candidates for needs and pain points, and what fits nowhere.

    Attributes:
        way: How they came about.
        model: Name of the embedder.
        runs: Number of random parts that were grouped.
        agreement: Mean adjusted Rand index between their groupings; ``None`` where there were none.
        clusters: The clusters, most persons first, then most statements.
        unassigned: Statements in no cluster, by id.
        merges: How clusters become fewer, one merge after the other.
        levels: The same result at 5, 12 and 30 groups and at the number that follows from the data, the
            coarsest first, each within the one before; those that there are.
        since: What is different since the result that was kept; ``None`` where none was.
    """

    way: Way
    model: str
    runs: int
    agreement: float | None
    clusters: tuple[Cluster, ...]
    unassigned: tuple[Unassigned, ...]
    merges: tuple[Merge, ...] = field(default=())
    levels: tuple[Level, ...] = field(default=())
    since: Changes | None = None

    def level(self, count: int) -> Level | None:
        """The finest level with at most so many groups; else the coarsest; ``None`` where there is none."""
        fitting = [level for level in self.levels if level.count <= count]
        return fitting[-1] if fitting else next(iter(self.levels), None)

    def grouped(self, count: int) -> tuple[tuple[str, ...], ...]:
        """The clusters read more coarsely, from the same result.

        Args:
            count: Groups wanted, at least 1; with as many clusters or fewer, each is its own.

        Returns:
            Ids of clusters by group, groups and ids in the order of `clusters`.
        """
        home = {cluster.id: cluster.id for cluster in self.clusters}
        for merge in self.merges[: max(0, len(home) - max(count, 1))]:
            old, new = home[merge.second], home[merge.first]
            home = {cluster: new if at == old else at for cluster, at in home.items()}
        gathered: dict[str, list[str]] = {}
        for cluster in self.clusters:
            gathered.setdefault(home[cluster.id], []).append(cluster.id)
        return tuple(tuple(group) for group in gathered.values())
