"""Who looks for names: what comes with faden, and models that the user has."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

from faden.language.embedding import ModelError
from faden.protection.pseudonyms.identifiers import Identifier, Kind, find_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faden.protection.pseudonyms.identifiers import Detector, ModelDetector

_HASH: Final = 24  # hexadecimal digits: no two texts of a study share them


def default_detectors(models: Iterable[str] = ()) -> tuple[Detector, ...]:
    """Rules, the probe, name lists, HanTa where it is installed, and models that the study names.

    Args:
        models: ``spacy:`` with the name or path of a model, or ``gliner:`` with a folder.

    Raises:
        ModelError: A model is named in another way.
    """
    from faden.protection.pseudonyms._hanta import HantaDetector
    from faden.protection.pseudonyms.lists import ListDetector
    from faden.protection.pseudonyms.probe import ProbeDetector
    from faden.protection.pseudonyms.rules import RuleDetector

    own: tuple[Detector, ...] = (RuleDetector(), ProbeDetector(), ListDetector())
    optional: tuple[Detector, ...] = (HantaDetector(),) if HantaDetector.is_installed() else ()
    return (*own, *optional, *(named_detector(model) for model in models))


def named_detector(model: str) -> ModelDetector:
    """The detector for a model that the user has; it is opened with the first text, or by ``open``.

    Raises:
        ModelError: It is neither ``spacy:…`` nor ``gliner:…``.
    """
    from faden.protection.pseudonyms._gliner import GlinerDetector
    from faden.protection.pseudonyms._spacy import SpacyDetector

    door, _, name = model.partition(":")
    if door == "spacy" and name:
        return SpacyDetector(name)
    if door == "gliner" and name:
        return GlinerDetector(name)
    raise ModelError("model-not-here", model=model)


class RememberingDetector:
    """A detector that looks at each text once; what it remembers belongs into the vault.

    It keeps positions, kinds and scores under a keyed hash of the text, and neither words nor vectors.
    """

    def __init__(
        self, detector: Detector, salt: bytes, memory: dict[str, list[list[int | str | float]]]
    ) -> None:
        """Remember into a mapping that the caller keeps between runs, such as in the vault.

        Args:
            detector: Who looks. Empty the memory when the detector changes.
            salt: Random bytes of the vault.
            memory: Filled by `find`; can be written as JSON.
        """
        self._detector, self._salt, self._memory = detector, salt, memory

    @property
    def name(self) -> str:
        """The name of the detector inside."""
        return self._detector.name

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """What the detector finds, or found before in the same text."""
        return self.find_many([(text, language)])[0]

    def find_many(self, texts: Sequence[tuple[str, str]]) -> list[list[Identifier]]:
        """What `find` gives for each text with its language."""
        keys = [self._key(text, language) for text, language in texts]
        new = {key: one for key, one in zip(keys, texts, strict=True) if key not in self._memory}
        for key, found in zip(new, find_many(self._detector, list(new.values())), strict=True):
            self._memory[key] = [[i.start, i.end, i.kind.value, i.by, i.score] for i in found]
        return [self._recalled(text, key) for (text, _), key in zip(texts, keys, strict=True)]

    def _recalled(self, text: str, key: str) -> list[Identifier]:
        return [
            Identifier(int(a), int(b), Kind(str(kind)), text[int(a) : int(b)], str(by), float(score))
            for a, b, kind, by, score in self._memory[key]
        ]

    def _key(self, text: str, language: str) -> str:
        said = f"{self.name}\x1f{language}\x1f{text}".encode()
        return hmac.new(self._salt, said, hashlib.sha256).hexdigest()[:_HASH]
