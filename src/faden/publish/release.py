"""What a release demands beyond a draft: the vault for the leak scan, and two reviews.

A draft is for one's own eyes. A release fails on doubt (DESIGN, publish).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

from pydantic import Field

from faden.core.catalogue import text
from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text, write_new
from faden.core.formats import label
from faden.core.ids import Slug
from faden.core.problems import Place, Problem, Status
from faden.core.yaml import Parsed
from faden.publish.reviewers import Reviewer, reviewers
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.study.folder import Folder

REVIEWS = "research/reviews.yaml"
_NEEDED = 2
"""People who review for harm independently (FIELD DP-12)."""


Question = Literal["harm_participants", "harm_group", "harm_quarter", "misuse", "benefit"]
"""What a review answers: could it harm who took part, their group, their quarter; who could misuse it;
whom does it help?"""

QUESTIONS: Final[tuple[Question, ...]] = get_args(Question)


class Review(FileModel):
    """One person's recorded answer to: could publishing this harm anyone?"""

    by: Slug
    on: PartialDate
    outcome: Literal["release", "change", "stop"]
    of: str
    """The publication reviewed, by the digest that ``faden build`` names."""
    answers: Annotated[dict[Question, str], Field(default_factory=dict)]
    """An answer to each question; a review that leaves one open does not release."""
    note: str = ""

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions left open."""
        return tuple(question for question in QUESTIONS if not self.answers.get(question, "").strip())


class ReviewsFile(FileModel):
    """``research/reviews.yaml``."""

    format: str
    people: tuple[Reviewer, ...] = ()
    """Who reviews and is no coder of ``study.yaml``."""
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
    lines: Parsed[ReviewsFile] = Parsed(None)
    if path.exists():
        lines = parse_yaml(ReviewsFile, read_text(path, shown=REVIEWS), "reviews", REVIEWS)
        yield from lines.problems
    reviews = lines.value.reviews if lines.value else ()
    mine = [(at, review) for at, review in enumerate(reviews) if review.of == digest]
    for at, review in mine:
        if review.outcome == "release" and review.unanswered:
            params: dict[str, object] = {"by": review.by, "questions": ", ".join(review.unanswered)}
            yield Problem("review-unanswered", Place(REVIEWS, lines.line("reviews", at)), params)
    released = [(at, r) for at, r in mine if r.outcome == "release" and not r.unanswered]
    settings = read_settings(folder).value
    known = reviewers(settings.coders if settings else (), lines.value.people if lines.value else ())
    passed: dict[str, str] = {}
    for at, review in released:
        place = Place(REVIEWS, lines.line("reviews", at))
        yield from _check_reviewer(review.by, known, passed, place)
    if len(passed) < _NEEDED or any(r.outcome == "stop" for _, r in mine):
        lacking: dict[str, object] = {"missing": max(_NEEDED - len(passed), 1), "digest": digest}
        yield Problem("release-without-review", Place(REVIEWS, 0), lacking)


def _check_reviewer(
    by: str, known: Mapping[str, str], passed: dict[str, str], place: Place
) -> Iterator[Problem]:
    """Count the person behind an id in `passed`, person → id; yield why they do not count."""
    if by not in known:
        yield Problem("review-by-unknown", place, {"by": by})
    elif passed.setdefault(known[by], by) != by:
        yield Problem("review-by-same", place, {"by": by, "other": passed[known[by]]})


def write_review_form(folder: Folder, digest: str) -> bool:
    """Write ``research/reviews.yaml`` with the questions, where there is none yet; gives whether it did.

    The form holds no review: two people copy its example and answer for themselves.
    """
    asked = [f'#     {q}: ""  # {text(f"review.{q}", "de")} / {text(f"review.{q}", "en")}' for q in QUESTIONS]
    lines = [
        f"# {text('review.form', 'de')}",
        f"# {text('review.form', 'en')}",
        f"format: {label('reviews')}",
        f"# {text('review.people', 'de')}",
        f"# {text('review.people', 'en')}",
        "people: []",
        '# - {id: kuerzel, who: "…"}',
        "reviews: []",
        "# - by: kuerzel",
        '#   "on": 2026-01-31',
        "#   outcome: release  # release | change | stop",
        f'#   of: "{digest}"',
        "#   answers:",
        *asked,
        "",
    ]
    return write_new(folder.root / REVIEWS, "\n".join(lines))
