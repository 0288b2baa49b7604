"""A GLiNER model that lies on this computer, as a detector. The only import of that library."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from faden.language.embedding import ModelError
from faden.language.tokens import windows
from faden.protection.pseudonyms.identifiers import Identifier, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABELS: Final = {
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "street address": Kind.STREET,
    "organisation": Kind.ORGANISATION,
    "occupation": Kind.OCCUPATION,
    "nationality": Kind.ORIGIN,
}
_UNUSABLE: Final = (OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, ImportError)
"""What GLiNER raises where a model is damaged, or made for another version."""

_THRESHOLD: Final = 0.3


class GlinerDetector:
    """Proposes what a GLiNER model finds for the kinds that it is asked for by their English names."""

    def __init__(self, model: str) -> None:
        """Name the folder of a model; it is loaded with the first text, never downloaded."""
        self._model = model

    @property
    def name(self) -> str:
        """``gliner``; one model is one witness."""
        return "gliner"

    def open(self) -> None:
        """Open the model now.

        Raises:
            ModelError: GLiNER or the model is not here.
        """
        _ = self._network

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """The names in a text, read in windows.

        Raises:
            ModelError: GLiNER or the model is not here.
        """
        del language
        found: set[Identifier] = set()
        for start, end in windows(text):
            for one in self._network.predict_entities(text[start:end], list(_LABELS), threshold=_THRESHOLD):
                a, b = start + int(one["start"]), start + int(one["end"])
                score = round(float(one["score"]), 3)
                found.add(Identifier(a, b, _LABELS[one["label"]], text[a:b], self.name, score))
        return sorted(found)

    @cached_property
    def _network(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when the library is imported
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from gliner import GLiNER
        except ImportError as error:
            raise ModelError("model-package-missing", package="gliner") from error
        if not Path(self._model).is_dir():
            raise ModelError("model-not-here", model=self._model)
        try:
            return GLiNER.from_pretrained(self._model, local_files_only=True)
        except _UNUSABLE as error:
            raise ModelError("model-not-here", model=self._model) from error
