"""Texts of a specification as they stand on a page: in its language, filled in, escaped, isolated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.languages import LocalText, direction
from faden.prototypes.interface import OVERRIDES, PLACEHOLDER, said
from faden.prototypes.render._jinja import escape, markup

if TYPE_CHECKING:
    from markupsafe import Markup

    from faden.prototypes.components import Scalar
    from faden.prototypes.spec import Prototype, Row

_DECIMAL_COMMA: Final = frozenset({"de", "uk", "fr", "tr", "pl", "ro", "bg", "sq", "es", "pt", "it", "ru"})
"""Languages that write a comma before decimals (CLDR)."""

_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_ISOLATE: Final = "\u2068{}\u2069"
"""First strong isolate … pop (UAX 9): keeps a value from turning its surroundings where no tag can stand."""


@dataclass(frozen=True, slots=True)
class Words:
    """Gives texts for the pages of one language.

    Attributes:
        prototype: The specification, for its common strings.
        language: The language of the page.
    """

    prototype: Prototype
    language: str

    def html(self, text: LocalText | str, row: Row | None = None) -> Markup:
        """A text as markup; filled-in values are isolated, and foreign text says its language."""
        pattern, language = self._told(text)
        pieces = PLACEHOLDER.split(pattern)
        filled = [
            self._isolated(piece, row) if at % 2 else str(escape(piece)) for at, piece in enumerate(pieces)
        ]
        return self._marked("".join(filled), language)

    def paragraphs(self, text: LocalText, row: Row | None = None) -> list[Markup]:
        """A text as paragraphs; an empty line begins a new one."""
        pattern, language = self._told(text)
        parts = [part.strip() for part in _PARAGRAPH.split(pattern) if part.strip()]
        return [self.html(LocalText({language: part}), row) for part in parts]

    def plain(self, text: LocalText | str, row: Row | None = None) -> str:
        """A text for a place where no tag can stand, such as the title of a page."""
        pattern, _ = self._told(text)
        return PLACEHOLDER.sub(lambda m: _ISOLATE.format(self._value(m[1], row)), pattern)

    def value(self, text: str, row: Row | None = None) -> str:
        """What stands in a field at first: filled in and nothing added."""
        return PLACEHOLDER.sub(lambda m: self._value(m[1], row), _clean(text))

    def page(self, key: str) -> str:
        """One of faden's own texts of the pages."""
        return said(self.prototype, key, self.language)[0]

    def _told(self, text: LocalText | str) -> tuple[str, str]:
        if isinstance(text, str):
            return _clean(text), self.language
        return _clean(text.text(self.language)), text.language(self.language)

    def _isolated(self, name: str, row: Row | None) -> str:
        return f"<bdi>{escape(self._value(name, row))}</bdi>"

    def _value(self, name: str, row: Row | None) -> str:
        found = row.value(name) if row is not None else None
        if found is None:
            found = self.prototype.strings.get(name)
        return "{" + name + "}" if found is None else self._shown(found)

    def _shown(self, value: Scalar | LocalText) -> str:
        if isinstance(value, LocalText):
            return _clean(value.text(self.language))
        if isinstance(value, bool):
            return self.page("yes" if value else "no")
        if isinstance(value, float):
            text = f"{value:.10g}"
            return text.replace(".", ",") if self.language in _DECIMAL_COMMA else text
        return _clean(str(value))

    def _marked(self, html: str, language: str) -> Markup:
        """Markup that says its language and direction where they are not those of the page."""
        if language == self.language:
            return markup(html)
        return markup(f'<span lang="{language}" dir="{direction(language)}">{html}</span>')


def _clean(text: str) -> str:
    """Text without characters that would turn the order of what stands beside it."""
    return OVERRIDES.sub("", text)
