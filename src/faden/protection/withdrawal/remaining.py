"""Proof: whether six words of the person in a row stand anywhere, in any file, cache, output or vault."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from faden.core.problems import FadenError, Place
from faden.interviews.readers._pdfium import read_metadata, read_pdf
from faden.language._cache import cache_folder
from faden.protection import vault as vaults
from faden.protection.leaks.containers import pieces
from faden.protection.withdrawal.changes import files

if TYPE_CHECKING:
    from pathlib import Path

    from faden.protection.vault import Vault
    from faden.protection.withdrawal.words import Words
    from faden.study.folder import Folder

_SKIPPED: Final = frozenset({".git", "node_modules", "__pycache__", ".venv", ".mypy_cache", ".ruff_cache"})
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[ntr\"'/])")
_CODED: Final = re.compile(r"(?:[A-Za-z0-9+/_-]{60,}[ \t]*\r?\n?[ \t]*)+[A-Za-z0-9+/_-]*")
_URL_SAFE: Final = str.maketrans("-_", "+/")
_CHECK: Final = 32
_PDF: Final = b"%PDF-"
_ARCHIVES: Final = (b"PK\x03\x04", b"SQLite format 3\x00", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_WEIGHTS: Final = frozenset({".onnx", ".safetensors", ".npz", ".npy"})
_LARGEST: Final = 256 * 2**20


def remaining(folder: Folder, vault: Vault | None, words: Words) -> list[Place]:
    """Every place where a run of the person's words stands.

    Looks into every file of the study and of ``build``, into archives, documents and databases, into
    faden's cache of this user, and into all entries of the vault. History of git is another matter.

    Args:
        folder: The study.
        vault: Its open vault.
        words: The words.

    Returns:
        Places with the line where it is a plain text; entries of the vault as ``vault:<name>``. A file
        that could not be opened counts as a place: what was not searched does not pass.
    """
    return sorted(_places(folder, vault, words))


def _places(folder: Folder, vault: Vault | None, words: Words) -> Iterator[Place]:
    cache = cache_folder()
    beside = cache.is_dir() and not cache.resolve().is_relative_to(folder.root.resolve())
    for root in (folder.root, cache) if beside else (folder.root,):
        for path in files(root):
            if not _searched(path, root):
                continue
            line = 0 if words.hold(path.name) else _line(path, words)
            if line is not None:
                yield Place(folder.shown(path), line)
    for name in vaults.names(vault) if vault is not None else ():
        data = vaults.read(vault, name) if vault is not None else b""
        if words.hold(name) or find_words(data, words) is not None:
            yield Place(f"vault:{name}")


def _searched(path: Path, root: Path) -> bool:
    """Whether a file can hold what people said: no tool, no weights of a model, not git's own."""
    parts = path.relative_to(root).parts
    folders = [path.parents[at] for at in range(len(parts))]
    tools = _SKIPPED & set(parts) or any((folder / "pyvenv.cfg").exists() for folder in folders)
    return not tools and path.suffix not in _WEIGHTS


def _line(path: Path, words: Words) -> int | None:
    try:
        if path.stat().st_size > _LARGEST:
            return 0
        return find_words(path.read_bytes(), words)
    except OSError:
        return 0


def find_words(data: bytes, words: Words, *, depth: int = 3) -> int | None:
    """Line of the first run in a file, 0 where it stands within something; ``None`` where there is none.

    Args:
        data: The bytes of the file.
        words: The words.
        depth: How often something within something is opened.
    """
    if not words.runs:
        return None
    for payload in (data, data[_CHECK:]):  # what a step of the build has stored begins with a checksum
        if payload.startswith(_PDF):
            return 0 if _in_pdf(payload, words) else None
        if payload.startswith(_ARCHIVES):
            return 0 if _in_archive(payload, words) else None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        text = data.decode(encoding, "replace")
    spans = words.spans(text)
    if spans:
        return text.count("\n", 0, spans[0][0]) + 1
    if any(words.hold(view) for view in _views(text)):
        return 0
    inside = _decoded(text) if depth else ()
    return 0 if any(find_words(one, words, depth=depth - 1) is not None for one in inside) else None


def _in_pdf(data: bytes, words: Words) -> bool:
    """Whether a run stands in a document; one that cannot be read counts as holding it."""
    try:
        lines = " ".join(line.text for line in read_pdf(data).lines)
        return words.hold(lines) or any(words.hold(told) for told in read_metadata(data))
    except FadenError:
        return True


def _in_archive(data: bytes, words: Words) -> bool:
    """Whether a run stands in an archive or database; what cannot be opened counts as holding it."""
    return any(
        piece.text is None or words.hold(piece.text) or any(words.hold(view) for view in _views(piece.text))
        for piece in pieces(data)
    )


def _decoded(text: str) -> Iterator[bytes]:
    """What long runs of letters hold as Base64, such as a picture in a notebook or a part of a mail."""
    for match in _CODED.finditer(text):
        run = re.sub(r"\s|=", "", match[0]).translate(_URL_SAFE)
        with suppress(ValueError):
            yield base64.b64decode(run[: len(run) // 4 * 4])


def _views(text: str) -> Iterator[str]:
    """A text with what programs write for letters resolved, and without markup between the words."""
    plain = html.unescape(_ESCAPE.sub(_letter, text)) if "&" in text or "\\" in text else text
    if "%" in plain:
        plain = unquote(plain)
    if plain != text:
        yield plain
    if "<" in plain:
        yield _TAG.sub("", plain)
        yield _TAG.sub(" ", plain)


def _letter(match: re.Match[str]) -> str:
    """What stands behind a backslash in JSON, JavaScript and Python."""
    code = match[1]
    return chr(int(code[1:], 16)) if code[0] in "ux" else " "
