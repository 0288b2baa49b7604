"""Codings made under a definition that has changed since; a person looks at them again (FIELD QM-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding


def outdated(codebook: Codebook, codings: Iterable[Coding]) -> list[Coding]:
    """Codings older than what their code means now, in the order given.

    A merged code means what the code means that it went into. A coding of a code that is in no codebook is
    left out; another check names it.

    Args:
        codebook: The codebook as it is.
        codings: Codings of any coders and transcripts.
    """
    since: dict[str, int | None] = {}
    found = []
    for coding in codings:
        if coding.code not in since:
            code = codebook.find(coding.code)
            since[coding.code] = codebook.defined(code.id) if code is not None else None
        version = since[coding.code]
        if version is not None and coding.codebook < version:
            found.append(coding)
    return found
