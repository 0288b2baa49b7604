"""Three states: raw, pseudonymised, cleared; and what has to be done between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from faden.core.problems import StudyError
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Transcript, content_hash, is_cleared
from faden.protection import vault as vaults
from faden.protection.importing import import_files, import_pseudonymised
from faden.protection.material import write_names
from faden.protection.pseudonyms.apply import apply_names
from faden.protection.pseudonyms.candidates import Candidate, Occurrence, identify
from faden.protection.pseudonyms.clearing import clear
from faden.protection.pseudonyms.decisions import Answer, Choice, decide, take_back
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import LOG, keep_decision, parse_log, read_state, take_names
from faden.protection.pseudonyms.searching import Known, search, whole_words, without_labels
from faden.protection.pseudonyms.undo import undo
from faden.protection.vault import Vault
from faden.study.folder import Folder

TALK = "I: Wo wohnen Sie?\n\nB1: Bei Karim in der Lindenstraße.\n\nI: Danke, Karim.\n"
KEEP = Answer(Choice.KEEP)
WHO = {"by": "mira", "on": "2025-06-01"}


def find_words(texts: Sequence[Transcript], known: Known) -> Iterable[Candidate]:
    """A detector that knows two words, and minds what is decided."""
    for word, kind in (("Karim", Kind.PERSON), ("Lindenstraße", Kind.STREET), ("Omar", Kind.PERSON)):
        decided = [form for name in known.names for form in name.forms] + [d.form for d in known.dismissals]
        places = [
            Occurrence(t.head.id, turn.id, at, part.text.index(word), part.text.index(word) + len(word), word)
            for t in texts
            for turn in t.turns
            for at, part in enumerate(turn.parts)
            if word in part.text and word not in decided
        ]
        if places:
            yield Candidate(identify(known.salt, kind, word), kind, word, (word,), tuple(places), 0.9)


@pytest.fixture
def filled(folder: Folder, vault: Vault, tmp_path: Path) -> Vault:
    """The vault with a raw transcript."""
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt"], vault, on="2025-03-14")
    return vault


def answer_all(folder: Folder, vault: Vault, labels: dict[str, str]) -> None:
    """Decide on all that waits."""
    for candidate in read_state(vault).open:
        state = read_state(vault)
        answer = Answer(Choice.REPLACE, labels[candidate.key])
        keep_decision(folder, vault, decide(state, candidate.id, answer, **WHO))


LABELS = {"Karim": "Bruder", "Lindenstraße": "Straße 1", "Omar": "Onkel"}


def codes(folder: Folder, vault: Vault) -> list[str]:
    """What stands against clearing."""
    return [problem.code for problem in clear(folder, vault, ["I01"], **WHO).problems]


def test_dp_05_the_three_states_of_a_transcript(folder: Folder, filled: Vault) -> None:
    """Raw only in the vault; pseudonymised after apply; cleared by a person, in this very wording."""
    search(folder, filled, find_words)
    assert not folder.transcript("I01").exists()
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)
    pseudonymised = read_transcript(folder, "I01").value
    report = clear(folder, filled, ["I01"], **WHO)

    assert pseudonymised is not None
    assert ("pseudonymised", None) == (pseudonymised.head.state, pseudonymised.head.cleared)
    assert ("I01",) == report.cleared
    cleared = read_transcript(folder, "I01").value
    assert cleared is not None
    assert cleared.head.cleared is not None
    assert ("cleared", "mira", "2025-06-01") == (
        cleared.head.state, cleared.head.cleared.by, cleared.head.cleared.on
    )  # fmt: skip
    assert content_hash(pseudonymised) == cleared.head.cleared.hash == content_hash(cleared)
    assert ("I01",) == clear(folder, filled, ["I01"], **WHO).already


AROUND = {
    "title": ("kind: interview\n", 'kind: interview\ntitle: {de: "Bei Frau Brüggmann zu Hause"}\n'),
    "label": ("label: I\n", 'label: "Frau Brüggmann"\n'),
    "preamble": ("\n## t1", "\nAngerufen unter 0431 5550147.\n\n## t1"),
}
HARMLESS = {
    "title": ("kind: interview\n", 'kind: interview\ntitle: {de: "Zu Hause"}\n'),
    "label": ("label: I\n", 'label: "Die Fragende"\n'),
    "preamble": ("\n## t1", "\nIm Garten.\n\n## t1"),
}


def _edit(folder: Folder, change: tuple[str, str]) -> None:
    path = folder.transcript("I01")
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")


@pytest.mark.parametrize("place", AROUND)
def test_dp_05_what_stands_around_the_words_is_searched(folder: Folder, filled: Vault, place: str) -> None:
    """Title, labels of speakers and preamble are published too; a detail there stops the clearance."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)
    _edit(folder, AROUND[place])

    assert {"clear-detail-around"} == set(codes(folder, filled))


@pytest.mark.parametrize("place", HARMLESS)
def test_dp_05_who_changes_what_stands_around_ends_the_clearance(
    folder: Folder, filled: Vault, place: str
) -> None:
    """The clearance is bound to all that was read; it can be given again."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)
    clear(folder, filled, ["I01"], **WHO)
    _edit(folder, HARMLESS[place])
    changed = read_transcript(folder, "I01").value

    assert changed is not None
    assert not is_cleared(changed)
    assert ("I01",) == clear(folder, filled, ["I01"], **WHO).cleared
    again = read_transcript(folder, "I01").value
    assert again is not None
    assert is_cleared(again)


def test_dp_05_nothing_is_cleared_while_something_waits(folder: Folder, filled: Vault) -> None:
    """Before the search, before the decisions, and before they are applied."""
    write_names(filled, "# faden.pseudonyms/1\nname,label,kind,variants\nOmar,[Onkel],person,\n")
    assert ["clear-not-applied"] == codes(folder, filled)
    apply_names(folder, filled)
    assert ["clear-not-searched"] == codes(folder, filled)
    search(folder, filled, find_words)
    assert ["clear-undecided"] == codes(folder, filled)
    answer_all(folder, filled, LABELS)
    assert ["clear-name-left", "clear-name-left"] == codes(folder, filled)
    apply_names(folder, filled)
    (folder.root / "research/labels.yaml").write_text(
        "format: faden.labels/1\nlabels: []\n", encoding="utf-8"
    )

    assert ["clear-label-missing"] == codes(folder, filled)


def test_dp_05_a_raw_text_stays_in_the_vault_while_something_in_it_waits(
    folder: Folder, filled: Vault
) -> None:
    """Undecided names do not reach the study."""
    search(folder, filled, find_words)
    keep_decision(folder, filled, decide(read_state(filled), read_state(filled).open[0].id, KEEP, **WHO))
    report = apply_names(folder, filled)

    assert ["pseudonyms-waiting"] == [p.code for p in report.problems]
    assert not folder.transcript("I01").exists()


def test_a_list_that_is_taken_answers_what_waits(folder: Folder, filled: Vault) -> None:
    """Nobody is asked twice."""
    search(folder, filled, find_words)
    take_names(filled, "# faden.pseudonyms/1\nname,label,kind,variants\nKarim,[Bruder],person,\n")

    assert ["Lindenstraße"] == [c.key for c in read_state(filled).open]


def test_dp_05_a_text_that_somebody_has_changed_is_searched_anew(folder: Folder, filled: Vault) -> None:
    """A name that was typed in by hand is found, too; clearing ends with the wording it was given for."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)
    clear(folder, filled, ["I01"], **WHO)
    path = folder.transcript("I01")
    path.write_text(path.read_text(encoding="utf-8").replace("Danke,", "Danke, Omar,"), encoding="utf-8")
    assert ["clear-not-searched"] == codes(folder, filled)
    search(folder, filled, find_words, ["I01"])
    assert ["clear-undecided"] == codes(folder, filled)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)

    after = read_transcript(folder, "I01").value
    assert after is not None
    assert "Danke, [Onkel], [Bruder]." == after.turns[2].text
    assert "pseudonymised" == after.head.state


def test_dp_05_material_declared_pseudonymised_is_searched_and_replaced(
    folder: Folder, vault: Vault, tmp_path: Path
) -> None:
    """A declaration is no proof."""
    (tmp_path / "b.txt").write_text(TALK, encoding="utf-8")
    import_pseudonymised(folder, [tmp_path / "b.txt"], "mira")
    search(folder, vault, find_words)
    answer_all(folder, vault, LABELS)
    apply_names(folder, vault)

    text = folder.transcript("I01").read_text(encoding="utf-8")
    assert "Bei [Bruder] in der [Straße 1]." in text
    assert "declared" in text


def test_a_cleared_text_can_be_undone(folder: Folder, filled: Vault) -> None:
    """Clearing writes into the head only; whoever then sees a wrong label gets back to the raw text."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)
    assert ("I01",) == clear(folder, filled, ["I01"], **WHO).cleared
    report = undo(folder, filled)

    assert ((), ("interviews/I01.md",)) == (report.problems, report.removed[:1])
    assert not folder.transcript("I01").exists()


def test_somebody_has_to_be_named_who_clears(folder: Folder, filled: Vault) -> None:
    """Who answers for it."""
    with pytest.raises(StudyError) as caught:
        clear(folder, filled, ["I01"], by=" ", on="2025-06-01")

    assert "clear-by-missing" == caught.value.problem.code


def test_every_answer_is_kept_at_once(folder: Folder, filled: Vault) -> None:
    """Another process sees the state that the last answer left, to the last field."""
    search(folder, filled, find_words)
    state = read_state(filled)
    first = state.open[0]
    after = decide(state, first.id, Answer(Choice.REPLACE, "Bruder"), **WHO)
    keep_decision(folder, filled, after)

    assert after == read_state(filled)
    keep_decision(folder, filled, take_back(read_state(filled), **WHO))
    assert {c.id for c in state.open} == {c.id for c in read_state(filled).open}


def test_dp_06_the_log_in_the_study_holds_no_name_and_loses_no_row(folder: Folder, filled: Vault) -> None:
    """Rows of the vault that a crash kept from it are written with the next decision."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    path = folder.root / LOG
    whole = path.read_text(encoding="utf-8")
    path.write_text("".join(whole.splitlines(keepends=True)[:-1]), encoding="utf-8")
    keep_decision(folder, filled, read_state(filled))

    assert whole == path.read_text(encoding="utf-8")
    rows = parse_log(whole).value
    assert rows is not None
    assert ["replace", "replace"] == [row.decision for row in rows]
    assert not any(name in whole for name in ("Karim", "Linden"))


def test_dp_06_the_log_tells_on_which_rung_a_label_stands(folder: Folder, filled: Vault) -> None:
    """Who checks the study sees how far details were widened; a rung that is named later is added."""
    path = folder.root / "research/labels.yaml"
    path.write_text("format: faden.labels/1\nlabels: []\n", encoding="utf-8")
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    path.write_text(
        'format: faden.labels/1\nlabels:\n  - {label: "[Straße 1]", ladder: place, at: street}\n',
        encoding="utf-8",
    )
    keep_decision(folder, filled, read_state(filled))

    rows = parse_log((folder.root / LOG).read_text(encoding="utf-8")).value or ()
    assert {"[Bruder]": "", "[Straße 1]": "street"} == {row.label: row.level for row in rows if row.label}


def test_the_second_transcript_asks_less(folder: Folder, filled: Vault, tmp_path: Path) -> None:
    """A decision is a rule."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    (tmp_path / "c.txt").write_text(TALK.replace("Danke,", "Danke, Omar und"), encoding="utf-8")
    import_files(folder, [tmp_path / "c.txt"], filled)
    report = search(folder, filled, find_words, ["I02"])

    assert {Kind.PERSON: 1} == dict(report.kinds)


def test_ids_of_candidates_tell_nothing_and_stay(folder: Folder, filled: Vault) -> None:
    """They are keyed with a salt that stays in the vault."""
    search(folder, filled, find_words)
    first = {c.key: c.id for c in read_state(filled).open}
    search(folder, filled, find_words)

    assert first == {c.key: c.id for c in read_state(filled).open}
    assert identify(b"", "person", "Karim") not in first.values()
    assert b"Karim" not in b"".join(p.read_bytes() for p in filled.path.rglob("*") if p.is_file())
    assert {"candidates.json", "dismissed.csv"} <= set(vaults.names(filled))


def test_half_a_word_is_drawn_out_and_a_label_is_no_name(folder: Folder, filled: Vault) -> None:
    """The list replaces whole words; what stands in a label is decided."""
    (talk,) = search_texts(folder, filled)
    there = Occurrence("I01", "t2", 0, 17, 23, "Linden")
    half = Candidate("x" * 12, Kind.STREET, "linden", ("Linden",), (there,))
    (drawn,) = whole_words([half], [talk])
    part = replace(talk.turns[1].parts[0], text="[Karim A]")
    labelled = replace(talk, turns=(replace(talk.turns[1], parts=(part,)),))
    inside = replace(half, occurrences=(Occurrence("I01", "t2", 0, 1, 6, "Karim"),))

    assert ("Lindenstraße",) == drawn.forms
    assert [] == list(without_labels([inside], [labelled], frozenset({"[Karim A]"})))


def search_texts(folder: Folder, vault: Vault) -> tuple[Transcript, ...]:
    """The texts that are searched."""
    from faden.protection.pseudonyms.searching import searched_texts

    return searched_texts(folder, vault)


def test_dp_05_the_notes_of_a_workshop_are_asked_for_with_its_conversation(
    folder: Folder, filled: Vault
) -> None:
    """Whoever clears it answers for both; notes of other workshops are no hindrance."""
    search(folder, filled, find_words)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)
    for name in ("I01", "W02"):
        path = folder.root / f"interviews/notes/{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# faden.notes/1\nnote,text\nn01,Omar weiß es\n", encoding="utf-8")

    before = codes(folder, filled)
    search(folder, filled, find_words)
    waiting = codes(folder, filled)
    answer_all(folder, filled, LABELS)
    apply_names(folder, filled)

    assert ["notes-not-searched"] == before
    assert ["notes-undecided"] == waiting
    assert [] == codes(folder, filled)
