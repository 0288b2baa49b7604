"""Search: texts of the vault and the study are looked through, and what is found waits for review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from faden.core.problems import VaultError
from faden.interviews.files import read_transcript
from faden.interviews.transcript import content_hash
from faden.protection.lock import locked
from faden.protection.material import raw_ids, read_raw
from faden.protection.pseudonyms.candidates import Dismissal
from faden.protection.pseudonyms.keeping import read_state, write_state
from faden.protection.pseudonyms.matching import split_words
from faden.protection.pseudonyms.notes import read_notes
from faden.protection.pseudonyms.standing import standing_in

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate, Occurrence
    from faden.protection.pseudonyms.decisions import State
    from faden.protection.pseudonyms.identifiers import Detector, Kind
    from faden.protection.pseudonyms.names import Name
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class Known:
    """What is decided already, as a search needs it.

    Attributes:
        names: The list of names.
        dismissals: What was left as it is.
        salt: What ids of candidates are keyed with.
        labels: All labels in use, which are no names.
    """

    names: tuple[Name, ...]
    dismissals: tuple[Dismissal, ...]
    salt: bytes
    labels: frozenset[str] = frozenset()


Search = Callable[[Sequence["Transcript"], Known], Iterable["Candidate"]]
"""Finds candidates in transcripts."""

_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")

_KEPT: Final = 8
"""Hashes of searched texts kept for one transcript."""


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What a search has found; it holds no clear name.

    Attributes:
        transcripts: Ids of the texts searched, in order.
        kinds: Kind → how many candidates wait in these texts.
        waiting: How many wait in the whole study.
    """

    transcripts: tuple[str, ...]
    kinds: Mapping[Kind, int]
    waiting: int


def search(folder: Folder, vault: Vault, find: Search, ids: Sequence[str] = ()) -> SearchReport:
    """Look for what may identify somebody, in raw texts, in those that came pseudonymised, and on notes.

    A transcript that a person has edited since ``apply`` is searched as it stands, too.

    Args:
        folder: The study.
        vault: Its open vault.
        find: What finds candidates.
        ids: Transcripts to search; by default all of the vault, and all that came declared.

    Raises:
        VaultError: There is no such transcript, or the vault is damaged.
        StudyError: The list of names has a mistake, or an import goes on too long.
    """
    texts = searched_texts(folder, vault, ids)
    # Outside the lock: it takes long, and reads only.
    state = read_state(vault)
    labels = frozenset([*(n.label for n in state.names), *(s.label for s in state.spots)])
    here = [Dismissal(s.form, s.kind, s.place) for s in state.spots]  # decided, in their one place
    known = Known(state.names, (*state.dismissals, *here), state.salt, labels)
    found = list(find(texts, known))
    ids = tuple(dict.fromkeys(text.head.id for text in texts))
    with locked(folder):
        # Decisions made meanwhile count; the salt is kept by the first search.
        now = read_state(vault)
        state = replace(now, salt=state.salt if not now.open and not now.log else now.salt)
        state = merge_found(without_gone(state, folder, vault), found, texts)
        write_state(vault, state)
    mine = [c for c in state.open if any(o.transcript in ids for o in c.occurrences)]
    return SearchReport(ids, Counter(c.kind for c in mine), len(state.open))


def searched_texts(folder: Folder, vault: Vault, ids: Sequence[str] = ()) -> tuple[Transcript, ...]:
    """The texts that a search looks at: raw ones, those in the study that differ from them, and notes.

    A workshop's id means its conversation and its notes, the path of a file of notes these alone.

    Raises:
        VaultError: There is no transcript of an id, or the vault is damaged.
    """
    from faden.protection.pseudonyms.apply import written_hash

    raw = frozenset(raw_ids(vault))
    known = {path.stem for path in folder.transcripts()}
    boards = {name: path for path in folder.boards() for name in (path.stem, folder.shown(path))}
    texts: list[Transcript] = []
    for identifier in ids or sorted(raw | known):
        if identifier not in raw | known | boards.keys():
            raise VaultError("vault-entry-missing", vault.path.as_posix())
        if identifier in raw:
            texts.append(read_raw(vault, identifier))
        now = read_transcript(folder, identifier).value if identifier in known else None
        if now is None:
            continue
        own = identifier in raw and content_hash(now) == written_hash(vault, identifier)
        declared = identifier in raw or now.head.declared is not None or identifier in ids
        if not own and declared:
            texts.append(now)
    wanted = dict.fromkeys(boards[i] for i in ids if i in boards) if ids else folder.boards()
    return (*texts, *(read_notes(folder, path) for path in wanted))


def search_study(folder: Folder, vault: Vault, ids: Sequence[str] = ()) -> SearchReport:
    """Look with all detectors that faden has and with the models that the study names.

    The models are opened first: where one cannot be, nothing is searched and nothing counts as searched.

    Args:
        folder: The study.
        vault: Its open vault.
        ids: Transcripts to search, as for `search`.

    Raises:
        ModelError: A model of the study is not on this computer.
        VaultError: There is no such transcript, or the vault is damaged.
        StudyError: The settings or the list of names have a mistake, or an import goes on too long.
    """
    from faden.protection.pseudonyms.own_models import own_detectors

    own = own_detectors(folder)
    return search(folder, vault, partial(search_with_detectors, own=own), ids)


def search_with_detectors(
    texts: Sequence[Transcript], known: Known, *, own: Sequence[Detector] = ()
) -> Iterable[Candidate]:
    """Look with all detectors that faden has; loads models, which takes some seconds.

    Args:
        texts: The texts.
        known: What is decided already.
        own: Further detectors, such as models of the study.
    """
    from faden.protection.pseudonyms.detect import detect_transcripts
    from faden.protection.pseudonyms.detectors import default_detectors

    detectors = (*default_detectors(), *own)
    found = detect_transcripts(
        texts, names=known.names, detectors=detectors, dismissed=known.dismissals, salt=known.salt
    )
    return without_labels(whole_words(found, texts), texts, known.labels)


def whole_words(found: Iterable[Candidate], texts: Sequence[Transcript]) -> Iterator[Candidate]:
    """Candidates drawn out to whole words: the list replaces words, and half a name must not stay.

    Args:
        found: What was found.
        texts: Where.
    """
    parts = {
        (text.head.id, turn.id, at): part.text
        for text in texts
        for turn in text.turns
        for at, part in enumerate(turn.parts)
    }
    for candidate in found:
        drawn = tuple(_drawn(o, parts.get((o.transcript, o.turn, o.part), "")) for o in candidate.occurrences)
        if drawn == candidate.occurrences:
            yield candidate
            continue
        forms = Counter(o.text for o in drawn)
        ordered = tuple(sorted(forms, key=lambda form: (-forms[form], form)))
        yield replace(candidate, occurrences=drawn, forms=ordered)


def _drawn(occurrence: Occurrence, text: str) -> Occurrence:
    """An occurrence without cut words at its ends."""
    start, end = occurrence.start, occurrence.end
    if text[start:end] != occurrence.text:
        return occurrence
    for word in split_words(text):
        if word.start < start < word.end:
            start = word.start
        if word.start < end < word.end:
            end = word.end
    return replace(occurrence, start=start, end=end, text=text[start:end])


def without_labels(
    found: Iterable[Candidate], texts: Sequence[Transcript], labels: frozenset[str]
) -> Iterator[Candidate]:
    """Candidates without the places that stand in a label, which is no name: ``[Person A]``.

    Args:
        found: What was found.
        texts: Where.
        labels: The labels in use.
    """
    held = [
        (text.head.id, turn.id, at, match.start(), match.end())
        for text in texts
        for turn in text.turns
        for at, part in enumerate(turn.parts)
        for match in _LABEL.finditer(part.text)
        if match[0] in labels
    ]
    places: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for identifier, turn_id, at, start, end in held:
        places.setdefault((identifier, turn_id, at), []).append((start, end))
    for candidate in found:
        rest = tuple(
            o
            for o in candidate.occurrences
            if not any(a < o.end and o.start < b for a, b in places.get((o.transcript, o.turn, o.part), ()))
        )
        if rest:
            yield (
                candidate if len(rest) == len(candidate.occurrences) else replace(candidate, occurrences=rest)
            )


def merge_found(state: State, found: Iterable[Candidate], texts: Sequence[Transcript]) -> State:
    """The state with what a search has found; what waited from other texts goes on waiting.

    Args:
        state: The state before.
        found: What was found.
        texts: The texts searched.
    """
    ids = {text.head.id for text in texts}
    open_: dict[str, Candidate] = {}
    for candidate in state.open:
        rest = tuple(o for o in candidate.occurrences if o.transcript not in ids)
        if rest:
            open_[candidate.id] = replace(candidate, occurrences=rest)
    for candidate in found:
        other = open_.get(candidate.id)
        open_[candidate.id] = candidate if other is None else _joined(other, candidate)
    seen = with_seen(state.seen, texts)
    later = tuple(i for i in state.later if i in open_)
    standing = _standing(state, texts)
    return replace(state, open=tuple(open_.values()), later=later, seen=seen, standing=standing)


def with_seen(seen: Mapping[str, tuple[str, ...]], texts: Iterable[Transcript]) -> dict[str, tuple[str, ...]]:
    """What was searched, with these texts in the wording that they have."""
    fresh = dict(seen)
    for text in texts:
        hashes = dict.fromkeys([*fresh.get(text.head.id, ()), content_hash(text)])
        fresh[text.head.id] = tuple(hashes)[-_KEPT:]
    return fresh


def without_gone(state: State, folder: Folder, vault: Vault) -> State:
    """The state without findings in texts that are no more, such as notes that somebody has deleted.

    A file that comes back counts as not searched.

    Raises:
        VaultError: The vault is damaged.
    """
    boards = (folder.shown(path) for path in folder.boards())
    there = {*raw_ids(vault), *(path.stem for path in folder.transcripts()), *boards}
    gone = {o.transcript for candidate in state.open for o in candidate.occurrences} - there
    if not gone:
        return state
    left = [(c, tuple(o for o in c.occurrences if o.transcript in there)) for c in state.open]
    rest = tuple(replace(candidate, occurrences=places) for candidate, places in left if places)
    seen = {name: hashes for name, hashes in state.seen.items() if name not in gone}
    later = tuple(i for i in state.later if i in {candidate.id for candidate in rest})
    return replace(state, open=rest, later=later, seen=seen)


def keep_open(folder: Folder, vault: Vault) -> State:
    """All that is decided and undecided; what waited in texts that are no more waits no longer.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
        StudyError: The list of names has a mistake, or an import goes on too long.
    """
    state = read_state(vault)
    if without_gone(state, folder, vault) is state:
        return state
    with locked(folder):
        state = without_gone(read_state(vault), folder, vault)
        write_state(vault, state)
    return state


def _standing(state: State, texts: Sequence[Transcript]) -> dict[str, tuple[str, ...]]:
    """What stands in brackets in the texts; what once stood there before faden's labels stays known.

    A raw text, the first of its id, holds none of faden's; one in the study holds those in use.
    """
    own = {name.label for name in state.names} | {spot.label for spot in state.spots}
    standing = dict(state.standing)
    raw = {text.head.id: text for text in reversed(texts) if text.head.declared is None}
    for text in texts:
        others = () if raw.get(text.head.id) is text else own
        marks = {*standing.get(text.head.id, ()), *standing_in(text, others, state.salt)}
        if marks:
            standing[text.head.id] = tuple(sorted(marks))
    return standing


def _joined(one: Candidate, other: Candidate) -> Candidate:
    places: dict[Occurrence, None] = dict.fromkeys([*one.occurrences, *other.occurrences])
    return replace(
        one,
        forms=tuple(dict.fromkeys([*one.forms, *other.forms])),
        occurrences=tuple(sorted(places)),
        score=max(one.score, other.score),
    )
