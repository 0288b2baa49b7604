"""Which format a file has: by its content first, by its suffix only where content does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.archive import Archive
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.reading import Found

_TIMING: Final = re.compile(r"^\s*\d[\d:.,]*\s*-+>\s*\d", re.MULTILINE)
_SRT_TIMING: Final = re.compile(r"^\s*\d[\d:]*,\d{3}\s*-+>", re.MULTILINE)
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_HEAD: Final = 20_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES: Final = (
    (b"%PDF-", "PDF"),
    (b"ID3", "MP3"),
    (b"RIFF", "WAV"),
    (b"OggS", "Ogg"),
    (b"fLaC", "FLAC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
)
_MEDIA: Final = re.compile(rb"^....ftyp", re.DOTALL)


def detect_format(data: bytes, name: str = "") -> str:
    """The format of a file: ``docx``, ``odt``, ``rtf``, ``vtt``, ``srt``, ``md`` or ``txt``.

    Args:
        data: The file.
        name: Its name; only its suffix counts, and only between Markdown and plain text.

    Raises:
        ImportRefusedError: It is empty, encrypted, or of a format that is not read; names which.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ImportRefusedError("import-empty")
    binary = _binary(data)
    if binary is not None:
        return binary
    text = decode(data, Found())
    head = text.lstrip()[:_HEAD]
    if head.startswith("WEBVTT"):
        return "vtt"
    _refuse_markup(head)
    if _TIMING.search(head) and (re.match(r"\d", head) or _suffix(name) in {".vtt", ".srt"}):
        return "srt" if _SRT_TIMING.search(head) else "vtt"
    return "md" if _suffix(name) in _MARKDOWN or head.startswith("---\n") else "txt"


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _binary(data: bytes) -> str | None:
    """The format of a file that is no plain text; ``None`` where it may be one."""
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        return _office(data)
    if data.startswith(_OLE):
        raise ImportRefusedError("import-encrypted" if _ENCRYPTED in data else "import-old-word")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise _unsupported(name)
    if _MEDIA.match(data):
        raise _unsupported("MP4")
    return None


def _office(data: bytes) -> str:
    archive = Archive(data)
    if "word/document.xml" in archive.names:
        return "docx"
    if "content.xml" in archive.names and "mimetype" in archive.names:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        if "opendocument.text" in kind:
            return "odt"
        raise _unsupported(kind[:60])
    raise _unsupported("ZIP")


def _refuse_markup(head: str) -> None:
    """Formats that announce themselves and are not read yet."""
    lowered = head[:2000].lower()
    if re.match(r"<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html", lowered):
        raise _unsupported("HTML")
    if re.match(r"<\?xml|<tei|<!doctype", lowered):
        raise _unsupported("TEI" if "<tei" in lowered else "XML")
    if re.match(r"[{\[]\s*[\"{\[\]}]", head):
        raise _unsupported("oTranscribe" if '"media' in head or "\\u003c" in lowered else "JSON")


def _unsupported(name: str) -> ImportRefusedError:
    return ImportRefusedError("import-format-unsupported", value=name)
