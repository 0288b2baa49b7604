"""Carriers that are text: each puts one thing into an otherwise harmless file.

A slot's text is escaped as the carrier needs it, unless it comes ready for it (``raw``).
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Slot:
    """What is put into a carrier: a text between two harmless ones."""

    before: str
    text: str
    after: str
    raw: bool = False

    @property
    def sentence(self) -> str:
        """All three as plain text."""
        return f"{self.before} {self.text} {self.after}"

    def escaped(self) -> str:
        """All three for HTML and XML, in content and attributes."""
        return f"{self.before} {self.word()} {self.after}"

    def word(self) -> str:
        """The text alone for HTML and XML."""
        return self.text if self.raw else html.escape(self.text)

    def string(self) -> str:
        """All three as a JSON string, with its quotation marks."""
        inner = self.text if self.raw else json.dumps(self.text, ensure_ascii=False)[1:-1]
        return f'"{self.before} {inner} {self.after}"'


TextCarrier = Callable[[Slot], str]


def _page(body: str, head: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><title>Befunde</title>{head}</head>\n'
        f"<body><main><h1>Ankommen</h1>\n{body}\n</main></body></html>\n"
    )


def _svg(body: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" role="img">'
        f'<rect width="200" height="40" fill="#fff"/>{body}</svg>\n'
    )


def _css_string(slot: Slot) -> str:
    text = (
        slot.text if slot.raw else slot.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    )
    return f'"{slot.before} {text} {slot.after}"'.replace("\r", "")


def _script_string(slot: Slot) -> str:
    return slot.string().replace("</", "<\\/")


def _csv(slot: Slot) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows(
        [["Nr", "Aussage", "Thema"], [1, slot.before, "Suche"], [2, slot.text, "Hilfe"], [3, slot.after, ""]]
    )
    return out.getvalue()


def _calendar(slot: Slot) -> str:
    """A calendar entry whose line is folded inside the name, as the standard wants of long lines."""
    text = slot.text.replace("\\", "\\\\").replace(",", "\\,").replace("\n", "\\n").replace("\r", "")
    fold = max(1, len(text) // 2)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20260112T100000\r\n"
        f"SUMMARY:{text[:fold]}\r\n {text[fold:]}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def _notebook(slot: Slot) -> str:
    return (
        '{"cells":[{"cell_type":"code","metadata":{},"source":["tabelle.head()"],"outputs":[{"output_type":"stream",'
        f'"name":"stdout","text":[{slot.string()}]}}]}}],"metadata":{{}},"nbformat":4,"nbformat_minor":5}}\n'
    )


HTML: Final[dict[str, TextCarrier]] = {
    "html-text": lambda s: _page(f"<p>{s.escaped()}</p>"),
    "html-heading-id": lambda s: _page(f'<h2 id="abschnitt-{s.word()}">Zur Lage</h2><p>{s.before}</p>'),
    "html-title-attribute": lambda s: _page(f'<p><abbr title="{s.escaped()}">Aussage</abbr></p>'),
    "html-alt": lambda s: _page(f'<img src="bild.png" alt="{s.escaped()}">'),
    "html-aria-label": lambda s: _page(f'<button aria-label="{s.escaped()}">mehr</button>'),
    "html-data-attribute": lambda s: _page(f'<p data-person="{s.word()}">{s.before}</p>'),
    "html-class": lambda s: _page(f"<p class='karte {s.word()}'>{s.before}</p>"),
    "html-link": lambda s: _page(f'<a href="/suche/?wort={s.word()}#oben">Suche</a>'),
    "html-meta": lambda s: _page("", f'<meta name="description" content="{s.escaped()}">'),
    "html-hidden": lambda s: _page(f"<template><p hidden>{s.escaped()}</p></template>"),
    "html-textarea": lambda s: _page(f"<textarea>{s.escaped()}</textarea>"),
}
HTML_OPAQUE: Final[dict[str, TextCarrier]] = {
    "html-comment": lambda s: _page(f"<!-- {s.sentence.replace('--', '- -')} -->"),
    "html-script-string": lambda s: _page(f"<script>var aussage={_script_string(s)};</script>"),
    "html-script-comment": lambda s: _page(f"<script>/* {s.sentence} */</script>"),
    "html-data-island": lambda s: _page(
        f'<script type="application/ld+json">{{"text":{_script_string(s)}}}</script>'
    ),
    "html-style-content": lambda s: _page("", f"<style>.p::after{{content:{_css_string(s)}}}</style>"),
    "html-style-comment": lambda s: _page("", f"<style>/* {s.sentence} */</style>"),
}
XML: Final[dict[str, TextCarrier]] = {
    "svg-text": lambda s: _svg(f'<text x="4" y="20">{s.escaped()}</text>'),
    "svg-title": lambda s: _svg(f"<title>{s.escaped()}</title>"),
    "svg-description": lambda s: _svg(f"<desc>{s.escaped()}</desc>"),
    "svg-attribute": lambda s: _svg(f'<g aria-label="{s.escaped()}"/>'),
    "svg-metadata": lambda s: _svg(
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator>{s.word()}</d:creator></r:RDF></metadata>'
    ),
    "xml": lambda s: (
        f'<?xml version="1.0" encoding="utf-8"?>\n<aussagen><a nr="1">{s.escaped()}</a></aussagen>\n'
    ),
    "feed": lambda s: (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Neues</title>'
        f"<entry><title>{s.word()}</title><summary>{s.before}</summary></entry></feed>\n"
    ),
    "sitemap": lambda s: (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>https://faden.example/befunde/{s.word()}/</loc></url></urlset>\n"
    ),
}
JSON: Final[dict[str, TextCarrier]] = {
    "search-index": lambda s: (
        '{"config":{"lang":["de"]},"docs":[{"location":"befunde/","title":"Befunde",'
        f'"text":{s.string()}}},{{"location":"","title":"Start","text":"Willkommen"}}]}}'
    ),
    "json-value": lambda s: f'{{"aussage":{s.string()},"zahl":3}}\n',
    "json-key": lambda s: f'{{{s.string()}:3,"summe":5}}\n',
    "json-lines": lambda s: f'{{"nr":1,"text":"{s.before}"}}\n{{"nr":2,"text":{s.string()}}}\n',
    "notebook": _notebook,
}
JAVASCRIPT: Final[dict[str, TextCarrier]] = {
    "javascript-string": lambda s: f"export const aussage={s.string()};\n",
}
CSS: Final[dict[str, TextCarrier]] = {
    "css-content": lambda s: f".aussage::before{{content:{_css_string(s)};}}\n",
}
PLAIN: Final[dict[str, TextCarrier]] = {
    "javascript-comment": lambda s: f"/* {s.sentence} */\nexport const zahl=3;\n",
    "css-comment": lambda s: f"/* {s.sentence} */\nbody{{margin:0}}\n",
    "plain-text": lambda s: f"{s.sentence}\n",
    "markdown": lambda s: f"# Befund\n\n> {s.sentence}\n\nSo war es.\n",
    "csv": _csv,
    "tsv": lambda s: f"nr\ttext\n1\t{s.before}\n2\t{s.text}\n",
    "yaml": lambda s: f"befund: F1\naussage: {json.dumps(s.sentence, ensure_ascii=False)}\n",
    "calendar": _calendar,
}
TEXT_CARRIERS: Final = {**HTML, **HTML_OPAQUE, **XML, **JSON, **JAVASCRIPT, **CSS, **PLAIN}

ENDINGS: Final = {
    "html": ".html",
    "svg": ".svg",
    "xml": ".xml",
    "feed": ".xml",
    "sitemap": ".xml",
    "search-index": ".json",
    "json-lines": ".jsonl",
    "json": ".json",
    "notebook": ".ipynb",
    "javascript": ".js",
    "css": ".css",
    "plain-text": ".txt",
    "markdown": ".md",
    "csv": ".csv",
    "tsv": ".tsv",
    "yaml": ".yaml",
    "calendar": ".ics",
}
"""How the files of a carrier end, by the longest beginning of its name."""


def ending(carrier: str) -> str:
    """The ending of a carrier's files, with its point."""
    fitting = [start for start in ENDINGS if carrier.startswith(start)]
    return ENDINGS[max(fitting, key=len)]
