"""A small graph of pure steps, keyed by the content of what goes into them.

A step's key is made of the tool's own digest, its name, its outside inputs and the *results* of the
steps before it. A step whose key is known is not run again; a result that comes out the same stops
the change from spreading. The store can be deleted at any time and gives the same bytes again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from faden.core.files import digest, write_atomic
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """One pure step.

    Attributes:
        name: Unique name, also that of its folder in the store.
        inputs: Digest of everything it reads that is no result of another step.
        make: Makes the result from the results of the steps it needs.
        needs: Names of those steps.
        keep: Given what stores the result, calls it or not; by default it is called.
    """

    name: str
    inputs: str
    make: Callable[[Mapping[str, bytes]], bytes]
    needs: tuple[str, ...] = ()
    keep: Callable[[Callable[[], None]], None] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step gave.

    Attributes:
        result: The bytes.
        reused: Whether they came from the store.
    """

    result: bytes
    reused: bool


@cache
def tool_digest() -> str:
    """Digest of faden's own code and data; another faden never reuses this one's results."""
    root = Path(str(resources.files("faden")))
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(root).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def run_steps(
    steps: Sequence[Step], store: Path, *, progress: Callable[[str, bool], None] | None = None
) -> dict[str, Outcome]:
    """Run steps in the order that their needs demand; known results are reused.

    Args:
        steps: The steps.
        store: Folder of the results.
        progress: Told each step's name and whether its result was reused.

    Raises:
        StudyError: Steps need each other in a circle, or one that is not there.
    """
    waiting = {step.name: step for step in steps}
    done: dict[str, Outcome] = {}
    while waiting:
        ready = [step for step in waiting.values() if all(need in done for need in step.needs)]
        if not ready:
            raise StudyError("build-circle", steps=", ".join(sorted(waiting)))
        for step in ready:
            done[step.name] = _outcome(step, done, store)
            del waiting[step.name]
            if progress is not None:
                progress(step.name, done[step.name].reused)
    return done


def kept_result(step: Step, store: Path) -> bytes | None:
    """The result of a step that needs no other one, where it is known; it is not run.

    Args:
        step: The step.
        store: Folder of the results.
    """
    return _read(_path(step, {}, store))


def _path(step: Step, before: Mapping[str, bytes], store: Path) -> Path:
    parts = [tool_digest(), step.name, step.inputs, *(digest(before[need]) for need in step.needs)]
    return store / step.name.replace(":", "-") / digest("\n".join(parts))


def _outcome(step: Step, done: Mapping[str, Outcome], store: Path) -> Outcome:
    before = {need: done[need].result for need in step.needs}
    path = _path(step, before, store)
    known = _read(path)
    if known is not None:
        return Outcome(known, reused=True)
    result = step.make(before)

    def store_result() -> None:
        write_atomic(path, hashlib.sha256(result).digest() + result)

    if step.keep is None:
        store_result()
    else:
        step.keep(store_result)
    return Outcome(result, reused=False)


def latest(name: str, store: Path) -> bytes | None:
    """What a step gave last, whatever went into it; ``None`` where nothing is stored.

    For surfaces that would rather show what was true a moment ago, and say so, than wait.

    Args:
        name: Name of the step.
        store: Folder of the results.
    """
    found = [path for path in (store / name.replace(":", "-")).glob("*") if path.is_file()]
    whole = (_read(path) for path in sorted(found, key=lambda p: (-p.stat().st_mtime_ns, p.name)))
    return next((result for result in whole if result is not None), None)


def _read(path: Path) -> bytes | None:
    """A stored result; ``None`` where there is none, or it is damaged."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    check, result = stored[:32], stored[32:]
    return result if hashlib.sha256(result).digest() == check else None
