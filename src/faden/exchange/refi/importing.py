"""Bring a project into a study: what the study can hold goes to its places, all else into the sidecar."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from faden.core.problems import ImportRefusedError, Place, Problem, Severity
from faden.exchange.refi import sidecar as sidecars
from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.cases import write_cases
from faden.exchange.refi.codes import add_codes, code_differences, new_codes, write_codes
from faden.exchange.refi.comparing import Comparison, memo_differences
from faden.exchange.refi.corpus import read_corpus
from faden.exchange.refi.job import NO_WISHES, Job, ProjectReport, Wishes, content_digest, make_job
from faden.exchange.refi.keeping import Kept, keep
from faden.exchange.refi.model import key
from faden.exchange.refi.placing import into_vault, write_new_codings, write_plan
from faden.exchange.refi.plan import texts
from faden.exchange.refi.read import Found, read_project
from faden.protection.lock import locked
from faden.protection.material import raw_ids
from faden.protection.places import keep_issued

if TYPE_CHECKING:
    from pathlib import Path

    from faden.coding.codebook import Code
    from faden.exchange.refi.plan import Names, Plan
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


def import_project(
    folder: Folder, path: Path, wishes: Wishes = NO_WISHES, vault: Vault | None = None
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

    A project that came from this study brings its new things only; what differs is reported.

    Args:
        folder: The study.
        found: The project, from whichever format.
        path: How messages name it.
        wishes: Declaration, names of coders, date.
        vault: The study's open vault.
    """
    with locked(folder):
        corpus = read_corpus(folder, vault)
        sha = content_digest(found)
        for each in corpus.sidecars:
            if each.sha256 == sha:
                return ProjectReport(
                    path, each.slug, transcripts=tuple(each.transcripts.values()), already=True
                )
        job = make_job(folder, corpus, found, path, wishes, vault)
        return _declared(job, vault) if wishes.by.strip() or vault is None else _raw(job, vault)


def _raw(job: Job, vault: Vault) -> ProjectReport:
    """Into the vault. Where the study has some of the texts, nobody could say which names were replaced."""
    raw = {guid for side in job.corpus.sidecars for guid in side.transcripts}
    again = {key(text.guid) for text in texts(job.project)} & raw
    if job.recognised or again:
        n = len(job.recognised) or len(again)
        raise ImportRefusedError("exchange-known-raw", job.path, n=n)
    side = job.sidecar()
    keep_issued(job.folder, [*raw_ids(vault), *(each.head.id for each in job.plan.transcripts.values())])
    into_vault(vault, job, side)
    counts = Counter(each.coder for each in job.plan.codings if each.coding is not None)
    memos = len(job.plan.memos)
    return replace(job.report(side.slug), where="vault", codings=dict(counts), memos=memos)


def _declared(job: Job, vault: Vault | None) -> ProjectReport:
    """Straight into the study: new transcripts and memos, codings and codes; what differs is only told."""
    folder, plan = job.folder, job.plan
    compared = Comparison(folder, job.corpus, job.known, job.names).compare(
        job.project, job.recognised, job.exported.get("codings", frozenset())
    )
    own = {g: n for g, n in compared.names.items() if made_guid("coding", n) != g}
    names = replace(job.names, codings=own)
    again = bool(job.recognised) or any(guid in job.known.codes for guid in job.names.codes)
    kept = _kept(job, names) if again else Kept((job.sidecar(),), job.sidecar(), 0)
    told = list(job.problems)
    slug = kept.home.slug if kept.home is not None else ""
    if job.found.files and vault is not None and kept.home is not None:
        sidecars.write_files(vault, slug, dict(job.found.files))
    elif job.found.files:
        params = {"n": len(job.found.files)}
        told.append(Problem("refi-files-not-kept", Place(job.path), params, Severity.WARNING))
    codebook, beside = _write_codes(job, again=again, slug=slug or job.sidecar().slug)
    counts = write_plan(folder, plan, names, job.by)
    more, broken = write_new_codings(folder, job.corpus, compared)
    where = ""
    for side in kept.changed:
        shown = sidecars.write_beside(folder, side)
        where = shown if side.slug == slug else where
    differences = [*compared.differences, *broken, *_differences(job)] if again else []
    if kept.missing and again and not job.found.codebook:
        differences.append(
            Problem("exchange-elements-missing", Place(job.path), {"n": kept.missing}, Severity.NOTE)
        )
    cases = folder.build / "exchange" / f"{slug or job.sidecar().slug}-cases.csv"
    return replace(
        job.report(slug),
        where=where,
        again=again,
        cases=folder.shown(cases) if write_cases(cases, job.project, job.names) else "",
        codebook=codebook,
        new_codes=len([*_new(job)]),
        codings=dict(Counter(counts) + Counter(more)),
        same=compared.same,
        memos=len(plan.memos),
        problems=(*told, *beside),
        differences=tuple(differences),
    )


def _kept(job: Job, names: Names) -> Kept:
    mine = tuple(side for side in job.corpus.sidecars if side.declared_by)
    return keep(mine, job.project, names, job.sidecar(), _strange(job, mine))


def _strange(job: Job, mine: tuple[sidecars.Sidecar, ...]) -> set[str]:
    """What needs no keeping: what every export makes afresh, and texts that no sidecar has."""
    kept = {guid for side in mine for guid in side.transcripts}
    texts_here = {key(r.source.guid) for r in job.recognised} - kept
    codes = {guid for guid, identifier in job.names.codes.items() if made_guid("code", identifier) == guid}
    users = {guid for guid, coder in job.names.coders.items() if made_guid("coder", coder) == guid}
    memos = {guid for guid in job.known.memos if not any(guid in side.memos for side in mine)}
    gone = job.exported.get("texts", frozenset()) - kept
    return {*job.known.native, *texts_here, *codes, *users, *memos, *gone}


def _differences(job: Job) -> list[Problem]:
    found = [*memo_differences(job.folder, job.corpus, job.known, job.project)]
    return [*code_differences(job.folder, job.corpus, job.project, job.names.codes), *found]


def _present_codes(job: Job) -> set[str]:
    return {p.code.id for book in (job.corpus.book, *job.corpus.beside) for p in book.codes()}


def _new(job: Job) -> list[tuple[str, Code]]:
    return list(new_codes(job.plan.codes, _present_codes(job)))


def _write_codes(job: Job, *, again: bool, slug: str) -> tuple[str, list[Problem]]:
    """New codes of a project that comes back go into the codebook, those of a foreign one beside it."""
    new = tuple(_new(job))
    if again and not new:
        return "", []
    if again and job.folder.codebook.is_file() and add_codes(job.folder, new):
        return job.folder.shown(job.folder.codebook), []
    beside = (f"{slug}-{n}" if n > 1 else slug for n in range(1, 1_000_000))
    free = (name for name in beside if not (job.folder.root / f"analysis/codebook-{name}.yaml").exists())
    return write_codes(job.folder, job.plan.codes, next(free), _used(job.plan))


def _used(plan: Plan) -> set[str]:
    return {each.coding.code for each in plan.codings if each.coding is not None}


def coder_names(found: Found) -> dict[str, str]:
    """Every user of a project by id, with the name; for a surface that asks what to call them.

    The names are clear names and are to be shown, not kept.
    """
    return {key(user.guid): user.name or "" for user in found.project.users}


__all__ = [
    "ProjectReport",
    "Wishes",
    "coder_names",
    "import_found",
    "import_project",
]
