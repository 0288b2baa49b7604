"""What could lead back to a person after a withdrawal: questions to them, their name, their voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faden.build.leaks import sought
from faden.coding.consensus import read_consensus
from faden.coding.editing.journal import Entry, journal_of
from faden.coding.editing.patch import patch, version
from faden.core.documents import wanted
from faden.protection import vault as vaults
from faden.protection.leaks.scan import scan_bytes
from faden.protection.vault import Vault
from faden.protection.withdrawal.act import WithdrawalReport, withdraw
from faden.study.folder import Folder

P = "p-7k3mzq"
ASKED = "Wie haben Sie bisher nach einer Wohnung gesucht, erzählen Sie bitte?"


def _go(study: Folder, vault: Vault) -> WithdrawalReport:
    return withdraw(study, vault, P, by="mira", on="2026-11-22")


def _memo(study: Folder) -> Path:
    path = study.root / "analysis/memos/frage.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Gefragt wurde: {ASKED} Warum?\n", encoding="utf-8")
    return path


def test_dp_03_questions_to_somebody_who_was_asked_alone_go_too(study: Folder, vault: Vault) -> None:
    """A question repeats what a person told; where the conversation goes, no copy of it stays."""
    memo = _memo(study)

    report = _go(study, vault)

    assert "Gefragt wurde: (…)? Warum?\n" == memo.read_text(encoding="utf-8")
    assert () == report.left
    assert "analysis/memos/frage.md" in report.review


def test_what_the_guide_asks_of_everybody_stays(study: Folder, vault: Vault) -> None:
    """It tells nothing of the person."""
    memo = _memo(study)
    guide = study.root / "research/guide.md"
    guide.write_text(f"---\nformat: faden.guide/1\n---\n\n{ASKED}\n", encoding="utf-8")

    _go(study, vault)

    assert ASKED in memo.read_text(encoding="utf-8")
    assert ASKED in guide.read_text(encoding="utf-8")


def test_dp_03_a_name_that_left_the_key_is_still_found_in_what_goes_out(study: Folder, vault: Vault) -> None:
    """An old page may hold it; the vault keeps hashes, and a hit tells the withdrawal, not the label."""
    report = _go(study, vault)
    kept = b"".join(vaults.read(vault, name) for name in vaults.names(vault))

    hits, _ = scan_bytes("alt.html", b"Frau Tesfays Haus, Damaris Tesfay", sought(vault).key)

    assert b"Tesfay" not in kept
    assert {report.plan.person.withdrawal} == {hit.label for hit in hits}


def test_names_of_two_withdrawals_are_sought_together(study: Folder, vault: Vault) -> None:
    """The second adds to what the first has kept; running one again adds nothing."""
    _go(study, vault)
    first = vaults.read(vault, "withdrawn.json")
    _go(study, vault)

    assert first == vaults.read(vault, "withdrawn.json")


def test_dp_03_recordings_of_a_project_go_or_are_listed(study: Folder, vault: Vault) -> None:
    """One of the person's conversation goes; another's stays; where nothing tells whose, somebody listens."""
    sources = [
        {"is": "AudioSource", "guid": f"S{n}", "path": f"internal://{n}.mp3", "transcripts": transcripts}
        for n, transcripts in (
            ("1", [{"is": "Transcript", "guid": "AAA"}]),
            ("2", [{"is": "Transcript", "guid": "BBB"}]),
            ("3", []),
        )
    ]
    sidecar = {"transcripts": {"aaa": "I01", "bbb": "I09"}, "project": {"sources": sources}}
    base = "exchange/probe/"
    files = {f"{base}files/{n}.mp3": b"\xff\xfb\x00" + n.encode() for n in "123"}
    vaults.write(vault, {f"{base}project.json": json.dumps(sidecar).encode(), **files})

    report = _go(study, vault)

    left = [name for name in vaults.names(vault) if name.startswith(f"{base}files/")]
    assert [f"{base}files/2.mp3", f"{base}files/3.mp3"] == sorted(left)
    assert f"vault:{base}files/3.mp3" in report.review
    assert f"vault:{base}files/2.mp3" not in report.review


def test_decisions_on_suggestions_go_with_the_words(study: Folder, vault: Vault) -> None:
    """Also short ones, and what stood around the words of others; a conversation that goes takes all."""
    spoken = "Wir ziehen jedes Frühjahr um"
    other = "Bei uns im Haus steht"
    told = {"format": "faden.decisions/1", "code": "umzug", "part": "original", "score": 0.5}
    lines = [
        told | {"transcript": "W01", "start": ["t2", 0], "end": ["t2", 3], "exact": spoken[:3]},
        told | {"transcript": "W01", "start": ["t4", 0], "end": ["t4", 9], "exact": other[:9]},
    ]
    lines[1] |= {"prefix": spoken, "suffix": other[9:]}
    folder = study.root / "analysis/proposals/faden-mira/decisions"
    folder.mkdir(parents=True)
    for name in ("W01", "I01"):
        text = "".join(json.dumps(line | {"transcript": name}) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    head = '{"format":"faden.codings/1","transcript":"W01","coder":"faden-mira"}\n'
    proposed = folder.parent / "W01.jsonl"
    proposed.write_text(head + json.dumps({"start": ["t2", 0], "end": ["t2", 3]}) + "\n", encoding="utf-8")

    _go(study, vault)

    kept = [json.loads(line) for line in (folder / "W01.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [other[:9]] == [line["exact"] for line in kept]
    assert "" == kept[0]["prefix"]
    assert head == proposed.read_text(encoding="utf-8")
    assert not (folder / "I01.jsonl").exists()


def test_what_was_settled_on_their_words_goes(study: Folder, vault: Vault) -> None:
    """Decisions on their codings, notes about them, and the whole file where the conversation goes."""
    folder = study.root / "analysis/codings/consensus"
    folder.mkdir(parents=True)
    theirs = json.loads(study.coding_file("mira", "W01").read_text(encoding="utf-8").splitlines()[1])["id"]
    told = "choice: none, by: [mira], 'on': '2026-05-01', before: [umzug]"
    for name in ("W01", "I01"):
        text = (
            f"format: faden.consensus/1\ntranscript: {name}\ndecisions:\n"
            f"- {{coders: [mira, jonte], first: {theirs}, {told}}}\n"
            f"- {{coders: [mira, jonte], first: c-99999999, {told}}}\n"
        )
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    note = study.root / "analysis/memos/streit.md"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(
        f"---\nformat: faden.memo/1\nabout: {theirs}\nby: mira\non: '2026-05-01'\n---\n\nWarum?\n",
        encoding="utf-8",
    )

    _go(study, vault)

    assert [(None, "c-99999999")] == [d.pair[::-1] for d in wanted(read_consensus(study, "W01")).decisions]
    assert not (folder / "I01.yaml").exists()
    assert not note.exists()


@pytest.mark.parametrize("words", ["Sie zieht jedes Früh", "Das steht nirgends mehr."])
def test_dp_03_codings_whose_turn_is_gone_go_where_nobody_else_said_the_words(
    study: Folder, vault: Vault, words: str
) -> None:
    """As after an interpreter's turn was put into another by hand; a few words are no run of six."""
    path = study.root / "analysis/codings/mira/W01.jsonl"
    gone = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
    others = gone | {"id": "c-99999999", "start": ["t9", 0], "end": ["t9", 20]}
    theirs = others | {"id": "c-88888888", "exact": words}
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (others, theirs)))

    _go(study, vault)

    kept = path.read_text(encoding="utf-8")
    assert (True, False) == ("c-99999999" in kept, "c-88888888" in kept)
    assert words not in kept


def test_dp_03_an_interrupted_step_is_completed_before_somebody_is_taken_out(
    study: Folder, vault: Vault
) -> None:
    """Codings of others must follow, too; the journal, which alone knows where to, goes."""
    path = study.root / "analysis/memos/treppen.md"
    before = path.read_text(encoding="utf-8")
    after = before.replace("Das kommt öfter vor.", "Das kommt selten vor.")
    change = patch("analysis/memos/treppen.md", version(before), version(after))
    journal_of(study, "mira").begin(Entry(n=1, do="write-memo", files=(change,)))

    _go(study, vault)

    assert "Das kommt selten vor." in path.read_text(encoding="utf-8")
