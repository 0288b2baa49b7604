"""Migration: bringing every file of a study to the present version of its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faden.core import yaml
from faden.core.documents import format_front_matter, split_front_matter
from faden.core.files import read_text, write_atomic
from faden.core.formats import CURRENT, STEPS, upgrade
from faden.core.text import normal
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from faden.core.formats import Step
    from faden.core.problems import Problem
    from faden.study.folder import Folder

_PLACES: Final = (
    ("research/study.yaml", "study"),
    ("research/questions.md", "questions"),
    ("research/guide.md", "guide"),
    ("research/context.yaml", "context"),
    ("research/reviews.yaml", "reviews"),
    ("research/labels.yaml", "labels"),
    ("research/information.yaml", "information"),
    ("research/retention.yaml", "retention"),
    ("research/workshops/*.yaml", "workshop"),
    ("research/comparables/criteria.yaml", "criteria"),
    ("research/comparables/*.yaml", "comparable"),
    ("interviews/*.md", "transcript"),
    ("analysis/codebook.yaml", "codebook"),
    ("analysis/needs.yaml", "needs"),
    ("analysis/board.yaml", "board"),
    ("analysis/translations.yaml", "translations"),
    ("analysis/framework.yaml", "framework"),
    ("analysis/codings/*/done.yaml", "done"),
    ("analysis/codings/consensus/*.yaml", "consensus"),
    ("analysis/findings/*.md", "finding"),
    ("analysis/personas/*.yaml", "persona"),
    ("analysis/memos/*.md", "memo"),
    ("prototypes/*/prototype.yaml", "prototype"),
    ("site/*.md", "page"),
)
"""Where files of each format stand."""


@dataclass(frozen=True, slots=True)
class Migration:
    """What a migration did.

    Attributes:
        changed: Files brought to the present version, relative to the study.
        looked_at: Number of files looked at.
        problems: Files that could not be read; they are left as they are.
    """

    changed: tuple[str, ...]
    looked_at: int
    problems: tuple[Problem, ...]


def migrate_study(
    folder: Folder,
    *,
    dry_run: bool = False,
    current: Mapping[str, int] = CURRENT,
    steps: Mapping[tuple[str, int], Step] = STEPS,
) -> Migration:
    """Bring all files of a study to the present formats; a file already there is not touched.

    Args:
        folder: The study.
        dry_run: Only tell what would change.
        current: Present version of each format.
        steps: The step from each older version.
    """
    changed: list[str] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    for pattern, name in _PLACES:
        for path in sorted(folder.root.glob(pattern)):
            if path in seen:
                continue
            seen.add(path)
            text = read_text(path, shown=folder.shown(path))
            fresh = _migrated(text, name, folder.shown(path), (current, steps))
            problems += fresh.problems
            if fresh.value is not None:
                changed.append(folder.shown(path))
                if not dry_run:
                    write_atomic(path, fresh.value)
    return Migration(tuple(changed), len(seen), tuple(problems))


def _migrated(
    text: str, name: str, path: str, how: tuple[Mapping[str, int], Mapping[tuple[str, int], Step]]
) -> Parsed[str]:
    """The text of a file in the present format; ``None`` where it is already there."""
    parts = split_front_matter(text) if path.endswith(".md") else None
    source = parts.head if parts else normal(text)
    parsed: Parsed[Any] = yaml.parse(source, path, first_line=2 if parts else 1)
    fresh = upgrade(parsed, name, path, current=how[0], steps=how[1])
    if fresh.value is None or fresh.value == parsed.value:
        return Parsed(None, fresh.problems)
    if parts:
        return Parsed(format_front_matter(fresh.value, parts.body), ())
    return Parsed(yaml.dump(fresh.value), ())
