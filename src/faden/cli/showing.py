"""What commands say: results to stdout, talk to stderr, problems in one form."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import typer

from faden.core.catalogue import describe, interface_language, remedy, text, what
from faden.core.problems import Severity, errors, order
from faden.core.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.core.problems import Problem

_LINES: Final = 12
"""Lines that are named where a note says the same of many."""

_MANY: Final = 12
"""Problems of one kind that are still read one by one."""
_FEW: Final = 3
"""How many of a kind are shown where there are more; they show what the kind is, and where to begin."""

_LEAKS: Final = frozenset({"leak-in-output", "leak-in-transcript"})
_MOST_LEAKS: Final = 30
"""Names in files that are told one by one; a search of a whole site may find thousands."""


def say(key: str, /, **params: object) -> str:
    """A text of the catalogue in the interface's language; its values cannot break out of their line."""
    told = {
        name: visible(str(value)) if isinstance(value, str | PurePath) else value
        for name, value in params.items()
    }
    return text(key, interface_language(), **told)


def tell(words: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Write to the terminal; the one way there, for names and texts of files may act on a screen.

    Args:
        words: One or more lines.
        err: Whether it is talk, to stderr, and no result.
        nl: Whether the line ends after it.
    """
    lines = str(words).split("\n")
    typer.echo("\n".join("\t".join(map(visible, line.split("\t"))) for line in lines), err=err, nl=nl)


def tell_json(record: object) -> None:
    """Write something for machines, as JSON in ASCII wherever a character could act on a screen."""
    written = json.dumps(record, ensure_ascii=False, indent=1)
    if not (written.isascii() or written.isprintable()):
        written = "".join(ch if ch in {"\n", visible(ch)} else json.dumps(ch)[1:-1] for ch in written)
    typer.echo(written)


def talk(key: str, /, **params: object) -> None:
    """Say something to the person, on stderr."""
    tell(say(key, **params), err=True)


def show_error(problem: Problem) -> None:
    """Show why faden cannot go on."""
    tell(describe(problem, interface_language()), err=True)


def show_problems(problems: Iterable[Problem], *, as_json: bool, every: bool = True) -> int:
    """Show problems, in the order of their places; gives the exit status.

    Args:
        problems: All of them; machines always get each.
        as_json: Whether a machine reads it.
        every: Whether to show each where many are of one kind, too; else the first few of the kind.
    """
    listed = order(problems)
    if as_json:
        tell_json([problem_record(p) for p in listed])
        return 1 if errors(listed) else 0
    list_problems(listed, every=every)
    counts = Counter(str(p.severity) for p in listed)
    if listed:
        talk("cli.problems", **{s: counts[s] for s in ("error", "warning", "note")})
    else:
        talk("cli.in-order")
    return 1 if errors(listed) else 0


def list_problems(problems: Iterable[Problem], *, every: bool = True) -> None:
    """Write problems in the order of their places, without a count: where the last words are others."""
    language = interface_language()
    leaks = 0
    more: list[Problem] = []
    grouped = _grouped(order(problems))
    left = {} if every else _left(grouped)
    told: Counter[str] = Counter()
    for problem, again in grouped:
        leaks += problem.code in _LEAKS
        if problem.code in _LEAKS and leaks > _MOST_LEAKS:
            more += [problem] * (1 + len(again))
            continue
        told[problem.code] += 1
        if problem.code in left and told[problem.code] > _FEW:
            continue
        tell(describe(problem, language))
        if again:
            tell("    " + _told_again(problem.place.line, again))
        if problem.code in left and told[problem.code] == _FEW:
            tell("    " + say("cli.problems.more-of-kind", n=left[problem.code]))
    if more:
        files = len({problem.place.path for problem in more})
        tell(say("cli.problems.more-leaks", n=len(more), files=files))


def _left(grouped: list[tuple[Problem, list[int]]]) -> dict[str, int]:
    """Kinds of which there are too many to read, and how many problems are left out of each."""
    kinds: dict[str, list[int]] = {}
    for problem, again in grouped:
        if problem.code not in _LEAKS:
            kinds.setdefault(problem.code, []).append(1 + len(again))
    return {code: sum(sizes[_FEW:]) for code, sizes in kinds.items() if len(sizes) > _MANY}


def list_kinds(problems: Iterable[Problem]) -> None:
    """Write one problem of each kind, without its remedy, and how many more there are of it."""
    kinds: dict[str, list[Problem]] = {}
    for problem in order(problems):
        kinds.setdefault(problem.code, []).append(problem)
    for first, *more in kinds.values():
        place = f"{visible(str(first.place))}: " if first.place.path else ""
        tell(f"{place}{first.code}: {what(first, interface_language())}")
        if more:
            tell("    " + say("cli.problems.of-kind", n=len(more)))


def _grouped(listed: Iterable[Problem]) -> list[tuple[Problem, list[int]]]:
    """Problems, and of notes that say the same of one file only the first, with the lines of the others.

    A name that leaks is one thing to mend in a file, however often it stands there.
    """
    shown: list[tuple[Problem, list[int]]] = []
    first: dict[tuple[str, str, str], list[int]] = {}
    for problem in listed:
        leak = problem.code in _LEAKS
        said = problem.params.get("label") if leak else problem.params
        same = (problem.code, problem.place.path, str(said))
        again = first.get(same) if leak or problem.severity is Severity.NOTE else None
        if again is None:
            shown.append((problem, first.setdefault(same, [])))
        else:
            again.append(problem.place.line)
    return shown


def _told_again(first: int, again: list[int]) -> str:
    """How often a note would stand there, and in which other lines."""
    others = [line for line in dict.fromkeys(again) if line not in {0, first}]
    key = "cli.problems.again-lines" if others else "cli.problems.again"
    lines = ", ".join(str(line) for line in others[:_LINES]) + (" …" if others[_LINES:] else "")
    return say(key, n=len(again) + 1, lines=lines)


def stored(where: str) -> str:
    """Where something was put, as people call it: a file, or the vault."""
    return say("cli.place.vault") if where == "vault" else where


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem for machines."""
    language = interface_language()
    return {
        "code": problem.code,
        "path": problem.place.path,
        "line": problem.place.line,
        "severity": str(problem.severity),
        "status": str(problem.status),
        "what": what(problem, language),
        "remedy": remedy(problem, language),
        "params": {key: str(value) for key, value in problem.params.items()},
    }


def progress(name: str, reused: bool) -> None:  # noqa: FBT001 - the form that run_steps calls
    """Say that a step is done; only where a person watches."""
    if sys.stderr.isatty():
        talk("cli.step-reused" if reused else "cli.step-made", name=name)


def leave(status: int) -> None:
    """End the command with this exit status."""
    raise typer.Exit(status)
