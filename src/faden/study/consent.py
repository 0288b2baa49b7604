"""Consent: what each participant allowed, per purpose, until when, and what was taken back.

Consent is never assumed. A purpose is allowed only where an act of consent names it, has begun,
has not expired and was not withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BeforeValidator

from faden.core.dates import PartialDate, first_day, last_day
from faden.core.documents import FileModel, parse_table, validate_rows
from faden.core.files import read_text
from faden.core.ids import ParticipantId
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from faden.study.folder import Folder

COLUMNS: Final = (
    "participant",
    "purposes",
    "form",
    "language",
    "how",
    "interpreter",
    "given",
    "expires",
    "withdrawn",
    "note",
)
"""Columns of ``research/consent.csv``."""


class Purpose(StrEnum):
    """What a participant may allow."""

    TAKE_PART = "take-part"
    RECORD = "record"
    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"
    ANALYSE = "analyse"
    """Analysis by machine."""
    QUOTE = "quote"
    PUBLISH = "publish"
    ARCHIVE = "archive"
    CONTACT = "contact"


OUTPUTS: Final[Mapping[str, tuple[Purpose, ...]]] = {
    "quotation": (Purpose.TAKE_PART, Purpose.QUOTE, Purpose.PUBLISH),
    "translation": (Purpose.TAKE_PART, Purpose.QUOTE, Purpose.PUBLISH, Purpose.TRANSLATE),
    "machine": (Purpose.TAKE_PART, Purpose.ANALYSE),
    "tables": (Purpose.TAKE_PART,),
    "export": (Purpose.TAKE_PART,),
    "export-outside": (Purpose.TAKE_PART, Purpose.ARCHIVE),
}
"""What each output needs: quotations and their translations on the site and in prototypes; embedding,
clusters and proposals by a machine; tables for notebooks; exports for the team, and for others."""


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


class ConsentAct(FileModel):
    """One act of consent: one row of the ledger."""

    participant: ParticipantId
    purposes: Annotated[tuple[Purpose, ...], BeforeValidator(_split)]
    form: str
    language: str
    how: Literal["oral", "written"]
    interpreter: str = ""
    given: PartialDate
    expires: PartialDate | None = None
    withdrawn: PartialDate | None = None
    note: str = ""

    def allows(self, purpose: Purpose, on: dt.date) -> bool:
        """Whether this act allows the purpose on this day.

        It counts from the first day that ``given`` may mean to the last that ``expires`` may mean;
        an act once withdrawn allows nothing, whatever the date of the withdrawal.
        """
        if purpose not in self.purposes or self.withdrawn is not None or on < first_day(self.given):
            return False
        return self.expires is None or on <= last_day(self.expires)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All acts of consent of a study.

    Attributes:
        acts: The acts, in the order of the file.
    """

    acts: tuple[ConsentAct, ...]

    def allows(self, participant: str, purpose: Purpose, on: dt.date) -> bool:
        """Whether this person allows the purpose on this day; unknown persons allow nothing.

        A withdrawal takes the purpose back from every act given up to its day, whichever row it
        stands in; a later act may allow it anew.
        """
        mine = [act for act in self.acts if act.participant == participant]
        return any(act.allows(purpose, on) and not self._taken_back(act, purpose) for act in mine)

    def allows_output(self, participant: str, output: str, on: dt.date) -> bool:
        """Whether this person's words may go into an output on this day; see `OUTPUTS`.

        Raises:
            KeyError: There is no such output.
        """
        return all(self.allows(participant, purpose, on) for purpose in OUTPUTS[output])

    def _taken_back(self, act: ConsentAct, purpose: Purpose) -> bool:
        given = first_day(act.given)
        return any(
            other.withdrawn is not None and purpose in other.purposes and given <= last_day(other.withdrawn)
            for other in self.acts
            if other.participant == act.participant
        )

    def withdrawn(self, participant: str) -> bool:
        """Whether the person has taken back taking part, and not agreed to it anew."""
        mine = [act for act in self.acts if act.participant == participant]
        back = [a for a in mine if a.withdrawn is not None and Purpose.TAKE_PART in a.purposes]
        standing = [
            act
            for act in mine
            if act.withdrawn is None
            and Purpose.TAKE_PART in act.purposes
            and not self._taken_back(act, Purpose.TAKE_PART)
        ]
        return bool(back) and not standing


def read_consent(folder: Folder) -> Parsed[Ledger]:
    """Read ``research/consent.csv``."""
    shown = folder.shown(folder.consent)
    table = parse_table(read_text(folder.consent, shown=shown), "consent", COLUMNS, shown)
    if table.value is None:
        return Parsed(None, table.problems)
    rows, problems = validate_rows(ConsentAct, table.value, shown)
    lines: dict[tuple[str | int, ...], int] = {(act.participant,): line for line, act in rows}
    if problems:
        # A row that cannot be read may be a withdrawal: until it can, nobody has consented to anything.
        return Parsed(None, tuple(problems), lines)
    return Parsed(Ledger(tuple(act for _, act in rows)), tuple(problems), lines)


def has_acts(folder: Folder) -> bool:
    """Whether anybody has consented to anything; a ledger that cannot be read counts as one that has."""
    if not folder.consent.is_file():
        return False
    ledger = read_consent(folder).value
    return ledger is None or bool(ledger.acts)
