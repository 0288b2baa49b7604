"""Write what an imported project brings: transcripts, codings, memos; nothing there is overwritten."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from faden.coding.anchor import find
from faden.coding.codings import Coding, CodingFile, read_codings, write_codings
from faden.core.documents import escape, format_front_matter, unescape
from faden.core.files import digest, write_new
from faden.core.problems import ImportRefusedError, Place, Problem
from faden.core.text import normal
from faden.exchange.refi.plan import with_source
from faden.exchange.refi.sidecar import write_into
from faden.interviews.files import format_transcript, parse_transcript
from faden.interviews.importing import declare
from faden.interviews.transcript import Declaration, Source, Transcript
from faden.protection.lock import create
from faden.protection.material import Imported, write_material

if TYPE_CHECKING:
    from faden.coding.memos import Memo
    from faden.exchange.refi.comparing import Changes
    from faden.exchange.refi.corpus import Corpus
    from faden.exchange.refi.job import Job
    from faden.exchange.refi.plan import Names, Plan
    from faden.exchange.refi.sidecar import Sidecar
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}|")
"""Labels that YAML surely gives back as they are."""


def write_new_codings(
    folder: Folder, corpus: Corpus, changes: Changes
) -> tuple[dict[str, int], list[Problem]]:
    """Add codings to the files of their coders; a file that cannot be read whole is left alone."""
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    for (coder, identifier), new in sorted(changes.new.items()):
        path = folder.coding_file(coder, identifier)
        before: tuple[Coding, ...] = ()
        if path.is_file():
            read = read_codings(folder, path)
            if read.value is None or read.problems:
                params = {"n": len(new)}
                problems.append(Problem("exchange-codings-broken", Place(folder.shown(path)), params))
                continue
            before = read.value.codings
        there = {coding.id for coding in before}
        added = tuple(coding for coding in new if coding.id not in there)
        order = tuple(turn.id for turn in corpus.transcripts[identifier].turns)
        write_codings(folder, CodingFile(identifier, coder, (*before, *added), {}), order)
        counts[coder] += len(added)
    return dict(counts), problems


def _sourced(plan: Plan, guid: str, sha: str) -> Transcript:
    transcript = plan.transcripts[guid]
    identifier = transcript.head.id
    return with_source(transcript, Source(name=f"{identifier}.refi", sha256=sha, format="refi"))


def _stable(transcript: Transcript) -> Transcript:
    """The transcript, if the file of it will be read as it is.

    Raises:
        ImportRefusedError: It will not; a fault of ours, found here.
    """
    words = [part.text for turn in transcript.turns for part in turn.parts]
    labels = [speaker.label for speaker in transcript.head.speakers.values()]
    same = all(unescape(escape(text)) == text == normal(text) for text in words)
    if same and not all(_PLAIN.fullmatch(label) for label in labels):  # the slow way, for odd labels only
        again = parse_transcript(format_transcript(transcript), transcript.head.id)
        same = again.value is not None and again.value.head == transcript.head
    if not same:
        raise ImportRefusedError("import-not-stable", transcript.head.id, value=transcript.head.id)
    return transcript


def _text_sha(plan: Plan, guid: str) -> str:
    return digest(plan.tracks[guid].text)


def into_vault(vault: Vault, job: Job, side: Sidecar) -> None:
    """Keep raw material: texts as raw transcripts, everything else as it is in the sidecar."""
    plan, name = job.plan, job.path.rpartition("/")[2]
    for guid in plan.transcripts:
        transcript = _stable(_sourced(plan, guid, _text_sha(plan, guid)))
        record = Imported(id=transcript.head.id, name=name, format="refi", on=side.on)
        write_material(vault, transcript, plan.tracks[guid].text.encode(), record, ())
    write_into(vault, side, dict(job.found.files))


def write_plan(folder: Folder, plan: Plan, names: Names, by: str) -> dict[str, int]:
    """Write transcripts, codings and memos; gives the number of codings of each coder."""
    for guid in plan.transcripts:
        made = _stable(_sourced(plan, guid, _text_sha(plan, guid)))
        declared = declare(made, Declaration(by=by, on=names.on))
        path = folder.transcript(declared.head.id)
        if not create(path, format_transcript(declared)):
            raise ImportRefusedError("import-transcript-exists", folder.shown(path))
    counts = write_planned(folder, plan, {each.head.id: each for each in plan.transcripts.values()})
    for memo in plan.memos.values():
        write_new(folder.root / "analysis/memos" / f"{memo.name}.md", format_memo(memo))
    return counts


def write_planned(
    folder: Folder,
    plan: Plan,
    transcripts: Mapping[str, Transcript],
    done: Mapping[str, Coding] | None = None,
) -> dict[str, int]:
    """Write the codings of a plan, one file a coder and transcript; gives coder → number of codings.

    In a file that is there, codings that were taken back stay so and changed ones stay changed; only those
    whose words are no longer in the transcript are written as planned, such as words that were a name.
    """
    files: dict[tuple[str, str], dict[str, Coding]] = defaultdict(dict)
    for each in plan.codings:
        identifier = plan.transcripts[each.text].head.id
        coding = each.coding if done is None or each.coding is None else done.get(each.coding.id)
        if coding is not None:
            files[each.coder, identifier].setdefault(coding.id, coding)
    counts: dict[str, int] = defaultdict(int)
    for (coder, identifier), codings in sorted(files.items()):
        order = tuple(turn.id for turn in transcripts[identifier].turns)
        path = folder.coding_file(coder, identifier)
        if path.is_file():
            read = read_codings(folder, path)
            if read.value is None or read.problems:
                continue
            present = transcripts[identifier]
            kept = tuple(_followed(c, codings.get(c.id), present) for c in read.value.codings)
            write_codings(folder, CodingFile(identifier, coder, kept, {}), order)
            continue
        write_codings(folder, CodingFile(identifier, coder, tuple(codings.values()), {}), order)
        counts[coder] += len(codings)
    return dict(counts)


def _followed(here: Coding, planned: Coding | None, transcript: Transcript) -> Coding:
    if planned is None or find(here.anchor, transcript) is not None:
        return here
    return planned.model_copy(update={"code": here.code, "memo": here.memo})


def format_memo(memo: Memo) -> str:
    """The file of a memo."""
    head: dict[str, Any] = {
        "format": memo.head.format,
        "about": memo.head.about,
        "by": memo.head.by,
        "on": memo.head.on,
    }
    if memo.head.title:
        head["title"] = memo.head.title
    if memo.head.synthetic:
        head["synthetic"] = True
    return format_front_matter(head, memo.text)
