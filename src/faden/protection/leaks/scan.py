"""The scan: where in an output a clear name of the key stands, in whatever form.

A report names the file, the way to the place in it, and the public label: never the name.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faden.protection.leaks.containers import pieces
from faden.protection.leaks.folding import WORD, plain
from faden.protection.leaks.layers import layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from faden.protection.leaks.keys import Places, ScanKey

_GAP: Final = 12
"""Most characters that may stand between two words of one name."""
_GROUPS: Final = re.compile(r"\d[^\W_]*(?:[\s./()+\-_\u2010-\u2015]{1,3}[^\W\d_]{0,4}\d[^\W_]*)*")
_BEFORE: Final = re.compile(r"(?:[^\W\d_]{1,12}[\s./+\-_]{1,2})?[^\W\d_]{0,12}$")
_BEFORE_LETTERS: Final = 28
_NUMBER_WORDS: Final = 8
_CAMEL: Final = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_CAMEL_WORD: Final = re.compile(r"[^\W_]*[a-zäöüß][A-ZÄÖÜ][^\W_]*")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A clear name in an output.

    Attributes:
        path: The file, relative to the folder that was searched.
        where: The way to the place inside the file, such as ``word/document.xml``; empty for its own text.
        line: Line in the text found there, from 1.
        label: Public label of the name.
        kind: Kind of the name.
        words: The words of the text, masked but for their first letters.
    """

    path: str
    where: str
    line: int
    label: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a search found.

    Attributes:
        hits: Names found, in the order of files.
        unread: Files and parts of files that could not be opened; nothing is known of them.
        files: How many files were searched.
        size: Their bytes.
    """

    hits: tuple[Hit, ...]
    unread: tuple[str, ...]
    files: int
    size: int


def scan_folder(folder: Path, key: ScanKey, known: frozenset[str] = frozenset()) -> Scan:
    """Search every byte of every file of a folder, and every file's name.

    Args:
        folder: The output; a single file is searched too.
        key: What is sought.
        known: SHA-256 of files that are the same in every study, such as fonts and style sheets that faden
            ships; only their names are searched.
    """
    alone = folder.is_file()
    files = [folder] if alone else sorted(p for p in folder.rglob("*") if p.is_file() or p.is_symlink())
    hits: list[Hit] = []
    unread: list[str] = []
    size = 0
    for path in files:
        shown = path.name if alone else path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except OSError:
            unread.append(shown)
            continue
        size += len(data)
        hits += scan_name(shown, key)
        if hashlib.sha256(data).hexdigest() not in known:
            found, closed = scan_bytes(shown, data, key)
            hits += found
            unread += closed
    return Scan(tuple(sorted(set(hits))), tuple(unread), len(files), size)


def scan_bytes(path: str, data: bytes, key: ScanKey) -> tuple[list[Hit], list[str]]:
    """Search one file.

    Returns:
        The names found, each place once, and the parts that could not be opened.
    """
    hits: dict[Hit, None] = {}
    unread: list[str] = []
    for piece in pieces(data):
        if piece.text is None:
            unread.append(f"{path}/{piece.where}".rstrip("/"))
        else:
            hits.update(dict.fromkeys(_of_text(path, piece.text, piece.where, key)))
    return list(hits), unread


def scan_name(path: str, key: ScanKey) -> Iterator[Hit]:
    """The names in the name of a file and of its folders."""
    yield from _of_text(path, path, "name", key)


def _of_text(path: str, text: str, where: str, key: ScanKey) -> Iterator[Hit]:
    for layer in layers(text):
        for number, start, end, found in _names(layer, key):
            label, kind, _ = key.patterns[number]
            line = found.count("\n", 0, start) + 1
            yield Hit(path, where, line, label, kind, _masked(found[start:end]))


def scan_text(text: str, key: ScanKey) -> list[tuple[str, int, int]]:
    """The names in one text as it stands: label, begin and end in the text without invisible characters."""
    return [(key.patterns[n][0], start, end) for n, start, end, _ in _names(text, key)]


def _names(text: str, key: ScanKey) -> Iterator[tuple[int, int, int, str]]:
    """Number of the pattern, begin, end, and the text that these count in."""
    bare = plain(text)
    if any(key.places(word) for word in set(WORD.findall(bare))):
        words = [(match.start(), match.end()) for match in WORD.finditer(bare)]
        filled = [key.places(bare[start:end]) for start, end in words]
        for at, places in enumerate(filled):
            for number, place in places:
                if place == 0 and (end := _last(bare, words, filled, at, number, key)) is not None:
                    yield number, words[at][0], end, bare
    yield from _numbers(bare, key)
    yield from _camels(bare, key)


def _last(
    text: str, words: list[tuple[int, int]], filled: list[Places], at: int, number: int, key: ScanKey
) -> int | None:
    """Where a name ends that begins with a word; ``None`` where the next words are not its."""
    count = len(key.patterns[number][2])
    if at + count > len(words):
        return None
    for place in range(1, count):
        gap = text[words[at + place - 1][1] : words[at + place][0]]
        if (number, place) not in filled[at + place] or len(gap) > _GAP:
            return None
    return words[at + count - 1][1]


def _numbers(text: str, key: ScanKey) -> Iterator[tuple[int, int, int, str]]:
    """Numbers written in groups, such as those of telephones and accounts, with letters before or in them."""
    for stretch in _GROUPS.finditer(text) if key.numbers else ():
        first = stretch.start()
        before = _BEFORE.search(text, max(0, first - _BEFORE_LETTERS), first)
        span = before.start() if before else first, stretch.end()
        groups = [(match.start(), match.end()) for match in WORD.finditer(text, *span)]
        for at, (start, _) in enumerate(groups):
            joined = ""
            for begin, end in groups[at : at + _NUMBER_WORDS]:
                joined += text[begin:end]
                yield from ((number, start, end, text) for number, _ in key.number(joined))


def _camels(text: str, key: ScanKey) -> Iterator[tuple[int, int, int, str]]:
    """Names run together with other words, as programs write them: ``aliHaddad``."""
    for word in _CAMEL_WORD.finditer(text):
        start, end = word.span()
        cuts = [start, *(match.start() for match in _CAMEL.finditer(text, start, end)), end]
        for a, b in pairwise(cuts):
            for number, _ in key.places(text[a:b]):
                if len(key.patterns[number][2]) == 1:
                    yield number, a, b, text


def _masked(words: str) -> str:
    return " ".join(f"{word[:1]}…" for word in words.split())


def known_files(folders: Iterable[Path]) -> frozenset[str]:
    """SHA-256 of all files in some folders, for `scan_folder`."""
    return frozenset(
        hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    )
