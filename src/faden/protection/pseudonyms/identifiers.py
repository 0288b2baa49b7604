"""What may make a person recognisable in a text: the kinds, and what a detector gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(StrEnum):
    """What kind of detail an identifier is; also the ``kind`` of a row in the list of names."""

    PERSON = "person"
    PLACE = "place"
    """Municipality, quarter, region, country."""
    STREET = "street"
    """Street, house number, postcode, square."""
    ORGANISATION = "organisation"
    DATE = "date"
    AGE = "age"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    """Addresses of web pages, and names in social media."""
    NUMBER = "number"
    """File numbers, customer numbers, numbers of papers."""
    PLATE = "plate"
    ACCOUNT = "account"
    ORIGIN = "origin"
    """Nationality, ethnic group, language, religion."""
    OCCUPATION = "occupation"
    ILLNESS = "illness"
    OTHER = "other"


DIRECT = frozenset(
    {Kind.PERSON, Kind.STREET, Kind.PHONE, Kind.EMAIL, Kind.WEB, Kind.NUMBER, Kind.PLATE, Kind.ACCOUNT}
)
"""Kinds that name somebody by themselves; the others do so together."""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A stretch of a text that may identify somebody; a proposal, never a decision.

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends, excluded.
        kind: What it is.
        text: The words.
        by: Name of the detector, such as ``rules.phone``.
        score: How sure the detector is, 0 to 1.
    """

    start: int
    end: int
    kind: Kind
    text: str
    by: str
    score: float = 1.0


class Detector(Protocol):
    """Looks for identifiers in one text."""

    @property
    def name(self) -> str:
        """What the proposals of this detector are marked with."""

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """The identifiers in a text, by position; they may overlap.

        Args:
            text: A part of a turn, in NFC.
            language: Its language, such as ``de``; a wrong one must do no more harm than a missed word.
        """


class ModelDetector(Detector, Protocol):
    """A detector that needs a model of the user's own."""

    def open(self) -> None:
        """Open the model now.

        Raises:
            ModelError: The model or its library is not on this computer, or it is damaged.
        """


@runtime_checkable
class ManyDetector(Detector, Protocol):
    """A detector that is faster with many texts at once."""

    def find_many(self, texts: Sequence[tuple[str, str]]) -> list[list[Identifier]]:
        """What `Detector.find` gives for each text with its language, in order."""
        ...


def find_many(detector: Detector, texts: Sequence[tuple[str, str]]) -> list[list[Identifier]]:
    """What a detector finds in each text with its language, in order."""
    if isinstance(detector, ManyDetector):
        return detector.find_many(texts)
    return [list(detector.find(text, language)) for text, language in texts]
