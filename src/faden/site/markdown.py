"""A publication as staged files: Markdown per language, the look, and one configuration per language.

Everything here is computed in memory; any generator that reads Markdown with HTML blocks can take it
from there.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import NAMES
from faden.site.blocks import rendered
from faden.site.configuration import configuration
from faden.site.errors import SiteError
from faden.site.layout import anchors, laid_out
from faden.site.links import Here
from faden.site.markup import inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from faden.publish.pages import Page, Publication

_BMP: Final = 0xFFFF  # the last code point that one \\u of JSON can name
LOOK: Final = "assets/faden"
"""Where the look stands in the files of each language."""


def stage(publication: Publication) -> dict[str, bytes]:
    """All files from which a site is built, by their path below ``build/src``.

    Returns:
        ``<lang>/…`` pages and look of a language, ``mkdocs.<lang>.yml`` its configuration, ``theme/…`` the
        templates, ``files/…`` what is served as it is. The same publication gives the same bytes.

    Raises:
        SiteError: A link leads nowhere, two files would stand at one place, or a page holds what cannot be
            published.
    """
    look = dict(_package("assets"))
    staged = {f"theme/{path}": content for path, content in _package("theme")}
    for language in publication.languages:
        staged |= {f"{language}/{LOOK}/{path}": content for path, content in look.items()}
        staged |= _pages(publication, language)
        staged[f"mkdocs.{language}.yml"] = written(configuration(publication, language)).encode()
    taken = {path.removesuffix(".md") + ".html" for path in staged}
    for path, content in publication.files.items():
        if f"{publication.languages[0]}/{path}" in taken or path.split("/")[0] in publication.languages:
            raise SiteError("site-path-taken", path)
        staged[f"files/{path}"] = content
    return dict(sorted(staged.items()))


def written(values: Mapping[str, Any]) -> str:
    """Values as JSON that every reader of YAML reads alike, whatever stands in them."""
    return _printable(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)) + "\n"


def _printable(text: str) -> str:
    """JSON with what YAML does not print escaped, and nothing else: it reads no pairs of surrogates."""
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= _BMP else character


def _pages(publication: Publication, language: str) -> dict[str, bytes]:
    pages = publication.pages[language]
    known = {page.path: anchors(page, language) for page in pages}
    if len(known) != len(pages):
        double = next(p.path for p in pages if [q.path for q in pages].count(p.path) > 1)
        raise SiteError("site-path-taken", f"{language}/{double}")
    files = frozenset(publication.files)
    found = {}
    for page in pages:
        here = Here(page.path, language, publication.languages[0], known, files)
        found[f"{language}/{page.path}.md"] = _page(publication, page, here).encode()
    return found


def _page(publication: Publication, page: Page, here: Here) -> str:
    head = _printable(json.dumps(_meta(publication, page, here), ensure_ascii=False, sort_keys=True))
    title = f"# {inline(page.title)} {{: #top }}"
    blocks = [rendered(placed, here) for placed in laid_out(page, here.language)]
    return f"---\n{head}\n---\n\n" + "\n\n".join([title, *blocks]) + "\n"


def _meta(publication: Publication, page: Page, here: Here) -> dict[str, Any]:
    """What the templates need to know of a page; texts are raw and escaped there."""
    others = {
        code: here.relative(here.address(page.path, code))
        for code in publication.languages
        if any(other.path == page.path for other in publication.pages[code])
    }
    section = next((s for s in publication.sections[here.language] if s.id == page.section), None)
    inside = section is not None and section.path != page.path
    return {
        "path": page.path,
        "section": page.section,
        "heading": page.title,
        "languages": [
            {"code": code, "name": NAMES.get(code, code), "href": href} for code, href in others.items()
        ],
        "up": {"title": section.title, "href": here.href(section.path)} if inside and section else None,
    }


def _package(folder: str) -> Iterator[tuple[str, bytes]]:
    """Files of the look, as they stand in the package."""

    def walk(at: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
        for item in sorted(at.iterdir(), key=lambda i: i.name):
            if item.is_dir():
                yield from walk(item, f"{prefix}{item.name}/")
            elif not item.name.startswith("."):
                yield f"{prefix}{item.name}", item.read_bytes()

    yield from walk(resources.files("faden.site") / folder, "")
