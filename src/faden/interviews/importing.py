"""From a reading to a transcript: ids of turns, keys of speakers, the language of each turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from faden.core.documents import wanted
from faden.core.formats import label as format_label
from faden.core.ids import following, kind
from faden.core.languages import NAMES
from faden.core.problems import Place, Problem, Severity
from faden.core.text import words
from faden.interviews.transcript import (
    Declaration,
    Head,
    Part,
    PartKind,
    Source,
    Speaker,
    Transcript,
    Turn,
)
from faden.study.withdrawals import read_withdrawals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faden.interviews.readers.reading import Reading
    from faden.study.folder import Folder

    Detect = Callable[[str, str | None], str | None]
    """The language of a text, with a default for short ones; ``None`` where it cannot be said."""

UNKNOWN_LANGUAGE: Final = "und"

_TURNED: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Embeddings, overrides and isolates of the direction of writing; all are dropped."""

_ENOUGH: Final = 200
"""Characters of a conversation from which on it is asked what language it is in as a whole."""

_MAIN: Final = 0.6
"""Share of words from which on the language of a conversation is said without a doubt."""


def following_id(folder: Folder, which: Literal["interview", "workshop"], taken: Iterable[str] = ()) -> str:
    """The next free id of an interview or workshop.

    Args:
        folder: The study; ids of its transcripts and workshop protocols are taken.
        which: What the conversation was.
        taken: Further ids in use, such as those of raw transcripts in the vault.
    """
    here = {path.stem for path in (*folder.transcripts(), *folder.workshops())}
    # A conversation that a withdrawal removed lends its id to no other.
    here |= {i for one in wanted(read_withdrawals(folder)) for i in one.conversations}
    return following("I" if which == "interview" else "W", here | set(taken))


def make_transcript(reading: Reading, identifier: str, source: Source, detect: Detect) -> Transcript:
    """The raw transcript of a reading.

    Speakers get the keys S1, S2, … in the order in which they speak; the labels of the file stand
    beside them and may be real names. Roles are those guessed from the labels.

    Args:
        reading: What a reader gave.
        identifier: Id of the transcript.
        source: The file it was read from.
        detect: The language of a text.
    """
    keys = {name: f"S{number}" for number, name in enumerate(reading.speakers, start=1)}
    told = [detect(turn.text, None) for turn in reading.turns]
    spoken = _language(reading, told)
    turns = tuple(
        Turn(
            f"t{number}",
            keys[turn.speaker],
            (
                Part(
                    PartKind.ORIGINAL,
                    code or detect(turn.text, spoken) or UNKNOWN_LANGUAGE,
                    _plain(turn.text),
                ),
            ),
            turn.start,
        )
        for number, (turn, code) in enumerate(zip(reading.turns, told, strict=True), start=1)
    )
    speakers = {keys[name]: Speaker(role=role, label=name) for name, role in reading.speakers.items()}
    head = Head(
        format=format_label("transcript"),
        id=identifier,
        kind="workshop" if kind(identifier) == "workshop" else "interview",
        language=spoken,
        source=source,
        speakers=speakers,
    )
    return Transcript(head, turns, _plain(reading.preamble))


def _plain(text: str) -> str:
    """A text without marks that turn the direction of writing over: they show words that do not stand there.

    Each script has its direction by itself; the file in the vault keeps the marks.
    """
    return text.translate(_TURNED)


def declare(transcript: Transcript, declaration: Declaration) -> Transcript:
    """The transcript with the declaration that it came pseudonymised."""
    return replace(transcript, head=transcript.head.model_copy(update={"declared": declaration}))


def _language(reading: Reading, told: Iterable[str | None]) -> str:
    """The language in which most words are spoken; ``told`` is that of each turn, where it can be said."""
    counts: Counter[str] = Counter()
    for turn, code in zip(reading.turns, told, strict=True):
        counts[code or UNKNOWN_LANGUAGE] += len(words(turn.text))
    known = {code: count for code, count in counts.items() if code in NAMES and code != UNKNOWN_LANGUAGE}
    return max(known, key=lambda code: (known[code], code), default=UNKNOWN_LANGUAGE)


def detect_language(candidates: Iterable[str] = (), reading: Reading | None = None) -> Detect:
    """How languages are told apart in a study.

    A script in which none of the study's languages is written is looked at among the usual languages:
    Arabic is told in a study that names only German.

    Args:
        candidates: Languages that occur; by default the usual ones.
        reading: A conversation; where it is as a whole in another usual language, that one counts, too.
    """
    from faden.language.detection import LANGUAGES, USUAL, detect, written_in

    # English is everywhere: in exports, in talk about flats, among those who interpret.
    named = tuple(code for code in candidates if code in LANGUAGES) or USUAL
    possible = {*named, "en"}
    whole = "\n".join(turn.text for turn in reading.turns) if reading is not None else ""
    if len(whole) >= _ENOUGH:
        spoken = detect(whole, candidates={*USUAL, *possible})
        possible |= {spoken} if spoken is not None else set()

    def _detect(text: str, default: str | None) -> str | None:
        here = set(written_in(text))
        return detect(text, candidates=possible if possible & here else USUAL, default=default)

    return _detect


def language_notices(transcript: Transcript, content: Iterable[str], path: str) -> Iterator[Problem]:
    """What is to be said of the language of a transcript that was found by its words.

    Args:
        transcript: The transcript, as it was made.
        content: The study's languages.
        path: The file that it was read from.
    """
    language, listed = transcript.head.language, tuple(content)
    params = {"language": language, "value": transcript.head.id}
    counts: Counter[str] = Counter()
    for turn in transcript.turns:
        for part in turn.parts:
            counts[part.language] += len(words(part.text))
    total = sum(counts.values())
    if language == UNKNOWN_LANGUAGE:
        yield Problem("import-language-unknown", Place(path), params, Severity.NOTE)
    elif counts[language] < _MAIN * total:
        yield Problem("import-language-mixed", Place(path), params, Severity.NOTE)
    if language not in {UNKNOWN_LANGUAGE, *listed}:
        yield Problem("import-language-unlisted", Place(path), params, Severity.NOTE)
