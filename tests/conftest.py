"""What holds for every test: nothing leaves this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent / "support"))

from network import no_network

# The same cases every time, so that a red run is a changed program; `--hypothesis-profile=explore`
# looks for new ones.
settings.register_profile("stable", deadline=None, max_examples=60, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("stable")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Only this machine answers while tests run; programs they start inherit no proxy."""
    for variable in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"):
        os.environ.pop(variable, None)
        os.environ.pop(variable.upper(), None)
    with no_network():
        yield
