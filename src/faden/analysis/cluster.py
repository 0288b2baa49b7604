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
    """Consensus of several runs of BERTopic."""
    WARD = "ward"
    """Too few for BERTopic: consensus of Ward's method on parts of the set."""
    NONE = "none"
    """Too few for any: all statements are listed as unassigned."""


@dataclass(frozen=True, slots=True)
class Member:
    """A statement in a cluster.

    Attributes:
        id: The statement.
        together: Mean share of the runs in which it was in one group with the other members, 0 to 1.
        nearness: Cosine to the middle of the cluster, -1 to 1; for order, not for a threshold.
    """

    id: str
    together: float
    nearness: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of statements that a model found, unnamed.

    Attributes:
        id: Made from its most typical statement: it stays while that does.
        members: Its statements, nearest to the middle first.
        stability: How often its members stay together: mean over all pairs of the share of runs, 0 to 1.
        persons: Random ids of who said them, in alphabetical order.
        groups: Group → persons of it in this cluster.
        languages: Language → statements; ``und`` where it is not known.
        words: Language → most telling words, at most five, in dictionary form.
        typical: Up to three statements nearest to the middle, of different persons as far as can be.
        deviant: Up to two statements farthest from it: a cluster is read from both ends.
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
class Clusters:
    """Candidates for needs and pain points, and what fits nowhere.

    Attributes:
        way: How they came about.
        model: Name of the embedder.
        runs: Number of runs whose consensus this is.
        agreement: Mean adjusted Rand index between the runs; ``None`` where there were none.
        clusters: The clusters, most persons first, then most statements.
        unassigned: Statements in no cluster, by id.
        merges: How clusters become fewer, one merge after the other.
    """

    way: Way
    model: str
    runs: int
    agreement: float | None
    clusters: tuple[Cluster, ...]
    unassigned: tuple[Unassigned, ...]
    merges: tuple[Merge, ...] = field(default=())

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
