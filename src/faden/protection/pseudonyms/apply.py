"""Apply the list: raw transcripts from the vault become pseudonymised transcripts of the study."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faden.core.files import digest, write_atomic
from faden.core.ids import participant
from faden.core.problems import Place, Problem, Severity, VaultError
from faden.interviews.files import format_transcript
from faden.interviews.readers.labels import is_neutral
from faden.interviews.transcript import Head, Part, Role, Speaker, Transcript, Turn
from faden.protection.material import Key, raw_ids, read_key, read_names, read_raw, write_key
from faden.protection.pseudonyms.matching import Matcher, Replaced, replace_names
from faden.protection.pseudonyms.names import PATH, Name, parse_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.protection.vault import Vault
    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class AppliedTranscript:
    """What became of one raw transcript.

    Attributes:
        id: Its id.
        path: File in the study.
        changed: Whether the file was written; the same content leaves it untouched.
        kept: Whether the file was left alone because a person has edited it.
        replaced: Label → how often it was put in.
    """

    id: str
    path: str
    changed: bool
    kept: bool
    replaced: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """What ``faden pseudonyms apply`` did.

    Attributes:
        transcripts: One each, in the order of ids.
        problems: Names never found, words that may be names, edited files, labels withheld.
    """

    transcripts: tuple[AppliedTranscript, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """A transcript with labels in the place of names.

    Attributes:
        transcript: The transcript.
        key: The key with the participants met here.
        counts: Row of the list → how often it was found.
        problems: What a person should look at.
    """

    transcript: Transcript
    key: Key
    counts: Counter[int]
    problems: tuple[Problem, ...]


class Pseudonyms:
    """The list, ready to be applied."""

    def __init__(self, rows: Sequence[tuple[int, Name]]) -> None:
        """Prepare a list of names with the line of each."""
        self.rows = dict(rows)
        self.labels = {line: name.label for line, name in rows}
        self._matcher = Matcher([(form, line) for line, name in rows for form in name.forms])

    def replace(self, text: str) -> Replaced:
        """Put labels in the place of names."""
        return replace_names(text, self._matcher, self.labels)

    def transcript(self, raw: Transcript, key: Key, path: str) -> Pseudonymised:
        """A raw transcript with labels in the place of names, in all its words and its head."""
        counts: Counter[int] = Counter()
        problems: list[Problem] = []

        def _clear(text: str, turn: str) -> str:
            done = self.replace(text)
            counts.update(done.rows)
            for line in dict.fromkeys(done.doubtful):
                params = {"turn": turn, "label": self.labels[line], "line": line}
                problems.append(Problem("pseudonym-other-case", Place(path), params, Severity.WARNING))
            return done.text

        turns = tuple(
            Turn(
                t.id,
                t.speaker,
                tuple(Part(p.kind, p.language, _clear(p.text, t.id), p.by) for p in t.parts),
                t.start,
            )
            for t in raw.turns
        )
        speakers: dict[str, Speaker] = {}
        for code, speaker in raw.head.speakers.items():
            label = _clear(speaker.label, code)
            if label and label not in self.labels.values() and not is_neutral(label):
                # Neither a label of the list nor a bare role: a name, or what is left of one.
                params = {"speaker": code}
                problems.append(Problem("speaker-label-withheld", Place(path), params, Severity.WARNING))
                label = ""
            who, key = self._participant(raw.head, code, label, key)
            speakers[code] = speaker.model_copy(update={"label": label, "participant": who})
        head = raw.head.model_copy(update={"speakers": speakers})
        cleared = Transcript(head, turns, _clear(raw.preamble, "–"))
        return Pseudonymised(cleared, key, counts, tuple(problems))

    def _participant(self, head: Head, code: str, label: str, key: Key) -> tuple[str | None, Key]:
        """The random id of a participant; the same for one person of the list in all conversations."""
        if head.speakers[code].role is not Role.PARTICIPANT:
            return None, key
        people = {name.label for name in self.rows.values() if name.kind.strip().casefold() == "person"}
        if label in people:
            identifier = key.people.get(label) or _new(key)
            return identifier, key.model_copy(update={"people": {**key.people, label: identifier}})
        where = f"{head.id}/{code}"
        identifier = key.speakers.get(where) or _new(key)
        return identifier, key.model_copy(update={"speakers": {**key.speakers, where: identifier}})


def _new(key: Key) -> str:
    """A participant id that nobody has yet."""
    taken = {*key.people.values(), *key.speakers.values()}
    while (identifier := participant()) in taken:
        pass
    return identifier


def apply_names(folder: Folder, vault: Vault, ids: Sequence[str] = ()) -> ApplyReport:
    """Write ``interviews/<id>.md`` from the raw transcripts in the vault.

    Run again, it changes no byte. A file that a person has edited since is left as it is.

    Args:
        folder: The study.
        vault: Its open vault, which holds the list.
        ids: Transcripts to write; by default all.

    Raises:
        VaultError: There is no list or no such raw transcript, or the vault is damaged.
    """
    text = read_names(vault)
    if not text.strip():
        raise VaultError("pseudonyms-missing", PATH)
    parsed = parse_names(text)
    if parsed.value is None:
        return ApplyReport((), parsed.problems)
    names = Pseudonyms(parsed.value)
    key = read_key(vault)
    counts: Counter[int] = Counter()
    done: list[AppliedTranscript] = []
    problems: list[Problem] = []
    for identifier in ids or raw_ids(vault):
        shown = folder.shown(folder.transcript(identifier))
        result = names.transcript(read_raw(vault, identifier), key, shown)
        counts += result.counts
        problems += result.problems
        applied, key = _write(folder, vault, replace(result, counts=result.counts), names)
        done.append(applied)
        if applied.kept:
            problems.append(Problem("transcript-edited", Place(shown), {}, Severity.WARNING))
    if not ids:
        problems += [
            Problem("pseudonym-never-found", Place(PATH, line), {"label": name.label}, Severity.WARNING)
            for line, name in parsed.value
            if not counts[line]
        ]
    return ApplyReport(tuple(done), tuple(problems))


def _write(
    folder: Folder, vault: Vault, result: Pseudonymised, names: Pseudonyms
) -> tuple[AppliedTranscript, Key]:
    """Write one transcript, unless a person has edited the file; the key is kept first.

    If the machine stops between the two, the file of last time is recognised by its content.
    """
    identifier = result.transcript.head.id
    path = folder.transcript(identifier)
    content = format_transcript(result.transcript)
    now = digest(path.read_bytes()) if path.is_file() else None
    mine = {None, digest(content), result.key.written.get(identifier, "")}
    totals: Counter[str] = Counter()
    for line, count in result.counts.items():
        totals[names.labels[line]] += count
    replaced = tuple(sorted(totals.items()))
    key = result.key
    if now not in mine:
        return AppliedTranscript(identifier, folder.shown(path), False, True, replaced), key  # noqa: FBT003
    write_key(vault, key)  # participants of this transcript, before anything names them
    changed = write_atomic(path, content)
    key = key.model_copy(update={"written": {**key.written, identifier: digest(content)}})
    write_key(vault, key)
    return AppliedTranscript(identifier, folder.shown(path), changed, False, replaced), key  # noqa: FBT003
