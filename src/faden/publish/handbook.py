"""The handbook: the same pages for the app and for the site, in German and English.

Written pages lie as Markdown in ``faden/handbook/<language>/<slug>.md``. The page of problems is made
from the catalogue, so that no problem can be missing from it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

from faden.core.catalogue import INTERFACE_LANGUAGES, catalogue, remedy, text, what
from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

SLUGS: Final = (
    "start",
    "study",
    "consent",
    "import",
    "pseudonyms",
    "exchange",
    "coding",
    "agreement",
    "matrices",
    "search",
    "board",
    "findings",
    "publishing",
    "prototypes",
    "testing",
    "handoff",
    "commands",
    "problems",
)
"""The pages in reading order; the same in all languages."""


class HandbookPage(NamedTuple):
    """One page of the handbook.

    Attributes:
        slug: Its name in addresses; links between pages read ``[…](<slug>.md)``.
        title: Its title.
        markdown: Its text below the title; headings begin at level 2.
    """

    slug: str
    title: str
    markdown: str


def handbook_pages(language: str) -> list[HandbookPage]:
    """All pages in a language, in reading order; a language that faden does not speak gets German."""
    told = language if language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]
    return [*_pages(told)]


@cache
def _pages(language: str) -> tuple[HandbookPage, ...]:
    return tuple(_split(slug, _read(slug, language)) for slug in SLUGS)


def _read(slug: str, language: str) -> str:
    if slug == "problems":
        return problem_reference(language)
    file = resources.files("faden") / "handbook" / language / f"{slug}.md"
    return file.read_text(encoding="utf-8")


def _split(slug: str, markdown: str) -> HandbookPage:
    title, _, rest = markdown.partition("\n")
    return HandbookPage(slug, title.removeprefix("# ").strip(), rest.strip() + "\n")


def problem_codes() -> list[str]:
    """The code of every problem that faden can report, sorted."""
    keys = (key.split(".") for key in catalogue())
    return sorted(parts[1] for parts in keys if parts[0] == "problem" and len(parts) == len(("problem", "x")))


@cache
def problem_examples() -> Mapping[str, Mapping[str, str]]:
    """Code → place and values of its example, from ``faden/handbook/examples.toml``."""
    file = resources.files("faden") / "handbook" / "examples.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def example(code: str) -> Problem | None:
    """An invented problem with this code; ``None`` where the handbook has no example yet."""
    values = problem_examples().get(code)
    if values is None:
        return None
    path, _, line = values.get("place", "").partition(":")
    params = {**problem_examples()["defaults"], **{k: v for k, v in values.items() if k != "place"}}
    return Problem(code, Place(path, int(line or 0)), params)


def problem_reference(language: str) -> str:
    """The page of problems: every code with what it means, an example and what to do."""
    head = f"# {text('handbook.problems.title', language)}\n\n{text('handbook.problems.intro', language)}\n"
    return "\n".join([head, *(_entry(code, language) for code in problem_codes())])


def _entry(code: str, language: str) -> str:
    shown = example(code) or Problem(code)
    place = f"{text('handbook.problems.example', language)} `{shown.place}`\n" if shown.place.path else ""
    return (
        f"## {code}\n\n{what(shown, language)}\n\n"
        f"**{text('handbook.problems.remedy', language)}** {remedy(shown, language)}\n\n{place}"
    )
