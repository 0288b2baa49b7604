"""Correcting a transcript moves the codings of all coders; where their words changed, a person decides."""

from __future__ import annotations

from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.codings import read_codings
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.editing.keeper import Keeper
from faden.core.documents import wanted
from faden.core.problems import StudyError

TEXT = "interviews/W01.md"
OLD = "Ich habe dreißig Mal geschrieben, und niemand hat geantwortet."


def words(study: MiniStudy, coder: str = "erste") -> dict[str, str]:
    """Coding → its words, as they stand in the transcript at its place."""
    file = wanted(read_codings(study.folder, study.folder.coding_file(coder, "W01")))
    return {coding.id: coding.exact for coding in file.codings}


def correct(do: Any, text: str, turn: str = "t2", part: str = "original", language: str = "de") -> Any:
    """Correct a turn."""
    return do("correct", transcript="W01", turn=turn, part=part, language=language, text=text)


def test_a_typo_beside_the_words_moves_the_codings_of_all(do: Any, study: MiniStudy) -> None:
    """Also of coders who are not at the bench; only this turn of the file changes."""
    study.code(("c-88888888", "keine-antwort", "t2", "dreißig Mal"), coder="zweite")
    before = (study.folder.root / TEXT).read_text(encoding="utf-8")
    outcome = correct(do, OLD.replace("Ich habe", "Also, ich habe schon"))

    assert (2, (), False) == (outcome.followed, outcome.doubtful, outcome.uncleared)
    assert before.replace("Ich habe dr", "Also, ich habe schon dr") == (study.folder.root / TEXT).read_text(
        "utf-8"
    )
    assert [] == study.found("coding-words-gone")
    assert [] == study.found("coding-moved")
    second = wanted(read_codings(study.folder, study.folder.coding_file("zweite", "W01"))).codings[0]
    assert (("t2", 21), "dreißig Mal") == (second.start, second.exact)


def test_where_the_words_changed_a_person_decides(do: Any, study: MiniStudy, bench: Bench) -> None:
    """The coding stays as it was until then, and the page shows what became of its words."""
    outcome = correct(do, OLD.replace("niemand hat", "keiner hat"))
    state = bench.state("W01")
    [doubt] = state.doubtful

    assert outcome.doubtful == state.doubtful
    assert ("c-22222222", "niemand hat geantwortet") == (doubt.coding.id, words(study)["c-22222222"])
    assert doubt.proposal is not None
    assert "keiner hat geantwortet" == doubt.proposal.exact
    assert "c-22222222" not in {coding.id for coding in state.codings}

    do("follow", transcript="W01", coding="c-22222222", accept=True)

    assert ("keiner hat geantwortet", ()) == (words(study)["c-22222222"], bench.state("W01").doubtful)


def test_a_person_may_choose_other_words_or_none(do: Any, study: MiniStudy) -> None:
    """Accepting is not the only answer."""
    correct(do, OLD.replace("niemand hat", "keiner hat"))
    do("follow", transcript="W01", coding="c-22222222", accept=True, start=["t2", 34], end=["t2", 44])
    chosen = words(study)["c-22222222"]
    do("undo")
    do("follow", transcript="W01", coding="c-22222222", accept=False)

    assert ("und keiner", False) == (chosen, "c-22222222" in words(study))


def test_a_coding_of_another_coder_is_decided_on_by_name(do: Any, study: MiniStudy) -> None:
    """In their file; undoing gives it back."""
    study.code(("c-88888888", "keine-antwort", "t2", "dreißig Mal"), coder="zweite")
    correct(do, OLD.replace("dreißig", "vierzig"))
    do("follow", transcript="W01", coder="zweite", coding="c-88888888", accept=True)

    assert "vierzig Mal" == words(study, "zweite")["c-88888888"]


def test_words_that_are_nowhere_alike_are_not_guessed(do: Any) -> None:
    """The person selects words, or drops the coding."""
    correct(do, "Öffnungszeiten?")

    with pytest.raises(StudyError) as caught:
        do("follow", transcript="W01", coding="c-22222222", accept=True)

    assert "follow-nothing" == caught.value.problem.code


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        (("t4", "original", "ar"), "كتبت لهم ولم يردّ أحد عليّ.", "كتبتُ لهم ولم يردّ أحد عليّ."),
        (
            ("t4", "interpretation", "de"),
            "Sie hat ihnen geschrieben, keiner hat ihr geantwortet.",
            "Sie hat ihnen 🏠 geschrieben; keiner hat ihr geantwortet.",
        ),
        (
            ("t9", "original", "de"),
            "Wir antworten allen, manchmal dauert es eben.",
            "Wir antworten.\n\n## t10 · A1\n\n::: original de\n\\ eben",
        ),
    ],
)
def test_every_part_is_corrected_in_its_place(
    do: Any, study: MiniStudy, place: tuple[str, str, str], old: str, new: str
) -> None:
    """What looks like a marker is literal text; undoing gives every byte back."""
    path = study.folder.root / TEXT
    before = path.read_bytes()
    correct(do, new, *place)
    kept = path.read_text("utf-8")
    do("undo")

    escaped = new.replace("\n##", "\n\\##").replace("\n:::", "\n\\:::").replace("\n\\ eben", "\n\\\\ eben")
    assert before.decode().replace(old, escaped) == kept
    assert before == path.read_bytes()


def test_marks_on_the_last_letter_belong_to_the_words(do: Any) -> None:
    """A vowel sign behind the coded words changes them, though no code point of them differs."""
    outcome = correct(do, "كتبت لهم ولم يردّ أحدٌ عليّ.", "t4", "original", "ar")

    assert ["c-44444444"] == [doubt.coding.id for doubt in outcome.doubtful]


def test_a_cleared_text_is_no_longer_cleared(do: Any, study: MiniStudy) -> None:
    """Somebody cleared other words; undoing makes the clearance count again."""
    from faden.interviews.files import read_transcript
    from faden.interviews.transcript import content_hash, head_hash

    transcript = wanted(read_transcript(study.folder, "W01"))
    told, around = content_hash(transcript), head_hash(transcript)
    study.edit(
        TEXT,
        "speakers:",
        "state: cleared\n"
        f'cleared: {{hash: "{told}", head: "{around}", by: erste, "on": 2026-03-01}}\nspeakers:',
    )
    outcome = correct(do, OLD + " Ja.")
    after = "clearance-outdated" in {problem.code for problem in study.problems()}
    do("undo")

    assert (True, True) == (outcome.uncleared, after)
    assert "clearance-outdated" not in {problem.code for problem in study.problems()}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"turn": "t99"}, "turn-gone"),
        ({"part": "translation"}, "part-gone"),
        ({"language": "ar"}, "part-gone"),
        ({"text": "  "}, "correction-empty"),
        ({"text": OLD + "\n"}, "correction-unchanged"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    do: Any, study: MiniStudy, values: dict[str, Any], code: str
) -> None:
    """And nothing is written."""
    before = (study.folder.root / TEXT).read_bytes()
    told = {"transcript": "W01", "turn": "t2", "part": "original", "language": "de", "text": "Neu."}
    with pytest.raises(StudyError) as caught:
        do("correct", **told | values)

    assert (code, before) == (caught.value.problem.code, (study.folder.root / TEXT).read_bytes())


def test_a_broken_file_of_codings_stops_the_correction(do: Any, study: MiniStudy) -> None:
    """Its codings could not follow."""
    study.write("analysis/codings/zweite/W01.jsonl", "{kaputt\n")
    before = (study.folder.root / TEXT).read_bytes()

    with pytest.raises(StudyError) as caught:
        correct(do, OLD + " Ja.")

    assert ("json-invalid", before) == (caught.value.problem.code, (study.folder.root / TEXT).read_bytes())


@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_correction_cut_off_between_its_files_is_completed(
    study: MiniStudy, bench: Bench, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """Transcript and codings never tell different words for good."""

    class Ended(BaseException):
        pass

    real, done = Keeper._write, []  # noqa: SLF001 - where the program is ended

    def ending(self: Keeper, path: str, content: Any) -> None:
        if len(done) == written:
            raise Ended
        done.append(path)
        real(self, path, content)

    told = {"transcript": "W01", "turn": "t2", "language": "de", "text": "Nun. " + OLD}
    seen = bench.state("W01").fingerprints
    monkeypatch.setattr(Keeper, "_write", ending)
    if written < 2:
        with pytest.raises(Ended):
            bench.perform(parse_action({"do": "correct", **told}), seen)
    else:
        bench.perform(parse_action({"do": "correct", **told}), seen)
    monkeypatch.undo()
    state = Bench(study.folder, "erste").state("W01")

    assert ([], []) == (study.found("coding-words-gone"), study.found("coding-moved"))
    assert (written < 2, ()) == (bool(state.mended), state.doubtful)
