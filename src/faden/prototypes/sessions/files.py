"""Reading and importing sessions: files that come from strangers' browsers, believed in nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from faden.core.files import write_new
from faden.core.problems import Place, Problem, Severity
from faden.core.yaml import Parsed
from faden.prototypes.sessions.session import SESSION_PATTERN, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from faden.prototypes.spec import Prototype
    from faden.study.folder import Folder

LARGEST: Final = 4_000_000
"""Bytes of a session file; one with all events that are allowed has a quarter of it."""

_DEEPEST: Final = 200
"""Brackets that may stand within each other; ours have four."""

_HIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What cannot be seen and may turn or hide what stands beside it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A session of the study.

    Attributes:
        id: Its id in the study, such as ``S01``; the name of its file.
        session: What was recorded.
    """

    id: str
    session: Session


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    Attributes:
        path: The file.
        id: Id under which the session is in the study; empty where it was refused.
        already: Whether it was there before.
        problems: Why it was refused, or what to know.
    """

    path: str
    id: str = ""
    already: bool = False
    problems: tuple[Problem, ...] = ()


def parse_session(data: bytes, path: str) -> Parsed[Session]:
    """Parse a session file; every fault of it becomes a problem, none an exception.

    Args:
        data: The file; from strangers, so that size, depth, numbers and texts are all limited.
        path: How messages name it.
    """
    if len(data) > LARGEST:
        return _refused("session-too-large", path, most=LARGEST // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
        if _depth(text) > _DEEPEST:
            return _refused("session-not-json", path)
        values: Any = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return _refused("session-not-json", path)
    return _validated(values, path)


def _depth(text: str) -> int:
    """How many brackets stand open at most; brackets in texts count too, which only makes it stricter."""
    depth = most = 0
    for mark in re.finditer(r"[\[\]{}]", text):
        depth += 1 if mark[0] in "[{" else -1
        most = max(most, depth)
    return most


def _no_number(name: str) -> float:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand in it once; of two, programs disagree on which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _validated(values: Any, path: str) -> Parsed[Session]:
    try:
        return Parsed(_plain(Session.model_validate(values)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        # A place is told by our own names and positions only: a stranger's keys are not repeated.
        known = [str(x) for x in first["loc"] if isinstance(x, int) or re.fullmatch(r"[a-z_]{1,30}", str(x))]
        return _refused("session-invalid", path, field=".".join(known) or "–", fault=first["type"])


def _refused(code: str, path: str, **params: object) -> Parsed[Session]:
    return Parsed(None, (Problem(code, Place(path), params),))


def _plain(session: Session) -> Session:
    """The session with notes that hide nothing."""
    notes = tuple(
        n.model_copy(update={"text": _HIDDEN.sub("", n.text).strip() or "–"}) for n in session.notes
    )
    return session.model_copy(update={"notes": notes})


def format_session(session: Session) -> str:
    """A session as it stands in its file: one line an event, always the same bytes."""
    values = session.model_dump(mode="json", exclude_none=True)
    lines = []
    for key, value in values.items():
        if key in {"attempts", "events", "notes"} and value:
            inner = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in value)
            lines.append(f' "{key}": [\n{inner}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def session_paths(folder: Folder, name: str) -> list[Path]:
    """Files of the sessions of a prototype, by id."""
    place = folder.root / "prototypes" / name / "sessions"
    if not place.is_dir() or place.is_symlink():
        return []
    found = (p for p in place.glob("*.json") if p.is_file() and not p.is_symlink())
    return sorted(p for p in found if not p.name.startswith("."))


def read_sessions(
    folder: Folder, name: str, prototype: Prototype
) -> tuple[tuple[Stored, ...], tuple[Problem, ...]]:
    """The sessions of a prototype, and what is wrong with those left out.

    Args:
        folder: The study.
        name: Folder of the prototype below ``prototypes``.
        prototype: Its specification.
    """
    good: list[Stored] = []
    problems: list[Problem] = []
    tokens: set[str] = set()
    for path in session_paths(folder, name):
        shown = folder.shown(path)
        parsed = parse_session(path.read_bytes(), shown)
        problems += parsed.problems
        session = parsed.value
        if session is None:
            continue
        if not re.fullmatch(SESSION_PATTERN, path.stem) or session.id in tokens:
            code = "session-twice" if session.id in tokens else "session-misnamed"
            problems.append(Problem(code, Place(shown), {"session": path.stem}))
            continue
        told = check_session(session, prototype, shown)
        found = [p for p in told if p.severity is not Severity.NOTE]  # what was tested earlier is no news
        problems += found
        tokens.add(session.id)
        if all(p.severity is not Severity.ERROR for p in found):
            good.append(Stored(path.stem, session))
    return tuple(good), tuple(problems)


def check_session(
    session: Session, prototype: Prototype, path: str, groups: Sequence[str] | None = None
) -> Iterator[Problem]:
    """What keeps a session from counting for a prototype, and what to know.

    Args:
        session: What was recorded.
        prototype: The prototype that it is laid to.
        path: How messages name the file.
        groups: Ids of the study's groups; ``None`` where they are not asked.
    """
    place = Place(path)
    if session.prototype != prototype.id:
        yield Problem(
            "session-other-prototype", place, {"value": session.prototype, "prototype": prototype.id}
        )
        return
    versions = {change.version for change in prototype.history} | {prototype.version}
    if session.version not in versions:
        told = {"value": session.version, "prototype": prototype.id}
        yield Problem("session-version-unknown", place, told)
        return
    if groups is not None and session.group is not None and session.group not in groups:
        yield Problem("session-group-unknown", place, {"value": session.group})
    if session.version != prototype.version:
        told = {"value": session.version, "version": prototype.version}
        yield Problem("session-version-older", place, told, Severity.NOTE)
    tasks = {task.id for task in prototype.tasks}
    gone = [a.task for a in session.attempts if a.task not in tasks]
    if gone:
        yield Problem("session-task-unknown", place, {"task": ", ".join(gone)}, Severity.WARNING)


def import_sessions(
    folder: Folder, name: str, prototype: Prototype, files: Sequence[Path], *, groups: Sequence[str]
) -> tuple[Imported, ...]:
    """Take session files over into the study, each under the next free id.

    Args:
        folder: The study.
        name: Folder of the prototype below ``prototypes``.
        prototype: Its specification.
        files: What testers have handed over.
        groups: Ids of the study's groups.
    """
    known = {stored.session.id: stored.id for stored in read_sessions(folder, name, prototype)[0]}
    taken = {path.stem for path in session_paths(folder, name)}
    done: list[Imported] = []
    for file in files:
        shown = file.name
        parsed = _opened(file, shown)
        session = parsed.value
        found = (
            parsed.problems if session is None else tuple(check_session(session, prototype, shown, groups))
        )
        if session is None or any(p.severity is Severity.ERROR for p in found):
            done.append(Imported(shown, problems=found))
            continue
        if session.id in known:
            done.append(Imported(shown, known[session.id], already=True))
            continue
        identifier = _following(taken)
        place = folder.root / "prototypes" / name / "sessions" / f"{identifier}.json"
        write_new(place, format_session(session))
        taken.add(identifier)
        known[session.id] = identifier
        done.append(Imported(shown, identifier, problems=found))
    return tuple(done)


def _opened(file: Path, shown: str) -> Parsed[Session]:
    try:
        with file.open("rb") as stream:
            return parse_session(stream.read(LARGEST + 1), shown)
    except OSError:
        return _refused("import-file-missing", shown)


def _following(taken: set[str]) -> str:
    numbers = [int(each[1:]) for each in taken if re.fullmatch(SESSION_PATTERN, each)]
    return f"S{max(numbers, default=0) + 1:02d}"
