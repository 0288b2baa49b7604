"""What a proposal of the machine rests on: who speaks in it, in which languages, and how firmly it holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from faden.core.catalogue import catalogue, text
from faden.core.text import first_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from faden.app.boards import Sight
    from faden.findings.board.deck import Candidate
    from faden.publish.verdict import Case

LOOSE: Final = 0.5
"""Share below which the handbook calls a group loose: most pairs of its cards part in most runs."""

LONGEST: Final = 50
"""Characters of a card that tell proposals of one name apart; our choice: one line of the tray."""

_ISOLATE: Final = ("\u2068", "\u2069")


def figures(sight: Sight, candidate: Candidate | None, closed: Collection[str], language: str) -> str:
    """Persons by group, languages, and how firmly the proposal holds, all its cards counted.

    How firmly is known of the groups that the machine found, not of coarser or finer readings.

    Args:
        sight: The board.
        candidate: The proposal.
        closed: Cards that the viewer may not see; nothing is told of a proposal with one of them.
        language: That of the page.
    """
    if candidate is None or not {*closed}.isdisjoint(candidate.cards):
        return ""
    said = [sight.case.index.found[card] for card in candidate.cards if card in sight.case.index.found]
    people = {each.participant for each in said if each.participant}
    corpus = sight.case.corpus
    groups = (corpus.participants[person].group or "" for person in people if person in corpus.participants)
    named = (corpus.settings.group(group) for group in groups)
    spoken = Counter(each.anchor.language for each in said)
    told = [
        text(
            "app.board.figures",
            language,
            persons=len(people),
            groups=_counts(Counter(each.name.text(language) for each in named if each)),
            languages=_counts(Counter({_tongue(each, language): n for each, n in spoken.items()})),
        )
    ]
    found = sight.clusters.clusters if sight.clusters else ()
    cluster = next((each for each in found if each.id == candidate.id), None)
    if cluster is not None:
        coherence = f"{cluster.coherence:.2f}"
        values = {
            "percent": round(100 * cluster.stability),
            "coherence": coherence.replace(".", ",") if language == "de" else coherence,
        }
        told.append(text("app.board.figures.firm", language, **values))
        if cluster.stability < LOOSE:
            told.append(text("app.board.figures.loose", language))
    return " ".join(told)


def told_apart(offers: Sequence[dict[str, Any]], case: Case) -> None:
    """Add the first words of the most typical card to titles that several proposals share.

    Finer readings of a group share its telling words; a title that stands five times tells nothing.

    Args:
        offers: As the page is told of them; their titles are changed.
        case: The study.
    """
    times = Counter(offer["title"] for offer in offers)
    for offer in offers:
        evidence = case.index.found.get(offer["cards"][0]) if offer["cards"] else None
        if times[offer["title"]] > 1 and evidence is not None:
            words = first_words(evidence.words, LONGEST)
            first, last = _ISOLATE
            offer["title"] = f"{first}{offer['title']}{last} · {first}{words}{last}"


def _counts(values: Counter[str]) -> str:
    ordered: Iterable[tuple[str, int]] = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {n}" for name, n in ordered)


def _tongue(code: str, language: str) -> str:
    key = f"language.{code}"
    return text(key, language) if key in catalogue() else code
