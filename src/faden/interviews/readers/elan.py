"""ELAN: annotations on tiers, each tier a voice.

Source: ELAN Annotation Format, EAFv3.0.xsd. What hangs on another tier (translations, glosses), and
tiers without a participant where others have one (noises, comments), are set aside with their text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.jsons import seconds
from faden.interviews.readers.markup import below, outermost, parse_xml, plain_text, value
from faden.interviews.readers.reading import Found, Reading, ReadTurn, finish_flowing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

MAX_TIERS: Final = 500
_ANNOTATIONS: Final = ("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")


@dataclass(frozen=True, slots=True)
class _Tier:
    """A tier.

    Attributes:
        name: Its id.
        parent: The tier it hangs on; empty for none.
        voice: Who speaks on it; empty where it does not say.
        spoken: Its annotations in time, as turns.
    """

    name: str
    parent: str
    voice: str
    spoken: tuple[ReadTurn, ...]

    @property
    def worded(self) -> bool:
        """Whether any annotation has a letter; some tiers only number."""
        return any(ch.isalpha() for turn in self.spoken for ch in turn.text)

    @property
    def text(self) -> str:
        """All annotations, a line each."""
        return "\n".join((self.name, *(turn.text for turn in self.spoken)))


def parse(data: bytes) -> Reading:
    """The conversation in an ELAN file.

    Raises:
        ImportRefusedError: It is no XML, declares entities, or nobody says anything.
    """
    found = Found()
    root = parse_xml(data)
    tiers = _tiers(root)
    speech = _speech(tiers)
    for tier in tiers:
        if tier not in speech and any(turn.text for turn in tier.spoken):
            found.aside("import-tier", tier.text)
    turns = [turn for tier in speech for turn in tier.spoken]
    turns.sort(key=lambda turn: turn.start.total_seconds() if turn.start else 0.0)
    return finish_flowing(turns, found)


def _tiers(root: Element) -> list[_Tier]:
    slots = {value(s, "TIME_SLOT_ID"): value(s, "TIME_VALUE") for s in below(root, "TIME_SLOT")}
    times = {
        name: seconds(int(at) / 1000) if at.isascii() and at.isdigit() else None for name, at in slots.items()
    }
    starts: dict[str, dt.timedelta | None] = {}
    for element in below(root, *_ANNOTATIONS):
        # A time that was never set is that of the annotation before; one on another annotation, that one's.
        own = times.get(value(element, "TIME_SLOT_REF1"))
        starts[value(element, "ANNOTATION_ID")] = own or starts.get(value(element, "ANNOTATION_REF"))
    tiers = list(outermost(root, "TIER"))
    if len(tiers) > MAX_TIERS:
        raise ImportRefusedError("import-too-complex", limit=MAX_TIERS)
    return [_tier(element, starts) for element in tiers]


def _tier(element: Element, starts: Mapping[str, dt.timedelta | None]) -> _Tier:
    name = value(element, "TIER_ID")
    voice = value(element, "PARTICIPANT").strip()
    last: dt.timedelta | None = None
    turns: list[ReadTurn] = []
    for number, annotation in enumerate(outermost(element, *_ANNOTATIONS), 1):
        last = starts.get(value(annotation, "ANNOTATION_ID")) or last
        turns.append(ReadTurn(voice, plain_text(annotation), last, number))
    return _Tier(name, value(element, "PARENT_REF"), voice, tuple(turns))


def _speech(tiers: list[_Tier]) -> list[_Tier]:
    """The tiers that hold what was said, each with its voice."""
    tops = [tier for tier in tiers if not tier.parent]
    children = {top.name: [tier for tier in tiers if tier.parent == top.name and tier.worded] for top in tops}
    chosen = [top if top.worded or not children[top.name] else children[top.name][0] for top in tops]
    if any(tier.voice for tier in chosen):
        return [tier for tier in chosen if tier.voice]
    named = [tier for tier in chosen if tier.worded]
    for tier in named:
        at = tiers.index(tier)
        voiced = tuple(ReadTurn(tier.name, t.text, t.start, t.line) for t in tier.spoken)
        tiers[at] = _Tier(tier.name, tier.parent, tier.name, voiced)
        named[named.index(tier)] = tiers[at]
    return named
