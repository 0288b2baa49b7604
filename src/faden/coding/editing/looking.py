"""Where a coder's codings stand in a transcript now, how many there are, and what changed outside."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from faden.coding.editing.on_codings import placed
from faden.coding.editing.outcome import Doubtful, Outside
from faden.coding.editing.sheet import Sheet
from faden.coding.following import follow
from faden.core.files import inside
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding
    from faden.coding.editing.case import Case
    from faden.coding.following import Followed
    from faden.interviews.transcript import Transcript


def standing(case: Case, coder: str, transcript: str) -> tuple[tuple[Coding, ...], tuple[Doubtful, ...]]:
    """A coder's codings at their present places, and those whose words were rewritten."""
    path, told = case.sheet_path(coder, transcript), case.shown(case.folder.transcript(transcript))
    marks = case.version(path).mark, case.version(told).mark
    known: dict[Coding, Followed] = case.memory.get(f"{told} followed", marks[1], dict)
    return case.memory.get(
        f"{path} standing",
        " ".join(marks),
        lambda: _standing(case.sheet(coder, transcript), case.transcript(transcript), known),
    )


def left_doubtful(case: Case, transcript: str) -> dict[str, int]:
    """How many codings of each other coder are left without their words; a number, and nothing else of them.

    Args:
        case: The study; who acts is left out.
        transcript: Id of the conversation.
    """
    found: dict[str, int] = {}
    # Not all files of the study are looked for: this is asked after every step.
    for path in sorted((case.folder.root / "analysis/codings").glob(f"*/{transcript}.jsonl")):
        who = path.parent.name
        if who == case.coder:
            continue
        with suppress(StudyError):
            inside(case.folder.root, case.sheet_path(who, transcript))
            n = len(standing(case, who, transcript)[1])
            found |= {who: n} if n else {}
    return found


def _standing(
    sheet: Sheet, transcript: Transcript, known: dict[Coding, Followed]
) -> tuple[tuple[Coding, ...], tuple[Doubtful, ...]]:
    stand: list[Coding] = []
    doubtful: list[Doubtful] = []
    coder = sheet.coder
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for turn in transcript.turns:
        for part in turn.parts:
            texts.setdefault((part.kind, part.language), {})[turn.id] = part.text
    for coding in sheet.codings:
        if stands(coding, texts.get((coding.part, coding.language), {})):
            stand.append(coding)
            continue
        followed = known.get(coding)
        if followed is None:
            followed = known[coding] = follow(coding, transcript)
        if followed.exact and followed.proposal is not None:
            stand.append(coding.model_copy(update=placed(followed.proposal)))
        else:
            doubtful.append(Doubtful(coder, coding, followed.proposal))
    return tuple(stand), tuple(doubtful)


def stands(coding: Coding, texts: Mapping[str, str]) -> bool:
    """Whether the words of a coding stand at its place.

    Args:
        coding: The coding.
        texts: The text of its part by turn, in the order of the transcript.
    """
    (first, start), (last, end) = coding.start, coding.end
    if first == last:
        return texts.get(first, "")[start:end] == coding.exact
    if first not in texts or last not in texts:
        return False
    order = list(texts)
    between = order[order.index(first) + 1 : order.index(last)]
    told = [texts[first][start:], *(texts[turn] for turn in between), texts[last][:end]]
    return "\n".join(told) == coding.exact


def counted(case: Case, codings: Iterable[Coding]) -> dict[str, int]:
    """Code → number of codings; merged codes count as the one they went into."""
    return _resolved(case, Counter(coding.code for coding in codings))


def sheets(case: Case) -> dict[str, Sheet]:
    """All that a coder has coded, by conversation; files that are not in order are left out."""
    found = {}
    for path in sorted((case.folder.root / "analysis/codings" / case.coder).glob("*.jsonl")):
        with suppress(StudyError):
            found[path.stem] = case.sheet(case.coder, path.stem)
    return found


def totals(case: Case) -> dict[str, int]:
    """Code → number of the coder's codings in all transcripts; of a file not in order, none."""
    found: Counter[str] = Counter()
    for path in sorted((case.folder.root / "analysis/codings" / case.coder).glob("*.jsonl")):
        told = path.stat()
        mark = f"{told.st_mtime_ns} {told.st_size} {told.st_ino}"  # to be shown, and never to be written
        found += case.memory.get(f"{path} counted", mark, partial(_counted, case, path.stem))
    return _resolved(case, found)


def _counted(case: Case, transcript: str) -> Counter[str]:
    try:
        return Counter(coding.code for coding in case.sheet(case.coder, transcript).codings)
    except StudyError:
        return Counter()


def _resolved(case: Case, found: Counter[str]) -> dict[str, int]:
    path = case.shown(case.folder.codebook)
    into = case.memory.get(f"{path} into", case.version(path).mark, partial(_into, case.codebook()))
    counts: Counter[str] = Counter()
    for code, n in found.items():
        counts[into.get(code, code)] += n
    return dict(counts)


def _into(book: Codebook) -> dict[str, str]:
    """Each code with the one that it counts as."""
    names = [placed.code.id for placed in book.codes()]
    return {name: now.id for name in names if (now := book.find(name)) is not None}


def differing(files: tuple[str, ...], before: Sheet | None, now: Sheet) -> Outside:
    """What changed between two sheets."""
    if before is None:
        return Outside(files, known=False)
    old, new = before.known, now.known
    return Outside(
        files,
        known=True,
        added=tuple(c for c in now.codings if c.id not in old),
        removed=tuple(c for c in before.codings if c.id not in new),
        changed=tuple(c for c in now.codings if c.id in old and old[c.id] != c),
    )
