"""A program ends quietly while texts are still read beside."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from faden.language._ending import Ending

READING = """
import threading
from faden.language._e5 import PackagedE5
embedder, begun = PackagedE5(threads=1), threading.Event()
embedder.embed(["Wir suchen seit zwei Jahren."])
def read():
    begun.set()
    while True:
        embedder.embed(["Niemand hat geantwortet, und der Brief lag noch da. " * 8] * 16)
threading.Thread(target=read, daemon=True).start()
begun.wait()
threading.Event().wait(1)
"""


@pytest.mark.slow
def test_a_program_that_ends_while_it_reads_says_nothing() -> None:
    """Like the workbench after Ctrl+C: no error of the library, and no abort."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", READING], capture_output=True, text=True, check=False, timeout=120
        )
        for _ in range(2)
    ]

    assert [(0, "", "")] * 2 == [(run.returncode, run.stdout, run.stderr) for run in runs]


def test_ending_waits_for_what_is_under_way() -> None:
    """And says so where it takes too long."""
    ending, begun, enough = Ending(), threading.Event(), threading.Event()

    def compute() -> None:
        with ending.held_off():
            begun.set()
            enough.wait()

    beside = threading.Thread(target=compute)
    beside.start()
    begun.wait()
    impatient = ending.end(patience=0)
    enough.set()

    assert (False, True) == (impatient, ending.end())
    beside.join()


def test_nothing_begins_beside_once_the_program_ends() -> None:
    """A thread beside waits for good; the main thread may still clear up."""
    ending, begun = Ending(), threading.Event()

    def compute() -> None:
        with ending.held_off():
            begun.set()

    ended = ending.end()
    threading.Thread(target=compute, daemon=True).start()
    with ending.held_off():
        waiting = not begun.wait(0.2)

    assert (True, True) == (ended, waiting)
