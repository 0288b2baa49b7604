"""What the build keeps of people's words: vectors, and groups made of them; only of who allows that today.

A vector is made of words, and the store does not know whose. So it also keeps who allowed analysis by machine
when it was filled. Once one of them no longer does, all vectors and groups are deleted before a machine reads
anything again; those of the others are computed anew.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from faden.build.clock import today
from faden.core.files import write_atomic

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from faden.findings.corpus import Corpus
    from faden.language.vectors import CachedEmbedder

_VECTORS: Final = "vectors"
_PEOPLE: Final = "people.txt"
_STEPS: Final = ("clusters", "stated")
"""Steps of the build whose results name persons or words of theirs."""


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

    forget(corpus, on or today())
    return CachedEmbedder(embedder(corpus.settings.model), corpus.folder.cache / _VECTORS)


def forget(corpus: Corpus, on: dt.date) -> bool:
    """Delete what is kept of people who no longer allow analysis by machine; gives whether there was any.

    What cannot be deleted now, such as a file that another program holds, is tried again the next time.

    Args:
        corpus: The study.
        on: The day for which consent is asked.
    """
    cache, people = corpus.folder.cache, allowing(corpus, on)
    record = cache / _VECTORS / _PEOPLE
    try:
        kept = _noted(record)
        old = [] if kept is not None and kept <= people else _made_of_words(cache)
        for path in old:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        if kept != people:
            write_atomic(record, "".join(f"{person}\n" for person in sorted(people)))
    except OSError:
        return False
    return bool(old)


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
