"""Correcting one part of a turn changes its lines and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.text import normal
from faden.interviews.correcting import corrected, with_words
from faden.interviews.files import parse_transcript
from faden.interviews.transcript import PartKind, Transcript

TEXT = """\
---
format: faden.transcript/1
id: I01
kind: interview  # von Hand
language: de
speakers:
  P1: {role: participant}
---
Vorweg.
## t1 · P1

Erste Worte,

mit Absatz.


## t2 · P1 · ar
::: original ar
كتبت لهم
::: translation de

Ich schrieb ihnen.

## t3 · P1
Letzte Worte."""


def parsed(text: str) -> Transcript:
    """The transcript that a text means."""
    value = parse_transcript(text, "").value
    assert value is not None
    return value


def change(text: str, turn: str, kind: str, language: str, words: str) -> str:
    """The text with other words in one part."""
    before = parsed(text)
    found = before.turn(turn)
    assert found is not None
    part = found.part(kind, language)
    assert part is not None
    return corrected(text, "", before, with_words(before, turn, part, words))[0]


@pytest.mark.parametrize(
    ("turn", "kind", "language", "old"),
    [
        ("t1", "original", "de", "Erste Worte,\n\nmit Absatz."),
        ("t2", "original", "ar", "كتبت لهم"),
        ("t2", "translation", "de", "Ich schrieb ihnen."),
        ("t3", "original", "de", "Letzte Worte."),
    ],
)
def test_only_its_own_lines_change(turn: str, kind: str, language: str, old: str) -> None:
    """Blank lines, comments and the other parts stay."""
    assert TEXT.replace(old, "Neue 🏠\nWorte") == change(TEXT, turn, kind, language, "Neue 🏠\nWorte")


_WORDS = st.text(max_size=40).map(lambda text: normal(text).strip()).filter(bool)
_MARKED = st.lists(
    st.sampled_from(["## t9 · P1", "::: original de", "\\", "#", "a", "", " # t4"]), min_size=1
)


@given(_WORDS | _MARKED.map("\n".join).map(str.strip).filter(bool), st.sampled_from(["t1", "t3"]))
def test_any_words_come_back_as_they_were_given(words: str, turn: str) -> None:
    """Markers among them are literal text."""
    after = parsed(change(TEXT, turn, PartKind.ORIGINAL, "de", words))

    assert [words] == [each.text for each in after.turns if each.id == turn]
    assert TEXT.count("\n## ") == len(after.turns)
