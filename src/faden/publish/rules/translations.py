"""A translation of a quotation is shown only for the very words it was made from (FIELD QM-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.publish.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_translations(case: Case) -> Iterator[Problem]:
    """Yield problems of outdated translations, and of quotations that a site language lacks."""
    corpus = case.corpus
    path = corpus.folder.shown(corpus.folder.translations)
    for translation in corpus.translations.values():
        place = Place(path, corpus.line(path, translation.coding))
        evidence = case.index.found.get(translation.coding)
        if evidence is None or evidence.words != translation.words:
            yield Problem("translation-outdated", place, {"coding": translation.coding})
    told: set[str] = set()
    for use in uses(corpus):
        evidence = case.index.found.get(use.coding)
        if evidence is None or not use.verbatim or use.coding in told:
            continue
        told.add(use.coding)
        made = corpus.translations.get(use.coding)
        languages = [x for x in corpus.settings.languages.site if x != evidence.coding.language]
        missing = [x for x in languages if made is None or not made.text.root.get(x)]
        if missing:
            params = {"coding": use.coding, "languages": ", ".join(missing)}
            yield Problem("translation-missing", Place(use.path, use.line), params, Severity.NOTE)
