"""Translations of quotations, made by a person and bound to the words that were translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import CodingId, Slug
from faden.core.languages import LocalText
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from faden.study.folder import Folder


class Translation(FileModel):
    """The words of one coding in other languages.

    ``words`` repeats what was translated: where the transcript says something else today, the
    translation is out of date and is not shown.
    """

    coding: CodingId
    words: str
    text: LocalText
    by: Slug


class TranslationsFile(FileModel):
    """``analysis/translations.yaml``."""

    format: str
    translations: tuple[Translation, ...] = ()


def read_translations(folder: Folder) -> Parsed[dict[str, Translation]]:
    """Read ``analysis/translations.yaml``: coding id → translation.

    The lines of the result are those of the entries, by coding id. Of two translations of one coding
    neither is taken.
    """
    shown = folder.shown(folder.translations)
    text = read_text(folder.translations, shown=shown)
    parsed = parse_yaml(TranslationsFile, text, "translations", shown)
    if parsed.value is None:
        return Parsed(None, parsed.problems, parsed.lines)
    made: dict[str, Translation] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    problems: list[Problem] = []
    for at, translation in enumerate(parsed.value.translations):
        line = parsed.line("translations", at)
        if (translation.coding,) in lines:
            params = {"coding": translation.coding}
            problems.append(Problem("translation-twice", Place(shown, line), params))
            made.pop(translation.coding, None)
            continue
        lines[translation.coding,] = line
        made[translation.coding] = translation
    return Parsed(made, tuple(problems), lines)
