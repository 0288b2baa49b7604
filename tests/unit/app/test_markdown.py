"""Markdown as HTML that is safe to show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.app.markdown import render_markdown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/pixel.png)",
        '```yaml title="<b>x</b>"\n<i>y</i>\n```',
    ],
)
def test_nothing_in_a_text_becomes_active(text: str) -> None:
    """Texts of the team may come from anywhere: HTML is shown, pictures and scripts are not made."""
    html = render_markdown(text)

    assert not re.search(r"<(script|img|b|i)\b|href=\"javascript", html)


@given(st.text(alphabet=st.sampled_from("<>&\"'`[]()!*_# \n|-abc:/"), max_size=60))
def test_only_known_elements_ever_come_out(text: str) -> None:
    """Whatever is written, no element but those of prose is made."""
    allowed = "p|em|strong|a|code|pre|ul|ol|li|h[1-6]|blockquote|hr|br|table|thead|tbody|tr|th|td|div"

    assert [] == re.findall(rf"<(?!/?(?:{allowed})\b)[a-z/!]", render_markdown(text))


def test_a_code_block_names_the_file_it_shows() -> None:
    """Readers see where the text belongs."""
    assert '<p class="file"><code>research/study.yaml</code></p>' in render_markdown(
        '```yaml title="research/study.yaml"\nformat: x\n```'
    )
