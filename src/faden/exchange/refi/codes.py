"""Codes that come with a project: new ones into the codebook, differences listed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from faden.coding.codebook import Codebook, CodebookFile, read_codebook
from faden.core.documents import parse_yaml
from faden.core.files import read_text, write_atomic, write_new
from faden.core.formats import label
from faden.core.problems import Place, Problem, Severity
from faden.core.text import normal
from faden.core.yaml import dump
from faden.exchange.refi.aligning import compact
from faden.exchange.refi.model import key
from faden.exchange.refi.native import Writer
from faden.exchange.refi.plan import code_name, long_colour

if TYPE_CHECKING:
    from faden.coding.codebook import Code
    from faden.exchange.refi.corpus import Corpus
    from faden.exchange.refi.model import Code as RefiCode
    from faden.exchange.refi.model import Project
    from faden.study.folder import Folder

_SHOWN: Final = 10
"""Codes that a message names."""

_CODES: Final = re.compile(r"^codes:[ \t]*(?P<empty>\[\][ \t]*)?(?:#.*)?$", re.MULTILINE)
_TOP: Final = re.compile(r"^[^\s#-]", re.MULTILINE)


def code_differences(
    folder: Folder, corpus: Corpus, project: Project, names: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield what a project says otherwise of codes that the study has, and codes that it lacks.

    Args:
        folder: The study.
        corpus: What is in it.
        project: The project.
        names: Code (id of the project, small letters) → id in the study.
    """
    place = Place(folder.shown(folder.codebook))
    writer = Writer(corpus, lambda _transcript, _turn: True)
    placed = {p.code.id: p for book in (corpus.book, *corpus.beside) for p in book.codes()}
    there: set[str] = set()
    for code, above in _placed(project.codes, ""):
        identifier = names.get(key(code.guid), "")
        there.add(identifier)
        if identifier not in placed:
            continue
        now = placed[identifier]
        for problem, here, other in _pairs(code, now.code, writer):
            yield Problem(
                problem, place, {"value": identifier, "here": here, "there": other}, Severity.WARNING
            )
        parent = now.path[-2] if len(now.path) > 1 else "–"
        if (told := names.get(above, "–")) != parent and (above == "" or above in names):
            params = {"value": identifier, "here": parent, "there": told}
            yield Problem("exchange-code-moved", place, params, Severity.WARNING)
    gone = [i for i, p in placed.items() if i not in there and p.code.merged_into is None]
    if gone and project.codes:
        several = {"n": len(gone), "codes": listed(gone)}
        yield Problem("exchange-codes-missing", place, several, Severity.NOTE)


def listed(codes: Collection[str]) -> str:
    """Codes for a message; of many the first."""
    first = list(codes)[:_SHOWN]
    return ", ".join([*first, "…"] if len(codes) > _SHOWN else first)


def _placed(codes: tuple[RefiCode, ...], above: str) -> Iterator[tuple[RefiCode, str]]:
    for code in codes:
        yield code, above
        yield from _placed(code.codes, key(code.guid))


def _pairs(there: RefiCode, here: Code, writer: Writer) -> Iterator[tuple[str, str, str]]:
    """Problem, value here, value there; only where they differ."""
    name = here.name.text(writer.language) or here.id
    if code_name(there) not in {name, *here.name.root.values()}:
        yield "exchange-code-renamed", name, code_name(there)
    colour = long_colour(there.colour)
    if colour is not None and colour.casefold() != here.colour.casefold():
        yield "exchange-code-recoloured", here.colour, colour
    described = normal(there.description or "")
    if compact(described) != compact(writer.description(here)):
        yield "exchange-code-described", "", ""


def new_codes(codes: tuple[Code, ...], present: set[str], above: str = "") -> Iterator[tuple[str, Code]]:
    """Yield codes that the study does not have, with the id of the code above; below them all that is new."""
    for code in codes:
        if code.id in present:
            yield from new_codes(code.children, present, code.id)
        else:
            inner = tuple(each for _, each in new_codes(code.children, present, code.id))
            yield above, code.model_copy(update={"children": inner})


def add_codes(folder: Folder, codes: tuple[tuple[str, Code], ...]) -> bool:
    """Add codes to the codebook, each below the code named or at the root; not a line of it is changed.

    Returns:
        Whether it was done. A file that is written otherwise than faden writes it is left to people.
    """
    if not codes:
        return True
    shown = folder.shown(folder.codebook)
    text = read_text(folder.codebook, shown=shown)
    before = parse_yaml(CodebookFile, text, "codebook", shown).value
    if before is None:
        return False
    wanted: tuple[Code, ...] = before.codes
    for above, code in codes:
        fresh = _dated(code, before.version)
        changed = _inserted(text, wanted, above, fresh)
        wanted = _below(wanted, above, fresh)
        if changed is None:
            return False
        text = changed
    after = parse_yaml(CodebookFile, text, "codebook", shown).value
    # The text was put together by hand: only what reads exactly as meant is written.
    if after is None or after != before.model_copy(update={"codes": wanted}):
        return False
    write_atomic(folder.codebook, text)
    return True


def _dated(code: Code, version: int) -> Code:
    children = tuple(_dated(each, version) for each in code.children)
    return code.model_copy(update={"since": version, "children": children})


def _below(codes: tuple[Code, ...], above: str, new: Code) -> tuple[Code, ...]:
    if not above:
        return (*codes, new)
    return tuple(
        code.model_copy(
            update={
                "children": (*code.children, new) if code.id == above else _below(code.children, above, new)
            }
        )
        if above in {p.code.id for p in Codebook(1, (), (code,)).codes()}
        else code
        for code in codes
    )


def _inserted(text: str, codes: tuple[Code, ...], above: str, new: Code) -> str | None:
    """The text of a codebook with one code more; ``None`` where its place is not to be found."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if not above:
        return _at_root(text, lines, new)
    start = next((at for at, line in enumerate(lines) if _names(line, above)), None)
    if start is None:
        return None
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = _end(lines, start, indent)
    keys = " " * (indent + 2)
    children = any(line.startswith(f"{keys}children:") for line in lines[start:end])
    parent = next(p.code for p in Codebook(1, (), codes).codes() if p.code.id == above)
    if children and not parent.children:
        return None  # written as an empty list
    dash = indent + 4
    if children:
        first = next(at for at in range(start, end) if lines[at].startswith(f"{keys}children:"))
        item = next((line for line in lines[first + 1 : end] if line.lstrip().startswith("- ")), "")
        dash = len(item) - len(item.lstrip())
    block = ([] if children else [f"{keys}children:\n"]) + _item(new, dash)
    return "".join([*lines[:end], *block, *lines[end:]])


def _names(line: str, identifier: str) -> bool:
    return (
        re.fullmatch(rf"""\s*- id: ["']?{re.escape(identifier)}["']?\s*(?:#.*)?""", line.rstrip()) is not None
    )


def _end(lines: list[str], start: int, indent: int) -> int:
    """Where the entry ends that begins on a line; blank lines and remarks behind it are not of it."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        told = lines[at].strip()
        if not told or told.startswith("#"):
            continue
        if len(lines[at]) - len(lines[at].lstrip()) <= indent:
            break
        end = at + 1
    return end


def _at_root(text: str, lines: list[str], new: Code) -> str | None:
    found = _CODES.search(text)
    if found is None:
        return None
    start = text.count("\n", 0, found.start())
    if found["empty"]:
        lines[start] = "codes:\n"
        return "".join([*lines[: start + 1], *_item(new, 2), *lines[start + 1 :]])
    item = next((line for line in lines[start + 1 :] if line.lstrip().startswith("- ")), None)
    if item is None:
        return None
    dash = len(item) - len(item.lstrip())
    end = start + 1
    for at in range(start + 1, len(lines)):
        told = lines[at].strip()
        if not told or told.startswith("#"):
            continue
        if _TOP.match(lines[at]):
            break
        end = at + 1
    return "".join([*lines[:end], *_item(new, dash), *lines[end:]])


def _item(code: Code, dash: int) -> list[str]:
    """A code as an entry of a list whose dash stands at a column."""
    values = code.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"since": code.since}
    plain = dump([values]).splitlines(keepends=True)
    offset = len(plain[0]) - len(plain[0].lstrip())
    return [" " * dash + line[offset:] for line in plain]


def write_codes(
    folder: Folder, codes: tuple[Code, ...], name: str, used: set[str]
) -> tuple[str, list[Problem]]:
    """Write the codes of a project: into an empty codebook, else into a file beside it.

    Codes that the codebook has already are left as they are.

    Returns:
        The file written, empty where none was; and what a person has to merge.
    """
    book = read_codebook(folder).value if folder.codebook.is_file() else None
    present = {each.code.id for each in book.codes()} if book else set()
    if not codes or all(each in present for each in _ids(codes)):
        return "", []
    content = format_codebook(codes)
    if not present:
        write_atomic(folder.codebook, content)
        return folder.shown(folder.codebook), []
    path = folder.root / "analysis" / f"codebook-{name}.yaml"
    write_new(path, content)
    new = [each for each in _ids(codes) if each not in present]
    params = {"n": len(new), "used": len(used & set(new))}
    return folder.shown(path), [
        Problem("refi-codebook-beside", Place(folder.shown(path)), params, Severity.WARNING)
    ]


def _ids(codes: tuple[Code, ...]) -> list[str]:
    return [identifier for code in codes for identifier in (code.id, *_ids(code.children))]


def format_codebook(codes: tuple[Code, ...]) -> str:
    """The file of a codebook."""
    file = CodebookFile(format=label("codebook"), codes=codes)
    return dump(file.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"version": 1})
