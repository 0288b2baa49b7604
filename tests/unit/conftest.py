"""A small study in real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from ministudy import MiniStudy


@pytest.fixture
def study(tmp_path: Path) -> MiniStudy:
    """A small study in order; a test then puts one thing out of order."""
    return MiniStudy(tmp_path / "study")
