"""The handbook is whole: every problem with an example, the same pages in both languages, no dead link."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from faden.core.catalogue import INTERFACE_LANGUAGES, catalogue
from faden.core.formats import CURRENT
from faden.interviews.readers.registry import formats
from faden.publish.handbook import (
    SLUGS,
    HandbookPage,
    example,
    handbook_pages,
    problem_codes,
    problem_examples,
)

CODE_BLOCK = re.compile(r"^```(?P<info>.*?)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ "


def _page(slug: str, language: str) -> HandbookPage:
    return next(page for page in handbook_pages(language) if page.slug == slug)


def _placeholders(code: str) -> Iterator[str]:
    for key in (f"problem.{code}", f"problem.{code}.remedy"):
        for told in catalogue()[key].values():
            yield from (field for _, field, _, _ in string.Formatter().parse(told) if field)


@pytest.mark.parametrize("code", problem_codes())
def test_every_problem_has_an_example_in_the_handbook(code: str) -> None:
    """Whoever sees a problem finds it there, with all its values filled in (STYLE, 4)."""
    shown = example(code)

    assert shown is not None, f"add [{code}] to src/faden/handbook/examples.toml"
    assert set() == set(_placeholders(code)) - set(shown.params)


def test_no_example_outlives_its_problem() -> None:
    """A code that is gone leaves the handbook too."""
    assert set() == set(problem_examples()) - {"defaults"} - set(problem_codes())


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_page_of_problems_lists_them_all(language: str) -> None:
    """In both languages, each under its own heading."""
    text = _page("problems", language).markdown

    assert problem_codes() == re.findall(r"^## (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_have_the_same_structure(slug: str) -> None:
    """A page that grew in one language only is half a page."""
    shapes = [_shape(_page(slug, language).markdown) for language in INTERFACE_LANGUAGES]

    assert shapes[0] == shapes[1]


def _shape(markdown: str) -> tuple[list[int], list[tuple[str, int]]]:
    """Levels of the headings, and each code block with its number of commands."""
    bare = CODE_BLOCK.sub("", markdown)
    levels = [len(hashes) for hashes in re.findall(r"^(#+) ", bare, re.MULTILINE)]
    blocks = [
        (_told_alike(m["info"]), sum(line.startswith(PROMPT) for line in m["text"].split("\n")))
        for m in CODE_BLOCK.finditer(markdown)
    ]
    return levels, blocks


def _told_alike(info: str) -> str:
    """What a block is; files outside the study are called differently in each language."""
    return re.sub(r'title="\.\./[^"]*"', "outside", info)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_has_a_title_and_links_that_lead_somewhere(slug: str, language: str) -> None:
    """Links between pages name the file of the other page."""
    page = _page(slug, language)

    assert page.title
    assert set() == set(re.findall(r"\]\(([^)#]+)", page.markdown)) - {f"{other}.md" for other in SLUGS}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_handbook_describes_every_format_of_the_study(language: str) -> None:
    """Each format that faden reads stands somewhere in the handbook with an example."""
    text = "".join(page.markdown for page in handbook_pages(language))

    assert [] == [name for name in CURRENT if f"faden.{name}/" not in text]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_handbook_names_every_format_that_can_be_imported(language: str) -> None:
    """And none that cannot: the page lists the short names, as messages do."""
    listed = _page("import", language).markdown.partition("\n## ")[0]

    assert [] == [name for name in formats() if not re.search(rf"\b{name}\b", listed)]


def test_german_quotation_marks_are_german() -> None:
    """German pages quote „so“; English ones do not."""
    for page in handbook_pages("de"):
        prose = re.sub(r"`[^`]*`", "", CODE_BLOCK.sub("", page.markdown))
        if page.slug != "problems":
            assert prose.count("„") == prose.count("“")
            assert '"' not in prose
    assert "„" not in "".join(p.markdown for p in handbook_pages("en") if p.slug not in {"problems", "study"})
