"""What a study knows of a project already: its texts, codes, codings and memos, by id and by words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faden.coding.anchor import Anchor, Position, describe, find
from faden.exchange.refi.aligning import Alignment, compact
from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.model import PdfSource, TextSource, key
from faden.exchange.refi.plan import make_plan, texts
from faden.exchange.refi.rendering import render

if TYPE_CHECKING:
    from faden.coding.codings import Coding
    from faden.exchange.refi.corpus import Corpus
    from faden.exchange.refi.model import Project, Transcript
    from faden.exchange.refi.plan import Plan
    from faden.exchange.refi.rendering import Rendered
    from faden.exchange.refi.sidecar import Sidecar
    from faden.exchange.refi.turns import Track
    from faden.interviews.transcript import Transcript as FadenTranscript

Locate = Callable[[int, int], Anchor | None]
"""From a stretch of a text to its words in the transcript as it is now."""


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text as the study gives it out.

    Attributes:
        transcript: Id of the transcript.
        guid: Its id in projects, in small letters.
        text: Its words.
        locate: From a stretch of it to the words in the transcript.
        track: Part and language that it shows; the language is empty where turns may differ.
    """

    transcript: str
    guid: str
    text: str
    locate: Locate
    track: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text of a project that the study has.

    Attributes:
        source: The text as it came.
        known: What it is here.
        alignment: From its positions to those of the known text.
    """

    source: TextSource
    known: KnownText
    alignment: Alignment

    def anchor(self, start: int, end: int) -> Anchor | None:
        """The words of a selection in the transcript; ``None`` where they do not stand there as they came."""
        span = self.alignment.span(start, end)
        return None if span is None else self.known.locate(*span)


@dataclass(frozen=True, slots=True)
class Known:
    """What the study knows of a project; keys are ids (GUID) in small letters.

    Attributes:
        texts: Texts that it gives out, or took in.
        codes: Code → id in the study; also such that the study has no more.
        coders: User → coder.
        names: Every coder.
        codings: Coding → id; also such that somebody has taken back.
        memos: Note → name of the memo.
        native: Ids of things that every export makes afresh: participants, variables, sets of texts.
    """

    texts: tuple[KnownText, ...]
    codes: Mapping[str, str]
    coders: Mapping[str, str]
    names: frozenset[str]
    codings: Mapping[str, str]
    memos: Mapping[str, str]
    native: frozenset[str] = field(default_factory=frozenset)

    def recognise(self, project: Project) -> tuple[Recognised, ...]:
        """The texts of a project that the study has: by id, else by every word of them."""
        by_guid: dict[str, list[KnownText]] = {}
        by_words: dict[str, list[KnownText]] = {}
        for each in self.texts:
            by_guid.setdefault(each.guid, []).append(each)
            by_words.setdefault(compact(each.text), []).append(each)
        found: list[Recognised] = []
        used: set[tuple[str, tuple[str, str]]] = set()
        for source in _written(project):
            words = source.plain or ""
            same = by_words.get(compact(words), [])
            named = by_guid.get(key(source.guid), [])
            candidates = [*(each for each in named if each in same), *named, *same]
            known = next((each for each in candidates if (each.transcript, each.track) not in used), None)
            if known is None:
                continue
            used.add((known.transcript, known.track))
            found.append(Recognised(source, known, Alignment(words, known.text)))
        return tuple(found)


def _written(project: Project) -> Iterator[TextSource]:
    """Texts that carry selections: sources, and the words of PDF files."""
    seen: set[str] = set()
    for source in project.sources:
        text = source.representation if isinstance(source, PdfSource) else source
        if isinstance(text, TextSource) and (text.plain or "").strip() and key(text.guid) not in seen:
            seen.add(key(text.guid))
            yield text


def find_known(corpus: Corpus, exported: Mapping[str, frozenset[str]]) -> Known:
    """What a study knows.

    Args:
        corpus: The study.
        exported: Ids of codings and codes that left this copy of the study before: kind → ids.
    """
    plans = [(side, make_plan(side.read(), side.names())) for side in corpus.sidecars]
    books = (corpus.book, *corpus.beside)
    codes = {made_guid("code", i): i for i in exported.get("codes", ())}
    codes |= {made_guid("code", placed.code.id): placed.code.id for book in books for placed in book.codes()}
    codings = {made_guid("coding", i): i for i in exported.get("codings", ())}
    codings |= {made_guid("coding", c.id): c.id for file in corpus.codings for c in file.codings}
    names = {file.coder for file in corpus.codings} | {coder.id for coder in corpus.settings.coders}
    coders = {made_guid("coder", name): name for name in names}
    memos = {made_guid("memo", name): name for name in corpus.memos}
    for side, plan in plans:
        codes |= side.codes
        coders |= side.coders
        codings |= {p.guid: p.coding.id for p in plan.codings if p.coding is not None} | side.codings
        memos |= side.memos
    return Known(
        tuple(_texts(corpus, plans)),
        codes,
        coders,
        frozenset(names | set(coders.values())),
        codings,
        memos,
        _native(corpus),
    )


def _native(corpus: Corpus) -> frozenset[str]:
    from faden.exchange.refi.native import ATTRIBUTES

    people = {who for t in corpus.transcripts.values() for who in t.participants()} | set(corpus.participants)
    made = [("participant", who) for who in people] + [("variable", name) for name in ATTRIBUTES]
    return frozenset(made_guid(*parts) for parts in [*made, *(("set", i) for i in corpus.transcripts)])


def _texts(corpus: Corpus, plans: list[tuple[Sidecar, Plan]]) -> Iterator[KnownText]:
    for side, plan in plans:
        for text in texts(side.read()):
            guid = key(text.guid)
            transcript = corpus.transcripts.get(side.transcripts.get(guid, ""))
            if transcript is not None and guid in plan.tracks:
                yield _of_track(transcript, text, plan.tracks[guid])
    origin = {i: guid for side, _ in plans for guid, i in side.transcripts.items()}
    for identifier, transcript in corpus.transcripts.items():
        for rendered in render(transcript, lambda _turn: True):
            own = made_guid("text", identifier, rendered.part.value, rendered.language)
            for guid in {own, *((origin.get(identifier, own),) if not rendered.language else ())}:
                track = (rendered.part.value, rendered.language)
                yield KnownText(identifier, guid, rendered.text, _locate(transcript, rendered), track)


def _of_track(transcript: FadenTranscript, text: TextSource | Transcript, track: Track) -> KnownText:
    def _found(start: int, end: int) -> Anchor | None:
        anchor = track.anchor(start, end)
        return None if anchor is None else find(anchor, transcript)

    return KnownText(transcript.head.id, key(text.guid), text.plain or "", _found, ("original", ""))


def _locate(transcript: FadenTranscript, rendered: Rendered) -> Locate:
    """The way from positions in a rendered text to words of the transcript."""
    found = [(at, turn, transcript.turn(turn)) for turn, at in rendered.starts.items()]
    words = {
        turn: next(p for p in each.parts if p.kind is rendered.part and rendered.language in {"", p.language})
        for _, turn, each in found
        if each is not None
    }
    pieces = [(at, at + len(words[turn].text), turn) for at, turn, _ in found]

    def _inner(start: int, end: int) -> Anchor | None:
        inside = [piece for piece in pieces if piece[0] < end and start < piece[1]]
        if not inside:
            return None
        (first, _, a), (last, stop, b) = inside[0], inside[-1]
        opening, closing = Position(a, max(start - first, 0)), Position(b, min(end, stop) - last)
        try:
            return describe(transcript, opening, closing, part=rendered.part, language=words[a].language)
        except ValueError:
            return None  # words in several languages: a coding rests on one

    return _inner


def present(corpus: Corpus) -> dict[tuple[str, str], tuple[str, Coding]]:
    """Every coding of the study: (transcript, id) → coder and coding."""
    return {(f.transcript, c.id): (f.coder, c) for f in corpus.codings for c in f.codings}
