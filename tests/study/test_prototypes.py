"""The prototypes of the demonstration study are in order."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from faden.build.prototyping import check_prototypes
from faden.study.folder import find_folder

FOLDER: Final = find_folder(Path(__file__).parent)
NAMES: Final = [path.parent.name for path in FOLDER.prototypes()]


@pytest.mark.parametrize("name", NAMES)
def test_every_need_link_text_task_and_criterion_holds(name: str) -> None:
    """Not even a warning is left standing in what others take as an example."""
    assert [] == check_prototypes(FOLDER, name)
