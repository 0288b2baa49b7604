"""The door to markdown-it: Markdown of the team and of the handbook as HTML that is safe to show.

HTML in the text is shown as text, and links lead only to what `markdown-it` takes for harmless.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TITLE: Final = re.compile(r'title="(?P<name>[^"]+)"')


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
    """A block of code, with the name of the file it shows where ``title="…"`` gives one."""
    token = tokens[at]
    title = _TITLE.search(token.info)
    named = f'<p class="file"><code>{Markup.escape(title["name"])}</code></p>\n' if title else ""
    return f'{named}<pre tabindex="0"><code>{Markup.escape(token.content)}</code></pre>\n'


def render_markdown(text: str) -> Markup:
    """Markdown as HTML."""
    return Markup(_parser().render(text))  # noqa: S704 - markdown-it escapes, HTML is switched off
