"""The door to zip: opened with limits, never unpacked to disk, refused where it is made to do harm."""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
from typing import Final
from urllib.parse import unquote

from faden.core.problems import ImportRefusedError, Place
from faden.interviews.readers.archive import BROKEN

MAX_MEMBERS: Final = 20_000
MAX_TOTAL: Final = 2 * 2**30
"""Bytes of all unpacked files; recordings usually stay outside the archive."""

MAX_TEXT: Final = 256 * 2**20
"""Bytes of one unpacked text; a day of talk has a thousandth of it."""

MAX_RATIO: Final = 200
"""Unpacked to packed; masked text of one letter packs 1 : 8, zeros 1 : 1000."""

_SMALL: Final = 16 * 2**20
"""Bytes up to which nobody asks for the ratio."""

_PACKED: Final = (".zip", ".qdpx", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz")


class Archive:
    """A project archive in memory.

    Attributes:
        path: How problems name it.
        names: Names of its files, as they stand there but with forward slashes.
    """

    def __init__(self, data: bytes, path: str) -> None:
        """Open an archive.

        Raises:
            ImportRefusedError: It is damaged, encrypted, or made to do harm.
        """
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except BROKEN:
            raise ImportRefusedError("import-damaged", path) from None
        if len(infos) > MAX_MEMBERS:
            raise ImportRefusedError("refi-archive-bomb", path, n=len(infos))
        self._files: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._admit(info)
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL or (total > _SMALL and total > MAX_RATIO * len(data)):
            raise ImportRefusedError("refi-archive-bomb", path, n=total)
        self.names = tuple(self._files)
        self._by_case: dict[str, str] = {}
        self._by_base: dict[str, str] = {}
        for name in self.names:
            self._by_case.setdefault(_same(name), name)
            self._by_base.setdefault(_same(name.rpartition("/")[2]), name)
            self._by_base.setdefault(_same(_recoded(name).rpartition("/")[2]), name)
        self._by_stem: dict[str, str | None] = {}
        for name in self.names:
            stem = _stem(name)
            self._by_stem[stem] = None if stem in self._by_stem else name

    def _admit(self, info: zipfile.ZipInfo) -> None:
        """Take a file into the index.

        Raises:
            ImportRefusedError: Its name leads outside; it is a link, encrypted, an archive, or there twice.
        """
        name = info.filename.replace("\\", "/")
        # The name itself may be a person's; it is shown only where nothing else tells which file is meant.
        parts = name.split("/")
        if (
            name.startswith("/")
            or ".." in parts
            or "\0" in name
            or (len(parts[0]) > 1 and parts[0][1] == ":")
        ):
            raise ImportRefusedError("refi-archive-outside", self.path, value=name[:80])
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ImportRefusedError("refi-archive-link", self.path, value=name[:80])
        if info.flag_bits & 1:
            raise ImportRefusedError("import-encrypted", self.path)
        if name.endswith("/"):
            return
        if name.casefold().endswith(_PACKED):
            raise ImportRefusedError("refi-archive-nested", self.path, value=name[:80])
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise ImportRefusedError("refi-archive-bomb", self.path, n=info.file_size)
        if name in self._files:
            there = self._files[name]
            if (there.CRC, there.file_size) == (info.CRC, info.file_size):
                return  # written twice by a careless program; the first is read
            raise ImportRefusedError("refi-archive-twice", self.path, value=name[:80])
        self._files[name] = info

    def find(self, reference: str, folder: str = "sources") -> tuple[str | None, bool]:
        """The file that a reference of the project means.

        Args:
            reference: The path without its scheme, such as ``<guid>.txt``.
            folder: Where sources lie.

        Returns:
            Its name in the archive, or ``None``; and whether it lies exactly where the standard wants it.
        """
        for wanted in dict.fromkeys((reference, unquote(reference), reference.strip("{}"))):
            exact = f"{folder}/{wanted}"
            if exact in self._files:
                return exact, wanted == reference
            loose = self._by_case.get(_same(exact)) or self._by_case.get(_same(wanted))
            if loose is not None:
                # NVivo writes Sources/; that is so common that it is no deviation worth telling.
                return loose, _same(loose) == _same(exact) and wanted == reference
            base = self._by_base.get(_same(wanted.replace("\\", "/").rpartition("/")[2]))
            if base is not None:
                return base, False
        return self._bare(reference), False

    def _bare(self, reference: str) -> str | None:
        """The only file of this id, where the reference leaves its suffix out."""
        base = unquote(reference).replace("\\", "/").rpartition("/")[2]
        return self._by_stem.get(_same(base.strip("{}"))) if "." not in base else None

    def size(self, name: str) -> int:
        """Bytes of a file when unpacked, as the archive says."""
        return self._files[name].file_size

    def read(self, name: str, limit: int = MAX_TEXT) -> bytes:
        """A file, up to a limit.

        Raises:
            ImportRefusedError: It is damaged, or unpacks beyond the limit or beyond what was said.
        """
        info = self._files[name]
        try:
            with self._zip.open(info) as member:
                data = member.read(min(limit, info.file_size) + 1)
        except BROKEN:
            raise ImportRefusedError("import-damaged", Place(self.path)) from None
        if len(data) > min(limit, info.file_size):
            raise ImportRefusedError("import-too-large", self.path, limit=limit // 2**20)
        return data


def _same(name: str) -> str:
    """A name without what systems of files take for the same: case, and ways to write a letter's marks."""
    return unicodedata.normalize("NFC", name).casefold()


def _stem(name: str) -> str:
    return _same(name.rpartition("/")[2].rpartition(".")[0].strip("{}"))


def _recoded(name: str) -> str:
    """A name in UTF-8 whose archive does not say so, which is then read as that of an old system."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
