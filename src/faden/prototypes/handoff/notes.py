"""What stands around the hand-off: where to begin, the matrix, accessibility, history, open questions."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.prototypes.components import Field_, Rows
from faden.prototypes.handoff.content import guarded
from faden.prototypes.handoff.material import inline, serving, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.sessions.metrics import TaskFigures
    from faden.prototypes.trials import Task

_WELL: float = 0.78
"""Mean completion rate over 1,189 tasks (Sauro 2011); below it a task deserves a look."""


def note_files(handing: Handing) -> dict[str, str]:
    """``README.md``, ``matrix.*``, ``accessibility.md``, ``history.md``, ``questions.md``, ``tests.md``."""
    return {
        "README.md": _readme(handing),
        "matrix.csv": _matrix_csv(handing),
        "matrix.md": f"# {handing.say('matrix.title')}\n\n{handing.say('matrix.intro')}\n\n"
        + _matrix(handing),
        "accessibility.md": _accessibility(handing),
        "history.md": _history(handing),
        "questions.md": _questions(handing),
        "tests.md": _tests(handing),
    }


def _readme(handing: Handing) -> str:
    prototype = handing.prototype
    languages = ", ".join(f"{NAMES[code]} ({code})" for code in prototype.languages)
    needs = [
        f"- **{note.id} {inline(handing.told(note.name))}**: {inline(handing.told(note.statement))}"
        for note in handing.needs
        if note.id in prototype.needs
    ]
    head = handing.say(
        "readme",
        title=inline(handing.told(prototype.title)),
        summary=inline(handing.told(prototype.summary)),
        id=prototype.id,
        version=prototype.version,
        study=inline(handing.study),
        languages=languages,
        first=prototype.languages[0],
        screens=len(prototype.screens),
        criteria=len(prototype.acceptance),
        needs="\n".join(needs) or "–",
    )
    synthetic = f"\n> {handing.say('synthetic')}\n" if handing.synthetic else ""
    return head.replace("\n\n", f"\n{synthetic}\n", 1).rstrip("\n") + "\n"


def matrix_rows(handing: Handing) -> Iterator[tuple[str, ...]]:
    """Need, screen, criterion, task and its result in the tests: a row for each that hang together."""
    prototype = handing.prototype
    for need in prototype.needs:
        screens = [screen for screen in prototype.screens if need in screen.needs]
        results = "; ".join(_result(handing, task) for task in prototype.tasks if need in task.needs) or "–"
        if not screens:
            yield handing.need(need), "–", "–", results
        for screen in screens:
            mine = [c for c in serving(prototype, screen) if need in c.needs]
            criteria = "; ".join(f"{c.id} {handing.told(c.title)}" for c in mine)
            yield handing.need(need), f"{screen.id}: {handing.named(screen)}", criteria or "–", results


def _result(handing: Handing, task: Task) -> str:
    figures = _figures(handing, task)
    if figures is None:
        return handing.say("matrix.untested", task=task.id)
    version = handing.latest.value if handing.latest else ""
    n, of = figures.success.n, figures.success.of
    return handing.say("matrix.result", task=task.id, n=n, of=of, version=version)


def _figures(handing: Handing, task: Task) -> TaskFigures | None:
    found = handing.latest.task(task.id) if handing.latest else None
    return found if found is not None and found.attempts else None


def _head(handing: Handing) -> tuple[str, ...]:
    return tuple(handing.say(f"matrix.{name}") for name in ("need", "screen", "criteria", "tasks"))


def _matrix(handing: Handing) -> str:
    return table(_head(handing), list(matrix_rows(handing)))


def _matrix_csv(handing: Handing) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_head(handing))
    writer.writerows([[guarded(value) for value in row] for row in matrix_rows(handing)])
    return "\ufeff" + stream.getvalue()


def _accessibility(handing: Handing) -> str:
    notices = [f"- {inline(words)}" for words in handing.notices] or [
        f"- {handing.say('accessibility.none')}"
    ]
    checked = ", ".join(NAMES[c] for c in handing.prototype.unchecked) or "–"
    told = handing.say("accessibility", unchecked=checked, notices="\n".join(notices))
    return told.rstrip("\n") + "\n"


def _history(handing: Handing) -> str:
    parts = [f"# {handing.say('history.title')}\n"]
    for change in handing.prototype.history:
        needs = ", ".join(handing.need(need) for need in change.needs)
        parts.append(f"## {change.version} · {change.on}\n\n{inline(handing.told(change.change))}\n")
        if change.why:
            parts.append(f"{handing.say('history.why')} {inline(handing.told(change.why))}\n")
        if needs:
            parts.append(f"{handing.say('history.needs')} {inline(needs)}\n")
        if change.sessions:
            parts.append(f"{handing.say('history.sessions', n=len(change.sessions))}\n")
    return "\n".join(parts)


def _tests(handing: Handing) -> str:
    say, told = handing.say, handing.report
    parts = [f"# {say('tests.title')}\n", say("tests.intro") + "\n"]
    if told is not None and told.synthetic:
        parts.append(f"> {say('tests.synthetic')}\n")
    samples = list(told.by.get("version", ())) if told else []
    if not samples:
        return "\n".join([*parts, say("tests.none") + "\n"])
    head = tuple(say(f"tests.{name}") for name in ("version", "n", "task", "success", "seconds", "seq"))
    rows = [
        (
            sample.value,
            str(sample.n),
            figures.task,
            f"{figures.success.n} / {figures.success.of}",
            f"{figures.seconds.value:.0f}" if figures.seconds else "–",
            f"{figures.seq.value:.1f}" if figures.seq else "–",
        )
        for sample in samples
        for figures in sample.tasks
    ]
    prompts = [f"- {task.id}: {inline(handing.told(task.prompt))}" for task in handing.prototype.tasks]
    return "\n".join([*parts, table(head, rows), f"## {say('tests.tasks')}\n", *prompts, ""])


def _questions(handing: Handing) -> str:
    parts = [f"# {handing.say('questions.title')}\n", handing.say("questions.intro") + "\n"]
    found = list(dict.fromkeys(_asked(handing)))
    parts += [f"- [ ] {inline(words)}" for words in found] or [handing.say("questions.none")]
    return "\n".join([*parts, ""])


def _asked(handing: Handing) -> Iterator[str]:
    """What nobody has decided yet, read off the specification and its tests."""
    prototype, say = handing.prototype, handing.say
    for code in prototype.unchecked:
        yield say("questions.language", language=NAMES[code])
    for name in prototype.fixtures:
        yield say("questions.source", fixture=name)
    yield from _unfounded(handing)
    for need in prototype.needs:
        if not any(need in criterion.needs for criterion in prototype.acceptance):
            yield say("questions.criterion", need=handing.need(need))
    yield from _tried(handing)
    for screen in prototype.screens:
        if not serving(prototype, screen):
            yield say("questions.screen", screen=handing.named(screen))
        for words in screen.hypotheses:
            yield say("questions.hypothesis", screen=handing.named(screen), text=handing.told(words))
    for question in prototype.questions:
        yield say("questions.how", text=handing.told(question))


def _tried(handing: Handing) -> Iterator[str]:
    """Tasks that were not tested, or that too many did not solve; versions that nobody has tested."""
    version = handing.prototype.version
    if handing.latest is not None and handing.latest.value != version:
        yield handing.say("questions.newer", version=version, tested=handing.latest.value)
    for task in handing.prototype.tasks:
        figures = _figures(handing, task)
        if figures is None:
            yield handing.say("questions.untested", task=task.id)
        elif (figures.success.value or 0) < _WELL:
            n, of = figures.success.n, figures.success.of
            yield handing.say("questions.hard", task=task.id, n=n, of=of)


def _unfounded(handing: Handing) -> Iterator[str]:
    """Fields without a purpose, and lists that say nothing of how a failure looks."""
    for screen in handing.prototype.screens:
        for _, part in screen.parts():
            if isinstance(part, Field_) and part.purpose is None and getattr(part, "filter", None) is None:
                name = handing.label(part)
                yield handing.say("questions.purpose", field=name, screen=handing.named(screen))
            if isinstance(part, Rows) and screen.state("error") is None:
                yield handing.say("questions.failure", screen=handing.named(screen))
