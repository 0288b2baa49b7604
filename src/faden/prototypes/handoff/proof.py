"""From need to test result: the matrix, how tasks and screens fared in tests, what changed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.exchange.tables import format_csv
from faden.prototypes.handoff.material import inline, serving, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing, ScreenFigures
    from faden.prototypes.sessions.metrics import TaskFigures
    from faden.prototypes.spec import Screen
    from faden.prototypes.trials import Criterion, Task

WEAK = ("left", "errors", "misses")
"""What shows that a screen is weak: people who gave up, errors shown, clicks on nothing."""

_COLUMNS = ("need", "screen", "criteria", "tasks", "seen")


def proof_files(handing: Handing) -> dict[str, str | bytes]:
    """``matrix.md``, ``matrix.csv``, ``tests.md`` and ``history.md``."""
    say = handing.say
    head = tuple(say(f"matrix.{name}") for name in _COLUMNS)
    rows = list(matrix_rows(handing))
    told = f"# {say('matrix.title')}\n\n{say('matrix.intro')}\n\n{table(head, rows)}"
    return {
        "matrix.csv": format_csv(head, rows),
        "matrix.md": told,
        "tests.md": _tests(handing),
        "history.md": _history(handing),
    }


def matrix_rows(handing: Handing) -> Iterator[tuple[str, ...]]:
    """Need, screen, criteria, tasks that lead over this screen, and how the screen fared.

    Every criterion stands in at least one row: a screen on which one of a need begins or ends belongs to
    this need's rows, whether the screen names the need or not.
    """
    prototype = handing.prototype
    for need in prototype.needs:
        screens = [s for s in prototype.screens if need in s.needs or _mine(handing, s, need)]
        if not screens:
            yield handing.need(need), "–", "–", _none(handing, need), "–"
        for screen in screens:
            yield _row(handing, need, screen)
    rest = [c for c in prototype.acceptance if not set(c.needs) & set(prototype.needs)]
    for criterion in rest:
        name = f"{criterion.id} {handing.told(criterion.title)}"
        yield "–", criterion.given.screen, name, "–", "–"


def _row(handing: Handing, need: str, screen: Screen) -> tuple[str, ...]:
    name = f"{screen.id}: {handing.named(screen)}"
    if need not in screen.needs:
        name += f" ({handing.say('matrix.not-named')})"
    criteria = "; ".join(f"{c.id} {handing.told(c.title)}" for c in _mine(handing, screen, need))
    tasks = [t for t in handing.prototype.tasks if need in t.needs and screen.id in t.optimal_path]
    results = "; ".join(result(handing, task) for task in tasks) or _none(handing, need)
    return handing.need(need), name, criteria or "–", results, _fared(handing, screen)


def _mine(handing: Handing, screen: Screen, need: str) -> list[Criterion]:
    return [c for c in serving(handing.prototype, screen) if need in c.needs]


def _none(handing: Handing, need: str) -> str:
    """Why no task stands here: none is on this need, or those on it lead elsewhere."""
    tasks = [task.id for task in handing.prototype.tasks if need in task.needs]
    if not tasks:
        return handing.say("matrix.no-task")
    return handing.say("matrix.other-way", tasks=", ".join(tasks))


def result(handing: Handing, task: Task) -> str:
    """How a task went in the last tests that may be told."""
    found = figures(handing, task)
    if found is None:
        return handing.say("matrix.untested", task=task.id)
    version = handing.latest.value if handing.latest else ""
    n, of = found.success.n, found.success.of
    return handing.say("matrix.result", task=task.id, n=n, of=of, version=version)


def figures(handing: Handing, task: Task) -> TaskFigures | None:
    """The figures of a task in the last tests that may be told; ``None`` where nobody tried it."""
    found = handing.latest.task(task.id) if handing.latest else None
    return found if found is not None and found.attempts else None


def _fared(handing: Handing, screen: Screen) -> str:
    mine = [each for each in handing.screens if each.clicks.screen == screen.id]
    return _told(handing, mine[-1]) if mine else handing.say("matrix.unseen")


def _told(handing: Handing, seen: ScreenFigures) -> str:
    clicks = seen.clicks
    return handing.say(
        "matrix.fared",
        version=seen.version,
        n=clicks.visitors,
        of=seen.n,
        misses=len(clicks.misses),
        errors=sum(clicks.errors.values()),
        left=clicks.left,
    )


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
            found.task,
            f"{found.success.n} / {found.success.of}",
            f"{found.seconds.value:.0f}" if found.seconds else "–",
            f"{found.seq.value:.1f}" if found.seq else "–",
        )
        for sample in samples
        for found in sample.tasks
    ]
    prompts = [f"- {task.id}: {inline(handing.told(task.prompt))}" for task in handing.prototype.tasks]
    parts += [table(head, rows), f"## {say('tests.tasks')}\n", *prompts, ""]
    return "\n".join([*parts, *_screens(handing), f"## {say('tests.notes')}\n", _noted(handing), ""])


def _screens(handing: Handing) -> Iterator[str]:
    """How each screen fared in each version, as far as enough people saw it."""
    say = handing.say
    yield f"## {say('tests.screens')}\n"
    yield say("tests.screens-intro", least=handing.report.least if handing.report else 0) + "\n"
    head = tuple(
        say(f"tests.{name}")
        for name in ("screen", "version", "visitors", "clicks", "misses", "errors", "left")
    )
    rows = [
        (
            each.clicks.screen,
            each.version,
            f"{each.clicks.visitors} / {each.n}",
            str(sum(each.clicks.hits.values())),
            str(len(each.clicks.misses)),
            ", ".join(f"{name} {n}" for name, n in each.clicks.errors.items()) or "0",
            str(each.clicks.left),
        )
        for screen in handing.prototype.screens
        for each in handing.screens
        if each.clicks.screen == screen.id
    ]
    yield table(head, rows)
    for kind in WEAK:
        worst = max(handing.screens, key=lambda each: weakness(each, kind), default=None)
        if worst is not None and weakness(worst, kind):
            yield f"- {say(f'tests.weakest-{kind}', **_weak(handing, worst, kind))}"
    yield ""


def weakness(seen: ScreenFigures, kind: str) -> int:
    """How often people gave up on a screen (``left``), met errors, or clicked on nothing (``misses``)."""
    counts = {
        "left": seen.clicks.left,
        "errors": sum(seen.clicks.errors.values()),
        "misses": len(seen.clicks.misses),
    }
    return counts[kind]


def _weak(handing: Handing, seen: ScreenFigures, kind: str) -> dict[str, object]:
    screen = next(each for each in handing.prototype.screens if each.id == seen.clicks.screen)
    return {
        "screen": handing.named(screen),
        "version": seen.version,
        "n": weakness(seen, kind),
        "of": seen.clicks.visitors,
    }


def still_weak(handing: Handing) -> Iterator[dict[str, object]]:
    """Screens on which people gave up or clicked into nothing when enough people last saw them."""
    for screen in handing.prototype.screens:
        seen = [each for each in handing.screens if each.clicks.screen == screen.id]
        if seen and (seen[-1].clicks.left or len(seen[-1].clicks.misses) >= seen[-1].clicks.visitors):
            told = {kind: weakness(seen[-1], kind) for kind in WEAK}
            yield {**_weak(handing, seen[-1], "left"), **told}


def _noted(handing: Handing) -> str:
    return handing.say("tests.noted" if handing.noted else "tests.not-noted") + "\n"


def _history(handing: Handing) -> str:
    say, prototype = handing.say, handing.prototype
    parts = [f"# {say('history.title')}\n", f"{say('history.intro')}\n"]
    for change in prototype.history:
        needs = ", ".join(handing.need(need) for need in change.needs)
        parts.append(f"## {change.version} · {change.on}\n\n{inline(handing.told(change.change))}\n")
        if change.why:
            parts.append(f"{say('history.why')} {inline(handing.told(change.why))}\n")
        if needs:
            parts.append(f"{say('history.needs')} {inline(needs)}\n")
        if change.sessions and handing.report is not None and handing.report.total is not None:
            parts.append(f"{say('history.sessions', n=len(change.sessions))}\n")
    return "\n".join([*parts, *_given_up(handing)])


def _given_up(handing: Handing) -> Iterator[str]:
    """What must not be built again: forms that tests spoke against, screens that are gone, when to stop."""
    say, prototype = handing.say, handing.prototype
    yield f"## {say('history.given-up')}\n"
    known = {screen.id for screen in prototype.screens}
    for change in prototype.history:
        if change.sessions and change.why:
            where = ", ".join(change.screens) or "–"
            why = inline(handing.told(change.why))
            yield "- " + say("history.not-back", version=change.version, screens=where, why=why)
        gone = [name for name in change.screens if name not in known]
        if gone:
            yield "- " + say("history.gone", screens=", ".join(gone), version=change.version)
    if prototype.plan is not None:
        yield "- " + say("history.stop", text=inline(handing.told(prototype.plan.stop)))
    yield "- " + say("history.no-more") + "\n"
