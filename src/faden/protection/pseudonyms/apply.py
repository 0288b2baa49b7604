"""Apply the decisions: raw transcripts from the vault become pseudonymised transcripts of the study.

Codings, memos and proposals follow; edits that people have made since stay. What was there before is
kept in the vault, so that `undo` can bring it back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from faden.coding.editing.journal import delete_journals
from faden.core.files import digest
from faden.core.problems import Place, Problem, Severity, VaultError
from faden.interviews.files import format_transcript, parse_transcript
from faden.interviews.transcript import content_hash
from faden.protection import vault as vaults
from faden.protection.lock import locked
from faden.protection.material import (
    KEY,
    Key,
    format_key,
    raw_ids,
    read_key,
    read_names,
    read_raw,
    write_key,
)
from faden.protection.pseudonyms import journal
from faden.protection.pseudonyms.following import Moved, followers
from faden.protection.pseudonyms.journal import Change
from faden.protection.pseudonyms.keeping import read_state
from faden.protection.pseudonyms.labels import ladder_of
from faden.protection.pseudonyms.matching import Replaced, fold
from faden.protection.pseudonyms.merging import Before, Merged, Rules, merge
from faden.protection.pseudonyms.names import PATH, Name, parse_names
from faden.protection.pseudonyms.noted import check_notes, keep_searched, searched_among, searched_notes
from faden.protection.pseudonyms.notes import count_on_notes
from faden.protection.pseudonyms.replacing import Edit, Finder, rewrite
from faden.protection.pseudonyms.standing import stands
from faden.study.labels import PATH as LABELS
from faden.study.labels import read_labels, with_labels
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.decisions import State
    from faden.protection.pseudonyms.merging import PartKey
    from faden.protection.pseudonyms.replacing import Edits
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

_NAMES: str = "applied/names.csv"
"""Vault entry: the list as it was applied last, to know labels that are called otherwise now."""


@dataclass(frozen=True, slots=True)
class AppliedTranscript:
    """What became of one transcript.

    Attributes:
        id: Its id.
        path: File in the study.
        changed: Whether the file changes; the same content leaves it untouched.
        edited: Whether a person had edited the file; the edits stay.
        replaced: Label → how often it stands where a name stood.
    """

    id: str
    path: str
    changed: bool
    edited: bool
    replaced: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """What ``faden pseudonyms apply`` did, or would do.

    Attributes:
        transcripts: One each, in the order of ids.
        problems: Names never found, words that may be names, labels withheld, what waits for review.
        followed: Other files of the study that change: codings, memos, proposals, examples.
        diffs: What changes in each file, line by line; holds clear names where there were any.
    """

    transcripts: tuple[AppliedTranscript, ...]
    problems: tuple[Problem, ...]
    followed: tuple[str, ...] = ()
    diffs: tuple[str, ...] = ()


class Pseudonyms:
    """The list, ready to be applied to texts that are not parts of a transcript."""

    def __init__(self, rows: Sequence[tuple[int, Name]]) -> None:
        """Prepare a list of names with the line of each."""
        self._finder = Finder(rows)

    def replace(self, text: str) -> Replaced:
        """Put labels in the place of names."""
        found = self._finder.find(text)
        return Replaced(rewrite(text, found.edits), tuple(e.row for e in found.edits), found.doubtful)


def apply_names(
    folder: Folder, vault: Vault, ids: Sequence[str] = (), *, dry_run: bool = False
) -> ApplyReport:
    """Write ``interviews/<id>.md`` without names, and carry over what is tied to the words.

    Run again, it changes no byte. In a file that a person has edited since, names are replaced too and
    the edits stay.

    Args:
        folder: The study.
        vault: Its open vault, which holds the decisions.
        ids: Transcripts to write; by default all of the vault, and all that came declared.
        dry_run: Whether to tell only what would change; the vault keeps the new ids of participants, so
            that the run itself gives them.

    Raises:
        VaultError: There is no list or no such transcript, or the vault is damaged.
        StudyError: An import goes on too long.
    """
    with locked(folder):
        problems = list(journal.finish(folder, vault)) if not dry_run else []
        text = read_names(vault)
        parsed = parse_names(text) if text.strip() else None
        if parsed is not None and parsed.value is None:
            return ApplyReport((), parsed.problems)
        rows = parsed.value if parsed is not None and parsed.value is not None else ()
        state = read_state(vault)
        wanted = tuple(ids) or _all_ids(folder, vault)
        if not rows and not (wanted and all(i in state.seen for i in wanted)):
            raise VaultError("pseudonyms-missing", PATH)
        problems += _standing(rows, state)
        run = _Run(folder, vault, _rules(rows, state, vault), state)
        for identifier in wanted:
            run.transcript(identifier)
        run.followers()
        run.counts += count_on_notes(folder, run.rules, rows)
        run.ladders()
        if not ids and len(run.done) == len(wanted):  # a name may stand in a text that stays in the vault
            problems += run.never_found(rows)
        rewritten = searched_among(folder, state, run.files)
        if dry_run:  # ids are random; what is shown is what will be written
            write_key(vault, run.key)
        else:
            run.write({_NAMES: text.encode()})
            keep_searched(folder, vault, rewritten)
    return run.report(problems)


def _standing(rows: Sequence[tuple[int, Name]], state: State) -> Iterator[Problem]:
    """Labels of the list that stood in a text before: whether they are one person, only people know."""
    first = {name.label: line for line, name in reversed(rows)}
    for label, line in sorted(first.items(), key=lambda entry: entry[1]):
        where = stands(label, state.standing, state.salt)
        if where:
            params = {"label": label, "transcript": where, "line": line}
            yield Problem("pseudonym-stands", Place(), params, Severity.WARNING)


def _all_ids(folder: Folder, vault: Vault) -> tuple[str, ...]:
    """Transcripts of the vault, and those in the study that were declared to be without names."""
    from faden.interviews.files import read_transcript

    declared = []
    for path in folder.transcripts():
        transcript = read_transcript(folder, path.stem).value
        if transcript is not None and transcript.head.declared is not None:
            declared.append(path.stem)
    return tuple(sorted({*raw_ids(vault), *declared}))


def _rules(rows: Sequence[tuple[int, Name]], state: State, vault: Vault) -> Rules:
    """What is replaced, with labels that have another name since last time."""
    finder = Finder(rows, state.dismissals, state.spots)
    people = frozenset(name.label for _, name in rows if name.kind.strip().casefold() == "person")
    before = parse_names((vaults.find(vault, _NAMES) or b"").decode()).value or ()
    return Rules(finder, relabelled([name for _, name in before], [name for _, name in rows]), people)


def written_hash(vault: Vault, identifier: str) -> str | None:
    """Hash of the words of a transcript as they were written last; ``None`` where none were.

    Raises:
        VaultError: The vault is damaged.
    """
    data: dict[str, Any] = json.loads(vaults.find(vault, f"applied/{identifier}.json") or b"{}")
    base = parse_transcript(data["text"], identifier).value if data else None
    return None if base is None else content_hash(base)


def relabelled(before: Sequence[Name], after: Sequence[Name]) -> dict[str, str]:
    """Old label → new one, where all names of a label have another one now and nobody has the old."""
    now = {fold(form): name.label for name in after for form in name.forms}
    used = {name.label for name in after}
    became: dict[str, set[str | None]] = {}
    for name in before:
        became.setdefault(name.label, set()).update(now.get(fold(form)) for form in name.forms)
    renamed: dict[str, str] = {}
    for old, labels in became.items():
        new = labels.pop() if len(labels) == 1 else None
        if new is not None and old not in used and old.startswith("[") and old.endswith("]"):
            renamed[old] = new
    return renamed


@dataclass
class _Run:
    """One run over several transcripts; collects what changes and writes it at the end."""

    folder: Folder
    vault: Vault
    rules: Rules
    state: State
    key: Key = field(default_factory=Key)
    counts: Counter[int] = field(default_factory=Counter)
    files: dict[str, Change] = field(default_factory=dict)
    entries: dict[str, bytes | None] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    done: list[AppliedTranscript] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = read_key(self.vault)
        self._raw = frozenset(raw_ids(self.vault))

    def transcript(self, identifier: str) -> None:
        """Pseudonymise one transcript."""
        path = self.folder.transcript(identifier)
        shown = self.folder.shown(path)
        data = path.read_bytes() if path.is_file() else None
        before = self._before(identifier, data, shown)
        if before is None or self._waits(identifier, shown, data):
            return
        merged = merge(before, self.rules, self.key, shown)
        self.key = merged.key
        self.counts += merged.counts
        self.problems += merged.problems
        content = format_transcript(merged.transcript).encode()
        if before.now is not None and merged.transcript == before.now and data is not None:
            content = data  # however the person has set it
        if before.raw is not None:
            # What a person has edited is never what faden wrote: next time it would be made from the raw.
            own = merge(Before(before.raw), self.rules, self.key, shown) if _is_edited(before) else merged
            self._note(identifier, own)
        if content != data:
            self.files[shown] = Change(identifier, data, content, digest(content))
        if before.now is not None:
            self.moved[identifier] = Moved(before.now, merged.transcript, merged.shifts)
        totals: Counter[str] = Counter()
        for row, count in merged.counts.items():
            totals[self.rules.finder.labels[row]] += count
        told = tuple(sorted(totals.items()))
        self.done.append(AppliedTranscript(identifier, shown, content != data, _is_edited(before), told))

    def _before(self, identifier: str, data: bytes | None, shown: str) -> Before | None:
        """What stands already; ``None`` where the present file cannot be understood."""
        if identifier not in self._raw and data is None:
            raise VaultError("vault-entry-missing", self.vault.path.as_posix())
        raw = read_raw(self.vault, identifier) if identifier in self._raw else None
        if data is None:
            return Before(raw)
        parsed = parse_transcript(data.decode("utf-8-sig", "replace"), shown)
        if parsed.value is None or parsed.problems:
            self.problems += [*parsed.problems, Problem("apply-unreadable", Place(shown))]
            return None
        now = _plain(parsed.value)
        base, edits = self._base(identifier)
        if base is None and self.key.written.get(identifier) == digest(data):
            base = now  # written by a faden that kept no more than this
        return Before(raw, base, edits, now)

    def _base(self, identifier: str) -> tuple[Transcript | None, dict[PartKey, Edits] | None]:
        """The transcript as faden made it last, and what had been replaced in it."""
        data: dict[str, Any] = json.loads(vaults.find(self.vault, f"applied/{identifier}.json") or b"{}")
        if not data:
            return None, None
        base = parse_transcript(data["text"], identifier).value
        edits = {
            (turn, kind, language): tuple(Edit(*edit) for edit in edits)
            for turn, kind, language, edits in data["edits"]
        }
        return (None if base is None else _plain(base)), edits

    def _note(self, identifier: str, merged: Merged) -> None:
        """Keep what faden makes of the raw text, to tell edits by hand next time."""
        edits = [[*name, [astuple(edit) for edit in edits]] for name, edits in sorted(merged.edits.items())]
        data = {"text": format_transcript(merged.transcript), "edits": edits}
        self.entries[f"applied/{identifier}.json"] = json.dumps(data, ensure_ascii=False).encode()

    def _waits(self, identifier: str, shown: str, data: bytes | None) -> bool:
        """Whether a raw text stays in the vault because something in it is not decided yet."""
        waiting = self.state.waiting(identifier)
        params = {"transcript": identifier, "n": waiting}
        if waiting and data is None:
            self.problems.append(Problem("pseudonyms-waiting", Place(shown), params))
        elif waiting:
            self.problems.append(Problem("pseudonyms-undecided", Place(shown), params, Severity.WARNING))
        elif identifier in self._raw and identifier not in self.state.seen:
            self.problems.append(Problem("pseudonyms-not-searched", Place(shown), params, Severity.WARNING))
        return bool(waiting and data is None)

    def followers(self) -> None:
        """Let codings, memos, notes and proposals follow."""
        found = check_notes(self.folder, searched_notes(self.state))
        self.problems += [replace(problem, severity=Severity.WARNING) for problem in found]
        for path, of, text in followers(self.folder, self.moved, self.rules):
            data = path.read_bytes()
            content = text.encode()
            if content != data.removeprefix(b"\xef\xbb\xbf"):
                self.files[self.folder.shown(path)] = Change(of, data, content, digest(content))

    def ladders(self) -> None:
        """Give each label that is used and can be widened an entry in ``research/labels.yaml``."""
        known = read_labels(self.folder)
        if known.value is None:
            self.problems += known.problems
            return
        kinds = self.state.kinds
        used = {
            label: kinds[label] for row in self.counts if (label := self.rules.finder.labels[row]) in kinds
        }
        new = [
            entry
            for label, kind in sorted(used.items())
            if label not in known.value.by_label and (entry := ladder_of(label, kind)) is not None
        ]
        if not new:
            return
        path = self.folder.root / LABELS
        data = path.read_bytes() if path.is_file() else None
        settings = read_settings(self.folder).value
        language = settings.languages.site[0] if settings is not None else "de"
        content = with_labels((data or b"").decode("utf-8-sig"), new, language).encode()
        self.files[LABELS] = Change("", data, content, digest(content))

    def never_found(self, rows: Sequence[tuple[int, Name]]) -> Iterator[Problem]:
        """A misspelt name protects nobody; of a label that is used, only a spelling may be wrong.

        The list lies in the vault, and its names stand in no message: the line says which is meant.
        """
        used = {name.label for line, name in rows if self.counts[line]}
        for line, name in rows:
            if not self.counts[line]:
                code = "pseudonym-spelling-never-found" if name.label in used else "pseudonym-never-found"
                yield Problem(code, Place(), {"label": name.label, "line": line}, Severity.WARNING)

    def write(self, entries: Mapping[str, bytes]) -> None:
        """Keep what was before, then write; nothing where nothing changes."""
        after = {**self.entries, **entries, KEY: format_key(self.key)}
        if self.files:
            delete_journals(self.folder)  # what can be undone there repeats the names
            # Participants keep their ids even if the run is undone: somebody may have written them down.
            vaults.write(self.vault, {KEY: after.pop(KEY)})
            journal.begin(self.vault, self.files, after)
            self.problems += journal.finish(self.folder, self.vault)
        else:
            vaults.write(self.vault, after)

    def report(self, problems: Sequence[Problem]) -> ApplyReport:
        """What was done."""
        own = {done.path for done in self.done}
        followed = tuple(sorted(path for path in self.files if path not in own))
        diffs = tuple(_diff(path, change) for path, change in sorted(self.files.items()))
        return ApplyReport(tuple(self.done), (*problems, *self.problems), followed, diffs)


def _plain(transcript: Transcript) -> Transcript:
    """A transcript without the lines of its file, so that it can be compared."""
    turns = tuple(replace(turn, line=0) for turn in transcript.turns)
    return replace(transcript, turns=turns)


def _is_edited(before: Before) -> bool:
    """Whether a person has changed more in a transcript than its clearance."""
    if before.now is None or before.raw is None or before.base is None:
        return before.now is not None and before.raw is not None
    own = {"state": before.base.head.state, "cleared": before.base.head.cleared}
    return replace(before.now, head=before.now.head.model_copy(update=own)) != before.base


def _diff(path: str, change: Change) -> str:
    before = (change.before or b"").decode("utf-8", "replace").splitlines()
    after = (change.after or b"").decode("utf-8", "replace").splitlines()
    old = path if change.before is not None else "–"
    return "\n".join(unified_diff(before, after, old, path, n=1, lineterm=""))
