"""After a withdrawal nothing of the person stands anywhere, and all else stands as it did (FIELD DP-3)."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import zipfile
from urllib.parse import quote

import pytest

from faden.core.problems import StudyError, VaultError
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.interviews.files import read_transcript
from faden.interviews.importing import following_id
from faden.protection import vault as vaults
from faden.protection.material import raw_ids, read_imports, read_key, read_names, read_raw
from faden.protection.vault import Vault
from faden.protection.withdrawal import act
from faden.protection.withdrawal.act import plan_withdrawal, withdraw
from faden.protection.withdrawal.history import purge_commands
from faden.protection.withdrawal.person import find_person, gather, keep_state
from faden.protection.withdrawal.remaining import find_words, remaining
from faden.protection.withdrawal.words import Words, make_words
from faden.study.consent import Purpose, read_consent
from faden.study.folder import Folder
from faden.study.participants import read_participants
from faden.study.withdrawals import read_withdrawals

P, Q = "p-7k3mzq", "p-9z8xsb"
ON = "2026-11-22"
SAID = (
    "Ich habe neunmal im Sommer bei fremden Leuten geklingelt und niemand hat aufgemacht.",
    "Wir ziehen jedes Frühjahr um und tragen die Kartons selbst in den vierten Stock.",
    "Sie zieht jedes Frühjahr um und trägt die Kartons selbst in den vierten Stock.",
    "I rang nine times in summer at doors of strangers",
)
"""What the person said, what was interpreted, what was translated; known here without asking the tool."""


def _words() -> Words:
    return make_words(SAID, b"a key of this test")


def _bytes(folder: Folder) -> dict[str, bytes]:
    paths = sorted(p for p in folder.root.rglob("*") if p.is_file())
    return {folder.shown(p): p.read_bytes() for p in paths}


def _go(study: Folder, vault: Vault | None) -> act.WithdrawalReport:
    return withdraw(study, vault, P, by="mira", on=ON)


def test_dp_03_before_the_withdrawal_the_words_stand_in_many_places(study: Folder, vault: Vault) -> None:
    """The search finds what there is; else its silence afterwards would prove nothing."""
    found = {place.path for place in remaining(study, vault, _words())}

    assert {"vault:raw/W01.md", "vault:journal/0001", "vault:originals/" + "a" * 64} <= found
    assert {"interviews/I01.md", "interviews/W01.md", "interviews/notes/W01.csv"} <= found
    assert {"build/site/index.html", "build/cache/clusters/a", "analysis/notebooks/01.ipynb"} <= found
    assert {"analysis/findings/F01.md", "analysis/memos/treppen.md", "site/ueber.md"} <= found


def test_dp_03_no_six_words_of_the_person_stand_anywhere(study: Folder, vault: Vault) -> None:
    """FIELD DP-3: not in a file, a cache, an output or the vault."""
    report = _go(study, vault)

    assert () == report.left
    assert [] == remaining(study, vault, _words())


def test_dp_03_no_id_remains_but_in_the_two_ledgers(study: Folder, vault: Vault) -> None:
    """The random id stays where it proves the withdrawal; whose it was nobody can tell any more."""
    _go(study, vault)

    assert ["research/consent.csv", "research/participants.csv"] == [
        name for name, data in _bytes(study).items() if P.encode() in data
    ]
    assert P not in json.dumps(read_key(vault).model_dump())


def test_dp_03_the_ledgers_keep_only_what_proves_the_withdrawal(study: Folder, vault: Vault) -> None:
    """No attribute, no language, no note; the row of the other is as it was."""
    _go(study, vault)
    people, ledger = read_participants(study).value, read_consent(study).value

    assert people is not None
    assert people[P].withdrawn
    assert "neighbours" == people[Q].group
    assert ledger is not None
    assert [("und", "", "", ON)] == [
        (a.language, a.interpreter, a.note, a.withdrawn) for a in ledger.acts if a.participant == P
    ]


def test_dp_03_the_tombstone_holds_nothing_of_the_person(study: Folder, vault: Vault) -> None:
    """A random id, a day, kinds, who did it."""
    _go(study, vault)
    (row,) = read_withdrawals(study).value or ()

    assert (ON, "mira", ("I01",), None) == (row.on, row.by, row.conversations, row.kept)
    assert {"transcripts", "codings", "findings", "vault"} <= set(row.removed)


def test_dp_03_counts_are_made_without_the_person(study: Folder, vault: Vault) -> None:
    """Personas lose a participant, reach its base."""
    _go(study, vault)
    corpus = read_corpus(study)

    assert frozenset({Q}) == Index(corpus).persons
    assert (Q, "p-gfkxvc") == corpus.personas[0].participants


def test_others_stay_word_for_word(study: Folder, vault: Vault) -> None:
    """Whoever has not withdrawn keeps turns, codings, sticky notes, proposals, comments in files."""
    _go(study, vault)
    transcript = read_transcript(study, "W01").value
    corpus = read_corpus(study)

    assert transcript is not None
    assert (
        "Bei uns im Haus steht seit einem Jahr eine Wohnung leer, keiner weiß warum."
        == transcript.turns[3].text
    )
    assert {"c-44444444"} == set(Index(corpus).found)
    assert "# Ein Kommentar, der bleibt." in study.transcript("W01").read_text(encoding="utf-8")
    assert "[c-44444444] # die beiden" in study.needs.read_text(encoding="utf-8")
    assert ["leere Wohnung"] == [note.text for board in corpus.boards for note in board.notes]
    proposals = (study.root / "analysis/proposals/umzug.jsonl").read_text(encoding="utf-8")
    assert ["leer"] == [json.loads(line)["code"] for line in proposals.splitlines()]


def test_removed_turns_say_so_and_belong_to_nobody(study: Folder, vault: Vault) -> None:
    """The marker of the demonstration study; the interpreter's turn on the words goes too."""
    _go(study, vault)
    transcript = read_transcript(study, "W01").value

    assert transcript is not None
    assert ["[Beitrag nach Widerruf der Einwilligung entfernt]"] * 2 == [
        t.text for t in transcript.turns[1:3]
    ]
    assert {"M", "P2", "D", "X"} == set(transcript.head.speakers)
    assert "Sie haben gesagt: (…). Und sonst?" == transcript.turns[4].text


def test_what_people_wrote_is_listed_for_them_to_read(study: Folder, vault: Vault) -> None:
    """Privacy beats “never overwrite”; the file says at its top that evidence was removed."""
    report = _go(study, vault)
    finding = (study.root / "analysis/findings/F01.md").read_text(encoding="utf-8")

    assert {"analysis/findings/F01.md", "analysis/personas/PE01.yaml", "analysis/memos/treppen.md"} <= set(
        report.review
    )
    assert finding.startswith("---\n# Widerruf w-")
    assert "c-55555555" not in finding
    assert "[[c-44444444]]" in finding


def test_dp_03_the_vault_forgets_the_person(study: Folder, vault: Vault) -> None:
    """Original, journal, key and names go; the raw transcript stays for the others, with the label."""
    _go(study, vault)
    raw = read_raw(vault, "W01")

    assert ("W01",) == raw_ids(vault)
    assert "Ja, genau, wie Person A sagt, das ist bei uns auch so gewesen." == raw.turns[5].text
    assert "# faden.pseudonyms/1\nname,label,kind,variants\nKiel,[Ort],place,\n" == read_names(vault)
    assert ["W01.docx"] == [one.name for one in read_imports(vault).files.values()]
    assert not [n for n in vaults.names(vault) if n.startswith(("originals/", "journal/"))]
    kept = b"".join(vaults.read(vault, name) for name in vaults.names(vault))
    assert b"Damaris" not in kept
    assert b"Pause" in kept


def test_dp_03_what_apply_remembers_is_forgotten_too(study: Folder, vault: Vault) -> None:
    """A short answer is no six words in a row, and the names of the last ``apply`` are names all the same."""
    (sole,) = gather(study, vault, P).sole
    shared = study.transcript("W01").read_text(encoding="utf-8")
    written = {"text": shared, "edits": [["t2", "original", "uk", []], ["t4", "original", "de", []]]}
    vaults.write(
        vault,
        {
            f"applied/{sole}.json": json.dumps({"text": "Nur vier kurze Worte.", "edits": []}).encode(),
            "applied/W01.json": json.dumps(written, ensure_ascii=False).encode(),
            "applied/names.csv": read_names(vault).encode(),
        },
    )
    _go(study, vault)
    after = json.loads(vaults.read(vault, "applied/W01.json"))

    assert f"applied/{sole}.json" not in vaults.names(vault)
    assert study.transcript("W01").read_text(encoding="utf-8") == after["text"]
    assert ["t4"] == [edit[0] for edit in after["edits"]]
    assert read_names(vault) == vaults.read(vault, "applied/names.csv").decode()
    assert "Damaris" not in read_names(vault)


def test_a_study_with_a_vault_needs_it_open(study: Folder, vault: Vault) -> None:
    """Half a withdrawal is none."""
    assert vault.path.exists()
    with pytest.raises(VaultError) as error:
        _go(study, None)

    assert "withdraw-vault-closed" == error.value.problem.code


def test_without_a_vault_the_study_alone_is_cleared(study: Folder) -> None:
    """Declared material has no vault."""
    _go(study, None)

    assert [] == remaining(study, None, _words())


def test_a_plan_changes_nothing(study: Folder, vault: Vault) -> None:
    """``--dry-run`` looks only."""
    before = _bytes(study)
    plan = plan_withdrawal(study, vault, P, on=ON)

    assert before == _bytes(study)
    assert {"transcripts", "codings", "vault"} <= set(plan.kinds)


def test_again_changes_nothing(study: Folder, vault: Vault) -> None:
    """Idempotent but for its own row: nothing is left to remove."""
    _go(study, vault)
    plan = plan_withdrawal(study, vault, P, on=ON)

    assert ((), {}) == (plan.files, plan.entries)


@pytest.mark.parametrize("stop", range(0, 20, 3))
def test_dp_03_an_interrupted_withdrawal_is_ended_by_the_next(
    study: Folder, vault: Vault, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    """Killed after any number of files, the next run finds the rest and proves that all is gone."""
    done = 0
    write = act._write  # noqa: SLF001 - the machine stops here

    def _stops(change: act.Change) -> None:
        nonlocal done
        done += 1
        if done > stop:
            raise KeyboardInterrupt
        write(change)

    monkeypatch.setattr(act, "_write", _stops)
    with pytest.raises(KeyboardInterrupt):
        _go(study, vault)
    monkeypatch.setattr(act, "_write", write)
    report = _go(study, vault)

    assert () == report.left
    assert [] == remaining(study, vault, _words())
    assert 1 == len(read_withdrawals(study).value or ())
    assert not (study.build / "withdrawal").exists()


def test_dp_03_killed_before_the_proof_the_same_command_ends_it(
    study: Folder, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interview is gone, and with it all that says whose it was; I01 still names the withdrawal."""

    def _stops(*_: object) -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(act, "remaining", _stops)
    with pytest.raises(KeyboardInterrupt):
        withdraw(study, vault, find_person(study, "I01"), by="mira", on=ON)
    monkeypatch.setattr(act, "remaining", remaining)

    assert P == find_person(study, "I01")
    assert () == withdraw(study, vault, find_person(study, "I01"), by="mira", on=ON).left
    (row,) = read_withdrawals(study).value or ()
    assert ("I01",) == row.conversations
    assert {"transcripts", "codings", "findings", "vault"} <= set(row.removed)


def test_while_it_lasts_only_fingerprints_are_kept(study: Folder, vault: Vault) -> None:
    """What is needed to go on is no further copy of the words."""
    person = gather(study, vault, P)
    keep_state(study, person)
    state = (study.build / "withdrawal" / f"{P}.json").read_text(encoding="utf-8")

    assert not _words().hold(state)
    assert "Frühjahr" not in state


def test_a_conversation_with_one_participant_names_them(study: Folder) -> None:
    """I07 is enough where one person was asked."""
    assert P == find_person(study, "I01")


@pytest.mark.parametrize(("who", "code"), [("W01", "withdraw-several"), ("p-222222", "withdraw-unknown")])
def test_nobody_is_guessed(study: Folder, who: str, code: str) -> None:
    """A workshop lists its people; a stranger is told."""
    with pytest.raises(StudyError) as error:
        find_person(study, who)

    assert code == error.value.problem.code


def test_the_id_of_a_removed_interview_is_given_to_no_other(study: Folder, vault: Vault) -> None:
    """Old printouts name I01; another person must not be taken for this one."""
    _go(study, vault)

    assert "I02" == following_id(study, "interview")


def test_dp_03_history_is_searched_and_never_changed(study: Folder) -> None:
    """What stands in git is told with the way to purge it; nobody runs it unasked."""

    def _git(*arguments: str) -> str:
        names = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        done = subprocess.run(
            ["git", "-C", str(study.root), *names, *arguments], capture_output=True, check=True
        )
        return done.stdout.decode()

    _git("init", "-q")
    _git("add", "interviews/I01.md", "interviews/W01.md", "analysis/findings")
    _git("commit", "-qm", "Gespräche")
    _git("tag", "v1")
    before = _git("rev-parse", "HEAD")
    report = _go(study, None)

    assert {"interviews/I01.md", "interviews/W01.md", "analysis/findings/F01.md"} == {
        p for p, _ in report.history.paths
    }
    assert ("v1",) == report.history.tags
    assert before == _git("rev-parse", "HEAD")
    assert report.purge is not None
    assert 3 == len(report.purge.read_text(encoding="utf-8").split())
    assert "--strip-blobs-with-ids build/withdrawal/" in purge_commands(study, report.purge)[0]


def test_dp_01_after_a_withdrawal_nothing_is_allowed(study: Folder, vault: Vault) -> None:
    """The ledger answers no to every purpose."""
    _go(study, vault)
    ledger = read_consent(study).value

    assert ledger is not None
    assert not any(ledger.allows(P, purpose, dt.date(2026, 11, 22)) for purpose in Purpose)


def test_six_words_are_found_in_every_dress() -> None:
    """Markup, entities, escapes, per cent signs, archives."""
    said = "Wir ziehen jedes Frühjahr um und tragen die Kartons"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", f"<w>{said}</w>")
    dresses = [
        said.encode(),
        said.upper().encode(),
        said.replace(" ", "</i> <i>").encode(),
        said.replace("ü", "&uuml;").encode(),
        json.dumps({"text": said.replace(" ", "\n")}).encode(),
        quote(said).encode(),
        packed.getvalue(),
        said.replace(" ", ", ").encode(),
    ]

    assert [] == [dress for dress in dresses if find_words(dress, _words()) is None]
    assert find_words(b"Wir ziehen jedes Jahr um und tragen die Kisten", _words()) is None


def test_a_summary_of_the_person_goes_and_the_others_are_to_be_read_again(
    study: Folder, vault: Vault
) -> None:
    """The framework matrix: a row of the person's goes; what others wrote with their words is reviewed."""
    study.framework.write_text(
        "format: faden.framework/1\nrows: participant\ncells:\n"
        f'  - {{row: {P}, code: umzug, text: {{de: "Zieht um."}}, by: mira, "on": 2026}}\n'
        f'  - {{row: {Q}, code: umzug, text: {{de: "Bleibt."}}, by: mira, "on": 2026}}\n',
        encoding="utf-8",
    )

    report = _go(study, vault)

    left = study.framework.read_text(encoding="utf-8")
    assert P not in left
    assert "Bleibt." in left
    assert "analysis/framework.yaml" in report.review


def test_dp_03_journals_of_coders_go_before_the_words_do(
    study: Folder, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an action undone in between would bring words back."""
    journal = study.build / "journal/mira.jsonl"
    journal.parent.mkdir(parents=True)
    journal.write_text('{"format":"faden.journal/1","coder":"mira"}\n', encoding="utf-8")

    def _stops(_: act.Change) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(act, "_write", _stops)
    with pytest.raises(KeyboardInterrupt):
        _go(study, vault)

    assert not journal.exists()
