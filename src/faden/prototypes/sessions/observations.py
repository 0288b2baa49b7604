"""A moderator's notes as a transcript, so that they can be coded like everything else.

They are the moderator's words about a tester: the speaker is an observer, so that they never count as
something that a participant said, and never stand in public as a quotation.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from faden.core.catalogue import text
from faden.core.formats import label
from faden.core.languages import LocalText
from faden.interviews.transcript import Head, Part, PartKind, Role, Speaker, Transcript, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.prototypes.sessions.files import Stored
    from faden.prototypes.spec import Prototype


def observed(stored: Sequence[Stored]) -> tuple[Stored, ...]:
    """The sessions with notes to which the tester has agreed."""
    return tuple(each for each in stored if each.session.notes and each.session.consent.notes)


def observations(
    prototype: Prototype, stored: Sequence[Stored], identifier: str, language: str
) -> Transcript | None:
    """All notes of a prototype's sessions as one transcript; ``None`` where there is none.

    Args:
        prototype: The specification.
        stored: Its sessions.
        identifier: Id of the transcript, such as ``W05``.
        language: The language in which the moderators wrote.
    """
    seen = observed(stored)
    if not seen:
        return None
    title = {
        code: text(
            "sessions.observations.title", code, prototype=prototype.id, title=prototype.title.text(code)
        )
        for code in ("de", "en")
    }
    head = Head(
        format=label("transcript"),
        id=identifier,
        kind="workshop",
        title=LocalText(title),
        date=min(each.session.month for each in seen),
        language=language,
        synthetic=any(each.session.synthetic for each in seen),
        speakers={each.id: Speaker(role=Role.OBSERVER) for each in seen},
    )
    notes = [(each, note) for each in seen for note in each.session.notes]
    turns = tuple(
        Turn(
            id=f"t{at}",
            speaker=each.id,
            parts=(Part(PartKind.ORIGINAL, language, note.text),),
            start=dt.timedelta(seconds=note.at // 1000),
        )
        for at, (each, note) in enumerate(notes, start=1)
    )
    lead = text("sessions.observations.preamble", language, prototype=prototype.id)
    synthetic = text("sessions.observations.synthetic", language) + " " if head.synthetic else ""
    return Transcript(head, turns, synthetic + lead)
