"""What a release demands beyond a draft: the vault for the leak scan, and two reviews.

A draft is for one's own eyes. A release fails on doubt (DESIGN, publish).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.problems import Place, Problem, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.study.folder import Folder

REVIEWS = "research/reviews.yaml"
_NEEDED = 2
"""People who review for harm independently (FIELD DP-12)."""


class Review(FileModel):
    """One person's recorded answer to: could publishing this harm anyone?"""

    by: Slug
    on: PartialDate
    outcome: Literal["release", "change", "stop"]
    of: str
    """The publication reviewed, by the digest that ``faden build`` names."""
    note: str = ""


class ReviewsFile(FileModel):
    """``research/reviews.yaml``."""

    format: str
    reviews: tuple[Review, ...] = ()


def check_release(folder: Folder, digest: str, *, vault_open: bool) -> Iterator[Problem]:
    """Yield what stands against a release, besides the rules of the gate.

    Args:
        folder: The study.
        digest: Digest of the publication; reviews of another one do not count.
        vault_open: Whether the vault could be opened for the leak scan.
    """
    if not vault_open:
        yield Problem("release-without-vault", Place(), status=Status.NOT_RUN)
    path = folder.root / REVIEWS
    reviews: tuple[Review, ...] = ()
    if path.exists():
        parsed = parse_yaml(ReviewsFile, read_text(path, shown=REVIEWS), "reviews", REVIEWS)
        yield from parsed.problems
        reviews = parsed.value.reviews if parsed.value else ()
    mine = [review for review in reviews if review.of == digest]
    passed = {review.by for review in mine if review.outcome == "release"}
    if len(passed) < _NEEDED or any(review.outcome == "stop" for review in mine):
        params = {"missing": max(_NEEDED - len(passed), 1), "digest": digest}
        yield Problem("release-without-review", Place(REVIEWS, 0), params)
