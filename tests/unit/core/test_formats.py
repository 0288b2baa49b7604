"""Versions of formats, and the way from an old one to the present one."""

from __future__ import annotations

from typing import Any

import pytest

from faden.core.formats import CURRENT, STEPS, label, upgrade
from faden.core.yaml import Parsed

LATER = {"needs": 3}


def _entries(data: dict[str, Any]) -> dict[str, Any]:
    return {"format": data["format"], "needs": data["entries"]}


def _counted(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"count": len(data["needs"])}


REGISTERED = {("needs", 1): _entries, ("needs", 2): _counted}


def test_an_old_file_is_read_through_every_step() -> None:
    """From version 1 by 2 to 3, each step seeing what the one before gave."""
    old = Parsed({"format": "faden.needs/1", "entries": ["a", "b"]})

    fresh = upgrade(old, "needs", "needs.yaml", current=LATER, steps=REGISTERED)

    assert {"format": "faden.needs/3", "needs": ["a", "b"], "count": 2} == fresh.value


def test_a_file_already_there_is_left_as_it_is() -> None:
    """No step runs on the present version."""
    values = {"format": "faden.needs/3", "needs": []}

    assert values == upgrade(Parsed(values), "needs", "x", current=LATER, steps=REGISTERED).value


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("faden.needs/4", "format-newer"),
        ("faden.needs/0", "format-unknown"),
        ("faden.needs/٣", "format-unknown"),
        ("faden.memo/1", "format-unknown"),
        ("needs", "format-unknown"),
        (None, "format-unknown"),
        (3, "format-unknown"),
    ],
)
def test_what_faden_does_not_know_is_refused(said: object, code: str) -> None:
    """A newer version is never guessed; the remedy is a newer faden."""
    parsed = upgrade(Parsed({"format": said}, (), {("format",): 7}), "needs", "x", current=LATER, steps={})

    assert parsed.value is None
    assert (code, 7) == (parsed.problems[0].code, parsed.problems[0].place.line)


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_a_file_that_is_no_mapping_has_no_format(value: object) -> None:
    """An empty file is one of them."""
    assert "format-unknown" == upgrade(Parsed(value), "needs", "x").problems[0].code


@pytest.mark.parametrize("name", sorted(CURRENT))
def test_every_older_version_has_its_step(name: str) -> None:
    """A change of a format is never shipped without the way to it."""
    assert all((name, version) in STEPS for version in range(1, CURRENT[name]))
    assert f"faden.{name}/{CURRENT[name]}" == label(name)
