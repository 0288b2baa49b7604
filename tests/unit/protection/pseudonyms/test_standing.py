"""Labels that stood in a text before: never proposed, never taken, and nothing of them kept in clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.core.problems import StudyError
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.pseudonyms.apply import apply_names
from faden.protection.pseudonyms.candidates import Candidate
from faden.protection.pseudonyms.decisions import Answer, Choice, State, decide
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import CANDIDATES, read_state, write_state
from faden.protection.pseudonyms.labels import propose
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.searching import merge_found, searched_texts
from faden.protection.vault import Vault
from faden.study.folder import Folder
from tests.unit.protection.pseudonyms.test_detect import _study

KARIM = Candidate("k" * 12, Kind.PERSON, "karim", ("Karim",), ())


def searched(text: str, state: State) -> State:
    """The state after a search that found nobody new in a text."""
    return merge_found(state, state.open, _study(text))


def test_a_label_of_the_transcript_is_not_proposed_again() -> None:
    """Whatever its case; the next letter is."""
    state = searched("Das sagte [person a] zu [Person  B].", State(open=(KARIM,), salt=b"s"))

    assert "[Person C]" == propose(KARIM, state).label


def test_a_label_of_the_transcript_is_not_taken() -> None:
    """The message names the conversation."""
    state = searched("[Person A] kam.", State(open=(KARIM,), salt=b"s"))
    with pytest.raises(StudyError) as refused:
        decide(state, KARIM.id, Answer(Choice.REPLACE, "person A"), by="mira", on="2025-06-01")

    assert ("label-stands", "I01") == (refused.value.problem.code, refused.value.problem.params["transcript"])


def test_labels_of_faden_are_its_own() -> None:
    """In a text of the study that names were replaced in; what stood there before stays known."""
    named = State(names=(Name(name="Karim", label="[Bruder]", kind="person"),), salt=b"s")
    raw, written = _study("[Onkel] und Karim"), _study("[Onkel] und [Bruder]")
    before, after = merge_found(named, (), raw), merge_found(named, (), [*raw, *written])

    assert before.standing == after.standing
    assert 1 == len(after.standing["I01"])


def test_a_label_in_use_that_a_later_transcript_holds_is_told(
    folder: Folder, vault: Vault, tmp_path: Path
) -> None:
    """When it is applied: two people may have become one."""
    (tmp_path / "a.txt").write_text("I: Wer?\n\nB1: Karim und [Bruder].\n", encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt"], vault)
    state = State(names=(Name(name="Karim", label="[Bruder]", kind="person"),), salt=b"s" * 32)
    write_state(vault, merge_found(state, (), searched_texts(folder, vault)))
    told = [p for p in apply_names(folder, vault).problems if p.code == "pseudonym-stands"]

    assert [("[Bruder]", "I01", 3)] == [
        (p.params["label"], p.params["transcript"], p.params["line"]) for p in told
    ]


def test_nothing_in_brackets_is_kept_in_clear(vault: Vault) -> None:
    """A note may hold a name."""
    write_state(vault, searched("[zeigt auf Karima Sonntag]", State(salt=b"s" * 32)))

    assert b"Sonntag" not in (vaults.find(vault, CANDIDATES) or b"")
    assert {"I01"} == set(read_state(vault).standing)
