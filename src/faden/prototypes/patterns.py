"""Rules that written values follow, in one place for the pages' script and for `simulation`."""

from __future__ import annotations

import re
from typing import Final

PATTERNS: Final = {
    "letters": r"[^0-9_@#$%&*()=+<>{}\[\]\/\\|!?;:]+",
    "digits": r"[0-9]+",
    "phone": r"[+]?[0-9][0-9 ()\/-]{3,20}",
    "postcode": r"[0-9]{5}",
    "year": r"(19|20)[0-9]{2}",
    "time": r"([01]?[0-9]|2[0-3])[:.][0-5][0-9]",
}
"""Name → regular expression of the whole value, read alike by Python and by browsers."""

EMAIL: Final = r"[^\s@]+@[^\s@]+\.[^\s@]+"
"""What passes for an e-mail address: an @ and a point behind it."""

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_PLAIN: Final = re.compile(r"-?\d+([.,]\d{1,2})?")
_POINTS: Final = re.compile(r"\d{1,3}([.]\d{3})+(,\d{1,2})?")
_COMMAS: Final = re.compile(r"\d{1,3}(,\d{3})+([.]\d{1,2})?")


def western(text: str) -> str:
    """Text with Arabic and Persian digits as Western ones."""
    return text.translate(_DIGITS)


def number(text: str) -> float | None:
    """What a written number means; ``None`` where it is none.

    ``1.234,50``, ``1,234.50``, ``650`` and ``٦٥٠`` are numbers, with a euro sign or without.
    """
    cleaned = re.sub(r"[\s€]", "", western(text)).replace("٫", ",")
    if _PLAIN.fullmatch(cleaned):
        return float(cleaned.replace(",", "."))
    if _POINTS.fullmatch(cleaned):
        return float(cleaned.replace(".", "").replace(",", "."))
    return float(cleaned.replace(",", "")) if _COMMAS.fullmatch(cleaned) else None


def fits(name: str, text: str) -> bool:
    """Whether a value has the form of this name."""
    return re.fullmatch(PATTERNS[name], western(text)) is not None


def is_email(text: str) -> bool:
    """Whether a value passes for an e-mail address."""
    return re.fullmatch(EMAIL, text) is not None
