"""What is compared, and how: coders, units, and what text says that nobody coded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from faden.coding.agreement.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from faden.coding.codebook import Codebook
    from faden.coding.codings import CodingFile
    from faden.coding.done import Done
    from faden.interviews.transcript import Transcript


class Uncoded(StrEnum):
    """What a unit says in which none of the coders coded anything."""

    LEFT_OUT = "left-out"
    """Nothing: it is left out. Else agreement would mostly be about what nobody coded."""
    COUNTED = "counted"
    """That all agree: none of the codes holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared.

    Attributes:
        coders: Ids of the coders, two or more.
        unit: On what they are compared.
        uncoded: What units without any code say.
        codes: Ids of the codes of interest, with those below them; all that were used by default.
        machines: Those of the coders that are machines.
    """

    coders: tuple[str, ...]
    unit: UnitKind = UnitKind.TURN
    uncoded: Uncoded = Uncoded.LEFT_OUT
    codes: tuple[str, ...] = ()
    machines: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to compare.

    Attributes:
        transcripts: Id → conversation.
        files: What each coder did in each conversation; a machine's proposals may be among them.
        done: Who has done what. A machine has always done all.
        book: The codebook; merged codes count as the one they went into.
    """

    transcripts: Mapping[str, Transcript]
    files: Sequence[CodingFile]
    done: Done
    book: Codebook
