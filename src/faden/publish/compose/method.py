"""Pages on method, sample, codebook, data protection and limits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from faden.core.languages import NAMES
from faden.publish.apart import named
from faden.publish.counts import sizes, spoken
from faden.publish.numbers import consent_numbers, purpose_key
from faden.publish.pages import (
    Block,
    Bullets,
    Facts,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Prose,
    Quotation,
    Table,
)
from faden.study.consent import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.coding.codebook import Code
    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """Method, codebook and data protection."""
    yield Page("method/index", view.say("page.method.title"), tuple(_method(view)), "method")
    yield Page("method/codebook", view.say("page.codebook.title"), tuple(_codebook(view)), "method")
    yield Page("method/privacy", view.say("page.privacy.title"), tuple(_privacy(view)), "method")


def _method(view: View) -> Iterator[Block]:
    settings = view.corpus.settings
    if view.invented:
        yield Notice("warning", view.say("banner.synthetic.title"), view.say("page.method.synthetic"))
    yield Paragraph(view.say("page.method.intro"), lead=True)
    yield Facts(
        (
            (view.say("page.method.profile"), view.say(f"profile.{settings.method.profile}")),
            (view.say("page.method.process"), view.say(f"process.{settings.method.process}")),
            (view.say("page.method.codebook"), _codebook_link(view)),
            (view.say("page.method.codings"), str(len(view.case.index.counted))),
            (view.say("page.method.coders"), _coders(view)),
        )
    )
    yield Heading(view.say("page.method.sample"))
    yield _sample(view)
    yield Heading(view.say("page.method.languages"))
    yield _spoken(view)
    yield Heading(view.say("page.method.counting"))
    yield Prose(view.say("page.method.counting-text", least=settings.privacy.min_cell))
    if cards := sum(named(view.counted_by(need)) for need in view.needs()):
        yield Paragraph(view.say("page.method.counting-cards", n=cards, of=len(view.needs())))
    yield from _withheld(view)
    yield Heading(view.say("page.method.limits"))
    yield Prose(view.say("page.method.limits-text"))
    links = [Link(view.say("page.privacy.title"), "method/privacy")]
    if view.material.candidates.groups:
        links.append(Link(view.say("page.candidates.title"), "method/candidates"))
    yield Bullets(tuple(links))


def _codebook_link(view: View) -> Link:
    n = sum(1 for placed in view.corpus.codebook.codes() if placed.code.codable)
    version = view.corpus.codebook.version
    return Link(view.say("page.method.codes", n=n, version=version), "method/codebook")


def _coders(view: View) -> str:
    told = view.say("page.method.coders-text", n=len(view.corpus.settings.coders), double=_double(view))
    return f"{told} {view.say('page.method.coders-invented')}" if view.invented else told


def _double(view: View) -> int:
    """Conversations that more than one person has coded."""
    times = Counter(file.transcript for file in view.corpus.coding_files)
    return sum(1 for n in times.values() if n > 1)


def _sample(view: View) -> Table:
    """Persons per group; small numbers are hidden, and not to be recomputed."""
    settings = view.corpus.settings
    told = sizes(view.case, "group")
    hidden = view.say("page.few", least=settings.privacy.min_cell)
    rows = tuple(
        (group.name.text(view.language), hidden if told[group.id] is None else str(told[group.id]))
        for group in settings.groups
    )
    head = (view.say("page.method.group"), view.say("page.method.persons"))
    note = view.say("page.method.sample-note", n=len(view.case.index.persons))
    return Table(view.say("page.method.sample"), head, rows, note)


def _spoken(view: View) -> Table:
    """Turns of participants by language; languages of few persons as one."""
    turns = sorted(spoken(view.case).items(), key=lambda x: (x[0] == "", -x[1], x[0]))
    others = view.say(f"page.method.{'other' if any(code for code, _ in turns) else 'few'}-languages")
    rows = tuple((NAMES.get(code, code) if code else others, str(n)) for code, n in turns)
    head = (view.say("page.method.language"), view.say("page.method.turns"))
    return Table(view.say("page.method.languages"), head, rows)


def _withheld(view: View) -> Iterator[Block]:
    """How many quotations are not shown, or attributed more widely, and for which reason."""
    verdict = view.verdict
    reasons = Counter(_REASONS.get(code, "doubt") for code in verdict.withheld.values())
    rows = [(view.say(f"page.method.withheld-{name}"), str(n)) for name, n in sorted(reasons.items())]
    if verdict.wider:
        rows.append((view.say("page.method.wider"), str(len(verdict.wider))))
    if verdict.original_hidden:
        rows.append((view.say("page.method.language-hidden"), str(len(verdict.original_hidden))))
    title = view.say("page.method.withheld")
    yield Heading(title)
    used = len(verdict.quotations) + len(verdict.withheld)
    yield Paragraph(view.say("page.method.withheld-text", n=len(verdict.quotations), of=used))
    if rows:
        head = (view.say("page.method.reason"), view.say("page.method.quotations"))
        yield Table(title, head, tuple(rows))
    yield from _counter_evidence(view)


def _counter_evidence(view: View) -> Iterator[Block]:
    """Findings of whose counter-evidence something is not shown."""
    items = []
    for finding in view.findings():
        links = [x.coding for x in finding.head.evidence if x.relation == "contradicts"]
        lost = sum(coding not in view.verdict.quotations for coding in links)
        if lost:
            title = finding.head.title.text(view.language)
            said = view.say("page.method.counter-withheld", title=title, n=lost, of=len(links))
            items.append(Link(said, f"evidence/{finding.head.id}"))
    if items:
        yield Paragraph(view.say("page.method.counter-text"))
        yield Bullets(tuple(items))


_REASONS = {
    "quotation-without-consent": "consent",
    "quotation-among-few": "recognisable",
    "quotation-recognisable": "recognisable",
    "quotation-recognisable-together": "recognisable",
    "quotation-on-red-list": "sensitive",
    "quotation-names-somebody": "sensitive",
}
"""Why a quotation is withheld → what a reader is told; coarse, so that it tells of nobody."""


def _codebook(view: View) -> Iterator[Block]:
    yield Paragraph(view.say("page.codebook.intro", version=view.corpus.codebook.version), lead=True)
    for placed in view.corpus.codebook.codes():
        code = placed.code
        level: Literal[2, 3] = 2 if len(placed.path) == 1 else 3
        yield Heading(code.name.text(view.language), level, anchor=code.id)
        if code.definition is not None or code.retired or code.merged_into:
            yield from _code(view, code)
    yield Heading(view.say("page.codebook.history"))
    rows = tuple(
        (str(revision.version), revision.on, revision.change.text(view.language))
        for revision in view.corpus.codebook.history
    )
    head = tuple(view.say(f"page.codebook.{name}") for name in ("version", "date", "change"))
    yield Table(view.say("page.codebook.history"), head, rows)


def _code(view: View, code: Code) -> Iterator[Block]:
    facts = [(view.say("page.codebook.kind"), view.say(f"kind.{code.kind}"))]
    into = view.corpus.codebook.find(code.id) if code.merged_into else None
    if into is not None:
        told = view.say("page.codebook.merged", name=into.name.text(view.language))
        facts.append((view.say("page.codebook.use"), told))
    elif code.retired:
        facts.append((view.say("page.codebook.use"), view.say("page.codebook.retired")))
    for field in ("definition", "include", "exclude"):
        text = getattr(code, field)
        if text is not None:
            facts.append((view.say(f"page.codebook.{field}"), text.text(view.language)))
    yield Facts(tuple(facts))
    example = _example(view, code)
    if example is not None:
        yield example


def _example(view: View, code: Code) -> Quotation | None:
    """The first anchor example that is also a quotation which may be shown."""
    for example in code.examples:
        for evidence in view.case.index.under([code.id]):
            here = evidence.transcript == example.transcript and evidence.anchor.start.turn == example.turn
            if here and example.quote in evidence.words:
                return view.quotation(evidence.coding.id)
    return None


def _privacy(view: View) -> Iterator[Block]:
    settings = view.corpus.settings
    yield Paragraph(view.say("page.privacy.intro"), lead=True)
    yield Prose(view.say("page.privacy.text", k=settings.privacy.k, least=settings.privacy.min_cell))
    yield Heading(view.say("page.privacy.consent"))
    ledger, on = view.corpus.ledger, view.case.on
    persons = view.case.index.persons
    least = settings.privacy.min_cell
    numbers, rows = consent_numbers(view.case), []
    for purpose in Purpose:
        told = numbers.of(purpose_key(purpose))
        rest = len(persons) - sum(ledger.allows(one, purpose, on) for one in persons)
        most = 0 < rest < least <= len(persons) - rest
        few = view.say("page.privacy.nearly-all") if most else view.say("page.few", least=least)
        rows.append((view.say(f"purpose.{purpose}"), few if told is None else str(told)))
    head = (view.say("page.privacy.purpose"), view.say("page.method.persons"))
    note = view.say("page.method.sample-note", n=len(persons))
    yield Table(view.say("page.privacy.consent"), head, tuple(rows), note)
    yield Heading(view.say("page.privacy.contact"))
    items = [settings.contact.organisation, settings.contact.email, settings.contact.privacy]
    yield Bullets(tuple(item for item in items if item))
