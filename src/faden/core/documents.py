"""The shapes of study files: YAML, Markdown with front matter, tables, and named blocks of text.

Reading gives a `Parsed`: the value, or problems with the line. Nothing here raises for a file
that a person has written wrongly.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict

from faden.core import yaml
from faden.core.formats import CURRENT, upgrade
from faden.core.problems import Place, Problem, StudyError
from faden.core.text import normal
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

_FRONT: Final = re.compile(r"\A---\n(?P<head>.*?)^---[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKER: Final = re.compile(r":::|\\|[^\S\n]*#")
"""What a literal line must not begin with: a block, a backslash, or anything like a heading."""

_TABLE_HEAD: Final = re.compile(r"^#\s*faden\.(?P<name>[a-z]+)/(?P<version>[1-9][0-9]*)(?P<flags>.*)$")


class FileModel(BaseModel):
    """What stands in a file: frozen, and strangers among its keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def parse_yaml(model: type[M], text: str, name: str, path: str) -> Parsed[M]:
    """Parse a YAML file of the format ``name`` into its model."""
    return yaml.validate(model, upgrade(yaml.parse(normal(text), path), name, path), path)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file in two pieces.

    Attributes:
        head: The YAML between the two lines ``---``.
        body: What follows, in normal form.
        body_line: Line of the file at which the body begins.
    """

    head: str
    body: str
    body_line: int


def split_front_matter(text: str) -> FrontMatter | None:
    """The front matter and the body of a Markdown file; ``None`` where there is no front matter."""
    plain = normal(text)
    match = _FRONT.match(plain)
    if match is None:
        return None
    return FrontMatter(match["head"], plain[match.end() :], plain.count("\n", 0, match.end()) + 1)


def parse_front_matter(
    model: type[M], text: str, name: str, path: str
) -> tuple[Parsed[M], FrontMatter | None]:
    """Parse a Markdown file with front matter of the format ``name``."""
    parts = split_front_matter(text)
    if parts is None:
        problem = Problem("front-matter-missing", Place(path, 1), {"expected": f"faden.{name}/1"})
        return Parsed(None, (problem,)), None
    head = upgrade(yaml.parse(parts.head, path, first_line=2), name, path)
    return yaml.validate(model, head, path), parts


def format_front_matter(head: dict[str, Any], body: str) -> str:
    """A Markdown file with front matter; always the same bytes for the same values."""
    return f"---\n{yaml.dump(head)}---\n\n{body.strip(chr(10))}\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A named stretch of a text, as ``::: original ar`` begins it.

    Attributes:
        words: The words after the three colons.
        text: The literal text, without surrounding white space.
        line: Line of the marker in the file.
        text_line: Line at which the text begins, after blank lines.
    """

    words: tuple[str, ...]
    text: str
    line: int
    text_line: int = 0


def split_blocks(text: str, first_line: int = 1) -> tuple[str, list[Block]]:
    """Split a text at its ``:::`` lines; gives what stands before the first, and the blocks."""
    if ":::" not in text:
        return unescape(text), []
    lines = text.split("\n")
    marks = [i for i, line in enumerate(lines) if line.startswith(":::")]
    if not marks:
        return unescape(text), []
    ends = [*marks[1:], len(lines)]
    blocks = [_block(lines[a:b], first_line + a) for a, b in zip(marks, ends, strict=True)]
    return unescape("\n".join(lines[: marks[0]])), blocks


def _block(lines: list[str], line: int) -> Block:
    blank = next((at for at, text in enumerate(lines[1:]) if text.strip()), 0)
    return Block(tuple(lines[0][3:].split()), unescape("\n".join(lines[1:])), line, line + 1 + blank)


def escape(text: str) -> str:
    """Text as it stands in a file: lines that would read as markers begin with a backslash."""
    return "\n".join("\\" + line if _MARKER.match(line) else line for line in text.split("\n"))


def unescape(text: str) -> str:
    """The literal text of what stands in a file; undoes `escape` and strips both ends."""
    if "\\" not in text:
        return text.strip()
    return "\n".join(line.removeprefix("\\") for line in text.split("\n")).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of a study.

    Attributes:
        rows: One mapping a row, with its line.
        flags: Words after the format in the first line, such as ``synthetic``.
    """

    rows: tuple[tuple[int, dict[str, str]], ...]
    flags: tuple[str, ...] = ()


def parse_table(text: str, name: str, columns: Sequence[str], path: str) -> Parsed[Table]:
    """Parse a CSV table whose first line names its format, e.g. ``# faden.consent/1``.

    Comma or semicolon separate; which one shows in the line of column names. A cell may hold line
    breaks; the line of its row is then the last one.
    """
    first, _, rest = normal(text).partition("\n")
    match = _TABLE_HEAD.match(first.strip().strip('";,').strip())
    if match is None or match["name"] != name or int(match["version"]) > CURRENT[name]:
        known = match is not None and match["name"] == name
        params = {"expected": f"faden.{name}/{CURRENT[name]}", "value": first[:60]}
        code = "format-newer" if known else "format-unknown"
        return Parsed(None, (Problem(code, Place(path, 1), params),))
    head = rest.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(rest), delimiter=delimiter, strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    names: list[str] | None = None
    try:
        for cells in reader:
            line = reader.line_num + 1
            if names is None:
                names = [cell.strip() for cell in cells]
                problems += _columns(names, columns, Place(path, line))
            elif len(cells) == len(names):
                stripped = (cell.strip() for cell in cells)
                rows.append((line, dict(zip(names, stripped, strict=True))))
            elif cells:
                problems.append(Problem("row-uneven", Place(path, line), {"columns": len(names)}))
    except csv.Error:
        problems.append(Problem("table-quote-open", Place(path, reader.line_num + 1)))
    if names is None:
        problems += _columns([], columns, Place(path, 2))
    table = Table(tuple(rows), tuple(match["flags"].split()))
    return Parsed(None if problems else table, tuple(problems))


def _columns(names: Sequence[str], columns: Sequence[str], place: Place) -> Iterator[Problem]:
    """What is wrong with the names of columns; of two of one name, one would hide the other."""
    yield from (Problem("column-missing", place, {"column": c}) for c in columns if c not in names)
    for at, name in enumerate(names):
        if name not in columns:
            yield Problem("column-unknown", place, {"column": name})
        elif name in names[:at]:
            yield Problem("column-twice", place, {"column": name})


def validate_rows(model: type[M], table: Table, path: str) -> tuple[list[tuple[int, M]], list[Problem]]:
    """The rows of a table as models, each with its line; empty cells count as not given."""
    good: list[tuple[int, M]] = []
    problems: list[Problem] = []
    for line, row in table.rows:
        given = {key: value for key, value in row.items() if value}
        parsed = yaml.validate(model, Parsed(given, (), {(key,): line for key in row}), path)
        problems += [Problem(p.code, Place(path, line), p.params) for p in parsed.problems]
        if parsed.value is not None:
            good.append((line, parsed.value))
    return good, problems


def format_table(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], flags: Sequence[str] = ()
) -> str:
    """A CSV table with its format line; always the same bytes for the same values."""
    stream = io.StringIO()
    stream.write(" ".join([f"# faden.{name}/{CURRENT[name]}", *flags]) + "\n")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def named(parsed: Parsed[T], told: str, path: str) -> Parsed[T]:
    """What was read of a file that must be called by its id; otherwise it is left out.

    Two files could else say they are the same thing, and one would hide the other.

    Args:
        parsed: What was read; ``value`` is set.
        told: The id that stands in the file.
        path: How messages name the file.
    """
    stem = PurePosixPath(path).stem
    if told == stem:
        return parsed
    problem = Problem("file-misnamed", Place(path, parsed.line("id") or 1), {"told": told, "named": stem})
    return Parsed(None, (*parsed.problems, problem), parsed.lines)


def wanted(parsed: Parsed[T]) -> T:
    """The value of a file that must be in order.

    Raises:
        StudyError: It is not; carries the first problem.
    """
    if parsed.value is None:
        first = parsed.problems[0]
        raise StudyError.of(first)
    return parsed.value
