"""All files of a prototype as a value; writing them is the caller's."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from faden.prototypes.graph import Page, pages
from faden.prototypes.render._jinja import render
from faden.prototypes.render.names import ASSETS, INDEX, PICTURES, page_path
from faden.prototypes.render.view import Address, View, answer_of
from faden.prototypes.render.words import Words
from faden.prototypes.sessions.page import SCRIPT, STYLE, session_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.prototypes.spec import Prototype
    from faden.study.settings import Settings

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'"
)
"""Nothing but the prototype's own files: no inline script or style, no request anywhere.

``data:`` is for KERN's icons, which are masks within its style sheet.
"""

SCRIPTS: Final = (
    *("core.js", "keep.js", "conditions.js", "filter.js", "tabs.js", "chat.js", "form.js"),
    *(SCRIPT, "events.js", "run.js"),
)
"""Scripts in the order in which they run. Not modules: those do not load from a folder by double click."""

_KERN: Final = ("kern.css", "kern.rtl.css", "LICENSE.md", "ORIGIN.json")


def render_prototype(
    prototype: Prototype,
    settings: Settings,
    pictures: Mapping[str, str] | None = None,
    *,
    policy: str = CONTENT_SECURITY_POLICY,
    more_scripts: tuple[str, ...] = (),
) -> dict[str, bytes]:
    """The files of a prototype, by path relative to its folder; the same bytes for the same input.

    Every page says that it is a prototype, and that all is invented where the prototype or the
    study is synthetic; there is no way to leave these notices out.

    Args:
        prototype: A specification that is in order (`faden.prototypes.check`).
        settings: The study, for its name and whether it is synthetic.
        pictures: Its drawings, as `read_pictures` gives them.
        policy: What the pages may load; wider only where they reload while one writes.
        more_scripts: Further scripts, which the caller serves.
    """
    drawings = dict(pictures or {})
    address = Address(pictures={name: f"../{PICTURES}/{flat(name)}" for name in drawings})
    files = _assets() | session_data(prototype, settings)
    files |= {f"{PICTURES}/{flat(name)}": text.encode() for name, text in drawings.items()}
    scripts = (*SCRIPTS, *more_scripts)
    for language in prototype.languages:
        for view in views(prototype, settings, language, address):
            html = render("page.html", view=view, words=view.words, policy=policy, scripts=scripts)
            files[f"{language}/{view.name}"] = html.encode()
    files[INDEX] = _index(prototype, policy).encode()
    return dict(sorted(files.items()))


def views(prototype: Prototype, settings: Settings, language: str, address: Address) -> Iterator[View]:
    """All pages of a language, in the order of the file."""
    remember = remembered(prototype)
    for page, screen, row in pages(prototype):
        yield View(prototype, settings, screen, row, language, page.state, address, remember)


def remembered(prototype: Prototype) -> frozenset[str]:
    """Answers that a condition on another screen asks for, as ``screen.field``."""
    found = set()
    for screen in prototype.screens:
        for _, part in screen.parts():
            if part.when is not None and part.when.answer is not None:
                where, field = answer_of(screen.id, part.when.answer)
                if where != screen.id:
                    found.add(f"{where}.{field}")
    return frozenset(found)


def flat(name: str) -> str:
    """The name of a drawing among the files of the pages."""
    return name.replace("/", "-")


def start_path(prototype: Prototype, language: str) -> str:
    """The page to begin with in a language; in the first one where the prototype lacks it."""
    shown = language if language in prototype.languages else prototype.languages[0]
    rows = prototype.rows(prototype.start)
    return page_path(shown, Page(prototype.start.id, rows[0].id if rows and rows[0] else None))


def _index(prototype: Prototype, policy: str) -> str:
    first = prototype.languages[0]
    view = [
        (code, Words(prototype, code).plain(prototype.title), start_path(prototype, code))
        for code in prototype.languages
    ]
    return render("index.html", language=first, starts=view, policy=policy)


def render_problems(language: str, title: str, problems: list[dict[str, str]], policy: str) -> str:
    """The page that stands for a prototype whose specification has errors.

    Args:
        language: Language of the page.
        title: Its heading.
        problems: For each its ``place``, ``what`` and ``remedy``.
        policy: What the page may load.
    """
    return render("problems.html", language=language, title=title, problems=problems, policy=policy)


@cache
def asset(name: str) -> bytes:
    """A script or style sheet of the pages, such as ``prototype.css`` or ``kern/kern.css``."""
    return resources.files("faden.prototypes").joinpath("assets", *name.split("/")).read_bytes()


def _assets() -> dict[str, bytes]:
    own = ("prototype.css", STYLE, *SCRIPTS, *(f"kern/{name}" for name in _KERN))
    return {f"{ASSETS}/{name}": asset(name) for name in own}
