"""Bring a project into a study: what the study can hold goes to its places, all else into the sidecar."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faden.coding.codebook import Code, CodebookFile, read_codebook
from faden.coding.codings import Coding, CodingFile, write_codings
from faden.core.documents import escape, format_front_matter, unescape
from faden.core.files import digest, write_atomic, write_new
from faden.core.formats import label
from faden.core.problems import ImportRefusedError, Place, Problem, Severity
from faden.core.text import normal, slug
from faden.core.yaml import dump
from faden.exchange.refi import sidecar as sidecars
from faden.exchange.refi.binding import made_guid, to_plain
from faden.exchange.refi.loss import Loss, import_losses
from faden.exchange.refi.model import key
from faden.exchange.refi.plan import (
    UNKNOWN_CODER,
    Names,
    Plan,
    cases_as_codes,
    code_name,
    date_of,
    make_plan,
    name_coders,
    name_codes,
    texts,
    with_source,
)
from faden.exchange.refi.read import Found, read_project
from faden.interviews.files import format_transcript, parse_transcript, write_transcript
from faden.interviews.importing import declare, detect_language, following_id
from faden.interviews.transcript import Declaration, Source, Transcript
from faden.protection.material import Imported, raw_ids, write_material
from faden.protection.places import issued, keep_issued
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from faden.coding.memos import Memo
    from faden.exchange.refi.model import Code as RefiCode
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}|")
"""Labels that YAML surely gives back as they are."""

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
        codes: Number of codes; ``codebook`` says in which file.
        codebook: The file of the codes as messages name it; empty where it was not written.
        codings: Coder → number of codings.
        memos: Number of memos.
        losses: What the study does not show; kept in the sidecar.
        problems: Deviations of the file, and doubts.
        already: Whether the very same project had been imported before; then nothing was done.
    """

    path: str
    slug: str = ""
    where: str = ""
    transcripts: tuple[str, ...] = ()
    codes: int = 0
    codebook: str = ""
    codings: Mapping[str, int] | None = None
    memos: int = 0
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
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


def import_project(
    folder: Folder, path: Path, wishes: Wishes = Wishes(), vault: Vault | None = None
) -> ProjectReport:
    """Import a ``.qdpx``, ``.qde`` or ``.qdc`` file.

    Declared material goes straight into the study. Of raw material nothing goes there but what `carry_over`
    later takes from the vault, with names replaced.

    Args:
        folder: The study.
        path: The file.
        wishes: Declaration, names of coders, date.
        vault: The study's open vault; needed for raw material and to keep PDF files, pictures and recordings.

    Raises:
        ImportRefusedError: The file cannot be read, or neither a declaration nor a vault is given.
        StudyError: The study cannot be read.
        VaultError: The vault is damaged or busy.
    """
    if not wishes.by.strip() and vault is None:
        raise ImportRefusedError("import-undeclared", path.as_posix())
    found = read_project(path)
    return import_found(folder, found, path.as_posix(), wishes, vault)


def import_found(
    folder: Folder, found: Found, path: str, wishes: Wishes, vault: Vault | None
) -> ProjectReport:
    """Import a project that has been read; see `import_project`.

    Args:
        folder: The study.
        found: The project, from whichever format.
        path: How messages name it.
        wishes: Declaration, names of coders, date.
        vault: The study's open vault.
    """
    known = sidecars.read_sidecars(folder, vault)
    sha = content_digest(found)
    for each in known.value or ():
        if each.sha256 == sha:
            return ProjectReport(path, each.slug, transcripts=tuple(each.transcripts.values()), already=True)
    names = _names(folder, found, wishes, vault)
    plan = make_plan(found.project, names)
    problems = [*found.problems, *known.problems, *_doubts(found, path)]
    name = _slug(found, {each.slug for each in known.value or ()})
    side = sidecars.make(
        name,
        sha,
        found.project,
        names,
        declared_by=wishes.by.strip(),
        memos={guid: memo.name for guid, memo in plan.memos.items()},
        files=tuple(sorted(found.files)),
    )
    report = ProjectReport(
        path,
        name,
        transcripts=tuple(t.head.id for t in plan.transcripts.values()),
        codes=len(names.codes),
        losses=import_losses(found.project, plan),
    )
    if not wishes.by.strip() and vault is not None:
        keep_issued(folder, [*raw_ids(vault), *(each.head.id for each in plan.transcripts.values())])
        return replace(_into_vault(vault, plan, found, side, report), problems=tuple(problems))
    if vault is not None and found.files:
        sidecars.write_files(vault, name, dict(found.files))
    elif found.files:
        problems.append(
            Problem("refi-files-not-kept", Place(path), {"n": len(found.files)}, Severity.WARNING)
        )
    codebook, told = write_codes(folder, plan.codes, name, _used(plan))
    counts = _write_plan(folder, plan, names, wishes.by.strip())
    where = sidecars.write_beside(folder, side)
    return replace(
        report,
        where=where,
        codebook=codebook,
        codings=counts,
        memos=len(plan.memos),
        problems=(*problems, *told),
    )


def content_digest(found: Found) -> str:
    """SHA-256 of what a project holds, however it is written; by it the same project is known again."""
    files = {name: digest(data) for name, data in sorted(found.files.items())}
    return digest(json.dumps([to_plain(found.project), files], ensure_ascii=False, sort_keys=True))


def _names(folder: Folder, found: Found, wishes: Wishes, vault: Vault | None) -> Names:
    settings = read_settings(folder).value
    languages = settings.languages if settings else None
    book = read_codebook(folder).value if folder.codebook.is_file() else None
    existing = {each.code.id: each.code for each in book.codes()} if book else {}
    by_guid = {made_guid("code", identifier): identifier for identifier in existing}
    by_name = {text.casefold(): c.id for c in existing.values() for text in c.name.root.values()}

    def _known(code: RefiCode) -> str | None:
        return by_guid.get(key(code.guid)) or by_name.get(code_name(code).casefold())

    detect = detect_language(languages.content if languages else ())
    taken = set(issued(folder)) | set(raw_ids(vault) if vault is not None else ())
    transcripts: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for text in texts(found.project):
        if key(text.guid) in transcripts:
            continue
        identifier = following_id(folder, "interview", taken)
        taken.add(identifier)
        transcripts[key(text.guid)] = identifier
        spoken[identifier] = detect((text.plain or "")[:_SAMPLE], None) or "und"
    project = found.project
    return Names(
        transcripts,
        name_codes(project, _known, set(existing)),
        name_coders(project, wishes.coders or {}),
        languages.site[0] if languages else "de",
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


def _used(plan: Plan) -> set[str]:
    return {each.coding.code for each in plan.codings if each.coding is not None}


def _sourced(plan: Plan, guid: str, sha: str) -> Transcript:
    transcript = plan.transcripts[guid]
    identifier = transcript.head.id
    return with_source(transcript, Source(name=f"{identifier}.refi", sha256=sha, format="refi"))


def _stable(transcript: Transcript) -> Transcript:
    """The transcript, if the file of it will be read as it is.

    Raises:
        ImportRefusedError: It will not; a fault of ours, found here.
    """
    words = [part.text for turn in transcript.turns for part in turn.parts]
    labels = [speaker.label for speaker in transcript.head.speakers.values()]
    same = all(unescape(escape(text)) == text == normal(text) for text in words)
    if same and not all(_PLAIN.fullmatch(label) for label in labels):  # the slow way, for odd labels only
        again = parse_transcript(format_transcript(transcript), transcript.head.id)
        same = again.value is not None and again.value.head == transcript.head
    if not same:
        raise ImportRefusedError("import-not-stable", transcript.head.id, value=transcript.head.id)
    return transcript


def _text_sha(plan: Plan, guid: str) -> str:
    return digest(plan.tracks[guid].text)


def _into_vault(
    vault: Vault, plan: Plan, found: Found, side: sidecars.Sidecar, report: ProjectReport
) -> ProjectReport:
    """Keep raw material: texts as raw transcripts, everything else as it is in the sidecar."""
    for guid in plan.transcripts:
        sha = _text_sha(plan, guid)
        transcript = _stable(_sourced(plan, guid, sha))
        record = Imported(
            id=transcript.head.id, name=report.path.rpartition("/")[2], format="refi", on=side.on
        )
        write_material(vault, transcript, plan.tracks[guid].text.encode(), record, ())
    sidecars.write_into(vault, side, dict(found.files))
    return replace(report, where="vault")


def _write_plan(folder: Folder, plan: Plan, names: Names, by: str) -> dict[str, int]:
    """Write transcripts, codings and memos; gives the number of codings of each coder."""
    for guid in plan.transcripts:
        made = _stable(_sourced(plan, guid, _text_sha(plan, guid)))
        write_transcript(folder, declare(made, Declaration(by=by, on=names.on)))
    counts = write_planned(folder, plan, {each.head.id: each for each in plan.transcripts.values()})
    synthetic = False
    for memo in plan.memos.values():
        write_new(folder.root / "analysis/memos" / f"{memo.name}.md", format_memo(memo, synthetic=synthetic))
    return counts


def write_planned(
    folder: Folder,
    plan: Plan,
    transcripts: Mapping[str, Transcript],
    done: Mapping[str, Coding] | None = None,
) -> dict[str, int]:
    """Write the codings of a plan, one file a coder and transcript; gives coder → number of codings."""
    files: dict[tuple[str, str], dict[str, Coding]] = defaultdict(dict)
    for each in plan.codings:
        identifier = plan.transcripts[each.text].head.id
        coding = each.coding if done is None or each.coding is None else done.get(each.coding.id)
        if coding is not None:
            files[each.coder, identifier].setdefault(coding.id, coding)
    counts: dict[str, int] = defaultdict(int)
    for (coder, identifier), codings in sorted(files.items()):
        order = tuple(turn.id for turn in transcripts[identifier].turns)
        write_codings(folder, CodingFile(identifier, coder, tuple(codings.values()), {}), order)
        counts[coder] += len(codings)
    return dict(counts)


def format_memo(memo: Memo, *, synthetic: bool) -> str:
    """The file of a memo."""
    head: dict[str, Any] = {
        "format": memo.head.format,
        "about": memo.head.about,
        "by": memo.head.by,
        "on": memo.head.on,
    }
    if memo.head.title:
        head["title"] = memo.head.title
    if synthetic or memo.head.synthetic:
        head["synthetic"] = True
    return format_front_matter(head, memo.text)


def write_codes(
    folder: Folder, codes: tuple[Code, ...], name: str, used: set[str]
) -> tuple[str, list[Problem]]:
    """Write the codes of a project: into an empty codebook, else into a file beside it.

    Codes that the codebook has already are left as they are.

    Returns:
        The file written, empty where none was; and what a person has to merge.
    """
    book = read_codebook(folder).value if folder.codebook.is_file() else None
    present = {each.code.id for each in book.codes()} if book else set()
    if not codes or all(each in present for each in _ids(codes)):
        return "", []
    content = format_codebook(codes)
    if not present:
        write_atomic(folder.codebook, content)
        return folder.shown(folder.codebook), []
    path = folder.root / "analysis" / f"codebook-{name}.yaml"
    write_new(path, content)
    new = [each for each in _ids(codes) if each not in present]
    params = {"n": len(new), "used": len(used & set(new))}
    return folder.shown(path), [
        Problem("refi-codebook-beside", Place(folder.shown(path)), params, Severity.WARNING)
    ]


def _ids(codes: tuple[Code, ...]) -> list[str]:
    return [identifier for code in codes for identifier in (code.id, *_ids(code.children))]


def format_codebook(codes: tuple[Code, ...]) -> str:
    """The file of a codebook."""
    file = CodebookFile(format=label("codebook"), codes=codes)
    return dump(file.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"version": 1})


def coder_names(found: Found) -> dict[str, str]:
    """Every user of a project by id, with the name; for a surface that asks what to call them.

    The names are clear names and are to be shown, not kept.
    """
    return {key(user.guid): user.name or "" for user in found.project.users}


__all__ = [
    "UNKNOWN_CODER",
    "ProjectReport",
    "Wishes",
    "coder_names",
    "format_memo",
    "import_found",
    "import_project",
    "write_codes",
    "write_planned",
]
