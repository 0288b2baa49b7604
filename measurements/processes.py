"""Time and memory of a command, with all processes that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import psutil

_EVERY: Final = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took.

    Attributes:
        seconds: Wall time from its start to its end, start of Python included.
        megabytes: The most memory that the process and all below it held at a time (resident set,
            in millions of bytes; what two of them share counts twice).
        computing: Seconds of processor that all of them used, on all cores; other work on the machine
            changes it little.
        output: What it wrote to standard output.
    """

    seconds: float
    megabytes: float
    computing: float
    output: str


class CommandFailedError(RuntimeError):
    """A measured command did not do its work; its time would mean nothing."""


def run(command: Sequence[str | Path], *, folder: Path, variables: Mapping[str, str]) -> Run:
    """Run a command to its end and watch it.

    Args:
        command: Program and arguments.
        folder: Where it runs.
        variables: Added to the environment; models are never looked for off the machine.

    Raises:
        CommandFailedError: It did not end with 0.
    """
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "ignore", **variables}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before, begun = _used(), time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, env=environment, stdout=out, stderr=err
        )
        watched, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            peak = max(peak, _resident(watched))
            time.sleep(_EVERY)
        seconds, computing = time.perf_counter() - begun, _used() - before
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
    if process.returncode != 0:
        told = "\n".join(texts)[-2000:]
        raise CommandFailedError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{told}")
    return Run(seconds, peak / 1e6, computing, texts[0])


def _used() -> float:
    """Seconds of processor used by all commands that have ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(process: psutil.Process) -> int:
    """Memory of a process and all below it, in bytes; those that have ended meanwhile hold none."""
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            try:
                total += each.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        pass
    return total


def middle(runs: Sequence[Run]) -> tuple[float, float]:
    """Median seconds and median megabytes."""
    return median(run.seconds for run in runs), median(run.megabytes for run in runs)
