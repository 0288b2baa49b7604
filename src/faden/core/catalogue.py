"""Every text that faden itself says, in German and English, by key.

The texts stand in ``core/texts/<area>.toml``: a table a key, holding ``de`` and ``en``. A problem
with the code ``x`` is worded by ``problem.x`` (what is wrong) and ``problem.x.remedy`` (what to do).

A number chooses its words: ``{n} {n:Person|Personen}`` is “1 Person” or “3 Personen”. The words
before the bar are for exactly one. They may hold values themselves: ``{n:die eine|alle {n}}``.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from faden.core.text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.core.problems import Problem

INTERFACE_LANGUAGES: Final = ("de", "en")
"""Languages that faden itself speaks; German first."""

_WORDS: Final = r"(?:[^{}|]|\{\w+\})*"
_CHOICE: Final = re.compile(rf"\{{(?P<number>\w+):(?P<one>{_WORDS})\|(?P<many>{_WORDS})\}}")


class _Params(dict[str, object]):
    """Leaves a placeholder standing where no value came, rather than losing the message."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _chosen(wording: str, params: Mapping[str, object]) -> str:
    """The text with the words for one or for many, wherever the number is known."""

    def choose(found: re.Match[str]) -> str:
        number = params.get(found["number"])
        if number is None:
            return found[0].replace("{", "{{").replace("}", "}}")
        return found["one"] if str(number) == "1" else found["many"]

    return _CHOICE.sub(choose, wording)


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All texts: key → language → text. Read once from the package."""
    texts: dict[str, Mapping[str, str]] = {}
    folder = resources.files("faden.core") / "texts"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            texts |= tomllib.loads(file.read_text(encoding="utf-8"))
    return texts


def text(key: str, language: str, /, **params: object) -> str:
    """The text behind a key, with its values filled in.

    Args:
        key: A key of the catalogue.
        language: ``de`` or ``en``; any other is answered in German.
        params: Values for the placeholders of the text; put in as they are, not escaped.

    Raises:
        KeyError: The key is not in the catalogue.
    """
    entry = catalogue()[key]
    wording = entry.get(language) or entry["de"]
    return _chosen(wording, params).format_map(_Params(params))


def interface_language() -> str:
    """The language faden speaks here: ``FADEN_LANG``, else the system's, else German."""
    for variable in ("FADEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "")[:2].lower()
        if code in INTERFACE_LANGUAGES:
            return code
        if variable == "FADEN_LANG" and code:
            break
    return "de"


def _told(problem: Problem, language: str) -> dict[str, object]:
    """The values of a problem; a language by its name, with its code as in files, facts in words.

    Values come from files: nothing in them may act on a screen, or look like a line of the message.
    """
    named = {"language": _named, "languages": _named, "facts": _facts, "reason": _reason}
    told: dict[str, object] = {}
    for key, value in problem.params.items():
        safe = value if isinstance(value, int | float) else visible(str(value))
        told[key] = named[key](str(safe), language) if key in named else safe
    return told


def _facts(facts: str, language: str) -> str:
    """Facts such as ``age 62, language uk`` in words: ``Alter: 62, Sprache: Ukrainisch (uk)``."""
    return ", ".join(_fact(*fact.partition(" "), language=language) for fact in facts.split(", "))


def _fact(attribute: str, between: str, value: str, *, language: str) -> str:
    if (key := f"fact.{attribute}") not in catalogue():
        return attribute + between + value
    if attribute == "language":
        code, _, kind = value.partition("/")
        how = f"{key}.{kind}"  # whether it was interpreted or translated
        value = _named(code, language) + (f" {text(how, language)}" if how in catalogue() else "")
    if f"{key}.{value}" in catalogue():
        value = text(f"{key}.{value}", language)
    return f"{text(key, language)}: {value}" if value else text(key, language)


def _reason(reason: str, language: str) -> str:
    """What should stand somewhere, in words, such as ``entries-least 2``; signs and examples stay."""
    key, _, n = reason.partition(" ")
    return text(f"reason.{key}", language, n=n) if f"reason.{key}" in catalogue() else reason


def _named(codes: str, language: str) -> str:
    """Codes of languages, with commas between them, as words: ``Arabisch (ar)``; others stay."""
    keys = [(code, f"language.{code}") for code in codes.split(", ")]
    return ", ".join(f"{text(key, language)} ({code})" if key in catalogue() else code for code, key in keys)


def worded(problem: Problem, key: str, language: str) -> str:
    """A text of the catalogue with the values of a problem.

    Raises:
        KeyError: The key is not in the catalogue.
    """
    return text(key, language, **_told(problem, language))


def what(problem: Problem, language: str) -> str:
    """What is wrong, naming the values concerned."""
    return worded(problem, f"problem.{problem.code}", language)


def remedy(problem: Problem, language: str) -> str:
    """What to do about it, in the imperative."""
    return worded(problem, f"problem.{problem.code}.remedy", language)


def describe(problem: Problem, language: str) -> str:
    """A problem in two lines: place, code and what; then the remedy."""
    head = f"{visible(str(problem.place))}: " if problem.place.path else ""
    return f"{head}{problem.code}: {what(problem, language)}\n    {remedy(problem, language)}"
