"""The only door to BERTopic, UMAP, HDBSCAN and scikit-learn: vectors in, group numbers out.

BERTopic loads PyTorch and Transformers for embedders and text generators that faden does not use
(5.7 s, 680 MB). They are kept out while it is loaded (3 s, 310 MB).
"""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

NOT_NEEDED: Final = frozenset({"torch", "transformers", "sentence_transformers"})
"""Libraries that BERTopic takes where they are installed, and does without where they are not."""

DIMENSIONS: Final = 5
"""To which UMAP reduces; BERTopic's own default."""

WARD_DIMENSIONS: Final = 20
"""To which PCA reduces the vectors of a small set; tried on 15–50 statements."""

_loading: Final = Lock()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How coarsely one run looks.

    Attributes:
        neighbours: Statements around each that UMAP keeps together; fewer than there are.
        smallest: Statements that make a group in HDBSCAN, at least 2.
    """

    neighbours: int
    smallest: int


class _Absent(MetaPathFinder):
    """Answers as if the libraries that are not needed were not installed."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:  # noqa: ARG002 - its form is fixed
        if fullname in NOT_NEEDED:
            raise ModuleNotFoundError(fullname, name=fullname)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep their notices away, and undo the filters that BERTopic sets for the whole program.

    They say what faden knows: that TensorFlow is missing, that a seed means one thread, that few
    statements have fewer eigenvectors than asked for.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _load() -> Any:
    """BERTopic's module; loaded once."""
    with _loading, _quiet():
        if "bertopic" in sys.modules:
            return sys.modules["bertopic"]
        absent = _Absent()
        sys.meta_path.insert(0, absent)
        try:
            import bertopic
        finally:
            sys.meta_path.remove(absent)
        return bertopic


def topic_labels(vectors: NDArray[np.float32], sizes: Sizes, *, seed: int) -> NDArray[np.int64]:
    """The groups that one run of BERTopic finds: UMAP, then the leaves of HDBSCAN's tree.

    Leaves, because the default ("excess of mass") now and then gives one group of half of all.
    One thread and one seed: the same vectors in the same order give the same groups.

    Args:
        vectors: ``(n, d)`` float32, about 30 or more rows.
        sizes: How coarsely to look.
        seed: Of UMAP.

    Returns:
        ``(n,)`` group numbers from 0, the largest first; -1 where a statement fits nowhere.

    Source:
        Grootendorst, M. (2022), BERTopic: Neural topic modeling with a class-based TF-IDF procedure.
    """
    library = _load()
    with _quiet():
        from hdbscan import HDBSCAN
        from umap import UMAP

        reduce = UMAP(
            n_neighbors=sizes.neighbours,
            n_components=DIMENSIONS,
            min_dist=0.0,
            metric="cosine",
            random_state=seed,
            n_jobs=1,
        )
        group = HDBSCAN(
            min_cluster_size=sizes.smallest,
            min_samples=1,
            cluster_selection_method="leaf",
            core_dist_n_jobs=1,
        )
        return _fitted(library, reduce, group, vectors)


def ward_labels(vectors: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """A given number of groups of a small set, by BERTopic with PCA and Ward's method.

    Args:
        vectors: ``(n, d)`` float32, at least ``count`` rows.
        count: Number of groups, at least 2.

    Returns:
        ``(n,)`` group numbers from 0, the largest first.
    """
    library = _load()
    with _quiet():
        from sklearn.cluster import AgglomerativeClustering
        from sklearn.decomposition import PCA

        reduce = PCA(min(WARD_DIMENSIONS, len(vectors) - 1, vectors.shape[1]), svd_solver="full")
        return _fitted(library, reduce, AgglomerativeClustering(count), vectors)


def _fitted(library: Any, reduce: Any, group: Any, vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    from sklearn.feature_extraction.text import CountVectorizer

    model = library.BERTopic(
        embedding_model=None,
        umap_model=reduce,
        hdbscan_model=group,
        # The words of a single run are not used (label words are those of the consensus), but
        # BERTopic wants some; it fails on a vocabulary of one.
        vectorizer_model=CountVectorizer(analyzer=str.split),
    )
    labels, _ = model.fit_transform(["no words"] * len(vectors), embeddings=vectors)
    return np.asarray(labels, np.int64)


def class_weights(counts: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """How telling each word is for its group: c-TF-IDF.

    Args:
        counts: For each group, how often each word stands in it.

    Returns:
        For each group, word → weight above 0; words in alphabetical order.

    Source:
        Grootendorst, M. (2022), BERTopic, section 3.3; ``reduce_frequent_words`` takes the root of
        the frequency.
    """
    words = sorted({word for group in counts for word in group})
    if len(words) < 2:  # noqa: PLR2004 - nothing to weigh against; their code fails on it
        return [dict.fromkeys(group, 1.0) for group in counts]
    _load()
    with _quiet():
        from bertopic.vectorizers import ClassTfidfTransformer
        from scipy.sparse import csr_matrix

        table = csr_matrix([[group.get(word, 0.0) for word in words] for group in counts])
        weights = ClassTfidfTransformer(reduce_frequent_words=True).fit_transform(table).toarray()
    return [
        {word: float(weight) for word, weight in zip(words, row, strict=True) if weight > 0}
        for row in weights
    ]
