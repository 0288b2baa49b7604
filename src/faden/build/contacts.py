"""Lists of contacts in a study's folder: who was called under which number, who came when.

They name people in clear and tie them to the study; their place is the vault (FIELD DP-4, DP-10).
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TABLES: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".ods"})
_FOLDERS: Final = frozenset({"research", "interviews", "analysis", "prototypes", "site"})
_NAMES: Final = re.compile(
    r"kontakt|contact|telefon|phone|anruf|rueckruf|rückruf|call-?log|adress|address|teilnehmerliste|"
    r"teilnehmendenliste|anwesenheit|attendance|emails?$|mailing",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"(?<![\w.,/-])(?:\+|00?)[1-9][0-9]{1,4}[ /()-]{0,3}(?:[0-9][ /-]?){5,10}[0-9](?![\w,-])"
)
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@(?!example\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_MANY: Final = 3
"""Numbers or addresses from which on a file is a list."""

_LOOKED_AT: Final = 1_000_000
"""Characters of a file that are looked at."""


def contact_list(path: Path, parts: Sequence[str]) -> str:
    """Why a file looks like a list of contacts; empty where it does not.

    Args:
        path: The file.
        parts: Its path in the study; only the study's own folders are looked into.
    """
    suffix = path.suffix.lower()
    if len(parts) > 1 and parts[0] not in _FOLDERS:
        return ""
    if suffix in {".vcf", ".ldif"}:
        return suffix
    if suffix not in _TABLES:
        return ""
    if _NAMES.search(path.stem):
        return path.stem
    text = _text(path, suffix)
    phones, mails = len(set(_PHONE.findall(text))), len(set(_MAIL.findall(text)))
    if phones >= _MANY:
        return f"{phones} Telefonnummern / phone numbers"
    return f"{mails} E-Mail-Adressen / e-mail addresses" if mails >= _MANY else ""


def _text(path: Path, suffix: str) -> str:
    """What stands in a table, roughly: enough to count numbers and addresses."""
    try:
        if suffix in {".xlsx", ".ods"}:
            return _zipped(path)
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_LOOKED_AT)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        # NotImplementedError is zipfile's word for a way of packing that it does not know.
        return ""  # cannot be read: its name was looked at, and an import would say so


def _zipped(path: Path) -> str:
    texts = []
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.endswith(("sharedStrings.xml", "content.xml")) or "/sheet" in info.filename:
                with archive.open(info) as file:
                    texts.append(file.read(_LOOKED_AT).decode("utf-8", "replace"))
    return re.sub(r"<[^<>]{0,300}>", " ", " ".join(texts))
