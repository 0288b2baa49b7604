"""Who withdraws, and what of the study is theirs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.coding.codings import read_codings
from faden.core.files import write_atomic
from faden.core.ids import kind
from faden.core.problems import FadenError, StudyError
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Role, Transcript
from faden.interviews.voices import voices
from faden.protection.material import raw_ids, read_key, read_raw
from faden.protection.withdrawal.words import Words, make_words, new_key, without
from faden.study.consent import read_consent
from faden.study.participants import read_participants
from faden.study.withdrawals import new_id

if TYPE_CHECKING:
    from pathlib import Path

    from faden.coding.codings import Coding
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

FOLDER: Final = "withdrawal"
"""Folder in ``build/`` where a withdrawal stands that has begun and not ended."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is one participant's, as long as the withdrawal lasts.

    Attributes:
        id: The participant.
        withdrawal: Random id of the withdrawal; stands for the person in all that stays.
        turns: Conversation → ids of the turns that the person spoke, or that were interpreted for them.
        sole: Conversations in which nobody else took part; they go as a whole.
        codings: Ids of the codings on these words, of all coders.
        words: The words, as fingerprints.
        removed: Kinds of what has been changed so far, such as ``codings``.
        review: Files that people wrote and that lost something so far.
        texts: The words themselves; empty where a withdrawal goes on after it was interrupted.
    """

    id: str
    withdrawal: str
    turns: Mapping[str, frozenset[str]]
    sole: frozenset[str]
    codings: frozenset[str]
    words: Words = field(repr=False)
    removed: frozenset[str] = frozenset()
    review: frozenset[str] = frozenset()
    texts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def ids(self) -> frozenset[str]:
        """All ids that lead to the person's words."""
        return self.codings | {self.id}

    def said(self, transcript: object, turn: object) -> bool:
        """Whether a turn of a conversation is the person's."""
        return transcript in self.sole or (
            isinstance(transcript, str) and turn in self.turns.get(transcript, frozenset())
        )


def find_person(folder: Folder, who: str) -> str:
    """The participant that an id names: their own, or that of a conversation with one participant.

    Raises:
        StudyError: Nobody is known by it, or several people took part in the conversation.
    """
    people = read_participants(folder).value or {} if folder.participants.is_file() else {}
    if kind(who) in {"interview", "workshop"}:
        found = {p.participant for p in people.values() if who in p.conversations} | _begun(folder, who)
        told: dict[str, str] = {}
        if folder.transcript(who).is_file() and (transcript := read_transcript(folder, who).value):
            heads = transcript.head.speakers.items()
            told = {speaker.participant: key for key, speaker in heads if speaker.participant}
        named = sorted(found | set(told))
        if len(named) == 1:
            return named[0]
        if named:
            listed = ", ".join(f"{p} ({told[p]})" if p in told else p for p in named)
            raise StudyError("withdraw-several", folder.shown(folder.transcript(who)), people=listed)
        raise StudyError("withdraw-unknown", value=who)
    ledger = read_consent(folder).value if folder.consent.is_file() else None
    acts = {act.participant for act in ledger.acts} if ledger else set()
    speaking = {p for t in _transcripts(folder) for p in t.participants()}
    if who not in {*people, *acts, *speaking} and not _state(folder, who).is_file():
        raise StudyError("withdraw-unknown", value=who)
    return who


def gather(folder: Folder, vault: Vault | None, participant: str) -> Person:
    """All that is the person's, in the study and in its vault, with what an interrupted run has kept."""
    key = new_key()
    person = _read_state(folder, participant) or Person(
        participant, new_id(), {}, frozenset(), frozenset(), make_words((), key)
    )
    turns: dict[str, frozenset[str]] = dict(person.turns)
    sole = set(person.sole)
    texts: list[str] = []
    asked: list[str] = []
    for transcript, spoken in _all(folder, vault, participant):
        identifier = transcript.head.id
        mine = _turns(transcript, spoken)
        if not mine and not spoken:
            continue
        turns[identifier] = turns.get(identifier, frozenset()) | mine
        texts += [part.text for turn in transcript.turns if turn.id in mine for part in turn.parts]
        if _alone(transcript, spoken):
            sole.add(identifier)
            asked += [part.text for turn in transcript.turns if turn.id not in mine for part in turn.parts]
            asked.append(transcript.preamble)
            turns[identifier] |= frozenset(turn.id for turn in transcript.turns)
    codings = set(person.codings) | set(_codings(folder, turns, sole))
    texts += _translated(folder, codings)
    words = person.words | make_words(texts, person.words.key)
    words |= _answering(folder, asked, sole, person.words.key)
    return replace(
        person,
        turns=turns,
        sole=frozenset(sole),
        codings=frozenset(codings),
        words=words,
        texts=tuple(texts),
    )


def _answering(folder: Folder, asked: Iterable[str], sole: Iterable[str], key: bytes) -> Words:
    """What interviewers said in conversations that go, for a question repeats what somebody told.

    What the guide or other conversations have word by word is asked of everybody, and stays.
    """
    common = [t for one in _transcripts(folder) if one.head.id not in sole for t in _said(one)]
    common += [path.read_text("utf-8-sig", "replace") for path in _asked_of_all(folder) if path.is_file()]
    shared = make_words(common, key)
    return without(make_words(asked, key), shared)


def _said(transcript: Transcript) -> Iterator[str]:
    yield transcript.preamble
    yield from (part.text for turn in transcript.turns for part in turn.parts)


def _asked_of_all(folder: Folder) -> Iterator[Path]:
    research = folder.root / "research"
    yield from (research / name for name in ("guide.md", "questions.md", "information.yaml"))


def _all(
    folder: Folder, vault: Vault | None, participant: str
) -> Iterator[tuple[Transcript, frozenset[str]]]:
    """Transcripts of study and vault with the keys of the speakers that are the person."""
    for transcript in _transcripts(folder):
        speakers = transcript.head.speakers.items()
        yield transcript, frozenset(key for key, one in speakers if one.participant == participant)
    if vault is None:
        return
    known = read_key(vault)
    labels = {label for label, one in known.people.items() if one == participant}
    for identifier in raw_ids(vault):
        raw = read_raw(vault, identifier)
        applied = _speakers(folder, identifier, participant)
        mine = {
            code
            for code in raw.head.speakers
            if known.speakers.get(f"{identifier}/{code}") == participant or code in applied
        }
        if labels:
            mine |= _labelled(vault, raw, labels)
        yield raw, frozenset(mine)


def _labelled(vault: Vault, raw: Transcript, labels: set[str]) -> set[str]:
    """Speakers whose raw label the list of names turns into one of the person's labels."""
    from faden.protection.material import read_names
    from faden.protection.pseudonyms.apply import Pseudonyms
    from faden.protection.pseudonyms.names import parse_names

    parsed = parse_names(read_names(vault))
    if not parsed.value:
        return set()
    names = Pseudonyms(parsed.value)
    return {code for code, one in raw.head.speakers.items() if names.replace(one.label).text in labels}


def _speakers(folder: Folder, identifier: str, participant: str) -> set[str]:
    if not folder.transcript(identifier).is_file():
        return set()
    transcript = read_transcript(folder, identifier).value
    speakers = transcript.head.speakers.items() if transcript else ()
    return {key for key, one in speakers if one.participant == participant}


def _transcripts(folder: Folder) -> Iterator[Transcript]:
    for path in folder.transcripts():
        try:
            transcript = read_transcript(folder, path.stem).value
        except FadenError:
            continue
        if transcript is not None:
            yield transcript


def _alone(transcript: Transcript, spoken: frozenset[str]) -> bool:
    """Whether all who were asked in a conversation are this person."""
    persons = {
        key
        for key, one in transcript.head.speakers.items()
        if one.role is Role.PARTICIPANT or one.participant is not None
    }
    return bool(spoken) and persons <= spoken


def _turns(transcript: Transcript, spoken: frozenset[str]) -> frozenset[str]:
    """Turns of the person, and those in which an interpreter said their words right after them."""
    return frozenset(turn for turn, voice in voices(transcript).items() if voice in spoken)


def _codings(folder: Folder, turns: Mapping[str, frozenset[str]], sole: Iterable[str]) -> Iterator[str]:
    """Codings that touch a turn of the person, and those that nobody else can have said."""
    gone = set(sole)
    for path in folder.codings():
        file = read_codings(folder, path).value
        if file is None or file.transcript not in turns:
            continue
        transcript = _find(folder, file.transcript)
        for coding in file.codings:
            touched = _between(transcript, coding.start[0], coding.end[0])
            mine = turns[file.transcript]
            if file.transcript in gone or touched & mine or _left_behind(transcript, coding, mine):
                yield coding.id


def _left_behind(transcript: Transcript | None, coding: Coding, mine: frozenset[str]) -> bool:
    """Whether the turn of a coding is gone, as after an edit by hand, and only the person has its words.

    Words that stand nowhere any more may be the person's: nobody can tell, and no coding shows them.
    """
    if transcript is None or {coding.start[0], coding.end[0]} <= {turn.id for turn in transcript.turns}:
        return False
    others = [part.text for turn in transcript.turns if turn.id not in mine for part in turn.parts]
    return not all(any(line in text for text in others) for line in coding.exact.split("\n"))


def _find(folder: Folder, identifier: str) -> Transcript | None:
    return read_transcript(folder, identifier).value if folder.transcript(identifier).is_file() else None


def _between(transcript: Transcript | None, first: str, last: str) -> set[str]:
    """Ids of the turns from one to another."""
    order = [turn.id for turn in transcript.turns] if transcript else []
    if first in order and last in order:
        return set(order[order.index(first) : order.index(last) + 1])
    return {first, last}


def _translated(folder: Folder, codings: set[str]) -> Iterator[str]:
    """Translations of the person's words; they are the person's words too."""
    from faden.core import yaml

    if not folder.translations.is_file():
        return
    parsed = yaml.parse(folder.translations.read_text(encoding="utf-8"), "")
    entries = parsed.value.get("translations", ()) if isinstance(parsed.value, dict) else ()
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and entry.get("coding") in codings:
            texts = entry.get("text")
            yield from (t for t in (texts.values() if isinstance(texts, dict) else ()) if isinstance(t, str))


# What stays while a withdrawal lasts.


def _state(folder: Folder, participant: str) -> Path:
    return folder.build / FOLDER / f"{participant}.json"


def keep_state(folder: Folder, person: Person) -> None:
    """Keep what is needed to go on after a crash: ids and fingerprints, no words."""
    data = {
        "withdrawal": person.withdrawal,
        "turns": {name: sorted(turns) for name, turns in sorted(person.turns.items())},
        "sole": sorted(person.sole),
        "codings": sorted(person.codings),
        "removed": sorted(person.removed),
        "review": sorted(person.review),
        "key": person.words.key.hex(),
        "runs": sorted(run.hex() for run in person.words.runs),
        "firsts": sorted(first.hex() for first in person.words.firsts),
    }
    write_atomic(_state(folder, person.id), json.dumps(data) + "\n")


def drop_state(folder: Folder, person: Person) -> None:
    """The withdrawal has ended: nothing of it stays but its row."""
    path = _state(folder, person.id)
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def _begun(folder: Folder, conversation: str) -> set[str]:
    """Who of a conversation is being removed: it may be gone already, and with it all that names them."""
    states = (folder.build / FOLDER).glob("p-*.json")
    return {
        path.stem for path in states if conversation in json.loads(path.read_text(encoding="utf-8"))["turns"]
    }


def _read_state(folder: Folder, participant: str) -> Person | None:
    path = _state(folder, participant)
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return Person(
        participant,
        data["withdrawal"],
        {name: frozenset(turns) for name, turns in data["turns"].items()},
        frozenset(data["sole"]),
        frozenset(data["codings"]),
        Words(
            bytes.fromhex(data["key"]),
            frozenset(bytes.fromhex(run) for run in data["runs"]),
            frozenset(bytes.fromhex(first) for first in data["firsts"]),
        ),
        frozenset(data["removed"]),
        frozenset(data["review"]),
    )
