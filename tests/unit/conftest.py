"""A small study in real files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ministudy import MiniStudy


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> MiniStudy:
    """The small study, written once; every file is flushed to the disk, which takes time."""
    begun = MiniStudy(tmp_path_factory.mktemp("begun") / "study")
    begun.begin()
    return begun


@pytest.fixture
def study(tmp_path: Path, _begun: MiniStudy) -> MiniStudy:
    """A small study in order; a test then puts one thing out of order."""
    return MiniStudy(Path(shutil.copytree(_begun.folder.root, tmp_path / "study")))
