"""Links inside the site, to files beside it, and to the web."""

from __future__ import annotations

from dataclasses import replace

import pytest
from site_sample import PROTOTYPE

from faden.publish.pages import Link
from faden.site.errors import SiteError
from faden.site.links import Here


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("index", "../index.html"),
        ("findings/F02", "F02.html"),
        ("findings/F01#place", "F01.html#place"),
        ("#place", "#place"),
        (f"file:{PROTOTYPE}", f"../{PROTOTYPE}"),
    ],
)
def test_links_are_relative(here: Here, target: str, expected: str) -> None:
    """The site works in any folder of any server, and from a disk."""
    assert expected == here.href(target)


def test_files_stand_once_for_all_languages(here: Here) -> None:
    """A page in a language that is not the default stands one folder deeper."""
    assert replace(here, language="en").href(f"file:{PROTOTYPE}") == f"../../{PROTOTYPE}"


@pytest.mark.parametrize(
    "target",
    ["findings/F09", "index#nowhere", "file:prototype/none.html", "../index", "", "https://example.org"],
)
def test_a_link_that_leads_nowhere_stops(here: Here, target: str) -> None:
    """A dead link on a published page is a thread that is cut."""
    here = replace(here, anchors={k: v for k, v in here.anchors.items() if target or k != here.page})
    with pytest.raises(SiteError) as stopped:
        here.href(target)

    assert stopped.value.problem.code == "site-link-broken"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "ftp://example.org",
        'https://a"b',
        "https://a b",
    ],
)
def test_only_the_web_is_linked_to(here: Here, target: str) -> None:
    """A source is an address of the web, and nothing that runs."""
    with pytest.raises(SiteError) as stopped:
        here.link(Link("x", target, external=True))

    assert stopped.value.problem.code == "site-link-unsafe"


def test_a_link_to_the_web_tells_it_nothing(here: Here) -> None:
    """Whoever follows it does not say where from."""
    assert 'rel="external noopener noreferrer"' in here.link(Link("x", "https://example.org", external=True))
