"""Who has withdrawn is gone: no turn, no coding, no attribute remains (FIELD DP-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.study.withdrawals import read_withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_withdrawal(case: Case) -> Iterator[Problem]:
    """Yield ``withdrawn-person-present`` for each transcript, persona and row that still holds the person.

    Where a recorded decision keeps the words (GDPR Art. 17(3)(d)), it is told as ``withdrawn-person-kept``;
    consent is gone all the same, so that nothing of them is shown.
    """
    found = read_withdrawals(case.corpus.folder)
    yield from found.problems
    kept = {one.kept for one in found.value or ()}
    for place, person in _present(case):
        if person in kept:
            yield Problem("withdrawn-person-kept", place, {"value": person}, Severity.WARNING)
        else:
            yield Problem("withdrawn-person-present", place, {"value": person})


def _present(case: Case) -> Iterator[tuple[Place, str]]:
    """Where people who have withdrawn still stand."""
    corpus = case.corpus
    gone = {act.participant for act in corpus.ledger.acts if corpus.ledger.withdrawn(act.participant)}
    for transcript in corpus.transcripts.values():
        path = corpus.folder.shown(corpus.folder.transcript(transcript.head.id))
        for participant in sorted(gone & set(transcript.participants())):
            yield Place(path, 1), participant
    for persona in corpus.personas:
        path = corpus.folder.shown(corpus.folder.persona(persona.id))
        line = corpus.line(path, "participants") or 1
        for participant in sorted(gone & set(persona.participants)):
            yield Place(path, line), participant
    path = corpus.folder.shown(corpus.folder.participants)
    for participant in sorted(gone & set(corpus.participants)):
        if not corpus.participants[participant].withdrawn:
            yield Place(path, corpus.line(path, participant)), participant
