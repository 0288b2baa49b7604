"""The door to BERTopic: nothing comes in that is not needed, nothing leaks out."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from faden.analysis._bertopic import Sizes, topic_labels, ward_labels

pytestmark = pytest.mark.slow

SCRIPT = """
import sys, warnings
import numpy as np
from faden.analysis._bertopic import Sizes, topic_labels
filters = list(warnings.filters)
vectors = np.random.default_rng(0).normal(size=(60, 16)).astype(np.float32)
topic_labels(vectors, Sizes(5, 3), seed=0)
loaded = {"torch", "transformers", "sentence_transformers"} & sys.modules.keys()
assert not loaded, loaded
assert filters == list(warnings.filters), "warning filters were changed"
assert not [f for f in sys.meta_path if type(f).__module__.startswith("faden")]
"""


def test_clustering_loads_no_torch_and_leaves_the_program_as_it_was() -> None:
    """PyTorch costs seconds and hundreds of megabytes; BERTopic's filters would hide our warnings."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_a_seed_gives_the_same_groups() -> None:
    """One thread, one seed."""
    vectors = np.random.default_rng(1).normal(size=(60, 16)).astype(np.float32)
    one, other = (topic_labels(vectors, Sizes(5, 3), seed=7) for _ in range(2))

    assert np.array_equal(one, other)


def test_wards_groups_are_as_many_as_asked_for() -> None:
    """The largest has the number nought."""
    vectors = np.repeat(np.eye(3, 8, dtype=np.float32), [5, 2, 3], axis=0)
    vectors += np.random.default_rng(2).normal(scale=0.01, size=vectors.shape).astype(np.float32)

    assert [0] * 5 + [2] * 2 + [1] * 3 == ward_labels(vectors, 3).tolist()
