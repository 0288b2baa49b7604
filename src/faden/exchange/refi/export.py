"""Write a study as a project that other programs read; what came from one goes back with its ids."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.core.files import write_atomic
from faden.core.problems import Place, Problem, Severity, StudyError
from faden.exchange.refi import sidecar as sidecars
from faden.exchange.refi.corpus import read_corpus, widened
from faden.exchange.refi.keeping import write_exported
from faden.exchange.refi.loss import Loss
from faden.exchange.refi.markup import impossible
from faden.exchange.refi.model import Coding, Project, TextSource, key
from faden.exchange.refi.native import Writer
from faden.exchange.refi.overlay import Overlay
from faden.exchange.refi.plan import make_plan
from faden.exchange.refi.profiles import profile as find_profile
from faden.exchange.refi.write import format_codebook, write_project
from faden.interviews.transcript import Role, Transcript, is_cleared
from faden.interviews.voices import voices
from faden.study.labels import Ladders

if TYPE_CHECKING:
    from pathlib import Path

    from faden.interviews.transcript import Turn
    from faden.protection.vault import Vault
    from faden.study.folder import Folder
    from faden.study.settings import Level

Admit = Callable[[Transcript], bool]
"""Whether a transcript is cleared for others than the team; the rules for that stand above this layer."""

_PERSONS: Final = frozenset({Role.PARTICIPANT, Role.UNKNOWN})


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export holds.

    Attributes:
        path: The file.
        sources: Number of texts.
        codes: Number of codes.
        codings: Coder → number of codings.
        left_out: Transcripts that were left out as a whole, by id.
        losses: What the format cannot hold, or was held back.
        problems: What a person should look at.
        sent: Ids of the codings in it.
        codes_sent: Ids of the codes in it.
        uncleared: Transcripts in it that no person has cleared as they stand, by id.
    """

    path: str
    sources: int = 0
    codes: int = 0
    codings: Mapping[str, int] | None = None
    left_out: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
    sent: frozenset[str] = frozenset()
    codes_sent: frozenset[str] = frozenset()
    uncleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom and on which terms an export is made.

    Attributes:
        outside: Whether it leaves the team; then only what `admit` allows goes, without memos and attributes.
        admit: Whether a transcript is cleared; demanded for exports that leave the team.
        on: Day for which consent is asked; today where none is given.
        program: For which program: ``nvivo``, ``atlasti``, ``maxqda``, or empty for the standard.
        ladders: What labels can be widened to.
        level: How wide they are told.
    """

    outside: bool = False
    admit: Admit | None = None
    on: dt.date | None = None
    program: str = ""
    ladders: Ladders = field(default_factory=Ladders)
    level: Level = "close"


def export_project(
    folder: Folder, target: Path, terms: Terms = Terms(), vault: Vault | None = None
) -> ExportReport:
    """Write the study as a ``.qdpx`` file.

    Words of persons who have not agreed to take part, or have withdrawn, are left out with their codings.

    Args:
        folder: The study.
        target: The file to write; one that is there is replaced.
        terms: For whom.
        vault: The study's open vault, to give back PDF files, pictures and recordings.

    Raises:
        StudyError: The study cannot be read, the program is unknown, or nobody decides what may go.
    """
    if terms.outside and terms.admit is None:
        raise StudyError("export-undecided", target.as_posix())
    profile = find_profile(terms.program)
    project, files, report = make_project(folder, terms, vault)
    write_project(target, project, files, profile)
    texts = [key(each.guid) for each in project.sources if isinstance(each, TextSource)]
    write_exported(folder, {"codings": report.sent, "codes": report.codes_sent, "texts": texts})
    losses = list(report.losses)
    if profile.single:
        split = sum(
            len(s.codings) > 1
            for each in project.sources
            if isinstance(each, TextSource)
            for s in each.selections
        )
        losses += [Loss("selections-split", split)] if split else []
    losses += _without_file(project, files)
    return replace(report, path=target.as_posix(), losses=tuple(losses))


def _without_file(project: Project, files: Mapping[str, bytes]) -> list[Loss]:
    """Sources whose file does not go along, because the vault is closed or never had it."""
    there = {name.rpartition("/")[2].casefold() for name in files}
    paths = [getattr(each, "path", None) for each in project.sources]
    gone = [p for p in paths if p and p.startswith("internal://") and p[11:].casefold() not in there]
    return [Loss("files-missing", len(gone), kept=False)] if gone else []


def export_codebook(folder: Folder, target: Path) -> ExportReport:
    """Write the codes of the study as a ``.qdc`` file.

    Raises:
        StudyError: The study cannot be read.
    """
    corpus = read_corpus(folder, None)
    writer = Writer(corpus, lambda _transcript, _turn: False)
    project = replace(Project(name=""), codes=writer.codes())
    if not project.codes:
        raise StudyError("export-codebook-empty", folder.shown(folder.codebook))
    write_atomic(target, format_codebook(project))
    aside = {p.code.id for book in corpus.beside for p in book.codes()} - set(writer.code_guids)
    losses = (*((Loss("codes-beside", len(aside), kept=False),) if aside else ()), *writer.code_losses())
    return ExportReport(target.as_posix(), codes=len(writer.code_guids), losses=losses)


def make_project(
    folder: Folder, terms: Terms, vault: Vault | None
) -> tuple[Project, Mapping[str, bytes], ExportReport]:
    """The study as a project, with its files and what became of everything."""
    corpus = read_corpus(folder, vault)
    day = terms.on or dt.datetime.now(tz=dt.UTC).date()
    doubtful: Counter[str] = Counter()
    refused: defaultdict[str, set[str]] = defaultdict(set)
    voice: dict[str, Mapping[str, str]] = {}
    output = "export-outside" if terms.outside else "export"

    def _admitted(transcript: Transcript, turn: Turn) -> bool:
        if transcript.head.id not in voice:
            voice[transcript.head.id] = voices(transcript)
        speaker = transcript.head.speakers.get(voice[transcript.head.id][turn.id])
        if speaker is not None and speaker.participant is not None:
            agreed = corpus.ledger.allows_output(speaker.participant, output, day)
            refused[transcript.head.id] |= set() if agreed else {speaker.participant}
            return agreed
        if speaker is None or speaker.role in _PERSONS:
            doubtful[transcript.head.id] += 1
            return not terms.outside
        return True

    cleared = {
        identifier: transcript
        for identifier, transcript in corpus.transcripts.items()
        if not terms.outside or (terms.admit is not None and terms.admit(transcript))
    }
    held = widened(replace(corpus, transcripts=cleared), terms.ladders, terms.level)
    writer = Writer(held, _admitted)
    project = writer.start()
    files: dict[str, bytes] = {}
    for side in corpus.sidecars:
        if not side.declared_by:
            continue  # names of users, cases and notes there are clear names
        overlay = Overlay(held, side, make_plan(side.read(), side.names()), writer)
        project = overlay.merge(project, bare=terms.outside)
        if vault is not None and not terms.outside:
            files |= sidecars.read_files(vault, side)
    project = writer.finish(project, bare=terms.outside)
    problems = [*corpus.problems, *_doubts(folder, project, doubtful, outside=terms.outside)]
    problems += _refusals(folder, refused)
    left_out = tuple(sorted(set(corpus.transcripts) - set(cleared), key=_counted))
    counts = Counter(writer.coder_of.get(key(c.creating_user), "–") for c in _codings(project))
    report = ExportReport(
        "",
        len(project.sources),
        len(writer.code_guids),
        dict(sorted(counts.items())),
        left_out,
        writer.losses(),
        tuple(problems),
        frozenset(writer.coded),
        frozenset(writer.code_guids),
        tuple(name for name in sorted(cleared, key=_counted) if not is_cleared(cleared[name])),
    )
    return project, files, report


def _counted(identifier: str) -> tuple[str, int, str]:
    """The order in which people count: I2, I10, I100."""
    return identifier.rstrip("0123456789"), len(identifier), identifier


def _doubts(
    folder: Folder, project: Project, doubtful: Mapping[str, int], *, outside: bool
) -> Iterator[Problem]:
    """Turns of people who are not known, and characters that XML cannot hold."""
    code = "export-person-left-out" if outside else "export-person-unknown"
    for identifier, n in sorted(doubtful.items()):
        place = Place(folder.shown(folder.transcript(identifier)))
        yield Problem(code, place, {"n": n}, Severity.WARNING)
    bad = sum(impossible(each.plain or "") for each in project.sources if isinstance(each, TextSource))
    if bad:
        yield Problem("export-characters", Place(), {"n": bad}, Severity.WARNING)


def _refusals(folder: Folder, refused: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Who was left out because they do not allow it; by number, for an export may be shown around."""
    for identifier, people in sorted(refused.items()):
        if people:
            place = Place(folder.shown(folder.transcript(identifier)))
            yield Problem("export-without-consent", place, {"n": len(people)}, Severity.WARNING)


def _codings(project: Project) -> list[Coding]:
    texts = [each for each in project.sources if isinstance(each, TextSource)]
    return [coding for each in texts for selection in each.selections for coding in selection.codings]
