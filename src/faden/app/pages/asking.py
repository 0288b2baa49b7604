"""What addresses ask for: codes that went into others lead on, and what there is not is named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from faden.core.problems import UnknownError

if TYPE_CHECKING:
    from starlette.requests import Request

    from faden.coding.codebook import Codebook

Way = TypeVar("Way", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Went:
    """A code of an address that has gone into another one since.

    Attributes:
        old: Its name.
        new: Name of the code it went into.
        into: Id of that code.
    """

    old: str
    new: str
    into: str


def followed(codebook: Codebook, asked: str, language: str) -> tuple[str, Went | None]:
    """The id of the code that an address means today, and what is to be said of it.

    Args:
        codebook: The codebook.
        asked: What stands in the address; where there is no such code, it stays as it is.
        language: That of the page.
    """
    old = next((placed.code for placed in codebook.codes() if placed.code.id == asked), None)
    new = codebook.find(asked)
    if old is None or new is None or new.id == asked or new.merged_into:
        return asked, None
    return new.id, Went(old.name.text(language), new.name.text(language), new.id)


def way_asked(request: Request, name: str, usual: Way) -> Way:
    """One of several ways, as the address names it; the usual one where it names none.

    Raises:
        UnknownError: There is no such way; another answer than the asked one would not say so.
    """
    value = request.query_params.get(name, "")
    if not value:
        return usual
    found = next((each for each in type(usual) if each == value), None)
    if found is None:
        raise UnknownError("asked-unknown", field=name, value=value[:80])
    return found
