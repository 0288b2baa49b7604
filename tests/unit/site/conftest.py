"""What the tests of the site share."""

from __future__ import annotations

import pytest
from site_sample import PROTOTYPE

from faden.site.links import Here


@pytest.fixture
def here() -> Here:
    """The page of a finding, in German, on a site with one more page and one prototype."""
    anchors = {
        "index": frozenset({"top"}),
        "findings/F01": frozenset({"c-2b3c4d5f", "place"}),
        "findings/F02": frozenset[str](),
    }
    return Here("findings/F01", "de", "de", anchors, frozenset({PROTOTYPE}))
