"""A spaCy model that the user has installed, as a detector of names. The only import of spaCy here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from faden.language.embedding import ModelError
from faden.protection.pseudonyms.identifiers import Identifier, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS: Final = {
    "PER": Kind.PERSON,
    "PERSON": Kind.PERSON,
    "LOC": Kind.PLACE,
    "GPE": Kind.PLACE,
    "FAC": Kind.PLACE,
    "ORG": Kind.ORGANISATION,
    "NORP": Kind.ORIGIN,
}
_UNUSABLE: Final = (OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, ImportError)
"""What spaCy raises where a model is missing, damaged, or made for another version."""

_SCORE: Final = 0.6  # spaCy gives no probabilities


class SpacyDetector:
    """Proposes the entities of a spaCy model, in every language: the model is the user's choice."""

    def __init__(self, model: str) -> None:
        """Name a model, by package or path; it is loaded with the first text, never downloaded."""
        self._model = model

    @property
    def name(self) -> str:
        """``spacy``; one model is one witness."""
        return "spacy"

    def open(self) -> None:
        """Open the model now.

        Raises:
            ModelError: spaCy or the model is not here.
        """
        _ = self._pipeline

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """The names in a text.

        Raises:
            ModelError: spaCy or the model is not here.
        """
        del language
        return [
            Identifier(e.start_char, e.end_char, _KINDS[e.label_], e.text, self.name, _SCORE)
            for e in self._pipeline(text).ents
            if e.label_ in _KINDS
        ]

    @cached_property
    def _pipeline(self) -> Any:
        try:
            import spacy
        except ImportError as error:
            raise ModelError("model-package-missing", package="spacy") from error
        try:
            return spacy.load(self._model)
        except _UNUSABLE as error:
            raise ModelError("model-not-here", model=self._model) from error
