"""The hand-off's own acceptance tests in Chromium, and metrics against sessions counted by hand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from faden.build.handing import hand_off, write_handoff
from faden.study.folder import find_folder
from measurements.browsing import chromium
from measurements.studies import ROOT

IDS: Final = ("prototype.criteria.passed", "prototype.metrics.wrong")
BY_HAND: Final = "tests/unit/prototypes/sessions/test_metrics.py"
COUNTED: Final = re.compile(r"(\d+) (passed|failed|error)")


def measure() -> list[dict[str, Any]]:
    """Criteria that hold, of all × languages; and cases counted by hand in which a metric differs."""
    wrong = _outcomes(ROOT, [BY_HAND], {})
    cases = sum(wrong.values())
    rows = [{"id": "prototype.metrics.wrong", "value": cases - wrong["passed"], "n": cases, "note": BY_HAND}]
    if not cases:
        raise RuntimeError(f"{BY_HAND} was not run")
    return [*rows, *_criteria()]


def _criteria() -> list[dict[str, Any]]:
    browser = chromium()
    if browser is None:
        return []
    folder, passed, ran, names = find_folder(ROOT), 0, 0, []
    with tempfile.TemporaryDirectory() as place:
        for path in folder.prototypes():
            target = Path(place) / path.parent.name
            write_handoff(target, hand_off(folder, path.parent.name))
            told = _outcomes(target / "acceptance", [], {"CHROMIUM": str(browser)})
            passed, ran = passed + told["passed"], ran + sum(told.values())
            names.append(f"{path.parent.name}: {told['passed']} of {sum(told.values())}")
    if not ran:
        raise RuntimeError("no acceptance test was run")
    note = "; ".join(names) + " (criteria × languages)"
    return [{"id": "prototype.criteria.passed", "value": passed / ran, "n": ran, "note": note}]


def _outcomes(place: Path, files: list[str], more: dict[str, str]) -> dict[str, int]:
    """How many tests of a folder passed, failed or could not be run."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    run = subprocess.run(
        command, cwd=place, env=os.environ | more, capture_output=True, text=True, check=False
    )
    told = {"passed": 0, "failed": 0, "error": 0}
    for number, kind in COUNTED.findall(run.stdout.splitlines()[-1] if run.stdout else ""):
        told[kind] += int(number)
    return told
