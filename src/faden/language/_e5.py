"""The default embedder: packaged weights, converted once into the user's cache, run by ONNX Runtime.

The only import of ``onnxruntime`` and of the library tokenizers at run time.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.core.files import write_atomic
from faden.language._cache import cache_folder
from faden.language._ending import ENDING
from faden.language._onnx import CONVERTER, INPUTS, OUTPUT, graph
from faden.language._tokenizer import tokenizer_json
from faden.language._weights import Weights, read_shape, read_weights, weights_file
from faden.language.cleaning import clean
from faden.language.embedding import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

NAME: Final = "multilingual-e5-small-q4"
PROMPT: Final = "query: "
"""Stands before every text; the model was trained with it for comparing alike texts (Wang 2024)."""
_BATCH_TOKENS: Final = 4096  # about 32 long sentences; keeps the memory of a batch below 100 MB
_GRAPH: Final = "model.onnx"
_TOKENIZER: Final = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The vectors of the pieces of one text.

    Attributes:
        spans: ``(m, 2)`` int: start and end of each piece in the text, in code points.
        vectors: ``(m, d)`` float32, in the order of the pieces; not of length 1.
        truncated: Whether the text was longer than the model reads.
    """

    spans: NDArray[np.int64]
    vectors: NDArray[np.float32]
    truncated: bool


class PackagedE5:
    """multilingual-e5-small in 4 bits; needs no network, no torch and about 500 MB of memory.

    A text's vector does not depend on its batch, its place in it or the number of threads, to the
    bit. Texts are cleaned; beyond 512 pieces (about 350 German words) the rest is not read.
    An empty text has a vector too, that of the prompt alone: the same for all empty texts, and
    without meaning.
    """

    def __init__(self, *, threads: int | None = None, layers: int | None = None) -> None:
        """Find the model; nothing is converted or loaded before the first text.

        Args:
            threads: How many threads compute; by default as many as this process may use.
            layers: How many of its layers compute; by default all. Fewer are for the vectors of pieces.

        Raises:
            ModelError: The package with the weights is missing.
        """
        self._source = weights_file()
        self._threads = threads or _processors()
        self._layers = layers

    @cached_property
    def name(self) -> str:
        """Model and version: changes whenever the vectors might."""
        whole = f"{NAME}-{_hash(self._source)}-{CONVERTER}"
        return whole if self._layers is None else f"{whole}-l{self._layers}"

    @cached_property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return read_shape(self._source).width

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n, d)`` float32, rows in the order of ``texts``, each of length 1."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        encodings = self._tokenizer.encode_batch([PROMPT + clean(text) for text in texts])
        for row, states in self._states(encodings):
            mean = states.mean(axis=0)
            vectors[row] = mean / np.linalg.norm(mean)
        return vectors

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The vectors of the pieces of each text, such as a detector of names reads.

        The texts are taken as they are, so that positions hold; give them in NFC.
        """
        found: dict[int, TokenVectors] = {}
        encodings = self._tokenizer.encode_batch([PROMPT + text for text in texts])
        for row, states in self._states(encodings):
            spans = np.array([_own_span(texts[row], *span) for span in encodings[row].offsets], np.int64)
            own = spans[:, 1] > spans[:, 0]
            found[row] = TokenVectors(spans[own], states[own], bool(encodings[row].overflowing))
        return [found[row] for row in range(len(texts))]

    def _states(self, encodings: Sequence[Encoding]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Row and states of each text, in batches of like length."""
        for rows in _batches([len(e.ids) for e in encodings]):
            longest = max(len(encodings[row].ids) for row in rows)
            ids = np.zeros((len(rows), longest), np.int64)  # what fills up is masked
            mask = np.zeros((len(rows), longest), np.int64)
            for at, row in enumerate(rows):
                own = encodings[row].ids
                ids[at, : len(own)] = own
                mask[at, : len(own)] = 1
            session, given = self._session, dict(zip(INPUTS, (ids, mask), strict=True))
            with ENDING.held_off():
                states = session.run([OUTPUT], given)[0]
            for at, row in enumerate(rows):
                yield row, states[at, : len(encodings[row].ids)]

    @cached_property
    def _folder(self) -> Path:
        return cache_folder() / "models" / self.name

    @cached_property
    def _session(self) -> InferenceSession:
        _silence()
        from onnxruntime.capi.onnxruntime_pybind11_state import (
            Fail,
            InvalidGraph,
            InvalidProtobuf,
            NoSuchFile,
        )

        self._convert()
        try:
            return _open(self._folder / _GRAPH, self._threads)
        except (Fail, InvalidGraph, InvalidProtobuf, NoSuchFile):  # someone else's hand in the cache
            (self._folder / _GRAPH).unlink(missing_ok=True)
            self._convert()
            return _open(self._folder / _GRAPH, self._threads)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        self._convert()
        return Tokenizer.from_file(str(self._folder / _TOKENIZER))

    def _convert(self) -> None:
        """Write graph and tokenizer where they are missing.

        Two processes that do it at once write the same bytes, each whole.
        """
        graph_file, tokenizer_file = self._folder / _GRAPH, self._folder / _TOKENIZER
        if graph_file.is_file() and tokenizer_file.is_file():
            return
        weights = read_weights(self._source)
        try:
            _write_converted(weights, self._layers, graph_file, tokenizer_file)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ModelError("model-cache-unwritable", folder=str(self._folder), reason=reason) from error


def _own_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece's place in the text alone, without the blank that the tokenizer counts to it."""
    start, end = max(start - len(PROMPT), 0), max(end - len(PROMPT), 0)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _write_converted(weights: Weights, layers: int | None, graph_file: Path, tokenizer_file: Path) -> None:
    write_atomic(tokenizer_file, tokenizer_json(weights))
    write_atomic(graph_file, graph(weights, layers))


def _silence() -> None:
    """Switch the library's telemetry off before it is loaded; it has been seen to queue events."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()


def _open(path: Path, threads: int) -> InferenceSession:
    _silence()
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; warnings go to the console and name nothing one can do
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leaves the cores to others
    with ENDING.held_off():
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in batches of like length, none above the limit of tokens (a row alone may be)."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda r: lengths[r]):
        if batch and (len(batch) + 1) * lengths[row] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _processors() -> int:
    """How many processors this process may use, which in a container is fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
