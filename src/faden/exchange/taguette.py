"""Taguette's database as a project: documents, tags, highlights, who made them and when.

Taguette counts bytes of UTF-8 over the text of an HTML document without its tags.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from faden.core.problems import ImportRefusedError, Place, Problem, Severity
from faden.exchange._sqlite import read_tables
from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.model import Code, Coding, Project, TextSelection, TextSource, User
from faden.exchange.refi.read import Found
from faden.exchange.refi.relations import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TABLES: Final = {
    "projects": ("id", "name", "description", "created"),
    "documents": ("id", "project_id", "name", "description", "created", "contents"),
    "tags": ("id", "project_id", "path", "description"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "commands": ("id", "date", "user_login", "project_id", "payload"),
}
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "blockquote",
        "pre",
        "hr",
        "section",
    ]
)


def read_taguette(path: Path, project: str = "") -> Found:
    """Read one project of a Taguette database.

    Args:
        path: The ``.sqlite3`` file.
        project: Its name; where none is given, the only or first one.

    Raises:
        ImportRefusedError: It is no database of Taguette, or there is no such project.
    """
    tables = read_tables(path, _TABLES)
    projects = [row for row in tables["projects"] if not project or row["name"] == project]
    if not projects:
        raise ImportRefusedError("exchange-database-broken", path.as_posix())
    problems = []
    if not project and len(projects) > 1:
        params = {"n": len(projects)}
        problems.append(
            Problem("exchange-projects-several", Place(path.as_posix()), params, Severity.WARNING)
        )
    return _project(tables, projects[0], path.as_posix(), problems)


def is_taguette(path: Path) -> bool:
    """Whether a file is a database of Taguette."""
    try:
        read_tables(
            path, {name: columns for name, columns in _TABLES.items() if name in {"projects", "tags"}}
        )
    except (ImportRefusedError, OSError):
        return False
    return True


def _project(
    tables: Mapping[str, list[dict[str, Any]]], row: dict[str, Any], path: str, problems: list[Problem]
) -> Found:
    base = f"taguette/{row['name']}/{row['created']}/{row['id']}"
    makers = _makers(tables["commands"], row["id"])
    tags = [tag for tag in tables["tags"] if tag["project_id"] == row["id"]]
    codes = tuple(
        Code(
            guid=made_guid(base, "tag", str(tag["id"])),
            name=str(tag["path"]),
            codable=True,
            description=str(tag["description"]) or None,
        )
        for tag in tags
    )
    by_tag = {tag["id"]: code for tag, code in zip(tags, codes, strict=True)}
    tagged: dict[int, list[Code]] = {}
    for pair in tables["highlight_tags"]:
        if pair["tag_id"] in by_tag:
            tagged.setdefault(pair["highlight_id"], []).append(by_tag[pair["tag_id"]])
    sources = []
    for document in tables["documents"]:
        if document["project_id"] == row["id"]:
            mine = [h for h in tables["highlights"] if h["document_id"] == document["id"]]
            sources.append(_document(base, document, mine, tagged, makers, path, problems))
    logins = dict.fromkeys(login for login, _ in makers.values())
    project = Project(
        name=str(row["name"]),
        origin="Taguette",
        created=_time(row["created"]),
        users=tuple(User(guid=made_guid(base, "user", login), name=login) for login in logins),
        codes=codes,
        sources=tuple(sources),
        description=str(row["description"]) or None,
    )
    return Found(project, {}, tuple(problems))


def _makers(commands: list[dict[str, Any]], project: int) -> dict[int, tuple[str, str | None]]:
    """Highlight → who made or last changed it, and when."""
    made: dict[int, tuple[str, str | None]] = {}
    for row in commands:
        if row["project_id"] != project:
            continue
        try:
            payload = json.loads(row["payload"])
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            number = payload.get("highlight_id")
            if isinstance(number, int):
                made[number] = (str(row["user_login"]), _time(row["date"]))
    return made


def _document(  # noqa: PLR0913, PLR0917 - one document with all that points at it
    base: str,
    document: dict[str, Any],
    highlights: list[dict[str, Any]],
    tagged: Mapping[int, list[Code]],
    makers: Mapping[int, tuple[str, str | None]],
    path: str,
    problems: list[Problem],
) -> TextSource:
    words = _Words(str(document["contents"]))
    selections = []
    shifted = 0
    for each in highlights:
        start, end = (
            words.position(int(each["start_offset"])),
            words.position(int(each["end_offset"]), closing=True),
        )
        snippet = "".join(_Words(str(each["snippet"])).text.split())
        shifted += snippet != "".join(words.text[start:end].split())
        login, when = makers.get(each["id"], ("", None))
        user = made_guid(base, "user", login) if login else None
        number = str(each["id"])
        codings = tuple(
            Coding(
                guid=made_guid(base, "coding", number, code.guid or ""),
                creating_user=user,
                created=when,
                code=Ref(target=code.guid),
            )
            for code in tagged.get(each["id"], ())
        )
        selections.append(
            TextSelection(
                guid=made_guid(base, "highlight", number),
                start=start,
                end=end,
                creating_user=user,
                created=when,
                codings=codings,
            )
        )
    guid = made_guid(base, "document", str(document["id"]))
    if shifted:
        params = {"value": guid, "n": shifted}
        problems.append(Problem("exchange-text-changed", Place(path), params, Severity.WARNING))
    return TextSource(
        guid=guid,
        name=str(document["name"]),
        plain_path=f"internal://{guid}.txt",
        created=_time(document["created"]),
        description=str(document["description"]) or None,
        stored=words.text,
        selections=tuple(selections),
    )


def _time(value: object) -> str | None:
    """A time as the standard writes it; SQLite keeps ``2025-03-01 10:00:00.000000``."""
    text = str(value or "").replace(" ", "T").partition(".")[0]
    return f"{text}Z" if len(text) == len("2025-03-01T10:00:00") else None


class _Words(HTMLParser):
    """The text of an HTML document, line breaks between blocks, and the way from bytes to code points."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._length = 0
        self._bytes = 0
        self._pieces: list[tuple[int, int, str]] = []
        self.feed(html.replace("\r\n", "\n").lstrip())
        self.close()
        self.text = "".join(self._out)
        self._starts = [piece[0] for piece in self._pieces]

    def handle_data(self, data: str) -> None:
        self._pieces.append((self._bytes, self._length, data))
        self._bytes += len(data.encode("utf-8", "replace"))
        self._put(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and self._out and not self._out[-1].endswith("\n"):
            self._put("\n")

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)

    def position(self, offset: int, *, closing: bool = False) -> int:
        """The code point of the text at a byte; an end stays with the words before it."""
        at = bisect_right(self._starts, max(offset - closing, 0)) - 1
        if at < 0:
            return 0
        begin, out, data = self._pieces[at]
        inside = data.encode("utf-8", "replace")[: max(offset, 0) - begin]
        return out + len(inside.decode("utf-8", "ignore"))
