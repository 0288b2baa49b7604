"""The user's cache folder: what can be made again from installed packages. Deletable at any time."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Where converted models lie: ``FADEN_CACHE``, else the system's place for caches.

    Source:
        XDG Base Directory Specification 0.8; Apple File System Programming Guide; Windows
        Known Folders (``LOCALAPPDATA``).
    """
    if chosen := os.environ.get("FADEN_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "faden"
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "faden" / "Cache"
    xdg = Path(os.environ.get("XDG_CACHE_HOME", ""))  # the specification ignores relative paths
    return (xdg if xdg.is_absolute() else Path.home() / ".cache") / "faden"
