"""Word and LibreOffice files: zip archives of XML, opened with limits; the door to both."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.markup import MAX_TAGS, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_MAX_MEMBER: Final = 32 * 1024 * 1024
"""Bytes of one unpacked file; the text of a whole day of talk has a tenth of it."""

_MAX_MEMBERS: Final = 5000

BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,  # zipfile's word for a way of packing that it does not know
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What opening or unpacking a damaged or hostile archive may raise."""


class Archive:
    """An office file in memory; nothing of it is ever unpacked to disk."""

    def __init__(self, data: bytes) -> None:
        """Open an archive.

        Raises:
            ImportRefusedError: It is damaged, or has more members than any document.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
            self._tags = 0
        except BROKEN:
            raise ImportRefusedError("import-damaged") from None
        if len(self.names) > _MAX_MEMBERS:
            raise ImportRefusedError("import-too-large", limit=_MAX_MEMBER // 2**20)

    def read(self, name: str) -> bytes:
        """One member, up to the limit.

        Raises:
            ImportRefusedError: It is missing, damaged, encrypted or unpacks beyond the limit.
        """
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise ImportRefusedError("import-encrypted")
            with self._zip.open(info) as member:
                data = member.read(_MAX_MEMBER + 1)
        except BROKEN:
            raise ImportRefusedError("import-damaged") from None
        if len(data) > _MAX_MEMBER:
            raise ImportRefusedError("import-too-large", limit=_MAX_MEMBER // 2**20)
        return data

    def weigh(self, names: Iterable[str]) -> None:
        """See that members together have no more tags than any document, before one of them is parsed.

        Raises:
            ImportRefusedError: As `read`; or they have more.
        """
        tags = 0
        for name in names:
            tags += self.read(name).count(b"<")
            if tags > MAX_TAGS:
                raise ImportRefusedError("import-too-complex", limit=MAX_TAGS)

    def xml(self, name: str) -> Element:
        """One member as XML, without entities, DTD or outside references.

        Raises:
            ImportRefusedError: As `read`; or it is no XML, too deep, or declares entities; or all
                members read so far have more tags than any document.
        """
        data = self.read(name)
        self._tags += data.count(b"<")
        if self._tags > MAX_TAGS:
            raise ImportRefusedError("import-too-complex", limit=MAX_TAGS)
        return parse_xml(data, forbid_dtd=True)
