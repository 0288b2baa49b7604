"""Turns the marked texts in ``sources/`` into test sets, so that no position is typed by hand.

A source holds one text a line; ``[[kind|words]]`` marks a detail that identifies somebody. Lines that
begin with ``#`` are remarks, and ``#: name`` begins a variety of the language. Nothing here imports faden:
what is judged and what judges share no code.

    python -m measurements.testsets.build
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent
SETS: Final[Mapping[str, str]] = {
    "ar": "ar",
    "de_interviews": "de",
    "en": "en",
    "fa": "fa",
    "ti": "ti",
    "uk": "uk",
}
"""Name of the set and its language."""

KINDS: Final = (
    "person",
    "place",
    "street",
    "organisation",
    "date",
    "age",
    "phone",
    "email",
    "web",
    "number",
    "plate",
    "account",
    "origin",
    "occupation",
    "illness",
)
_MARK: Final = re.compile(r"\[\[(\w+)\|([^\[\]|]+)\]\]")

Row = dict[str, Any]
"""``id, language, text, spans``; a span is ``[start, end, kind]``, in code points of NFC, end excluded."""


def parse(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a marked line and where its details stand.

    Raises:
        ValueError: A kind is unknown, or brackets are left over.
    """
    line = unicodedata.normalize("NFC", line)
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        if mark[1] not in KINDS:
            raise ValueError(f"no such kind: {mark[1]}")
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    text += line[last:]
    if "[[" in text or "]]" in text or text != unicodedata.normalize("NFC", text):
        raise ValueError(f"not marked properly: {line}")
    return text, spans


def rows(lines: Iterable[str], language: str) -> Iterator[Row]:
    """The rows of a set in the order of its source, numbered within each variety."""
    prefix, count = language, 0
    for line in lines:
        if line.startswith("#: "):
            prefix, count = f"{language}-{line[3:].strip()}", 0
        elif line.strip() and not line.startswith("#"):
            count += 1
            text, spans = parse(line.strip())
            yield {
                "id": f"{prefix}-{count:03}",
                "language": language,
                "text": text,
                "spans": [list(span) for span in spans],
            }


def read_source(name: str) -> list[Row]:
    """The rows of one set, made from its source."""
    source = FOLDER / "sources" / f"{name}.txt"
    return list(rows(source.read_text(encoding="utf-8").splitlines(), SETS[name]))


def format_rows(made: Iterable[Row]) -> str:
    """The rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)


def counts_table(sets: Mapping[str, Sequence[Row]]) -> str:
    """How many texts and details each set has, as the table in the README."""
    names = sorted(sets)
    kinds = {name: Counter(span[2] for row in sets[name] for span in row["spans"]) for name in names}
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    lines.append(_line("texts", [len(sets[name]) for name in names]))
    lines.append(_line("without a detail", [sum(not row["spans"] for row in sets[name]) for name in names]))
    lines += [_line(kind, [kinds[name][kind] for name in names]) for kind in KINDS]
    lines.append(_line("details", [kinds[name].total() for name in names]))
    return "\n".join(lines) + "\n"


def _line(label: str, numbers: Iterable[int]) -> str:
    return f"| {label} | {' | '.join(map(str, numbers))} |"


def main() -> None:
    """Write the sets beside this file and print their counts for the README."""
    sets = {name: read_source(name) for name in SETS}
    for name, made in sets.items():
        (FOLDER / f"pseudonyms_{name}.jsonl").write_text(format_rows(made), encoding="utf-8")
    print(counts_table(sets))


if __name__ == "__main__":
    main()
