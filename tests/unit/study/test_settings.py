"""Settings of a study."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.core.problems import StudyError
from faden.findings.corpus import read_corpus
from faden.study.settings import Settings, read_settings


def _settings(study: MiniStudy) -> Settings:
    settings = read_settings(study.folder).value
    assert settings is not None
    return settings


def test_the_lead_is_the_one_coder_so_named(study: MiniStudy) -> None:
    """Only this person's codings are counted."""
    assert "erste" == _settings(study).lead


@pytest.mark.parametrize(
    ("old", "new"),
    [("{id: erste, lead: true}", "{id: erste}"), ("{id: zweite}", "{id: zweite, lead: true}")],
)
def test_without_exactly_one_lead_nobody_is_counted(study: MiniStudy, old: str, new: str) -> None:
    """Whose counts they are must not hang on the order of a list."""
    study.edit("research/study.yaml", old, new)

    assert _settings(study).lead is None


@pytest.mark.parametrize("threshold", ["k: 5", "min_cell: 5", "min_persona: 5"])
def test_thresholds_cannot_be_switched_off(study: MiniStudy, threshold: str) -> None:
    """Below three there is nobody to hide behind."""
    study.edit("research/study.yaml", threshold, threshold.replace("5", "2"))

    problem = read_settings(study.folder).problems[0]

    assert ("value-invalid", 20) == (problem.code, problem.place.line)


def test_without_settings_a_study_cannot_be_read(study: MiniStudy) -> None:
    """Nothing else has a meaning without them."""
    study.edit("research/study.yaml", "synthetic: true", "synthetic: vielleicht")

    with pytest.raises(StudyError) as caught:
        read_corpus(study.folder)

    assert ("research/study.yaml", 3) == (caught.value.problem.place.path, caught.value.problem.place.line)


def test_groups_and_places_are_found_by_id(study: MiniStudy) -> None:
    """Unknown ones are nothing."""
    settings = _settings(study)

    assert settings.group("residents") is not None
    assert settings.municipality("ort") is not None
    assert (None, None) == (settings.group("x"), settings.municipality("x"))
