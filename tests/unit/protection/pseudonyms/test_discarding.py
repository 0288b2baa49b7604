"""Discard: a conversation imported by mistake leaves nothing in the vault, and does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.core.problems import StudyError
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.material import raw_ids, write_names
from faden.protection.pseudonyms.apply import apply_names
from faden.protection.pseudonyms.candidates import Candidate, Occurrence
from faden.protection.pseudonyms.decisions import Answer, Choice, State, decide
from faden.protection.pseudonyms.discarding import discard
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import read_state, write_state
from faden.protection.vault import Vault
from faden.study.folder import Folder

NAMES = "# faden.pseudonyms/1\nname,label,kind,variants\nKarim,[Bruder],person,\n"


@pytest.fixture
def filled(folder: Folder, vault: Vault, tmp_path: Path) -> Vault:
    """Two conversations: one belongs here; names wait and are decided in both."""
    for name, words in (("a", "Karim und Amira"), ("b", "Hadda und Amira und Samira Otto")):
        (tmp_path / f"{name}.txt").write_text(f"I: Wer?\n\nB1: {words}.\n", encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt", tmp_path / "b.txt"], vault)
    found = tuple(
        Candidate(word[0].lower() * 12, Kind.PERSON, word, (word,), tuple(_at(text, word) for text in texts))
        for word, texts in (("Amira", ("I01", "I02")), ("Hadda", ("I02",)), ("Samira Otto", ("I02",)))
    )
    state = State(open=found, seen={"I01": ("x",), "I02": ("y",)}, standing={"I02": ("z",)}, salt=b"s")
    here = Answer(Choice.KEEP_HERE, place="I02/t2")
    write_state(vault, decide(state, "h" * 12, here, by="mira", on="2025-06-01"))
    return vault


def _at(text: str, word: str) -> Occurrence:
    return Occurrence(text, "t2", 0, 0, len(word), word)


def test_nothing_of_a_discarded_conversation_stays(folder: Folder, filled: Vault) -> None:
    """Its words, its original and what was found only there are gone; what stands elsewhere waits on."""
    discard(folder, filled, "I02")

    held = b"\n".join(vaults.read(filled, name) for name in vaults.names(filled)).decode()
    assert not any(word in held for word in ("Hadda", "Samira", "I02"))
    assert (("I01",), {"I01": ("x",)}) == (raw_ids(filled), dict(read_state(filled).seen))
    assert [("Amira", 1)] == [(c.forms[0], len(c.occurrences)) for c in read_state(filled).open]


def test_a_discarded_conversation_does_not_come_back(folder: Folder, filled: Vault, tmp_path: Path) -> None:
    """Not with the next apply; the file itself can be imported anew, under an id of its own."""
    discard(folder, filled, "I02")
    write_state(filled, State())
    write_names(filled, NAMES)
    apply_names(folder, filled)

    assert ["I01.md"] == [path.name for path in folder.transcripts()]
    assert "I03" == import_files(folder, [tmp_path / "b.txt"], filled).files[0].id


def test_what_stands_in_the_study_is_not_discarded(folder: Folder, filled: Vault) -> None:
    """Somebody may have coded in it."""
    folder.transcript("I02").parent.mkdir(parents=True, exist_ok=True)
    folder.transcript("I02").write_text("words", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        discard(folder, filled, "I02")

    assert "discard-in-study" == caught.value.problem.code
    assert ("I01", "I02") == raw_ids(filled)


def test_an_unknown_conversation_is_told(folder: Folder, filled: Vault) -> None:
    """Nothing goes by a slip of the pen."""
    with pytest.raises(StudyError) as caught:
        discard(folder, filled, "I22")

    assert "discard-unknown" == caught.value.problem.code
