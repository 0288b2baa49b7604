"""Needs, findings, personas and translations as files."""

from __future__ import annotations

import pytest
from ministudy import FINDING, PERSONA, MiniStudy

from faden.findings.finding import marks, parse_finding, read_finding
from faden.findings.need import read_needs
from faden.findings.persona import read_persona
from faden.findings.translation import read_translations

TRANSLATION = """\
format: faden.translations/1
translations:
  - {coding: c-22222222, words: "niemand hat geantwortet", text: {en: "nobody replied"}, by: erste}
"""


def test_a_finding_keeps_its_texts_and_their_lines(study: MiniStudy) -> None:
    """The line at which the words of each language begin, in the file."""
    finding = read_finding(study.folder, study.folder.findings()[0]).value

    assert finding is not None
    assert ["de", "en"] == list(finding.texts)
    assert ("c-22222222",) == tuple(finding.quoted())
    assert (19, 26) == (finding.lines["de"], finding.lines["en"])


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("::: de\n", "Text\n\n::: de\n", "finding-text-outside", 17),
        ("::: en\n", "::: de\n", "finding-language-invalid", 25),
        ("::: en\n", "::: englisch\n", "finding-language-invalid", 25),
        ("certainty: high", "certainty: total", "value-invalid", 11),
        ("relation: contradicts", "relation: widerspricht", "value-invalid", 10),
        ("coding: c-55555555", "coding: c-a", "value-invalid", 9),
        ('"on": 2026-02-10', '"on": 2026-02-30', "value-invalid", 15),
    ],
)
def test_a_wrong_finding_names_its_line(old: str, new: str, code: str, line: int) -> None:
    """In the front matter and in the text."""
    problem = parse_finding(FINDING.replace(old, new, 1), "F01.md").problems[0]

    assert (code, line) == (problem.code, problem.place.line)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[reach]] und [[ c-22222222 ]]", ["reach", "c-22222222"]),
        ("[[]] [reach] [[a\nb]] [[x", []),
        ("[[[reach]]]", ["reach"]),
    ],
)
def test_marks_stand_in_double_brackets_on_one_line(text: str, words: list[str]) -> None:
    """Anything else is text."""
    assert words == [mark.words for mark in marks(text)]
    assert all(text[mark.start : mark.end].startswith("[[") for mark in marks(text))


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("analysis/findings/F02.md", FINDING, read_finding),
        ("analysis/personas/PE02.yaml", PERSONA, read_persona),
    ],
)
def test_a_file_under_another_name_is_left_out(study: MiniStudy, name: str, text: str, read: object) -> None:
    """Two files that say they are the same thing: one would hide the other."""
    path = study.write(name, text)

    parsed = read(study.folder, path)  # type: ignore[operator]  # a function of the table

    assert parsed.value is None
    assert ["file-misnamed"] == [problem.code for problem in parsed.problems]


def test_two_needs_of_one_id_are_told_with_the_line_of_the_second(study: MiniStudy) -> None:
    """The first line is no mistake yet."""
    study.edit("analysis/needs.yaml", "id: N02", "id: N01")

    (problem,) = read_needs(study.folder).problems

    assert ("need-twice", 12, "N01") == (problem.code, problem.place.line, problem.params["need"])


def test_translations_are_found_by_coding(study: MiniStudy) -> None:
    """With the line of each."""
    study.write("analysis/translations.yaml", TRANSLATION)

    parsed = read_translations(study.folder)

    assert parsed.value is not None
    assert "nobody replied" == parsed.value["c-22222222"].text.text("en")
    assert 3 == parsed.line("c-22222222")


def test_of_two_translations_of_one_coding_neither_is_taken(study: MiniStudy) -> None:
    """Which is right, a person must say."""
    line = TRANSLATION.splitlines()[2]
    study.write(
        "analysis/translations.yaml", TRANSLATION + line.replace("nobody", "somebody") + "\n" + line + "\n"
    )

    parsed = read_translations(study.folder)

    assert {} == parsed.value
    assert [("translation-twice", 4), ("translation-twice", 5)] == [
        (problem.code, problem.place.line) for problem in parsed.problems
    ]
