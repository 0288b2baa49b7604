"""Languages of texts: their codes, direction and names, and texts that stand in several."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, ConfigDict, RootModel

NAMES: Final = {
    "de": "Deutsch",
    "en": "English",
    "ar": "العربية",
    "fa": "فارسی",
    "uk": "Українська",
    "ti": "ትግርኛ",
    "ru": "Русский",
    "tr": "Türkçe",
    "fr": "Français",
    "ku": "Kurdî",
    "ckb": "کوردی",
    "ps": "پښتو",
    "so": "Soomaali",
    "am": "አማርኛ",
    "pl": "Polski",
    "ro": "Română",
    "bg": "Български",
    "sq": "Shqip",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "he": "עברית",
    "ur": "اردو",
    "bo": "བོད་སྐད་",
    "und": "?",
}
"""Languages that a study may hold, each by its own name; ``und`` is a language not determined."""

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ckb", "ps", "he", "ur"})


def _known(code: str) -> str:
    if code not in NAMES:
        raise ValueError("language-unknown")
    return code


Language = Annotated[str, AfterValidator(_known)]
"""A language code that faden knows."""


def direction(language: str) -> str:
    """``rtl`` for languages written from right to left, else ``ltr``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


class LocalText(RootModel[dict[Language, str]]):
    """One text in several languages; keys are language codes and nothing else.

    An unquoted comma in YAML makes a new key of the rest of the sentence; since unknown keys are
    refused, no text loses its end silently.
    """

    model_config = ConfigDict(frozen=True)

    def text(self, language: str) -> str:
        """The text in this language; where there is none, in the first one that has it."""
        return self.root.get(language) or next(iter(self.root.values()), "")

    def language(self, language: str) -> str:
        """The language in which `text` answers."""
        return language if self.root.get(language) else next(iter(self.root), language)

    def missing(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the languages in which there is no text."""
        return tuple(code for code in languages if not self.root.get(code, "").strip())
