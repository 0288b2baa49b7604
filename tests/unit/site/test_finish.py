"""The last look at a page before anybody sees it."""

from __future__ import annotations

import pytest

from faden.site.finish import faults

WHOLE = (
    '<meta http-equiv="Content-Security-Policy" content="x"><script src="a.js"></script>'
    '<script id="__config" type="application/json">{}</script><a href="https://example.org">x</a>'
    '<p class="faden-banner faden-banner--1"><strong>Alles &amp; mehr</strong>'
)


def test_a_whole_page_passes() -> None:
    """Scripts from files, data, and links that somebody has to follow are in order."""
    assert faults(WHOLE, ["Alles & mehr"]) == []


@pytest.mark.parametrize(
    ("added", "removed"),
    [
        ("<script>x</script>", ""),
        ("<style>.faden-banners{display:none}</style>", ""),
        ("<img src=x onerror=alert(1)>", ""),
        ('<a href="java&#10;script:alert(1)">x</a>', ""),
        ('<h2>{&quot;heading&quot;: "x"}</h2>', ""),
        ("<SCRIPT type=module>x</SCRIPT>", ""),
        ('<img src="https://example.org/x.png">', ""),
        ("<link rel=stylesheet href=//example.org/x.css>", ""),
        ('<iframe title="x" src="http://example.org">', ""),
        ("", "Alles &amp; mehr"),
        ("", "Content-Security-Policy"),
    ],
)
def test_a_page_that_is_not_whole_is_found(added: str, removed: str) -> None:
    """No banner, no policy, a script in the page, or a request to another machine."""
    page = WHOLE.replace(removed, "") if removed else WHOLE + added

    assert len(faults(page, ["Alles & mehr"])) == 1
