"""The command line as its users start it: one process a command, exit status and words checked."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_NAMES = """\
I: Wie wohnen Sie jetzt?
B1: In der Unterkunft, zu viert in einem Zimmer.
I: Und die Suche?
B1: Auf achtzig Anfragen kamen drei Antworten.
"""

SECRETS = {"FADEN_PASSPHRASE", "FADEN_KEY_FILE"}
"""What opens a vault; of whoever runs the tests, and not theirs."""

PHRASE = "vier Worte hier 2026"


def faden(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start ``faden`` in a folder, as a person does."""
    mine = {key: value for key, value in os.environ.items() if key not in SECRETS}
    values = mine | {"FADEN_LANG": "de", "FADEN_VAULTS": str(folder.parent / "vaults")} | environment
    return subprocess.run(
        [sys.executable, "-m", "faden", *arguments],
        cwd=folder,
        env=values,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study as ``faden init`` makes it."""
    made = faden("init", "study", folder=tmp_path)
    assert 0 == made.returncode, made.stderr
    return tmp_path / "study"


def test_a_new_study_is_in_order(study: Path) -> None:
    """An empty study is a valid one: the first check a newcomer runs says so."""
    run = faden("check", folder=study)

    assert (0, "") == (run.returncode, run.stdout)
    assert "Alles in Ordnung." in run.stderr


def test_init_leaves_what_stands_there(study: Path) -> None:
    """Nothing overwrites a hand-written file."""
    mine = study / "research/questions.md"
    mine.write_text("my own words", encoding="utf-8")

    faden("init", ".", folder=study)

    assert "my own words" == mine.read_text(encoding="utf-8")


def test_outside_a_study_the_message_says_what_to_do(tmp_path: Path) -> None:
    """A message names place, value and next step, without a traceback."""
    run = faden("check", folder=tmp_path)

    assert 1 == run.returncode
    assert "study-missing" in run.stderr
    assert "faden init" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_wrong_call_exits_with_2(tmp_path: Path) -> None:
    """0 in order, 1 problems found, 2 wrong call."""
    assert 2 == faden("chek", folder=tmp_path).returncode


def test_problems_name_file_line_and_remedy(study: Path) -> None:
    """A mistake is found in the line in which a person made it."""
    settings = study / "research/study.yaml"
    text = settings.read_text(encoding="utf-8").replace("kind: municipality}", "kind: village}")
    settings.write_text(text, encoding="utf-8")
    line = next(n for n, x in enumerate(text.splitlines(), start=1) if "kind: village" in x)

    run = faden("check", folder=study)

    assert 1 == run.returncode
    assert f"research/study.yaml:{line}: value-invalid" in run.stdout + run.stderr


def test_problems_for_machines_are_json(study: Path) -> None:
    """``--json`` gives the same problems to programs."""
    (study / "analysis/needs.yaml").write_text("format: faden.needs/1\nneds: []\n", encoding="utf-8")

    run = faden("check", "--json", folder=study)
    records = json.loads(run.stdout)

    assert 1 == run.returncode
    assert [("field-unknown", "analysis/needs.yaml", 2)] == [
        (r["code"], r["path"], r["line"]) for r in records
    ]


def test_a_pseudonymised_file_arrives_in_the_study(study: Path) -> None:
    """With a declaration the transcript goes straight into interviews/; who declared it is kept."""
    (study.parent / "talk.txt").write_text(WITHOUT_NAMES, encoding="utf-8")

    run = faden("import", "../talk.txt", "--pseudonymised", "--by", "mira", folder=study)

    assert 0 == run.returncode, run.stderr
    written = (study / "interviews/I01.md").read_text(encoding="utf-8")
    assert "by: mira" in written
    assert "Auf achtzig Anfragen kamen drei Antworten." in written


def test_the_same_file_twice_is_recognised(study: Path) -> None:
    """Importing again does nothing and says so."""
    (study.parent / "talk.txt").write_text(WITHOUT_NAMES, encoding="utf-8")
    faden("import", "../talk.txt", "--pseudonymised", "--by", "mira", folder=study)

    again = faden("import", "../talk.txt", "--pseudonymised", "--by", "mira", folder=study)

    assert 0 == again.returncode
    assert "schon da, als I01" in again.stderr
    assert not (study / "interviews/I02.md").exists()


def test_clear_names_stay_in_the_vault_until_they_are_replaced(study: Path) -> None:
    """Raw text goes encrypted outside the study; ``pseudonyms apply`` carries it over without names."""
    named = (
        WITHOUT_NAMES.replace("B1:", "Amal Haddad:") + "I: Und Alis Schule?\nAmal Haddad: Ali geht gern.\n"
    )
    (study.parent / "talk.txt").write_text(named, encoding="utf-8")
    names = "# faden.pseudonyms/1\nname,label,kind,variants\nAmal Haddad,Frau A,person,\nAli,Sohn,person,\n"
    (study.parent / "names.csv").write_text(names, encoding="utf-8")
    secret = "ein langes Passwort 2026"  # noqa: S105 - of this test alone

    read = faden("import", "../talk.txt", folder=study, FADEN_PASSPHRASE=secret)
    taken = faden("pseudonyms", "take", "../names.csv", folder=study, FADEN_PASSPHRASE=secret)
    applied = faden("pseudonyms", "apply", folder=study, FADEN_PASSPHRASE=secret)

    assert (0, 0, 0) == (read.returncode, taken.returncode, applied.returncode), applied.stderr + read.stderr
    written = (study / "interviews/I01.md").read_text(encoding="utf-8")
    assert "Haddad" not in written
    assert "Ali" not in written
    everything = b"".join(
        p.read_bytes() for p in study.parent.rglob("*") if p.is_file() and p.parent != study.parent
    )
    assert b"Haddad" not in everything


def test_without_a_passphrase_nothing_is_taken_in(study: Path) -> None:
    """Where nobody can be asked, clear names are not stored at all."""
    (study.parent / "talk.txt").write_text(WITHOUT_NAMES, encoding="utf-8")

    run = faden("import", "../talk.txt", folder=study)

    assert 1 == run.returncode
    assert "vault-locked" in run.stderr
    assert not list((study / "interviews").glob("*.md"))


def test_after_a_raw_import_the_next_steps_are_said(study: Path) -> None:
    """The original with clear names still lies where it lay."""
    (study.parent / "talk.txt").write_text(WITHOUT_NAMES, encoding="utf-8")

    run = faden("import", "../talk.txt", folder=study, FADEN_PASSPHRASE=PHRASE)

    assert 0 == run.returncode, run.stderr
    assert all(part in run.stderr for part in ("../talk.txt", "pseudonyms detect", "pseudonyms apply"))


@pytest.mark.parametrize("more", [(), ("--pseudonymised", "--by", "mira")])
def test_a_file_that_is_not_there_is_told_before_a_vault_is_made(study: Path, more: tuple[str, ...]) -> None:
    """A slip in a path asks for no passphrase."""
    run = faden("import", "missing.docx", *more, folder=study)

    assert 1 == run.returncode
    assert "missing.docx: import-file-missing" in run.stderr
    assert "vault-locked" not in run.stderr
    assert not (study / "research/vault.yaml").exists()


def test_a_wrong_short_passphrase_is_wrong(study: Path) -> None:
    """Not too short: the vault is there."""
    (study.parent / "talk.txt").write_text(WITHOUT_NAMES, encoding="utf-8")
    faden("import", "../talk.txt", folder=study, FADEN_PASSPHRASE=PHRASE)

    run = faden("pseudonyms", "show", folder=study, FADEN_PASSPHRASE=PHRASE[:4])

    assert 1 == run.returncode
    assert "vault-passphrase-wrong" in run.stderr


def test_imports_at_once_lose_nothing(study: Path) -> None:
    """One vault, and each conversation under its own id."""
    names = [f"talk{n}.txt" for n in range(3)]
    for name in names:
        (study.parent / name).write_text(f"{WITHOUT_NAMES}I: {name}?\nB1: Ja.\n", encoding="utf-8")

    with ThreadPoolExecutor(3) as pool:
        runs = list(
            pool.map(
                lambda name: faden("import", f"../{name}", folder=study, FADEN_PASSPHRASE=PHRASE),
                names,
            )
        )

    assert [0, 0, 0] == [run.returncode for run in runs], runs[0].stderr
    assert 1 == len(list((study.parent / "vaults").iterdir()))
    assert {"I01", "I02", "I03"} == {run.stdout.split("→ ")[1][:3] for run in runs}


def _interrupted(study: Path, *arguments: str) -> tuple[int, str, str]:
    """Start a server, wait for its address, press Ctrl+C; gives status, first line and stderr."""
    command = [sys.executable, "-m", "faden", *arguments, "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=study,
        env=os.environ | {"FADEN_LANG": "de"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout is not None
        told = run.stdout.readline()
        time.sleep(1)  # the app says its address a moment before it minds signals
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=30)
    return run.returncode, told, errors


@pytest.mark.skipif(sys.platform == "win32", reason="no signal like Ctrl+C for one process there")
def test_serve_says_where_and_ends_quietly(study: Path) -> None:
    """Address and the way to end it, in one sentence."""
    site = study / "build/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("start", encoding="utf-8")

    status, told, errors = _interrupted(study, "serve")

    assert re.search(r"http://127\.0\.0\.1:[0-9]+/ .*Strg\+C", told)
    assert (0, "") == (status, errors)


@pytest.mark.skipif(sys.platform == "win32", reason="no signal like Ctrl+C for one process there")
def test_the_app_says_where_and_ends_quietly(study: Path) -> None:
    """A sentence for the person, and the bare address for programs."""
    status, told, errors = _interrupted(study, "app", "--no-browser")

    assert told.startswith("http://127.0.0.1:")
    assert (0, 1) == (status, len(errors.splitlines())), errors
    assert "Strg+C" in errors


def test_help_speaks_german_and_english(tmp_path: Path) -> None:
    """German first; English where it is asked for."""
    german = faden("--help", folder=tmp_path).stdout
    english = faden("--help", folder=tmp_path, FADEN_LANG="en").stdout

    assert "roten Faden" in german
    assert "red thread" in english


@pytest.mark.parametrize("name", ["codes.csv", "codes.xlsx", "codes.qdc", "study.qdpx"])
def test_a_file_with_a_clear_name_does_not_leave_the_team(study: Path, tmp_path: Path, name: str) -> None:
    """What is made for others is searched before it is there; the team's own file may hold the codebook."""
    names = tmp_path / "names.csv"
    names.write_text(
        "# faden.pseudonyms/1\nname,label,kind,variants\nKarim Haddad,[Bruder],person,\n", encoding="utf-8"
    )
    (tmp_path / "talk.txt").write_text(WITHOUT_NAMES, encoding="utf-8")
    faden("import", "../talk.txt", folder=study, FADEN_PASSPHRASE=PHRASE)
    faden("pseudonyms", "take", "../names.csv", folder=study, FADEN_PASSPHRASE=PHRASE)
    (study / "analysis/codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    options = ["--codebook"] if name.startswith("codes.") else []
    kept = faden("export", f"../{name}", "--internal", *options, folder=study)
    (tmp_path / name).unlink()
    run = faden("export", f"../{name}", "--outside", *options, folder=study, FADEN_PASSPHRASE=PHRASE)

    assert (0, 1) == (kept.returncode, run.returncode), kept.stderr + run.stderr
    assert "leak-in-output" in run.stdout
    assert "Haddad" not in run.stdout + run.stderr
    assert not (tmp_path / name).exists()
    assert [] == list((study / "build").glob("export-*"))


CODEBOOK = """\
format: faden.codebook/1
version: 1
history: [{version: 1, "on": 2026-01-01, by: erste, change: {de: "Neu", en: "New"}}]
codes:
  - {id: wohnen, name: {de: "Wohnen bei Karim Haddad", en: "Housing"}, kind: context, colour: "#2f5d8a",
     origin: deductive, since: 1, codable: true, definition: {de: "a", en: "b"}, include: {de: "a", en: "b"},
     exclude: {de: "a", en: "b"}}
"""
