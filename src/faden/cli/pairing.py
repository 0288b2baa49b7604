"""Offering to put interpretation beside what it interprets, where a conversation comes into the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.cli.showing import talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.study.folder import Folder


def offer_pairs(folder: Folder, identifiers: Iterable[str]) -> None:
    """Say in which of these conversations interpreters' turns stand by themselves, and what to do."""
    from faden.build.pairing import to_pair

    for identifier, n in to_pair(folder, identifiers):
        talk("cli.pair.offer", id=identifier, n=n)
