"""Faults put into valid specifications by somebody who had not read the checker: which does it report?

``testsets/prototype_mutations.yaml`` holds exact replacements on the copies in ``testsets/prototype_specs``:
faults ``M01`` … and harmless edits ``H01`` …. Each is made alone, in a study of its own, and the whole check
of ``faden prototype check`` runs. A fault is caught where the check reports at least one problem more than of
the copy as it stands; any problem more for a harmless edit is a false alarm. ``python -m
measurements.prototype_mutations`` tells of each; every look is entered in ``LOG.md``.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from faden.build.prototyping import check_prototypes
from faden.core.problems import Problem
from faden.core.yaml import parse
from faden.study.folder import SETTINGS, Folder
from measurements.studies import ROOT

IDS: Final = ("prototype.mutations.",)
SETS: Final = Path(__file__).parent / "testsets"
EDITS: Final = SETS / "prototype_mutations.yaml"
SPECS: Final = SETS / "prototype_specs"
_FIRST: Final = "tuned on this set; first look: 55 of 60 caught, 1 alarm (LOG.md)"
_NEAR: Final = 3
"""Lines above and below an edit within which a problem names the right place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a valid file.

    Attributes:
        id: ``M01`` for a fault, ``H01`` for a harmless edit.
        file: The copy it changes, by file name.
        told: What it is, in its author's words.
        changes: Text, what stands in its place, and how often it occurs; all of them are replaced.
    """

    id: str
    file: str
    told: str
    changes: tuple[tuple[str, str, int], ...]

    @property
    def harmless(self) -> bool:
        """Whether the file is as valid as before."""
        return self.id.startswith("H")

    def made(self, text: str) -> str:
        """The text with the changes made.

        Raises:
            ValueError: A text that is to be replaced is not there so often.
        """
        for old, new, count in self.changes:
            if text.count(old) != count:
                raise ValueError(f"{self.id}: stands {text.count(old)} times in {self.file}: {old[:60]!r}")
            text = text.replace(old, new)
        return text

    def lines(self, text: str) -> range:
        """The lines that the edit touches, counted in the changed text, some around them included."""
        changed = self.made(text)
        old, new = text.splitlines(), changed.splitlines()
        first = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
        same = next(
            (n for n, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), 0
        )
        return range(first + 1 - _NEAR, max(len(new) - same, first + 1) + _NEAR + 1)


@dataclass(frozen=True, slots=True)
class Look:
    """What the check said of an edit.

    Attributes:
        edit: The edit.
        new: The problems that the copy as it stands does not have.
        near: Whether one of them names a line by the edit.
        crash: The error at which the check fell over; empty where it ran.
    """

    edit: Edit
    new: tuple[Problem, ...]
    near: bool
    crash: str = ""


def measure() -> list[dict[str, Any]]:
    """Share of faults caught, and harmless edits with an alarm; nothing where there are no edits."""
    if not EDITS.is_file():
        return []
    looks = [look(edit) for edit in read_edits()]
    faults = [each for each in looks if not each.edit.harmless]
    harmless = [each for each in looks if each.edit.harmless]
    caught = [each for each in faults if each.new]
    missed = ", ".join(each.edit.id for each in faults if not each.new) or "none"
    near = sum(each.near for each in caught)
    note = f"missed: {missed}; {near} of {len(caught)} with a line by the edit; {_FIRST}"
    alarms = [each for each in harmless if each.new or each.crash]
    return [
        {
            "id": "prototype.mutations.caught",
            "value": len(caught) / len(faults),
            "n": len(faults),
            "note": note,
        },
        {
            "id": "prototype.mutations.false",
            "value": len(alarms),
            "n": len(harmless),
            "note": "; ".join([*(each.edit.id for each in alarms), _FIRST]),
        },
    ]


def read_edits(path: Path = EDITS) -> list[Edit]:
    """All edits, in the order of the file.

    Raises:
        ValueError: An entry is not understood.
    """
    loaded = parse(path.read_text(encoding="utf-8"), path.name)
    if loaded.problems:
        raise ValueError(f"{path.name} cannot be read: {loaded.problems[0]}")
    return [_edit(entry) for entry in _entries(loaded.value)]


def _entries(loaded: Any) -> Iterator[Mapping[str, Any]]:
    """Entries of a list, of lists below keys, or by id."""
    if isinstance(loaded, Mapping):
        for key, value in loaded.items():
            if isinstance(value, Mapping) and "id" not in value and key[:1] in "MH" and key[1:].isdigit():
                yield {"id": key, **value}
            elif isinstance(value, Mapping | list):
                yield from _entries(value)
    elif isinstance(loaded, list):
        yield from (each for each in loaded if isinstance(each, Mapping) and "id" in each)


def _edit(entry: Mapping[str, Any]) -> Edit:
    told = str(_one(entry, "fault", "harmless", "what", "told", default=""))
    file = str(_one(entry, "file", "spec", "prototype", "on"))
    parts = _one(entry, "edit", "edits", default=[entry])
    changes = tuple(
        (str(_one(part, "old", "find")), str(_one(part, "new", "replace")), int(part.get("count", 1)))
        for part in parts
    )
    return Edit(str(entry["id"]), file if file.endswith(".yaml") else f"{file}.yaml", told, changes)


def _one(entry: Mapping[str, Any], *names: str, default: Any = None) -> Any:
    for name in names:
        if name in entry:
            return entry[name]
    if default is None:
        raise ValueError(f"{entry.get('id')}: has none of {', '.join(names)}")
    return default


def look(edit: Edit) -> Look:
    """Make an edit in a study of its own, and check its prototype."""
    which = Path(edit.file).stem
    with tempfile.TemporaryDirectory() as place:
        folder = _study(Path(place))
        path = folder.root / (
            "analysis/needs.yaml" if which == "needs" else f"prototypes/{which}/prototype.yaml"
        )
        text = path.read_text(encoding="utf-8")
        known = Counter(_before())
        path.write_text(edit.made(text), encoding="utf-8")
        try:
            found = check_prototypes(folder)
        except Exception as error:  # noqa: BLE001 - a check that falls over has caught nothing
            return Look(edit, (), near=False, crash=f"{type(error).__name__}: {error}")
    new = []
    for problem in found:
        if known[_told(problem)]:
            known[_told(problem)] -= 1
        else:
            new.append(problem)
    lines = edit.lines(text)
    return Look(
        edit, tuple(new), any(p.place.path == folder.shown(path) and p.place.line in lines for p in new)
    )


@cache
def _before() -> Counter[tuple[str, str, str]]:
    """What is said of the copies as they stand."""
    with tempfile.TemporaryDirectory() as place:
        return Counter(map(_told, check_prototypes(_study(Path(place)))))


def _told(problem: Problem) -> tuple[str, str, str]:
    """What a problem says, without its line, which an edit may move."""
    return problem.code, problem.place.path, repr(sorted(problem.params.items(), key=str))


def _study(root: Path) -> Folder:
    """A study of the copies, with this repository's findings, and drawings and tests of its prototypes."""
    (root / SETTINGS).parent.mkdir()
    shutil.copy(ROOT / SETTINGS, root / SETTINGS)
    (root / "analysis").mkdir()
    shutil.copy(SPECS / "needs.yaml", root / "analysis/needs.yaml")
    for name in ("findings", "personas"):
        shutil.copytree(ROOT / "analysis" / name, root / "analysis" / name)
    for spec in SPECS.glob("*.yaml"):
        if spec.stem != "needs":
            shutil.copytree(ROOT / "prototypes" / spec.stem, root / "prototypes" / spec.stem)
            shutil.copy(spec, root / "prototypes" / spec.stem / "prototype.yaml")
    return Folder(root)


def main() -> None:
    """Tell of each edit what the check said."""
    for each in map(look, read_edits()):
        codes = ", ".join(f"{p.code}:{p.place.line} ({p.severity})" for p in each.new) or each.crash or "–"
        lines = each.edit.lines((SPECS / each.edit.file).read_text(encoding="utf-8"))
        right = bool(each.new) != each.edit.harmless
        mark = "ok  " if right and (each.near or each.edit.harmless) else "far " if right else "BAD "
        print(f"{mark}{each.edit.id} {each.edit.file}:{lines.start + _NEAR} {each.edit.told}\n      {codes}")


if __name__ == "__main__":
    main()
