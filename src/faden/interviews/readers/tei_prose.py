"""TEI without utterances: a printed interview, in which headings such as ``Dr. N.:`` name who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.interviews.readers.markup import plain_text, tag
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading, ReadTurn, finish
from faden.interviews.readers.tei_speech import BESIDE, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

_PARAGRAPHS: Final = frozenset({"p", "ab", "l", "item", "head"})
_EDITORIAL: Final = frozenset(
    {"biographical", "commentary", "notes", "editorial", "apparatus", "bibliography"}
)
"""Divisions that editors added to what they edit."""


def read_prose(texts: Iterable[Element], found: Found) -> Reading:
    """The reading of a printed text.

    Raises:
        ImportRefusedError: It has no words.
    """
    blocks = [
        (block, said) for text in texts for block in _blocks(text, found) if (said := _words(block, found))
    ]
    if not any(_names(block, said) for block, said in blocks):
        spoken = [Paragraph(said, number) for number, (_, said) in enumerate(blocks, 1)]
        return read_conversation(spoken, found, numbered=True)
    preamble: list[str] = []
    turns: list[ReadTurn] = []
    voice = ""
    for number, (block, said) in enumerate(blocks, 1):
        if _names(block, said):
            voice = said.rstrip(": ")
        elif tag(block) == "head":
            found.aside("import-heading", said, number)
        elif voice:
            turns.append(ReadTurn(voice, said, None, number))
        else:
            preamble.append(said)
    if preamble:
        found.warn("import-text-before", count=len(preamble))
    return finish(turns, found, preamble="\n\n".join(preamble))


def _names(block: Element, said: str) -> bool:
    return tag(block) == "head" and said.endswith(":")


def _blocks(element: Element, found: Found) -> Iterator[Element]:
    """Paragraphs and headings in order; what editors added is set aside."""
    for child in element:
        name = tag(child)
        if name == "back":
            continue
        if name in _PARAGRAPHS:
            yield child
        elif child.get("type", "") in _EDITORIAL or name in BESIDE:
            if plain_text(child):
                found.aside(BESIDE.get(name) or "import-unspoken", plain_text(child))
        else:
            yield from _blocks(child, found)


def _words(block: Element, found: Found) -> str:
    def _aside(element: Element) -> None:
        kind = BESIDE.get(tag(element), "")
        if kind:
            found.aside(kind, plain_text(element))

    return " ".join("".join(inline(block, _aside)).replace("\x00", " ").split())
