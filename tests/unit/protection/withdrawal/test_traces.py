"""What could lead back to a person after a withdrawal: questions to them, their name, their voice."""

from __future__ import annotations

import json
from pathlib import Path

from faden.build.leaks import sought
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
