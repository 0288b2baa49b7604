"""Review in the terminal: keys in, decisions kept, nothing of a text acts on the screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from faden.cli.reviewing import Key, Keyboard, Session, letters
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.places import write_vault
from faden.protection.pseudonyms.candidates import Candidate, Occurrence
from faden.protection.pseudonyms.decisions import State
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import read_state, write_state
from faden.protection.vault import Vault
from faden.study.folder import Folder

TALK = "I: Wo?\n\nB1: Bei Karim in Kiel. Karim sagt \u200fKiel.\n\nI: In Kiel?\n"


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Folder, Vault]:
    """A study with a raw transcript, and two candidates that wait."""
    monkeypatch.setenv("FADEN_LANG", "de")
    root = tmp_path / "study"
    (root / "research").mkdir(parents=True)
    (root / "research/study.yaml").write_text(
        "format: faden.study/1\ntitle: {de: Wohnen}\ncontact: {organisation: Beispiel}\n", encoding="utf-8"
    )
    folder = Folder(root)
    secret = vaults.from_passphrase("vier Wörter die nicht passen")
    vault = write_vault(folder, secret, {"FADEN_VAULTS": str(tmp_path / "vaults")}, cost=4)
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    import_files(folder, [tmp_path / "a.txt"], vault)
    text = "Bei Karim in Kiel. Karim sagt \u200fKiel."
    write_state(
        vault,
        State(
            open=(_found("k", Kind.PERSON, "Karim", text), _found("o", Kind.PLACE, "Kiel", text)), salt=b"s"
        ),
    )
    return folder, vault


def _found(letter: str, kind: Kind, word: str, text: str) -> Candidate:
    at = text.index(word)
    places: tuple[Occurrence, ...] = (Occurrence("I01", "t2", 0, at, at + len(word), word),)
    if word == "Kiel":
        places = (*places, Occurrence("I01", "t3", 0, 3, 7, word))
    return Candidate(letter * 12, kind, word, (word,), places, 0.9 if kind is Kind.PERSON else 0.5)


def _wait(begun: tuple[Folder, Vault], *names: str) -> None:
    """More persons that wait; the first are the surest, but for Karim."""
    _, vault = begun
    state = read_state(vault)
    more = tuple(
        Candidate(f"{at:012x}", Kind.PERSON, name.casefold(), (name,), (), 0.89 - at / 100)
        for at, name in enumerate(names)
    )
    write_state(vault, replace(state, open=(*state.open, *more)))


def _answer(begun: tuple[Folder, Vault], *answers: str) -> State:
    """Type keys, and lines where a line is asked for; then the input ends."""
    left = list(answers)
    keys = Keyboard(lambda: left.pop(0) if left else "\x04", lambda _: left.pop(0) if left else None)
    folder, vault = begun
    Session(folder, vault, keys, "mira", "2025-06-01", ()).run()
    return read_state(vault)


def test_enter_takes_the_proposal(begun: tuple[Folder, Vault]) -> None:
    """One key for the most frequent answer."""
    state = _answer(begun, "\r", "\r")

    assert [("Karim", "[Person A]"), ("Kiel", "[Ort A]")] == [(n.name, n.label) for n in state.names]
    assert () == state.open


def test_another_label_can_be_typed(begun: tuple[Folder, Vault]) -> None:
    """A label that holds the name is refused, and asked for again."""
    state = _answer(begun, "p", "Freund von Karim", "p", "Bruder")

    assert ["[Bruder]"] == [n.label for n in state.names]


def test_the_same_person_is_chosen_by_number_label_or_name(begun: tuple[Folder, Vault]) -> None:
    """The list is shown."""
    _wait(begun, "Omar")
    state = _answer(begun, "a", "g", "kar")

    assert [("Karim", "[Person A]"), ("Omar", "[Person A]")] == [(n.name, n.label) for n in state.names]


def test_who_may_be_meant_stands_first_and_is_taken_at_enter(begun: tuple[Folder, Vault]) -> None:
    """The hint says so; nobody should search a long list for a person."""
    _wait(begun, "Rosa", "Omar Aziz", "Karim Aziz")
    state = _answer(begun, "a", "a", "p", "Aa", "g", "")

    told = {n.name: n.label for n in state.names}
    same = dict.fromkeys(["Karim Aziz", "Karim", "Omar Aziz"], "[Person A]")
    assert same | {"Rosa": "[Aa]"} == told


def test_only_what_is_of_the_same_kind_can_be_the_same(
    begun: tuple[Folder, Vault], capsys: pytest.CaptureFixture[str]
) -> None:
    """A place is no person."""
    state = _answer(begun, "a", "g", "kar")

    assert ["Karim"] == [n.name for n in state.names]
    assert "Von dieser Art steht noch nichts" in capsys.readouterr().err


def test_enter_alone_makes_one_person_of_all_parts_of_a_name(
    begun: tuple[Folder, Vault], capsys: pytest.CaptureFixture[str]
) -> None:
    """The full name is asked first, in whatever script its parts stand; the reason is shown."""
    _wait(begun, "Haddad", "Rasha", "رشا", "Rasha Haddad", "Frau Hadad")
    state = _answer(begun, *["\r"] * 7)
    labels: dict[str, set[str]] = {}
    for name in state.names:
        labels.setdefault(name.label, set()).update(name.forms)

    assert {"Haddad", "Rasha", "رشا", "Rasha Haddad", "Frau Hadad"} in labels.values()
    assert "wie „\u2068Rasha Haddad\u2069“" in capsys.readouterr().out


def test_the_kind_can_be_changed_before_the_answer(begun: tuple[Folder, Vault]) -> None:
    """Then the proposal and what can be the same are of that kind."""
    state = _answer(begun, "t", "2", "\r", "g", "1")

    told = [("Karim", "[Ort A]", "place"), ("Kiel", "[Ort A]", "place")]
    assert told == [(n.name, n.label, n.kind) for n in state.names]


def test_later_and_back_say_what_they_did(
    begun: tuple[Folder, Vault], capsys: pytest.CaptureFixture[str]
) -> None:
    """And the finding that waits again is asked at once."""
    state = _answer(begun, "s", "a", "z", "n", "q")
    told = capsys.readouterr().out

    assert ["Kiel"] == [d.form for d in state.dismissals]
    assert "✓ zurückgestellt" in told
    assert "✓ zurückgenommen; „\u2068Kiel\u2069“ wartet wieder" in told


def test_one_place_can_be_left(begun: tuple[Folder, Vault]) -> None:
    """The marked one; the next place is marked by a key."""
    state = _answer(begun, "n", "w", "h")

    assert [("Karim", "everywhere"), ("Kiel", "I01/t3")] == [(d.form, d.scope) for d in state.dismissals]
    assert ["I01/t2"] == [f"{o.transcript}/{o.turn}" for o in state.open[0].occurrences]


def test_an_answer_can_be_taken_back(begun: tuple[Folder, Vault]) -> None:
    """A slip of the finger costs nothing."""
    state = _answer(begun, "n", "z", "\r")

    assert () == state.dismissals
    assert ["[Person A]"] == [n.label for n in state.names]


def test_the_end_of_the_input_ends_the_sitting(begun: tuple[Folder, Vault]) -> None:
    """Nothing is decided for anybody."""
    state = _answer(begun, "s", "s", "?")

    assert (2, ()) == (len(state.open), state.log)


@pytest.mark.parametrize(
    ("seen", "told"), [({}, "faden pseudonyms detect"), ({"I01": ("h",)}, "faden pseudonyms apply")]
)
def test_where_nothing_waits_the_next_step_is_told(
    begun: tuple[Folder, Vault],
    capsys: pytest.CaptureFixture[str],
    seen: dict[str, tuple[str, ...]],
    told: str,
) -> None:
    """Nothing waits in a text that was never searched, either: its names would go unseen."""
    folder, vault = begun
    write_state(vault, replace(read_state(vault), open=(), seen=seen))
    Session(folder, vault, Keyboard(lambda: "q", lambda _: None), "mira", "2025-06-01", ()).run()

    assert told in capsys.readouterr().err


def test_the_screen_shows_context_without_what_could_act_on_it(
    begun: tuple[Folder, Vault], capsys: pytest.CaptureFixture[str]
) -> None:
    """Words that turn the direction of writing are made visible."""
    _answer(begun, "q")
    told = capsys.readouterr().out

    assert "»Karim«" in told
    assert "␀Kiel" in told
    assert "\u200f" not in told


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_key_means_one_thing(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages."""
    monkeypatch.setenv("FADEN_LANG", language)

    assert len(Key) + 4 == len(letters())
