"""Lines, tables, JSON and notebooks without what is the person's."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from faden.coding.anchor import find
from faden.coding.codings import Coding, parse_codings

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript
    from faden.protection.withdrawal.person import Person


def fresh_codings(text: str, path: Path, person: Person, now: Transcript | None) -> str | None:
    """A file of codings without those on the person's words; the others are described anew.

    Args:
        text: The file.
        path: Where it stands.
        person: Who withdraws.
        now: The transcript without the person; ``None`` where it goes as a whole.
    """
    if path.stem in person.sole:
        return None
    kept: list[str] = []
    for line in text.splitlines():
        try:
            data = json.loads(line)
        except ValueError:
            kept += [] if person.words.hold(line) else [line]
            continue
        if not isinstance(data, dict) or data.get("id") in person.codings:
            continue
        if not person.words.hold(str(data.get("exact", ""))):
            kept.append(_fresh_coding(line, data, person, now))
    fresh = "".join(f"{line}\n" for line in kept)
    return fresh if parse_codings(fresh, "").value is not None else text


def _fresh_coding(line: str, data: dict[str, Any], person: Person, now: Transcript | None) -> str:
    """The line of another coding, with surroundings that are no longer the person's."""
    fresh = dict(data)
    if "memo" in fresh:
        fresh["memo"] = person.words.redact(str(fresh["memo"]))
    if now is not None and person.turns.get(now.head.id) and "exact" in data:
        try:
            found = find(Coding.model_validate(data).anchor, now)
        except ValueError:
            found = None
        if found is None:
            fresh |= {"prefix": "", "suffix": ""}
        else:
            fresh |= {
                "start": [found.start.turn, found.start.offset],
                "end": [found.end.turn, found.end.offset],
                "prefix": found.prefix,
                "suffix": found.suffix,
            }
    if fresh == data:
        return line
    return json.dumps(fresh, ensure_ascii=False, separators=(",", ":"))


def fresh_lines(text: str, person: Person) -> str:
    """A JSONL file without lines on the person's words.

    A line belongs to the conversation that it names, else to the one that a line before it names.
    """
    kept = []
    transcript: object = None
    for line in text.splitlines(keepends=True):
        try:
            data = json.loads(line)
        except ValueError:
            kept.append(person.words.redact(line))
            continue
        if isinstance(data, dict):
            transcript = data.get("transcript", transcript)
        if not is_theirs(data, person) and not _on_theirs(data, person, transcript):
            fresh = _apart(pruned(data, person), person, transcript)
            kept.append(line if fresh == data else json.dumps(fresh, ensure_ascii=False) + "\n")
    return "".join(kept)


def _on_theirs(data: Any, person: Person, transcript: object) -> bool:
    """Whether a proposal or decision begins or ends in the person's turns, or holds a run of their words."""
    if not isinstance(data, dict):
        return False
    ends = [each[0] for each in (data.get("start"), data.get("end")) if isinstance(each, list) and each]
    if any(person.said(transcript, turn) for turn in ends):
        return True
    return person.words.hold(str(data.get("exact", "")))


def _apart(data: Any, person: Person, transcript: object) -> Any:
    """A proposal or decision on other words of the conversation, without what stood around them."""
    if not isinstance(data, dict) or transcript not in person.turns:
        return data
    return data | {key: "" for key in ("prefix", "suffix") if data.get(key)}


def fresh_json(text: str, person: Person) -> str:
    """A JSON file without entries on the person's words."""
    try:
        data = json.loads(text)
    except ValueError:
        return person.words.redact(text)
    fresh = pruned(data, person)
    return text if fresh == data else json.dumps(fresh, ensure_ascii=False, indent=1) + "\n"


def redacted(text: str, person: Person) -> str:
    """A JSON file of which nothing but the words goes; its own layer knows what else is the person's."""
    try:
        data = json.loads(text)
    except ValueError:
        return person.words.redact(text)
    fresh = _redacted(data, person)
    return text if fresh == data else json.dumps(fresh, ensure_ascii=False, indent=1) + "\n"


def _redacted(data: Any, person: Person) -> Any:
    if isinstance(data, dict):
        return {key: _redacted(value, person) for key, value in data.items()}
    if isinstance(data, list):
        return [_redacted(item, person) for item in data]
    return person.words.redact(data) if isinstance(data, str) else data


def fresh_notebook(text: str, person: Person) -> str:
    """A notebook without outputs: every figure in them was counted with the person."""
    try:
        data = json.loads(text)
        cells = data["cells"]
    except (ValueError, KeyError, TypeError):
        return person.words.redact(text)
    for cell in cells if isinstance(cells, list) else ():
        if cell.get("cell_type") == "code" and cell.get("outputs"):
            cell["outputs"] = []
            cell["execution_count"] = None
        source = cell.get("source", "")
        joined = "".join(source) if isinstance(source, list) else str(source)
        if person.words.hold(joined):
            cell["source"] = person.words.redact(joined).splitlines(keepends=True)
    return text if data == json.loads(text) else json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def fresh_table(text: str, person: Person, *, rows: bool) -> str:
    """A table without the person.

    Args:
        text: The CSV text, perhaps with a line that names its format.
        person: Who withdraws.
        rows: Whether a row that holds the person's words goes as a whole, as a sticky note does.
    """
    from faden.protection.withdrawal.changes import said_by

    head, _, rest = text.partition("\n") if text.startswith("#") else ("", "", text)
    delimiter = "\t" if "\t" in rest.split("\n", 1)[0] else ";" if ";" in rest.split("\n", 1)[0] else ","
    try:
        table = list(csv.reader(io.StringIO(rest), delimiter=delimiter))
    except csv.Error:
        return person.words.redact(text)
    kept = [
        [cell if rows else person.words.redact(cell) for cell in row]
        for row in table
        if not (set(row) & person.ids or (rows and any(said_by(person, cell) for cell in row)))
    ]
    if kept == table:
        return text
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(kept)
    return (f"{head}\n" if head else "") + stream.getvalue()


def pruned(data: Any, person: Person) -> Any:
    """Plain values without entries on the person's words."""
    if isinstance(data, dict):
        kept = {k: v for k, v in data.items() if k not in person.ids and not is_theirs(v, person)}
        fresh = {k: pruned(v, person) for k, v in kept.items()}
        return {k: v for k, v in fresh.items() if not (k == "occurrences" and not v and data[k])}
    if isinstance(data, list):
        items = [pruned(item, person) for item in data if not is_theirs(item, person)]
        return [item for item in items if not _emptied(item, data)]
    return person.words.redact(data) if isinstance(data, str) else data


def _emptied(item: Any, before: list[Any]) -> bool:
    """Whether an entry listed occurrences and none is left."""
    listed = any(isinstance(one, dict) and "occurrences" in one for one in before)
    return listed and isinstance(item, dict) and "occurrences" not in item


def is_theirs(value: Any, person: Person) -> bool:
    """Whether a plain entry is one of the person's ids, or is about a turn or a coding of theirs."""
    if isinstance(value, str):
        return value in person.ids
    if not isinstance(value, dict):
        return False
    if any(isinstance(v, str) and v in person.ids for v in value.values()):
        return True
    told = value.get("transcript", value.get("conversation"))
    return told is not None and person.said(told, value.get("turn"))
