"""Fingerprints of six words find them in any text, and cutting YAML leaves the rest as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faden.core import yaml
from faden.protection.withdrawal.cutting import cut_items, mentions
from faden.protection.withdrawal.words import GAP, make_words, said_within

KEY = b"k" * 32
TEXTS = st.text(max_size=200)
SAID = "eins zwei drei vier fünf sechs"


@given(TEXTS)
def test_a_text_without_six_words_has_no_run(text: str) -> None:
    """Over all of Unicode: fingerprints of nothing find nothing."""
    assert [] == make_words((), KEY).spans(text)


@given(TEXTS, TEXTS)
def test_a_redacted_text_holds_no_run(before: str, after: str) -> None:
    """Whatever stands around the words."""
    words = make_words((SAID,), KEY)
    text = f"{before} {SAID} {after}"

    assert words.hold(text)
    assert not words.hold(words.redact(text))


@given(TEXTS)
def test_what_was_said_is_found_again(text: str) -> None:
    """A text holds its own runs, if it has any."""
    words = make_words((text,), KEY)

    assert bool(words.runs) == words.hold(text)


def test_signs_between_and_on_the_letters_do_not_matter() -> None:
    """Case, punctuation, vowel signs and line ends change; the words stay."""
    words = make_words(("ذهبت إلى الدائرة كل يوم دون جواب",), KEY)

    assert words.hold("ذَهَبْتُ إلى الدائرة:\nكلّ يوم، دون جواب")
    assert make_words((SAID,), KEY).hold("EINS – zwei, drei\n> vier „fünf“ (sechs)")


def test_a_gap_stands_for_the_words_alone() -> None:
    """What stands around them stays."""
    assert f"Sie sagte: {GAP}. Danach" == make_words((SAID,), KEY).redact(f"Sie sagte: {SAID}. Danach")


def test_a_sticky_note_is_known_by_its_words() -> None:
    """From four words on; “Ja, genau” is anybody's."""
    assert said_within("drei vier fünf sechs", (SAID,))
    assert not said_within("drei vier", (SAID,))
    assert not said_within("drei fünf vier sechs", (SAID,))


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6), st.booleans())
def test_cutting_leaves_all_other_entries(entries: list[str], flow: bool) -> None:  # noqa: FBT001 - drawn
    """In lists of either style, with comments beside them."""
    listed = (
        f" [{', '.join(entries)}]" if flow or not entries else "".join(f"\n  - {e} # hier" for e in entries)
    )
    text = f"# oben\nids:{listed}\nrest: 1 # daneben\n"
    cut, count = cut_items(text, lambda item: mentions(item, frozenset({"a"})))

    assert entries.count("a") == count
    assert {"ids": [e for e in entries if e != "a"], "rest": 1} == yaml.parse(cut, "").value
    assert cut.startswith("# oben\n")
    assert cut.endswith("rest: 1 # daneben\n")
