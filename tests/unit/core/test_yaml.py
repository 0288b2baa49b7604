"""YAML with line numbers."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import dedent
from pydantic import Field

from faden.core import _libyaml
from faden.core.catalogue import what
from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.languages import LocalText
from faden.core.text import normal
from faden.core.yaml import _parse_slowly, dump, parse, shown_value, validate
from faden.interviews.transcript import Head

TEXT = st.text(st.characters(codec="utf-8"), max_size=30).map(normal)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


class Name(FileModel):
    """A thing with a name."""

    name: LocalText
    count: int = 0


class Names(FileModel):
    """Things with names."""

    format: str
    names: tuple[Name, ...]


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_what_is_written_is_read_again(values: dict[str, Any]) -> None:
    """Any text survives, whatever it looks like: a date, a number, a marker, a control."""
    text = dump(values)

    assert values == parse(text, "x.yaml").value
    assert text == dump(parse(text, "x.yaml").value)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in a file, reading gives a value or a problem with a line of the file."""
    parsed = parse(text, "x.yaml", first_line=2)

    assert all(problem.place.line >= 2 for problem in parsed.problems)


_PIECES = st.sampled_from([
    *("- ", "a: ", "b", "? ", ": ", "{", "}", "[", "]", ", ", "'", '"', "|", ">-", "#c", " #c"),
    *("\\", "---\n", "&a", "...\n"),
    *("no", "1", "1.5", "0x1", "01", "1e3", "~", "null", "True", "2025-01-02", "<<", "="),
    *("'x'", '"\\u00e9"', "ü"),
    *("\n", "\n  ", "\n- ", "\n  - ", "\nb: ", "\n  c: ", ".inf", "-", "_1", "0o7"),
    *(".5", "e", "+", "%", "|#", "\t"),
])  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_the_quick_reader_reads_what_the_slow_one_reads(text: str) -> None:
    """Same values of the same kinds, same lines; whatever is odd it leaves to the other."""
    quick = _libyaml.read(text, 3)
    slow = _parse_slowly(text, "x.yaml", 3)

    assert quick is None or repr(slow.value) == repr(quick[0])
    assert quick is None or not slow.problems
    assert quick is None or slow.lines == quick[1]


def test_plain_files_are_read_quickly() -> None:
    """What study files look like is nothing rare; the slow reader would take forty times as long."""
    held = {"n": [1, 2.5, None, True], "no": "x: y", "on": "2025-02-30", "sha256": "0e5a", "long": "a\nb\n"}

    value, lines = _libyaml.read(dump(held), 1) or (None, {})

    assert held == value
    assert 6 == lines["no",]


def test_without_libyaml_everything_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without it, files are read slowly."""
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)

    assert {"a": 1} == parse("a: 1", "x.yaml").value


@pytest.mark.parametrize("said", ["no", "yes", "on", "off", "y", "NO"])
def test_no_stays_text(said: str) -> None:
    """YAML 1.2: Norwegian stays a language, and ``on`` stays a key."""
    assert {said: said} == parse(f"{said}: {said}", "x.yaml").value


def test_a_date_stays_what_was_written() -> None:
    """Whether the day exists the model says, with its line."""
    assert {"on": "2025-02-30"} == parse("on: 2025-02-30", "x.yaml").value


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", "yaml-bracket-open", 2),
        ("a: 1\na: 2\n", "yaml-key-twice", 2),
        ("a: 1\nb:\n\tc: 2\n", "yaml-tab", 3),
        ("a: @mira\n", "yaml-character", 1),
        ("a: 1\nb\nc: 2\n", "yaml-colon-missing", 2),
        ("a: Sie sagt: ja\n", "yaml-colon-extra", 1),
        ("a:\n  - b: 1\n   c: 2\n", "yaml-indent", 3),
        ("a: 'So geht's'\n", "yaml-rest", 1),
        ("a: 1\n---\nb: 1\n", "yaml-document-twice", 2),
        ("a: &x [1]\nb: *x\n", "yaml-alias", 2),
        ("a: 1\nb: !!python/name:os.system\n", "yaml-tag", 2),
        ("a: 1\nb: !mine 2\n", "yaml-tag", 2),
        ("a: 'open\nb: 1\nc: 2\n", "yaml-quote-open", 1),
        ("<<: {a: 1}\n", "yaml-invalid", 1),
        ("[" * 600, "yaml-invalid", 1),
    ],
)
def test_a_broken_file_names_the_line(text: str, code: str, line: int) -> None:
    """Aliases could grow without bound and tags make objects; both are refused where they stand."""
    problem = parse(text, "x.yaml").problems[0]

    assert (code, line) == (problem.code, problem.place.line)


def test_a_wrong_value_names_its_line_and_field() -> None:
    """The line of the value itself, deep in lists and maps."""
    text = dedent("""
        format: faden.needs/1
        names:
          - name: {de: "eins"}
            count: 1
          - name: {de: "zwei"}
            count: viele
    """)

    (problem,) = parse_yaml(Names, text, "needs", "x.yaml").problems

    assert ("value-invalid", 6) == (problem.code, problem.place.line)
    assert "names.1.count" == problem.params["field"]


def test_an_unquoted_comma_loses_no_end_of_a_sentence() -> None:
    """In YAML the rest after the comma becomes a key; language maps hold only languages."""
    text = 'format: faden.needs/1\nnames:\n  - name: {de: Wählen Sie, was gilt, en: "Choose"}\n'

    parsed = parse_yaml(Names, text, "needs", "x.yaml")

    assert parsed.value is None
    assert ("language-unknown", 3) in {(problem.code, problem.place.line) for problem in parsed.problems}


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("format: faden.needs/1\n", "field-missing", "names"),
        ("format: faden.needs/1\nnames: []\nname: 3\n", "field-unknown", "name"),
    ],
)
def test_missing_and_unknown_entries_are_told_apart(text: str, code: str, field: str) -> None:
    """A misspelled entry is refused, not ignored."""
    (problem,) = parse_yaml(Names, text, "needs", "x.yaml").problems

    assert (code, field) == (problem.code, problem.params["field"])


def test_messages_never_repeat_a_name_typed_into_a_study() -> None:
    """Where somebody may have written a clear name, only the place is told."""
    text = dedent("""
        format: faden.transcript/1
        id: I01
        kind: interview
        language: de
        speakers:
          Frau Müller: {role: participant, participant: Erna Müller}
          P1: {role: participant, label: [Erna Müller]}
        declared: {by: [Erna Müller], on: 2025}
    """)

    problems = parse_yaml(Head, text, "transcript", "interviews/I01.md").problems

    assert {6, 7, 8} == {problem.place.line for problem in problems}
    assert "Müller" not in str([dict(problem.params) for problem in problems])


def test_a_key_that_stands_twice_is_told_without_its_values() -> None:
    """The parser below would repeat the value, which may be anybody's words."""
    (problem,) = parse("label: Erna\nlabel: Müller\n", "x.yaml").problems

    assert "Erna" not in str(problem.params)
    assert "Müller" not in str(problem.params)


def test_a_long_value_is_shown_in_short() -> None:
    """A message fits on a line."""
    assert 80 == len(shown_value("x" * 500, ("kind",)))


@pytest.mark.parametrize("number", ["0x" + "f" * 6000, "9" * 5000, "-" + "9" * 30])
def test_a_number_beyond_measure_is_refused_and_can_be_told(number: str) -> None:
    """Python may refuse to print it; no number of a study is that long."""
    parsed = parse(f"version: {number}\n", "a.yaml")

    assert parsed.value is None or isinstance(parsed.value["version"], str)


def test_half_a_character_does_not_get_in_by_an_escape() -> None:
    """``\\ud83d`` in quotation marks writes what the file itself may not hold."""
    parsed = parse('title: "a\\ud83d b"\n', "a.yaml")

    assert parsed.value is None or parsed.value["title"].encode("utf-8")


class Given(FileModel):
    """A thing with a date and a choice."""

    given: PartialDate = ""
    how: Literal["oral", "written"] = "oral"
    times: int = Field(default=3, ge=3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("given: 14.03.2025", "→ 2025, 2025-03, 2025-03-14"),
        ("how: schriftlich", "→ oral, written"),
        ("times: 1", "≥ 3"),
    ],
)
def test_a_wrong_value_is_answered_with_what_may_stand_there(text: str, reason: str) -> None:
    """A pattern or an English sentence of a library helps nobody who fills in a table."""
    (problem,) = validate(Given, parse(text, "x.yaml"), "x.yaml").problems

    assert reason == problem.params["reason"]


class _Wide(FileModel):
    """One value of each kind that files of a study hold."""

    text: Annotated[str, Field(min_length=2, max_length=4)] = "ab"
    whole: Annotated[int, Field(ge=3)] = 3
    share: float = 0.5
    ready: bool = True
    many: Annotated[tuple[str, ...], Field(min_length=1)] = ("a",)
    fields: dict[str, str] = Field(default_factory=dict)
    day: PartialDate = "2025"
    kind: Literal["high", "low"] = "high"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("text: 12", "text"),
        ("text: a", "signs-least 2"),
        ("text: abcde", "signs-most 4"),
        ("whole: viele", "whole-number"),
        ("whole: 2", "≥ 3"),
        ("share: viel", "number"),
        ("ready: vielleicht", "yes-no"),
        ("many: eins", "list"),
        ("many: []", "entries-least 1"),
        ("fields: eins", "fields"),
        ("fields: {1: eins}", "name"),
        ("day: 2025-02-30", "date"),
        ("kind: hoch", "→ high, low"),
    ],
)
def test_why_a_value_does_not_fit_is_told_in_no_foreign_words(line: str, reason: str) -> None:
    """Signs and examples need no language; all else the catalogue words, in each of its languages."""
    (problem,) = validate(_Wide, parse(line + "\n", "x.yaml"), "x.yaml").problems

    assert reason == problem.params["reason"]
    for language in ("de", "en"):
        assert "put should" not in what(problem, language)
        assert f"({reason})" not in what(problem, language) or not reason[0].isascii()


@pytest.mark.parametrize("line", ["text:", "text: #1 Haus", "text: &mehr", "whole: ~"])
def test_a_field_without_a_value_is_told_as_such(line: str) -> None:
    """Nobody knows what None is; a text after # is a remark."""
    (problem,) = validate(_Wide, parse(line + "\n", "x.yaml"), "x.yaml").problems

    assert ("value-empty", 1) == (problem.code, problem.place.line)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: | Text\n", "yaml-text-after-sign", 2),
        ("a: 1\nb: > Text\n", "yaml-text-after-sign", 2),
        ("a: 1\nb: - Text\n", "yaml-dash-inline", 2),
        ('a: 1\nb: "C:\\Uebung\\quer"\n', "yaml-backslash", 2),
        ('a: 1\nb: "C:\\quer"\n', "yaml-backslash", 2),
        ("a: 1\nb: |Text\n", "yaml-text-after-sign", 2),
        ("a: 1\nb: * eins\n", "yaml-alias", 2),
        ("a: 1\nb: [x,, y]\n", "yaml-character", 2),
        ("a: 1\nb: ]\n", "yaml-character", 2),
        ("a: 1\nb: [x]]\n", "yaml-rest", 2),
        ("a: 1\n---\nb: 2\n", "yaml-document-twice", 2),
        ("a: 1\n...\nb: 2\n", "yaml-document-twice", 3),
        ("a: 1\nb: ? 2\n", "yaml-question-mark", 2),
    ],
)
def test_rarer_slips_are_told_in_plain_words(text: str, code: str, line: int) -> None:
    """Before, the parser's English stood in the message."""
    (problem,) = parse(text, "x.yaml").problems

    assert (code, line) == (problem.code, problem.place.line)


def test_a_key_that_is_no_word_is_not_shown_as_python_sees_it() -> None:
    """A question mark at the start of a line makes a key of the whole entry."""
    (problem,) = validate(_Wide, parse("? {a: b}\n: c\n", "x.yaml"), "x.yaml").problems

    assert "ordereddict" not in what(problem, "de")
