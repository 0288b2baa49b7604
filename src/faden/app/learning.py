"""What the app has learnt to suggest: one suggester for each coder, kept warm beside the pages.

It is made in the background, so that no page waits for a model, and follows the files from then on: whatever
the coder codes or takes back, here or with another program, it knows at the next question. Where consent or
settings change, it forgets everything at once and learns anew.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.analysis.suggest.decisions import decided, write_decision
from faden.analysis.suggest.scaling import learn_scaling
from faden.analysis.suggest.values import Decision
from faden.build.clock import today
from faden.build.remembering import allowing
from faden.build.suggesting import fitted, gather, given_codes, machine_for
from faden.coding.codings import read_codings
from faden.core.problems import FadenError
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from faden.analysis.suggest.suggester import Suggester
    from faden.analysis.suggest.values import Passage
    from faden.build.suggesting import Given
    from faden.coding.anchor import Anchor
    from faden.core.problems import Problem
    from faden.findings.corpus import Corpus
    from faden.study.folder import Folder

PATIENCE: Final = 5.0
"""Seconds that a decision waits for another program which writes to the study."""

MANY: Final = 20
"""Changes at once from which it is quicker to learn anew."""

SETTLED: Final = 24
"""Changes after which scores are scaled anew."""

REST: Final = 0.5
"""Seconds before all passages are looked at anew: what the page asks for after a step comes first."""

HAND_OVER: Final = 0.0005
"""Seconds after which a thread hands over to one that waits."""

NICENESS: Final = 10
"""How far learning steps back behind people, of 19."""

UNREAD: Final = " – und?"
"""What makes words new, so that the model is loaded before somebody marks some."""

Mark = tuple[int, int, int]
"""Time in nanoseconds, size in bytes and number on the disk of a file; zeros where there is none."""

Marks = tuple[object, ...]


@dataclass(slots=True)
class Learnt:
    """A suggester, and from what it has learnt.

    Attributes:
        suggester: It.
        corpus: The study as it was read.
        people: Participants whose words it may read.
        given: Conversation → what the coder coded there, as it has learnt it.
        sheets: Conversation → mark of the file of codings.
    """

    suggester: Suggester
    corpus: Corpus
    people: frozenset[str]
    given: dict[str, Given]
    sheets: dict[str, Mark]


class Learner:
    """Keeps the suggester of one coder.

    Args:
        folder: The study.
        coder: From whom it learns; from nobody else, so that who codes blind stays so.
        read: Gives the study as it is now.

    Attributes:
        lock: Held while what was learnt is used.
        failure: Why there is no suggester; ``None`` while there is one, or one is being made.
    """

    def __init__(self, folder: Folder, coder: str, read: Callable[[], Corpus]) -> None:
        self.failure: Problem | None = None
        self._folder, self._coder, self._read = folder, coder, read
        self.lock = threading.RLock()
        self._learnt: Learnt | None = None
        self._permits: Marks = ()
        self._ground: Marks = ()
        self._busy: threading.Thread | None = None
        self._learning = False

    def now(self) -> Learnt | None:
        """What has been learnt until now; ``None`` while it is being learnt, which begins beside."""
        with self.lock:
            permits, ground = self._marks_of_permits(), self._marks_of_ground()
            if permits != self._permits:
                self._learnt = None
            if (permits, ground) != (self._permits, self._ground) and not self._learning:
                self._permits, self._ground = permits, ground
                self._learning = True
                self._beside(self._learn)
            if self._learnt is not None:
                self._follow(self._learnt)
            return self._learnt

    def decide(self, passage: Passage, anchor: Anchor, code: str, decision: Decision) -> None:
        """Keep what the coder decided on a code for some words, and learn it.

        Accepting makes no coding: the person makes it, with a step of its own, and that is what is learnt.

        Raises:
            StudyError: Another program writes to the study, or earlier decisions cannot be read.
            ValueError: The code may not be given.
        """
        learnt = self.now()
        if learnt is None:
            return
        with self.lock:
            score = float(learnt.suggester.scores([passage])[0, learnt.suggester.codes.index(code)])
        line = decided(
            anchor, passage.transcript, code, decision, score=score, by=self._coder, on=today().isoformat()
        )
        with locked(self._folder, patience=PATIENCE):
            write_decision(self._folder, machine_for(self._coder), line)
        if decision is not Decision.ACCEPTED:
            with self.lock:
                if (passage, code) not in learnt.given.get(passage.transcript, frozenset()):
                    learnt.suggester.learn(passage, code, decision)
                    self._freshen()

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until what is done beside has ended; for tests and measurements."""
        for _ in range(3):  # learning is followed by a look
            busy = self._busy
            if busy is not None:
                busy.join(seconds)

    def _beside(self, act: Callable[[], None]) -> None:
        def done() -> None:
            _step_back()
            try:
                act()
            finally:
                with self.lock:
                    if self._busy is threading.current_thread():
                        self._busy = None

        self._busy = threading.Thread(target=done, name=f"suggest-{self._coder}", daemon=True)
        self._busy.start()

    def _learn(self) -> None:
        """Learn all anew, also while a look is still under way."""
        try:
            self._learn_all()
        finally:
            with self.lock:
                self._learning = False

    def _learn_all(self) -> None:
        permits, sheets, on = self._permits, self._marks_of_sheets(), today()
        try:
            corpus = self._read()
            material = gather(corpus, self._coder, on)
            made = fitted(corpus, material)
            made.look()
            _try_out(made, material.passages)
        except FadenError as error:
            self._learnt, self.failure = None, error.problem
            return
        people = allowing(corpus, on)
        with self.lock:
            if permits == self._marks_of_permits():
                self._learnt = Learnt(made, corpus, people, dict(material.given), sheets)
                self.failure = None

    def _follow(self, learnt: Learnt) -> None:
        """Learn what was coded or taken back since."""
        now = self._marks_of_sheets()
        changes: list[tuple[Passage, str, Decision]] = []
        for identifier in {*now, *learnt.sheets}:
            if now.get(identifier) == learnt.sheets.get(identifier):
                continue
            before, after = learnt.given.get(identifier, frozenset()), self._given(learnt, identifier)
            changes += [(*pair, Decision.WITHDRAWN) for pair in before - after]
            changes += [(*pair, Decision.ACCEPTED) for pair in after - before]
            learnt.given[identifier] = after
        learnt.sheets = now
        if len(changes) > MANY:
            self._ground = ()  # learnt anew at the next question; until then, as before
            return
        for passage, code, decision in sorted(changes, key=lambda each: (each[0].id, each[1])):
            learnt.suggester.learn(passage, code, decision)
        if changes:
            self._freshen()

    def _freshen(self) -> None:
        """Look at all passages anew, beside."""
        if self._busy is None:
            self._beside(self._look)

    def _look(self) -> None:
        time.sleep(REST)
        with self.lock:
            learnt = self._learnt
            if learnt is None:
                return
            made = learnt.suggester
            told = made.unsettled() if made.changes >= SETTLED else None
        if told is not None:
            scaling = learn_scaling(*told)
            with self.lock:
                made.adopt(scaling)
        with self.lock:
            made.look()

    def _given(self, learnt: Learnt, identifier: str) -> Given:
        path = self._folder.coding_file(self._coder, identifier)
        transcript = learnt.corpus.transcripts.get(identifier)
        read = read_codings(self._folder, path).value if path.is_file() else None
        if read is None or transcript is None:
            return frozenset()
        return given_codes(transcript, read.codings, learnt.corpus.codebook, learnt.people)

    def _marks_of_permits(self) -> Marks:
        """What decides whose words may be read."""
        folder = self._folder
        files = (folder.settings, folder.consent, folder.participants)
        return (today(), *(_mark(path) for path in files))

    def _marks_of_ground(self) -> Marks:
        """What else is learnt from, besides codings."""
        paths = (self._folder.codebook, *self._folder.transcripts())
        return tuple((path.name, _mark(path)) for path in paths)

    def _marks_of_sheets(self) -> dict[str, Mark]:
        found = (self._folder.root / "analysis/codings" / self._coder).glob("*.jsonl")
        return {path.stem: _mark(path) for path in found}


def _step_back() -> None:
    """Let this thread, and those it starts, come after the steps of people; where the system can.

    Python's threads hand over every 5 ms by default; an answer that waits some ten times for files
    would wait as often for the model.
    """
    sys.setswitchinterval(HAND_OVER)
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


class Learners:
    """Gives the learner of each coder.

    Args:
        folder: The study.
        read: Gives the study as it is now.
    """

    def __init__(self, folder: Folder, read: Callable[[], Corpus]) -> None:
        self._folder, self._read = folder, read
        self._lock = threading.Lock()
        self._known: dict[str, Learner] = {}

    def of(self, coder: str) -> Learner:
        """The learner of a coder."""
        with self._lock:
            if coder not in self._known:
                self._known[coder] = Learner(self._folder, coder, self._read)
            return self._known[coder]


def _try_out(made: Suggester, passages: Sequence[Passage]) -> None:
    """Suggest something once in each language, so that all that is loaded at first use is there."""
    for passage in {passage.language: passage for passage in passages}.values():
        made.suggest(passage.text + UNREAD, passage.language)


def _mark(path: Path) -> Mark:
    try:
        seen = path.stat()
    except OSError:
        return (0, 0, 0)
    return (seen.st_mtime_ns, seen.st_size, seen.st_ino)
