"""What of a study goes into an exchange: transcripts, codes, codings, memos, consent, sidecars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faden.coding.codebook import Codebook, read_codebook
from faden.coding.codings import CodingFile, read_codings
from faden.coding.memos import Memo, read_memo
from faden.core.documents import parse_yaml, wanted
from faden.core.files import read_text
from faden.core.problems import Problem
from faden.exchange.refi.sidecar import Sidecar, read_sidecars
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Transcript
from faden.protection.pseudonyms.widening import widen, widen_codings
from faden.study.consent import Ledger, read_consent
from faden.study.participants import Participant, read_participants
from faden.study.settings import Settings, read_settings

if TYPE_CHECKING:
    from faden.protection.vault import Vault
    from faden.study.folder import Folder
    from faden.study.labels import Ladders
    from faden.study.settings import Level


@dataclass(frozen=True, slots=True)
class Corpus:
    """What of a study goes into an exchange.

    Attributes:
        settings: Its settings.
        ledger: Its consents.
        participants: Its participants by id.
        transcripts: Its transcripts by id.
        book: Its codebook.
        beside: Codebooks that imports wrote beside it.
        codings: All files of codings.
        memos: Its memos by name.
        sidecars: What imports have kept.
        problems: What could not be read.
    """

    settings: Settings
    ledger: Ledger
    participants: Mapping[str, Participant]
    transcripts: Mapping[str, Transcript]
    book: Codebook
    beside: tuple[Codebook, ...]
    codings: tuple[CodingFile, ...]
    memos: Mapping[str, Memo]
    sidecars: tuple[Sidecar, ...]
    problems: tuple[Problem, ...] = ()


def widened(corpus: Corpus, ladders: Ladders, level: Level) -> Corpus:
    """What goes into an exchange, with labels as wide as a level asks for; codings stay on their words.

    Args:
        corpus: What goes.
        ladders: The study's ladders.
        level: How wide.
    """
    if level == "close":
        return corpus
    moved = {identifier: widen(t, ladders, level) for identifier, t in corpus.transcripts.items()}
    codings = tuple(
        replace(file, codings=widen_codings(file.codings, moved[file.transcript], ladders, level))
        if file.transcript in moved
        else file
        for file in corpus.codings
    )
    return replace(corpus, transcripts={i: each.after for i, each in moved.items()}, codings=codings)


def read_corpus(folder: Folder, vault: Vault | None) -> Corpus:
    """Read what goes into an exchange.

    Raises:
        StudyError: Settings, consents or the codebook cannot be read. Without them nothing leaves the study.
    """
    from faden.coding.codebook import CodebookFile

    settings = wanted(read_settings(folder))
    ledger = wanted(read_consent(folder)) if folder.consent.is_file() else Ledger(())
    people = wanted(read_participants(folder)) if folder.participants.is_file() else {}
    book = wanted(read_codebook(folder)) if folder.codebook.is_file() else Codebook(1, (), ())
    problems: list[Problem] = []
    transcripts: dict[str, Transcript] = {}
    for path in folder.transcripts():
        parsed = read_transcript(folder, path.stem)
        problems += parsed.problems
        if parsed.value is not None:
            transcripts[parsed.value.head.id] = parsed.value
    codings: list[CodingFile] = []
    for path in folder.codings():
        read = read_codings(folder, path)
        problems += read.problems
        if read.value is not None:
            codings.append(read.value)
    memos: dict[str, Memo] = {}
    for path in folder.memos():
        memo = read_memo(folder, path)
        problems += memo.problems
        if memo.value is not None:
            memos[memo.value.name] = memo.value
    beside: list[Codebook] = []
    for path in sorted((folder.root / "analysis").glob("codebook-*.yaml")):
        file = parse_yaml(
            CodebookFile, read_text(path, shown=folder.shown(path)), "codebook", folder.shown(path)
        )
        problems += file.problems
        if file.value is not None:
            beside.append(Codebook(file.value.version, file.value.history, file.value.codes))
    kept = read_sidecars(folder, vault)
    return Corpus(
        settings,
        ledger,
        people,
        transcripts,
        book,
        tuple(beside),
        tuple(codings),
        memos,
        kept.value or (),
        (*problems, *kept.problems),
    )
