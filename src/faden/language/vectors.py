"""Vectors kept between runs, by model and text. Deletable at any time: they are computed again."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.language.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from faden.language.embedding import Embedder

FILE: Final = "vectors.sqlite"
_TABLE: Final = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
_ADD: Final = "INSERT OR REPLACE INTO vectors VALUES (?, ?)"
_FIND: Final = "SELECT vector FROM vectors WHERE key = ?"
_PATIENCE: Final = 10.0  # seconds to wait for another process that writes
_SUM: Final = 8  # bytes of checksum before each vector


class CachedEmbedder:
    """An embedder that computes each text once.

    The store holds no texts, only hashes of model and text. Two processes may share a folder. A
    damaged store is thrown away, a damaged row computed again; without a writable folder
    everything is computed.
    """

    def __init__(
        self, embedder: Embedder, folder: Path, keep: Callable[[Callable[[], None]], None] | None = None
    ) -> None:
        """Keep this embedder's vectors in a folder, which is made when needed.

        Args:
            embedder: What makes the vectors.
            folder: Where they are kept.
            keep: Given what writes them, calls it or not: they are made of words, and whoever said these
                may have taken back their consent meanwhile. By default it is called.
        """
        self._embedder = embedder
        self._path = folder / FILE
        self._keep = keep

    @property
    def name(self) -> str:
        """Model and version, as the embedder gives it."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._embedder.dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n, d)`` float32, rows in the order of ``texts``; the same bits as without a cache."""
        cleaned = [clean(text) for text in texts]
        keys = {text: _key(self.name, text) for text in dict.fromkeys(cleaned)}
        known = self._read(keys.values())
        missing = [text for text, key in keys.items() if key not in known]
        if missing:
            made = dict(zip((keys[t] for t in missing), self._embedder.embed(missing), strict=True))
            if self._keep is None:
                self._write(made)
            else:
                self._keep(lambda: self._write(made))
            known |= made
        rows = [known[keys[text]] for text in cleaned]
        return np.array(rows, np.float32).reshape(len(rows), self.dimension)

    def _read(self, keys: Iterable[bytes]) -> dict[bytes, NDArray[np.float32]]:
        if not self._path.is_file():
            return {}
        try:
            with closing(_connect(self._path)) as store:
                return dict(self._valid(store, keys))
        except sqlite3.DatabaseError as error:
            self._forget(error)
            return {}

    def _valid(
        self, store: sqlite3.Connection, keys: Iterable[bytes]
    ) -> Iterator[tuple[bytes, NDArray[np.float32]]]:
        size = _SUM + 4 * self.dimension
        for key in keys:
            row = store.execute(_FIND, (key,)).fetchone()
            if row and isinstance(row[0], bytes) and len(row[0]) == size and _whole(row[0]):
                yield key, np.frombuffer(row[0], "<f4", offset=_SUM)

    def _write(self, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Keep what can be kept: a full disk or a locked store costs time, not the result."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(_connect(self._path)) as store, store:
                store.executemany(_ADD, ((key, _row(vector)) for key, vector in vectors.items()))
        except sqlite3.DatabaseError as error:
            self._forget(error)
        except OSError:
            return

    def _forget(self, error: sqlite3.DatabaseError) -> None:
        """Remove a store that is no database; one that is only locked or read-only stays."""
        if isinstance(error, sqlite3.OperationalError):
            return
        for name in (FILE, f"{FILE}-journal"):
            with suppress(OSError):
                self._path.with_name(name).unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        store.execute("PRAGMA synchronous = OFF")  # lost in a power cut: computed again
        store.execute(_TABLE)
    except sqlite3.Error:
        store.close()
        raise
    return store


def _key(model: str, text: str) -> bytes:
    return sha256(f"{model}\x00{text}".encode()).digest()


def _row(vector: NDArray[np.float32]) -> bytes:
    numbers = vector.astype("<f4").tobytes()
    return sha256(numbers).digest()[:_SUM] + numbers


def _whole(row: bytes) -> bool:
    return sha256(row[_SUM:]).digest()[:_SUM] == row[:_SUM]
