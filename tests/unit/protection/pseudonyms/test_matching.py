"""Names in running text, in the scripts of the studies."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.protection.pseudonyms.matching import INVISIBLE, Matcher, Replaced, fold, replace_names, visible


def _replace(text: str, *names: str) -> Replaced:
    matcher = Matcher([(name, row) for row, name in enumerate(names)])
    return replace_names(text, matcher, {row: f"[{chr(65 + row)}]" for row in range(len(names))})


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Ali", "Ali und Alina", "[A] und Alina"),
        ("Ali", "Alis Bruder", "[A]s Bruder"),
        ("Ali", "Ali's Bruder", "[A]'s Bruder"),
        ("Hans", "Hans' Bruder", "[A]' Bruder"),
        ("Ali", "ALI!", "[A]!"),
        ("Ali", "„Ali“, sagte er.", "„[A]“, sagte er."),
        ("Ali", "Kalif Alibi", "Kalif Alibi"),
        ("Ali", "Ali-Baba", "[A]-Baba"),
        ("Bremen", "aus Bremen, Bremens Häfen", "aus [A], [A]s Häfen"),
        ("Al", "Als Al kam", "Als [A] kam"),
        ("Groß Sarlau", "in Groß\nSarlau", "in [A]"),
        ("Groß Sarlau", "groß ist Sarlau", "groß ist Sarlau"),
        ("Müller", "Frau Mu\u0308ller", "Frau [A]"),
        ("Ali Hassan", "Ali, Hassan und ich", "Ali, Hassan und ich"),
        ("Hassan, Ali", "Hassan, Ali", "[A]"),
        ("O'Brien", "O’Brien war da", "[A] war da"),
        ("علي", "قال علي وعلي", "قال [A] و[A]"),
        ("علي", "لعلي وبعلي", "ل[A] وب[A]"),
        ("علي", "على الطريق", "على الطريق"),
        ("علي", "عَلِي هنا", "[A] هنا"),
        ("الحسن", "للحسن", "لل[A]"),
        ("دمشق", "في دمشق، بدمشق", "في [A]، ب[A]"),
        ("علی", "علي آمد", "[A] آمد"),
        ("Олена", "Олени, Олені, Олену, Оленою", "[A], [A], [A], [A]"),
        ("Олена", "Оленка", "Оленка"),
        ("Іван", "Івана, Іванові, Іваном, Іванченко", "[A], [A], [A], Іванченко"),
        ("Марія", "Марії, Марію, Марією", "[A], [A], [A]"),
        ("Андрій", "Андрія, Андрієві", "[A], [A]"),
        ("Дем'ян", "Дем’ян і Дем'яна", "[A] і [A]"),
        ("ሰላም", "ሰላም ሰላማዊ", "[A] ሰላማዊ"),
        ("བོད", "བོད་ཡུལ", "[A]་ཡུལ"),
    ],
)
def test_whole_words_with_their_endings(name: str, text: str, expected: str) -> None:
    """Never inside other words; the endings of German, Arabic particles, Ukrainian cases."""
    assert expected == _replace(text, name).text


def test_the_longest_name_wins() -> None:
    """A full name is one person, its first word may be another."""
    assert "[B] und [A]" == _replace("Ali Hassan und Ali", "Ali", "Ali Hassan").text


def test_a_name_that_is_exact_wins_over_one_with_an_ending() -> None:
    """Hans is Hans, not the genitive of Han."""
    assert "[B]" == _replace("Hans", "Han", "Hans").text


def test_another_case_is_left_and_told() -> None:
    """lang is a word, Lang a name; a person decides."""
    done = _replace("Das war lang, Frau Lang.", "Lang")

    assert "Das war lang, Frau [A]." == done.text
    assert (0,) == done.doubtful


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=6), max_size=4))
def test_what_is_no_name_stays_to_the_code_point(text: str, names: list[str]) -> None:
    """Taking the labels out again leaves pieces of the very text, in order."""
    matcher = Matcher([(name, row) for row, name in enumerate(names)])
    matches = matcher.find(text)

    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))


@given(st.text(min_size=1, max_size=12).filter(lambda t: any(ch.isalpha() for ch in t)))
def test_any_name_is_found_where_it_stands_alone(name: str) -> None:
    """In any script."""
    plain = unicodedata.normalize("NFC", name)
    assert Matcher([(plain, 0)]).find(f"· {plain} ·")


@pytest.mark.parametrize("mark", sorted(INVISIBLE))
def test_what_nobody_sees_hides_no_name(mark: str) -> None:
    """A turned direction or a soft hyphen inside a name, around it, or within the listed form."""
    matcher = Matcher([("Karim", 0), (f"Ra{mark}sha", 1), ("علي", 2)])
    text = f"{mark}Ka{mark}rim{mark}, {mark}Rasha, Rash{mark}as, و{mark}عل{mark}ي"

    assert f"{mark}K{mark}, {mark}R, Rs, وA" == replace_names(text, matcher, {0: "K", 1: "R", 2: "A"}).text


@given(st.text(), st.sampled_from(sorted(INVISIBLE)))
def test_words_are_the_same_whatever_nobody_sees(text: str, mark: str) -> None:
    """Over all of Unicode: between any two characters."""
    assert fold(visible(text)) == fold(mark.join(visible(text)))
