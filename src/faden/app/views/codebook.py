"""The codebook as the app shows it: the tree of codes with one coder's counts, and how it came about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.coding.outdated import outdated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.coding.codebook import Code, Codebook, Revision
    from faden.coding.codings import Coding
    from faden.coding.editing.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Branch:
    """A code in the tree.

    Attributes:
        id: Its id.
        name: Its name.
        count: Number of the coder's codings, those of codes merged into it included.
        waiting: How many of them were made under an old definition.
        codable: Whether words can be coded with it.
        state: ``merged``, ``retired`` or empty.
        into: Name of the code that it was merged into.
        below: The codes below it.
    """

    id: str
    name: str
    count: int
    waiting: int
    codable: bool
    state: str
    into: str
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One version of the codebook: number, day, by whom, the code it is about if it is one, and why."""

    version: int
    on: str
    by: str
    code: str
    name: str
    change: str


@dataclass(frozen=True, slots=True)
class BookView:
    """The codebook.

    Attributes:
        version: Its present version.
        tree: The codes at the root.
        codes: Number of codes that are in use.
        codings: Number of the coder's codings.
        waiting: Codes of which codings were made under an old definition, in the order of the tree.
        history: All versions, the latest first.
    """

    version: int
    tree: tuple[Branch, ...]
    codes: int
    codings: int
    waiting: tuple[Branch, ...]
    history: tuple[RevisionView, ...]


def show_codebook(codebook: Codebook, sheets: Mapping[str, Sheet], language: str) -> BookView:
    """The codebook with the counts of one coder.

    Args:
        codebook: The codebook.
        sheets: What the coder has coded, by conversation.
        language: That of the interface.
    """
    codings = [coding for sheet in sheets.values() for coding in sheet.codings]
    counts = resolved(codebook, codings)
    waiting = resolved(codebook, outdated(codebook, codings))
    names = names_of(codebook, language)

    def branch(code: Code) -> Branch:
        return Branch(
            id=code.id,
            name=names[code.id],
            count=counts[code.id],
            waiting=waiting[code.id],
            codable=code.codable,
            state="merged" if code.merged_into else "retired" if code.retired else "",
            into=names.get(code.merged_into or "", code.merged_into or ""),
            below=tuple(branch(child) for child in code.children),
        )

    tree = tuple(branch(code) for code in codebook.tree)
    return BookView(
        version=codebook.version,
        tree=tree,
        codes=sum(each.codable and not each.state for each in _flat(tree)),
        codings=len(codings),
        waiting=tuple(each for each in _flat(tree) if each.waiting),
        history=tuple(revision_view(each, names, language) for each in reversed(codebook.history)),
    )


def names_of(codebook: Codebook, language: str) -> dict[str, str]:
    """The name of each code."""
    return {placed.code.id: placed.code.name.text(language) for placed in codebook.codes()}


def revision_view(revision: Revision, names: Mapping[str, str], language: str) -> RevisionView:
    """One version, in words."""
    code = revision.code or ""
    name = names.get(code, code)
    return RevisionView(
        revision.version, str(revision.on), revision.by, code, name, revision.change.text(language)
    )


def resolved(codebook: Codebook, codings: list[Coding]) -> Counter[str]:
    """Code → number of codings; merged codes count as the one they went into."""
    found: Counter[str] = Counter()
    for name, n in Counter(coding.code for coding in codings).items():
        code = codebook.find(name)
        found[code.id if code is not None else name] += n
    return found


def _flat(tree: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(each for branch in tree for each in (branch, *_flat(branch.below)))
