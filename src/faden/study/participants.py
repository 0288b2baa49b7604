"""Participants: who took part, by random id, with the attributes that comparison needs."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator

from faden.core.documents import FileModel, parse_table, validate_rows
from faden.core.files import read_text
from faden.core.ids import PARTICIPANT_PATTERN, ConversationId, ParticipantId, Slug
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Collection

    from faden.study.folder import Folder

COLUMNS: Final = (
    "participant",
    "group",
    "municipality",
    "age_band",
    "gender",
    "language",
    "arrived",
    "household",
    "conversations",
)
"""Columns of ``research/participants.csv``."""


_ALIKE: Final = 0.8
"""Likeness from which an id with a slip is taken for the one meant: one sign of eight. Our choice."""


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


SpacedIds = Annotated[tuple[ConversationId, ...], BeforeValidator(_split)]


class Participant(FileModel):
    """A person interviewed. All attributes but the id may be missing.

    A row with nothing but its id is the tombstone of a person who has withdrawn.
    """

    participant: ParticipantId
    group: Slug | None = None
    municipality: Slug | None = None
    age_band: str = ""
    gender: str = ""
    language: str = ""
    arrived: str = ""
    household: str = ""
    conversations: SpacedIds = ()

    @property
    def withdrawn(self) -> bool:
        """Whether nothing but the id is left of the person."""
        return self.group is None and not self.conversations


def read_doubted(folder: Folder) -> frozenset[str]:
    """What stands as id in rows of ``research/participants.csv`` that are not in order and count for nobody.

    Such a row is told by `read_participants`; that the person is unknown elsewhere only follows from it.
    """
    table = parse_table(read_text(folder.participants), "participants", COLUMNS, "").value
    known = read_participants(folder).value
    if table is None or known is None:
        return frozenset()
    return frozenset(row["participant"] for _, row in table.rows if row["participant"]) - known.keys()


def meant(identifier: str, doubted: Collection[str]) -> bool:
    """Whether such a row is probably about this person: by the same id, or by one with a slip of a key."""
    malformed = [each for each in doubted if not re.fullmatch(PARTICIPANT_PATTERN, each)]
    return identifier in doubted or bool(get_close_matches(identifier, malformed, 1, _ALIKE))


def read_participants(folder: Folder) -> Parsed[dict[str, Participant]]:
    """Read ``research/participants.csv``: id → participant, in the order of the file."""
    shown = folder.shown(folder.participants)
    text = read_text(folder.participants, shown=shown)
    table = parse_table(text, "participants", COLUMNS, shown)
    if table.value is None:
        return Parsed(None, table.problems)
    rows, problems = validate_rows(Participant, table.value, shown)
    people: dict[str, Participant] = {}
    doubted: set[str] = set()
    for line, person in rows:
        if person.participant in people:
            params = {"value": person.participant}
            problems.append(Problem("participant-twice", Place(shown, line), params))
            doubted.add(person.participant)
        people[person.participant] = person
    # Which of two rows is right is not guessed: whoever stands twice is not known, and not quoted.
    people = {key: person for key, person in people.items() if key not in doubted}
    lines: dict[tuple[str | int, ...], int] = {(person.participant,): line for line, person in rows}
    return Parsed(people, tuple(problems), lines)
