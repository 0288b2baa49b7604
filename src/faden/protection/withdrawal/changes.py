"""What becomes of each file of a study when a person withdraws: computed first, written afterwards.

Privacy beats “never overwrite”: a finding or persona that a person wrote by hand loses the quotations of
who has withdrawn. It says so at its top, and is listed for somebody to read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.core import yaml
from faden.core.documents import split_front_matter
from faden.core.files import is_part
from faden.interviews.files import parse_transcript
from faden.protection.withdrawal import structured
from faden.protection.withdrawal.cutting import cut_items, mentions
from faden.protection.withdrawal.spoken import change_transcript
from faden.protection.withdrawal.words import said_within

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript
    from faden.protection.withdrawal.person import Person
    from faden.study.folder import Folder

FOLDERS: Final = ("research", "analysis", "prototypes", "site", "interviews")
"""Folders of a study; transcripts come last, so that an interrupted withdrawal still knows the words."""

_TEXT: Final = frozenset(
    {
        ".md",
        ".txt",
        ".html",
        ".htm",
        ".svg",
        ".css",
        ".js",
        ".xml",
        ".tex",
        ".rst",
        ".bib",
        ".srt",
        ".vtt",
        "",
    }
)
_MARK: Final = re.compile(
    r"^[^\S\n]*\[\[(c-[a-z0-9]{8})\]\][^\S\n]*\n?|\[\[(c-[a-z0-9]{8})\]\]", re.MULTILINE
)
_BOARD: Final = "analysis/board.yaml"
_LEDGERS: Final = frozenset(
    {
        "research/participants.csv",
        "research/consent.csv",
        "research/withdrawals.csv",
        "research/pseudonym-log.csv",
    }
)
_COMMENTED: Final = frozenset({"findings", "personas"})
_WRITTEN: Final = _COMMENTED | {
    "needs",
    "board",
    "codebook",
    "memos",
    "pages",
    "prototypes",
    "journeys",
    "framework",
}
_MAX: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file.

    Attributes:
        path: The file.
        kind: What it is, such as ``transcripts``, ``codings``, ``findings``.
        content: Its new bytes; ``None`` where it goes.
        review: Whether a person wrote it and should read what is left.
    """

    path: Path
    kind: str
    content: bytes | None = field(repr=False)
    review: bool = False


def changes(folder: Folder, person: Person) -> Iterator[Change]:
    """The changes of all files of the study, those of its own words last."""
    for name in FOLDERS:
        for path in files(folder.root / name):
            shown = path.relative_to(folder.root).as_posix()
            if shown in _LEDGERS or path.stat().st_size > _MAX:
                continue
            change = _change(folder, path, shown, person)
            if change is not None:
                yield change


def files(root: Path) -> Iterator[Path]:
    """All files below a folder, hidden ones too, in order; links are not followed."""
    for place, folders, names in os.walk(root):
        folders.sort()
        yield from (path for name in sorted(names) if not (path := Path(place) / name).is_symlink())


def _change(folder: Folder, path: Path, shown: str, person: Person) -> Change | None:
    kind = _kind(shown)
    if ".ipynb_checkpoints" in path.parts or is_part(path):
        return Change(path, "caches", None)
    if kind == "transcripts":
        return _transcript(folder, path, person)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None  # told by `remaining`, if a word of the person is in it
    fresh: str | None
    if kind == "exchange":
        fresh = structured.redacted(text, person)
    elif kind in {"codings", "proposals"} and path.stem in person.sole:
        fresh = None
    elif kind == "codings" and path.suffix == ".jsonl":
        fresh = structured.fresh_codings(text, path, person, _now(folder, path.stem, person))
    else:
        fresh = _fresh(path, text, shown, person)
    if fresh is not None and fresh != text and kind in _COMMENTED:
        fresh = _commented(fresh, person.withdrawal)
    if fresh == text:
        return None
    if fresh is None:
        return Change(path, kind, None)
    return Change(path, kind, fresh.encode(), kind in _WRITTEN)


def _kind(shown: str) -> str:
    """What a file is, told by its place."""
    parts = shown.split("/")
    if parts[0] == "interviews":
        return "transcripts" if len(parts) == 2 and shown.endswith(".md") else "notes"  # noqa: PLR2004 - folder, file
    if parts[0] == "analysis" and len(parts) > 1:
        return parts[1].partition(".")[0] if parts[1] != "exchange" else "exchange"
    return {"site": "pages"}.get(parts[0], parts[0])


def _transcript(folder: Folder, path: Path, person: Person) -> Change | None:
    text = path.read_text(encoding="utf-8-sig")
    if path.stem in person.sole:
        return Change(path, "transcripts", None)
    fresh = change_transcript(text, folder.shown(path), person)
    return None if fresh == text else Change(path, "transcripts", fresh.encode())


def _now(folder: Folder, identifier: str, person: Person) -> Transcript | None:
    """A conversation as it will be; ``None`` where it goes, or is not there."""
    path = folder.transcript(identifier)
    if identifier in person.sole or identifier not in person.turns or not path.is_file():
        return None
    text = path.read_text(encoding="utf-8-sig")
    return parse_transcript(change_transcript(text, folder.shown(path), person), folder.shown(path)).value


def _fresh(path: Path, text: str, shown: str, person: Person) -> str | None:
    """The new text of a file; ``None`` where the file goes."""
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return structured.fresh_table(text, person, rows="/notes/" in shown or "/sessions/" in shown)
    if suffix in _TEXT or suffix.endswith("~"):
        return _fresh_text(text, shown, person)
    if shown == _BOARD:
        return _fresh_yaml(text, person, also=_papers(text, person))
    readers: dict[str, Callable[[str, Person], str | None]] = {
        ".ipynb": structured.fresh_notebook,
        ".jsonl": structured.fresh_lines,
        ".json": structured.fresh_json,
        ".yaml": _fresh_yaml,
        ".yml": _fresh_yaml,
    }
    read = readers.get(suffix)
    return person.words.redact(text) if read is None else read(text, person)


def _papers(text: str, person: Person) -> frozenset[str]:
    """Cards typed off a wall that hold nothing but what the person said, word by word; ids of the board."""
    told = yaml.parse(text, "").value
    papers = told.get("paper") if isinstance(told, dict) else None
    cards = [each for each in papers if isinstance(each, dict)] if isinstance(papers, list) else []
    theirs = (each for each in cards if said_within(str(each.get("text", "")), person.texts))
    return frozenset(str(each.get("id")) for each in theirs)


def _fresh_yaml(text: str, person: Person, *, also: frozenset[str] = frozenset()) -> str | None:
    """A YAML file without entries on the person; ``None`` where the whole file is about them.

    Args:
        text: The file.
        person: Who withdraws.
        also: Further ids of what is theirs in this file.
    """
    if re.search(rf"^participant:[ \t]*[\"']?{person.id}\b", text, re.MULTILINE):
        return None

    def _gone(item: object) -> bool:
        if mentions(item, person.ids | also):
            return True
        if not isinstance(item, dict):
            return False
        told = item.get("transcript", item.get("conversation"))
        return told is not None and person.said(told, item.get("turn"))

    return person.words.redact(cut_items(text, _gone, keys=person.ids)[0])


def _fresh_text(text: str, shown: str, person: Person) -> str | None:
    parts = split_front_matter(text)
    if parts is None:
        return _unmarked(person.words.redact(text), person)
    if _about(parts.head, person) or (shown.startswith("analysis/memos/") and person.id in parts.body):
        return None
    head = _fresh_yaml(parts.head, person)
    if head is None:
        return None
    body = _unmarked(person.words.redact(parts.body), person)
    # A file that holds nothing of the person keeps its very bytes.
    return text if (head, body) == (parts.head, parts.body) else f"---\n{head}---\n{body}"


def _about(head: str, person: Person) -> bool:
    """Whether a note is about the person, their words, or a conversation with nobody else."""
    match = re.search(r"^about:[ \t]*[\"']?([A-Za-z0-9-]+)", head, re.MULTILINE)
    return match is not None and match[1] in {*person.ids, *person.sole}


def _unmarked(text: str, person: Person) -> str:
    """Without the places at which the person's words would be shown."""
    return _MARK.sub(lambda m: "" if (m[1] or m[2]) in person.codings else m[0], text)


def _commented(text: str, withdrawal: str) -> str:
    """With a line at the top that says what happened; only once."""
    line = (
        f"# Widerruf {withdrawal}: Belege wurden entfernt; bitte durchsehen. / "
        f"Withdrawal {withdrawal}: evidence was removed; please review.\n"
    )
    if line in text:
        return text
    return f"---\n{line}{text.removeprefix('---' + chr(10))}" if text.startswith("---\n") else line + text


def said_by(person: Person, text: str) -> bool:
    """Whether a short text, such as a sticky note, is what the person said."""
    return person.words.hold(text) or said_within(text, person.texts)
