"""From a study to its publication: read, check, compute, and put the pages together.

Nothing here writes into the study; results of steps stand in ``build/cache``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from faden.build.clock import today
from faden.build.clusters import candidates, cluster_step
from faden.build.graph import Step, run_steps, tool_digest
from faden.build.material import Made, prototype_folder, prototype_view, read_beside
from faden.build.packing import pack, unpack
from faden.build.remembering import forget
from faden.coding.codebook import read_codebook
from faden.core.files import digest
from faden.core.problems import FadenError
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.findings.need import merged
from faden.prototypes.render import render_prototype, render_single, single_name
from faden.prototypes.sessions.telling import report
from faden.publish.between import exact_numbers
from faden.publish.compose.publication import compose
from faden.publish.compose.view import Material, Trials
from faden.publish.gate import judge
from faden.publish.numbers import site_numbers
from faden.publish.verdict import Case
from faden.study.consent import read_consent
from faden.study.participants import read_participants

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from faden.build.material import Beside
    from faden.core.problems import Problem
    from faden.findings.corpus import Corpus
    from faden.publish.between import Where
    from faden.publish.candidates import Candidates
    from faden.publish.pages import Publication
    from faden.publish.verdict import Verdict
    from faden.study.folder import Folder

    Progress = Callable[[str, bool], None]


@dataclass(frozen=True)
class Prepared:
    """A publication, and what led to it.

    Attributes:
        publication: All pages and files of the site.
        case: The study with its evidence.
        verdict: What the gate lets through.
        problems: Everything that is not in order.
        digest: Digest of the study's content; a review names the digest it was made of.
        found: Groups of similar passages that the site shows.
    """

    publication: Publication
    case: Case
    verdict: Verdict
    problems: tuple[Problem, ...]
    digest: str
    found: Candidates

    @cached_property
    def numbers(self) -> Mapping[Where, int]:
        """The numbers of persons that the site tells exactly."""
        return exact_numbers(self.case, site_numbers(self.case, self.verdict, self.found))


def prepare(
    folder: Folder, *, draft: bool = True, on: dt.date | None = None, progress: Progress | None = None
) -> Prepared:
    """Prepare all that a site will show.

    Args:
        folder: The study.
        draft: Whether this is a draft for one's own eyes.
        on: The day for which consent is asked; by default `today`.
        progress: Told each step's name and whether its result was reused.

    Raises:
        StudyError: ``research/study.yaml`` cannot be read.
    """
    corpus = read_corpus(folder)
    case = Case(corpus, Index(corpus), on or today())
    verdict = judge(case)
    forget(corpus, case.on)
    beside = read_beside(folder, _known_needs(corpus), merged(corpus.needs))
    steps = [_prototype_step(made, corpus) for made in beside.prototypes]
    done = run_steps([*steps, cluster_step(case)], folder.cache, progress=progress)
    files = {
        f"{prototype_folder(made.prototype)}/{name}": content
        for made in beside.prototypes
        for name, content in unpack(done[f"prototype:{made.prototype.id}"].result).items()
    }
    material = _material(case, beside, done["clusters"].result)
    return Prepared(
        publication=compose(case, verdict, material, draft=draft, files=files),
        case=case,
        verdict=verdict,
        problems=(*verdict.problems, *beside.problems),
        digest=study_digest(folder),
        found=material.candidates,
    )


def unread(folder: Folder) -> tuple[Problem, ...]:
    """What stops building: files on which every page rests and that cannot be read.

    A draft without them would show nearly nothing, and would take the place of the last site.
    Settings that cannot be read stop `prepare` already.
    """
    found: list[Problem] = []
    for read in (read_participants, read_consent, read_codebook):
        try:
            parsed = read(folder)
        except FadenError as error:
            found.append(error.problem)
        else:
            found += parsed.problems if parsed.value is None else ()
    return tuple(found)


def _known_needs(corpus: Corpus) -> frozenset[str] | None:
    unreadable = any(p.place.path == corpus.folder.shown(corpus.folder.needs) for p in corpus.problems)
    return None if unreadable else frozenset(need.id for need in corpus.needs)


def _prototype_step(made: Made, corpus: Corpus) -> Step:
    def make(_: Mapping[str, bytes]) -> bytes:
        files = render_prototype(made.prototype, corpus.settings, made.pictures)
        single = render_single(made.prototype, corpus.settings, made.pictures)
        return pack(files | {single_name(made.prototype): single.encode()})

    inputs = digest(made.digest + corpus.settings.model_dump_json())
    return Step(f"prototype:{made.prototype.id}", inputs, make)


def _material(case: Case, beside: Beside, clusters: bytes) -> Material:
    languages = case.corpus.settings.languages.site
    views = tuple(
        replace(prototype_view(made.prototype, languages), tests=_trials(case, made))
        for made in beside.prototypes
    )
    return Material(beside.comparables, beside.criteria, views, candidates(clusters, case))


def _trials(case: Case, made: Made) -> Trials:
    least = case.corpus.settings.privacy.k
    return Trials(made.prototype, report(made.sessions, made.prototype.tasks, least), made.sessions)


_LATER = frozenset({"research/reviews.yaml", "research/releases.csv", "research/released-numbers.csv"})
"""What is written about a publication after it was made; it changes no digest."""


def study_digest(folder: Folder) -> str:
    """Digest of everything in the study's own folders, and of the tool: what a review is bound to."""
    parts = [tool_digest()]
    for name in ("research", "interviews", "analysis", "prototypes", "site"):
        for path in sorted((folder.root / name).rglob("*")):
            shown = path.relative_to(folder.root).as_posix()  # not where a link leads: that may be left out
            if path.is_file() and shown not in _LATER and "/." not in f"/{shown}":
                parts.append(f"{shown}\0{digest(path.read_bytes())}")
    return digest("\n".join(parts))
