"""A persona is a composite of enough people that none of them can be seen in it (FIELD PE-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_personas(case: Case) -> Iterator[Problem]:
    """Yield problems of personas made of too few people who are still part of the study."""
    least = case.corpus.settings.privacy.min_persona
    for persona in case.corpus.personas:
        path = case.corpus.folder.shown(case.corpus.folder.persona(persona.id))
        place = Place(path, case.corpus.line(path, "participants") or 1)
        present = set(persona.participants) & case.index.persons
        if len(present) < least:
            params = {"persona": persona.id, "n": len(present), "least": least}
            yield Problem("persona-too-few", place, params)
