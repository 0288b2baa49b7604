"""Discard: what came into the vault by mistake goes for good, so that no later `apply` brings it back.

Whoever withdraws is another matter: `faden.protection.withdrawal` follows a person's words everywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from faden.core.problems import StudyError
from faden.protection import vault as vaults
from faden.protection.lock import locked
from faden.protection.material import (
    KEY,
    format_imports,
    format_key,
    raw_ids,
    read_imports,
    read_key,
)
from faden.protection.pseudonyms import journal
from faden.protection.pseudonyms.keeping import read_state, write_state

if TYPE_CHECKING:
    from faden.protection.pseudonyms.candidates import Candidate
    from faden.protection.pseudonyms.decisions import Decided, State
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


def discard(folder: Folder, vault: Vault, identifier: str) -> None:
    """Take a conversation out of the vault: original, raw text, findings in it, and what ``undo`` kept.

    Names that were decided stay in the list, and its id is not given out again.

    Args:
        folder: The study.
        vault: Its open vault.
        identifier: Id of the conversation.

    Raises:
        StudyError: The vault has no such conversation, or it stands in the study: what people coded in
            it there would lose its words.
        VaultError: The vault is damaged.
    """
    with locked(folder):
        journal.finish(folder, vault)
        if identifier not in raw_ids(vault):
            raise StudyError("discard-unknown", value=identifier)
        if folder.transcript(identifier).exists():
            raise StudyError("discard-in-study", folder.shown(folder.transcript(identifier)))
        write_state(vault, without(read_state(vault), identifier))
        imports, key = read_imports(vault), read_key(vault)
        theirs = {sha for sha, one in imports.files.items() if one.id == identifier}
        own = {f"raw/{identifier}.md", f"asides/{identifier}.json", f"applied/{identifier}.json"}
        own |= {f"originals/{sha}" for sha in theirs}
        gone = [name for name in vaults.names(vault) if name in own or name.startswith("journal/")]
        rest = {sha: one for sha, one in imports.files.items() if sha not in theirs}
        speakers = {where: who for where, who in key.speakers.items() if where.split("/")[0] != identifier}
        written = {one: sha for one, sha in key.written.items() if one != identifier}
        fresh = key.model_copy(update={"speakers": speakers, "written": written})
        kept = {**format_imports(imports.model_copy(update={"files": rest})), KEY: format_key(fresh)}
        vaults.write(vault, {**dict.fromkeys(gone), **kept})


def without(state: State, identifier: str) -> State:
    """The state without what was found and decided in one conversation; the log stays, it names nobody."""
    place = f"{identifier}/"
    return replace(
        state,
        open=_left(state.open, identifier),
        past=tuple(d for decided in state.past if (d := _decided(decided, identifier)) is not None),
        dismissals=tuple(d for d in state.dismissals if not d.scope.startswith(place)),
        spots=tuple(s for s in state.spots if not s.place.startswith(place)),
        seen={one: hashes for one, hashes in state.seen.items() if one != identifier},
        standing={one: marks for one, marks in state.standing.items() if one != identifier},
    )


def _left(candidates: tuple[Candidate, ...], identifier: str) -> tuple[Candidate, ...]:
    """Candidates as they stand in other conversations; those that stand in none are gone."""
    rest = (
        replace(one, occurrences=tuple(o for o in one.occurrences if o.transcript != identifier))
        for one in candidates
    )
    return tuple(one for one in rest if one.occurrences)


def _decided(decided: Decided, identifier: str) -> Decided | None:
    """A decision that can still be taken back: there is something left to ask about."""
    left = _left((decided.candidate,), identifier)
    return replace(decided, candidate=left[0], settled=_left(decided.settled, identifier)) if left else None
