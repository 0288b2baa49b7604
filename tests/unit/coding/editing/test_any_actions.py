"""Any actions in any order, undone and redone at will, leave what a plain model says; and nothing, undone."""

from __future__ import annotations

import copy
import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from ministudy import MiniStudy

from faden.coding.codebook import read_codebook
from faden.coding.codings import read_codings
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.core.documents import wanted
from faden.core.problems import StudyError
from faden.core.text import normal
from faden.interviews.files import read_transcript

TURNS = ("t2", "t3", "t4", "t7")
AR = "ar"
INSERTED = st.sampled_from(["Nun, ", "👩‍👧 ", "é", "إي. ", "e\u0301 ", "a\n\n", "## "])
STEPS = (
    *("code", "change") * 3,
    *("undo", "redo") * 2,
    *("correct", "turn_code", "add_code", "memo", "restart"),
)
"""What a person does, some of it more often."""


@dataclass
class Model:
    """What the study should hold.

    Attributes:
        codings: Id → code, turn, start, end, words, memo.
        texts: Turn → words of its original.
        codes: Id → whether it is in use.
        memos: Name → text.
    """

    codings: dict[str, tuple[str, str, int, int, str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    codes: dict[str, bool] = field(default_factory=dict)
    memos: dict[str, str] = field(default_factory=dict)

    def free(self, code: str, turn: str, start: int, end: int, besides: str = "") -> bool:
        """Whether no other coding says the same."""
        rest = [c[:4] for name, c in self.codings.items() if name != besides]
        return (code, turn, start, end) not in rest


class Editing(RuleBasedStateMachine):
    """A person at the bench, and the model beside it."""

    @initialize()
    def begin(self) -> None:
        """Begin with a small study."""
        self.place = tempfile.TemporaryDirectory()
        self.study = MiniStudy(Path(self.place.name) / "study")
        self.study.begin()
        self.root = self.study.folder.root
        self.restart()
        self.first = self.files()
        text = wanted(read_transcript(self.study.folder, "W01"))
        self.model = Model(codes={"keine-antwort": True, "schnelle-antwort": True})
        self.model.texts = {turn: found.text for turn in TURNS if (found := text.turn(turn))}
        self.model.codings = self.codings()
        self.past: list[Model] = []
        self.future: list[Model] = []

    def files(self) -> dict[str, bytes]:
        """All files of the study but the journal."""
        found = (p for p in self.root.rglob("*") if p.is_file() and not p.is_relative_to(self.root / "build"))
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in found}

    def codings(self) -> dict[str, tuple[str, str, int, int, str, str]]:
        """The codings on the disk that lie in one of the turns."""
        file = wanted(read_codings(self.study.folder, self.study.folder.coding_file("erste", "W01")))
        return {
            c.id: (c.code, c.start[0], c.start[1], c.end[1], c.exact, c.memo)
            for c in file.codings
            if c.start[0] in TURNS
        }

    def restart(self, _: st.DataObject | None = None) -> None:
        """The server ends, and another one begins."""
        self.bench = Bench(self.study.folder, "erste", today=lambda: dt.date(2026, 3, 15))

    @rule(data=st.data(), what=st.sampled_from(STEPS))
    def step(self, data: st.DataObject, what: str) -> None:
        """Do anything; one rule, so that every run has all of them."""
        getattr(self, what)(data)

    def act(self, *, allowed: bool, **values: Any) -> tuple[str, ...]:
        """Carry out an action; the model stays as it is where it must be refused."""
        seen = self.bench.state("W01").fingerprints
        seen |= self.bench.fingerprints(self.study.folder.shown(p) for p in self.study.folder.memos())
        before = None if allowed else self.files()
        try:
            outcome = self.bench.perform(parse_action(values), seen)
        except StudyError:
            assert not allowed, values
            assert before == self.files()
            return ()
        assert allowed, values
        # What was so already, such as a coding confirmed twice on a day, is nothing to undo.
        if outcome.changed and values["do"] not in {"undo", "redo"}:
            self.past.append(copy.deepcopy(self.model))
            self.future.clear()
        return outcome.created

    def check(self) -> None:
        """The disk holds what the model says."""
        text = wanted(read_transcript(self.study.folder, "W01"))
        book = wanted(read_codebook(self.study.folder))

        assert self.model.codings == self.codings()
        assert self.model.texts == {turn: found.text for turn in TURNS if (found := text.turn(turn))}
        used = {p.code.id: not p.code.retired for p in book.codes() if p.code.codable}
        assert self.model.codes == used
        assert set(self.model.memos) == {path.stem for path in self.study.folder.memos()}

    def code(self, data: st.DataObject) -> None:
        """Code any words."""
        turn, memo = data.draw(st.sampled_from(TURNS)), data.draw(st.sampled_from(["", "Ja 🏠"]))
        code = data.draw(st.sampled_from(sorted(self.model.codes)))
        start, end, exact = self.words(data, turn)
        allowed = bool(exact.strip()) and self.model.codes[code] and self.model.free(code, turn, start, end)
        values = {"start": (turn, start), "end": (turn, end), "language": AR if turn == "t4" else "de"}
        for made in self.act(allowed=allowed, do="code", transcript="W01", code=code, memo=memo, **values):
            self.model.codings[made] = (code, turn, start, end, exact, memo)
        self.check()

    def words(self, data: st.DataObject, turn: str) -> tuple[int, int, str]:
        """A selection in a turn."""
        text = self.model.texts[turn]
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        return start, end, text[start:end]

    def change(self, data: st.DataObject) -> None:
        """Do something to a coding."""
        if not self.model.codings:
            return
        what = data.draw(st.sampled_from(["uncode", "recode", "resize", "note"]))
        name = data.draw(st.sampled_from(list(self.model.codings)))  # ids are random
        code, turn, start, end, exact, memo = self.model.codings[name]
        told: dict[str, Any] = {"do": what, "transcript": "W01", "coding": name}
        allowed, after = True, None
        if what == "recode":
            had, code = code, data.draw(st.sampled_from(sorted(self.model.codes)))
            told["code"] = code
            allowed = (code == had or self.model.codes[code]) and self.model.free(
                code, turn, start, end, name
            )
        elif what == "resize":
            start, end, exact = self.words(data, turn)
            told |= {"start": (turn, start), "end": (turn, end)}
            allowed = bool(exact.strip()) and self.model.free(code, turn, start, end, name)
        elif what == "note":
            memo = data.draw(st.sampled_from(["", "اسم", "a\nb"]))
            told["memo"] = memo
        if what != "uncode":
            after = (code, turn, start, end, exact, memo)
        same = after == self.model.codings[name] and what != "recode"
        if same:
            return
        self.act(allowed=allowed, **told)
        if allowed and after is None:
            del self.model.codings[name]
        elif allowed and after is not None:
            self.model.codings[name] = after
        self.check()

    def correct(self, data: st.DataObject) -> None:
        """Put words before those of a turn; all codings in it move."""
        turn, words = data.draw(st.sampled_from(TURNS)), data.draw(INSERTED)
        text = normal(words + " " + self.model.texts[turn]).strip()
        shift = len(text) - len(self.model.texts[turn])
        language = AR if turn == "t4" else "de"
        self.act(allowed=True, do="correct", transcript="W01", turn=turn, language=language, text=text)
        self.model.texts[turn] = text
        for name, (code, where, start, end, exact, memo) in self.model.codings.items():
            if where == turn:
                self.model.codings[name] = (code, where, start + shift, end + shift, exact, memo)
        self.check()

    def turn_code(self, data: st.DataObject) -> None:
        """Retire a code, or bring it back."""
        code = data.draw(st.sampled_from(sorted(self.model.codes)))
        do = data.draw(st.sampled_from(["retire-code", "revive-code"]))
        self.act(allowed=self.model.codes[code] == (do == "retire-code"), do=do, code=code)
        if self.model.codes[code] == (do == "retire-code"):
            self.model.codes[code] = do == "revive-code"
        self.check()

    def add_code(self, data: st.DataObject) -> None:
        """Add a code."""
        parent = data.draw(st.sampled_from([None, "antworten", "keine-antwort"]))
        for made in self.act(allowed=True, do="add-code", name={"de": "Neu: „x“"}, parent=parent):
            self.model.codes[made] = True
        self.check()

    def memo(self, data: st.DataObject) -> None:
        """Write a memo, or delete one."""
        name = data.draw(st.sampled_from([*sorted(self.model.memos), ""]))
        if name:
            self.act(allowed=True, do="delete-memo", memo=name)
            del self.model.memos[name]
            return
        for made in self.act(allowed=True, do="write-memo", about="W01", title="Memo", text="Text"):
            self.model.memos[made] = "Text"
        self.check()

    def undo(self, _: st.DataObject | None = None) -> None:
        """Undo the last action."""
        self.act(allowed=bool(self.past), do="undo")
        if self.past:
            self.future.append(self.model)
            self.model = self.past.pop()
        self.check()

    def redo(self, _: st.DataObject) -> None:
        """Redo what was undone."""
        self.act(allowed=bool(self.future), do="redo")
        if self.future:
            self.past.append(self.model)
            self.model = self.future.pop()
        self.check()

    def teardown(self) -> None:
        """Undo everything."""
        if not hasattr(self, "past"):
            return
        try:
            while self.past:
                self.undo()
            assert self.first == self.files()
        finally:
            self.place.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    phases=[Phase.generate],
    max_examples=12,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
