"""HanTa, a tagger of German words that also marks names; the only import of it. Optional."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.matching import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCORE: Final = 0.12  # below `combining.LEAST`: it counts beside another detector
_MODEL: Final = "morphmodel_ger.pgz"
_SENTENCE: Final = 80


class HantaDetector:
    """Marks what HanTa tags as a proper name (NE); it does not tell persons from places.

    Source:
        Wartena, C. (2023), The Hanover Tagger. LGPL-3; the model comes with the package.
    """

    name: Final = "hanta"

    @staticmethod
    def is_installed() -> bool:
        """Whether the package is there (``pip install HanTa``)."""
        return find_spec("HanTa") is not None

    def find(self, text: str, language: str) -> Sequence[Identifier]:
        """Proper names of a German text; none in other languages."""
        if language != "de":
            return []
        words = split_words(text)
        found: list[Identifier] = []
        for at in range(0, len(words), _SENTENCE):
            part = words[at : at + _SENTENCE]
            tags = _tagger().tag_sent([word.text for word in part])
            found += [
                Identifier(word.start, word.end, Kind.OTHER, word.text, self.name, _SCORE)
                for word, (_, _, tag) in zip(part, tags, strict=True)
                if tag == "NE"
            ]
        return found


@cache
def _tagger() -> Any:
    """The German tagger; loaded once (about 1 s)."""
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger(_MODEL)
