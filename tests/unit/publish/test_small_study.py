"""A study of fewer persons than the smallest number that is told: its site still makes sense."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from ministudy import OFFICE, PEOPLE, MiniStudy

from faden.publish.compose.publication import compose
from faden.publish.compose.view import Material
from faden.publish.gate import judge
from faden.publish.marks import count_text
from faden.publish.pages import BarChart, PointMap, Publication


def _small(study: MiniStudy) -> Publication:
    """The site of two persons of one group, with needs and nothing else."""
    for name in ("analysis/findings/F01.md", "analysis/personas/PE01.yaml"):
        (study.folder.root / name).unlink()
    people = study.folder.participants.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = (*PEOPLE[2:], OFFICE)
    kept = "".join(line for line in people if not line.startswith(gone))
    study.folder.participants.write_text(kept, encoding="utf-8")
    for speaker, person in zip(("P3", "P4", "P5", "P6", "A1"), gone, strict=True):
        mentioned = f"  {speaker}: {{role: participant, participant: {person}}}"
        study.edit("interviews/W01.md", mentioned, f"  {speaker}: {{role: unknown}}")
    study.code(("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet"))
    case = study.case()
    return compose(case, judge(case), Material(), draft=True, files={})


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value):
        return [text for one in dataclasses.fields(value) for text in _texts(getattr(value, one.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, tuple | list) else []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "Personen in nicht genannter Zahl (von insgesamt 2)"),
        ("en", "persons in a number not told (of 2 in all)"),
    ],
)
def test_a_number_of_fewer_than_the_threshold_in_all_is_told_in_words(language: str, told: str) -> None:
    """“Fewer than 5 of 2” would be nonsense."""
    assert told == count_text(1, 2, 5, language)


def test_no_page_of_a_small_study_names_a_threshold_above_its_whole(study: MiniStudy) -> None:
    """Neither “fewer than 5 of 2” nor “at least 5 of 2”, and no “0 and others”."""
    everything = "\n".join(_texts(_small(study).pages["en"]))

    assert "of 2 in all" in everything
    assert [said for said in ("than 5 of 2", "at least 5 of", "0 and others") if said in everything] == []


def test_a_small_study_has_only_the_sections_that_hold_anything(study: MiniStudy) -> None:
    """A tab that leads to an empty page promises what is not there."""
    site = _small(study)

    assert ["home", "needs", "method"] == [section.id for section in site.sections["de"]]
    assert {"home", "needs", "method"} == {page.section for page in site.pages["de"]}


def test_a_small_study_is_not_compared(study: MiniStudy) -> None:
    """No chart without a number, and no comparison with a group of which nobody was asked."""
    blocks = [block for page in _small(study).pages["de"] for block in page.blocks]

    assert [] == [block for block in blocks if isinstance(block, BarChart | PointMap)]
    assert not any("unterscheiden" in text for block in blocks for text in _texts(block))


def test_every_section_leads_to_a_page(study: MiniStudy) -> None:
    """Also in a study that has nothing yet but conversations."""
    study.write("analysis/needs.yaml", "format: faden.needs/1\nneeds: []\n")
    site = _small(study)

    assert ["home", "method"] == [section.id for section in site.sections["en"]]
    assert {section.path for section in site.sections["en"]} <= {page.path for page in site.pages["en"]}
