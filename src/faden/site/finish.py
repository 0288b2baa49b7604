"""The last steps of a built site: repairs that the theme needs, and the check that each page is whole."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from faden.core.languages import direction
from faden.site.errors import SiteError

if TYPE_CHECKING:
    from pathlib import Path

    from faden.publish.pages import Publication

_ROOT: Final = re.compile(r'<html lang="[^"]*" class="no-js">')
_POLICY: Final = '<meta http-equiv="Content-Security-Policy"'
_INLINE: Final = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE)
_AWAY: Final = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*?\b(?:src|href|data)=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
_HEAD_AS_BODY: Final = re.compile(r"<(?:p|h[1-6])\b[^>]*>\s*\{(?:&quot;|\")heading(?:&quot;|\")")
_ADDRESSES: Final = frozenset({"href", "src", "action", "formaction", "data", "xlink:href", "poster"})
_DROPPED: Final = ("sitemap.xml", "sitemap.xml.gz")
"""Lists of addresses with the day of the build; a site that does not know its address needs none."""


def finish(site: Path, publication: Publication) -> None:
    """Make a built site deterministic and accessible, and see that every page is whole.

    Raises:
        SiteError: A page is missing, lacks a banner or the content policy, holds a script or a style, or
            would ask another machine for something.
    """
    for path in sorted(site.rglob("*.map")):
        path.unlink()
    for language in publication.languages:
        root = site if language == publication.languages[0] else site / language
        for name in _DROPPED:
            (root / name).unlink(missing_ok=True)
        for page in publication.pages[language]:
            _finish_page(root / f"{page.path}.html", f"{language}/{page.path}", publication, language)
        if (root / "404.html").is_file():
            _finish_page(root / "404.html", f"{language}/404", publication, language)


def _finish_page(path: Path, place: str, publication: Publication, language: str) -> None:
    if not path.is_file():
        raise SiteError("site-page-not-whole", place, value=path.name)
    html = path.read_text(encoding="utf-8")
    tag = f'<html lang="{language}" dir="{direction(language)}" class="no-js">'
    html, n = _ROOT.subn(tag, html)
    if n != 1:
        raise SiteError("site-page-not-whole", place, value="<html lang dir>")
    for fault in faults(html, [banner.title for banner in publication.banners[language]]):
        raise SiteError("site-page-not-whole", place, value=fault)
    path.write_text(html, encoding="utf-8", newline="\n")


def faults(html: str, banners: list[str]) -> list[str]:
    """What is wrong with a page that nobody must see so.

    Args:
        html: The page.
        banners: Titles of the banners that have to stand on it.
    """
    found = [
        title
        for title in banners
        if not re.search(rf"faden-banner--\d+\"><strong>{re.escape(_shown(title))}<", html)
    ]
    if _POLICY not in html:
        found.append("Content-Security-Policy")
    found += [match[0] for match in _INLINE.finditer(html)]
    found += [match[0] for match in _AWAY.finditer(html)]
    found += [match[0] for match in _HEAD_AS_BODY.finditer(html)]
    acting = _Acting()
    acting.feed(html)
    acting.close()
    return found + acting.found


class _Acting(HTMLParser):
    """What in a page would hide a part of it, or do something, without a script of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style":
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            leads = "".join(c for c in value or "" if c > " ").lower()
            if name.startswith("on") or (name in _ADDRESSES and leads.startswith("javascript:")):
                self.found.append(f"<{tag} {name}>")


def _shown(text: str) -> str:
    """A text as the templates write it."""
    return escape(text, quote=True).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
