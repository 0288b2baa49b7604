"""How a prototype fared in tests with people, version by version, and what changed because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.prototypes.sessions.metrics import trials as counted
from faden.prototypes.sessions.paths import way_map, way_rows, ways
from faden.publish.pages import Block, Facts, Heading, Link, Notice, Paragraph, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.sessions.figures import Mean, Share
    from faden.prototypes.sessions.metrics import TaskFigures
    from faden.prototypes.sessions.session import Session
    from faden.prototypes.sessions.telling import Dimension, Sample
    from faden.prototypes.spec import Change
    from faden.publish.compose.view import Trials, View


def blocks(view: View, tests: Trials) -> Iterator[Block]:
    """Tasks, versions side by side, groups and ways."""
    if tests.spec.tasks:
        yield Heading(view.say("page.trials.title"))
        yield from _figures(view, tests)


def history(view: View, tests: Trials, changes: tuple[Change, ...]) -> Table:
    """Changes with their version, day, reason and needs, the latest first."""
    head = tuple(view.say(f"page.trials.{name}") for name in ("version", "on", "change", "why", "needs"))
    known = {need.id: need.name.text(view.language) for need in view.needs()}
    rows = []
    for change in reversed(changes):
        why = change.why.text(view.language) if change.why else "–"
        if change.sessions and tests.report.total is not None:
            why += " " + view.say("page.trials.seen", n=len(change.sessions))
        needs = tuple(Link(known[n], f"needs/{n}") for n in change.needs if n in known)
        rows.append((change.version, str(change.on), change.change.text(view.language), why, needs or "–"))
    return Table(view.say("page.trials.history"), head, tuple(rows))


def _figures(view: View, tests: Trials) -> Iterator[Block]:
    prompts = tuple((task.id, task.prompt.text(view.language)) for task in tests.spec.tasks)
    yield Facts(prompts)
    total = tests.report.total
    if total is None:
        yield Paragraph(view.say("page.trials.none", least=tests.report.least))
        return
    if tests.report.synthetic:
        yield Notice("note", view.say("page.trials.synthetic"), view.say("page.trials.synthetic-text"))
    yield Paragraph(view.say("page.trials.intro", n=total.n))
    samples = tests.report.by.get("version", ())
    if samples:
        yield _beside(view, samples, view.say("page.trials.versions"), [sample.value for sample in samples])
        yield from _ways(view, tests, samples[-1])
    else:
        yield _beside(view, (total,), view.say("page.trials.all"), [view.say("page.trials.all")])
    yield from _parts(view, tests, "group")
    yield from _parts(view, tests, "language")
    yield Paragraph(view.say("page.trials.method"))


def _parts(view: View, tests: Trials, dimension: Dimension) -> Iterator[Block]:
    samples = tests.report.by.get(dimension, ())
    if not samples:
        return
    groups = {group.id: group.name.text(view.language) for group in view.corpus.settings.groups}
    names = groups if dimension == "group" else NAMES
    caption = view.say(f"page.trials.by-{dimension}")
    yield _beside(view, samples, caption, [names.get(sample.value, sample.value) for sample in samples])


def _beside(view: View, samples: tuple[Sample, ...], caption: str, names: list[str]) -> Table:
    """Tasks as rows, samples side by side as columns."""
    heads = [
        view.say("page.trials.sample", name=name, n=sample.n)
        for name, sample in zip(names, samples, strict=True)
    ]
    rows = [
        (figures.task, *(_told(view, sample.task(figures.task)) for sample in samples))
        for figures in samples[0].tasks
    ]
    rows.append((view.say("page.trials.umux"), *(_mean(view, sample.umux, 0) for sample in samples)))
    return Table(caption, (view.say("page.trials.task"), *heads), tuple(rows))


def _told(view: View, figures: TaskFigures | None) -> str:
    if figures is None or not figures.attempts:
        return "–"
    return view.say(
        "page.trials.cell",
        success=_share(figures.success),
        direct=figures.direct.n,
        first=f"{figures.first.n}/{figures.first.of}",
        misses=f"{figures.misses.n}/{figures.misses.of}",
        seconds=_mean(view, figures.seconds, 0),
        seq=_mean(view, figures.seq, 1),
    )


def _share(share: Share) -> str:
    told = share.interval
    if told is None:
        return "–"
    return f"{share.n}/{share.of} ({100 * told.low:.0f}–{100 * told.high:.0f} %)"


def _mean(view: View, mean: Mean | None, digits: int) -> str:
    if mean is None:
        return "–"
    told = mean.interval
    around = f" ({told.low:.{digits}f}–{told.high:.{digits}f})" if told else ""
    words = f"{mean.value:.{digits}f}{around}"
    return words.replace(".", ",") if view.language == "de" else words


def _ways(view: View, tests: Trials, sample: Sample) -> Iterator[Block]:
    """The ways taken in the last version that is told."""
    sessions = sessions_of(tests, sample.value)
    tried = counted(sessions, tests.spec.tasks)
    for task in tests.spec.tasks:
        taken = ways(tried, task.id)
        if taken.attempts < tests.report.least:
            continue
        yield Heading(view.say("page.trials.ways", task=task.id, version=sample.value), 3)
        name = f"ways-{tests.spec.id}-{task.id}-{view.language}"
        caption = view.say("page.trials.ways-caption", task=task.id)
        yield Picture(name, way_map(tests.spec, taken, task, view.language), caption)
        head = tuple(view.say(f"page.trials.{key}") for key in ("from", "to", "times", "best"))
        yield Table(caption, head, way_rows(tests.spec, taken, task, view.language))


def sessions_of(tests: Trials, version: str) -> list[Session]:
    """The sessions of a version that the report tells; none of others."""
    if all(sample.value != version for sample in tests.report.by.get("version", ())):
        return []
    return [each.session for each in tests.stored if each.session.version == version]
