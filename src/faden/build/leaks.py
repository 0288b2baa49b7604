"""The leak scan of a study: its words from transcripts, and what was made for others.

In text that comes from transcripts one hit means that nothing goes out. Elsewhere, such as on a page about
a town whose name is in the key, a hit needs a person's decision (see `faden.protection.leaks.allowed`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.core.documents import wanted
from faden.core.files import is_part, read_text
from faden.core.problems import Place, Problem, Status
from faden.protection.leaks.allowed import is_allowed, read_allowed
from faden.protection.leaks.keys import ListedNotes, make_key
from faden.protection.leaks.scan import known_files, scan_bytes, scan_folder, scan_text
from faden.protection.leaks.withdrawn import add_withdrawn, read_withdrawn
from faden.protection.pseudonyms.candidates import EVERYWHERE
from faden.protection.pseudonyms.keeping import LOG, parse_log, read_state
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.noted import searched_notes
from faden.protection.pseudonyms.notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.protection.leaks.allowed import Allowed
    from faden.protection.leaks.keys import ListedPlace, ScanKey
    from faden.protection.leaks.scan import Hit, Scan
    from faden.protection.pseudonyms.noted import Searched
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

SOURCES: Final = (
    "interviews",
    "analysis/codings",
    "analysis/memos",
    "analysis/proposals",
    "analysis/translations.yaml",
    "analysis/framework.yaml",
    "prototypes/*/sessions",
)
"""Where words of transcripts stand in a study."""

_NOTES: Final = "interviews/notes/"

_FIRST: Final = re.compile(r'("prefix":")([^\W_]+)()')
_LAST: Final = re.compile(r'("suffix":"(?:[^"\\]|\\.)*?)([^\W_]+)(")')
"""The first and the last word of the context that a coding keeps."""

_SHIPPED: Final = (
    ("faden.site", "assets"),
    ("faden.prototypes", "assets"),
    ("material", "templates"),
    ("mkdocs", "themes"),
)
"""Fonts, scripts and style sheets that are the same in every study."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a scan looks for.

    Attributes:
        key: The names.
        allowed: Decisions that a name may stand somewhere.
        local: Transcript id → the key without words that a person left as they are in this transcript; for
            notes the path of the file, and that of each note with its id.
        notes: Files of notes → what is known of the search for names in them.
    """

    key: ScanKey
    allowed: tuple[Allowed | ListedPlace, ...] = ()
    local: dict[str, ScanKey] | None = None
    notes: Mapping[str, Searched] = field(default_factory=dict)


def sought(vault: Vault) -> Sought:
    """The names of a study's key, with what people decided about them, and those of who has withdrawn.

    Raises:
        VaultError: The vault is damaged.
        StudyError: A list in it cannot be understood.
    """
    state = read_state(vault)
    spots = (Name(name=s.form, label=s.label, kind=s.kind) for s in state.spots)
    names = (*state.names, *spots)
    everywhere = {d.form for d in state.dismissals if d.scope == EVERYWHERE}
    gone = read_withdrawn(vault)
    key = add_withdrawn(make_key(names, everywhere, secret=gone.secret if gone else None), gone)
    here: dict[str, set[str]] = {}
    for dismissal in state.dismissals:
        if dismissal.scope != EVERYWHERE:
            for where in _places(dismissal.scope):
                here.setdefault(where, set()).add(dismissal.form)
    local = {
        where: add_withdrawn(make_key(names, everywhere | forms, secret=key.secret), gone)
        for where, forms in here.items()
    }
    return Sought(key, read_allowed(vault), local, searched_notes(state))


def _places(scope: str) -> tuple[str, ...]:
    """What a decision on one place is asked for by: its conversation; of a note its file, and itself."""
    where = scope.rpartition("/")[0] or scope
    return (where, scope) if where.startswith(_NOTES) else (where,)


def listed(folder: Folder, names: Sought) -> dict[str, ListedNotes]:
    """What a scan list is told of the notes of a study, and of nothing else that was searched."""
    boards = [folder.shown(path) for path in folder.boards()]
    known = {name: names.notes[name] for name in boards if name in names.notes}
    return {name: ListedNotes(hashes=one.hashes, waiting=one.waiting) for name, one in known.items()}


def count_decisions(folder: Folder) -> int:
    """How many decisions on names the study has recorded; told without opening the vault.

    Raises:
        StudyError: The log of decisions cannot be understood.
    """
    path = folder.root / LOG
    return len(wanted(parse_log(read_text(path, shown=LOG)))) if path.is_file() else 0


def check_sources(folder: Folder, names: Sought) -> Iterator[Problem]:
    """Yield ``leak-in-transcript`` where a clear name stands in words from transcripts."""
    for pattern in SOURCES:
        for found in sorted(folder.root.glob(pattern)):
            for path in sorted(found.rglob("*")) if found.is_dir() else (found,):
                if path.is_file() and not is_part(path):
                    shown = path.relative_to(folder.root).as_posix()
                    where = shown if shown.startswith(_NOTES) else path.stem
                    key = (names.local or {}).get(where, names.key)
                    data, cut = (
                        whole_words(path.read_bytes()) if path.suffix == ".jsonl" else (path.read_bytes(), ())
                    )
                    hits, closed = scan_bytes(shown, data, key)
                    yield from _once("leak-in-transcript", hits)
                    yield from _not_searched(closed)
                    for line, word in cut:
                        for label in sorted(key.listed(word)):
                            params = {"label": label, "where": "–", "words": f"{word[:1]}…"}
                            yield Problem("leak-in-transcript", Place(shown, line), params)
                    if where == shown and key is not names.key:
                        yield from _note_by_note(folder, path, names)


def _note_by_note(folder: Folder, path: Path, names: Sought) -> Iterator[Problem]:
    """Names that a person left as they are on one note, where they stand on another of the same file."""
    shown = folder.shown(path)
    local = names.local or {}
    for turn in read_notes(folder, path).turns:
        key = local.get(f"{shown}/{turn.id}", names.key)
        text = "\n".join(part.text for part in turn.parts)
        already = {label for label, _, _ in scan_text(text, local.get(shown, names.key))}
        for label in sorted({label for label, _, _ in scan_text(text, key)} - already):
            yield Problem(
                "leak-in-transcript", Place(shown), {"label": label, "where": turn.id, "words": "…"}
            )


def whole_words(data: bytes) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """Codings without the words that their context cuts off, and these words with their lines.

    A piece of a word may sound like a name; it is sought only as it stands.
    """
    lines: list[str] = []
    cut: list[tuple[int, str]] = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        prefix, suffix = _FIRST.search(line), _LAST.search(line)
        cut += [(number, match[2]) for match in (prefix, suffix) if match]
        lines.append(_LAST.sub(r"\1\3", _FIRST.sub(r"\1\3", line)))
    return "\n".join(lines).encode(), tuple(cut)


def check_output(output: Path, names: Sought, shown: str) -> tuple[list[Problem], Scan]:
    """Search what was made for others.

    Args:
        output: A folder, or one file.
        names: What is sought.
        shown: How the output is called in messages, such as ``build/site``.

    Returns:
        ``leak-in-output`` for each name that nobody allowed there, ``leak-not-searched`` for what could not
        be opened; and what was searched.
    """
    scan = scan_folder(output, names.key, _shipped())
    shown = shown.rpartition("/")[0] if output.is_file() else shown  # a hit names the file itself
    open_hits = [hit for hit in scan.hits if not is_allowed(hit, names.allowed)]
    problems = [*_once("leak-in-output", open_hits, shown), *_not_searched(scan.unread, shown)]
    return problems, scan


def check_file(data: bytes, names: Sought, shown: str) -> list[Problem]:
    """Search one file that was made for others, before it is written."""
    hits, closed = scan_bytes(shown, data, names.key)
    open_hits = [hit for hit in hits if not is_allowed(hit, names.allowed)]
    return [*_once("leak-in-output", open_hits), *_not_searched(closed)]


def _once(code: str, hits: Iterable[Hit], shown: str = "") -> Iterator[Problem]:
    """One problem for each name in each line of each file."""
    told: set[tuple[str, int, str]] = set()
    for hit in hits:
        if (hit.path, hit.line, hit.label) not in told:
            told.add((hit.path, hit.line, hit.label))
            path = f"{shown}/{hit.path}" if shown else hit.path
            params = {"label": hit.label, "where": hit.where or "–", "words": hit.words}
            yield Problem(code, Place(path, hit.line), params)


def _not_searched(closed: Iterable[str], shown: str = "") -> Iterator[Problem]:
    for path in closed:
        where = f"{shown}/{path}" if shown else path
        yield Problem("leak-not-searched", Place(where), status=Status.NOT_RUN)


def _shipped() -> frozenset[str]:
    return known_files(Path(str(files(package) / name)) for package, name in _SHIPPED)
