"""Another package can add a format: installed with an entry point, it is used like faden's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

READER = """
from faden.interviews.readers.reading import Reading, ReadTurn
from faden.interviews.readers.registry import Format
from faden.interviews.transcript import Role


def _parse(data: bytes) -> Reading:
    lines = [line.split("|") for line in data.decode("utf-8").splitlines()[1:]]
    turns = tuple(ReadTurn(who, what) for who, what in lines)
    return Reading(turns, {who: Role.UNKNOWN for who, _ in lines})


def _recognises(data: bytes, name: str) -> bool:
    return data.startswith(b"pipes/1")


pipes = Format("pipes", _parse, _recognises)
"""
ASK = """
import json
from faden.interviews.readers.registry import parse_known
name, reading = parse_known(b"pipes/1\\nA|Wie war es?\\nB|Gut.\\n", "talk.txt")
print(json.dumps([name, list(reading.speakers), [turn.text for turn in reading.turns]]))
"""


def _package(folder: Path) -> None:
    """A package as pip leaves it behind: its module, and its metadata beside it."""
    (folder / "faden_pipes.py").write_text(READER, encoding="utf-8")
    info = folder / "faden_pipes-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: faden-pipes\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[faden.readers]\npipes = faden_pipes:pipes\n", encoding="utf-8")


def _run(folder: Path, *words: str) -> str:
    path = os.pathsep.join(part for part in (str(folder), os.environ.get("PYTHONPATH", "")) if part)
    done = subprocess.run(
        [sys.executable, *words],
        env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_reader_of_another_package_is_found(tmp_path: Path) -> None:
    """It is asked before faden's own, which would take the file for plain text."""
    _package(tmp_path)

    assert ["pipes", ["A", "B"], ["Wie war es?", "Gut."]] == json.loads(_run(tmp_path, "-c", ASK))


def test_a_file_of_that_format_goes_into_a_study(tmp_path: Path) -> None:
    """By the command that everybody uses."""
    (tmp_path / "site").mkdir()
    _package(tmp_path / "site")
    (tmp_path / "talk.pipes").write_text("pipes/1\nA|Wie war es?\nB|Gut.\n", encoding="utf-8")
    study = str(tmp_path / "study")
    _run(tmp_path / "site", "-m", "faden", "init", study)

    words = ("import", str(tmp_path / "talk.pipes"), "--study", study, "--pseudonymised", "--by", "mira")
    _run(tmp_path / "site", "-m", "faden", *words)

    assert "format: pipes" in (tmp_path / "study/interviews/I01.md").read_text(encoding="utf-8")
