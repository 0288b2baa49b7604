"""Every code says what it means, and its examples stand in a transcript (FIELD QM-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.coding.codebook import Code
    from faden.publish.verdict import Case


def check_codebook(case: Case) -> Iterator[Problem]:
    """Yield problems of codes without definition, without rules, without or with wrong examples."""
    corpus = case.corpus
    path = corpus.folder.shown(corpus.folder.codebook)
    lines = _lines(case, path)
    seen: set[str] = set()
    for placed in corpus.codebook.codes():
        code, place = placed.code, Place(path, lines.get(placed.code.id, 0))
        if code.id in seen:
            yield Problem("code-twice", place, {"code": code.id})
        seen.add(code.id)
        if code.merged_into is not None and code.merged_into not in lines:
            yield Problem("code-unknown", place, {"value": code.merged_into})
        elif code.merged_into is not None and _circles(case, code):
            yield Problem("code-merge-circle", place, {"code": code.id, "value": code.merged_into})
        if code.codable and code.merged_into is None:
            yield from _complete(code, place)
        for example in code.examples:
            transcript = corpus.transcripts.get(example.transcript)
            turn = transcript.turn(example.turn) if transcript else None
            if turn is None or not any(example.quote in part.text for part in turn.parts):
                params = {"code": code.id, "transcript": example.transcript, "turn": example.turn}
                yield Problem("example-not-found", place, params)


def _circles(case: Case, code: Code) -> bool:
    """Whether the way from a merged code never comes to one that still stands."""
    end = case.corpus.codebook.find(code.id)
    known = {placed.code.id for placed in case.corpus.codebook.codes()}
    return end is not None and end.merged_into in known


def _complete(code: Code, place: Place) -> Iterator[Problem]:
    missing = [field for field in ("definition", "include", "exclude") if getattr(code, field) is None]
    if missing:
        yield Problem("code-incomplete", place, {"code": code.id, "field": ", ".join(missing)})
    if not code.examples:
        yield Problem("code-without-example", place, {"code": code.id}, Severity.WARNING)


def _lines(case: Case, path: str) -> dict[str, int]:
    """Line of each code, by id."""
    found: dict[str, int] = {}

    def walk(codes: tuple[Code, ...], key: tuple[str | int, ...]) -> None:
        for at, code in enumerate(codes):
            found.setdefault(code.id, case.corpus.line(path, *key, at))
            walk(code.children, (*key, at, "children"))

    walk(case.corpus.codebook.tree, ("codes",))
    return found
