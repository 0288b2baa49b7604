"""What an imported project is to a study: which of its things are known, and what the others become."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.core.files import digest
from faden.core.problems import Place, Problem, Severity
from faden.core.text import slug
from faden.exchange.refi import sidecar as sidecars
from faden.exchange.refi.binding import to_plain
from faden.exchange.refi.codes import listed
from faden.exchange.refi.corpus import Corpus
from faden.exchange.refi.keeping import read_exported, with_known_ids
from faden.exchange.refi.known import Known, Recognised, find_known
from faden.exchange.refi.loss import Loss, import_losses
from faden.exchange.refi.model import key
from faden.exchange.refi.plan import (
    Names,
    Plan,
    cases_as_codes,
    code_name,
    date_of,
    make_plan,
    name_coders,
    name_codes,
    texts,
)
from faden.exchange.refi.read import Found
from faden.interviews.importing import detect_language, following_id
from faden.protection.material import raw_ids
from faden.protection.places import issued
from faden.study.folder import Folder

if TYPE_CHECKING:
    from faden.exchange.refi.model import Code as RefiCode
    from faden.exchange.refi.model import Project, TextSource
    from faden.exchange.refi.model import Transcript as RefiTranscript
    from faden.protection.vault import Vault

_SAMPLE: Final = 4_000
"""Code points of a text by which its language is told."""


@dataclass(frozen=True, slots=True)
class ProjectReport:
    """What became of a project.

    Attributes:
        path: The file as it was named.
        slug: Name of the sidecar; empty where nothing was imported.
        where: ``vault``, or the path of the sidecar.
        transcripts: Ids of the transcripts made.
        again: Whether the project is one of this study, or was brought into it before.
        recognised: Ids of transcripts that the study had already.
        codes: Number of codes in the project; ``codebook`` says in which file new ones are.
        new_codes: Number of roots among them that the study did not have, with all below them.
        codebook: The file of the codes as messages name it; empty where it was not written.
        codings: Coder → number of codings that were added.
        same: Number of codings that the study had just so.
        memos: Number of memos that were added.
        coders: Coder → what the project calls the person, a clear name; to be shown and not kept.
        cases: The table of its cases and their values; empty where there is none.
        losses: What the study does not show; kept in the sidecar.
        problems: Deviations of the file, and doubts.
        differences: What the project says otherwise than the study, which was left as it is.
        already: Whether the very same project had been imported before; then nothing was done.
    """

    path: str
    slug: str = ""
    where: str = ""
    transcripts: tuple[str, ...] = ()
    again: bool = False
    recognised: tuple[str, ...] = ()
    codes: int = 0
    new_codes: int = 0
    codebook: str = ""
    codings: Mapping[str, int] | None = None
    same: int = 0
    memos: int = 0
    coders: Mapping[str, str] = field(default_factory=dict)
    cases: str = ""
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
    differences: tuple[Problem, ...] = ()
    already: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a project is to be imported.

    Attributes:
        by: Who declares that the material is pseudonymised; empty for raw material, which goes to the vault.
        coders: Name or id of a user → coder in the study; others become ``coder-1`` and so on.
        on: Date of the import; today where none is given.
    """

    by: str = ""
    coders: Mapping[str, str] | None = None
    on: str = ""


NO_WISHES: Final = Wishes()
"""Raw material, coders numbered, today."""


@dataclass(frozen=True, slots=True)
class Job:
    """One import: what comes, what is there, and what is to become of it.

    Attributes:
        folder: The study.
        corpus: What is in it.
        found: The project, with the ids that the study gives out for the same things.
        path: How messages name it.
        by: Who declares that it is pseudonymised; empty for raw material.
        known: What the study knows of it.
        recognised: Its texts that the study has.
        exported: Ids that left this copy of the study before.
        names: What its things are called in the study.
        plan: What of it becomes new.
        sha: SHA-256 of what it holds, as it came.
        problems: Deviations and doubts.
    """

    folder: Folder
    corpus: Corpus
    found: Found
    path: str
    by: str
    known: Known
    recognised: tuple[Recognised, ...]
    exported: Mapping[str, frozenset[str]]
    names: Names
    plan: Plan
    sha: str
    problems: tuple[Problem, ...]

    @property
    def project(self) -> Project:
        """The project."""
        return self.found.project

    def sidecar(self) -> sidecars.Sidecar:
        """The sidecar that the project gets where none of the study is of it."""
        return sidecars.make(
            _slug(self.found, {each.slug for each in self.corpus.sidecars}),
            self.sha,
            self.project,
            self.names,
            declared_by=self.by,
            memos={guid: memo.name for guid, memo in self.plan.memos.items()},
            files=tuple(sorted(self.found.files)),
        )

    def report(self, slug: str) -> ProjectReport:
        """What can be told before anything is written."""
        return ProjectReport(
            self.path,
            slug,
            transcripts=tuple(t.head.id for t in self.plan.transcripts.values()),
            recognised=tuple(dict.fromkeys(each.known.transcript for each in self.recognised)),
            codes=len(self.names.codes),
            coders={
                self.names.coders[key(user.guid)]: user.name or ""
                for user in self.project.users
                if key(user.guid) in self.names.coders
            },
            losses=import_losses(self.project, self.plan),
            problems=self.problems,
        )


def make_job(
    folder: Folder, corpus: Corpus, found: Found, path: str, wishes: Wishes, vault: Vault | None
) -> Job:
    """Find out what a project is to the study; nothing is written.

    Args:
        folder: The study.
        corpus: What is in it.
        found: The project.
        path: How messages name it.
        wishes: Declaration, names of coders, date.
        vault: The study's open vault.
    """
    exported = read_exported(folder)
    known = find_known(corpus, exported)
    recognised = known.recognise(found.project)
    # Where a program has given texts new ids, the study goes on with its own.
    ids = {key(r.source.guid): r.known.guid for r in recognised if key(r.source.guid) != r.known.guid}
    sha = content_digest(found)
    project = with_known_ids(found.project, ids)
    found = replace(found, project=project)
    recognised = known.recognise(project)
    gone, fresh = _new_texts(found, corpus, recognised, exported)
    names = _names(folder, corpus, found, wishes, vault, known, fresh)
    missing = _missing(names, known, corpus)
    names = replace(
        names,
        codes={guid: i for guid, i in names.codes.items() if i not in missing},
        recognised={key(r.source.guid): r.known.transcript for r in recognised},
    )
    plan = make_plan(project, names)
    plan = replace(plan, memos={guid: m for guid, m in plan.memos.items() if guid not in known.memos})
    place = Place(path)
    problems = [*found.problems, *corpus.problems, *_doubts(found, path)]
    if missing:
        told = {"n": len(missing), "codes": listed(sorted(missing))}
        problems.append(Problem("exchange-codes-gone", place, told, Severity.WARNING))
    problems += [Problem("exchange-text-gone", place, {"n": gone}, Severity.WARNING)] if gone else []
    return Job(
        folder,
        corpus,
        found,
        path,
        wishes.by.strip(),
        known,
        recognised,
        exported,
        names,
        plan,
        sha,
        tuple(problems),
    )


def _new_texts(
    found: Found,
    corpus: Corpus,
    recognised: tuple[Recognised, ...],
    exported: Mapping[str, frozenset[str]],
) -> tuple[int, list[TextSource | RefiTranscript]]:
    """How many texts the study had and has no more, and those that it does not know."""
    here = {key(r.source.guid) for r in recognised}
    before = {guid: name for side in corpus.sidecars for guid, name in side.transcripts.items()}
    before |= {key(guid): "" for guid in exported.get("texts", ()) if key(guid) not in before}
    gone, fresh = 0, []
    for text in texts(found.project):
        guid = key(text.guid)
        if guid in before and guid not in here:
            gone += before[guid] not in corpus.transcripts
        elif guid not in here:
            fresh.append(text)
    return gone, fresh


def _missing(names: Names, known: Known, corpus: Corpus) -> set[str]:
    """Codes of a project that the study had and has no more; nobody but people brings them back."""
    present = {p.code.id for book in (corpus.book, *corpus.beside) for p in book.codes()}
    return {i for guid, i in names.codes.items() if guid in known.codes and i not in present}


def content_digest(found: Found) -> str:
    """SHA-256 of what a project holds, however it is written; by it the same project is known again."""
    files = {name: digest(data) for name, data in sorted(found.files.items())}
    return digest(json.dumps([to_plain(found.project), files], ensure_ascii=False, sort_keys=True))


def _names(  # noqa: PLR0913, PLR0917 - one thing each that names come from
    folder: Folder,
    corpus: Corpus,
    found: Found,
    wishes: Wishes,
    vault: Vault | None,
    known: Known,
    fresh: list[TextSource | RefiTranscript],
) -> Names:
    languages = corpus.settings.languages
    by_name = {t.casefold(): p.code.id for p in corpus.book.codes() for t in p.code.name.root.values()}

    def _known(code: RefiCode) -> str | None:
        told = known.codes.get(key(code.guid), "")
        present = next((c for book in (corpus.book, *corpus.beside) if (c := book.find(told))), None)
        return (present.id if present else None) or by_name.get(code_name(code).casefold()) or told or None

    detect = detect_language(languages.content)
    taken = set(issued(folder)) | set(raw_ids(vault) if vault is not None else ())
    transcripts: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for text in fresh:
        if key(text.guid) in transcripts:
            continue
        identifier = following_id(folder, "interview", taken)
        taken.add(identifier)
        transcripts[key(text.guid)] = identifier
        spoken[identifier] = detect((text.plain or "")[:_SAMPLE], None) or "und"
    project = found.project
    present = {p.code.id for book in (corpus.book, *corpus.beside) for p in book.codes()}
    return Names(
        transcripts,
        name_codes(project, _known, present | set(known.codes.values())),
        name_coders(project, wishes.coders or {}, known.coders, known.names),
        languages.site[0],
        spoken,
        date_of(project.modified, project.created)
        or wishes.on
        or dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )


def _doubts(found: Found, path: str) -> list[Problem]:
    """What a person should look at: cases that look like codes."""
    cases = cases_as_codes(found.project)
    return [Problem("refi-case-as-code", Place(path), {"n": len(cases)}, Severity.NOTE)] if cases else []


def _slug(found: Found, taken: set[str]) -> str:
    """The name of the sidecar. A file may be named after a person; so the program and a number are."""
    origin = slug((found.project.origin or "refi").split()[0], "refi")[:20].strip("-")
    numbers = iter(range(1, 1_000_000))
    name = f"{origin}-{next(numbers)}"
    while name in taken:
        name = f"{origin}-{next(numbers)}"
    return name
