"""What the machine proposed: candidate groups of passages, beside what people decided.

Candidates are unnamed. Their words are single words of the codings under them; quotations stand only
with the needs, where a person has put them. The sentence that the machine proposes stands here only where it
is taken from a quotation that the site shows anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.findings.board.counting import Counting
from faden.publish.counts import sizes, spoken
from faden.publish.numbers import candidate_key
from faden.publish.pages import Block, Link, Notice, Page, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.candidates import Candidate
    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """The page of candidates; nothing where there are none."""
    if view.material.candidates.groups:
        title = view.say("page.candidates.title")
        yield Page("method/candidates", title, tuple(_candidates(view)), "method")


def _candidates(view: View) -> Iterator[Block]:
    found = view.material.candidates
    total = sum(len(group.codings) for group in found.groups) + len(found.unassigned)
    yield Paragraph(view.say("page.candidates.intro"), lead=True)
    yield Notice("note", view.say("page.candidates.machine-title"), view.say("page.candidates.machine"))
    rows = tuple(
        (
            group.id,
            _words(view, group),
            _who(view, group),
            view.say("page.candidates.percent", n=round(100 * group.stability)),
            _needs(view, group.codings),
        )
        for group in found.groups
    )
    head = tuple(
        view.say(f"page.candidates.{c}") for c in ("group", "words", "persons", "stability", "needs")
    )
    note = view.say(
        "page.candidates.note",
        total=total,
        unassigned=len(found.unassigned),
        runs=found.runs,
        model=found.model,
    )
    yield Table(view.say("page.candidates.title"), head, rows, note)


def _words(view: View, group: Candidate) -> str:
    """The telling words; of a group of few persons they could point to one of them."""
    if len(_people(view, group.codings)) < view.corpus.settings.privacy.min_cell:
        return view.say("page.candidates.withheld")
    told = (
        f"{NAMES.get(code, code)}: {', '.join(words)}"
        for code, words in group.words.items()
        if words and _speak(view, group, code) >= view.corpus.settings.privacy.k
    )
    return " · ".join([*_sentence(view, group), *told]) or "–"


def _sentence(view: View, group: Candidate) -> Iterator[str]:
    """The proposed sentence, in the page's own language, where its coding is shown as a quotation."""
    proposed = group.sentence
    if proposed is None or proposed.coding in view.verdict.original_hidden:
        return
    shown = view.quotation(proposed.coding)
    if shown is not None and shown.language == view.language:
        words = view.case.index.found[proposed.coding].words[proposed.start : proposed.end]
        yield view.say("page.candidates.sentence", words=view.widened(words, shown.language))


def _speak(view: View, group: Candidate, language: str) -> int:
    """Persons behind the passages of a group in one language; its words may be those of one of them."""
    found = view.case.index.found
    here = (found[c] for c in group.codings if c in found)
    return len({e.participant for e in here if e.coding.language == language})


def _people(view: View, codings: tuple[str, ...]) -> set[str | None]:
    found = view.case.index.found
    return {found[c].participant for c in codings if c in found}


def _who(view: View, group: Candidate) -> str:
    """How many persons, and which groups and languages enough of them are of, without a number."""
    told = [_persons(view, group)]
    people, least = _people(view, group.codings), view.corpus.settings.privacy.min_cell
    if len(people - {None}) >= least:
        told += [*_groups(view, people), *_languages(view, group)]
    return " · ".join(told)


def _groups(view: View, people: set[str | None]) -> Iterator[str]:
    """Groups of which enough persons are among them, where the site tells how many of the group there are."""
    settings, asked = view.corpus.settings, sizes(view.case, "group")
    known = [each.group for name, each in view.corpus.participants.items() if name in people]
    least = settings.privacy.min_cell
    named = [
        group.name.text(view.language)
        for group in settings.groups
        if asked[group.id] is not None and known.count(group.id) >= least
    ]
    if named:
        yield view.say("page.candidates.among", names=", ".join(named))


def _languages(view: View, group: Candidate) -> Iterator[str]:
    """Languages in which enough persons said these passages."""
    named = [
        NAMES.get(code, code)
        for code in sorted(spoken(view.case))
        if code and _speak(view, group, code) >= view.corpus.settings.privacy.k
    ]
    if named:
        yield view.say("page.candidates.languages", names=", ".join(named))


def _persons(view: View, group: Candidate) -> str:
    n = len(_people(view, group.codings) - {None})
    return view.numbers.text_of(candidate_key(group.id), n, view.language)


def _needs(view: View, codings: tuple[str, ...]) -> tuple[Link, ...]:
    """Needs of people that at least a quarter of the passages also belong to, the nearest first."""
    counting = Counting(view.case.index, view.corpus.needs_board)
    shared: list[tuple[int, str, Link]] = []
    for need in view.needs():
        both = {e.coding.id for e in counting.evidence(need)} & set(codings)
        if len(both) * 4 >= len(codings):
            link = Link(need.name.text(view.language), f"needs/{need.id}")
            shared.append((-len(both), need.id, link))
    return tuple(link for *_, link in sorted(shared, key=lambda item: item[:2]))
