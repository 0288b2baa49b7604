"""The list of names that a person keeps: ``pseudonyms.csv`` in the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, StringConstraints

from faden.core.documents import FileModel, format_table, parse_table, validate_rows
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed
from faden.protection.pseudonyms.matching import Matcher, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS: Final = ("name", "label", "kind", "variants")
"""Columns of the list. Variants are separated by ``|``; one label may stand in several rows."""

PATH: Final = "pseudonyms.csv"
"""Name of the list in the vault, and in messages."""


def _variants(value: object) -> object:
    return tuple(v.strip() for v in value.split("|") if v.strip()) if isinstance(value, str) else value


Cell = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Name(FileModel):
    """A name and what stands for it.

    ``kind`` is free, such as person, place, organisation; ``person`` gives the speaker of this name
    one participant id in all conversations.
    """

    name: Cell
    label: Cell
    kind: str = ""
    variants: Annotated[tuple[str, ...], BeforeValidator(_variants)] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.variants)


def parse_names(text: str, path: str = PATH) -> Parsed[tuple[tuple[int, Name], ...]]:
    """The rows of the list with their lines; messages name lines and labels, never names.

    A list with a problem gives no value: half a list would let names through.

    Args:
        text: The list, as a table.
        path: The file that messages name; the list in the vault where nothing else is said.
    """
    table = parse_table(text, "pseudonyms", COLUMNS, path)
    if table.value is None:
        return Parsed(None, tuple(_without_names(table.problems)))
    rows, problems = validate_rows(Name, table.value, path)
    # What pydantic quotes may be a name; only the line and the column are told.
    told = [Problem(p.code, p.place, {**p.params, "value": "…"}) for p in problems]
    told += _contradictions(rows, path)
    return Parsed(None if told else tuple(rows), tuple(told))


def _without_names(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Faults of a table, without words of a row that stands in the place of its heading: names."""
    headed = not any(p.code == "column-missing" and p.params["column"] == "name" for p in problems)
    for problem in problems:
        first = str(problem.params.get("value", ""))
        if first and not set(first.replace(";", ",").split(",")) <= set(COLUMNS):
            yield Problem(problem.code, problem.place, {**problem.params, "value": "…"})
        elif headed or problem.code != "column-unknown":
            yield problem


def _contradictions(rows: list[tuple[int, Name]], path: str) -> list[Problem]:
    """Forms with two labels, labels that hold a name, forms without letters, labels with line ends."""
    problems: list[Problem] = []
    labels: dict[tuple[str, ...], tuple[str, int]] = {}
    for line, name in rows:
        for form in name.forms:
            key = fold(form)
            if not key:
                problems.append(Problem("pseudonym-without-letters", Place(path, line)))
            elif key in labels and labels[key][0] != name.label:
                params = {"line": labels[key][1]}
                problems.append(Problem("pseudonym-twice", Place(path, line), params))
            labels.setdefault(key, (name.label, line))
    matcher = Matcher([(form, line) for line, name in rows for form in name.forms if fold(form)])
    for line, name in rows:
        if matcher.find(name.label):
            problems.append(Problem("pseudonym-names", Place(path, line)))
        if "\n" in name.label or "·" in name.label:
            problems.append(Problem("pseudonym-label-invalid", Place(path, line)))
    return problems


def is_held(names: Iterable[Name], labels: Iterable[str]) -> bool:
    """Whether a label holds a form of these names; a list with both could not be read any more."""
    matcher = Matcher([(form, 0) for name in names for form in name.forms if fold(form)])
    return any(matcher.find(label) for label in labels)


def format_names(names: tuple[Name, ...]) -> str:
    """The list as a file, in the order given."""
    rows = [(n.name, n.label, n.kind, "|".join(n.variants)) for n in names]
    return format_table("pseudonyms", COLUMNS, rows)
