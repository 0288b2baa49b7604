"""Word lists of the rules, one file per rule; written for faden, from common knowledge of each language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _read_lists(area: str) -> dict[str, str]:
    text = files(__package__).joinpath("words", f"{area}.toml").read_text("utf-8")
    return {name: str(words) for name, words in tomllib.loads(text).items()}


def word_list(area: str, name: str) -> tuple[str, ...]:
    """The words of a list, as they stand in ``words/<area>.toml``.

    Raises:
        KeyError: There is no such list; the files are part of the package.
    """
    return tuple(word.replace("_", " ") for word in _read_lists(area)[name].split())
