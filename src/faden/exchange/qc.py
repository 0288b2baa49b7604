"""A folder of qc (qualitative-coding) as a project: its corpus, code tree, coded lines, coders, memos."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from faden.core.files import inside, read_text
from faden.core.problems import ImportRefusedError, Place, Problem, Severity, StudyError
from faden.core.yaml import parse
from faden.exchange._sqlite import read_tables
from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.model import Code, Coding, Project, TextSelection, TextSource, User
from faden.exchange.refi.read import Found
from faden.exchange.refi.relations import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SETTINGS: Final = "settings.yaml"
_NAMES: Final = {
    "corpus_dir": "corpus",
    "database": "qualitative_coding.sqlite3",
    "memos_dir": "memos",
    "codebook": "codebook.yaml",
}
_TABLES: Final = {
    "document": ("file_path", "file_hash"),
    "document_index": ("id", "document_id"),
    "location": ("id", "document_index_id"),
    "coded_line": ("id", "line", "coder_id", "code_id"),
    "coded_line_location_association": ("coded_line_id", "location_id"),
}
_DEEP: Final = 50


def is_qc(folder: Path) -> bool:
    """Whether a folder is a project of qc."""
    return (folder / SETTINGS).is_file() and "qc_version" in read_text(folder / SETTINGS)


def read_qc(folder: Path) -> Found:
    """Read a project of qc. Only files within its folder are read, whatever its settings say.

    Raises:
        ImportRefusedError: It is no project of qc, or its database cannot be read.
    """
    places = _places(folder)
    tables = read_tables(places["database"], _TABLES)
    base = f"qc/{folder.name}"
    coders = list(dict.fromkeys(str(row["coder_id"]) for row in tables["coded_line"]))
    users = {name: User(guid=made_guid(base, "coder", name), name=name) for name in coders}
    tree, codes = _codes(base, places["codebook"])
    loose = [str(row["code_id"]) for row in tables["coded_line"]]
    extra = [
        Code(guid=codes.setdefault(name, made_guid(base, "code", name)), name=name, codable=True)
        for name in dict.fromkeys(loose)
        if name not in codes
    ]
    problems: list[Problem] = []
    lines = _lines(tables)
    sources = []
    for row in tables["document"]:
        name = str(row["file_path"])
        text = _text(places["corpus_dir"], name, problems)
        guid = made_guid(base, "document", name)
        selections = () if text is None else tuple(_selections(guid, text, lines.get(name, []), codes, users))
        path = f"internal://{guid}.txt"
        sources.append(TextSource(guid=guid, name=name, plain_path=path, stored=text, selections=selections))
    project = Project(
        name="",
        origin="qc",
        users=tuple(users.values()),
        codes=(*tree, *extra),
        sources=tuple(sources),
        notes=tuple(_memos(base, places["memos_dir"])),
    )
    return Found(project, {}, tuple(problems))


def _places(folder: Path) -> dict[str, Path]:
    settings = parse(read_text(folder / SETTINGS), SETTINGS).value if (folder / SETTINGS).is_file() else None
    if not isinstance(settings, dict) or "qc_version" not in settings:
        raise ImportRefusedError("exchange-database-broken", folder.as_posix())
    try:
        return {key: inside(folder, str(settings.get(key, usual))) for key, usual in _NAMES.items()}
    except StudyError as error:
        raise ImportRefusedError.of(error.problem) from None


def _codes(base: str, path: Path) -> tuple[tuple[Code, ...], dict[str, str]]:
    """The tree of codes, and name → id; of two codes of one name, coded lines mean the first."""
    named: dict[str, str] = {}

    def _made(entries: Any, above: str, depth: int) -> Iterator[Code]:
        for entry in entries if isinstance(entries, list) and depth < _DEEP else ():
            pairs = entry.items() if isinstance(entry, dict) else [(entry, None)]
            for key, below in pairs:
                name = str(key)
                guid = made_guid(base, "code", name if name not in named else f"{above}/{name}")
                named.setdefault(name, guid)
                inner = tuple(_made(below, f"{above}/{name}", depth + 1))
                yield Code(guid=guid, name=name, codable=True, codes=inner)

    value = parse(read_text(path), path.name).value if path.is_file() else None
    return tuple(_made(value, "", 0)), named


def _lines(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Document → its coded lines; a line belongs to a document through its paragraph."""
    index = {row["id"]: str(row["document_id"]) for row in tables["document_index"]}
    location = {row["id"]: index.get(row["document_index_id"], "") for row in tables["location"]}
    place = {
        row["coded_line_id"]: location.get(row["location_id"], "")
        for row in tables["coded_line_location_association"]
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tables["coded_line"]:
        found.setdefault(place.get(row["id"], ""), []).append(row)
    return found


def _text(corpus: Path, name: str, problems: list[Problem]) -> str | None:
    try:
        return read_text(inside(corpus, name), shown=name).replace("\r\n", "\n").replace("\r", "\n")
    except StudyError as error:
        params = error.problem.params
        problems.append(Problem(error.problem.code, Place(name), params, Severity.WARNING))
        return None


def _selections(
    source: str,
    text: str,
    rows: list[dict[str, Any]],
    codes: Mapping[str, str],
    users: Mapping[str, User],
) -> Iterator[TextSelection]:
    """A selection a coded line and coder; lines count from 0."""
    pieces = text.split("\n")
    starts = list(accumulate((len(piece) + 1 for piece in pieces[:-1]), initial=0))
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((int(row["line"]), str(row["coder_id"])), []).append(row)
    for (line, coder), coded in sorted(found.items()):
        if not 0 <= line < len(pieces):
            continue
        words = pieces[line]
        start = starts[line] + len(words) - len(words.lstrip())
        user = users[coder].guid
        codings = tuple(
            Coding(
                guid=made_guid(source, "coding", str(row["id"])),
                creating_user=user,
                code=Ref(target=codes[str(row["code_id"])]),
            )
            for row in coded
        )
        yield TextSelection(
            guid=made_guid(source, "line", str(line), coder),
            start=start,
            end=start + len(words.strip()),
            creating_user=user,
            codings=codings,
        )


def _memos(base: str, folder: Path) -> Iterator[TextSource]:
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        if path.is_symlink():
            continue
        yield TextSource(guid=made_guid(base, "memo", path.name), name=path.stem, content=read_text(path))
