"""A consent names the form that the person read."""

from __future__ import annotations

from pathlib import Path

import pytest
from ministudy import MiniStudy

from faden.study.forms import form_version
from faden.study.information import read_information
from faden.study.settings import read_settings
from faden.study.versions import check_form_versions

INFORMATION = "format: faden.information/1\nversion: 2\nformer: [{former}]\n"


def _found(study: MiniStudy) -> list[tuple[object, ...]]:
    found = check_form_versions(study.folder)
    return [(p.code, p.place.path, p.params["form"], p.params["n"]) for p in found]


def test_a_form_that_the_study_does_not_know_is_told_once(study: MiniStudy) -> None:
    """Nobody could say to which words people agreed."""
    study.write("research/information.yaml", INFORMATION.format(former=""))
    acts = (study.folder.root / "research/consent.csv").read_text(encoding="utf-8").count(",v1,")

    assert [("consent-form-unknown", "research/consent.csv", "v1", acts)] == _found(study)


def test_former_forms_are_known(study: MiniStudy) -> None:
    """The passing case for forms of before, and for the study's own."""
    study.write("research/information.yaml", INFORMATION.format(former="v1"))

    assert [] == _found(study)


def test_the_form_of_now_is_known_in_its_language(study: MiniStudy) -> None:
    """Its version is that of the page; listing former ones does not change it."""
    study.write("research/information.yaml", INFORMATION.format(former=""))
    before = _now(study)
    study.write("research/information.yaml", INFORMATION.format(former="v0"))
    path = study.folder.root / "research/consent.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",v1,", f",{before},"), encoding="utf-8")

    assert before == _now(study)
    assert [] == _found(study)


def _now(study: MiniStudy) -> str:
    information, settings = read_information(study.folder).value, read_settings(study.folder).value
    assert information is not None
    assert settings is not None
    return form_version(information, settings, "de")


@pytest.mark.parametrize("language", ["xx"])
def test_a_language_without_a_form_needs_one_listed(study: MiniStudy, language: str) -> None:
    """faden has no form there; the study's own has a version of its own."""
    study.write("research/information.yaml", INFORMATION.format(former=""))
    path: Path = study.folder.root / "research/consent.csv"
    text = path.read_text(encoding="utf-8").replace(",v1,de,", f",eigenes,{language},")
    path.write_text(text, encoding="utf-8")

    assert ["eigenes"] == [found[2] for found in _found(study)]
