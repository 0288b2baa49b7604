"""The whole study in memory: everything from the settings to the personas, and what is wrong in it.

Reading never stops at a file that a person has written wrongly: the file is left out, and its
problems are kept. What is left out cannot be cited, so that nothing is published on doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from faden.coding.codebook import Codebook, read_codebook
from faden.coding.codings import CodingFile, read_codings
from faden.coding.done import Done, read_done
from faden.coding.memos import Memo, read_memo
from faden.core.problems import FadenError, Problem
from faden.core.yaml import Parsed
from faden.findings.board.board import PATH as NEEDS_BOARD
from faden.findings.board.board import Board as NeedsBoard
from faden.findings.board.board import read_board_file
from faden.findings.finding import Finding, read_finding
from faden.findings.journey import Journey, read_journey
from faden.findings.need import Need, read_needs
from faden.findings.persona import Persona, read_persona
from faden.findings.translation import Translation, read_translations
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Transcript
from faden.study.consent import Ledger, read_consent
from faden.study.context import ContextFile, read_context
from faden.study.labels import PATH as LABELS
from faden.study.labels import Ladders, read_labels
from faden.study.notes import Board, read_board
from faden.study.pages import OwnPage, read_own_page
from faden.study.participants import Participant, read_doubted, read_participants
from faden.study.prose import Prose, ProseHead, read_prose
from faden.study.settings import Settings, read_settings
from faden.study.workshops import Workshop, read_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from faden.study.folder import Folder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A study, read.

    Attributes:
        folder: Where it stands.
        settings: Its settings.
        participants: Random id → participant.
        ledger: All acts of consent.
        transcripts: Id → transcript, in the order of the ids.
        codebook: All codes.
        coding_files: What each coder did in each transcript.
        memos: Analysts' notes.
        needs: Needs and pain points, in the order of the file.
        findings: Findings, by id.
        personas: Personas, by id.
        workshops: Workshop protocols, by id.
        context: Facts per municipality.
        translations: Coding id → translation of its words.
        boards: Sticky notes of the workshops.
        needs_board: Cards of the needs board in their groups; empty where it cannot be read.
        journeys: Ways of people, step by step, by id.
        pages: The study's own pages.
        questions: The research questions.
        guide: The interview guide.
        ladders: What labels can be widened to.
        done: Which conversations coders say they have done.
        problems: What could not be read.
        unread: Files that a study has once and that could not be read at all; something empty stands in.
        doubted: Ids in rows of the participants that are not in order; what follows from those is not told.
        lines: File → key path → line, for checks that look across files.
    """

    folder: Folder
    settings: Settings
    participants: Mapping[str, Participant]
    ledger: Ledger
    transcripts: Mapping[str, Transcript]
    codebook: Codebook
    coding_files: tuple[CodingFile, ...]
    memos: tuple[Memo, ...]
    needs: tuple[Need, ...]
    findings: tuple[Finding, ...]
    personas: tuple[Persona, ...]
    workshops: tuple[Workshop, ...]
    context: ContextFile
    translations: Mapping[str, Translation]
    boards: tuple[Board, ...] = ()
    needs_board: NeedsBoard = field(default_factory=NeedsBoard)
    journeys: tuple[Journey, ...] = ()
    pages: tuple[OwnPage, ...] = ()
    questions: Prose | None = None
    guide: Prose | None = None
    ladders: Ladders = field(default_factory=Ladders)
    done: Done = field(default_factory=lambda: Done({}))
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    lines: Mapping[str, Mapping[tuple[str | int, ...], int]] = field(default_factory=dict)

    def line(self, path: str, *key: str | int) -> int:
        """Line of a value in a file of the study, or of the nearest one above it; 0 if unknown."""
        known = self.lines.get(path, {})
        while key:
            if key in known:
                return known[key]
            key = key[:-1]
        return 0


class _Reader:
    """Reads file after file and keeps the problems."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.lines: dict[str, Mapping[tuple[str | int, ...], int]] = {}

    def one(self, path: Path, read: Callable[[], Parsed[T]], fallback: T, *, optional: bool = False) -> T:
        """A file that a study has once; the fallback stands in where it cannot be read."""
        if optional and not path.exists():
            return fallback
        value = self._read(path, read)
        if value is None:
            self.unread.add(self.folder.shown(path))
            return fallback
        return value

    def many(self, paths: Iterable[Path], read: Callable[[Folder, Path], Parsed[T]]) -> tuple[T, ...]:
        """All files of a kind that can be read."""
        found = [self._read(path, lambda p=path: read(self.folder, p)) for path in paths]  # type: ignore[misc]  # a default argument has no type of its own
        return tuple(value for value in found if value is not None)

    def _read(self, path: Path, read: Callable[[], Parsed[T]]) -> T | None:
        try:
            parsed = read()
        except FadenError as error:
            self.problems.append(error.problem)
            return None
        self.problems += parsed.problems
        self.lines[self.folder.shown(path)] = parsed.lines
        return parsed.value


def _doubted(folder: Folder, reader: _Reader) -> frozenset[str]:
    """Ids of participants whose rows are not in order; looked for only where something is wrong there."""
    path = folder.shown(folder.participants)
    wrong = any(problem.place.path == path for problem in reader.problems)
    return read_doubted(folder) if wrong and path not in reader.unread else frozenset()


def read_corpus(folder: Folder) -> Corpus:
    """Read a whole study.

    Raises:
        StudyError: ``research/study.yaml`` cannot be read; without it nothing else has a meaning.
    """
    from faden.core.documents import wanted

    reader = _Reader(folder)
    parsed = read_settings(folder)
    settings = wanted(parsed)
    reader.lines[folder.shown(folder.settings)] = parsed.lines
    nobody: dict[str, Participant] = {}
    no_needs: tuple[Need, ...] = ()
    no_prose = Prose(ProseHead(format=""), ())
    no_translations: dict[str, Translation] = {}
    found: dict[str, Any] = {
        "participants": reader.one(folder.participants, lambda: read_participants(folder), nobody),
        "ledger": reader.one(folder.consent, lambda: read_consent(folder), Ledger(())),
        "codebook": reader.one(folder.codebook, lambda: read_codebook(folder), Codebook(1, (), ())),
        "coding_files": reader.many(folder.codings(), read_codings),
        "memos": reader.many(folder.memos(), read_memo),
        "needs": reader.one(folder.needs, lambda: read_needs(folder), no_needs),
        "findings": reader.many(folder.findings(), read_finding),
        "personas": reader.many(folder.personas(), read_persona),
        "boards": reader.many(folder.boards(), read_board),
        "needs_board": reader.one(folder.root / NEEDS_BOARD, lambda: read_board_file(folder), NeedsBoard()),
        "journeys": reader.many(folder.journeys(), read_journey),
        "pages": reader.many(folder.pages(), read_own_page),
        "questions": reader.one(
            folder.questions, lambda: read_prose(folder, folder.questions, "questions"), no_prose
        ),
        "guide": reader.one(folder.guide, lambda: read_prose(folder, folder.guide, "guide"), no_prose),
        "workshops": reader.many(folder.workshops(), read_workshop),
        "translations": reader.one(
            folder.translations, lambda: read_translations(folder), no_translations, optional=True
        ),
        "ladders": reader.one(folder.root / LABELS, lambda: read_labels(folder), Ladders(), optional=True),
        "done": reader.one(folder.root / "analysis/codings", lambda: read_done(folder), Done({})),
        "context": reader.one(folder.context, lambda: read_context(folder), ContextFile(format="")),
    }
    read = reader.many(folder.transcripts(), lambda f, path: read_transcript(f, path.stem))
    return Corpus(
        folder=folder,
        settings=settings,
        transcripts={transcript.head.id: transcript for transcript in read},
        problems=tuple(reader.problems),
        unread=frozenset(reader.unread),
        doubted=_doubted(folder, reader),
        lines=reader.lines,
        **found,
    )
