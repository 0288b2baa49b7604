"""The door to BERTopic: nothing comes in that is not needed, nothing leaks out."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.analysis._bertopic import fitted

pytestmark = pytest.mark.slow

SCRIPT = """
import sys, warnings
import numpy as np
from faden.analysis._bertopic import fitted
filters = list(warnings.filters)
vectors = np.random.default_rng(0).normal(size=(60, 16)).astype(np.float32)
fitted(vectors, lambda v: v[:, :4], lambda p: (p[:, 0] > 0).astype(int))
loaded = {"torch", "transformers", "sentence_transformers"} & sys.modules.keys()
assert not loaded, loaded
assert filters == list(warnings.filters), "warning filters were changed"
assert not [f for f in sys.meta_path if type(f).__module__.startswith("faden")]
"""


def test_clustering_loads_no_torch_and_leaves_the_program_as_it_was() -> None:
    """PyTorch costs seconds and hundreds of megabytes; BERTopic's filters would hide our warnings."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_groups_are_numbered_by_size_and_what_fits_nowhere_stays_out() -> None:
    """BERTopic takes our reduction and our grouping in the place of those that depend on chance."""
    vectors = np.repeat(np.eye(4, 8, dtype=np.float32), [2, 5, 3, 1], axis=0)
    seen: list[tuple[int, ...]] = []

    def group(places: NDArray[np.float32]) -> NDArray[np.int64]:
        seen.append(places.shape)
        return np.where(places[:, 3] > 0, -1, places[:, :3].argmax(axis=1)).astype(np.int64)

    found = fitted(vectors, lambda rows: rows[:, :4], group)

    assert [(11, 4)] == seen
    assert [2] * 2 + [0] * 5 + [1] * 3 + [-1] == found.tolist()
