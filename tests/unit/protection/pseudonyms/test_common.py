"""Common words alone are no names; beside a name, or where a rule says so, they stay."""

from __future__ import annotations

import pytest

from faden.protection.pseudonyms.combining import combine
from faden.protection.pseudonyms.common import common_words, roles
from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.lists import read_list, read_lists


def _proposed(text: str, *words: str, by: str = "probe", kind: Kind = Kind.PERSON) -> list[str]:
    found = [Identifier(at := text.index(w), at + len(w), kind, w, by, 0.5) for w in words]
    return [text[one.start : one.end] for one in combine(text, found)]


@pytest.mark.parametrize("word", ["Frau", "Dauer", "Pause", "nicht", "Elf", "FRAU"])
def test_a_common_word_alone_is_no_name(word: str) -> None:
    """The probe judges by what stands around; after “und:” it takes much for a name."""
    assert [] == _proposed(f"Ja, und: {word}. Gut.", word)


@pytest.mark.parametrize("by", ["rules.person", "lists", "spacy:some"])
def test_what_another_detector_says_stays(by: str) -> None:
    """“Frau Dauer” is announced, and a model of the study knows more than a list of words."""
    assert ["Dauer"] == _proposed("Frau Dauer sagt nein.", "Dauer", by=by)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Frau Zzyzx kommt", ("Frau", "Zzyzx")),
        ("von der Zzyzx", ("der", "Zzyzx")),
        ("Zzyzx-Frage", ("Zzyzx", "Frage")),
    ],
)
def test_a_common_word_beside_a_name_stays(text: str, words: tuple[str, ...]) -> None:
    """It may be a part of it; not a letter of a name is given up."""
    told = _proposed(text, *words)

    assert set(words) <= set(" ".join(told).replace("-", " ").split())


def test_only_persons_are_meant() -> None:
    """A place may be called by any word."""
    assert ["Amt"] == _proposed("In Amt wohnen wir", "Amt", kind=Kind.PLACE)


def test_no_common_word_is_in_the_lists_of_names() -> None:
    """Nor is a word that is marked as a doubtful name."""
    lists = read_lists()
    listed = {
        word.casefold()
        for names in (lists.first, lists.surnames, lists.places, lists.doubtful)
        for word in names
    }
    words = " ".join(read_list("common_words")).split()

    assert common_words() == set(words)
    assert not set(words) & listed
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("held", "left"),
    [
        ("Freundin Zzyxa", "Zzyxa"),
        ("Patin Zzyxa Haddad", "Zzyxa Haddad"),
        ("Kollegin Patin Zzyxa", "Zzyxa"),
        ("Zzyxa Freundin", "Zzyxa Freundin"),
        ("Freundin", "Freundin"),
        ("Tante Zzyxa", "Tante Zzyxa"),
    ],
)
def test_a_role_before_a_name_is_no_part_of_it(held: str, left: str) -> None:
    """“Freundin” was looked for in the whole study; behind a name the word may be a surname."""
    assert [left] == _proposed(f"Meine {held} kommt.", held, by="hanta")


def test_no_role_is_in_the_lists_of_names() -> None:
    """Not a letter of a name is given up."""
    lists = read_lists()
    listed = {w.casefold() for s in (lists.first, lists.surnames, lists.places, lists.doubtful) for w in s}
    words = " ".join(read_list("roles")).split()

    assert roles() == set(words)
    assert not set(words) & listed
