"""Proof: whether six words of the person in a row stand anywhere, in any file, cache, output or vault."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from faden.core.problems import Place
from faden.language._cache import cache_folder
from faden.protection import vault as vaults
from faden.protection.leaks.containers import pieces
from faden.protection.leaks.layers import layers
from faden.protection.withdrawal.changes import files

if TYPE_CHECKING:
    from pathlib import Path

    from faden.protection.vault import Vault
    from faden.protection.withdrawal.words import Words
    from faden.study.folder import Folder

_SKIPPED: Final = frozenset({".git", "node_modules", "__pycache__", ".venv", ".mypy_cache", ".ruff_cache"})
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[ntr\"'/])")
_CODED: Final = re.compile(r"[A-Za-z0-9+/_-]{60,}")
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


def find_words(data: bytes, words: Words) -> int | None:
    """Line of the first run in a file, 0 where it stands within something; ``None`` where there is none."""
    if not words.runs:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None if _closed(data, words) else 0
    spans = words.spans(text)
    if spans:
        return text.count("\n", 0, spans[0][0]) + 1
    if any(words.hold(view) for view in _views(text)):
        return 0
    # Base64, as of a picture in a notebook or a mail: long runs of letters only, for the time it takes.
    return 0 if _CODED.search(text) and not _closed(data, words) else None


def _closed(data: bytes, words: Words) -> bool:
    """Whether nothing in an archive, a document or a database holds a run, and all of it could be opened."""
    return not any(
        piece.text is None or any(words.hold(layer) for layer in layers(piece.text)) for piece in pieces(data)
    )


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
