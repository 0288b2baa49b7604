"""Every check of a study in one run, as ``faden check``, the gate and the app show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.build.clock import today
from faden.build.material import read_beside
from faden.core.problems import Place, Problem
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.publish.gate import check_publication, check_study
from faden.publish.verdict import Case

if TYPE_CHECKING:
    from faden.study.folder import Folder


def check_all(folder: Folder, *, publish: bool = False) -> list[Problem]:
    """All problems of a study.

    Args:
        folder: The study.
        publish: Whether to ask also what stands against publishing.

    Raises:
        StudyError: ``research/study.yaml`` cannot be read.
    """
    corpus = read_corpus(folder)
    return check_case(Case(corpus, Index(corpus), today()), publish=publish)


def check_case(case: Case, *, publish: bool = False) -> list[Problem]:
    """All problems of a study that has been read already, as `check_all` gives them."""
    corpus, folder = case.corpus, case.corpus.folder
    problems = list(check_study(case))
    needs_path = folder.shown(folder.needs)
    readable = all(p.place.path != needs_path for p in corpus.problems)
    problems += read_beside(folder, frozenset(n.id for n in corpus.needs) if readable else None).problems
    problems += _strangers(folder)
    if publish:
        problems += check_publication(case)
    return problems


def _strangers(folder: Folder) -> list[Problem]:
    """Originals that lie inside the study, where clear names must never be."""
    from faden.core.problems import Severity

    raw = {".docx", ".odt", ".rtf", ".vtt", ".srt", ".mp3", ".wav", ".m4a", ".mp4", ".flac", ".ogg"}
    found = (p for p in (folder.root / "interviews").rglob("*") if p.suffix.lower() in raw)
    return [
        Problem("original-in-study", Place(folder.shown(path)), {}, Severity.ERROR) for path in sorted(found)
    ]
