"""The prototypes of the demonstration study are in order."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from faden.findings.need import read_needs
from faden.prototypes.check import check_prototype
from faden.prototypes.pictures import read_pictures
from faden.prototypes.spec import read_prototype
from faden.study.folder import find_folder

FOLDER: Final = find_folder(Path(__file__).parent)
SPECS: Final = FOLDER.prototypes()


@pytest.mark.parametrize("path", SPECS, ids=[path.parent.name for path in SPECS])
def test_every_need_link_text_task_and_criterion_holds(path: Path) -> None:
    """Not even a warning is left standing in what others take as an example."""
    needs = read_needs(FOLDER).value or ()

    parsed = read_prototype(FOLDER, path)
    assert parsed.value is not None

    problems = check_prototype(
        parsed,
        FOLDER.shown(path),
        needs=[need.id for need in needs],
        pictures=read_pictures(path, parsed.value)[1],
    )

    assert [] == problems
