"""Formats of study files: their versions, and the way from an old version to the present one.

Every file says ``format: faden.<name>/<version>``. A change of a format raises its number in
`CURRENT` and adds a step to `STEPS`; files of older versions are read through the steps, and
``faden migrate`` writes them anew. A newer version than faden knows is refused, never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Step = Callable[[dict[str, Any]], dict[str, Any]]
    """Takes the values of one version and gives those of the next."""

CURRENT: Final[Mapping[str, int]] = {
    "study": 1,
    "questions": 1,
    "guide": 1,
    "participants": 1,
    "consent": 1,
    "context": 1,
    "workshop": 1,
    "criteria": 1,
    "comparable": 1,
    "transcript": 1,
    "notes": 1,
    "codebook": 1,
    "codings": 1,
    "done": 1,
    "consensus": 1,
    "decisions": 1,
    "memo": 1,
    "needs": 1,
    "board": 1,
    "finding": 1,
    "page": 1,
    "persona": 1,
    "journey": 1,
    "translations": 1,
    "prototype": 1,
    "session": 1,
    "pseudonyms": 1,
    "labels": 1,
    "dismissed": 1,
    "pseudonymlog": 1,
    "vault": 1,
    "clusters": 2,
    "framework": 1,
    "reviews": 1,
    "redlist": 1,
    "information": 1,
    "retention": 1,
    "withdrawals": 1,
    "exchange": 1,
    "leaks": 1,
    "releases": 1,
    "numbers": 1,
}
"""The version of each format that this faden writes."""


def _clusters_2(values: dict[str, Any]) -> dict[str, Any]:
    """Clusters got levels and changes; a first result had neither."""
    return {"levels": [], "since": None} | values


STEPS: Final[Mapping[tuple[str, int], Step]] = {("clusters", 1): _clusters_2}
"""``(name, version)`` → the step from that version to the next."""

_FORMAT: Final = re.compile(r"^faden\.(?P<name>[a-z]+)/(?P<version>[1-9][0-9]*)$")


def label(name: str) -> str:
    """What a file of this format says of itself today, e.g. ``faden.transcript/1``."""
    return f"faden.{name}/{CURRENT[name]}"


def upgrade(
    parsed: Parsed[Any],
    name: str,
    path: str,
    *,
    current: Mapping[str, int] = CURRENT,
    steps: Mapping[tuple[str, int], Step] = STEPS,
) -> Parsed[Any]:
    """The values of a file in the present version of its format.

    Args:
        parsed: What the file holds.
        name: The format it must have.
        path: How messages name the file.
        current: Present version of each format.
        steps: The step from each older version.
    """
    if parsed.problems:
        return parsed
    data: Any = parsed.value
    place = Place(path, parsed.line("format") or 1)
    said = data.get("format") if isinstance(data, dict) else None
    match = _FORMAT.match(str(said or ""))
    if match is None or match["name"] != name:
        params = {"expected": f"faden.{name}/{current[name]}", "value": str(said or "–")}
        return Parsed(None, (Problem("format-unknown", place, params),), parsed.lines)
    version = int(match["version"])
    if version > current[name]:
        params = {"expected": f"faden.{name}/{current[name]}", "value": str(said)}
        return Parsed(None, (Problem("format-newer", place, params),), parsed.lines)
    while version < current[name]:
        data = steps[name, version](dict(data))
        version += 1
        data["format"] = f"faden.{name}/{version}"
    return Parsed(data, (), parsed.lines)
