"""The only door to BERTopic: vectors in, group numbers out.

BERTopic loads PyTorch and Transformers for embedders and text generators that faden does not use
(5.7 s, 680 MB). They are kept out while it is loaded (3 s, 310 MB).
"""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Step = Callable[[NDArray[np.float32]], NDArray[np.float32]]
    Grouping = Callable[[NDArray[np.float32]], NDArray[np.int64]]

NOT_NEEDED: Final = frozenset({"torch", "transformers", "sentence_transformers"})
"""Libraries that BERTopic takes where they are installed, and does without where they are not."""

_loading: Final = Lock()


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


class _Reduced:
    """In the place of UMAP, whose result depends on chance: our reduction."""

    def __init__(self, reduce: Step) -> None:
        self._reduce = reduce

    def fit(self, vectors: Any, y: Any = None) -> _Reduced:  # noqa: ARG002 - its form is fixed
        return self

    def transform(self, vectors: Any) -> Any:
        return self._reduce(np.asarray(vectors, np.float32))


class _Grouped:
    """In the place of HDBSCAN, which leaves much unassigned: our grouping."""

    labels_: NDArray[np.int64]

    def __init__(self, group: Grouping) -> None:
        self._group = group

    def fit(self, points: Any, y: Any = None) -> _Grouped:  # noqa: ARG002 - its form is fixed
        self.labels_ = self._group(np.asarray(points, np.float32))
        return self


def fitted(vectors: NDArray[np.float32], reduce: Step, group: Grouping) -> NDArray[np.int64]:
    """The groups that BERTopic finds with the given steps in the place of UMAP and HDBSCAN.

    Args:
        vectors: ``(n, d)`` float32, five rows or more.
        reduce: ``(n, d)`` → ``(n, r)`` float32.
        group: ``(n, r)`` → ``(n,)`` group numbers from 0.

    Returns:
        ``(n,)`` group numbers from 0, the largest first; -1 where a statement fits nowhere.

    Source:
        Grootendorst, M. (2022), BERTopic: Neural topic modeling with a class-based TF-IDF procedure.
    """
    library = _load()
    with _quiet():
        from sklearn.feature_extraction.text import CountVectorizer

        model = library.BERTopic(
            embedding_model=None,
            umap_model=_Reduced(reduce),
            hdbscan_model=_Grouped(group),
            # Its words are not used (label words are made per language), but BERTopic wants some; it
            # fails on a vocabulary of one.
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
