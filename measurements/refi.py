"""Whether projects of other programs come in and go out with every position right.

The generated projects are written by ``tests/conformance/refi_generator.py``, which shares no code with
faden; words of a selection are compared with those that it wrote. Word boundaries in the real project are
told by a rule of this file, and the yardstick there is a naive reader: the text as it stands in the file,
cut at the positions as they stand in the project.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from lxml import etree

from faden.exchange.refi.binding import to_plain
from faden.exchange.refi.export import export_project
from faden.exchange.refi.importing import Wishes, import_project
from faden.exchange.refi.model import TextSource
from faden.exchange.refi.profiles import PROFILES
from faden.exchange.refi.read import Found, parse_project, read_project
from faden.exchange.refi.write import format_archive, format_codebook
from faden.protection import vault as vaults
from faden.study.beginning import begin_study
from faden.study.folder import find_folder
from measurements.processes import run
from measurements.studies import ROOT, SHARED

IDS: Final = ("refi.generated.", "refi.nvivo.", "refi.roundtrip.", "refi.schema.", "refi.qualcoder.")
GENERATOR: Final = ROOT / "tests/conformance/refi_generator.py"
QUALCODER: Final = Path(__file__).with_name("baseline_qualcoder.py")
_REAL: Final = SHARED / "refi"
_NVIVO: Final = _REAL / "qdpx/nvivo-win-12.6_emoji_MASKED.qdpx"
_DAY: Final = "2025-01-01"


def measure() -> list[dict[str, Any]]:
    """Everything but speed; what needs real files or QualCoder is left out where they are not at hand."""
    made = generator()
    rows = [_generated(made)]
    real = sorted([*_REAL.glob("qdpx/*.qdpx"), *_REAL.glob("qde/*.qde")])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [*real, *_written(made, folder)]
        rows.append(_round_trips(files, folder))
        if real:
            rows += [_nvivo(), _schema(files, folder)]
        if has_qualcoder():
            rows.append(_qualcoder(folder))
    return rows


def generator() -> ModuleType:
    """The module that writes projects in every convention."""
    spec = importlib.util.spec_from_file_location("refi_generator", GENERATOR)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GENERATOR)
    module = importlib.util.module_from_spec(spec)
    sys.modules["refi_generator"] = module
    spec.loader.exec_module(module)
    return module


def has_qualcoder() -> bool:
    """Whether QualCoder and the library of its windows can be loaded here (see ``PYTHONPATH``)."""
    return all(importlib.util.find_spec(name) is not None for name in ("qualcoder", "PyQt6"))


def _generated(made: ModuleType) -> dict[str, Any]:
    """Part of all quotations, over all conventions, that are what was written."""
    right = total = told = 0
    for how in made.CONVENTIONS:
        project = made.project(how)
        found = parse_project(project.data, "made.qdpx")
        told += sum(problem.code == "refi-offsets-ambiguous" for problem in found.problems)
        words = dict(quotations(found))
        right += sum(words.get(guid) == text for guid, text in project.quotes.items())
        total += len(project.quotes)
    note = f"{len(made.CONVENTIONS)} conventions; {told} texts told as doubtful"
    return {"id": "refi.generated.exact", "value": right / total, "n": total, "note": note}


def quotations(found: Found) -> Iterator[tuple[str, str]]:
    """Id and words of every selection on a text."""
    for source in found.project.sources:
        if isinstance(source, TextSource):
            plain = source.plain or ""
            for each in source.selections:
                yield each.guid or "", plain[each.start : each.end]


def _written(made: ModuleType, folder: Path) -> list[Path]:
    """A generated project for every way of counting, in files; by whom it was written matters elsewhere."""
    paths = []
    for number, how in enumerate(made.CONVENTIONS[::5]):
        paths.append(folder / f"made{number}.qdpx")
        paths[-1].write_bytes(made.project(how).data)
    return paths


def _nvivo() -> dict[str, Any]:
    """Part of the selections in the real project that begin and end at words, beside a naive reader.

    The three that do not are slips of the person who coded, as far as masked letters let one tell: in each,
    one end stands exactly at a sentence and only the other is within a word (7769-8462 and 23974-24473 end,
    and 23520-23973 begins, a few letters off), while selections right before and after, and one around the
    first, fit at both ends. A wrong way of counting would move both ends, and its neighbours with them.
    """
    found = read_project(_NVIVO)
    texts = [source for source in found.project.sources if isinstance(source, TextSource)]
    own = [at_words(t.plain or "", s.start or 0, s.end or 0) for t in texts for s in t.selections]
    naive = list(_naively())
    return {
        "id": "refi.nvivo.word-boundaries",
        "value": sum(own) / len(own),
        "baseline": sum(naive) / len(naive),
        "n": len(own),
        "note": f"{sum(own)} of {len(own)}; a naive reader {sum(naive)} of {len(naive)}",
    }


def _naively() -> Iterator[bool]:
    """Whether each selection is at words where positions are taken as they stand."""
    with zipfile.ZipFile(_NVIVO) as archive:
        names = {name.rpartition("/")[2].casefold(): name for name in archive.namelist()}
        project = next(name for name in archive.namelist() if name.endswith(".qde"))
        for source in etree.fromstring(archive.read(project)).iter("{*}TextSource"):
            file = names[source.get("plainTextPath").rpartition("/")[2].casefold()]
            text = archive.read(file).decode("utf-8-sig")
            for each in source.iter("{*}PlainTextSelection"):
                yield at_words(text, int(each.get("startPosition")), int(each.get("endPosition")))


def at_words(text: str, start: int, end: int) -> bool:
    """Whether neither end parts two letters, digits or marks of one word."""
    if not 0 <= start <= end <= len(text):
        return False
    return not any(0 < at < len(text) and _letter(text[at - 1]) and _letter(text[at]) for at in (start, end))


def _letter(ch: str) -> bool:
    return unicodedata.category(ch)[0] in "LNM"


def _round_trips(files: list[Path], folder: Path) -> dict[str, Any]:
    """Differences after file → study → file → study, in the project, its files and those of the study."""
    total, wrong = 0, []
    for number, path in enumerate(files):
        base = folder / f"trip{number}"
        secret = vaults.from_passphrase("only for measuring")
        vault = vaults.create(base / "vault", "v-222222222222", secret, cost=4)
        studies = []
        for name, source in (("one", path), ("two", base / "out.qdpx")):
            begin_study(base / name)
            studies.append(find_folder(base / name))
            import_project(studies[-1], source, Wishes(by="lead", on=_DAY), vault if name == "one" else None)
            if name == "one":
                export_project(studies[0], base / "out.qdpx", vault=vault)
        before, after = read_project(path), read_project(base / "out.qdpx")
        found = _differing(to_plain(before.project), to_plain(after.project))
        found += _differing(dict(before.files), dict(after.files))
        found += _differing(_content(studies[0].root), _content(studies[1].root))
        total += found
        wrong += [path.name] if found else []
    note = f"differing: {', '.join(wrong)}" if wrong else ""
    return {"id": "refi.roundtrip.differences", "value": total, "n": len(files), "note": note}


def _content(root: Path) -> dict[str, Any]:
    """The files of a study, but for what is built of them."""
    files = (p for p in root.rglob("*") if p.is_file() and p.relative_to(root).parts[0] != "build")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _differing(one: Any, two: Any) -> int:
    """How many values differ, in mappings and lists at any depth."""
    if isinstance(one, dict) and isinstance(two, dict):
        return sum(_differing(one.get(key), two.get(key)) for key in one.keys() | two.keys())
    if isinstance(one, list) and isinstance(two, list):
        pairs = zip(one, two, strict=False)
        return abs(len(one) - len(two)) + sum(_differing(a, b) for a, b in pairs)
    return int(one != two)


def _schema(files: list[Path], folder: Path) -> dict[str, Any]:
    """Errors of exports for every program, and of codebooks, against the standard's schemas."""
    project, book = (etree.XMLSchema(etree.parse(_REAL / "xsd" / n)) for n in ("Project.xsd", "Codebook.xsd"))
    export_project(find_folder(ROOT), folder / "own.qdpx")
    errors = n = 0
    for path in (*files, folder / "own.qdpx"):
        found = read_project(path)
        for program in PROFILES.values():
            with zipfile.ZipFile(io.BytesIO(format_archive(found.project, found.files, program))) as archive:
                errors += _errors(project, archive.read("project.qde"))
        errors += _errors(book, format_codebook(found.project)) if found.project.codes else 0
        n += len(PROFILES) + bool(found.project.codes)
    return {"id": "refi.schema.errors", "value": errors, "n": n, "note": "qdpx for each program, and qdc"}


def _errors(schema: Any, data: bytes) -> int:
    schema.validate(etree.fromstring(data))
    return len(schema.error_log)


def _qualcoder(folder: Path) -> dict[str, Any]:
    """Part of all codings of this study that QualCoder reads with the very same words."""
    out = folder / "for-qualcoder.qdpx"
    export_project(find_folder(ROOT), out)
    project = read_project(out).project
    told = Counter(
        (source.plain or "")[each.start : each.end]
        for source in project.sources
        if isinstance(source, TextSource)
        for each in source.selections
        for _ in each.codings
    )
    heard = Counter(json.loads(call_qualcoder("import", str(out), str(folder / "qualcoder")).output))
    return {"id": "refi.qualcoder.exact", "value": (told & heard).total() / told.total(), "n": told.total()}


def call_qualcoder(*words: str) -> Any:
    """Run the yardstick in a process of its own; gives its time, memory and output."""
    path = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    return run([sys.executable, QUALCODER, *words], folder=ROOT, variables=path)
