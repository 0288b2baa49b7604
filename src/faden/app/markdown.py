"""The door to markdown-it: Markdown of the team and of the handbook as HTML that is safe to show.

HTML in the text is shown as text, and links lead only to what `markdown-it` takes for harmless.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    # What is wider than the page scrolls by itself, and must be reachable by key to do so.
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0" role="group"><table>')
    parser.add_render_rule("table_close", lambda *_: "</table></div>")
    return parser


def _fence(_self: Any, tokens: Any, at: int, *_: Any) -> str:
    return f'<pre tabindex="0"><code>{Markup.escape(tokens[at].content)}</code></pre>\n'


def render_markdown(text: str) -> Markup:
    """Markdown as HTML."""
    return Markup(_parser().render(text))  # noqa: S704 - markdown-it escapes, HTML is switched off
