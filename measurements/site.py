"""The built site: its size, what its pages ask of others, and whether its quotations are exact.

Quotations are compared by a reader of their own: what stands in the built HTML against what stands in the
transcript files, with blanks and line ends taken as the same.
"""

from __future__ import annotations

import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from faden.core.text import normal
from faden.interviews.files import parse_transcript
from measurements.browsing import chromium, visit
from measurements.processes import run
from measurements.studies import FADEN, ROOT, copy_study

IDS: Final = ("site.",)
_WORDS: Final = "faden-quote__words"


def measure() -> list[dict[str, Any]]:
    """Build a copy of the study, and look at what came out."""
    with tempfile.TemporaryDirectory() as name:
        study = copy_study(Path(name))
        run([FADEN, "build"], folder=study, variables={})
        site = study / "build/site"
        pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        quoted = [words for page in pages for words in _quoted((site / page).read_text(encoding="utf-8"))]
        if not quoted:
            raise ValueError("the site shows no quotation; the reader of this measurement is out of date")
        said = _said()
        inexact = [words for words in quoted if not any(words in text for text in said)]
        rows: list[dict[str, Any]] = [
            {"id": "site.pages", "value": len(pages), "n": None},
            {"id": "site.size", "value": size / 1e6, "n": None},
            {"id": "site.quotations.inexact", "value": len(inexact), "n": len(quoted)},
        ]
        return [*rows, *_requests(site, pages)] if chromium() else rows


def _requests(site: Path, pages: list[str]) -> list[dict[str, Any]]:
    seen = visit(site, pages)
    note = "; ".join(sorted(set(seen.outside))[:3])
    return [{"id": "site.requests.outside", "value": len(seen.outside), "n": seen.loads, "note": note}]


def _said() -> list[str]:
    """For each transcript, kind of part and language, all words in a row."""
    said: dict[tuple[str, str, str], list[str]] = {}
    for path in sorted((ROOT / "interviews").glob("*.md")):
        transcript = parse_transcript(path.read_text(encoding="utf-8"), path.name).value
        if transcript is not None:
            for turn in transcript.turns:
                for part in turn.parts:
                    said.setdefault((path.stem, part.kind, part.language), []).append(part.text)
    return [_plain(" ".join(texts)) for texts in said.values()]


def _plain(text: str) -> str:
    return " ".join(normal(text).split())


def _quoted(html: str) -> list[str]:
    reader = _Quotations()
    reader.feed(html)
    return [_plain(words) for words in reader.found]


class _Quotations(HTMLParser):
    """The words of participants in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A quotation begins; its paragraphs are parted by a blank."""
        if tag == "blockquote" and _WORDS in (dict(attrs).get("class") or ""):
            self._inside = True
            self.found.append("")
        elif self._inside and tag in {"p", "br"}:
            self.found[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        """A quotation ends."""
        if tag == "blockquote":
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._inside:
            self.found[-1] += data
