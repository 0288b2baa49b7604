"""How much may be unpacked: an archive may claim to hold more than any machine."""

from __future__ import annotations

import zlib
from typing import Final

MAX_BYTES: Final = 400 * 2**20
"""Most bytes that one file may hold when everything in it is unpacked."""


class Budget:
    """Bytes that may still be unpacked."""

    def __init__(self) -> None:
        """Begin with all that one file may hold."""
        self.left = MAX_BYTES

    def take(self, data: bytes) -> bytes:
        """The same bytes, counted.

        Raises:
            TooMuchError: They are more than is left.
        """
        self.left -= len(data)
        if self.left < 0:
            raise TooMuchError
        return data


class TooMuchError(Exception):
    """More than may be unpacked."""


def inflated(data: bytes, budget: Budget) -> bytes:
    """Bytes packed by zlib, unpacked.

    Raises:
        TooMuchError: They would be more than is left.
        zlib.error: They are not packed so.
    """
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(data, budget.left + 1)
    if len(found) > budget.left:
        raise TooMuchError
    return found
