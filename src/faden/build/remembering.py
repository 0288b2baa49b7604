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

    from faden.findings.corpus import Corpus
    from faden.language.vectors import CachedEmbedder

_VECTORS: Final = "vectors"
_PEOPLE: Final = "people.txt"
_MADE_OF_WORDS: Final = ("clusters", "stated")
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
    folder = corpus.folder.cache / _VECTORS
    record = folder / _PEOPLE
    people = allowing(corpus, on)
    try:
        kept = frozenset(record.read_text(encoding="utf-8").split()) if record.is_file() else None
        old = sorted(folder.glob("vectors.sqlite*")) if kept is None or kept - people else []
        for path in old:
            path.unlink(missing_ok=True)
        if kept is None or kept - people:
            for name in _MADE_OF_WORDS:
                old += [path for path in (corpus.folder.cache / name,) if path.exists()]
                shutil.rmtree(corpus.folder.cache / name, ignore_errors=True)
        if kept != people:
            write_atomic(record, "".join(f"{person}\n" for person in sorted(people)))
    except OSError:
        return False
    return bool(old)
