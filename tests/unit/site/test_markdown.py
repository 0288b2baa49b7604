"""Staged files: what they hold, and that words in them stay words for every reader of Markdown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.utils.meta import get_data
from ruamel.yaml import YAML
from site_sample import PROTOTYPE, Seen, every_block, hostile, made

from faden.core.text import normal
from faden.publish.pages import Page
from faden.site.errors import SiteError
from faden.site.markdown import stage, written

STRICT = ["attr_list", "tables", "fenced_code", "toc"]
GREEDY = [
    *("attr_list", "tables", "toc", "admonition", "footnotes", "def_list", "abbr", "smarty", "meta"),
    *("pymdownx.superfences", "pymdownx.magiclink", "pymdownx.betterem", "pymdownx.tilde", "pymdownx.caret"),
    *(
        "pymdownx.mark",
        "pymdownx.keys",
        "pymdownx.smartsymbols",
        "pymdownx.tasklist",
        "pymdownx.blocks.admonition",
    ),
    *(
        "pymdownx.snippets",
        "pymdownx.emoji",
        "pymdownx.arithmatex",
        "pymdownx.critic",
        "pymdownx.inlinehilite",
    ),
]
TAGS = {
    "p",
    "a",
    "h1",
    "h2",
    "h3",
    "figure",
    "figcaption",
    "blockquote",
    "span",
    "div",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
}
TAGS |= {
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "svg",
    "title",
    "desc",
    "defs",
}
TAGS |= {"pattern", "rect", "text", "path", "iframe", "strong", "em", "code", "bdi", "br"}
TAGS |= {"ol", "line", "circle", "small"}


def _seen(text: str, extensions: list[str]) -> Seen:
    staged = stage(made(text))["de/findings/F01.md"].decode()
    body = staged.split("\n---\n", 1)[1]
    seen = Seen()
    seen.feed(Markdown(extensions=extensions).convert(body))
    seen.close()
    return seen


def _letters(text: str) -> str:
    return "".join(c for c in normal(text) if not c.isspace() and c not in "\u2068\u2069\u202c")


@pytest.mark.parametrize("extensions", [STRICT, GREEDY], ids=["as built", "greedy"])
@given(text=hostile())
@settings(max_examples=40)
def test_words_never_become_markup(extensions: list[str], text: str) -> None:
    """Whatever a person said, the page has the same kinds of elements and leads to the same places."""
    seen, harmless = _seen(text, extensions), _seen("x", extensions)

    assert set(seen.tags) <= TAGS
    assert seen.attributes == harmless.attributes | ({"dir"} & seen.attributes)
    assert seen.addresses == harmless.addresses


@pytest.mark.parametrize("extensions", [STRICT, GREEDY], ids=["as built", "greedy"])
@given(text=hostile())
@settings(max_examples=40)
def test_words_are_shown_word_for_word(extensions: list[str], text: str) -> None:
    """Every character that was said can be read, in its order."""
    assert _letters(text) == _letters(_seen(text, extensions).words)


def test_the_same_publication_gives_the_same_files() -> None:
    """A site that changes without cause cannot be compared."""
    assert stage(made("x")) == stage(made("x"))


def test_all_files_of_a_site_are_staged() -> None:
    """Pages and look per language, a configuration each, templates, and files served as they are."""
    staged = stage(made("x"))

    wanted = {"de/index.md", "en/findings/F01.md", "mkdocs.de.yml", "mkdocs.en.yml", "theme/main.html"}
    wanted |= {"de/assets/faden/page.css", f"files/{PROTOTYPE}"}
    assert wanted <= set(staged)


def test_a_page_names_itself_in_other_languages() -> None:
    """The switch leads to the same page, not to the start."""
    head = json.loads(stage(made("x"))["en/findings/F01.md"].decode().split("---\n")[1])

    assert [("de", "../../findings/F01.html"), ("en", "F01.html")] == [
        (other["code"], other["href"]) for other in head["languages"]
    ]


def test_mkdocs_reads_the_head_of_a_page_whatever_stands_in_a_title() -> None:
    """A head that it cannot read is printed as body, with all that a title holds as markup."""
    publication = made("x")
    title = (
        "😀 <style>.faden-banners{display:none!important}</style><img src=x onerror=alert(1)>\U000f0000\u2028"
    )
    pages = {code: (Page("evil", title, (), "home"), *publication.pages[code]) for code in publication.pages}
    staged = stage(replace(publication, pages=pages))["de/evil.md"].decode()

    body, head = get_data(staged)

    assert title == head["heading"]
    assert "<style>" not in body
    assert "<img" not in body


def test_two_pages_at_one_place_stop() -> None:
    """One would silently replace the other."""
    publication = made("x")
    pages = (*publication.pages["de"], Page("index", "y", (), "home"))
    with pytest.raises(SiteError) as stopped:
        stage(replace(publication, pages={"de": pages, "en": ()}))

    assert stopped.value.problem.code == "site-path-taken"


@pytest.mark.parametrize("path", ["index.html", "en/x.html", "findings/F01.html"])
def test_a_file_at_the_place_of_a_page_stops(path: str) -> None:
    """A prototype must not replace a page."""
    with pytest.raises(SiteError) as stopped:
        stage(replace(made("x"), files={path: b"", PROTOTYPE: b""}))

    assert stopped.value.problem.code == "site-path-taken"


def test_a_link_to_a_page_that_is_not_published_stops() -> None:
    """The gate may have withheld it."""
    publication = made("x")
    pages = (Page("findings/F01", "x", every_block("x"), "findings"),)
    with pytest.raises(SiteError) as stopped:
        stage(replace(publication, pages={"de": pages, "en": ()}))

    assert stopped.value.problem.code == "site-link-broken"


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), hostile()))
def test_configurations_are_read_back_as_they_were(values: dict[str, Any]) -> None:
    """A title is no instruction to the reader of YAML."""
    values = {normal(key): normal(value) for key, value in values.items()}

    assert values == YAML(typ="safe", pure=True).load(written(values))
