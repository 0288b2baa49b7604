"""What a project becomes in a study: transcripts, codes, codings, memos. No file is touched here.

The same project with the same ids always gives the same plan; so an export can see what was changed since the
import, by planning again and comparing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from faden.coding.codebook import Code as FadenCode
from faden.coding.codings import Coding as FadenCoding
from faden.coding.codings import coding_at
from faden.coding.memos import Memo, MemoHead
from faden.core.dates import first_day
from faden.core.formats import label
from faden.core.ids import LETTERS, SLUG_PATTERN
from faden.core.languages import LocalText
from faden.core.problems import ImportRefusedError
from faden.core.text import normal, slug
from faden.exchange.refi.model import AudioSource, PdfSource, TextSource, Transcript, VideoSource, key
from faden.exchange.refi.turns import Piece, Track, split
from faden.interviews.transcript import Head, Part, PartKind, Role, Source, Speaker, Turn
from faden.interviews.transcript import Transcript as FadenTranscript

if TYPE_CHECKING:
    from collections.abc import Callable

    from faden.exchange.refi.model import Code, Project

UNKNOWN_CODER: Final = "coder-unknown"
"""Stands for whoever coded where the project does not say."""

_LONG: Final = 48


@dataclass(frozen=True, slots=True)
class Names:
    """Which id in the study stands for which thing of the project; keys are ids (GUID) in small letters.

    Attributes:
        transcripts: Text → transcript.
        codes: Code → code.
        coders: User → coder.
        language: Language of names and definitions of codes.
        languages: Transcript → language of its turns.
        on: Day that stands where the project gives no date.
        codings: Coding → coding, where the id in the study does not follow from that of the project.
        recognised: Text → transcript, of texts that the study has already and that are not planned.
    """

    transcripts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)
    language: str = "de"
    languages: Mapping[str, str] = field(default_factory=dict)
    on: str = "2000-01-01"
    codings: Mapping[str, str] = field(default_factory=dict)
    recognised: Mapping[str, str] = field(default_factory=dict)

    def coding(self, guid: str | None) -> str:
        """The id of a coding in the study."""
        return self.codings.get(key(guid)) or coding_id(guid)


@dataclass(frozen=True, slots=True)
class Planned:
    """One coding of the project and what it becomes.

    Attributes:
        guid: Id of the coding in the project.
        selection: Id of its selection.
        text: Id of the text.
        coder: Who coded, as the study calls the person.
        coding: The coding; ``None`` where no turn holds a word of it, or its code is no code.
    """

    guid: str
    selection: str
    text: str
    coder: str
    coding: FadenCoding | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project becomes.

    Attributes:
        transcripts: Text (id in small letters) → transcript.
        tracks: Text → the way between positions and anchors.
        codes: The codes at the root.
        codings: Every coding on words, in the order of the project.
        memos: Note (id in small letters) → memo.
    """

    transcripts: Mapping[str, FadenTranscript]
    tracks: Mapping[str, Track]
    codes: tuple[FadenCode, ...]
    codings: tuple[Planned, ...]
    memos: Mapping[str, Memo]


def texts(project: Project) -> Iterator[TextSource | Transcript]:
    """What people can read in a project: texts, words of PDF files, transcripts of recordings."""
    seen: set[str] = set()
    for source in project.sources:
        match source:
            case TextSource():
                found: tuple[TextSource | Transcript, ...] = (source,)
            case PdfSource():
                found = (source.representation,) if source.representation is not None else ()
            case AudioSource() | VideoSource():
                found = tuple(t for t in source.transcripts if t.plain_path not in seen)
            case _:
                found = ()
        for text in found:
            if text.plain is not None and text.plain.strip():
                seen.add(text.plain_path or "")
                yield text


def cases_as_codes(project: Project) -> frozenset[str]:
    """Codes that are cases: NVivo for Mac gives both the same id, and membership then looks like coding."""
    cases = {key(case.guid) for case in project.cases}
    return frozenset(cases & {key(code.guid) for code in walk(project.codes)})


def walk(codes: tuple[Code, ...]) -> Iterator[Code]:
    """All codes, parents before children."""
    for code in codes:
        yield code
        yield from walk(code.codes)


def make_plan(project: Project, names: Names) -> Plan:
    """What a project becomes under these names."""
    tracks: dict[str, Track] = {}
    transcripts: dict[str, FadenTranscript] = {}
    planned: list[Planned] = []
    for text in texts(project):
        guid = key(text.guid)
        if guid not in names.transcripts or guid in tracks:
            continue
        plain = text.plain or ""
        identifier = names.transcripts[guid]
        pieces, roles = split(plain)
        if not pieces:
            continue
        language = names.languages.get(identifier, "und")
        tracks[guid] = Track(plain, pieces, language)
        transcripts[guid] = _transcript(identifier, pieces, roles, language)
        if isinstance(text, TextSource):
            planned += _codings(text, tracks[guid], names, project)
    codes = _code_tree(project.codes, names, set())
    return Plan(transcripts, tracks, codes, _unique(planned), _memos(project, names))


def _unique(planned: list[Planned]) -> tuple[Planned, ...]:
    """Codings with ids of their own, also where a program has given two of them the same."""
    seen: dict[str, int] = {}
    done = []
    for found in planned:
        each = found
        number = seen[each.guid] = seen.get(each.guid, 0) + 1
        if number > 1 and each.coding is not None:
            other = each.coding.model_copy(update={"id": coding_id(f"{each.guid}#{number}")})
            each = replace(each, coding=other)
        done.append(each)
    return tuple(done)


def _transcript(
    identifier: str, pieces: tuple[Piece, ...], roles: Mapping[str, Role], language: str
) -> FadenTranscript:
    labels = list(dict.fromkeys(piece.speaker for piece in pieces))
    keys = {label: f"S{number}" for number, label in enumerate(labels, start=1)}
    turns = tuple(
        Turn(f"t{n}", keys[p.speaker], (Part(PartKind.ORIGINAL, language, p.words),))
        for n, p in enumerate(pieces, start=1)
    )
    head = Head(
        format=label("transcript"),
        id=identifier,
        kind="workshop" if identifier.startswith("W") else "interview",
        language=language,
        speakers={keys[name]: Speaker(role=roles.get(name, Role.UNKNOWN), label=name) for name in labels},
    )
    return FadenTranscript(head, turns)


def with_source(transcript: FadenTranscript, source: Source) -> FadenTranscript:
    """The transcript with the file it came from."""
    return FadenTranscript(
        transcript.head.model_copy(update={"source": source}), transcript.turns, transcript.preamble
    )


def _codings(text: TextSource, track: Track, names: Names, project: Project) -> Iterator[Planned]:
    for selection in text.selections:
        anchor = track.anchor(selection.start or 0, selection.end or 0)
        for coding in selection.codings:
            who = key(coding.creating_user or selection.creating_user)
            coder = names.coders.get(who, UNKNOWN_CODER)
            code = names.codes.get(key(coding.code.target) if coding.code else "")
            made = None
            if anchor is not None and code is not None:
                day = (
                    date_of(coding.created, selection.created, selection.modified, project.modified)
                    or names.on
                )
                made = coding_at(
                    anchor, identifier=names.coding(coding.guid), code=code, on=day, codebook=1
                ).model_copy(update={"memo": normal(selection.description or "").strip()})
            yield Planned(key(coding.guid), key(selection.guid), key(text.guid), coder, made)


def coding_id(guid: str | None) -> str:
    """The id of a coding that came from elsewhere; the same for the same coding."""
    number = int.from_bytes(hashlib.sha256(f"coding/{key(guid)}".encode()).digest()[:8])
    letters = []
    for _ in range(8):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "c-" + "".join(letters)


def date_of(*stamps: str | None) -> str | None:
    """The day of the first time that is given and exists."""
    for stamp in stamps:
        if not stamp:
            continue
        try:
            first_day(stamp[:10])
        except ValueError:
            continue
        return stamp[:10]
    return None


def _code_tree(codes: tuple[Code, ...], names: Names, seen: set[str]) -> tuple[FadenCode, ...]:
    """The codes that the study knows; of two with one id the first, with what is below the other."""
    made: list[FadenCode] = []
    for code in codes:
        identifier = names.codes.get(key(code.guid))
        if identifier is None or identifier in seen:
            made += _code_tree(code.codes, names, seen)
            continue
        seen.add(identifier)
        made.append(_code(code, identifier, names, seen))
    return tuple(made)


def _code(code: Code, identifier: str, names: Names, seen: set[str]) -> FadenCode:
    definition = normal(code.description or "").strip()
    return FadenCode(
        id=identifier,
        name=LocalText({names.language: code_name(code) or identifier}),
        colour=long_colour(code.colour) or FadenCode.model_fields["colour"].default,
        codable=code.codable is not False,
        definition=LocalText({names.language: definition}) if definition else None,
        children=_code_tree(code.codes, names, seen),
    )


def code_name(code: Code) -> str:
    """The name of a code on one line."""
    return " ".join(normal(code.name or "").split())


def long_colour(colour: str | None) -> str | None:
    """A colour with six digits."""
    if colour is None or len(colour) != len("#rgb"):
        return colour
    return "#" + "".join(digit * 2 for digit in colour[1:])


def name_codes(project: Project, known: Callable[[Code], str | None], taken: set[str]) -> dict[str, str]:
    """An id for every code that is one.

    Args:
        project: The project.
        known: The id of a code that the study has already.
        taken: Ids that are not free.
    """
    cases = cases_as_codes(project)
    found: dict[str, str] = {}
    for code in walk(project.codes):
        guid = key(code.guid)
        if guid in cases or guid in found:
            continue
        identifier = known(code)
        if identifier is None:
            base = slug(code_name(code), "code")[:_LONG].strip("-")
            numbers = iter(range(2, 1_000_000))
            identifier = base
            while identifier in taken:
                identifier = f"{base}-{next(numbers)}"
        taken.add(identifier)
        found[guid] = identifier
    return found


def name_coders(
    project: Project,
    given: Mapping[str, str],
    known: Mapping[str, str] = MappingProxyType({}),
    taken: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """A slug for every user: as given by id or name, or as known; else the next free ``coder-1`` and so on.

    Args:
        project: The project.
        given: Id or name of a user → coder.
        known: Id of a user → coder whom the study has.
        taken: Coders of the study; a user who bears the name of one is this one.

    Raises:
        ImportRefusedError: A name given for a coder is no slug.
    """
    for coder in given.values():
        if not re.fullmatch(SLUG_PATTERN, coder):
            raise ImportRefusedError("exchange-coder-invalid", value=coder[:40])
    found: dict[str, str] = {}
    wanted = {name.casefold(): coder for name, coder in given.items()}
    free = (name for n in range(1, 1_000_000) if (name := f"coder-{n}") not in taken)
    for user in project.users:
        name = (user.name or "").strip().casefold()
        told = wanted.get(key(user.guid)) or wanted.get(name) or known.get(key(user.guid))
        if key(user.guid) not in found:
            found[key(user.guid)] = told or (name if name in taken else next(free))
    return found


def _memos(project: Project, names: Names) -> dict[str, Memo]:
    """The notes of a project as memos, with what each is about."""
    about = _about(project, names)
    memos: dict[str, Memo] = {}
    for note in project.notes:
        guid = key(note.guid)
        body = normal(
            "\n\n".join(part for part in (note.description, note.plain) if part and part.strip())
        ).strip()
        if guid in memos or not body:
            continue
        title = " ".join(normal(note.name or "").split())[:80]
        head = MemoHead(
            format=label("memo"),
            about=about.get(guid, "study"),
            by=names.coders.get(key(note.creating_user), UNKNOWN_CODER),
            on=date_of(note.created, note.modified, project.modified) or names.on,
            title=title,
        )
        memos[guid] = Memo(f"refi-{guid[:8]}-{slug(title, 'memo')[:30].strip('-')}".rstrip("-"), head, body)
    return memos


def _about(project: Project, names: Names) -> dict[str, str]:
    """Note → what refers to it: a code, a transcript or a coding; the first wins."""
    found: dict[str, str] = {}
    for code in walk(project.codes):
        for ref in code.notes:
            found.setdefault(key(ref.target), names.codes.get(key(code.guid), "study"))
    place = {**names.recognised, **names.transcripts}
    for text in texts(project):
        identifier = place.get(key(text.guid), "study")
        for ref in text.notes:
            found.setdefault(key(ref.target), identifier)
        for selection in text.selections if isinstance(text, TextSource) else ():
            codings = selection.codings
            for ref in (*selection.notes, *(ref for coding in codings for ref in coding.notes)):
                found.setdefault(key(ref.target), names.coding(codings[0].guid) if codings else identifier)
    return found
