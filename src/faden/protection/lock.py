"""The lock of a study, at the place where protection and what lies above it look for it."""

from __future__ import annotations

from faden.study.lock import NAME, PATIENCE, create, locked, take

__all__ = ["NAME", "PATIENCE", "create", "locked", "take"]
