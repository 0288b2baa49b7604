"""Codings rest on codes that exist and on words that stand in the transcript."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from faden.coding.consensus import read_consensus
from faden.coding.done import CONSENSUS
from faden.coding.outdated import outdated
from faden.core.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.coding.codings import CodingFile
    from faden.publish.verdict import Case


def check_codings(case: Case) -> Iterator[Problem]:
    """Yield problems of codings without transcript, code or words, of unknown coders, of old definitions."""
    corpus = case.corpus
    codes = {placed.code.id: placed.code for placed in corpus.codebook.codes()}
    coders = {CONSENSUS, *(coder.id for coder in corpus.settings.coders)}
    times = Counter(coding.id for file in corpus.coding_files for coding in file.codings)
    for file in corpus.coding_files:
        path = corpus.folder.shown(corpus.folder.coding_file(file.coder, file.transcript))
        if file.coder not in coders:
            yield Problem("coder-unknown", Place(path, 1), {"value": file.coder})
        if file.transcript not in corpus.transcripts:
            yield Problem("coding-without-transcript", Place(path, 1), {"value": file.transcript})
            continue
        for coding in file.codings:
            place = Place(path, file.lines[coding.id])
            code = codes.get(coding.code)
            if code is None or not code.codable:
                yield Problem("code-unknown", place, {"value": coding.code})
            if times[coding.id] > 1:
                yield Problem("coding-twice", place, {"value": coding.id})
            else:
                yield from _words(case, coding.id, place)
        yield from _outdated(case, file, path)


def _outdated(case: Case, file: CodingFile, path: str) -> Iterator[Problem]:
    """One hint for each code of which codings are older than what it means now (FIELD QM-2)."""
    book = case.corpus.codebook
    found = outdated(book, file.codings)
    first = {coding.code: file.lines[coding.id] for coding in reversed(found)}
    for name, n in Counter(coding.code for coding in found).items():
        code = book.find(name)
        version = book.defined(code.id) if code is not None else 1
        params = {"code": name, "n": n, "version": version}
        yield Problem("coding-outdated", Place(path, first[name]), params, Severity.NOTE)


def check_consensus(case: Case) -> Iterator[Problem]:
    """Yield problems of decisions that cannot be read, or whose codings are gone from the consensus."""
    folder = case.corpus.folder
    standing = {c.id for f in case.corpus.coding_files if f.coder == CONSENSUS for c in f.codings}
    for path in folder.settled():
        parsed = read_consensus(folder, path.stem)
        yield from parsed.problems
        for at, decision in enumerate(parsed.value.decisions if parsed.value is not None else ()):
            for gone in (each for each in decision.codings if each not in standing):
                place = Place(folder.shown(path), parsed.line("decisions", at))
                yield Problem("consensus-coding-gone", place, {"value": gone}, Severity.WARNING)


def _words(case: Case, identifier: str, place: Place) -> Iterator[Problem]:
    evidence = case.index.found.get(identifier)
    if evidence is None:
        yield Problem("coding-words-gone", place, {"coding": identifier})
        return
    noted = evidence.coding.anchor  # what stands around the words may change; they stand where they stood
    if (evidence.anchor.start, evidence.anchor.end) != (noted.start, noted.end):
        yield Problem("coding-moved", place, {"coding": identifier}, Severity.NOTE)
