"""Where people work on the board: every step is judged, written down and kept before it is told as done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

from faden.coding.editing.bench import known_coder
from faden.coding.editing.case import Memory, read_version
from faden.coding.editing.journal import journal_of
from faden.coding.editing.keeper import Keeper
from faden.coding.editing.outcome import Said
from faden.coding.editing.patch import fingerprint
from faden.core.amending import AmendError, amend
from faden.core.documents import wanted
from faden.core.formats import label
from faden.core.problems import StudyError
from faden.findings.board.actions import AcceptGroup, Redo, Undo
from faden.findings.board.board import PATH, Board, parse_board
from faden.findings.board.doing import DOING, Done, Scene, found_group, shown
from faden.findings.board.into_needs import NEEDS, merged, parse_needs_text, written
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.coding.editing.journal import Entry
    from faden.coding.editing.patch import Version
    from faden.findings.board.actions import Action
    from faden.findings.board.deck import Deck
    from faden.findings.need import Need
    from faden.study.folder import Folder

PATIENCE: Final = 5.0
"""Seconds that a step waits for another program which writes to the study."""

_TURNED: Final = {"undo": "undone", "redo": "redone"}


@dataclass(frozen=True, slots=True)
class BoardState:
    """The board as it is.

    Attributes:
        board: The board.
        needs: The needs of the study.
        fingerprints: Fingerprint of each file that the page rests on; a step must name them.
        undo: What can be undone; ``None`` where nothing can.
        redo: What can be redone.
        mended: What was interrupted and has been completed, or could not be; said once.
    """

    board: Board
    needs: tuple[Need, ...]
    fingerprints: dict[str, str]
    undo: Said | None
    redo: Said | None
    mended: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardOutcome:
    """What a step did; all of it is on the disk.

    Attributes:
        state: The board after it.
        said: What was done.
        created: Ids of groups that were made, or of the need.
    """

    state: BoardState
    said: Said
    created: tuple[str, ...] = ()


class BoardBench:
    """Where one person works on the board of a study.

    Args:
        folder: The study.
        by: Who works; there is no decision without a person.
        today: Tells the day.

    Raises:
        StudyError: ``by`` is no short name of a person.
    """

    def __init__(self, folder: Folder, by: str, *, today: Callable[[], dt.date] = dt.date.today) -> None:
        self.folder, self.by = folder, known_coder(by)
        self._today = today
        self._keeper = Keeper(folder, journal_of(folder, f"board.{by}"), patience=PATIENCE)
        self._memory = Memory()
        self._one = RLock()

    def state(self) -> BoardState:
        """The board as it is now.

        Raises:
            StudyError: The board or the needs are not in order.
        """
        with self._one:
            self._keeper.recover()
            return self._state(_Files(self.folder, self._memory))

    def perform(self, action: Action, seen: Mapping[str, str], deck: Deck) -> BoardOutcome:
        """Carry out a step; when this returns, all of it is on the disk.

        Args:
            action: What to do.
            seen: Fingerprints that the page holds, as `state` gave them.
            deck: All cards, and what is proposed for them now.

        Raises:
            StudyError: The step makes no sense; a file was edited since (``edited-elsewhere``) or never
                seen (``edited-unseen``); or another program writes (``study-busy``). Nothing is written.
        """
        with self._one, locked(self.folder, patience=PATIENCE):
            self._keeper.mend()
            files = _Files(self.folder, self._memory)
            for path, mark in files.marks().items():
                if path not in seen:
                    raise StudyError("edited-unseen", path)
                if seen[path] != mark:
                    raise StudyError("edited-elsewhere", path)
            if isinstance(action, Undo | Redo):
                entry, _ = self._keeper.turn(action.do, files.version)
                said = _said(entry.do, entry.values, f"editing.{_TURNED[action.do]}")
                return BoardOutcome(self._state(_Files(self.folder, self._memory)), said)
            scene = Scene(files.board(), deck, files.needs(), self.by, self._today().isoformat())
            return self._kept(files, scene, action)

    def put(self, board: Board, seen: Mapping[str, str], do: str, values: dict[str, str]) -> BoardOutcome:
        """Keep a whole board at once, such as one read from a table; it can be undone like any step.

        Args:
            board: The board as it is to be.
            seen: As in `perform`.
            do: What was done, in a word of the catalogue.
            values: What it was about.

        Raises:
            StudyError: As in `perform`.
        """
        with self._one, locked(self.folder, patience=PATIENCE):
            self._keeper.mend()
            files = _Files(self.folder, self._memory)
            if seen.get(PATH, "") != files.version(PATH).mark:
                raise StudyError("edited-elsewhere", PATH)
            self._keeper.write(do, values, {PATH: files.amended(board)}, files.version)
            return BoardOutcome(self._state(_Files(self.folder, self._memory)), _said(do, values))

    def keep_proposals(self, text: Callable[[], str]) -> BoardOutcome:
        """Keep what the machine proposes, to be held on to from then on; it can be undone like any step.

        Args:
            text: Gives the text of ``analysis/proposals/clusters.json``; asked while nobody else writes.

        Raises:
            StudyError: As in `perform`, and what `text` raises.
        """
        with self._one, locked(self.folder, patience=PATIENCE):
            self._keeper.mend()
            files = _Files(self.folder, self._memory)
            path = self.folder.shown(self.folder.clusters)
            self._keeper.write("keep-proposals", {}, {path: text()}, files.version)
            return BoardOutcome(self._state(_Files(self.folder, self._memory)), _said("keep-proposals", {}))

    def _kept(self, files: _Files, scene: Scene, action: Any) -> BoardOutcome:
        texts: dict[str, str | None] = {}
        if isinstance(action, AcceptGroup):
            group = found_group(scene.board, action.group)
            texts[NEEDS], need = written(scene, group, files.text(NEEDS))
            groups = tuple(
                g.model_copy(update={"need": need}) if g.id == group.id else g for g in scene.board.groups
            )
            board = scene.board.model_copy(update={"groups": groups})
            done = Done(board, {"group": shown(group), "need": need}, (need,))
        else:
            done = DOING[type(action)](scene, action)
            if done.merged is not None:
                texts[NEEDS] = merged(files.text(NEEDS), *done.merged)
        texts[PATH] = files.amended(done.board)
        self._keeper.write(action.do, done.values, texts, files.version)
        return BoardOutcome(
            self._state(_Files(self.folder, self._memory)), _said(action.do, done.values), done.created
        )

    def _state(self, files: _Files) -> BoardState:
        return BoardState(
            board=files.board(),
            needs=files.needs(),
            fingerprints=files.marks(),
            undo=_next(self._keeper.undo),
            redo=_next(self._keeper.redo),
            mended=self._keeper.told(),
        )


class _Files:
    """The two files as they are at one moment; each is read once."""

    def __init__(self, folder: Folder, memory: Memory) -> None:
        self._folder, self._memory = folder, memory
        self._versions: dict[str, Version] = {}

    def version(self, path: str) -> Version:
        if path not in self._versions:
            self._versions[path] = read_version(self._folder, path)
        return self._versions[path]

    def marks(self) -> dict[str, str]:
        return {path: self.version(path).mark for path in (PATH, NEEDS)}

    def text(self, path: str) -> str:
        content = self.version(path).content or b""
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise StudyError("file-not-utf8", path) from None

    def board(self) -> Board:
        return self._memory.get(PATH, self.version(PATH).mark, lambda: _board(self.text(PATH)))

    def needs(self) -> tuple[Need, ...]:
        return self._memory.get(NEEDS, self.version(NEEDS).mark, lambda: _needs(self.text(NEEDS)))

    def amended(self, board: Board) -> str:
        """The text of the board's file with these values; lines whose values stay are not touched."""
        text = self.text(PATH) or f"format: {label('board')}\n"
        try:
            made = amend(text, board.values())
        except AmendError as error:
            raise StudyError("board-style", PATH, reason=str(error)) from None
        if made != text:
            self._memory.put(PATH, fingerprint(made.encode()), _board(made))
        return made


def _board(text: str) -> Board:
    """The board of a file.

    Raises:
        StudyError: It is not in order.
    """
    return wanted(parse_board(text)) if text.strip() else Board()


def _needs(text: str) -> tuple[Need, ...]:
    return parse_needs_text(text).needs if text.strip() else ()


def _said(do: str, values: dict[str, str], frame: str = "") -> Said:
    return Said(f"board.said.{do}", values, frame)


def _next(entry: Entry | None) -> Said | None:
    return _said(entry.do, entry.values) if entry else None
