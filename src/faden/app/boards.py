"""The needs board as the app shows it: the study, what is proposed, and one bench for each person."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from faden.app.desk import Desk
from faden.build.board_news import news
from faden.build.boarding import (
    Proposals,
    deck,
    kept_proposals,
    levels,
    make_proposals,
    still_uncoded,
)
from faden.build.clock import today
from faden.build.clusters import compute_clusters, keep
from faden.build.stating import kept_stated
from faden.core.problems import StudyError
from faden.findings.board.bench import BoardBench
from faden.findings.board.board import PATH
from faden.findings.board.into_needs import NEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.analysis.cluster import Clusters
    from faden.analysis.stated.values import Stated
    from faden.app.desk import Reading
    from faden.build.board_news import News
    from faden.findings.board.actions import Action
    from faden.findings.board.bench import BoardOutcome, BoardState
    from faden.findings.board.deck import Deck
    from faden.publish.verdict import Case
    from faden.study.folder import Folder

USUAL: Final = 12
"""Groups in which proposals are read where nobody says otherwise; our choice."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The board at one moment.

    Attributes:
        case: The study.
        state: The board, and what can be undone.
        deck: All cards, and what is proposed for them.
        levels: Numbers of groups in which the proposals can be read.
        level: That in which they are read; 0 where there are none.
        fresh: Whether the proposals were computed for the study as it is now.
        clusters: What the machine proposes; ``None`` where nothing was computed.
        news: What of it is new since it was last kept.
    """

    case: Case
    state: BoardState
    deck: Deck
    levels: tuple[int, ...]
    level: int
    fresh: bool
    clusters: Clusters | None = None
    news: News | None = None


class Boards:
    """Gives the board of a study.

    Args:
        folder: The study.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._desk = Desk(folder, without=frozenset({PATH, NEEDS}))
        self._lock, self._computing = Lock(), Lock()
        self._benches: dict[str, BoardBench] = {}
        self._proposed: tuple[Reading, int, Proposals] | None = None
        self._stated: tuple[Stated, ...] | None = None

    def case(self) -> Case:
        """The study as it is now."""
        return self._desk.read().case

    def bench(self, by: str) -> BoardBench:
        """The bench of a person.

        Raises:
            StudyError: That is no short name of a person.
        """
        with self._lock:
            if by not in self._benches:
                self._benches[by] = BoardBench(self.folder, by, today=today)
            return self._benches[by]

    def look(self, by: str, level: int = 0) -> Sight:
        """The board now.

        Args:
            by: Who looks.
            level: Groups in which proposals are read; one that there is not stands for the usual one.

        Raises:
            StudyError: The board is not in order.
        """
        return self._sight(self.bench(by).state(), level)

    def act(
        self, by: str, action: Action, seen: Mapping[str, str], level: int = 0
    ) -> tuple[BoardOutcome, Sight]:
        """Carry out a step; what is given back is on the disk.

        Raises:
            StudyError: As `BoardBench.perform`.
        """
        bench = self.bench(by)
        outcome = bench.perform(action, seen, self._sight(bench.state(), level).deck)
        return outcome, self._sight(outcome.state, level)

    def propose(self, *, anew: bool = False) -> None:
        """Have the machine propose groups for the study as it is now.

        Args:
            anew: Group everything again and keep that, instead of holding on to what was kept; what
                people have put together stays as it is.

        Raises:
            StudyError: It is at work already.
            ModelError: The study's model is not on this computer.
        """
        with self._alone():
            case = self.case()
            if anew:
                keep(case, compute_clusters(case, anew=True))
            make_proposals(case)

    def keep(self) -> None:
        """Keep what is proposed now: from now on the board says what is new since.

        Raises:
            StudyError: Nothing is proposed for the study as it is now, or the machine is at work.
        """
        with self._alone():
            case = self.case()
            proposals = kept_proposals(case)
            if proposals.clusters is None or not proposals.fresh:
                raise StudyError("board-nothing-to-keep")
            keep(case, proposals.clusters)
            make_proposals(case)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._computing.acquire(blocking=False):
            raise StudyError("board-computing")
        try:
            yield
        finally:
            self._proposed = None
            self._computing.release()

    def stated(self) -> tuple[Stated, ...] | None:
        """What nobody coded and may state something, best first; ``None`` where nothing was computed.

        What was found for an earlier state of the study counts as long as its words stand where they stood
        and nobody has coded them since.
        """
        case = self.case()
        found = kept_stated(case)
        if found is not None:
            self._stated = found.stated
        return (
            None
            if self._stated is None
            else tuple(each for each in self._stated if still_uncoded(case, each))
        )

    def _sight(self, state: BoardState, level: int) -> Sight:
        reading = self._desk.read()
        proposals = self._proposals(reading)
        known = levels(proposals.clusters)
        usual = USUAL if USUAL in known else (known[-1] if known else 0)
        chosen = level if level in known else usual
        told = deck(reading.case, state.board, proposals.clusters, chosen)
        found = proposals.clusters
        told_news = news(reading.case, found)
        return Sight(reading.case, state, told, known, chosen, proposals.fresh, found, told_news)

    def _proposals(self, reading: Reading) -> Proposals:
        """What was computed last; looked for again where the study or the store has changed."""
        store = self.folder.cache / "clusters"
        changed = store.stat().st_mtime_ns if store.is_dir() else 0
        with self._lock:
            if self._proposed is None or self._proposed[:2] != (reading, changed):
                self._proposed = (reading, changed, kept_proposals(reading.case))
            return self._proposed[2]
