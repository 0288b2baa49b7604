"""The door to the vault: open from the start of the app until somebody locks it or nobody is there.

The secret is asked for in the terminal and never in the browser: what is typed into a page could be kept
by a password manager, a spelling service or an extension, and a page that looks like ours could ask for it.
Once locked, the app does not open the vault again; who wants to go on starts it anew.
"""

from __future__ import annotations

import threading
import time
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from faden.protection.vault import Vault

IDLE: Final = 15 * 60
"""Seconds without a sign of a person after which the vault is locked."""

_LATER: Final = 0.1  # a timer that is early by a hair would find nobody idle


class Closed(Enum):
    """Why there is no vault."""

    NEVER = "never"
    """The app was started without it."""
    LOCKED = "locked"
    """Somebody locked it."""
    IDLE = "idle"
    """Nobody was there for some time."""


def _now() -> tuple[float, float]:
    """Two clocks: one stands still while the machine sleeps, the other can be set."""
    return time.monotonic(), time.time()


class Door:
    """Gives the vault while it is open.

    Args:
        vault: The open vault; ``None`` where the app was started without it.
        idle: Seconds without a sign of a person after which it is locked.
        now: Gives the time of one or more clocks, in seconds.
    """

    def __init__(
        self, vault: Vault | None, *, idle: float = IDLE, now: Callable[[], tuple[float, ...]] = _now
    ) -> None:
        self.idle = idle
        self.closed: Closed | None = Closed.NEVER if vault is None else None
        self._vault, self._now = vault, now
        self._lock = threading.Lock()
        self._seen = now()
        self._timer: threading.Timer | None = None
        if vault is not None:
            self._wait()

    def enter(self) -> Vault | None:
        """The vault, if it is open; counts as a sign of a person."""
        with self._lock:
            if self._vault is not None and self._is_idle():
                self._close(Closed.IDLE)
            if self._vault is not None:
                self._seen = self._now()
                self._wait()
            return self._vault

    def lock(self) -> None:
        """Forget the key of the vault."""
        with self._lock:
            if self._vault is not None:
                self._close(Closed.LOCKED)

    def _is_idle(self) -> bool:
        return any(now - seen >= self.idle for now, seen in zip(self._now(), self._seen, strict=True))

    def _close(self, why: Closed) -> None:
        self._vault, self.closed = None, why
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> None:
        """Lock by itself, even if no page asks any more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(self.idle + _LATER, self._elapsed)
        self._timer.daemon = True
        self._timer.start()

    def _elapsed(self) -> None:
        with self._lock:
            if self._vault is not None and self._is_idle():
                self._close(Closed.IDLE)
