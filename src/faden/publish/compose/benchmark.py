"""Pages of the comparable projects: facts with source and date, never a total score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.catalogue import catalogue
from faden.publish.pages import (
    Block,
    Bullets,
    Facts,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.comparables.projects import Comparable, Rating
    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """The overview, a page per project, and the criteria; nothing where there is no project."""
    projects = view.material.comparables
    if not projects:
        return
    title = view.say("page.benchmark.title")
    yield Page("benchmark/index", title, tuple(_overview(view, projects)), "benchmark")
    for project in projects:
        yield Page(f"benchmark/{project.id}", project.name, tuple(_project(view, project)), "benchmark")


def _overview(view: View, projects: tuple[Comparable, ...]) -> Iterator[Block]:
    yield Paragraph(view.say("page.benchmark.intro", n=len(projects)), lead=True)
    yield Notice("note", view.say("page.benchmark.real-title"), view.say("page.benchmark.real"))
    head = tuple(view.say(f"page.benchmark.column-{c}") for c in ("name", "region", "functions", "state"))
    rows = tuple(
        (
            Link(project.name, f"benchmark/{project.id}"),
            project.region,
            ", ".join(view.say(f"page.function.{f}") for f in project.functions) or view.say("page.unknown"),
            _state(view, project),
        )
        for project in projects
    )
    yield Table(view.say("page.benchmark.title"), head, rows, view.say("page.benchmark.no-ranking"))
    criteria = view.material.criteria
    if criteria is not None and criteria.criteria:
        yield Heading(view.say("page.benchmark.criteria"))
        names = (view.say("page.benchmark.criterion"), view.say("page.benchmark.scale"))
        cells = tuple(
            (c.name.text(view.language), _worded(view, c.scale.text(view.language)))
            for c in criteria.criteria
        )
        yield Table(view.say("page.benchmark.criteria"), names, cells)
        yield Heading(view.say("page.benchmark.rules"))
        yield Bullets(tuple(rule.text(view.language) for rule in criteria.rules))


def _state(view: View, project: Comparable) -> str:
    state = view.say(f"page.state.{project.status.state}")
    return view.say("page.state.as-of", state=state, date=project.status.as_of or view.say("page.unknown"))


def _project(view: View, project: Comparable) -> Iterator[Block]:
    unknown = view.say("page.unknown")
    if project.lesson is not None:
        yield Paragraph(project.lesson.text(view.language), lead=True)
    yield Facts(
        (
            (view.say("page.benchmark.operator"), project.operator or unknown),
            (view.say("page.benchmark.column-region"), project.region or unknown),
            (view.say("page.benchmark.start"), str(project.start_year or unknown)),
            (view.say("page.benchmark.column-state"), _state(view, project)),
            (
                view.say("page.benchmark.target"),
                project.target_group.text(view.language) if project.target_group else unknown,
            ),
            (view.say("page.benchmark.languages"), ", ".join(project.languages) or unknown),
            (view.say("page.benchmark.licence"), _openness(view, project)),
            (view.say("page.benchmark.checked"), project.checked),
            (view.say("page.benchmark.confidence"), view.say(f"page.confidence.{project.confidence}")),
        )
    )
    if project.results:
        yield Heading(view.say("page.benchmark.results"))
        head = tuple(view.say(f"page.benchmark.result-{c}") for c in ("value", "unit", "as-of", "source"))
        rows = tuple(
            (r.value, r.unit.text(view.language), r.as_of or unknown, _source(r.source) or unknown)
            for r in project.results
        )
        yield Table(view.say("page.benchmark.results"), head, rows, view.say("page.benchmark.self-reported"))
    if project.transferability.note is not None:
        yield Heading(view.say("page.benchmark.transfer"))
        yield Paragraph(project.transferability.note.text(view.language))
    yield from _ratings(view, project)
    yield Heading(view.say("page.benchmark.sources"))
    yield Bullets(tuple(_source(source.url) for source in project.sources))


def _ratings(view: View, project: Comparable) -> Iterator[Block]:
    criteria = view.material.criteria
    if criteria is None or not project.ratings:
        return
    rows = tuple(
        (
            c.name.text(view.language),
            _value(view, project.ratings.get(c.id)),
            _confidence(view, project.ratings.get(c.id)),
        )
        for c in criteria.criteria
    )
    head = (
        view.say("page.benchmark.criterion"),
        view.say("page.benchmark.result-value"),
        view.say("page.benchmark.confidence"),
    )
    yield Heading(view.say("page.benchmark.ratings"))
    yield Table(view.say("page.benchmark.ratings"), head, rows, view.say("page.benchmark.unknown-rule"))


def _value(view: View, rating: Rating | None) -> str:
    if rating is None or rating.value == "unknown":
        return view.say("page.unknown")
    if isinstance(rating.value, tuple):
        return ", ".join(view.say(f"page.function.{v}") for v in rating.value)
    return _worded(view, str(rating.value))


def _worded(view: View, value: str) -> str:
    """A text in words where it is a list of functions, after a colon or alone; else as it stands."""
    before, colon, listed = value.rpartition(": ")
    names = [name.strip() for name in listed.split(",")]
    if all(f"page.function.{name}" in catalogue() for name in names):
        return before + colon + ", ".join(view.say(f"page.function.{name}") for name in names)
    return value


def _confidence(view: View, rating: Rating | None) -> str:
    if rating is None or rating.confidence is None or rating.value == "unknown":
        return "–"
    return view.say(f"page.confidence.{rating.confidence}")


def _openness(view: View, project: Comparable) -> str:
    openness = {True: "yes", False: "no", None: "unknown"}[project.open_source.is_open]
    told = view.say(f"page.open.{openness}")
    return f"{told} ({project.open_source.licence})" if project.open_source.licence else told


def _source(source: str) -> Link | str:
    """A source as a link; some name the place in the document after the address."""
    return (
        Link(source, source.split(maxsplit=1)[0], external=True)
        if source.startswith(("https://", "http://"))
        else source
    )
