"""Putting an interpreter's turns beside what they interpret."""

from __future__ import annotations

import pytest
from ministudy import WORDS, MiniStudy
from typer.testing import CliRunner

from faden.build.checking import check_all
from faden.build.pairing import pair_turns
from faden.cli.main import app
from faden.cli.pairing import offer_pairs
from faden.coding.anchor import Position, describe
from faden.coding.codings import CodingFile, coding_at, write_codings
from faden.coding.done import Done, DoneMark, content
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.core.problems import FadenError

W01 = "interviews/W01.md"
APART = ("\n::: interpretation de · D\n", "\n## t4a · D\n\n")
CODED = ("c-88888888", "keine-antwort", "t4a", "keiner hat ihr geantwortet")


def _text(study: MiniStudy) -> str:
    return (study.folder.root / W01).read_text(encoding="utf-8")


def test_what_is_put_together_is_what_was_taken_apart_and_all_else_stays(study: MiniStudy) -> None:
    """Byte for byte the file as a person would have written it."""
    meant = _text(study)
    study.edit(W01, *APART)
    done = pair_turns(study.folder, "W01", write=True)

    assert done.written
    assert meant == _text(study)
    assert "interpretation-unpaired" not in study.codes()
    assert set() == {each for each in study.codes() if each.startswith("coding")}


def test_a_plain_turn_gets_its_mark(study: MiniStudy) -> None:
    """The original must be named where there is something beside it."""
    study.edit(W01, *APART)
    study.edit(W01, "\n::: original ar\n", "\n")
    pair_turns(study.folder, "W01", write=True)

    assert "## t4 · P3 · ar\n\n::: original ar\nكتبت" in _text(study)


def test_nothing_is_written_unless_somebody_says_so(study: MiniStudy) -> None:
    """First look, then write."""
    study.edit(W01, *APART)
    before = _text(study)
    told = CliRunner().invoke(app, ["pair", "W01", "-C", str(study.folder.root)])

    assert 0 == told.exit_code
    assert "Sie hat ihnen geschrieben" in told.output
    assert before == _text(study)


def test_a_turn_stays_where_the_interpreter_speaks_for_themselves(study: MiniStudy) -> None:
    """Only a person can tell."""
    study.edit(W01, *APART)

    assert () == pair_turns(study.folder, "W01", ["t4a"], write=True).pairs
    assert "## t4a · D" in _text(study)


@pytest.mark.parametrize("coder", ["erste", "zweite"])
def test_codings_go_along_with_their_words(study: MiniStudy, coder: str) -> None:
    """They become codings of what the person said, whoever made them; id, code and memo stay."""
    study.edit(W01, *APART)
    study.code(CODED, coder=coder)
    done = pair_turns(study.folder, "W01", write=True)

    assert (1, "erste") == (done.followed, done.coder)
    evidence = study.case().index.found["c-88888888"]
    assert (coder, "p-444444") == (evidence.coder, evidence.participant)
    assert ("t4", "interpretation", "de") == (
        evidence.anchor.start.turn,
        evidence.anchor.part,
        evidence.anchor.language,
    )
    assert CODED[3] == evidence.words


def test_it_can_be_undone_byte_for_byte(study: MiniStudy) -> None:
    """Words and codings of everybody, in one step."""
    study.edit(W01, *APART)
    study.code(CODED, coder="zweite")
    files = [study.folder.root / W01, study.folder.coding_file("zweite", "W01")]
    before = [path.read_bytes() for path in files]
    pair_turns(study.folder, "W01", write=True)
    assert before != [path.read_bytes() for path in files]

    Bench(study.folder, "erste").perform(parse_action({"do": "undo"}), {})

    assert before == [path.read_bytes() for path in files]


@pytest.mark.parametrize("written", [0, 1])
def test_a_pairing_that_was_killed_is_completed_by_the_next_one(study: MiniStudy, written: int) -> None:
    """The transcript alone may be written: then there is nothing left to pair, but codings must follow."""
    study.edit(W01, *APART)
    study.code(CODED, coder="zweite")
    files = [study.folder.root / W01, study.folder.coding_file("zweite", "W01")]
    before = [path.read_bytes() for path in files]
    pair_turns(study.folder, "W01", write=True)
    meant = [path.read_bytes() for path in files]
    (journal,) = (study.folder.build / "journal").glob("*.jsonl")
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-1]))
    for path, content_before in zip(files[written:], before[written:], strict=True):
        path.write_bytes(content_before)
    told = [p.params["n"] for p in check_all(study.folder) if p.code == "action-interrupted"]
    again = pair_turns(study.folder, "W01", write=True)

    assert [2 - written] == told
    assert "action-interrupted" not in {p.code for p in check_all(study.folder)}
    assert () == again.pairs
    assert meant == [path.read_bytes() for path in files]


def test_who_has_said_done_has_changed_nothing(study: MiniStudy) -> None:
    """The reading was independent, and stays what it was."""
    study.edit(W01, *APART)
    study.code(CODED)
    (file,) = (f for f in study.corpus().coding_files if f.coder == "erste")
    done = Done({("erste", "W01"): DoneMark(transcript="W01", on="2026-02-01", codings=content(file))})
    pair_turns(study.folder, "W01", write=True)
    (after,) = (f for f in study.corpus().coding_files if f.coder == "erste")

    assert "interpretation" == after.codings[0].part
    assert not done.changed(after)


def test_a_coding_across_turns_does_not_go_along(study: MiniStudy) -> None:
    """Its words stand in two kinds of parts afterwards; nothing is written, and the turn is named."""
    study.edit(W01, *APART)
    study.code(*WORDS)
    text = study.case().corpus.transcripts["W01"]
    anchor = describe(text, Position("t4a", 0), Position("t5", 6))
    coding = coding_at(anchor, identifier="c-88888888", code="keine-antwort", on="2026-02-01", codebook=1)
    file = CodingFile("W01", "zweite", (coding,), {})
    write_codings(study.folder, file, tuple(turn.id for turn in text.turns))
    before = _text(study)

    with pytest.raises(FadenError) as refused:
        pair_turns(study.folder, "W01", write=True)
    assert ("pairing-coded", "t4a") == (refused.value.problem.code, refused.value.problem.params["value"])
    assert before == _text(study)


def test_an_example_of_the_codebook_goes_along_with_its_words(study: MiniStudy) -> None:
    """It names the turn that they stand in from now on; all else stays, and undo brings it back."""
    study.edit(W01, *APART)
    example = '{transcript: W01, turn: t2, quote: "niemand hat geantwortet"}'
    other = '{transcript: W01, turn: t4a, quote: "keiner hat ihr geantwortet"}'
    study.edit("analysis/codebook.yaml", example, other)

    before = study.folder.codebook.read_text(encoding="utf-8")
    pair_turns(study.folder, "W01", write=True)

    assert before.replace("turn: t4a", "turn: t4") == study.folder.codebook.read_text(encoding="utf-8")
    assert "example-not-found" not in study.codes()
    Bench(study.folder, "erste").perform(parse_action({"do": "undo"}), {})
    assert before == study.folder.codebook.read_text(encoding="utf-8")


@pytest.mark.parametrize("turn", ["t3", "t5"])
def test_codings_next_to_a_turn_that_goes_are_told_as_moved_neither_then_nor_later(
    study: MiniStudy, turn: str
) -> None:
    """Only what stands around them changed, and is noted afresh; nobody counts them as having gone along."""
    study.edit(W01, *APART)
    words = {"t3": "eine Absage ohne Grund.", "t5": "Keiner ruft zurück"}[turn]
    study.code(("c-88888888", "keine-antwort", turn, words), coder="zweite")
    done = pair_turns(study.folder, "W01", write=True)

    evidence = study.case().index.found["c-88888888"]
    assert (0, evidence.coding.anchor) == (done.followed, evidence.anchor)
    assert "coding-moved" not in study.codes()


def test_what_is_asked_of_a_person_stands_beside_its_interpretation(study: MiniStudy) -> None:
    """The question in German, and as it was put in Arabic."""
    study.edit(
        W01, "wenn Sie sich bewerben?\n", "wenn Sie sich bewerben?\n\n## t1a · D · ar\n\nماذا ينقصكم؟\n"
    )
    assert "interpretation-unpaired" not in study.codes()
    pair_turns(study.folder, "W01", write=True)

    assert "::: original de\nWas fehlt Ihnen" in _text(study)
    assert "::: interpretation ar · D\nماذا ينقصكم؟" in _text(study)


def test_it_is_offered_where_a_conversation_comes_into_the_study(
    study: MiniStudy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Best before coding; of what is paired, or not there, nothing is said."""
    monkeypatch.setenv("FADEN_LANG", "en")
    offer_pairs(study.folder, ["W01", "I99"])
    before = capsys.readouterr().err
    study.edit(W01, *APART)
    offer_pairs(study.folder, ["W01", "I99"])

    assert "" == before
    assert "faden pair W01" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("talk", "stay", "code"),
    [("I99", (), "pairing-transcript-unknown"), ("W01", ("t2",), "pairing-turn-unknown")],
)
def test_what_is_not_there_is_refused(study: MiniStudy, talk: str, stay: tuple[str, ...], code: str) -> None:
    """A slip of the keys must not pair what should have stayed."""
    study.edit(W01, *APART)

    with pytest.raises(FadenError) as refused:
        pair_turns(study.folder, talk, stay, write=True)
    assert code == refused.value.problem.code
