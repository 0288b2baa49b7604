"""TEI with utterances: who says what, and what stands between."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.interviews.readers.markup import below, plain_text, reference, tag, value
from faden.interviews.readers.reading import UNNAMED, Found, Reading, ReadTurn, finish_apart, refuse_too_many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

BESIDE: Final = {
    "note": "import-footnote",
    "stage": "import-event",
    "incident": "import-event",
    "kinesic": "import-event",
    "vocal": "import-event",
    "event": "import-event",
    "gap": "import-gap",
    "head": "import-heading",
    "speaker": "",
    "figure": "import-image",
    "del": "import-deletion",
    "fw": "import-page-header",
    "listPerson": "",
    "timeline": "",
    "spanGrp": "",
    "graphic": "",
    "desc": "",
}
"""What nobody says, with the kind of aside it becomes; without one, its words stand elsewhere."""

_BLOCKS: Final = frozenset({"seg", "p", "ab", "l", "lg"})


@dataclass(slots=True)
class Speech:
    """Goes through the text once.

    Attributes:
        names: What each person is called, by id.
        times: The points of the timeline, by id.
        found: What nobody said.
    """

    names: Mapping[str, str]
    times: Mapping[str, dt.timedelta]
    found: Found
    turns: list[tuple[ReadTurn, list[str]]] = field(default_factory=list)
    parted: bool = False
    """Whether something stands between the last utterance and the next: then they stay two turns."""
    number: int = 0
    speaking: set[int] = field(default_factory=set)
    """Elements (by identity) that have an utterance somewhere within."""

    def read(self, texts: Iterable[Element]) -> Reading:
        """The reading of all texts.

        Raises:
            ImportRefusedError: Nobody says anything.
        """
        spans = 0
        for text in texts:
            spans += sum(1 for _ in below(text, "spanGrp"))
            self.mark(text)
            self.walk(text, UNNAMED, None)
        if spans:
            self.found.note("import-annotations-left", count=spans)
        spoken = (replace(turn, text=" ".join(texts)) for turn, texts in self.turns)
        return finish_apart(spoken, self.found)

    def mark(self, element: Element) -> bool:
        """Note which elements have an utterance within; each is looked at once."""
        within = [self.mark(child) for child in element]
        if any(within) or tag(element) in {"u", "sp"}:
            self.speaking.add(id(element))
        return id(element) in self.speaking

    def walk(self, element: Element, voice: str, start: dt.timedelta | None) -> None:
        """Divisions are looked into; utterances are taken; all else is set aside."""
        for child in element:
            name = tag(child)
            if name == "annotationBlock":
                self.walk(
                    child, reference(child.get("who", "")), self.times.get(reference(child.get("start", "")))
                )
            elif name in {"u", "sp"}:
                self.utter(child, voice, start)
            elif name in {"back", "teiHeader"}:
                continue
            elif name in BESIDE:
                self.aside(child)
            elif name in {"p", "ab", "opener", "trailer"} and id(child) not in self.speaking:
                self.parted = True
                if plain_text(child):
                    self.found.aside("import-unspoken", plain_text(child), self.number)
            else:
                self.walk(child, voice, start)

    def utter(self, element: Element, voice: str, start: dt.timedelta | None) -> None:
        """One utterance or speech."""
        self.number += 1
        refuse_too_many(self.number)
        who = reference(element.get("who", "")) or voice
        told = next((plain_text(e).rstrip(": ") for e in element if tag(e) == "speaker"), "")
        label = told or self.names.get(who, who)
        begins = self.times.get(reference(element.get("start", "")), start)
        if begins is None:
            marks = (value(a, "synch") for a in below(element, "anchor"))
            begins = next((self.times[reference(m)] for m in marks if reference(m) in self.times), None)
        text = self.words(element)
        last = self.turns[-1] if self.turns else None
        if last is not None and last[0].speaker == label != UNNAMED and not self.parted and text:
            last[1].append(text)
        else:
            self.turns.append((ReadTurn(label, text, begins, self.number), [text]))
        self.parted = False

    def words(self, element: Element) -> str:
        """The words of an utterance; its paragraphs end with a blank line."""
        inner = "".join(inline(element, self.aside))
        paragraphs = (" ".join(paragraph.split()) for paragraph in inner.split("\x00"))
        return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)

    def aside(self, element: Element) -> None:
        """Keep what nobody says."""
        self.parted = True
        kind = BESIDE.get(tag(element), "")
        text = plain_text(element)
        if kind and (text or kind == "import-gap"):
            self.found.aside(kind, text, self.number)


def inline(element: Element, aside: Callable[[Element], None]) -> Iterator[str]:
    """The words within an element; paragraphs begin and end with NUL, which no XML can hold.

    Where words stand as elements of their own (``w``, ``pc``), the spaces between them are ours.
    """
    yield element.text or ""
    for child in element:
        name = tag(child)
        if name == "w":
            yield f" {plain_text(child)}"
        elif name == "pc":
            yield plain_text(child)
        elif name in BESIDE:
            aside(child)
        elif name in {"lb", "pb", "cb", "pause"}:
            yield " "
        elif name in _BLOCKS and not child.get("type"):
            yield "\x00"
            yield from inline(child, aside)
            yield "\x00"
        elif name == "choice":
            yield from _chosen(child, aside)
        else:
            yield " " if name in _BLOCKS else ""
            yield from inline(child, aside)
        yield child.tail or ""


def _chosen(element: Element, aside: Callable[[Element], None]) -> Iterator[str]:
    """Of two readings of one place the one as it stands in the source: what was said, not what was meant."""
    first = next((e for e in element if tag(e) in {"sic", "orig", "abbr"}), next(iter(element), None))
    if first is not None:
        yield from inline(first, aside)
