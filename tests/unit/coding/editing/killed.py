"""Codes as fast as it can, tells what is done, and waits to be killed; run by ``test_killing.py``."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.study.folder import Folder


def main() -> None:
    """Code, correct, undo and redo, and tell after each what it was."""
    bench = Bench(Folder(Path(sys.argv[1])), "erste")
    seen = bench.state("W01").fingerprints
    text = "Ich habe dreißig Mal geschrieben, und niemand hat geantwortet."
    for n in itertools.count():
        at = n % 20
        told = {"transcript": "W01", "start": ["t3", at], "end": ["t3", at + 3 + n // 20]}
        actions: list[dict[str, object]] = [
            {"do": "code", "code": "keine-antwort", **told},
            {"do": "correct", "transcript": "W01", "turn": "t2", "language": "de", "text": f"{n}. {text}"},
            {"do": "undo"},
            {"do": "redo"},
        ]
        for values in actions:
            outcome = bench.perform(parse_action(values), seen)
            seen = seen | outcome.fingerprints
            sys.stdout.write(f"{values['do']} {n} {' '.join(outcome.created)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
