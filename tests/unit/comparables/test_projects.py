"""Comparable projects: facts with source, date and confidence."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.comparables.projects import read_comparable, read_criteria

PROJECT = """\
format: faden.comparable/1
id: bruecke
name: "Brücke"
status: {state: active, as_of: 2026-01}
functions: [matching, accompaniment]
results:
  - {value: "über 300", unit: {de: "Wohnungen", en: "flats"}, as_of: "2024"}
ratings:
  C01: {value: unknown}
  C02: {value: [matching]}
sources:
  - {url: "https://example.org/", dated: "2024"}
checked: 2026-01-20
confidence: medium
"""


def test_a_project_keeps_unknown_as_a_value_of_its_own(study: MiniStudy) -> None:
    """Unknown is neither zero nor no."""
    path = study.write("research/comparables/bruecke.yaml", PROJECT)

    project = read_comparable(study.folder, path).value

    assert project is not None
    assert "unknown" == project.ratings["C01"].value
    assert None is project.open_source.is_open
    assert "unknown" == project.transferability.rating


def test_a_figure_stays_as_its_source_gives_it(study: MiniStudy) -> None:
    """“Over 300” is not 300."""
    project = read_comparable(study.folder, study.write("research/comparables/bruecke.yaml", PROJECT)).value

    assert project is not None
    assert "über 300" == project.results[0].value


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('  - {url: "https://example.org/", dated: "2024"}\n', "  []\n", "value-invalid", 11),
        ("state: active", "state: vielleicht", "value-invalid", 4),
        ("[matching, acc", "[wundern, acc", "value-invalid", 5),
        ("confidence: medium\n", "", "field-missing", 0),
        ("checked: 2026-01-20", "checked: 2026-02-30", "value-invalid", 13),
        ("id: bruecke", "id: andere", "file-misnamed", 2),
    ],
)
def test_a_project_in_doubt_is_left_out(study: MiniStudy, old: str, new: str, code: str, line: int) -> None:
    """Without source, with a state or a day that does not exist, under another name."""
    path = study.write("research/comparables/bruecke.yaml", PROJECT.replace(old, new))

    parsed = read_comparable(study.folder, path)

    assert parsed.value is None
    assert (code, line) == (parsed.problems[0].code, parsed.problems[0].place.line)


def test_criteria_have_scales_and_rules(study: MiniStudy) -> None:
    """Those of the template are in order."""
    criteria = read_criteria(study.folder).value

    assert criteria is not None
    assert "C01" == criteria.criteria[0].id
    assert criteria.rules
