"""What a proposal of the machine is called: in words that the reader of the page can read, where it can."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from faden.build.clusters import translated
from faden.core.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from faden.analysis.cluster import Extract
    from faden.publish.verdict import Case

WORDS: Final = 4
"""Telling words by which a proposal is called."""

LONGEST: Final = 80
"""Characters of a translated sentence that stands for them; our choice: one line of the tray."""


def telling(
    words: Mapping[str, tuple[str, ...]], spoken: Mapping[str, int], language: str
) -> tuple[str, ...]:
    """Telling words of the page's language, else of that in which most cards are; empty without both.

    Args:
        words: Language → words that its cards share.
        spoken: Language → cards in it.
        language: That of the page.
    """
    most = min(spoken, key=lambda each: (-spoken[each], each), default="")
    return (words.get(language) or words.get(most) or ())[:WORDS]


def called(
    case: Case,
    words: Mapping[str, tuple[str, ...]],
    cards: Collection[str],
    statement: Extract | None,
    language: str,
) -> str:
    """Telling words; where cards share none, the proposed sentence translated, or how many cards there are.

    Args:
        case: The study.
        words: Language → words that cards in it share.
        cards: All cards of the proposal; the viewer may see each of them.
        statement: The proposed sentence.
        language: That of the page.
    """
    found = (case.index.found[card] for card in cards if card in case.index.found)
    told = telling(words, Counter(each.anchor.language for each in found), language)
    sentence = (translated(case, statement.member, language) if statement else None) or ""
    line = " ".join(sentence.split())
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0] + " …"
    return " · ".join(told) or line or text("app.board.group-of", language, n=len(cards))
