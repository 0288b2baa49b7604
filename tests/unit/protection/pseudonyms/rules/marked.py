"""Sentences with brackets around what identifies somebody, as cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("de", "en", "ar", "fa", "uk", "ti")
_MARK: Final = re.compile(r"\[\[(\w+):(.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and what must be found in it: start, end, kind, words."""

    text: str
    gold: tuple[tuple[int, int, str, str], ...]


def case(line: str) -> Case:
    """A marked sentence as a case."""
    line = line.replace("\\n", "\n")
    text, gold, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        gold.append((len(text), len(text) + len(match[2]), match[1], match[2]))
        text += match[2]
        at = match.end()
    return Case(text + line[at:], tuple(gold))


def read_cases(name: str) -> list[Case]:
    """The cases of a file; lines with # are remarks."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [case(line) for line in lines if line.strip() and not line.startswith("#")]
