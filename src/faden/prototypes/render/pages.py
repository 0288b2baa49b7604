"""All files of a prototype as a value; writing them is the caller's."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

from faden.prototypes.graph import Page, pages
from faden.prototypes.render._jinja import render
from faden.prototypes.render.names import ASSETS, INDEX, page_path
from faden.prototypes.render.view import View
from faden.prototypes.render.words import Words

if TYPE_CHECKING:
    from faden.prototypes.spec import Prototype
    from faden.study.settings import Settings

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'"
)
"""Nothing but the prototype's own files: no inline script or style, no request anywhere.

``data:`` is for KERN's icons, which are masks within its style sheet.
"""

SCRIPTS: Final = ("keep.js", "filter.js", "form.js", "log.js", "tester.js")
"""Scripts in the order in which they run. Not modules: those do not load from a folder by double click."""

_KERN: Final = ("kern.css", "kern.rtl.css", "LICENSE.md", "ORIGIN.json")


def render_prototype(prototype: Prototype, settings: Settings) -> dict[str, bytes]:
    """The files of a prototype, by path relative to its folder; the same bytes for the same input.

    Every page says that it is a prototype, and that all is invented where the prototype or the
    study is synthetic; there is no way to leave these notices out.

    Args:
        prototype: A specification that is in order (`faden.prototypes.check`).
        settings: The study, for its name and whether it is synthetic.
    """
    files = _assets()
    for language in prototype.languages:
        for page, screen, row in pages(prototype):
            view = View(prototype, settings, screen, row, language)
            html = render(
                "page.html", view=view, words=view.words, policy=CONTENT_SECURITY_POLICY, scripts=SCRIPTS
            )
            files[page_path(language, page)] = html.encode()
    files[INDEX] = _index(prototype).encode()
    return dict(sorted(files.items()))


def start_path(prototype: Prototype, language: str) -> str:
    """The page to begin with in a language; in the first one where the prototype lacks it."""
    shown = language if language in prototype.languages else prototype.languages[0]
    rows = prototype.rows(prototype.start)
    return page_path(shown, Page(prototype.start.id, rows[0].id if rows and rows[0] else None))


def _index(prototype: Prototype) -> str:
    first = prototype.languages[0]
    view = [
        (code, Words(prototype, code).plain(prototype.title), start_path(prototype, code))
        for code in prototype.languages
    ]
    return render("index.html", language=first, starts=view, policy=CONTENT_SECURITY_POLICY)


def _assets() -> dict[str, bytes]:
    folder = resources.files("faden.prototypes") / "assets"
    files = {f"{ASSETS}/kern/{name}": (folder / "kern" / name).read_bytes() for name in _KERN}
    own = ("prototype.css", *SCRIPTS)
    return files | {f"{ASSETS}/{name}": (folder / name).read_bytes() for name in own}
