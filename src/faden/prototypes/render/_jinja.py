"""The door to Jinja2: templates of this package, everything escaped unless it is markup already."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


@cache
def environment() -> Environment:
    """The templates; a name that is not defined is an error, never an empty place."""
    import jinja2

    loader = jinja2.PackageLoader("faden.prototypes.render", "templates")
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """The text that a template gives for these values."""
    return environment().get_template(template).render(**values)


def escape(text: str) -> Markup:
    """Text as markup: what would be read as a tag is written out."""
    import markupsafe

    return markupsafe.escape(text)


def markup(html: str) -> Markup:
    """HTML that faden itself has put together from escaped pieces."""
    import markupsafe

    return markupsafe.Markup(html)  # noqa: S704 - only `words` calls this, with escaped pieces
