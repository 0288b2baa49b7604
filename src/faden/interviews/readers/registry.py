"""The one table of formats that can be read, and the way from bytes to a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module, metadata
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.detect import detect_format
from faden.interviews.readers.reading import Reading

GROUP: Final = "faden.readers"
"""Entry points by which other packages add formats; each gives a `Format`."""

MAX_BYTES: Final = 64 * 1024 * 1024
"""Largest file that is read; recordings are larger, transcripts never."""

_BUILT_IN: Final = (
    *("docx", "odt", "rtf", "pdf", "vtt", "srt", "md", "txt", "csv", "xlsx"),
    *("noscribe", "otr", "whisper", "amazon", "azure", "ohtm"),
    *("elan", "exmaralda", "folker", "tei"),
)

_MODULES: Final = {"csv": "delimited"}
"""Formats whose module has another name: a module ``csv`` would hide Python's own."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    Attributes:
        name: Its short name, as it stands in ``source.format`` of a transcript.
        parse: From the bytes of a file to its reading; pure.
        recognises: Whether a file is of this format, from its bytes and its name. Formats of other
            packages are asked before those of faden.
    """

    name: str
    parse: Callable[[bytes], Reading]
    recognises: Callable[[bytes, str], bool] | None = None


@cache
def formats() -> dict[str, Format]:
    """All formats by name; those of other packages first. Loaded once."""
    table: dict[str, Format] = {}
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda p: p.name):
        added = point.load()
        table[added.name] = added
    for name in _BUILT_IN:
        module = import_module(f"faden.interviews.readers.{_MODULES.get(name, name)}")
        table.setdefault(name, Format(name, module.parse))
    return table


def find_format(data: bytes, name: str = "") -> Format:
    """The format of a file.

    Raises:
        ImportRefusedError: It is none that can be read; names which it is.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefusedError("import-too-large", limit=MAX_BYTES // 2**20)
    for added in formats().values():
        if added.recognises is not None and added.recognises(data, name):
            return added
    return formats()[detect_format(data, name)]


def parse_bytes(data: bytes, name: str = "") -> Reading:
    """The conversation in a file.

    Args:
        data: The file.
        name: Its name, which messages show; its suffix decides only where the content does not.

    Raises:
        ImportRefusedError: It cannot be read; says what it is and what to do.
    """
    return parse_known(data, name)[1]


def parse_known(data: bytes, name: str = "") -> tuple[str, Reading]:
    """The name of a file's format, and the conversation in it.

    Raises:
        ImportRefusedError: It cannot be read.
    """
    try:
        found = find_format(data, name)
        reading = found.parse(data)
    except ImportRefusedError as error:
        problem = replace(
            error.problem,
            place=replace(error.problem.place, path=name),
            params={**error.problem.params, "formats": readable()},
        )
        raise ImportRefusedError.of(problem) from None
    notices = tuple(replace(n, place=replace(n.place, path=name)) for n in reading.notices)
    return found.name, replace(reading, notices=notices)


def readable() -> str:
    """The formats that can be read, for messages."""
    return ", ".join(sorted(formats()))
