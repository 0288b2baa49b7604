"""All carriers by name: what can stand in each, and the file it gives."""

from __future__ import annotations

import unicodedata
from typing import Final

from tests.attack.packedfiles import NAME_CARRIERS, NOT_IN_NAMES, PACKED_CARRIERS
from tests.attack.pdffiles import PDF_CARRIERS
from tests.attack.picturefiles import LATIN_ONLY, PICTURE_CARRIERS
from tests.attack.textfiles import TEXT_CARRIERS, Slot, ending

CARRIERS: Final = (*TEXT_CARRIERS, *PDF_CARRIERS, *PICTURE_CARRIERS, *PACKED_CARRIERS, *NAME_CARRIERS)
"""Every kind of place in a file where something can stand."""

_ADDRESSES: Final = frozenset({"html-link", "sitemap", "html-heading-id", "html-class"})


def carry(carrier: str, slot: Slot) -> tuple[str, bytes]:
    """The ending and the bytes of a carrier's file.

    Raises:
        KeyError: The carrier is unknown, or holds the name in its path.
    """
    if carrier in TEXT_CARRIERS:
        return ending(carrier), TEXT_CARRIERS[carrier](slot).encode()
    if carrier in PDF_CARRIERS:
        return ".pdf", PDF_CARRIERS[carrier](slot)
    end, make = (PICTURE_CARRIERS | PACKED_CARRIERS)[carrier]
    return end, make(slot)


def fits(carrier: str, text: str) -> bool:
    """Whether a text can stand in a carrier at all."""
    signs = set(text)
    if carrier in LATIN_ONLY:
        return max(map(ord, text)) < 256
    if carrier in NAME_CARRIERS or carrier == "zip-member-name":
        return not signs & NOT_IN_NAMES and len(text.encode()) <= 160
    if carrier in {"pdf-text", "pdf-kerned"} and "\u200f" in signs:
        return not any(
            unicodedata.bidirectional(char) == "AL" for char in text
        )  # a mark has no glyph to reverse
    if carrier == "xlsx-sheet-name":
        return not signs & (NOT_IN_NAMES | set("[]'")) and len(text) <= 31
    if carrier in _ADDRESSES or carrier == "tsv":
        return not signs & set("\n\r\t")
    return True


def put(carrier: str, slot: Slot) -> tuple[str, bytes]:
    """The path of the file and its bytes."""
    if carrier in NAME_CARRIERS:
        return NAME_CARRIERS[carrier](slot.text), f"{slot.before} {slot.after}\n".encode()
    end, data = carry(carrier, slot)
    return f"site/{carrier}{end}", data
