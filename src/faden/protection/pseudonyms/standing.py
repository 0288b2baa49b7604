"""Labels that stood in a text before faden gave any: ``[Person A]``, typed by who transcribed it.

A label of faden's own of the same words would silently make one person of two. What is kept tells
nothing of the words: a note in brackets may hold a name.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from faden.interviews.transcript import Transcript

_LABEL: Final = re.compile(r"\[([^\[\]\n]{1,60})\]")
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069|·]")
_HASH: Final = 16  # hexadecimal digits: no two labels of a study share them


def tidy_label(label: str) -> str:
    """A label in its one form: ``Bruder`` becomes ``[Bruder]``; empty where nothing is left of it."""
    words = " ".join(_UNFIT.sub(" ", label).replace("[", " ").replace("]", " ").split())
    return f"[{words}]" if words else ""


def standing_in(text: Transcript, own: Collection[str], salt: bytes) -> tuple[str, ...]:
    """Marks of what stands in square brackets in a transcript, but labels of faden's own.

    Args:
        text: The transcript.
        own: The labels in use, which `apply` may have written.
        salt: Random bytes of the vault.
    """
    parts = (part.text for turn in text.turns for part in turn.parts)
    found = {m[0] for part in (text.preamble, *parts) for m in _LABEL.finditer(part)}
    return tuple(sorted({_mark(label, salt) for label in found - set(own)}))


def stands(label: str, standing: Mapping[str, tuple[str, ...]], salt: bytes) -> str:
    """Id of the first transcript in which a label stood before; empty where it stood nowhere.

    Args:
        label: The label, with or without brackets; case makes no difference.
        standing: Transcript id → what `standing_in` gave.
        salt: Random bytes of the vault.
    """
    mark = _mark(label, salt)
    return next((transcript for transcript, marks in sorted(standing.items()) if mark in marks), "")


def _mark(label: str, salt: bytes) -> str:
    words = " ".join(label.strip("[]").casefold().split())
    return hmac.new(salt, words.encode(), hashlib.sha256).hexdigest()[:_HASH]
