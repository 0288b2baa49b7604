"""Many files as one result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faden.build.packing import pack, unpack

NAMES = st.text(st.sampled_from("abäö/._-"), min_size=1, max_size=12)
FILES = st.dictionaries(NAMES, st.binary(max_size=50), max_size=5)


@given(FILES)
def test_files_come_out_as_they_went_in(files: dict[str, bytes]) -> None:
    """Names and bytes."""
    assert files == unpack(pack(files))


@given(FILES)
def test_the_same_files_are_the_same_bytes(files: dict[str, bytes]) -> None:
    """Neither their order nor the hour shows."""
    assert pack(files) == pack(dict(reversed(list(files.items()))))
