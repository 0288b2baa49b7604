"""A small publication in which every kind of block stands once, and words that want to be more than words."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from hypothesis import strategies as st

from faden.publish.pages import (
    Axis,
    Bar,
    BarChart,
    Block,
    Bullets,
    Card,
    Cards,
    Embed,
    Facts,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Picture,
    Point,
    PointMap,
    Prose,
    Publication,
    Quotation,
    Section,
    Station,
    Table,
    Way,
)

SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><desc>D</desc><path d="M0 0h9"/></svg>'
PROTOTYPE: Final = "prototype/PT01/de/search.html"

HOSTILE: Final = (
    "<script>alert(1)</script>",
    "</p></blockquote></figure><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "{: onclick=alert(1) }",
    "{: #top .x }",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "--8<-- 'secret.md'",
    ":smile: :material-home:",
    "::: note\nx\n:::",
    "!!! danger\n    x",
    "# h\n\n## h2",
    "1. one\n2. two",
    "- a\n- b",
    "a | b\n--|--\nc | d",
    "*x* _y_ **z** `c`",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "\u202eabc\u2069\u2069x\u2066",
    "---\ntitle: x\n---",
    "[[c-2b3c4d5f]] [x]: javascript:alert(1)",
    "\x02wzxhzdk:0\x03",
    '" onmouseover="alert(1)',
    "{{ config }} {% raw %}",
    "</title><script>x</script>",
    "<!-- x",
    "<![CDATA[ x ]]>",
    "\\<b\\>",
    "سلام عليكم",
)
"""What transcripts, names and titles may hold, by accident or not."""


def hostile() -> st.SearchStrategy[str]:
    """Any text, with pieces of markup of all kinds in it."""
    piece = st.one_of(
        st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from(["\n", "\n\n", " ", "\t"])
    )
    return st.lists(piece, min_size=1, max_size=6).map("".join)


def every_block(words: str) -> tuple[Block, ...]:
    """Each kind of block once, with the same words wherever words stand."""
    here = Link(words, "findings/F01#c-2b3c4d5f")
    return (
        Paragraph(words, (here, Link(words, "https://example.org/a?b=c", external=True)), lead=True),
        Paragraph("", (here,)),
        Heading(words, 3),
        Heading(words, 2, anchor="place"),
        Quotation(
            "c-2b3c4d5f",
            words,
            "ar",
            words,
            translation=words,
            by=words,
            part=words,
            target="index",
            note=words,
        ),
        Notice("withheld", words, words),
        Table(words, (words, words, words), ((here, words, (here, here)),), words),
        BarChart(words, words, words, (Bar(words, 3, "index"), Bar(words, None), Bar(words, 0)), 9, words),
        PointMap(
            words,
            words,
            Axis(words, 9, words),
            Axis(words, 4, words),
            (
                Point(words, 3, 2, "index", note=words),
                Point(words, 3, 2, square=True),
                Point(words, None, None),
            ),
            words,
            (words, words),
            words,
            (words, words, words, words),
        ),
        Way(
            words, (Station(words, words, words, (words,), (here,)), Station(words, "", words)), words, words
        ),
        Picture("flow", SVG, words),
        Cards((Card(words, words, "index", words), Card(words, "", "index"))),
        Facts(((words, words), (words, here), (words, (here, here)))),
        Bullets((words, here)),
        Bullets((here, here)),
        Embed(words, PROTOTYPE, words),
    )


def made(words: str, *, languages: tuple[str, ...] = ("de", "en"), prose: str = "Ein *Wort*.") -> Publication:
    """A publication of two pages a language, with the same words wherever words stand."""
    pages = (
        Page("index", words, (Prose(prose),), "home"),
        Page("findings/F01", words, every_block(words), "findings"),
        Page("findings/index", words, (), "findings"),
    )
    sections = (Section("home", words, "index"), Section("findings", words, "findings/index"))
    banners = (Notice("warning", words, words), Notice("warning", "Entwurf", words))
    return Publication(
        languages=languages,
        title=dict.fromkeys(languages, words),
        sections=dict.fromkeys(languages, sections),
        pages=dict.fromkeys(languages, pages),
        banners=dict.fromkeys(languages, banners),
        footer=dict.fromkeys(languages, words),
        files={PROTOTYPE: b"<!doctype html><title>P</title>"},
    )


class Seen(HTMLParser):
    """What a browser would see of a page: elements, names of attributes, addresses, quoted words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.words = ""
        self._quoting = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}
        self._quoting = self._quoting or ("class", "faden-quote__words") in attrs

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a quotation."""
        self._quoting = self._quoting and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        """Keep the words of a quotation."""
        self.words += data if self._quoting else ""
