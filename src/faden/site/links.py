"""Where pages and files stand, seen from a page; a link that leads nowhere is an error."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.languages import direction
from faden.site.errors import SiteError
from faden.site.markup import element, inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.publish.pages import Link

_WEB: Final = re.compile(r"^https?://[^\s<>\"'\\\x00-\x20]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Here:
    """One page, and what can be reached from it.

    Attributes:
        page: Path of the page, without suffix.
        language: Language of the page.
        default: Language whose pages stand at the root of the site; the others in a folder by their code.
        anchors: Path of each page in this language → names of places in it.
        files: Paths of files served as they are, from the root of the site.
    """

    page: str
    language: str
    default: str
    anchors: Mapping[str, frozenset[str]]
    files: frozenset[str]

    @property
    def direction(self) -> str:
        """Direction of writing of the page."""
        return direction(self.language)

    def address(self, page: str, language: str) -> str:
        """Path of a page from the root of the site."""
        return f"{page}.html" if language == self.default else f"{language}/{page}.html"

    def relative(self, path: str) -> str:
        """A path from the root of the site, as this page has to write it."""
        return posixpath.relpath(path, posixpath.dirname(self.address(self.page, self.language)) or ".")

    def href(self, target: str) -> str:
        """The address of another page, ``path`` or ``path#place``, or of a file, ``file:path``.

        Raises:
            SiteError: There is no such page, place or file.
        """
        if target.startswith("file:"):
            return self.file(target.removeprefix("file:"))
        page, mark, place = target.partition("#")
        known = self.anchors.get(page or self.page)
        if known is None or (mark and place not in known):
            raise SiteError("site-link-broken", f"{self.language}/{self.page}", target=target)
        base = self.relative(self.address(page, self.language)) if page else ""
        return f"{base}#{place}" if mark else base

    def file(self, path: str) -> str:
        """The address of a file served as it is.

        Raises:
            SiteError: There is no such file.
        """
        if path not in self.files:
            raise SiteError("site-link-broken", f"{self.language}/{self.page}", target=f"file:{path}")
        return self.relative(path)

    def link(self, link: Link, *, css: str | None = None) -> str:
        """A link as HTML.

        Raises:
            SiteError: It leads nowhere, or to the web with a scheme other than http or https.
        """
        if not link.external:
            return element("a", inline(link.text), href=self.href(link.target), class_=css)
        if not _WEB.match(link.target):
            raise SiteError("site-link-unsafe", f"{self.language}/{self.page}", target=link.target)
        classes = f"{css or ''} faden-external".strip()
        return element(
            "a", inline(link.text), href=link.target, class_=classes, rel="external noopener noreferrer"
        )
