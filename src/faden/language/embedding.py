"""Vectors of texts: texts that say the same lie close together, whatever their language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from faden.core.problems import FadenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from faden.language._e5 import PackagedE5, TokenVectors

DEFAULT: Final = "default"
"""The name of the packaged model in ``study.yaml``."""


class ModelError(FadenError):
    """A model cannot be opened."""


@runtime_checkable
class Embedder(Protocol):
    """What faden asks of a model that gives vectors."""

    @property
    def name(self) -> str:
        """Model and version; two embedders of one name give the same vectors."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n, d)`` float32, rows in the order of ``texts``, each of length 1.

        Texts are cleaned first (`cleaning.clean`). A row depends on its own text alone, to the bit.
        An empty text has a vector of length 1 without meaning: leave such texts out.
        """
        ...


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """An embedder that also shows the pieces of a text, such as the default one."""

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The vectors of the pieces of each text, with their positions in code points."""
        ...


@cache
def default_embedder() -> PackagedE5:
    """The packaged multilingual model: no network, no download; the same object at every call.

    Raises:
        ModelError: The package with the weights is not installed.
    """
    from faden.language._e5 import PackagedE5

    return PackagedE5()


@cache
def early_embedder(layers: int) -> PackagedE5:
    """The packaged model as far as a layer: it keeps more of how things are said. The same object each time.

    Args:
        layers: How many of its layers compute.

    Raises:
        ModelError: The package with the weights is not installed.
    """
    from faden.language._e5 import PackagedE5

    return PackagedE5(layers=layers)


@cache
def embedder(name: str = DEFAULT) -> Embedder:
    """The embedder that a study names.

    Args:
        name: ``default``, or path or name of a sentence-transformers model on this computer.

    Raises:
        ModelError: The model or its library is not here; nothing is downloaded.
    """
    if name == DEFAULT:
        return default_embedder()
    from faden.language._sentence_transformers import LocalSentenceTransformer

    return LocalSentenceTransformer(name)
