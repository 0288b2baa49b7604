"""Pages of the prototypes: embedded, full screen, and with what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.publish.compose import screens, trials
from faden.publish.pages import (
    Block,
    Bullets,
    Card,
    Cards,
    Embed,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Picture,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.compose.view import ChangeView, PrototypeView, View


def pages(view: View) -> Iterator[Page]:
    """The overview and a page per prototype; nothing where there is none."""
    prototypes = view.material.prototypes
    if not prototypes:
        return
    cards = tuple(
        Card(
            p.title.text(view.language),
            view.say(
                "page.prototype.card", n=len(p.screens), languages=", ".join(NAMES[x] for x in p.languages)
            ),
            f"prototypes/{p.id}",
        )
        for p in prototypes
    )
    intro = Paragraph(view.say("page.prototypes.intro"), lead=True)
    yield Page("prototypes/index", view.say("page.prototypes.title"), (intro, Cards(cards)), "prototypes")
    for prototype in prototypes:
        title = prototype.title.text(view.language)
        blocks = tuple(_prototype(view, prototype))
        yield Page(f"prototypes/{prototype.id}", title, blocks, "prototypes")
        if prototype.tests is not None:
            yield from screens.pages(view, prototype.tests)


def _prototype(view: View, prototype: PrototypeView) -> Iterator[Block]:
    language = view.language if view.language in prototype.start else prototype.languages[0]
    title = prototype.title.text(view.language)
    yield Paragraph(_summary(view, prototype), lead=True)
    yield Embed(title, prototype.start[language], view.say("page.prototype.full-screen"))
    if prototype.unchecked:
        named = ", ".join(NAMES[code] for code in prototype.unchecked)
        yield Notice(
            "note",
            view.say("page.prototype.unchecked"),
            view.say("page.prototype.unchecked-text", languages=named),
        )
    yield Heading(view.say("page.prototype.languages"))
    links = [Link(NAMES[code], f"file:{prototype.start[code]}") for code in prototype.languages]
    if prototype.single:
        links.append(Link(view.say("page.prototype.single"), f"file:{prototype.single}"))
    yield Bullets(tuple(links))
    if language in prototype.flow:
        yield Heading(view.say("page.prototype.flow"))
        name = f"flow-{prototype.id}-{language}"
        yield Picture(name, prototype.flow[language], view.say("page.prototype.flow-caption"))
    yield from _screens(view, prototype)
    if prototype.tasks and prototype.tests is None:
        yield Heading(view.say("page.prototype.tasks"))
        yield Bullets(tuple(task.text(view.language) for task in prototype.tasks))
    if prototype.tests is not None:
        yield from trials.blocks(view, prototype.tests)
    yield from _history(view, prototype)


def _summary(view: View, prototype: PrototypeView) -> str:
    summary = prototype.summary.text(view.language) + " " if prototype.summary else ""
    return summary + view.say("page.prototype.intro")


def _needs(view: View, needs: tuple[str, ...]) -> tuple[Link, ...]:
    known = {need.id: need.name.text(view.language) for need in view.needs()}
    return tuple(Link(known[n], f"needs/{n}") for n in needs if n in known)


def _screens(view: View, prototype: PrototypeView) -> Iterator[Block]:
    """Every screen with what it answers, what is expected of it, and how else it can be seen."""
    yield Heading(view.say("page.prototype.screens"))
    targets = screens.targets(prototype.tests) if prototype.tests else ("",) * len(prototype.inventory)
    rows = tuple(
        (
            Link(name, target) if target else name,
            _needs(view, screen.needs),
            " ".join(each.text(view.language) for each in screen.hypotheses) or "–",
            ", ".join(view.say(f"page.prototype.state.{state}") for state in screen.states) or "–",
        )
        for number, (screen, target) in enumerate(zip(prototype.inventory, targets, strict=True), start=1)
        for name in (f"{number}. {screen.title.text(view.language)}",)
    )
    names = ("screen", "answers", "expects", "states")
    head = tuple(view.say(f"page.prototype.{name}") for name in names)
    yield Table(view.say("page.prototype.screens"), head, rows)


def _history(view: View, prototype: PrototypeView) -> Iterator[Block]:
    """What changed from version to version, and why; the newest first."""
    if not prototype.history:
        return
    yield Heading(view.say("page.prototype.history"))
    rows = tuple(
        (
            f"{change.version} ({change.on})",
            change.change.text(view.language),
            _why(view, prototype, change),
            _needs(view, change.needs),
        )
        for change in prototype.history
    )
    names = ("version", "change", "why", "answers")
    head = tuple(view.say(f"page.prototype.{name}") for name in names)
    yield Table(view.say("page.prototype.history"), head, rows)


def _why(view: View, prototype: PrototypeView, change: ChangeView) -> str:
    """Its reason, findings that are shown, and in how many tests it was seen, where tests are told of."""
    said = [change.why.text(view.language)] if change.why else []
    if shown := [name for name in change.findings if name in view.verdict.findings]:
        said.append(f"({', '.join(shown)})")
    if change.tests and prototype.tests is not None and prototype.tests.report.total is not None:
        said.append(view.say("page.trials.seen", n=change.tests))
    return " ".join(said) or "–"
