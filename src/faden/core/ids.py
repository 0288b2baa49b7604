"""Ids: one grammar for everything that has a name of its own in a study.

Things that people number carry a prefix and digits (``I07``); participants and codings carry
random letters, so that an id tells nothing about the person or the words behind it.
"""

from __future__ import annotations

import re
import secrets
from typing import Annotated, Final, Literal

from pydantic import StringConstraints

PREFIXES: Final = {
    "I": "interview",
    "W": "workshop",
    "N": "need",
    "F": "finding",
    "PE": "persona",
    "PT": "prototype",
    "A": "measure",
}
"""What each prefix stands for."""

LETTERS: Final = "23456789bcdfghjkmnpqrstvwxz"
"""Letters of random ids: no vowels (no words), nothing that is misread."""

PATTERN: Final = r"^(?P<prefix>I|W|N|F|PE|PT|A)(?P<number>[0-9]{2,4})$"
SLUG_PATTERN: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
PARTICIPANT_PATTERN: Final = rf"^p-[{LETTERS}]{{6}}$"
CODING_PATTERN: Final = rf"^c-[{LETTERS}]{{8}}$"
TURN_PATTERN: Final = r"^t[1-9][0-9]{0,5}[a-z]?$"
MODEL_PATTERN: Final = r"^(spacy|gliner):\S.*$"

ConversationId = Annotated[str, StringConstraints(pattern=r"^(I|W)[0-9]{2,4}$")]
NeedId = Annotated[str, StringConstraints(pattern=r"^N[0-9]{2,4}$")]
FindingId = Annotated[str, StringConstraints(pattern=r"^F[0-9]{2,4}$")]
PersonaId = Annotated[str, StringConstraints(pattern=r"^PE[0-9]{2,4}$")]
PrototypeId = Annotated[str, StringConstraints(pattern=r"^PT[0-9]{2,4}$")]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=60)]
SessionId = Annotated[str, StringConstraints(pattern=r"^S[0-9]{2,4}$")]
ParticipantId = Annotated[str, StringConstraints(pattern=PARTICIPANT_PATTERN)]
CodingId = Annotated[str, StringConstraints(pattern=CODING_PATTERN)]
TurnId = Annotated[str, StringConstraints(pattern=TURN_PATTERN)]

_ID = re.compile(PATTERN)


def kind(identifier: str) -> str | None:
    """What an id names (``interview``, ``need``, …); ``None`` where it follows no grammar."""
    match = _ID.fullmatch(identifier)
    return PREFIXES[match["prefix"]] if match else None


def following(prefix: Literal["I", "W", "N", "F", "PE", "PT", "A"], taken: set[str]) -> str:
    """The next free id with this prefix: one above the highest taken one."""
    numbers = [int(m["number"]) for i in taken if (m := _ID.fullmatch(i)) and m["prefix"] == prefix]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def participant() -> str:
    """A new random id for a participant, derived from nothing."""
    return "p-" + "".join(secrets.choice(LETTERS) for _ in range(6))


def coding() -> str:
    """A new random id for a coding, derived from nothing."""
    return "c-" + "".join(secrets.choice(LETTERS) for _ in range(8))
