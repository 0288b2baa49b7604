"""What follows a transcript: codings, memos, proposals; and undo brings every byte back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.coding.anchor import Position, describe, find
from faden.coding.codings import Coding, CodingFile, coding_at, format_codings, read_codings
from faden.core.problems import VaultError
from faden.interviews.files import read_transcript
from faden.protection.importing import import_files
from faden.protection.material import write_names
from faden.protection.pseudonyms import journal
from faden.protection.pseudonyms.apply import apply_names
from faden.protection.pseudonyms.matching import Matcher
from faden.protection.pseudonyms.undo import undo
from faden.protection.vault import Vault
from faden.study.folder import Folder

FIRST = "# faden.pseudonyms/1\nname,label,kind,variants\nKarim,[Bruder],person,\n"
LONGER = FIRST + "Amira Haddad,[Mieterin A],person,Amira|Haddad\nKiel,[Stadt A],place,\n"
TALK = """\
I: Wo wohnen Sie, Frau Haddad?

B1: Bei Karim in Kiel. Karims Chef kennt Amira Haddad gut. Mehr sage ich nicht.
"""
SPOKEN = "Bei [Bruder] in Kiel. [Bruder]s Chef kennt Amira Haddad gut. Mehr sage ich nicht."

MEMO = """\
---
format: faden.memo/1
about: I01
by: mira
on: 2025-04-01
title: Haddad und Kiel
---

Haddads Wort.
"""


@pytest.fixture
def coded(folder: Folder, vault: Vault, tmp_path: Path) -> Vault:
    """A study with a transcript in which two names are not known yet, coded, noted, proposed."""
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt"], vault, on="2025-03-14")
    write_names(vault, FIRST)
    apply_names(folder, vault)
    transcript = read_transcript(folder, "I01").value
    assert transcript is not None
    assert SPOKEN == transcript.turns[1].text
    codings = tuple(_coding(folder, number, words) for number, words in enumerate(WORDS))
    order = tuple(turn.id for turn in transcript.turns)
    _write(
        folder,
        "analysis/codings/mira/I01.jsonl",
        format_codings(CodingFile("I01", "mira", codings, {}), order),
    )
    _write(folder, "analysis/memos/chef.md", MEMO)
    proposal = codings[1].model_dump(mode="json", include={"start", "end", "exact", "language", "part"})
    rows = [{"transcript": "I01"}, {**proposal, "why": "Amira sagt es"}]
    _write(folder, "analysis/proposals/codes.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    return vault


WORDS = ("Mehr sage ich nicht.", "Kiel. [Bruder]s Chef", "Amira Haddad gut", "Haddad", "[Bruder]")


def _coding(folder: Folder, number: int, words: str) -> Coding:
    transcript = read_transcript(folder, "I01").value
    assert transcript is not None
    at = transcript.turns[1].text.index(words)
    anchor = describe(transcript, Position("t2", at), Position("t2", at + len(words)))
    return coding_at(
        anchor, identifier=f"c-7f3k2m9{'qrstv'[number]}", code="stadt", on="2025-04-01", codebook=1
    )


def _write(folder: Folder, name: str, text: str) -> None:
    path = folder.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _words(folder: Folder) -> list[str]:
    """Words of each coding, at the place where the transcript has them."""
    transcript = read_transcript(folder, "I01").value
    file = read_codings(folder, folder.coding_file("mira", "I01")).value
    assert transcript is not None
    assert file is not None
    turn = transcript.turns[1]
    for coding in file.codings:
        assert find(coding.anchor, transcript) == coding.anchor
        assert coding.exact == turn.text[coding.start[1] : coding.end[1]]
    return [coding.exact for coding in sorted(file.codings, key=lambda c: c.id)]


def _bytes(folder: Folder) -> dict[str, bytes]:
    """All files of the study."""
    return {
        p.as_posix(): p.read_bytes() for p in folder.root.rglob("*") if p.is_file() and "build" not in p.parts
    }


def test_codings_stay_on_their_words_when_the_list_has_grown(folder: Folder, coded: Vault) -> None:
    """No person is needed: what the replacements are is known."""
    write_names(coded, LONGER)
    apply_names(folder, coded)

    assert [
        "Mehr sage ich nicht.", "[Stadt A]. [Bruder]s Chef", "[Mieterin A] gut", "[Mieterin A]", "[Bruder]"
    ] == _words(folder)  # fmt: skip


def test_no_clear_name_stays_in_codings_memos_and_proposals(folder: Folder, coded: Vault) -> None:
    """They are texts too."""
    write_names(coded, LONGER)
    report = apply_names(folder, coded)

    everything = b"".join(_bytes(folder).values()).decode()
    assert not any(name in everything for name in ("Haddad", "Amira", "Kiel", "Karim"))
    followed = ("codings/mira/I01.jsonl", "memos/chef.md", "proposals/codes.jsonl")
    assert {f"analysis/{name}" for name in followed} <= {*report.followed}
    memo = (folder.root / "analysis/memos/chef.md").read_text(encoding="utf-8")
    assert "[Mieterin A]s Wort." in memo


def test_names_on_sticky_notes_are_replaced_cell_by_cell(folder: Folder, coded: Vault) -> None:
    """A label with a comma stays one cell; the first line, headings and what holds no name stay."""
    head = "# faden.notes/1 declared-by=mira on=2025-03-14\nnote;group;cluster;text\n"
    _write(
        folder, "interviews/notes/W01.csv", head + "n01;;Kiel;Karim fragen!\nn02;;;80 Mails, 3 Antworten\n"
    )
    _write(folder, "interviews/notes/W02.csv", head + 'n01;;;"80 Mails"\n')
    write_names(coded, FIRST + 'Kiel,"[Stadt A, Nord]",place,\n')
    report = apply_names(folder, coded)

    notes = folder.board("W01").read_text(encoding="utf-8")
    assert head + "n01;;[Stadt A, Nord];[Bruder] fragen!\nn02;;;80 Mails, 3 Antworten\n" == notes
    assert ("interviews/notes/W01.csv" in report.followed, "interviews/notes/W02.csv" in report.followed) == (
        True,
        False,
    )


def test_dp_06_apply_then_undo_restores_the_bytes(folder: Folder, coded: Vault) -> None:
    """Transcripts, codings, memos, proposals; and once more, the run before."""
    before = _bytes(folder)
    write_names(coded, LONGER)
    apply_names(folder, coded)
    undo(folder, coded)

    assert before == _bytes(folder)

    undo(folder, coded, ["I01"])
    assert not folder.transcript("I01").exists()


def test_after_undo_apply_does_the_same_again(folder: Folder, coded: Vault) -> None:
    """Decisions stay."""
    write_names(coded, LONGER)
    apply_names(folder, coded)
    after = _bytes(folder)
    undo(folder, coded)
    apply_names(folder, coded)

    assert after == _bytes(folder)


def test_running_again_changes_nothing_and_notes_nothing(folder: Folder, coded: Vault) -> None:
    """Nothing to undo is added either."""
    write_names(coded, LONGER)
    apply_names(folder, coded)
    before, known = _bytes(folder), journal.runs(coded)
    report = apply_names(folder, coded)

    assert before == _bytes(folder)
    assert known == journal.runs(coded)
    assert not report.followed


def test_a_dry_run_shows_and_writes_nothing(folder: Folder, coded: Vault) -> None:
    """What would change, line by line."""
    write_names(coded, LONGER)
    before, known = _bytes(folder), journal.runs(coded)
    report = apply_names(folder, coded, dry_run=True)

    assert any("+Bei [Bruder] in [Stadt A]." in diff for diff in report.diffs)
    assert before == _bytes(folder)
    assert known == journal.runs(coded)


def test_an_edit_since_is_not_undone(folder: Folder, coded: Vault) -> None:
    """Undo would lose it; nothing is touched at all."""
    write_names(coded, LONGER)
    apply_names(folder, coded)
    path = folder.transcript("I01")
    path.write_text(path.read_text(encoding="utf-8").replace("Mehr", "Viel mehr"), encoding="utf-8")
    before = _bytes(folder)
    report = undo(folder, coded)

    assert ["undo-edited"] == [p.code for p in report.problems]
    assert before == _bytes(folder)


def test_nothing_applied_is_nothing_to_undo(folder: Folder, vault: Vault) -> None:
    """The message says so."""
    with pytest.raises(VaultError) as caught:
        undo(folder, vault)

    assert "undo-nothing" == caught.value.problem.code


def test_an_interrupted_run_is_finished_by_the_next(
    folder: Folder, coded: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes between noting and writing: no file stays half way."""
    write_names(coded, LONGER)
    with monkeypatch.context() as power:
        power.setattr("faden.protection.pseudonyms.apply.journal.finish", _once_then_stop())
        with pytest.raises(KeyboardInterrupt):
            apply_names(folder, coded)
    assert "Haddad" in folder.transcript("I01").read_text(encoding="utf-8")
    apply_names(folder, coded)

    assert "[Stadt A]. [Bruder]s Chef" in _words(folder)
    assert "Haddad" not in folder.transcript("I01").read_text(encoding="utf-8")


def _once_then_stop() -> Callable[..., tuple[()]]:
    """The journal is finished before a run; after it, the machine stops."""
    calls: list[int] = []

    def stop(*_: object) -> tuple[()]:
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return ()

    return stop


def test_edits_by_hand_in_head_and_words_stay(folder: Folder, coded: Vault) -> None:
    """A role put right, a sentence taken out, a slip corrected."""
    path = folder.transcript("I01")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Mehr sage ich nicht.", "Mehr sage ich lieber nicht.").replace("Wo wohnen", "Wo leben")
        .replace("kind: interview", "kind: interview\ndate: 2025-03"),
        encoding="utf-8",
    )  # fmt: skip
    write_names(coded, LONGER)
    apply_names(folder, coded)

    after = path.read_text(encoding="utf-8")
    assert "Mehr sage ich lieber nicht." in after
    assert "Wo leben Sie, Frau [Mieterin A]?" in after
    assert "date: 2025-03" in after
    assert "Haddad" not in after


def test_a_label_that_is_called_otherwise_changes_everywhere(folder: Folder, coded: Vault) -> None:
    """In edited files and memos too, where it stands as text."""
    memo = folder.root / "analysis/memos/chef.md"
    memo.write_text(memo.read_text(encoding="utf-8") + "[Bruder] fehlt.\n", encoding="utf-8")
    write_names(coded, LONGER.replace("[Bruder]", "[Schwager]"))
    apply_names(folder, coded)

    assert "[Schwager] fehlt." in memo.read_text(encoding="utf-8")
    assert "[Schwager]" in _words(folder)
    assert "[Stadt A]. [Schwager]s Chef" in _words(folder)


PARTS = st.lists(
    st.sampled_from(["Karim", "Karims", "Kiel", "Amira Haddad", "Amira", "ja", "Alina", "كريم", ".", ","]),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS, st.data())
def test_apply_and_undo_are_inverse_for_any_talk(
    folder: Folder, vault: Vault, tmp_path: Path, parts: list[str], data: st.DataObject
) -> None:
    """Bytes come back; no listed form remains; each coding holds what it held, with labels."""
    path = tmp_path / "b.txt"
    told = f"I: Ja?\n\nB1: {' '.join(parts)} Ende {data.draw(st.uuids())}\n"
    path.write_text(told, encoding="utf-8")
    (done,) = import_files(folder, [path], vault).files
    identifier = str(done.id)
    write_names(vault, FIRST.replace(",person,\n", ",person,كريم\n"))
    apply_names(folder, vault, [identifier])
    transcript = read_transcript(folder, identifier).value
    assert transcript is not None
    text = transcript.turns[1].text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = describe(transcript, Position("t2", start), Position("t2", end))
    coding = coding_at(anchor, identifier="c-7f3k2m9q", code="a", on="2025-04-01", codebook=1)
    file = CodingFile(identifier, "mira", (coding,), {})
    _write(folder, f"analysis/codings/mira/{identifier}.jsonl", format_codings(file, ("t1", "t2")))
    before = _bytes(folder)
    write_names(vault, LONGER.replace(",[Bruder],person,", ",[Bruder],person,كريم"))
    report = apply_names(folder, vault, [identifier])

    after = read_transcript(folder, identifier).value
    moved = read_codings(folder, folder.coding_file("mira", identifier)).value
    assert after is not None
    assert moved is not None
    names = Matcher([(form, 0) for form in ("Karim", "كريم", "Amira Haddad", "Amira", "Haddad", "Kiel")])
    assert [] == names.find(after.turns[1].text)
    assert find(moved.codings[0].anchor, after) == moved.codings[0].anchor
    if report.diffs:
        undo(folder, vault)
    assert before == _bytes(folder)
