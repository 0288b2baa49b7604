"""Any sentence-transformers model that lies on this computer. The only import of that library."""

from __future__ import annotations

import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.language.cleaning import clean
from faden.language.embedding import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

_PACKAGE: Final = "sentence-transformers"


class LocalSentenceTransformer:
    """A sentence-transformers model by path, or by name where it was downloaded before.

    Texts are computed one by one: with padding, a vector's last bits would depend on the others.
    """

    def __init__(self, model: str) -> None:
        """Open the model; nothing is downloaded and no code that a model brings is run.

        Raises:
            ModelError: sentence-transformers is not installed, or the model is not here.
        """
        self._model_name = model
        self._model = _open(model)

    @cached_property
    def name(self) -> str:
        """Model and version: the version is a hash of all weights."""
        hashed = sha256()
        for key, values in sorted(self._model.state_dict().items()):
            hashed.update(key.encode())
            hashed.update(values.detach().cpu().float().numpy().tobytes())
        return f"{Path(self._model_name).name}-{hashed.hexdigest()[:12]}"

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return len(self._vector(""))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n, d)`` float32, rows in the order of ``texts``, each of length 1."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector(text)
        return vectors

    def _vector(self, text: str) -> NDArray[np.float32]:
        prompted = self._prompt + clean(text)
        made = self._model.encode(prompted, show_progress_bar=False, normalize_embeddings=True)
        vector = np.asarray(made, np.float32)
        if not vector.any():  # a model may know nothing in the text; length 1 is promised all the same
            vector = np.full_like(vector, len(vector) ** -0.5)
        return vector

    @cached_property
    def _prompt(self) -> str:
        """What E5 models want before a text (Wang 2024), where the model does not say so itself."""
        own = self._model.default_prompt_name
        return "query: " if own is None and "e5" in self._model_name.lower().split("/")[-1].split("-") else ""


def _open(model: str) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when the library is imported
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError("model-package-missing", package=_PACKAGE) from error
    try:
        return SentenceTransformer(model, device="cpu", trust_remote_code=False)
    except (OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise ModelError("model-not-here", model=model) from error
