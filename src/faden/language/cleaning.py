"""What a model sees of a text: the same words in one form, without what only machines put there."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = re.compile(
    "["
    "\u00ad"  # soft hyphen: cuts a word in two that was never written so
    "\u200b\u2060\ufeff"  # zero width space, word joiner, byte order mark: left by word processors
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # direction marks: typography, not wording
    "\ud800-\udfff"  # halves of a surrogate pair: no character, and no UTF-8 holds them
    "]"
)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BLANK: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """The form of a text that goes to a model and names its vector in the cache.

    Steps, each with its reason:

    1. Invisible characters go. ZWNJ and ZWJ stay: they are spelling in Persian and Kurdish.
    2. Controls become a blank: they divide words in bad exports, and a NUL ends the text in C.
    3. NFC: decomposed umlauts (files from macOS) move a German text to cosine 0.95 of itself.
    4. Any run of blanks and line breaks becomes one blank: layout is not wording.

    Returns:
        NFC text without controls, surrogates and outer blanks; may be empty. Cleaning twice
        changes nothing. Not for storing: positions of codings count on another form (`core.text`).

    Source:
        The cosine was measured with multilingual-e5-small; steps 1 and 2 are what its own
        SentencePiece normaliser does, done here for every model alike.
    """
    visible = _CONTROLS.sub(" ", _INVISIBLE.sub("", text))
    return _BLANK.sub(" ", unicodedata.normalize("NFC", visible)).strip()
