"""Measure, and write ``results.json`` and ``RESULTS.md`` beside this file.

``python -m measurements`` runs everything; ``python -m measurements build. search.sib200`` runs what
gives figures whose ids begin so, and keeps the others as they were measured before.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from faden.core.files import write_atomic
from measurements.machine import describe_machine
from measurements.report import format_report
from measurements.runner import complete, find_modules, measure_all, merge, wanted
from measurements.targets import read_targets

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"


def main(ids: list[str]) -> int:
    """Run, write, and give 1 where something could not be measured that should have been."""
    targets = {target.id: target for target in read_targets()}
    if strange := [i for i in ids if not any(known.startswith(i) for known in targets)]:
        print(f"No id begins with: {', '.join(strange)}", file=sys.stderr)
        return 2
    old = json.loads(RESULTS.read_text(encoding="utf-8"))["results"] if RESULTS.exists() else []
    machine = describe_machine()
    chosen = [module for module in find_modules() if wanted(module, ids)]
    measured, failed = measure_all(chosen, lambda text: print(text, file=sys.stderr, flush=True))
    new, faults = complete(measured, targets, machine["date"])
    rows = merge(list(targets.values()), new, old if ids else [])
    content = {"machine": machine, "failed": failed, "results": rows}
    write_atomic(RESULTS, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    write_atomic(FOLDER / "RESULTS.md", format_report(machine, rows, targets))
    for row in new.values():
        print(row["id"], row["value"], row["unit"], "" if row["met"] is None else f"met: {row['met']}")
    for fault in (*(f"{name}: could not be run" for name in failed), *faults):
        print(fault, file=sys.stderr)
    return 1 if failed or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
