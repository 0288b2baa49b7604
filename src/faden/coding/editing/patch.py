"""Patches: what one change did to one file, small enough to keep, and sure to fit or to say it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from faden.core.documents import FileModel
from faden.core.files import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

ABSENT: Final = ""
"""The fingerprint of a file that is not there."""

_LENGTH: Final = 16
"""Digits of a fingerprint: 64 bits, far more than the versions of a file will ever need."""


def fingerprint(content: bytes | None) -> str:
    """A short name for the exact content of a file; `ABSENT` where there is none."""
    return ABSENT if content is None else digest(content)[:_LENGTH]


class Hunk(FileModel):
    """Lines that were replaced: ``out`` stood from line ``at`` (from 0) on, ``into`` stands there now."""

    at: Annotated[int, Field(ge=0)]
    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


class Patch(FileModel):
    """What an action did to one file; ``before`` and ``after`` are fingerprints."""

    path: str
    before: str
    after: str
    hunks: tuple[Hunk, ...] = ()

    @property
    def reverse(self) -> Patch:
        """The patch that takes this one back."""
        turned, shift = [], 0
        for hunk in self.hunks:
            turned.append(Hunk(at=hunk.at + shift, out=hunk.into, into=hunk.out))
            shift += len(hunk.into) - len(hunk.out)
        return Patch(path=self.path, before=self.after, after=self.before, hunks=tuple(turned))


@dataclass(frozen=True, slots=True)
class Version:
    """The content of a file at one time.

    Attributes:
        content: Its bytes; ``None`` where there is no file.
        mark: Its fingerprint.
    """

    content: bytes | None
    mark: str


def version(text: str | bytes | None) -> Version:
    """A content with its fingerprint."""
    content = text.encode() if isinstance(text, str) else text
    return Version(content, fingerprint(content))


def patch(path: str, before: Version, after: Version) -> Patch:
    """What leads from one version of a file to another.

    Lines that stand at both ends are left out; where as many lines come in as go out, only those that
    differ are kept.
    """
    old, new = _lines(before.content), _lines(after.content)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    out, into = old[first : len(old) - last], new[first : len(new) - last]
    if len(out) == len(into):
        pairs = enumerate(zip(out, into, strict=True), start=first)
        hunks = tuple(_hunk(at, [a], [b]) for at, (a, b) in pairs if a != b)
    else:
        hunks = (_hunk(first, out, into),)
    return Patch(path=path, before=before.mark, after=after.mark, hunks=hunks)


def patched(content: bytes | None, change: Patch) -> Version | None:
    """The version that a patch leads to; ``None`` where it does not fit this content."""
    if fingerprint(content) != change.before:
        return None
    if change.after == ABSENT:
        return version(None)
    lines = _lines(content)
    for hunk in reversed(change.hunks):
        if [line.decode() for line in lines[hunk.at : hunk.at + len(hunk.out)]] != [*hunk.out]:
            return None
        lines[hunk.at : hunk.at + len(hunk.out)] = [line.encode() for line in hunk.into]
    made = version(b"\n".join(lines))
    return made if made.mark == change.after else None


def _lines(content: bytes | None) -> list[bytes]:
    """Lines of a file, told apart by LF and nothing else; joining them gives every byte back."""
    return (content or b"").split(b"\n")


def _hunk(at: int, out: list[bytes], into: list[bytes]) -> Hunk:
    return Hunk(at=at, out=tuple(line.decode() for line in out), into=tuple(line.decode() for line in into))


def _alike(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """Number of equal lines at the start."""
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            return at
        at += 1
    return at
