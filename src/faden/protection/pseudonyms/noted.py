"""Whether names were looked for on sticky notes, in the wording in which they stand now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from faden.core.problems import Place, Problem
from faden.interviews.transcript import content_hash
from faden.protection.pseudonyms.keeping import read_state, write_state
from faden.protection.pseudonyms.notes import read_notes
from faden.protection.pseudonyms.searching import with_seen

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from faden.protection.pseudonyms.decisions import State
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


class Searched(NamedTuple):
    """What is known of a file of notes.

    Attributes:
        hashes: Hashes of the wordings in which names were looked for.
        waiting: How many findings on it are not decided.
    """

    hashes: tuple[str, ...] = ()
    waiting: int = 0


def searched_notes(state: State) -> dict[str, Searched]:
    """What is known of each file that was searched; conversations are among them, by id."""
    return {name: Searched(hashes, state.waiting(name)) for name, hashes in state.seen.items()}


def check_notes(
    folder: Folder, known: Mapping[str, Searched], boards: Iterable[Path] | None = None
) -> Iterator[Problem]:
    """Yield ``notes-not-searched`` and ``notes-undecided``; of notes without a word there is nothing to say.

    Args:
        folder: The study.
        known: What `searched_notes` gives.
        boards: Files of notes; by default all.
    """
    for path in folder.boards() if boards is None else boards:
        shown = folder.shown(path)
        text = read_notes(folder, path)
        searched = known.get(shown, Searched())
        if text.turns and content_hash(text) not in searched.hashes:
            yield Problem("notes-not-searched", Place(shown), {"notes": shown})
        if searched.waiting:
            yield Problem("notes-undecided", Place(shown), {"notes": shown, "n": searched.waiting})


def searched_among(folder: Folder, state: State, shown: Container[str]) -> list[Path]:
    """Files of notes among some paths in the study that were searched in the wording of this moment."""
    known = searched_notes(state)
    return [
        path
        for path in folder.boards()
        if (name := folder.shown(path)) in shown
        and content_hash(read_notes(folder, path)) in known.get(name, Searched()).hashes
    ]


def keep_searched(folder: Folder, vault: Vault, boards: Sequence[Path]) -> None:
    """Count notes as searched as they stand now: nothing but labels came in since they were.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
    """
    if boards:
        state = read_state(vault)
        texts = [read_notes(folder, path) for path in boards]
        write_state(vault, replace(state, seen=with_seen(state.seen, texts)))
