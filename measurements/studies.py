"""Copies of this repository's study, on which measurements run."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = ROOT.parent / "shared" / "data"
"""Real data of others, where it is at hand."""

FADEN: Final = Path(sys.executable).with_name("faden")
"""The command, as a user calls it."""

_PARTS: Final = ("research", "interviews", "analysis", "prototypes", "site")


def copy_study(target: Path) -> Path:
    """Copy the study, without anything built."""
    for name in _PARTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns(".*", "__pycache__")
            shutil.copytree(ROOT / name, target / name, ignore=ignored)
    return target
