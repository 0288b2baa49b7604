"""Native computation that a program must not end in the midst of.

The workbench has passages read beside, in threads that end with it. Python takes its modules down under their
hands; a computation that is still under way then writes errors of its own and aborts the process. So ending
waits for what is under way, and nothing new begins.
"""

from __future__ import annotations

import atexit
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 20.0
"""Seconds that ending waits at most; a batch of texts takes about one."""


class Ending:
    """Lets native computations through until the program ends.

    Attributes:
        ended: Whether nothing new begins any more.
    """

    def __init__(self) -> None:
        self.ended = False
        self._changed = threading.Condition()
        self._under_way = 0

    @contextmanager
    def held_off(self) -> Iterator[None]:
        """Compute what the end of the program waits for; once it ends, a thread beside waits for good."""
        with self._changed:
            beside = threading.current_thread() is not threading.main_thread()
            self._changed.wait_for(lambda: not (self.ended and beside))
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def end(self, patience: float = PATIENCE) -> bool:
        """Let nothing new begin and wait for what is under way; gives whether all of it has ended.

        Args:
            patience: Seconds to wait at most.
        """
        with self._changed:
            self.ended = True
            return self._changed.wait_for(lambda: not self._under_way, patience)


ENDING: Final = Ending()
"""That of this process."""

atexit.register(ENDING.end)
