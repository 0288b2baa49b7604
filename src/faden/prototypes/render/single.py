"""A whole prototype in one file that can be sent by mail and opened by double click."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from faden.prototypes.render._jinja import markup, render
from faden.prototypes.render.pages import SCRIPTS, asset, start_path, views
from faden.prototypes.render.view import Address
from faden.prototypes.sessions.page import STYLE, test_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.prototypes.spec import Prototype
    from faden.study.settings import Settings


def render_single(prototype: Prototype, settings: Settings, pictures: Mapping[str, str] | None = None) -> str:
    """The prototype as one HTML file: scripts, styles and pictures within, nothing loaded from anywhere.

    Each page is a template in the file; the part of the address behind # says which is shown. Without
    scripts the file says so, and shows the start.

    Args:
        prototype: A specification that is in order.
        settings: The study.
        pictures: Its drawings, as `read_pictures` gives them.
    """
    tests = "".join(test_data(prototype, settings, code) for code in prototype.languages)
    script = tests + "".join(asset(name).decode() for name in (*SCRIPTS[:-1], "single.js"))
    styles = {
        "ltr": asset("kern/kern.css").decode(),
        "rtl": asset("kern/kern.rtl.css").decode(),
        "own": asset("prototype.css").decode() + asset(STYLE).decode(),
    }
    address = Address("#{language}/", "#{language}/", {n: _inlined(t) for n, t in (pictures or {}).items()})
    pages = [view for code in prototype.languages for view in views(prototype, settings, code, address)]
    first = next(v for v in pages if v.screen is prototype.start)
    return render(
        "single.html",
        first=first,
        pages=pages,
        shells={v.language: v for v in reversed(pages)},
        start=start_path(prototype, prototype.languages[0]),
        script=markup(script),
        styles={name: markup(style) for name, style in styles.items()},
        policy=_policy(script, list(styles.values())),
    )


def single_name(prototype: Prototype) -> str:
    """What that file is called, such as ``PT01-0.3.html``."""
    return f"{prototype.id}-{prototype.version}.html"


def _policy(script: str, styles: list[str]) -> str:
    told = " ".join(_hash(style) for style in styles)
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {told}; img-src data:; "
        "form-action 'none'; base-uri 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _inlined(picture: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()
