"""Fixed sentences of information sheets and consent forms, one file a language.

Each file says who has checked it; a text that nobody has checked says so on the printed page.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("de", "de-plain", "en", "ar", "fa", "uk", "ti")
"""Languages that the fixed sentences stand in."""


@cache
def form_texts(language: str) -> Mapping[str, Any]:
    """The sentences of one language: ``sheet``, ``form`` and ``purpose`` by name, and who checked them.

    Raises:
        KeyError: There are none in this language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    file = resources.files("faden.study.form_texts") / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
