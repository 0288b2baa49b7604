"""The one door to markdown-it: text that the team has written in Markdown, as safe HTML.

CommonMark with tables, without HTML and images; links lead to http, https, mailto or a page of the site.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from faden.core.text import normal
from faden.publish.pages import Heading, Prose
from faden.site.errors import SiteError
from faden.site.markup import balanced, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

    from faden.site.links import Here

_SCHEME: Final = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE: Final = frozenset({"http", "https", "mailto"})
_WITHOUT: Final = ["html_block", "html_inline", "image"]
_NUMBERED: Final = {ord(c): f"&#{ord(c)};" for c in "`~"}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).disable(_WITHOUT).enable("table")
    for rule in ("fence", "code_block"):
        parser.add_render_rule(rule, _code)
    return parser


def _code(_: Any, tokens: list[Any], at: int, *_rest: Any) -> str:
    """A block of code in one line of HTML: a blank line in it must not end the block it stands in."""
    lines = tokens[at].content.rstrip("\n").split("\n")
    return f"<pre><code>{'&#10;'.join(plain(line) for line in lines)}</code></pre>\n"


def parts(markdown: str) -> Iterator[Heading | Prose]:
    """A text cut at its headings, which become headings of the page, of level 2 or 3."""
    text = _lines(markdown)
    lines = text.split("\n")
    done = 0
    tokens = _parser().parse(text)
    for at, token in enumerate(tokens):
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        yield from _prose(lines[done : token.map[0]])
        done = token.map[1]
        yield Heading(_words(tokens[at + 1]), 2 if token.tag in {"h1", "h2"} else 3)
    yield from _prose(lines[done:])


def _lines(markdown: str) -> str:
    return "\n".join(balanced(line) for line in normal(markdown).split("\n"))


def _prose(lines: list[str]) -> Iterator[Prose]:
    text = "\n".join(lines)
    if text.strip():
        yield Prose(text)


def _words(inline: Any) -> str:
    return "".join(child.content or " " * (child.type == "softbreak") for child in inline.children)


def rendered(markdown: str, here: Here) -> str:
    """A text as HTML, without blank lines and without anything that Markdown would read once more.

    Raises:
        SiteError: A link leads nowhere, or has a scheme that is not safe.
    """
    parser = _parser()
    tokens = parser.parse(_lines(markdown))
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                _resolve(child, here)
    html = parser.renderer.render(tokens, parser.options, {})
    html = re.sub(r"<(/?)h[1-6]>", r"<\1p>", html)  # a heading inside a list is no heading of the page
    html = html.replace("<table>", '<div class="faden-table"><table class="faden-plain">').replace(
        "</table>", "</table></div>"
    )
    return re.sub(r"\n\s*\n", "\n", html.strip()).translate(_NUMBERED)


def _resolve(link: Any, here: Here) -> None:
    target = unquote(str(link.attrGet("href") or ""))
    scheme = _SCHEME.match(target)
    if scheme is None and not target.startswith("/"):
        link.attrSet("href", here.href(_page(target, here)))
    elif scheme is not None and scheme[1].lower() in _SAFE:
        link.attrSet("rel", "external noopener noreferrer")
        link.attrSet("class", "faden-external")
    else:
        raise SiteError("site-link-unsafe", f"{here.language}/{here.page}", target=target)


def _page(target: str, here: Here) -> str:
    """A page as the team names it: from the root of the site, or as a file beside this one."""
    path, mark, place = target.partition("#")
    path = path.removesuffix(".md")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(here.page), path)) if path else ""
    return f"{beside if path and beside in here.anchors else path}{mark}{place}"
