"""Where decisions are kept: clear names in the vault, the log without names in the study."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, format_table, parse_table, validate_rows
from faden.core.files import read_text, write_atomic
from faden.core.problems import StudyError
from faden.core.yaml import Parsed
from faden.protection import vault as vaults
from faden.protection.lock import locked
from faden.protection.material import NAMES, read_names, write_names
from faden.protection.pseudonyms.candidates import Candidate, Dismissal, Occurrence
from faden.protection.pseudonyms.decisions import Answer, Choice, Decided, Row, Spot, State, settle
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.names import Name, format_names, parse_names
from faden.study.labels import read_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from faden.protection.vault import Vault
    from faden.study.folder import Folder

DISMISSED: Final = "dismissed.csv"
"""Vault entry: what was left as it is; one row a decision."""

CANDIDATES: Final = "candidates.json"
"""Vault entry: what waits, what is replaced in one place only, and what can be taken back."""

LOG: Final = "research/pseudonym-log.csv"
"""Study file: every decision, without clear names."""

_LEFT: Final = ("form", "kind", "scope", "by", "on")
_LOGGED: Final = ("number", "candidate", "kind", "label", "decision", "level", "by", "on", "times")
_SALT: Final = 32


class LogRow(FileModel):
    """A row of ``research/pseudonym-log.csv``; it holds no clear name.

    ``candidate`` is a keyed hash that tells nothing without the vault; ``level`` the rung that the
    label stands on, where ``labels.yaml`` says so; ``times`` how often it had been found.
    """

    number: int
    candidate: str
    kind: str
    label: str = ""
    decision: str
    level: str = ""
    by: str
    on: PartialDate
    times: int


def read_state(vault: Vault) -> State:
    """All that is decided and undecided.

    Raises:
        VaultError: The vault is damaged.
        StudyError: The list of names has a mistake; told as `names.parse_names` tells it.
    """
    text = read_names(vault)
    names: tuple[Name, ...] = ()
    if text.strip():
        parsed = parse_names(text)
        if parsed.value is None:
            raise StudyError.of(parsed.problems[0])
        names = tuple(name for _, name in parsed.value)
    left = (vaults.find(vault, DISMISSED) or b"").decode("utf-8", "replace")
    data: dict[str, Any] = json.loads(vaults.find(vault, CANDIDATES) or b"{}")
    return State(
        names=names,
        dismissals=_dismissals(left),
        spots=tuple(Spot(**spot) for spot in data.get("spots", ())),
        open=tuple(_candidate(c) for c in data.get("open", ())),
        later=tuple(data.get("later", ())),
        past=tuple(_decided(d) for d in data.get("past", ())),
        log=tuple(Row(**row) for row in data.get("log", ())),
        seen={key: tuple(hashes) for key, hashes in data.get("seen", {}).items()},
        standing={key: tuple(marks) for key, marks in data.get("standing", {}).items()},
        salt=bytes.fromhex(data["salt"]) if data.get("salt") else secrets.token_bytes(_SALT),
    )


def write_state(vault: Vault, state: State) -> bool:
    """Keep the state, all of it or nothing; gives whether the vault changed.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
    """
    data = {
        "spots": [asdict(spot) for spot in state.spots],
        "open": [asdict(candidate) for candidate in state.open],
        "later": list(state.later),
        "past": [asdict(d) | {"names": [n.model_dump() for n in d.names]} for d in state.past],
        "log": [asdict(row) for row in state.log],
        "seen": {key: list(hashes) for key, hashes in sorted(state.seen.items())},
        "standing": {key: list(marks) for key, marks in sorted(state.standing.items())},
        "salt": state.salt.hex(),
    }
    entries: dict[str, bytes | None] = {
        CANDIDATES: json.dumps(data, ensure_ascii=False, sort_keys=True).encode(),
        DISMISSED: format_dismissals(state.dismissals).encode(),
    }
    if state.names or read_names(vault).strip():
        entries[NAMES] = format_names(state.names).encode()
    return vaults.write(vault, entries)


def take_names(vault: Vault, text: str) -> None:
    """Keep a list of names in the place of the one before; what it answers waits no longer.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
        StudyError: The list has a mistake; then the one before stays.
    """
    parsed = parse_names(text)
    if parsed.value is None:
        raise StudyError.of(parsed.problems[0])
    write_names(vault, text)
    state = read_state(vault)
    settled = settle(state)
    if settled is not state:
        write_state(vault, settled)


def keep_decision(folder: Folder, vault: Vault, state: State) -> None:
    """Keep the state after a decision, first in the vault, then its log in the study.

    If the machine stops between the two, the next decision writes the missing row too.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
        StudyError: The log in the study cannot be read, or an import goes on too long.
    """
    write_state(vault, state)
    write_log(folder, state.log, _levels(folder))


def _levels(folder: Folder) -> dict[str, str]:
    """Label → the rung it stands on, as ``research/labels.yaml`` says; a broken file is told by checks."""
    ladders = read_labels(folder).value
    return {label: one.at for label, one in ladders.by_label.items() if one.at} if ladders else {}


def keep_step(folder: Folder, vault: Vault, step: Callable[[State], State]) -> State:
    """Take a step from what is decided at this moment, and keep it at once; gives the state after it.

    The terminal and the workbench may be open beside each other: between reading and keeping nobody
    else decides, so no decision is lost.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
        StudyError: The step cannot be taken, or another process goes on too long.
    """
    with locked(folder):
        state = step(read_state(vault))
        keep_decision(folder, vault, state)
    return state


def write_log(folder: Folder, log: Sequence[Row], levels: dict[str, str] | None = None) -> bool:
    """Bring ``research/pseudonym-log.csv`` up to date; rows that stand in it stay.

    Args:
        folder: The study.
        log: The decisions.
        levels: Label → the rung it stands on.

    Raises:
        StudyError: The file cannot be read, or an import goes on too long.
    """
    path = folder.root / LOG
    with locked(folder):
        parsed = parse_log(read_text(path, shown=LOG)) if path.is_file() else Parsed(())
        if parsed.value is None:
            raise StudyError.of(parsed.problems[0])
        rows = {(row.number, row.candidate, row.decision): row for row in parsed.value}
        for row in log:
            level = (levels or {}).get(row.label, "")
            key = (row.number, row.candidate, row.decision)
            known = rows.setdefault(key, LogRow(**asdict(row), level=level))
            if level and not known.level:  # the list of labels may come after the decision
                rows[key] = known.model_copy(update={"level": level})
        ordered = sorted(rows.values(), key=lambda row: (row.number, row.candidate))
        return bool(rows) and write_atomic(path, format_log(ordered))


def parse_log(text: str) -> Parsed[tuple[LogRow, ...]]:
    """The rows of the log."""
    table = parse_table(text, "pseudonymlog", _LOGGED, LOG)
    if table.value is None:
        return Parsed(None, table.problems)
    rows, problems = validate_rows(LogRow, table.value, LOG)
    return Parsed(None if problems else tuple(row for _, row in rows), tuple(problems))


def format_log(rows: Iterable[LogRow]) -> str:
    """The log as a file."""
    cells = [[str(getattr(row, column)) for column in _LOGGED] for row in rows]
    return format_table("pseudonymlog", _LOGGED, cells)


def format_dismissals(dismissals: Iterable[Dismissal]) -> str:
    """What was left as it is, as a file."""
    return format_table("dismissed", _LEFT, [[getattr(d, c) for c in _LEFT] for d in dismissals])


def _dismissals(text: str) -> tuple[Dismissal, ...]:
    if not text.strip():
        return ()
    table = parse_table(text, "dismissed", _LEFT, DISMISSED)
    if table.value is None:
        raise StudyError.of(table.problems[0])
    return tuple(Dismissal(**row) for _, row in table.value.rows)


def _candidate(data: dict[str, Any]) -> Candidate:
    occurrences = tuple(Occurrence(**{**o, "by": tuple(o["by"])}) for o in data["occurrences"])
    fields = {**data, "kind": Kind(data["kind"]), "forms": tuple(data["forms"]), "occurrences": occurrences}
    return Candidate(**fields)


def _decided(data: dict[str, Any]) -> Decided:
    answer = data["answer"]
    return Decided(
        candidate=_candidate(data["candidate"]),
        answer=replace(Answer(**answer), choice=Choice(answer["choice"])),
        names=tuple(Name.model_validate(name) for name in data["names"]),
        dismissals=tuple(Dismissal(**d) for d in data["dismissals"]),
        spots=tuple(Spot(**s) for s in data["spots"]),
        settled=tuple(_candidate(c) for c in data["settled"]),
    )
