"""A GLiNER model that lies on this computer, as a detector. The only import of that library."""

from __future__ import annotations

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
        try:
            from gliner import GLiNER
        except ImportError as error:
            raise ModelError("model-package-missing", package="gliner") from error
        if not Path(self._model).is_dir():
            raise ModelError("model-not-here", model=self._model)
        return GLiNER.from_pretrained(self._model, local_files_only=True)
