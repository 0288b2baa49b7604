"""The needs board as the app shows it: the study, what is proposed, and one bench for each person."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from faden.analysis.cluster_file import format_former
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
from faden.build.clusters import compute_clusters
from faden.build.stating import find_stated, kept_stated
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

    def propose(self) -> None:
        """Have the machine propose groups for the study as it is now.

        Raises:
            StudyError: It is at work already.
            ModelError: The study's model is not on this computer.
        """
        with self._alone():
            make_proposals(self.case())

    def propose_anew(self, by: str) -> None:
        """Have the machine group everything again and keep that, instead of holding on to what was kept.

        What people have put together stays as it is. It is a step of the person, and can be undone.

        Args:
            by: Who keeps it.

        Raises:
            StudyError: It is at work already, the study has changed meanwhile, or another program writes.
            ModelError: The study's model is not on this computer.
        """
        with self._alone():
            reading = self._desk.read()
            made = compute_clusters(reading.case, anew=True)
            self._keep(by, reading, made)

    def keep(self, by: str) -> None:
        """Keep what is proposed now: from now on the board says what is new since. It can be undone.

        Args:
            by: Who keeps it.

        Raises:
            StudyError: Nothing is proposed for the study as it is now, the machine is at work, or another
                program writes.
        """
        with self._alone():
            reading = self._desk.read()
            proposals = kept_proposals(reading.case)
            if proposals.clusters is None or not proposals.fresh:
                raise StudyError("board-nothing-to-keep")
            self._keep(by, reading, proposals.clusters)

    def _keep(self, by: str, reading: Reading, clusters: Clusters) -> None:
        def text() -> str:
            if self._desk.read() is not reading:
                raise StudyError("board-nothing-to-keep")
            return format_former(clusters)

        self.bench(by).keep_proposals(text)
        make_proposals(self.case())

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

    def seek(self) -> None:
        """Look for passages that nobody coded and that may state something; takes a minute or two.

        Raises:
            StudyError: The machine is at work already, or may read nobody's words.
            ModelError: The study's model is not on this computer.
        """
        with self._alone():
            self._stated = find_stated(self.case()).stated

    def _sight(self, state: BoardState, level: int) -> Sight:
        reading = self._desk.read()
        proposals = self._proposals(reading)
        known = levels(proposals.clusters)
        own = len(proposals.clusters.clusters) if proposals.clusters else 0
        usual = own if own in known else (known[-1] if known else 0)
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
