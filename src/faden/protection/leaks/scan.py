"""The scan: where in an output a clear name of the key stands, in whatever form.

A report names the file, the way to the place in it, and the public label: never the name.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar, cast

from faden.protection.leaks.containers import pieces
from faden.protection.leaks.folding import WORD, plain
from faden.protection.leaks.layers import layers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from faden.protection.leaks.keys import Places, ScanKey

_GAP: Final = 12
"""Most characters that may stand between two words of one name."""
_GROUPS: Final = re.compile(r"\d[^\W_]*(?:[\s./()+\-_\u2010-\u2015]{1,3}[^\W\d_]{0,4}\d[^\W_]*)*")
_BEFORE: Final = re.compile(r"(?:[^\W\d_]{1,12}[\s./+\-_]{1,2})?[^\W\d_]{0,12}$")
_BEFORE_LETTERS: Final = 28
_NUMBER_WORDS: Final = 8
_CAMEL: Final = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_OFTEN: Final = 400
"""Characters up to which a text is kept with what was found in it."""
_MOST_KEPT: Final = 300_000
_NOWHERE: Final[frozenset[tuple[int, int]]] = frozenset()

_Spot = tuple[int, int, int]
_Found = TypeVar("_Found", bound=tuple[object, ...])


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
    if len(text) > _OFTEN:
        yield from (Hit(path, where, *found) for found in _found(text, key))
        return
    for found in _kept(key, ("text", text), lambda: tuple(_found(text, key))):
        yield Hit(path, where, *found)


def _found(text: str, key: ScanKey) -> Iterator[tuple[int, str, str, str]]:
    """Line, label, kind and masked words of each name in a text and in what it encodes."""
    for layer in layers(text):
        for number, start, end, found in _names(layer, key):
            label, kind, _ = key.patterns[number]
            yield found.count("\n", 0, start) + 1, label, kind, _masked(found[start:end])


def _kept(key: ScanKey, what: tuple[str, ...], find: Callable[[], _Found]) -> _Found:
    """What was found in a short text, found once; the pages of a site have most of their text in common."""
    if what not in key.kept:
        if len(key.kept) >= _MOST_KEPT:
            key.kept.clear()
        key.kept[what] = find()
    return cast("_Found", key.kept[what])


def scan_text(text: str, key: ScanKey) -> list[tuple[str, int, int]]:
    """The names in one text as it stands: label, begin and end in the text without invisible characters."""
    return [(key.patterns[n][0], start, end) for n, start, end, _ in _names(text, key)]


def _names(text: str, key: ScanKey) -> Iterator[tuple[int, int, int, str]]:
    """Number of the pattern, begin, end, and the text that these count in."""
    bare = plain(text)
    distinct = frozenset(WORD.findall(bare))
    if may_be := key.filled(distinct):
        words = [(match.start(), match.end()) for match in WORD.finditer(bare)]
        filled = [may_be.get(bare[start:end], _NOWHERE) for start, end in words]
        for at, places in enumerate(filled):
            for number, place in places:
                if place == 0 and (end := _last(bare, words, filled, at, number, key)) is not None:
                    yield number, words[at][0], end, bare
    yield from _numbers(bare, key)
    yield from _camels(bare, distinct, key)


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
        before, groups = text[max(0, first - _BEFORE_LETTERS) : first], stretch[0]
        if len(groups) > _OFTEN:
            found = _in_groups(before, groups, key)
        else:
            found = _kept(key, ("number", before, groups), partial(_in_groups, before, groups, key))
        yield from ((number, first + start, first + end, text) for number, start, end in found)


def _in_groups(before: str, groups: str, key: ScanKey) -> tuple[_Spot, ...]:
    """Number of the pattern, begin and end, counted from the first digit; letters before it count too."""
    letters = _BEFORE.search(before)
    origin = len(before)
    text = before + groups
    begin = letters.start() if letters else origin
    words = [(match.start(), match.end()) for match in WORD.finditer(text, begin)]
    found: list[_Spot] = []
    for at, (start, _) in enumerate(words):
        joined = ""
        for left, right in words[at : at + _NUMBER_WORDS]:
            joined += text[left:right]
            found += [(number, start - origin, right - origin) for number, _ in key.number(joined)]
    return tuple(found)


def _camels(text: str, words: Iterable[str], key: ScanKey) -> Iterator[tuple[int, int, int, str]]:
    """Names run together with other words, as programs write them: ``aliHaddad``."""
    found = {
        word: spots for word in words if (spots := _kept(key, ("camel", word), partial(_in_camel, word, key)))
    }
    for match in WORD.finditer(text) if found else ():
        at = match.start()
        yield from ((number, at + start, at + end, text) for number, start, end in found.get(match[0], ()))


def _in_camel(word: str, key: ScanKey) -> tuple[_Spot, ...]:
    inner = [match.start() for match in _CAMEL.finditer(word)]
    cuts = [0, *inner, len(word)] if inner else []
    return tuple(
        (number, a, b)
        for a, b in pairwise(cuts)
        for number, _ in key.places(word[a:b])
        if len(key.patterns[number][2]) == 1
    )


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
