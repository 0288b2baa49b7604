"""Every check of a study in one run, as ``faden check``, the gate and the app show them."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from faden.build.boarding import board_problems
from faden.build.clock import today
from faden.build.contacts import contact_list
from faden.build.material import read_beside
from faden.build.matrices import study_framework
from faden.coding.editing.keeper import unfinished
from faden.core.files import is_part
from faden.core.problems import Place, Problem, Severity
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.findings.merged import check_merged
from faden.findings.need import merged
from faden.publish.gate import check_publication, check_study
from faden.publish.verdict import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.study.folder import Folder

_WRITTEN: Final = frozenset({".docx", ".odt", ".rtf", ".otr", ".eaf", ".exb", ".fln"})
_TOLD: Final = re.compile(
    r"^[ \t*]*(?:[\[(#][\d:., -]+[\])#][ \t]*)?([^\W\d_][^\n:]{0,30}):[ \t]+\S", re.MULTILINE
)
"""A turn in a plain text: who speaks, a colon, words."""
_MEDIA: Final = frozenset(
    {".vtt", ".srt", ".mp3", ".wav", ".m4a", ".aac", ".wma", ".opus", ".amr", ".aiff", ".flac", ".ogg"}
    | {".oga", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".mpg", ".mpeg", ".3gp"}
)
"""Recordings and their captions; a prototype may have some of its own."""

START: Final = 4096
"""Bytes of a file that tell whether it is an original."""

_LISTS: Final = (b"# faden.pseudonyms/", b"# faden.dismissed/", b"# faden.leaks/")
"""How tables with clear names begin; they belong into the vault."""

_TOOLS: Final = frozenset({"node_modules", "__pycache__"})
_OURS: Final = frozenset({"build", "tests", "src"})
"""Folders at the root that hold no study: what is built, and the tool where it lies beside its study."""


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
    needs = frozenset(n.id for n in corpus.needs) if readable else None
    problems += read_beside(folder, needs, merged(corpus.needs)).problems
    if folder.framework.is_file():
        problems += study_framework(case)[1]
    problems += board_problems(case)
    problems += check_merged(corpus)
    problems += list(_strangers(folder))
    if waiting := unfinished(folder):
        problems.append(
            Problem("action-interrupted", Place(waiting[0]), {"n": len(waiting)}, Severity.WARNING)
        )
    if publish:
        problems += check_publication(case)
    return problems


def _strangers(folder: Folder) -> Iterator[Problem]:
    """Originals and lists of names that lie inside the study, where clear names must never be."""
    for path in sorted(_files(folder.root)):
        parts = path.relative_to(folder.root).parts
        if is_part(path):
            yield Problem("write-interrupted", Place("/".join(parts)), severity=Severity.WARNING)
        elif is_original(parts, _start(path)):
            yield Problem("original-in-study", Place("/".join(parts)))
        elif reason := contact_list(path, parts):
            yield Problem("contacts-in-study", Place("/".join(parts)), {"reason": reason})


def is_original(parts: Sequence[str], start: bytes) -> bool:
    """Whether a file is an original, a recording or a list of names, which no study's folder may hold.

    Args:
        parts: Its path in the study.
        start: Its first bytes, best some thousands; a plain text is known by its turns.
    """
    suffix = PurePosixPath(parts[-1]).suffix.lower()
    raw = _WRITTEN if parts[0] == "prototypes" else _WRITTEN | _MEDIA
    listed = start.removeprefix(b"\xef\xbb\xbf").startswith(_LISTS)
    if suffix == ".txt" and parts[0] not in {"prototypes", "site"} and _is_talk(start):
        return True
    return suffix in raw or (suffix == ".csv" and listed) or b'"faden.scan-list/' in start


def _is_talk(start: bytes) -> bool:
    """Whether a plain text is a transcript: two or more voices take turns."""
    voices = _TOLD.findall(start.decode("utf-8", "replace"))
    return len(voices) >= 2 * len(set(voices)) >= 4  # noqa: PLR2004 - two voices, each twice


def _files(root: Path) -> Iterator[Path]:
    """All files of a study, without those of tools and of what is built; links are not followed."""
    for place, folders, names in os.walk(root):
        here = Path(place)
        skipped = _TOOLS | (_OURS if here == root else frozenset())
        folders[:] = [
            name
            for name in folders
            if name not in skipped and not name.startswith(".") and not (here / name / "pyvenv.cfg").exists()
        ]
        yield from (here / name for name in names)


def _start(path: Path) -> bytes:
    if path.suffix.lower() not in {".csv", ".json", ".txt"}:
        return b""
    try:
        with path.open("rb") as file:
            return file.read(START)
    except OSError:
        return b""  # cannot be read: another check says so where the file is of the study
