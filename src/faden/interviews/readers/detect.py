"""Which format a file has: by its content first, by its suffix only where content does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers import delimited, noscribe
from faden.interviews.readers.archive import Archive
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.reading import Found, refuse_too_many

_TIMING: Final = re.compile(r"^\s*\d[\d:.,]*\s*-+>\s*\d", re.MULTILINE)
_SRT_TIMING: Final = re.compile(r"^\s*\d[\d:]*,\d{3}\s*-+>", re.MULTILINE)
_JSON: Final = (
    ("azure", ("recognizedPhrases",)),
    ("azure", ("combinedPhrases",)),
    ("ohtm", ("corpus", "settings")),
    ("amazon", ("results", "transcripts")),
    ("amazon", ("results", "items")),
    *(("whisper", (name,)) for name in ("segments", "transcription", "speakers", "chunks")),
    ("otr", ("text", "media")),
    ("otr", ("text", "media-time")),
    ("whisper", ("text", "start")),
)
"""Which reader a JSON file is for, by keys that stand in it; the most particular first."""

_MARKDOWN: Final = frozenset({".md", ".markdown"})
MAX_TEXT_BYTES: Final = 24 * 1024 * 1024
"""Largest text; ten hours of talk with a time for every word and token, as JSON, have 20 MB."""

_LINES_A_PIECE: Final = 5
_HEAD: Final = 20_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES: Final = (
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
_ROOTS: Final = {
    "TEI": "tei",
    "TEI.2": "tei",
    "teiCorpus": "tei",
    "ANNOTATION_DOCUMENT": "elan",
    "basic-transcription": "exmaralda",
    "folker-transcription": "folker",
}
_BEFORE_ROOT: Final = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_ROOT: Final = re.compile(r"\s*<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})")
_MEDIA: Final = re.compile(rb"^....ftyp", re.DOTALL)


def detect_format(data: bytes, name: str = "") -> str:
    """The format of a file, by the name of its reader.

    Args:
        data: The file.
        name: Its name; only its suffix counts, and only between Markdown, plain text and tables.

    Raises:
        ImportRefusedError: It is empty, encrypted, or of a format that is not read; names which.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ImportRefusedError("import-empty")
    binary = _binary(data)
    if binary is not None:
        return binary
    if len(data) > MAX_TEXT_BYTES:
        raise ImportRefusedError("import-too-large", limit=MAX_TEXT_BYTES // 2**20)
    text = decode(data, Found())
    head = text.lstrip()[:_HEAD]
    if head.startswith("WEBVTT"):
        refuse_too_many(text.count("\n") // _LINES_A_PIECE)
        return "vtt"
    told = _markup(text, head)
    if told is not None:
        return told
    refuse_too_many(text.count("\n") // _LINES_A_PIECE)
    if _TIMING.search(head) and (re.match(r"\d", head) or _suffix(name) in {".vtt", ".srt"}):
        return "srt" if _SRT_TIMING.search(head) else "vtt"
    if delimited.recognises(text, _suffix(name)):
        return "csv"
    return "md" if _suffix(name) in _MARKDOWN or head.startswith("---\n") else "txt"


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _binary(data: bytes) -> str | None:
    """The format of a file that is no plain text; ``None`` where it may be one."""
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        return _office(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
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
    if "xl/workbook.xml" in archive.names:
        return "xlsx"
    if "content.xml" in archive.names and "mimetype" in archive.names:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        if "opendocument.text" in kind:
            return "odt"
        raise _unsupported(kind[:60])
    raise _unsupported("ZIP")


def _markup(text: str, head: str) -> str | None:
    """The format of XML, HTML or JSON; ``None`` where a file is neither.

    Raises:
        ImportRefusedError: It is one of them, of a kind that is not read.
    """
    if re.match(r"<(?!<)[?!A-Za-z]", head):
        return _tagged(text, head)
    if re.match(r"[{\[]\s*[\"{\[\]}]", head):
        for name, keys in _JSON:
            if all(f'"{key}"' in text for key in keys):
                return name
        raise _unsupported("JSON")
    return None


def _tagged(text: str, head: str) -> str | None:
    """The format of a file that begins with a tag; ``None`` where the tag is none, as in ``<lacht>``."""
    at = 0
    while (before := _BEFORE_ROOT.match(head, at)) is not None:  # from the front only: nothing is read twice
        at = before.end()
    root = _ROOT.match(head, at)
    name = root[1] if root is not None else ""
    if name in _ROOTS:
        return _ROOTS[name]
    if name.lower() in {"html", "head", "body"} or head[:200].lower().startswith("<!doctype html"):
        if noscribe.recognises(text):
            return "noscribe"
        raise _unsupported("HTML")
    if head.startswith(("<?xml", "<!DOCTYPE")):
        raise _unsupported(f"XML ({name})" if name else "XML")
    return None


def _unsupported(name: str) -> ImportRefusedError:
    return ImportRefusedError("import-format-unsupported", value=name)
