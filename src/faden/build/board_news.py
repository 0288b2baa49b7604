"""What is new on the board since the machine's groups were last kept: groups, cards, conversations.

What was kept stands in ``analysis/proposals/clusters.json``. Nothing of what people have put together
depends on it: it says only what the machine proposes, and what of that is new.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.build.clusters import loosened, read_former, statements
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.analysis.cluster import Change, Clusters
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class News:
    """What is new since groups were last kept.

    Attributes:
        kept: Whether any were kept; without, nothing is old and nothing is new.
        new: Groups of the machine that were not there.
        changed: Groups with cards that came, moved, left or are gone.
        ended: Groups that are no more → their cards of the last time.
        fresh: Cards that were not there last time.
        waiting: Cards that came after the proposals were computed: no group is proposed for them yet.
        loose: Cards in no group, of all that were read.
        loosened: Whether so many are in none that everything ought to be grouped anew.
    """

    kept: bool
    new: tuple[str, ...]
    changed: tuple[Change, ...]
    ended: Mapping[str, tuple[str, ...]]
    fresh: frozenset[str]
    waiting: frozenset[str]
    loose: tuple[int, int]
    loosened: bool


def news(case: Case, clusters: Clusters | None) -> News | None:
    """What is new; ``None`` where nothing was computed.

    A file of kept groups that cannot be read counts as none here: computing says what is wrong with it.
    """
    if clusters is None:
        return None
    try:
        former = read_former(case.corpus.folder)
    except StudyError:
        former = None
    now = {m.id for cluster in clusters.clusters for m in cluster.members}
    read = now | {one.id for one in clusters.unassigned}
    since = clusters.since if former is not None else None
    before = {*former.unassigned, *(m for each in former.clusters.values() for m in each)} if former else read
    return News(
        kept=former is not None,
        new=since.new if since else (),
        changed=since.changed if since else (),
        ended={name: former.clusters.get(name, ()) for name in since.ended} if since and former else {},
        fresh=frozenset(read - before),
        waiting=frozenset(one.id for one in statements(case)) - read,
        loose=(len(clusters.unassigned), len(read)),
        loosened=loosened(clusters),
    )


def talks(case: Case, cards: Iterable[str]) -> dict[str, int]:
    """Conversation → how many of these cards come from it, in the order of their ids."""
    found = Counter(case.index.found[card].transcript for card in cards if card in case.index.found)
    return dict(sorted(found.items()))
