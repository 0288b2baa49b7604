"""What is never published without two people's decision: the red list, and names of third persons.

A quotation in which a term of the red list stands, or a name after a form of address, is withheld
until people have decided on exactly these words, in ``research/redlist.yaml``: two on the red list, one
on a third person. One “withhold” is enough to withhold (FIELD DP-10, DP-11).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, get_args

from pydantic import Field

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import digest, read_text
from faden.core.ids import CodingId, Slug
from faden.core.languages import Language
from faden.core.problems import FadenError
from faden.core.yaml import Parsed
from faden.publish.wordlists import found, packaged
from faden.study.labels import Ladder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.publish.verdict import Case

REDLIST: Final = "research/redlist.yaml"
"""The file of own terms and of decisions."""

Category = Literal[
    "residence",
    "work",
    "health",
    "trauma",
    "route",
    "family-at-home",
    "religion",
    "orientation",
    "proceedings",
    "third-person",
]
"""What a term tells about a person."""

CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)

Attribute = Literal[
    "age", "gender", "household", "arrived", "municipality", "origin", "occupation", "part", "other"
]
"""What words can tell of a person."""

NEEDED: Final[Mapping[bool, int]] = {False: 2, True: 1}
"""People who must agree, by whether only a third person is named."""


class Term(FileModel):
    """A term of the study's own."""

    category: Category
    language: Language
    term: Annotated[str, Field(min_length=2)]


class Decision(FileModel):
    """What one person has decided on exactly these words."""

    coding: CodingId
    words: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    """Digest of the words and their translations, as the problem names it."""
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    outcome: Literal["publish", "withhold"]
    by: Slug
    on: PartialDate
    reason: Annotated[str, Field(min_length=1)]


class Kept(FileModel):
    """A word in the study's own texts that people have decided to keep."""

    word: Annotated[str, Field(min_length=2)]
    path: str
    by: Slug
    on: PartialDate
    reason: Annotated[str, Field(min_length=1)]


class Tells(FileModel):
    """What readers learn from words about who says them, where no pattern sees it."""

    coding: CodingId
    facts: Annotated[dict[Attribute, str], Field(min_length=1)]
    by: Slug


class RedList(FileModel):
    """``research/redlist.yaml``."""

    format: str
    terms: tuple[Term, ...] = ()
    decisions: tuple[Decision, ...] = ()
    kept: tuple[Kept, ...] = ()
    tells: tuple[Tells, ...] = ()


class Hit(NamedTuple):
    """A term that stands in words to be published."""

    category: Category
    language: str
    word: str


def read_redlist(case: Case) -> Parsed[RedList]:
    """Read ``research/redlist.yaml``; a study without one has no terms of its own and no decisions."""
    folder = case.corpus.folder
    path = folder.root / REDLIST
    if not path.exists():
        return Parsed(RedList(format=""), ())
    try:
        return parse_yaml(RedList, read_text(path, shown=REDLIST), "redlist", REDLIST)
    except FadenError as error:
        return Parsed(None, (error.problem,))


def published_words(case: Case, coding: str) -> list[tuple[str, str]]:
    """The words of a quotation and its translations, each with its language."""
    evidence = case.index.found[coding]
    texts = [(evidence.words, evidence.coding.language)]
    made = case.corpus.translations.get(coding)
    if made is not None and made.words == evidence.words:
        texts += [(text, language) for language, text in sorted(made.text.root.items())]
    return texts


def words_digest(case: Case, coding: str) -> str:
    """What a decision is bound to: 16 hexadecimal digits over words and translations."""
    return digest("\x1f".join(f"{language}\x1e{text}" for text, language in published_words(case, coding)))[
        :16
    ]


def hits(case: Case, coding: str, own: tuple[Term, ...] = ()) -> list[Hit]:
    """The terms of the red list and the names of third persons in a quotation, each once, in order."""
    told: dict[Hit, None] = {}
    for text, language in published_words(case, coding):
        for category, terms in _terms(language, own).items():
            told |= {Hit(category, language, m[0]): None for m in found(text, terms, language)}
        told |= {Hit("third-person", language, name): None for name in named(text, language)}
        told |= {Hit(category, language, label): None for category, label in _labelled(case, text)}
    return list(told)


_LABELLED: Final[Mapping[Ladder, Category]] = {Ladder.ILLNESS: "health", Ladder.ROUTE: "route"}
"""Labels that stand for what is on the red list."""


def _labelled(case: Case, text: str) -> Iterator[tuple[Category, str]]:
    """Labels in a text that stand for an illness or a route."""
    for name, label in case.corpus.ladders.by_label.items():
        if label.ladder in _LABELLED and name in text:
            yield _LABELLED[label.ladder], name


@cache
def _terms(language: str, own: tuple[Term, ...]) -> dict[Category, tuple[str, ...]]:
    listed = packaged("redlist")
    lists = {category: list(listed.get(category, {}).get(language, ())) for category in CATEGORIES}
    for term in own:
        if term.language == language:
            lists[term.category].append(term.term)
    return {category: tuple(terms) for category, terms in lists.items() if terms}


def named(text: str, language: str) -> Iterator[str]:
    """Names after a form of address, such as “Frau Beispiel”; titles and roles are not names."""
    entry = packaged("names").get(language)
    if entry is None:
        return
    for match in re.finditer(entry["pattern"], text):
        if match["name"] not in entry["not"]:
            yield match[0]


def undecided(case: Case, coding: str, redlist: RedList | None) -> list[Hit]:
    """The terms of a quotation on which people have not agreed to publish.

    Args:
        case: The study.
        coding: A coding whose words stand.
        redlist: Own terms and decisions; ``None`` where they could not be read.
    """
    told = hits(case, coding, redlist.terms if redlist else ())
    if not told:
        return []
    words = words_digest(case, coding)
    mine = [d for d in (redlist.decisions if redlist else ()) if (d.coding, d.words) == (coding, words)]
    if any(decision.outcome == "withhold" for decision in mine):
        return told
    return [
        hit
        for hit in told
        if len({d.by for d in mine if hit.category in d.categories}) < NEEDED[hit.category == "third-person"]
    ]
