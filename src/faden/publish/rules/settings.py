"""The settings are clear: one lead whose codings count, no name given twice (FIELD QM-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_settings(case: Case) -> Iterator[Problem]:
    """Yield ``lead-unclear`` unless one coder leads, and ``id-twice`` for names given twice."""
    settings, folder = case.corpus.settings, case.corpus.folder
    path = folder.shown(folder.settings)
    leads = sum(coder.lead for coder in settings.coders)
    if leads != 1:
        line = case.corpus.line(path, "coders") or 1
        yield Problem("lead-unclear", Place(path, line), {"n": leads})
    for field in ("municipalities", "groups", "coders"):
        seen: set[str] = set()
        for at, entry in enumerate(getattr(settings, field)):
            if entry.id in seen:
                place = Place(path, case.corpus.line(path, field, at))
                yield Problem("id-twice", place, {"field": field, "value": entry.id})
            seen.add(entry.id)
