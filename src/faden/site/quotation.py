"""A participant's words on a page: exact, in their own language and direction, with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.catalogue import text as say
from faden.core.languages import NAMES, direction
from faden.site.markup import attribute, element, inline, paragraphs, plain

if TYPE_CHECKING:
    from faden.publish.pages import Quotation
    from faden.site.links import Here


def rendered(quotation: Quotation, anchor: str, here: Here) -> str:
    """A quotation with translation, attribution and the way to its evidence."""
    css = "faden-quote faden-quote--against" if quotation.note else "faden-quote"
    parts = [element("p", inline(quotation.note), class_="faden-quote__note")] if quotation.note else []
    if quotation.words or not quotation.translation:
        parts.append(_words(quotation.words, quotation.language, "faden-quote__words", here))
    if quotation.translation:
        parts.append(_words(quotation.translation, here.language, "faden-quote__translation", here))
    parts.append(element("figcaption", _told(quotation, here)))
    name = f' id="{attribute(anchor)}"' if anchor else ""
    return f'<figure class="{css}"{name}>{"".join(parts)}</figure>'


def _words(text: str, language: str, css: str, here: Here) -> str:
    """The words as paragraphs; their language is named where it is not the page's."""
    body = "".join(element("p", part) for part in paragraphs(text))
    foreign = language != here.language
    return element(
        "blockquote", body, class_=css, lang=language, dir=direction(language) if foreign else None
    )


def _told(quotation: Quotation, here: Here) -> str:
    who = element("span", inline(quotation.attribution), class_="faden-quote__who")
    spoken = "" if quotation.language == here.language else NAMES.get(quotation.language, quotation.language)
    facts = [inline(fact) for fact in (spoken, quotation.part, quotation.by) if fact]
    how = element("span", " · ".join(facts), class_="faden-quote__how") if facts else ""
    return " ".join(part for part in (who, how, _evidence(quotation, here)) if part)


def _evidence(quotation: Quotation, here: Here) -> str:
    number = element("code", plain(quotation.id))
    if not quotation.target:
        return element("span", number, class_="faden-quote__id")
    label = plain(say("site.quotation.evidence", here.language))
    return element("a", f"{label} {number}", href=here.href(quotation.target), class_="faden-quote__id")
