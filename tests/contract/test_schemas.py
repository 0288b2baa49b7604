"""JSON Schemas in the package are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import faden
from faden.build.schemas import MODELS, schemas
from faden.core.formats import CURRENT

FOLDER = Path(faden.__file__).parent / "study/template/.schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_an_editor_completes_what_the_program_reads(name: str) -> None:
    """After a change of a model: `make schemas`."""
    assert schemas()[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_no_schema_outlives_its_format() -> None:
    """One file a format."""
    assert set(schemas()) == {path.name for path in FOLDER.glob("*.json")}


@pytest.mark.parametrize("name", sorted(set(MODELS) & set(CURRENT)))
def test_a_schema_names_the_version_of_its_format(name: str) -> None:
    """Files of another version are marked as wrong while one writes."""
    schema = json.loads(schemas()[f"{name}.json"])

    assert f"faden.{name}/{CURRENT[name]}" == schema["title"]
    assert schema["additionalProperties"] is False
