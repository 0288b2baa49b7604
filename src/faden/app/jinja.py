"""The door to Jinja2: the app's templates, everything escaped unless it is markup already."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from faden.app.markdown import render_markdown
from faden.core.languages import NAMES, direction

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """The templates; a name that is not defined is an error, never an empty place."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("faden.app", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["markdown"] = render_markdown
    made.filters["direction"] = direction
    made.globals["names"] = NAMES
    return made


def render(template: str, **values: object) -> str:
    """The text that a template gives for these values."""
    return environment().get_template(template).render(**values)
