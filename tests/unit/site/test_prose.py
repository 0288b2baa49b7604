"""Text that the team has written in Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from site_sample import PROTOTYPE, hostile

from faden.publish.pages import Heading, Prose
from faden.site.errors import SiteError
from faden.site.links import Here
from faden.site.prose import parts, rendered

ALONE = Here("index", "de", "de", {"index": frozenset()}, frozenset({PROTOTYPE}))
TAGS = {"p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr", "br", "div"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}


def test_a_text_is_cut_at_its_headings() -> None:
    """Headings become headings of the page, so that they stand in its contents."""
    found = list(parts("a\n\n# b *c*\n\nd\n### e"))

    assert [Prose("a\n"), Heading("b c", 2), Prose("\nd"), Heading("e", 3)] == found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a **b** `c`", "<p>a <strong>b</strong> <code>c</code></p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](findings/F02.md)", '<p><a href="F02.html">x</a></p>'),
        ("[x](F02)", '<p><a href="F02.html">x</a></p>'),
        ("[x](index#top)", '<p><a href="../index.html#top">x</a></p>'),
        ("a\n~~~\nb", "<p>a</p>\n<pre><code>b</code></pre>"),
        ("```\na\n\nb\n```", "<pre><code>a&#10;&#10;b</code></pre>"),
    ],
)
def test_markdown_becomes_safe_html(here: Here, markdown: str, expected: str) -> None:
    """What the team writes is shown; what a browser would run is text."""
    assert expected == rendered(markdown, here)


@pytest.mark.parametrize("target", ["ftp://example.org", "//example.org/x", "/index", "findings/F09"])
def test_links_of_the_team_are_checked(here: Here, target: str) -> None:
    """A wrong link stops the build and names the page."""
    with pytest.raises(SiteError) as stopped:
        rendered(f"[x]({target})", here)

    assert stopped.value.problem.place.path == "de/findings/F01"


@given(hostile())
def test_no_other_element_comes_through(text: str) -> None:
    """No image, no script, no element that the team did not write in Markdown."""
    try:
        html = rendered(text, ALONE)
    except SiteError:
        return

    assert {tag.lower() for tag in re.findall(r"<\s*/?([A-Za-z!?][\w-]*)", html)} <= TAGS
    assert re.search(r"\n\s*\n|^[`~]|javascript:[^<]*\"", html, re.MULTILINE) is None
