"""Apply: from the raw transcript in the vault to the transcript of the study."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from faden.core.catalogue import what
from faden.core.problems import VaultError
from faden.interviews.files import read_transcript
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.material import write_names
from faden.protection.pseudonyms.apply import ApplyReport, apply_names
from faden.protection.vault import Vault
from faden.study.folder import Folder

LIST = """\
# faden.pseudonyms/1
name,label,kind,variants
Amira Haddad,[Mieterin A],person,Amira|Haddad
Bremen,[Großstadt],place,
Ali,[Bruder],person,
"""
TALK = """\
Gespräch mit Amira Haddad

I: Woher kommt Alis Frau, Frau Haddad?

Amira: Aus Bremen. Alina auch.

I: Danke.
"""


@pytest.fixture
def filled(folder: Folder, vault: Vault, tmp_path: Path) -> Vault:
    """The vault with a raw transcript and a list."""
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt"], vault, on="2025-03-14")
    write_names(vault, LIST)
    return vault


def _text(folder: Folder, name: str = "I01") -> str:
    return folder.transcript(name).read_text(encoding="utf-8")


def _codes(report: ApplyReport) -> list[str]:
    return [problem.code for problem in report.problems]


def test_names_are_replaced_in_words_labels_and_preamble(folder: Folder, filled: Vault) -> None:
    """Everywhere, and nowhere inside other words."""
    apply_names(folder, filled)

    text = _text(folder)
    assert "Woher kommt [Bruder]s Frau, Frau [Mieterin A]?" in text
    assert "Aus [Großstadt]. Alina auch." in text
    assert "Gespräch mit [Mieterin A]" in text
    assert not any(name in text for name in ("Amira", "Haddad", "Bremen", "a.txt"))


def test_running_again_changes_no_byte(folder: Folder, filled: Vault) -> None:
    """Participants keep their random ids."""
    apply_names(folder, filled)
    before = _text(folder)
    again = apply_names(folder, filled)

    assert before == _text(folder)
    assert not again.transcripts[0].changed


def test_names_are_replaced_in_a_file_edited_by_hand_too(folder: Folder, filled: Vault) -> None:
    """The edit stays, the name does not."""
    apply_names(folder, filled)
    edited = _text(folder).replace("I · Danke.", "").replace("Danke.", "Danke sehr, Omar.")
    folder.transcript("I01").write_text(edited, encoding="utf-8")
    write_names(filled, LIST.replace("[Bruder]", "[Schwager]") + "Omar,[Onkel],person,\n")
    report = apply_names(folder, filled)

    assert "Danke sehr, [Onkel]." in _text(folder)
    assert "Woher kommt [Schwager]s Frau" in _text(folder)
    assert report.transcripts[0].edited


def test_what_a_person_has_edited_stays_however_often_names_are_replaced(
    folder: Folder, filled: Vault
) -> None:
    """Words, front matter and preamble: a name that faden missed and a person took out never comes back."""
    apply_names(folder, filled)
    edited = _text(folder).replace("Danke.", "Danke sehr.").replace("Gespräch mit", "Erstes Gespräch mit")
    edited = edited.replace("kind: interview\n", "kind: interview\nsynthetic: true\n")
    edited = edited.replace("role: interviewer", "role: facilitator").replace("Alina auch", "[Cousine] auch")
    folder.transcript("I01").write_text(edited, encoding="utf-8")

    reports = [apply_names(folder, filled) for _ in range(3)]

    assert edited == _text(folder)
    assert [(False, True)] * 3 == [(r.transcripts[0].changed, r.transcripts[0].edited) for r in reports]


def test_words_edited_under_an_earlier_faden_stay(folder: Folder, filled: Vault) -> None:
    """It kept them in the vault as if it had written them, with no word of what was replaced there."""
    apply_names(folder, filled)
    edited = _text(folder).replace("Alina auch", "[Cousine] auch")
    folder.transcript("I01").write_text(edited, encoding="utf-8")
    kept = json.loads(vaults.find(filled, "applied/I01.json") or b"")
    kept = {"text": edited, "edits": [each for each in kept["edits"] if each[0] != "t2"]}
    vaults.write(filled, {"applied/I01.json": json.dumps(kept).encode()})

    apply_names(folder, filled)

    assert edited == _text(folder)


def test_a_longer_list_is_applied_to_an_unedited_file(folder: Folder, filled: Vault) -> None:
    """What was found later is replaced too."""
    apply_names(folder, filled)
    write_names(filled, LIST + "Alina,[Cousine],person,\n")
    apply_names(folder, filled)

    assert "[Cousine] auch." in _text(folder)


def test_a_person_of_the_list_has_one_id_in_all_conversations(
    folder: Folder, filled: Vault, tmp_path: Path
) -> None:
    """The key of pseudonyms knows people, not files."""
    (tmp_path / "b.txt").write_text("I: Noch einmal?\n\nAmira Haddad: Ja.\n", encoding="utf-8")
    import_files(folder, [tmp_path / "b.txt"], filled)
    apply_names(folder, filled)

    ids = []
    for name in ("I01", "I02"):
        transcript = read_transcript(folder, name).value
        assert transcript is not None
        ids += list(transcript.participants())
    assert 2 == len(ids)
    assert ids[0] == ids[1]


@pytest.mark.parametrize("label", ["Benedikt", "Ali Benedikt", "Benedikt1", "benedikt 2"])
def test_a_label_that_may_be_a_name_is_left_out(
    folder: Folder, vault: Vault, tmp_path: Path, label: str
) -> None:
    """Fail closed: what the list does not know, or knows half, does not reach the study."""
    talk = f"I: Ja?\n\n{label}: Nein.\n\n" * 3
    (tmp_path / "a.txt").write_text(talk, encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt"], vault)
    write_names(vault, LIST)
    report = apply_names(folder, vault)

    assert "benedikt" not in _text(folder).lower()
    assert "speaker-label-withheld" in _codes(report)


def test_names_that_are_never_found_are_told(folder: Folder, filled: Vault) -> None:
    """A misspelt name protects nobody; the message names the label, not the name."""
    write_names(filled, LIST + "Fatmeh,[Tante],person,\n")
    report = apply_names(folder, filled)

    (problem,) = [p for p in report.problems if p.code == "pseudonym-never-found"]
    assert ("[Tante]", 6, "") == (problem.params["label"], problem.params["line"], str(problem.place))
    assert "Fatmeh" not in repr(report)


def test_a_spelling_that_is_never_found_is_not_taken_for_its_label(folder: Folder, filled: Vault) -> None:
    """Of a label that is used, the line of the spelling is named, and that the list lies in the vault."""
    used = LIST.splitlines()[2].split(",")[1]
    write_names(filled, f"{LIST}Fatmeh,{used},person,\n")
    report = apply_names(folder, filled)

    (problem,) = [p for p in report.problems if p.code == "pseudonym-spelling-never-found"]
    assert "pseudonym-never-found" not in _codes(report)
    assert f"{used} wird benutzt; nur die Schreibweise in Zeile 6 der Namensliste im Tresor" in what(
        problem, "de"
    )
    assert "Fatmeh" not in repr(report)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ali,[Onkel],person,", "pseudonym-twice"),
        ("Omar,[Freund von Ali],person,", "pseudonym-names"),
        ("***,[Zeichen],person,", "pseudonym-without-letters"),
        (",[niemand],person,", "field-missing"),
        ("a,b", "row-uneven"),
    ],
)
def test_a_list_with_a_mistake_is_not_applied(folder: Folder, filled: Vault, row: str, code: str) -> None:
    """Half a list would let names through; the line is told, the name is not."""
    write_names(filled, f"{LIST}{row}\n")
    report = apply_names(folder, filled)

    assert [code] == _codes(report)
    assert 6 == report.problems[0].place.line
    assert not folder.transcript("I01").exists()


def test_without_a_list_nothing_is_written(folder: Folder, vault: Vault) -> None:
    """An empty list would publish everything."""
    with pytest.raises(VaultError) as caught:
        apply_names(folder, vault)

    assert "pseudonyms-missing" == caught.value.problem.code


def test_a_dry_run_shows_the_ids_that_the_run_gives(folder: Folder, filled: Vault) -> None:
    """They are random; somebody may have copied them already. Nothing is written in the study."""
    shown = "\n".join(apply_names(folder, filled, dry_run=True).diffs)
    assert not folder.transcript("I01").exists()
    apply_names(folder, filled)

    ids = set(re.findall(r"p-[a-z0-9]{6}", _text(folder)))
    assert ids
    assert ids == set(re.findall(r"p-[a-z0-9]{6}", shown))


def test_journals_of_coders_repeat_no_names(folder: Folder, filled: Vault) -> None:
    """What could be undone held the words as they were; it goes where words change, and only there."""
    journal = folder.build / "journal/mira.jsonl"
    there = []
    for _ in range(2):
        journal.parent.mkdir(parents=True, exist_ok=True)
        journal.write_text('{"format":"faden.journal/1","coder":"mira"}\n', encoding="utf-8")
        apply_names(folder, filled)
        there.append(journal.exists())

    assert [False, True] == there
