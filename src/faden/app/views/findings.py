"""Findings as the team sees them: the claim, its text with the marks filled, all its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.app.views.needs import GroupReach, by_group, code_names
from faden.app.views.quotes import Quote, quote
from faden.findings.finding import marks
from faden.publish.marks import Counting, filled

if TYPE_CHECKING:
    from collections.abc import Collection

    from faden.findings.finding import Finding
    from faden.publish.verdict import Case

_ALONE: Final = re.compile(r"^\s*\[\[(c-[^\[\]\s]{1,20})\]\]\s*$")
GAP: Final = "(…)"
"""What stands in the place of words that the viewer may not see yet."""

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a finding's text: Markdown, or a quotation that stands alone in its line."""

    markdown: str = ""
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding.

    Attributes:
        id: Its id.
        title: The claim.
        certainty: ``high``, ``medium`` or ``low``.
        key: Whether it is one of the key findings.
        needs: Ids of the needs it belongs to.
        codes: Names of the codes it rests on.
        n: Persons with evidence under them.
        of: Persons asked.
        groups: The same by group.
        supports: Evidence for it.
        contradicts: Evidence against it.
        text: Its text.
        language: The language of the text; another one than asked for where there is no translation.
    """

    id: str
    title: str
    certainty: str
    key: bool
    needs: tuple[str, ...]
    codes: tuple[str, ...]
    n: int
    of: int
    groups: tuple[GroupReach, ...]
    supports: tuple[Quote, ...]
    contradicts: tuple[Quote, ...]
    text: tuple[Piece, ...]
    language: str


def list_findings(case: Case, language: str, hidden: Collection[str] = ()) -> list[FindingView]:
    """All findings, by id.

    Args:
        case: The study as the viewer may count it.
        language: That of the page.
        hidden: Codings that the viewer may not see yet, because others are to code blindly.
    """
    return [_finding(case, finding, language, hidden) for finding in case.corpus.findings]


def show_finding(
    case: Case, identifier: str, language: str, hidden: Collection[str] = ()
) -> FindingView | None:
    """One finding; ``None`` where there is none of this id; see `list_findings`."""
    found = next((f for f in case.corpus.findings if f.head.id == identifier), None)
    return _finding(case, found, language, hidden) if found else None


def _finding(case: Case, finding: Finding, language: str, hidden: Collection[str]) -> FindingView:
    head = finding.head
    reach = case.index.reach(head.codes)
    told = language if language in finding.texts else next(iter(finding.texts), language)
    links = [link for link in head.evidence if link.coding not in hidden]
    quotes = [quote(case, link.coding, language, relation=link.relation) for link in links]
    written = _covered(finding.texts.get(told, ""), hidden)
    return FindingView(
        id=head.id,
        title=head.title.text(language),
        certainty=head.certainty,
        key=head.key,
        needs=head.needs,
        codes=code_names(case, head.codes, language),
        n=reach.n,
        of=reach.of,
        groups=by_group(case, head.codes, language),
        supports=tuple(q for q in quotes if q.relation == "supports"),
        contradicts=tuple(q for q in quotes if q.relation == "contradicts"),
        text=tuple(_pieces(case, written, Counting(case, head.codes, told))),
        language=told,
    )


def _covered(text: str, hidden: Collection[str]) -> str:
    """The text with a gap in the place of each quotation that may not be seen yet."""
    for mark in reversed(marks(text)):
        if mark.words in hidden:
            text = text[: mark.start] + GAP + text[mark.end :]
    return text


def _pieces(case: Case, text: str, counting: Counting) -> list[Piece]:
    """The text, cut at quotations that stand alone in their line."""
    pieces: list[Piece] = []
    lines: list[str] = []
    for line in text.split("\n"):
        alone = _ALONE.match(line)
        if alone is None:
            lines.append(_inline(case, line, counting))
            continue
        pieces += [Piece("\n".join(lines)), Piece(quote=quote(case, alone[1], counting.language))]
        lines = []
    pieces.append(Piece("\n".join(lines)))
    return [piece for piece in pieces if piece.quote or piece.markdown.strip()]


def _inline(case: Case, line: str, counting: Counting) -> str:
    """A line with its marks filled; a mark that is not understood stays as it was written."""
    for mark in reversed(marks(line)):
        line = line[: mark.start] + _plain(_filled(case, mark.words, counting)) + line[mark.end :]
    return line


def _filled(case: Case, words: str, counting: Counting) -> str:
    if words in case.index.found:
        return f"„{case.index.found[words].words}“"
    try:
        return filled(words, counting)
    except KeyError:
        return f"[[{words}]]"


def _plain(text: str) -> str:
    """Words of people as Markdown that says exactly these words."""
    return _PUNCTUATION.sub(r"\\\1", text.replace("\n", " "))
