"""No page of a prototype, and nothing that it carries, asks for anything elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faden.prototypes.render import render_prototype
from faden.prototypes.spec import read_prototype
from faden.study.folder import Folder, find_folder
from faden.study.settings import read_settings

FOLDER = find_folder(Path(__file__).parent)


def _names(folder: Folder) -> list[str]:
    return [path.parent.name for path in folder.prototypes()]


@pytest.mark.parametrize("name", _names(FOLDER))
def test_no_address_leads_off_the_machine(name: str) -> None:
    """Addresses stand only in licence and origin, which no page loads, and in names of XML."""
    path = FOLDER.root / "prototypes" / name / "prototype.yaml"
    prototype = read_prototype(FOLDER, path).value
    settings = read_settings(FOLDER).value
    assert prototype is not None
    assert settings is not None

    for file, content in render_prototype(prototype, settings).items():
        if not file.endswith((".md", ".json", ".svg")):
            text = content.decode().replace("http://www.w3.org/2000/svg", "")
            assert [] == re.findall(r"(?:https?:|wss?:|url\(['\"]?)//[^\s'\")]+", text), file


@pytest.mark.parametrize("name", _names(FOLDER))
def test_pages_are_light(name: str) -> None:
    """Each page stays below 60 KB beside the style sheets that all share."""
    path = FOLDER.root / "prototypes" / name / "prototype.yaml"
    files = render_prototype(read_prototype(FOLDER, path).value, read_settings(FOLDER).value)  # type: ignore[arg-type]  # the test above holds it

    assert 60_000 > max(len(content) for file, content in files.items() if file.endswith(".html"))
