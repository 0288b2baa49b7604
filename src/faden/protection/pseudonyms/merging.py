"""One transcript, pseudonymised anew: from the raw text, from what was written before, and from edits.

Each part of a turn is followed by itself. What nobody has edited is made from the raw text; in what a
person has edited, names are replaced where they stand, and the rest of the edit stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.core.ids import participant
from faden.core.languages import LocalText
from faden.core.problems import Place, Problem, Severity
from faden.interviews.readers.labels import is_neutral
from faden.interviews.transcript import Head, Part, Role, Speaker, Transcript, Turn, content_hash
from faden.protection.pseudonyms.replacing import Edit, Edits, carry, edits_between, rewrite

if TYPE_CHECKING:
    from faden.protection.material import Key
    from faden.protection.pseudonyms.replacing import Finder

PartKey = tuple[str, str, str]
"""Turn, kind and language of a part."""

_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")
_NO_SPEAKER: Final = Speaker()


@dataclass(frozen=True, slots=True)
class Shift:
    """Where the positions of a part go."""

    old: Edits
    new: Edits

    def move(self, offset: int, *, opening: bool) -> int:
        """The new place of a position; see `replacing.carry`."""
        return carry(self.old, self.new, offset, opening=opening)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is replaced.

    Attributes:
        finder: The study's decisions.
        relabelled: Labels of the last time that are called otherwise now.
        people: Labels of persons.
    """

    finder: Finder
    relabelled: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()

    def edits(self, text: str, place: str = "") -> tuple[Edits, tuple[int, ...]]:
        """What is to be replaced in a text that may hold labels already, and what is doubtful."""
        found = self.finder.find(text, place)
        labels = [
            Edit(m.start(), m.end(), self.relabelled[m[0]])
            for m in _LABEL.finditer(text)
            if m[0] in self.relabelled
        ]
        names = [e for e in found.edits if not any(e.start < x.end and x.start < e.end for x in labels)]
        return tuple(sorted([*labels, *names])), found.doubtful

    def clear(self, text: str, place: str = "") -> str:
        """A text with labels in the place of names."""
        return rewrite(text, self.edits(text, place)[0])


@dataclass(frozen=True, slots=True)
class Before:
    """What stands already.

    Attributes:
        raw: The raw transcript; ``None`` of material that came pseudonymised.
        base: What was written last; ``None`` where nothing was.
        edits: What had been replaced then, from the raw text; ``None`` where it was not kept.
        now: The transcript as it stands in the study; ``None`` where it does not.
    """

    raw: Transcript | None
    base: Transcript | None = None
    edits: Mapping[PartKey, Edits] | None = None
    now: Transcript | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """A transcript with labels in the place of names.

    Attributes:
        transcript: The transcript.
        key: The key with the participants met here.
        shifts: Part → where its positions go; parts whose text stays are left out.
        edits: Part → what was replaced in the raw text; only of parts that are made from it.
        counts: Row of the list → how often it was found.
        problems: What a person should look at.
    """

    transcript: Transcript
    key: Key
    shifts: Mapping[PartKey, Shift]
    edits: Mapping[PartKey, Edits]
    counts: Counter[int]
    problems: tuple[Problem, ...]


def merge(before: Before, rules: Rules, key: Key, path: str) -> Merged:
    """A transcript pseudonymised anew.

    Args:
        before: What stands already; the raw text or the present one must be there.
        rules: What is replaced.
        key: The key of participants.
        path: File of the transcript, as messages name it.

    Raises:
        ValueError: There is neither a raw nor a present text.
    """
    shape = before.now or before.raw
    if shape is None:
        raise ValueError("give the raw text, the present one, or both")
    work = _Work(before, rules, path, shape.head.id)
    turns = tuple(
        replace(turn, parts=tuple(work.part(turn, part) for part in turn.parts)) for turn in shape.turns
    )
    preamble = work.preamble(shape)
    head, key = work.head(key)
    made = Transcript(head, turns, preamble)
    if before.now is not None and content_hash(made) == content_hash(before.now):
        state = {"state": before.now.head.state, "cleared": before.now.head.cleared}
    else:
        state = {"state": "pseudonymised", "cleared": None}
    made = replace(made, head=head.model_copy(update=state))
    return Merged(made, key, work.shifts, work.raw_edits, work.counts, tuple(work.problems))


class _Work:
    """Goes through one transcript and notes what it does."""

    def __init__(self, before: Before, rules: Rules, path: str, identifier: str) -> None:
        self.before, self.rules, self.path, self.identifier = before, rules, path, identifier
        self.shifts: dict[PartKey, Shift] = {}
        self.raw_edits: dict[PartKey, Edits] = {}
        self.counts: Counter[int] = Counter()
        self.problems: list[Problem] = []

    def part(self, turn: Turn, part: Part) -> Part:
        """A part of a turn with labels in the place of names."""
        name: PartKey = (turn.id, part.kind.value, part.language)
        source = _text(self.before.raw, name)
        if source is not None and self._untouched(name, part.text):
            old = self._old_edits(name, source, part.text)
            new = self._edits(source, turn.id)
            self.raw_edits[name] = new
            text = rewrite(source, new)
        else:
            old, new = (), self._edits(part.text, turn.id)
            text = rewrite(part.text, new)
        if text != part.text:
            self.shifts[name] = Shift(old, new)
        return replace(part, text=text)

    def preamble(self, shape: Transcript) -> str:
        """What stands before the first turn."""
        raw, base = self.before.raw, self.before.base
        own = raw is not None and (
            self.before.now is None or (base is not None and base.preamble == shape.preamble)
        )
        source = raw.preamble if raw is not None and own else shape.preamble
        return rewrite(source, self._edits(source, "–"))

    def head(self, key: Key) -> tuple[Head, Key]:
        """The front matter: what a person has changed stays."""
        raw, base, now = self.before.raw, self.before.base, self.before.now
        source = raw or now
        assert source is not None  # noqa: S101 - merge has seen to it
        fresh, key = self._fresh(source.head, key)
        if now is None or raw is None:
            kept = now.head if now is not None else fresh
        else:
            was = base.head if base is not None else now.head
            kept = _kept(was, now.head, fresh)
        speakers = {}
        for code, speaker in kept.speakers.items():
            was_speaker = base.head.speakers.get(code) if base is not None else None
            if now is None or (raw is not None and speaker == was_speaker and code in fresh.speakers):
                speakers[code] = fresh.speakers[code]
                continue
            label = self.rules.clear(speaker.label, f"{self.identifier}/{code}")
            speakers[code], key = self._with_participant(
                code, speaker.model_copy(update={"label": label}), key
            )
        return kept.model_copy(update={"speakers": speakers, "title": self._title(kept.title)}), key

    def _fresh(self, head: Head, key: Key) -> tuple[Head, Key]:
        """The front matter of a raw transcript without names."""
        speakers: dict[str, Speaker] = {}
        for code, speaker in head.speakers.items():
            edits = self._edits(speaker.label, code)
            label = rewrite(speaker.label, edits)
            if label and label not in self.rules.finder.labels.values() and not is_neutral(label):
                # Neither a label of the list nor a bare role: a name, or what is left of one.
                params = {"speaker": code}
                if self.before.now is None or self.before.raw is not None:
                    self._tell("speaker-label-withheld", params)
                label = ""
            speakers[code], key = self._with_participant(
                code, speaker.model_copy(update={"label": label}), key
            )
        return head.model_copy(update={"speakers": speakers}), key

    def _with_participant(self, code: str, speaker: Speaker, key: Key) -> tuple[Speaker, Key]:
        """A speaker with the random id of a participant: one person of the list has one everywhere."""
        if speaker.role is not Role.PARTICIPANT:
            return speaker, key
        if speaker.participant is not None and self.before.raw is None:
            return speaker, key
        where = f"{self.identifier}/{code}"
        if speaker.label in self.rules.people:
            who = key.people.get(speaker.label) or speaker.participant or _new(key)
            key = key.model_copy(update={"people": {**key.people, speaker.label: who}})
        else:
            who = key.speakers.get(where) or speaker.participant or _new(key)
            key = key.model_copy(update={"speakers": {**key.speakers, where: who}})
        return speaker.model_copy(update={"participant": who}), key

    def _title(self, title: LocalText | None) -> LocalText | None:
        if title is None:
            return None
        return LocalText({code: self.rules.clear(text) for code, text in title.root.items()})

    def _untouched(self, name: PartKey, text: str) -> bool:
        """Whether nobody has edited a part since it was written."""
        if self.before.now is None:
            return True
        if self.before.edits is not None and name not in self.before.edits:
            return False  # an earlier faden kept words edited by hand as if it had written them
        return self.before.base is not None and _text(self.before.base, name) == text

    def _old_edits(self, name: PartKey, source: str, text: str) -> Edits:
        if self.before.now is None:
            return ()
        known = (self.before.edits or {}).get(name)
        if known is not None and rewrite(source, known) == text:
            return known
        return edits_between(source, text)

    def _edits(self, text: str, turn: str) -> Edits:
        edits, doubtful = self.rules.edits(text, f"{self.identifier}/{turn}")
        self.counts.update(edit.row for edit in edits if edit.row)
        for line in dict.fromkeys(doubtful):
            label = self.rules.finder.labels[line]
            self._tell("pseudonym-other-case", {"turn": turn, "label": label, "line": line})
        return edits

    def _tell(self, code: str, params: Mapping[str, object]) -> None:
        self.problems.append(Problem(code, Place(self.path), params, Severity.WARNING))


def _kept(was: Head, now: Head, fresh: Head) -> Head:
    """A front matter in which a person's changes win, and all else is as faden writes it today."""
    changed = {
        name: getattr(now, name) for name in Head.model_fields if getattr(now, name) != getattr(was, name)
    }
    return fresh.model_copy(update={**changed, "speakers": now.speakers})


def _text(transcript: Transcript | None, name: PartKey) -> str | None:
    turn = transcript.turn(name[0]) if transcript is not None else None
    part = turn.part(name[1], name[2]) if turn is not None else None
    return part.text if part is not None else None


def _new(key: Key) -> str:
    """A participant id that nobody has yet."""
    taken = {*key.people.values(), *key.speakers.values()}
    while (identifier := participant()) in taken:
        pass
    return identifier
