"""What of the vault goes: raw turns, originals, the key's entries and names that only this person had.

An original that others speak in goes too: a file of another program cannot lose one voice. The raw
transcript, without the person, stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from faden.core.documents import format_table, parse_table
from faden.core.files import digest
from faden.interviews.files import format_transcript
from faden.interviews.transcript import Part, PartKind, Role, Speaker, Transcript, Turn
from faden.protection import vault as vaults
from faden.protection.leaks import withdrawn
from faden.protection.leaks.containers import pieces
from faden.protection.material import NAMES, raw_ids, read_imports, read_key, read_names, read_raw
from faden.protection.pseudonyms.apply import Pseudonyms
from faden.protection.pseudonyms.matching import Matcher
from faden.protection.pseudonyms.names import Name, format_names, parse_names
from faden.protection.withdrawal import structured
from faden.protection.withdrawal.spoken import change_transcript, marker

if TYPE_CHECKING:
    from faden.protection.vault import Vault
    from faden.protection.withdrawal.person import Person

_APPLIED: Final = "applied/"
"""Texts as they were written last, with what had been replaced in them, and the names of that time."""
_DISMISSED: Final = "dismissed.csv"
_CANDIDATES: Final = "candidates.json"
_DROPPED: Final = ("journal/", "candidates-")
"""Entries that hold states of files from before, so that ``undo`` could bring the words back."""

Entries = dict[str, bytes | None]
Rows = tuple[tuple[int, Name], ...]


def vault_changes(vault: Vault, person: Person, written: Mapping[str, str]) -> Entries:
    """The entries of the vault that change; ``None`` for those that go.

    Args:
        vault: The study's open vault.
        person: Who withdraws.
        written: Conversation → SHA-256 of its file in the study as it will be.

    Raises:
        VaultError: The vault is damaged.
    """
    rows: Rows = parse_names(read_names(vault)).value or ()
    raws = {identifier: read_raw(vault, identifier) for identifier in raw_ids(vault)}
    known = read_key(vault)
    labels = {label for label, one in known.people.items() if one == person.id}
    mine = [(line, name) for line, name in rows if name.label in labels]
    kept = {i: _without(raw, person) for i, raw in raws.items() if i not in person.sole}
    only = _only_theirs(rows, raws, kept)
    cleared = {i: _renamed(raw, Pseudonyms(mine)) for i, raw in kept.items()} if mine else kept
    entries: Entries = {f"raw/{i}.md": None for i in raws if i in person.sole}
    entries |= {f"raw/{i}.md": format_transcript(raw).encode() for i, raw in cleared.items()}
    entries |= _imports(vault, person)
    people = {label: one for label, one in known.people.items() if one != person.id}
    speakers = {
        w: p for w, p in known.speakers.items() if p != person.id and w.split("/")[0] not in person.sole
    }
    new = {i: sha for i, sha in known.written.items() if i not in person.sole} | {
        i: sha for i, sha in written.items() if i in known.written and i not in person.sole
    }
    fresh = known.model_copy(update={"people": people, "speakers": speakers, "written": new})
    if fresh != known:
        entries["key.json"] = _json(fresh.model_dump())
    gone = {line for line, _ in mine} | only
    if gone:
        entries[NAMES] = format_names(tuple(name for line, name in rows if line not in gone)).encode()
        theirs = [name for line, name in rows if line in gone]
        entries[withdrawn.ENTRY] = withdrawn.with_names(
            withdrawn.read_withdrawn(vault), theirs, person.withdrawal
        )
    forms = _matcher([(line, name) for line, name in rows if line in gone])
    return _changed(vault, entries | _others(vault, entries, person, forms))


def _changed(vault: Vault, entries: Entries) -> Entries:
    return {name: data for name, data in entries.items() if vaults.find(vault, name) != data}


def _matcher(rows: Iterable[tuple[int, Name]]) -> Matcher | None:
    forms = [(form, line) for line, name in rows for form in name.forms]
    return Matcher(forms) if forms else None


def _without(raw: Transcript, person: Person) -> Transcript:
    """A raw transcript without the person's turns and label, and without what others repeated."""
    turns = person.turns.get(raw.head.id, frozenset())
    spoken = {turn.speaker for turn in raw.turns if turn.id in turns}
    theirs = {k for k in spoken if all(t.id in turns for t in raw.turns if t.speaker == k)}
    gone = {key for key in theirs if raw.head.speakers[key].role in {Role.PARTICIPANT, Role.UNKNOWN}}
    told = Part(PartKind.ORIGINAL, raw.head.language, marker(raw.head.language))
    fresh = [
        Turn(t.id, t.speaker, (told,), t.start)
        if t.id in turns
        else Turn(
            t.id, t.speaker, tuple(replace(p, text=person.words.redact(p.text)) for p in t.parts), t.start
        )
        for t in raw.turns
    ]
    speakers = {
        key: Speaker(role=Role.UNKNOWN) if key in gone else one for key, one in raw.head.speakers.items()
    }
    head = raw.head.model_copy(update={"speakers": speakers})
    return Transcript(head, tuple(fresh), person.words.redact(raw.preamble))


def _renamed(raw: Transcript, names: Pseudonyms) -> Transcript:
    """A raw transcript in which others' mentions of the person carry the label already."""
    turns = tuple(
        replace(t, parts=tuple(replace(p, text=names.replace(p.text).text) for p in t.parts))
        for t in raw.turns
    )
    return replace(raw, turns=turns, preamble=names.replace(raw.preamble).text)


def _only_theirs(rows: Rows, before: Mapping[str, Transcript], after: Mapping[str, Transcript]) -> set[int]:
    """Lines of names that stood in the person's turns and stand nowhere else."""
    matcher = _matcher(rows)
    if matcher is None:
        return set()

    def _lines(transcripts: Mapping[str, Transcript]) -> set[int]:
        texts = [p.text for t in transcripts.values() for turn in t.turns for p in turn.parts]
        texts += [t.preamble for t in transcripts.values()]
        texts += [one.label for t in transcripts.values() for one in t.head.speakers.values()]
        return {match.row for text in texts for match in matcher.find(text)}

    return _lines(before) - _lines(after)


def _imports(vault: Vault, person: Person) -> Entries:
    """Originals in which the person speaks; the file's name may have been a name."""
    imports = read_imports(vault)
    theirs = {sha: one for sha, one in imports.files.items() if one.id in person.turns}
    if not theirs:
        return {}
    files = {
        sha: one.model_copy(update={"name": f"{one.id}.{one.format}"}) if sha in theirs else one
        for sha, one in imports.files.items()
        if one.id not in person.sole
    }
    fresh = imports.model_copy(update={"files": files})
    originals: Entries = {f"originals/{sha}": None for sha in theirs}
    known = set(vaults.names(vault))
    return {n: d for n, d in originals.items() if n in known} | {"imports.json": _json(fresh.model_dump())}


def _others(vault: Vault, done: Entries, person: Person, forms: Matcher | None) -> Entries:
    """All other entries: what others keep there of the person's turns, words and names."""
    entries: Entries = {}
    for name in vaults.names(vault):
        if name in done or name.startswith(("raw/", "originals/")):
            continue
        if name.startswith(_DROPPED) or person.id in name or _aside_of(name) in person.sole:
            entries[name] = None
            continue
        data = vaults.read(vault, name)
        fresh = (_applied if name.startswith(_APPLIED) else _other)(name, data, person, forms)
        if fresh != data:
            entries[name] = fresh
    return entries


def _applied(name: str, data: bytes, person: Person, forms: Matcher | None) -> bytes | None:
    """What ``apply`` remembers: short answers and names too, not only six words in a row."""
    identifier = name.removeprefix(_APPLIED).removesuffix(".json")
    if identifier in person.sole:
        return None
    if not name.endswith(".json"):
        rows = parse_names(data.decode()).value or ()
        kept = tuple(n for _, n in rows if forms is None or not any(forms.find(form) for form in n.forms))
        return data if len(kept) == len(rows) else format_names(kept).encode()
    if identifier not in person.turns:
        return _other(name, data, person, forms)
    told = json.loads(data)
    fresh = told | {
        "text": change_transcript(told["text"], name, person),
        "edits": [edit for edit in told["edits"] if not person.said(identifier, edit[0])],
    }
    return data if fresh == told else json.dumps(fresh, ensure_ascii=False).encode()


def _aside_of(name: str) -> str:
    return name.removeprefix("asides/").removesuffix(".json") if name.startswith("asides/") else ""


def _other(name: str, data: bytes, person: Person, forms: Matcher | None) -> bytes | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None if any(p.text is not None and person.words.hold(p.text) for p in pieces(data)) else data
    if name == _DISMISSED:
        return _dismissed(text, person, forms)
    if name == _CANDIDATES:
        return _candidates(text, person)
    if name.startswith("asides/"):
        return _asides(text, person, forms)
    if name.endswith(".json"):
        fresh = structured.fresh_json(text, person)
    elif name.endswith(".jsonl"):
        fresh = structured.fresh_lines(text, person)
    elif name.endswith(".csv") and name != NAMES:
        fresh = structured.fresh_table(text, person, rows=False)
    else:
        fresh = person.words.redact(text)
    return data if fresh == text else fresh.encode()


def _asides(text: str, person: Person, forms: Matcher | None) -> bytes:
    items = json.loads(text)

    def _theirs(item: object) -> bool:
        told = json.dumps(item, ensure_ascii=False)
        return person.words.hold(told) or (forms is not None and bool(forms.find(told)))

    kept = [item for item in items if not _theirs(item)]
    return text.encode() if kept == items else _json(kept)


def _dismissed(text: str, person: Person, forms: Matcher | None) -> bytes:
    """Words that were left as they are, in places that are gone or as names that are."""
    columns = ("form", "kind", "scope", "by", "on")
    table = parse_table(text, "dismissed", columns, _DISMISSED).value
    if table is None:
        return text.encode()

    def _gone(row: Mapping[str, str]) -> bool:
        transcript, _, turn = row["scope"].partition("/")
        return person.said(transcript, turn) or (forms is not None and bool(forms.find(row["form"])))

    rows = [row for _, row in table.rows]
    kept = [row for row in rows if not _gone(row)]
    if kept == rows:
        return text.encode()
    return format_table("dismissed", columns, [[row[c] for c in columns] for row in kept]).encode()


def _candidates(text: str, person: Person) -> bytes:
    """What waits for a decision, without the person's turns; decisions cannot be taken back any more."""
    data: dict[str, Any] = json.loads(text)
    fresh = structured.pruned(data, person)
    fresh["past"] = []
    if isinstance(fresh.get("seen"), dict):
        fresh["seen"] = {k: v for k, v in fresh["seen"].items() if k.split("/")[0] not in person.turns}
    return text.encode() if fresh == data else json.dumps(fresh, ensure_ascii=False, sort_keys=True).encode()


def _json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1).encode()


def written_digests(texts: Mapping[str, bytes]) -> dict[str, str]:
    """SHA-256 of the files of transcripts as they will be."""
    return {identifier: digest(data) for identifier, data in texts.items()}
