"""Everything can be undone and redone; nothing told as saved is lost; nobody else's edit is overwritten."""

from __future__ import annotations

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.editing.keeper import Keeper
from faden.core.catalogue import catalogue
from faden.core.problems import StudyError

SELECTED: dict[str, Any] = {"transcript": "W01", "start": ["t2", 9], "end": ["t2", 20]}
SHEET = "analysis/codings/erste/W01.jsonl"


def act(bench: Bench, do: str, **values: Any) -> Any:
    """Carry out an action, having seen everything."""
    return bench.perform(parse_action({"do": do, **values}), bench.state("W01").fingerprints)


def test_undo_gives_every_byte_back_and_redo_does_it_again(bench: Bench, study: MiniStudy) -> None:
    """As often as one likes."""
    path = study.folder.root / SHEET
    first = path.read_bytes()
    act(bench, "code", **SELECTED, code="keine-antwort")
    second = path.read_bytes()
    act(bench, "uncode", transcript="W01", coding="c-22222222")
    third = path.read_bytes()
    seen = []
    for do in ("undo", "undo", "redo", "redo", "undo", "undo"):
        act(bench, do)
        seen.append(path.read_bytes())

    assert [second, first, second, third, second, first] == seen


def test_it_is_told_what_can_be_undone(bench: Bench) -> None:
    """In words, with the code's name."""
    act(bench, "code", **SELECTED, code="keine-antwort")
    act(bench, "uncode", transcript="W01", coding="c-77777777")
    outcome = act(bench, "undo")

    assert outcome.undo is not None
    assert "Kodierung mit „keine-antwort“ (W01)" == outcome.undo.text("de")
    assert "Zurückgenommen: Kodierung mit „schnelle-antwort“ gelöscht (W01)" == outcome.said.text("de")
    assert outcome.redo is not None


def test_a_new_action_forgets_what_was_undone(bench: Bench) -> None:
    """There is one line of time."""
    act(bench, "code", **SELECTED, code="keine-antwort")
    act(bench, "undo")
    act(bench, "uncode", transcript="W01", coding="c-77777777")

    with pytest.raises(StudyError) as caught:
        act(bench, "redo")

    assert "nothing-to-redo" == caught.value.problem.code


def test_undo_survives_a_restart(bench: Bench, study: MiniStudy) -> None:
    """The journal stands on the disk."""
    before = (study.folder.root / SHEET).read_bytes()
    act(bench, "code", **SELECTED, code="keine-antwort")
    act(Bench(study.folder, "erste"), "undo")

    assert before == (study.folder.root / SHEET).read_bytes()


def test_the_journal_may_be_deleted_at_any_time(bench: Bench, study: MiniStudy) -> None:
    """Only undo is lost with it."""
    act(bench, "code", **SELECTED, code="keine-antwort")
    (study.folder.build / "journal/erste.jsonl").unlink()

    assert bench.state("W01").undo is None


def test_an_edit_from_outside_is_never_overwritten(bench: Bench, study: MiniStudy) -> None:
    """The person has not seen it; they look, and decide anew."""
    seen = bench.state("W01").fingerprints
    path = study.folder.root / SHEET
    path.write_text(path.read_text(encoding="utf-8").replace("schnelle-antwort", "keine-antwort"), "utf-8")
    edited = path.read_bytes()

    with pytest.raises(StudyError) as caught:
        bench.perform(parse_action({"do": "code", **SELECTED, "code": "keine-antwort"}), seen)

    assert ("edited-elsewhere", SHEET) == (caught.value.problem.code, caught.value.problem.place.path)
    assert edited == path.read_bytes()
    assert ["c-77777777"] == [c.id for c in bench.outside("W01", seen).changed]


def test_what_was_edited_outside_since_is_not_undone(bench: Bench, study: MiniStudy) -> None:
    """Undoing would take the edit along; later actions can still be undone."""
    act(bench, "code", **SELECTED, code="keine-antwort")
    path = study.folder.root / SHEET
    path.write_text(path.read_text(encoding="utf-8").replace("schnelle-antwort", "keine-antwort"), "utf-8")
    edited = path.read_bytes()
    act(bench, "uncode", transcript="W01", coding="c-22222222")
    act(bench, "undo")

    with pytest.raises(StudyError) as caught:
        act(bench, "undo")

    assert ("undo-edited-elsewhere", edited) == (caught.value.problem.code, path.read_bytes())


def test_a_page_must_tell_which_transcript_it_shows(bench: Bench) -> None:
    """Positions mean nothing without the text they count in."""
    with pytest.raises(StudyError) as caught:
        bench.perform(parse_action({"do": "code", **SELECTED, "code": "keine-antwort"}), {})

    assert "edited-unseen" == caught.value.problem.code


def test_two_processes_of_one_coder_share_journal_and_file(bench: Bench, study: MiniStudy) -> None:
    """Two windows of two servers: what one does, the other sees and undoes."""
    other = Bench(study.folder, "erste")
    before = (study.folder.root / SHEET).read_bytes()
    other.state("W01")
    act(bench, "code", **SELECTED, code="keine-antwort")
    act(other, "uncode", transcript="W01", coding="c-22222222")
    act(bench, "undo")
    act(other, "undo")

    assert before == (study.folder.root / SHEET).read_bytes()
    assert bench.state("W01").undo is None


class _Ended(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("written", [0, 1])
def test_a_program_that_ends_between_journal_and_file_is_completed(
    bench: Bench, study: MiniStudy, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """The next one knows what was meant, completes it, and says so once."""
    real = Keeper._write  # noqa: SLF001 - where the program is ended

    def ending(self: Keeper, path: str, content: Any) -> None:
        if written:
            real(self, path, content)
        raise _Ended

    seen = bench.state("W01").fingerprints
    monkeypatch.setattr(Keeper, "_write", ending)
    with pytest.raises(_Ended):
        bench.perform(parse_action({"do": "uncode", "transcript": "W01", "coding": "c-22222222"}), seen)
    monkeypatch.undo()
    next_one = Bench(study.folder, "erste")
    first, second = next_one.state("W01"), next_one.state("W01")

    assert "c-22222222" not in {c.id for c in first.codings}
    assert ([] if written else [f"Eine unterbrochene Handlung wurde zu Ende geführt: {SHEET}."], ()) == (
        [said.text("de") for said in first.mended],
        second.mended,
    )


def _interrupted(study: MiniStudy, monkeypatch: pytest.MonkeyPatch, written: int) -> Bench:
    """Words corrected by one coder, ended before the codings of all others were written."""
    study.code(("c-88888888", "keine-antwort", "t2", "niemand hat geantwortet"), coder="zweite")
    done: list[str] = []
    real = Keeper._write  # noqa: SLF001 - where the program is ended

    def ending(self: Keeper, path: str, content: Any) -> None:
        if len(done) == written:
            raise _Ended
        done.append(path)
        real(self, path, content)

    first = Bench(study.folder, "erste")
    told = {"transcript": "W01", "turn": "t2", "language": "de"}
    words = "Nun. Ich habe dreißig Mal geschrieben, und niemand hat geantwortet."
    seen = first.state("W01").fingerprints
    monkeypatch.setattr(Keeper, "_write", ending)
    with pytest.raises(_Ended):
        first.perform(parse_action({"do": "correct", **told, "text": words}), seen)
    monkeypatch.undo()
    return Bench(study.folder, "zweite")


@pytest.mark.parametrize("written", [0, 1, 2])
def test_another_coder_completes_what_was_interrupted_and_learns_nothing_of_it(
    study: MiniStudy, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """Else the next step of the other would keep their codings from following for good."""
    other = _interrupted(study, monkeypatch, written)
    state = other.state("W01")
    other.perform(
        parse_action({"do": "uncode", "transcript": "W01", "coding": "c-88888888"}), state.fingerprints
    )

    assert ((), ()) == (state.doubtful, state.mended)
    assert [] == study.found("coding-words-gone")
    assert () == Bench(study.folder, "erste").state("W01").mended


def test_what_was_changed_after_an_interruption_is_told(
    study: MiniStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To who was interrupted, also where nothing is left to write."""
    _interrupted(study, monkeypatch, 2)
    path = study.folder.coding_file("zweite", "W01")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (said,) = Bench(study.folder, "erste").state("W01").mended

    assert "analysis/codings/zweite/W01.jsonl" in said.text("de")


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(
    bench: Bench, study: MiniStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action is refused, and is not done behind the person's back later on."""
    seen = bench.state("W01").fingerprints
    before = (study.folder.root / SHEET).read_bytes()
    real, tried = Keeper._write, []  # noqa: SLF001 - where the disk is full

    def full(self: Keeper, path: str, content: Any) -> None:
        tried.append(path)
        if len(tried) == 1:
            raise OSError(28, "No space left on device")
        real(self, path, content)

    monkeypatch.setattr(Keeper, "_write", full)
    with pytest.raises(StudyError) as caught:
        bench.perform(parse_action({"do": "uncode", "transcript": "W01", "coding": "c-22222222"}), seen)
    monkeypatch.undo()

    state = Bench(study.folder, "erste").state("W01")
    assert "file-unwritable" == caught.value.problem.code
    assert (before, None, ()) == ((study.folder.root / SHEET).read_bytes(), state.undo, state.mended)


def test_a_line_of_the_journal_cut_off_by_a_crash_is_forgotten(bench: Bench, study: MiniStudy) -> None:
    """What was told as done before it can still be undone."""
    act(bench, "code", **SELECTED, code="keine-antwort")
    journal = study.folder.build / "journal/erste.jsonl"
    with journal.open("ab") as file:
        file.write(b'{"n":2,"do":"unc')
    other = Bench(study.folder, "erste")
    undo = other.state("W01").undo
    act(other, "uncode", transcript="W01", coding="c-22222222")
    act(Bench(study.folder, "erste"), "undo")

    assert undo is not None
    assert b'"unc{' not in journal.read_bytes()


def test_a_journal_that_makes_no_sense_offers_nothing(bench: Bench, study: MiniStudy) -> None:
    """A stranger's file never changes the study."""
    journal = study.folder.build / "journal/erste.jsonl"
    journal.parent.mkdir(parents=True)
    journal.write_text(
        '{"format":"faden.journal/9"}\n[]\n{"n":1,"do":"code","files":[{"path":"x"}]}\n', "utf-8"
    )

    assert bench.state("W01").undo is None


def test_a_journal_does_not_lead_out_of_the_study(bench: Bench, study: MiniStudy, tmp_path: Path) -> None:
    """Its paths are checked like any other that stand in a file."""
    outside = tmp_path / "fremd.txt"
    outside.write_text("a\n", encoding="utf-8")
    act(bench, "uncode", transcript="W01", coding="c-22222222")
    journal = study.folder.build / "journal/erste.jsonl"
    told = os.path.relpath(outside, study.folder.root).replace("\\", "/")
    journal.write_text(journal.read_text(encoding="utf-8").replace(SHEET, told), encoding="utf-8")

    with pytest.raises(StudyError) as caught:
        act(Bench(study.folder, "erste"), "undo")

    assert "path-outside" == caught.value.problem.code


@pytest.mark.parametrize("coder", ["", "../x", "Mira", "a" * 61, "mira/.."])
def test_there_is_no_coding_without_a_named_person(study: MiniStudy, coder: str) -> None:
    """The id is also the name of a folder."""
    with pytest.raises(StudyError) as caught:
        Bench(study.folder, coder)

    assert "coder-invalid" == caught.value.problem.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "action-unknown"),
        ({}, "action-unknown"),
        ({"do": "delete-all"}, "action-unknown"),
        ({"do": "uncode", "transcript": "../x", "coding": "c-22222222"}, "action-invalid"),
        ({"do": "undo", "more": 1}, "action-invalid"),
        ({"do": "code", **SELECTED, "start": ["t2", -1], "code": "a"}, "action-invalid"),
        ({"do": "add-code", "name": {"de": "  "}}, "action-invalid"),
        ({"do": "add-code", "name": {"xx": "a"}}, "action-invalid"),
    ],
)
def test_what_is_no_action_is_refused(data: Any, code: str) -> None:
    """A request may hold anything."""
    with pytest.raises(StudyError) as caught:
        parse_action(data)

    assert code == caught.value.problem.code


def test_every_action_has_words() -> None:
    """What can be undone is told in both languages."""
    from faden.coding.editing.doing import EDITS

    said = {f"editing.said.{action.model_fields['do'].annotation.__args__[0]}" for action in EDITS}

    assert set() == said - set(catalogue())


def test_counts_follow_merged_codes(bench: Bench) -> None:
    """Codings of a merged code count where it went."""
    state = bench.state("W01")

    assert ({"keine-antwort": 5, "schnelle-antwort": 1}, state.counts) == (state.totals, state.totals)


def test_the_day_of_a_coding_is_that_of_the_person(study: MiniStudy) -> None:
    """Whole days, as all codings have."""
    bench = Bench(study.folder, "erste", today=lambda: dt.date(2027, 1, 2))
    outcome = act(bench, "code", **SELECTED, code="keine-antwort")

    assert "2027-01-02" == next(c.on for c in outcome.codings if c.id in outcome.created)


def test_words_across_turns_stand_where_they_are(bench: Bench, study: MiniStudy) -> None:
    """And are found again when a turn between them was edited by hand, or left to a person."""
    made = act(bench, "code", transcript="W01", start=["t2", 50], end=["t5", 6], code="keine-antwort")
    [name] = made.created
    study.edit("interviews/W01.md", "## t2 · P1 · 00:00:09\n\nIch", "## t2 · P1 · 00:00:09\n\nAlso ich")
    moved = next(coding for coding in bench.state("W01").codings if coding.id == name)
    study.edit("interviews/W01.md", "nach vier Wochen", "nach fünf Wochen")
    doubtful = [doubt.coding.id for doubt in bench.state("W01").doubtful]

    assert "geantwortet.\nBei mir kam nach vier Wochen eine Absage ohne Grund.\nKeiner" == moved.exact
    assert (("t2", 55), [name]) == (moved.start, doubtful)


def test_two_servers_at_once_lose_nothing(study: MiniStudy) -> None:
    """Whoever comes second is refused or waits, looks again, and goes on."""

    def work(first: int) -> set[str]:
        bench = Bench(study.folder, "erste")
        made: set[str] = set()
        for at in range(first, first + 8):
            told = {"transcript": "W01", "start": ["t3", at], "end": ["t3", at + 9], "code": "keine-antwort"}
            while True:
                seen = bench.state("W01").fingerprints
                try:
                    made |= {*bench.perform(parse_action({"do": "code", **told}), seen).created}
                except StudyError as error:
                    assert error.problem.code in {"edited-elsewhere", "study-busy"}  # noqa: PT017 - it is one of two, and tried again
                    continue
                break
        return made

    with ThreadPoolExecutor(2) as pool:
        made = set().union(*pool.map(work, (0, 20)))

    kept = {coding.id for coding in Bench(study.folder, "erste").state("W01").codings}
    assert (16, set()) == (len(made), made - kept)
