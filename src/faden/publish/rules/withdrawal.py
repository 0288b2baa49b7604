"""Who has withdrawn is gone: no turn, no coding, no attribute remains (FIELD DP-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_withdrawal(case: Case) -> Iterator[Problem]:
    """Yield ``withdrawn-person-present`` for each transcript, persona and row that still holds the person."""
    corpus = case.corpus
    gone = {act.participant for act in corpus.ledger.acts if corpus.ledger.withdrawn(act.participant)}
    for transcript in corpus.transcripts.values():
        path = corpus.folder.shown(corpus.folder.transcript(transcript.head.id))
        for participant in sorted(gone & set(transcript.participants())):
            yield Problem("withdrawn-person-present", Place(path, 1), {"value": participant})
    for persona in corpus.personas:
        path = corpus.folder.shown(corpus.folder.persona(persona.id))
        line = corpus.line(path, "participants") or 1
        for participant in sorted(gone & set(persona.participants)):
            yield Problem("withdrawn-person-present", Place(path, line), {"value": participant})
    path = corpus.folder.shown(corpus.folder.participants)
    for participant in sorted(gone & set(corpus.participants)):
        if not corpus.participants[participant].withdrawn:
            line = corpus.line(path, participant)
            yield Problem("withdrawn-person-present", Place(path, line), {"value": participant})
