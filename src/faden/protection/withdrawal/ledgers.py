"""The rows of a person among participants and consents: what is left says that they withdrew, no more."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from faden.core.documents import wanted
from faden.core.files import read_text
from faden.protection.withdrawal.changes import Change
from faden.study.consent import Purpose, read_consent

if TYPE_CHECKING:
    from pathlib import Path

    from faden.protection.withdrawal.person import Person
    from faden.study.folder import Folder

Row = dict[str, str]


def ledger_changes(folder: Folder, person: Person, on: str) -> Iterator[Change]:
    """The rows of the person: nothing but the id, and that and when consent was given and taken back.

    The id is random; without the key of the vault, which has lost it, nobody can tell whose it was.
    """

    def _participant(row: Row) -> Row:
        return dict.fromkeys(row, "") | {"participant": row["participant"]}

    def _act(row: Row) -> Row:
        kept = {key: row.get(key, "") for key in ("participant", "purposes", "form", "how", "given")}
        return dict.fromkeys(row, "") | kept | {"language": "und", "withdrawn": row.get("withdrawn") or on}

    yield from _changed(folder.participants, person.id, _participant)
    yield from _changed(folder.consent, person.id, _act)


def withdraw_purposes(
    folder: Folder, participant: str, purposes: tuple[Purpose, ...], on: str
) -> Change | None:
    """The ledger with some purposes taken back: one more row that names them and the day.

    Raises:
        StudyError: The ledger cannot be understood.
    """
    ledger = wanted(read_consent(folder))
    mine = [act for act in ledger.acts if act.participant == participant]
    if not mine or any(act.withdrawn is not None and set(purposes) <= set(act.purposes) for act in mine):
        return None
    last = mine[-1]
    text = read_text(folder.consent)
    head, rest, delimiter = _split(text)
    reader = csv.reader(io.StringIO(rest), delimiter=delimiter)
    names = [name.strip() for name in next(reader)]
    row = {
        "participant": participant,
        "purposes": " ".join(purposes),
        "form": last.form,
        "language": last.language,
        "how": last.how,
        "given": last.given,
        "withdrawn": on,
    }
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerow(
        [row.get(name, "") for name in names]
    )
    content = head + rest.rstrip("\n") + "\n" + stream.getvalue()
    return Change(folder.consent, "ledgers", content.encode())


def _split(text: str) -> tuple[str, str, str]:
    head, _, rest = text.removeprefix("\ufeff").partition("\n")
    names = rest.split("\n", 1)[0]
    return f"{head}\n", rest, ";" if names.count(";") > names.count(",") else ","


def _changed(path: Path, participant: str, change: Callable[[Row], Row]) -> Iterator[Change]:
    """A table with the rows of one person changed; the others stay as they are."""
    if not path.is_file():
        return
    text = read_text(path)
    head, rest, delimiter = _split(text)
    reader = csv.reader(io.StringIO(rest), delimiter=delimiter)
    names: list[str] = []
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    found = False
    for cells in reader:
        if not names:
            names = [name.strip() for name in cells]
            writer.writerow(cells)
        elif (
            len(cells) == len(names)
            and (row := dict(zip(names, cells, strict=True)))["participant"] == participant
        ):
            fresh = change(row)
            found = found or fresh != row
            writer.writerow([fresh[name] for name in names])
        else:
            writer.writerow(cells)
    if found:
        yield Change(path, "ledgers", (head + stream.getvalue()).encode())
