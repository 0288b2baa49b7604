"""What the build keeps of people's words: vectors, and groups made of them; only of who allows that today.

A vector is made of words, and the store does not know whose. So it also keeps who allowed analysis by machine
when it was filled. Once one of them no longer does, all vectors and groups are deleted before a machine reads
anything again; those of the others are computed anew.

Another process may be at work all the while, with a study that it read before somebody took consent back. So
nothing is written or deleted here without the lock of the study, and nothing is written unless all who
allowed it when the study was read allow it by what stands in the study at that moment.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from faden.build.clock import today
from faden.core.files import write_atomic
from faden.core.problems import StudyError
from faden.study.consent import read_consent
from faden.study.lock import locked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from faden.findings.corpus import Corpus
    from faden.language.vectors import CachedEmbedder
    from faden.study.folder import Folder

_VECTORS: Final = "vectors"
_PEOPLE: Final = "people.txt"
_STEPS: Final = ("clusters", "stated")
"""Steps of the build whose results name persons or words of theirs."""

_PATIENCE: Final = 10.0
"""Seconds to wait for another process that writes to the study; then nothing is kept, and nothing lost."""


def allowing(corpus: Corpus, on: dt.date) -> frozenset[str]:
    """The participants whose words a machine may read on this day."""
    people = {person for transcript in corpus.transcripts.values() for person in transcript.participants()}
    return frozenset(each for each in people if corpus.ledger.allows_output(each, "machine", on))


def study_model(corpus: Corpus, on: dt.date | None = None) -> CachedEmbedder:
    """The study's model with the vectors that may still be kept.

    Args:
        corpus: The study.
        on: The day for which consent is asked; by default `today`.

    Raises:
        ModelError: The study's model is not on this computer.
    """
    from faden.language.embedding import embedder
    from faden.language.vectors import CachedEmbedder

    day = on or today()
    forget(corpus, day)
    return CachedEmbedder(
        embedder(corpus.settings.model), corpus.folder.cache / _VECTORS, keeper(corpus, day)
    )


def keeper(corpus: Corpus, on: dt.date) -> Callable[[Callable[[], None]], None]:
    """What stores something made of words, if all who allowed it in this reading of the study still do.

    It calls what it is given while it holds the study, or not at all: where somebody has taken consent back
    since, where the record does not name all of them, where another process writes for too long.

    Args:
        corpus: The study as it was read.
        on: The day for which consent is asked.
    """
    mine, record = allowing(corpus, on), _record(corpus.folder)

    def keep(write: Callable[[], None]) -> None:
        with _held(corpus.folder, _PATIENCE) as held:
            if held and mine <= _still(corpus, mine, on) and mine <= (_noted(record) or frozenset()):
                write()

    return keep


def remembers(folder: Folder) -> bool:
    """Whether anything is kept, so that there may be something to forget."""
    return _record(folder).parent.is_dir()


def forget(corpus: Corpus, on: dt.date, *, patience: float = _PATIENCE) -> bool:
    """Delete what is kept of people who no longer allow analysis by machine; gives whether there was any.

    What cannot be deleted now, such as a file that another program holds, is tried again the next time.

    Args:
        corpus: The study; who has taken consent back since it was read is not among those who allow it.
        on: The day for which consent is asked.
        patience: Seconds to wait for another process that writes to the study.
    """
    record = _record(corpus.folder)
    people = _still(corpus, allowing(corpus, on), on)
    if _noted(record) == people:
        return False
    with _held(corpus.folder, patience) as held:
        try:
            return held and _forgotten(corpus.folder, record, people)
        except OSError:
            return False


def _forgotten(folder: Folder, record: Path, people: frozenset[str]) -> bool:
    kept = _noted(record)
    old = [] if kept is not None and kept <= people else _made_of_words(folder.cache)
    for path in old:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    if kept != people:
        write_atomic(record, "".join(f"{person}\n" for person in sorted(people)))
    return bool(old)


def _record(folder: Folder) -> Path:
    return folder.cache / _VECTORS / _PEOPLE


def _still(corpus: Corpus, people: frozenset[str], on: dt.date) -> frozenset[str]:
    """Those who allow analysis by what stands in the study now; nobody where that cannot be read."""
    try:
        ledger = read_consent(corpus.folder).value
    except (StudyError, OSError):
        ledger = None
    if ledger is None:
        return frozenset()
    return frozenset(each for each in people if ledger.allows_output(each, "machine", on))


@contextmanager
def _held(folder: Folder, patience: float) -> Iterator[bool]:
    """Hold the study; whether that could be had."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder, patience=patience))
        except (StudyError, OSError):
            yield False
            return
        yield True


def _noted(record: Path) -> frozenset[str] | None:
    """Who allowed analysis when the store was filled; ``None`` where that cannot be told."""
    try:
        return frozenset(record.read_text(encoding="utf-8").split())
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _made_of_words(cache: Path) -> list[Path]:
    """Vectors, those of older versions of faden included, and results made of them."""
    groups = [path for name in _STEPS if (path := cache / name).exists()]
    return [
        *sorted(cache.glob("vectors.sqlite*")),
        *sorted((cache / _VECTORS).glob("vectors.sqlite*")),
        *groups,
    ]
