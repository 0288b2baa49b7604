"""Proposals of a study's suggester: shown on the command line, and written where people review them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faden.build.remembering import allowing
from faden.build.suggesting import (
    anchor_of,
    fitted,
    gather,
    machine_for,
    open_passages,
    passage_at,
    without,
)
from faden.coding.codings import Coding, CodingFile, coding_at, format_codings
from faden.core.files import digest, write_atomic
from faden.core.ids import LETTERS
from faden.core.problems import StudyError
from faden.core.text import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from faden.analysis.suggest.suggester import Suggester
    from faden.analysis.suggest.values import Passage, Standing, Suggestion
    from faden.coding.anchor import Anchor
    from faden.findings.corpus import Corpus

MOST: Final = 20
"""Passages that are listed for a code, and codings that stand out."""

LEAST: Final = 4
"""Words of a passage from which something is proposed that nobody asked for; „Ja, genau.“ says too little."""

_MANY: Final = 200  # looked through where only some conversations are asked for


def propose(
    corpus: Corpus, suggester: Suggester, coder: str, on: dt.date, transcript: str
) -> list[tuple[Passage, tuple[Suggestion, ...]]]:
    """Suggestions above the line for passages of a conversation of which the coder has coded no word."""
    people, told = allowing(corpus, on), corpus.transcripts[transcript]
    mine = [
        passage
        for file in corpus.coding_files
        if file.coder == coder and file.transcript == transcript
        for coding in file.codings
        if (passage := passage_at(coding.anchor, told, people)) is not None
    ]
    free = (p for p in open_passages([told], people) if not any(p.overlaps(other) for other in mine))
    return _above_the_line(suggester, free, suggester.share)


def code_unseen(
    corpus: Corpus, coder: str, on: dt.date, transcript: str
) -> list[tuple[Passage, tuple[Suggestion, ...]]]:
    """What the machine would code in a whole conversation of which it knows no coding.

    Only this compares with people: suggestions leave out what their coder has coded, and could never agree.
    How many passages carry a code does not count here: agreement asks about those that somebody coded.

    Raises:
        StudyError: As :func:`faden.build.suggesting.gather`.
    """
    suggester = fitted(corpus, without(corpus, gather(corpus, coder, on), transcript))
    read = open_passages([corpus.transcripts[transcript]], allowing(corpus, on))
    return _above_the_line(suggester, read, 1.0)


def _above_the_line(
    suggester: Suggester, passages: Iterable[Passage], share: float
) -> list[tuple[Passage, tuple[Suggestion, ...]]]:
    found = []
    for passage in passages:
        if len(words(passage.text)) < LEAST:
            continue
        asked = (replace(each, score=each.score * share) for each in suggester.suggest(passage))
        good = tuple(each for each in asked if each.score >= suggester.line)
        if good:
            found.append((passage, good))
    return found


def write_proposals(
    corpus: Corpus,
    coder: str,
    on: dt.date,
    transcript: str,
    proposed: Iterable[tuple[Passage, tuple[Suggestion, ...]]],
) -> str:
    """Write what the machine would code where agreement looks for it; gives the path as messages name it.

    The file is the machine's own: it is written anew each time. Nothing becomes a coding by it, and what
    people decided stands in another file.
    """
    told, machine = corpus.transcripts[transcript], machine_for(coder)
    codings = tuple(
        _proposal(anchor_of(passage, told), suggestion, on, corpus.codebook.version)
        for passage, suggestions in proposed
        for suggestion in suggestions
    )
    path = corpus.folder.root / "analysis/proposals" / machine / f"{transcript}.jsonl"
    order = tuple(turn.id for turn in told.turns)
    write_atomic(path, format_codings(CodingFile(transcript, machine, codings, {}), order))
    return corpus.folder.shown(path)


def _proposal(anchor: Anchor, suggestion: Suggestion, on: dt.date, version: int) -> Coding:
    """A proposal in the form of a coding; its id is made from place and code, so that it stays the same."""
    place = f"{anchor.start}{anchor.end}{anchor.part}{anchor.language}{anchor.exact}{suggestion.code}"
    number = int(digest(place)[:12], 16)
    letters = "".join(LETTERS[number // len(LETTERS) ** at % len(LETTERS)] for at in range(8))
    made = coding_at(
        anchor, identifier=f"c-{letters}", code=suggestion.code, on=on.isoformat(), codebook=version
    )
    return made.model_copy(update={"memo": f"{suggestion.score:.2f}"})


def told_transcripts(corpus: Corpus, identifier: str) -> list[str]:
    """The conversation that is named, or all.

    Raises:
        StudyError: The study has no such conversation.
    """
    if not identifier:
        return list(corpus.transcripts)
    if identifier not in corpus.transcripts:
        raise StudyError("suggest-transcript-unknown", value=identifier)
    return [identifier]


def suggested_for(
    suggester: Suggester, code: str, transcripts: Sequence[str]
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Passages that may belong to a code, and codings of it that stand out, in some conversations.

    Raises:
        StudyError: The codebook has no such code, or it may not be given.
    """
    if code not in suggester.codes:
        raise StudyError("suggest-code-unknown", value=code)
    within = frozenset(transcripts)
    may, out = suggester.passages_for(code, _MANY), suggester.standing_out(code, _MANY)
    return _of(may, within), _of(out, within)


def _of(found: Iterable[Standing], within: frozenset[str]) -> tuple[Standing, ...]:
    return tuple(each for each in found if each.passage.transcript in within)[:MOST]
