"""A server killed at any moment loses nothing that was told as done."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ministudy import MiniStudy

from faden.coding.codings import read_codings
from faden.coding.editing.bench import Bench
from faden.core.documents import wanted
from faden.interviews.files import read_transcript

SCRIPT = Path(__file__).with_name("killed.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not killed like this here")
@pytest.mark.parametrize(("lines", "wait"), [(1, 0.0), (2, 0.002), (5, 0.004), (10, 0.007), (14, 0.011)])
def test_what_was_told_as_done_is_there_after_a_kill(study: MiniStudy, lines: int, wait: float) -> None:
    """And what was begun is done or not done, but never half."""
    command = [sys.executable, str(SCRIPT), str(study.folder.root)]
    told: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(lines)]
        time.sleep(wait)  # anywhere within the next action; right whenever it is
        process.kill()
        told += process.stdout.readlines()
    bench = Bench(study.folder, "erste")
    state = bench.state("W01")

    file = wanted(read_codings(study.folder, study.folder.coding_file("erste", "W01")))
    turn = wanted(read_transcript(study.folder, "W01")).turn("t2")
    assert turn is not None
    done = [line.split() for line in told if line.endswith("\n")]
    made = {line[2] for line in done if line[0] == "code"}
    assert set() == made - {coding.id for coding in file.codings}
    assert 1 >= len(file.codings) - 6 - len(made)
    corrected = [line[1] for line in done if line[0] == "redo"]
    assert not corrected or int(turn.text.split(".")[0].split()[0]) >= int(corrected[-1])
    assert ([], [], ()) == (study.found("coding-words-gone"), study.found("coding-moved"), state.doubtful)
