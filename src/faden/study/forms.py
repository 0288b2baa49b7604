"""Information sheets and consent forms as pages to print, made from one source in every language.

A page is self-contained: no script, no picture, no address is asked for when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from faden.core.files import digest, write_atomic
from faden.core.languages import direction
from faden.study.consent import Purpose
from faden.study.form_texts import form_texts
from faden.study.information import Body, FormText, authority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from faden.study.information import Information
    from faden.study.settings import Settings

_RIGHTS: Final = ("access", "rectification", "erasure", "restriction", "portability")


@dataclass(frozen=True, slots=True)
class Form:
    """An information sheet with its consent form, in one language.

    Attributes:
        language: Its language, or ``de-plain``.
        version: Number and content hash, such as ``2-3fa9c1d0``; goes into ``research/consent.csv``.
        html: The page.
        checked: Who has checked the fixed sentences of this language; empty where nobody has.
    """

    language: str
    version: str
    html: str
    checked: str

    @property
    def name(self) -> str:
        """Name of its file without suffix."""
        return f"einwilligung-{self.language}"


def form_version(information: Information, settings: Settings, language: str) -> str:
    """Number and content hash of a form: other words, other hash."""
    told = [
        information.model_dump(mode="json", exclude={"version", "former"}),
        settings.title.root,
        dict(form_texts(language)),
        language,
    ]
    content = digest(json.dumps(told, ensure_ascii=False, sort_keys=True))
    return f"{information.version}-{content[:8]}"


def render_form(information: Information, settings: Settings, language: str) -> Form:
    """The sheet and the form in one language; gaps are shown as gaps, never filled.

    Raises:
        KeyError: faden has no fixed sentences in this language.
    """
    page = _Page(information, settings, language)
    return Form(language, page.version, page.html(), str(page.texts["checked"]))


def write_forms(forms: tuple[Form, ...], target: Path) -> tuple[Path, ...]:
    """Write forms as HTML into a folder; gives the files in the order of the forms."""
    paths = tuple(target / f"{form.name}.html" for form in forms)
    for form, path in zip(forms, paths, strict=True):
        write_atomic(path, form.html)
    return paths


class _Page:
    """The page of one language."""

    def __init__(self, information: Information, settings: Settings, language: str) -> None:
        self.known = information
        self.settings = settings
        self.language = language
        self.code = language.split("-", maxsplit=1)[0]
        self.texts: Mapping[str, Any] = form_texts(language)
        self.sheet: Mapping[str, str] = self.texts["sheet"]
        self.form: Mapping[str, str] = self.texts["form"]
        self.version = form_version(information, settings, language)

    def html(self) -> str:
        """The whole page."""
        file = resources.files("faden.study.form_texts") / "form.css"
        style = file.read_text(encoding="utf-8")
        title = escape(self.settings.title.text(self.code))
        body = "\n".join([*self._sheet(), *self._form()])
        return (
            f'<!DOCTYPE html>\n<html lang="{self.code}" dir="{direction(self.code)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">\n"
            f"<title>{escape(self.sheet['title'])} – {title}</title>\n<style>\n{style}</style>\n</head>\n"
            f"<body>\n{body}\n</body>\n</html>\n"
        )

    # The information sheet.

    def _sheet(self) -> Iterator[str]:
        known, sheet = self.known, self.sheet
        yield "<main>\n<header>"
        yield f'<p class="version">{self._version()}</p>'
        yield f"<h1>{escape(sheet['title'])}</h1>"
        yield f'<p class="study">{self._local(self.settings.title)}</p>'
        yield from self._notices()
        yield f'<p class="lead">{escape(sheet["lead"])}</p>\n</header>'
        yield from self._section("aim", self._told(known.aim))
        yield from self._section("procedure", self._told(known.procedure))
        voluntary = [sheet[key] for key in ("voluntary-text", "no-effect", "no-passing")]
        yield from self._section("voluntary", *(f"<p>{escape(text)}</p>" for text in voluntary))
        if known.risks is not None:
            yield from self._section("risks", self._told(known.risks))
        if known.compensation is not None:
            yield from self._section("compensation", self._told(known.compensation))
        yield from self._section("data", *(f"<p>{escape(sheet[k])}</p>" for k in ("data-text", "names-text")))
        points = "".join(f"<li>{escape(self._sentence(p))}</li>" for p in known.purposes)
        yield from self._section("purposes", f"<p>{escape(sheet['purposes-text'])}</p>", f"<ul>{points}</ul>")
        yield from self._section("recipients", *self._recipients())
        yield from self._section("transfer", *self._transfers())
        yield from self._section("retention", self._retention())
        yield from self._section("rights", self._rights())
        yield from self._section(
            "withdrawal",
            f"<p>{escape(sheet['withdrawal-text'])}</p>",
            self._body(known.contact),
            f"<p>{escape(sheet['withdrawal-effect'])}</p>",
            self._told(known.withdrawal),
        )
        yield from self._section("automated", f"<p>{escape(sheet['automated-text'])}</p>")
        yield from self._section("controller", self._body(known.controller))
        yield from self._section(
            "officer", f"<p>{escape(sheet['officer-text'])}</p>", self._body(known.officer)
        )
        yield from self._section("basis", self._basis())
        found = authority(known, self.settings.land)
        body = found.body if found else None
        yield from self._section("complaint", f"<p>{escape(sheet['complaint-text'])}</p>", self._body(body))
        yield "</main>"

    def _notices(self) -> Iterator[str]:
        if self.known.synthetic or self.settings.synthetic:
            yield f'<p class="notice">{escape(str(self.texts["synthetic"]))}</p>'
        if not self.texts["checked"]:
            yield f'<p class="notice">{escape(str(self.texts["unchecked"]))}</p>'

    def _section(self, key: str, *blocks: str) -> Iterator[str]:
        yield f"<section>\n<h2>{escape(self.sheet[key])}</h2>"
        yield from (block for block in blocks if block)
        yield "</section>"

    def _recipients(self) -> Iterator[str]:
        known = self.known.recipients
        if known is None:
            yield self._gap()
        elif not known:
            yield f"<p>{escape(self.sheet['recipients-none'])}</p>"
        else:
            items = (self._joined(each.who, each.what) for each in known)
            listed = "".join(f"<li>{item}</li>" for item in items)
            yield f"<p>{escape(self.sheet['recipients-some'])}</p><ul>{listed}</ul>"

    def _transfers(self) -> Iterator[str]:
        known = self.known.transfers
        if known is None:
            yield self._gap()
        elif not known:
            yield f"<p>{escape(self.sheet['transfer-none'])}</p>"
        else:
            yield f"<ul>{''.join(f'<li>{self._joined(t.where, t.safeguard)}</li>' for t in known)}</ul>"

    def _retention(self) -> str:
        if not self.known.retention:
            return self._gap()
        rows = []
        for kept in self.known.retention:
            name = escape(self.sheet[f"retention-{kept.what}"])
            if kept.until is not None:
                until = f'<bdi dir="ltr">{_date(kept.until)}</bdi>'
                told = escape(self.sheet["retention-until"]).replace("{until}", until)
            else:
                told = self._inline(kept.text)
            rows.append(f"<li><b>{name}:</b> {told}</li>")
        return f"<ul>{''.join(rows)}</ul>"

    def _rights(self) -> str:
        keys = [f"right-{name}" for name in _RIGHTS]
        keys += ["right-objection"] if "public-task" in self.known.basis else []
        items = "".join(f"<li>{escape(self.sheet[key])}</li>" for key in [*keys, "right-no-objection"])
        return f"<p>{escape(self.sheet['rights-text'])}</p><ul>{items}</ul>"

    def _basis(self) -> str:
        if not self.known.basis:
            return self._gap()
        items = "".join(f"<li>{escape(self.sheet[f'basis-{name}'])}</li>" for name in self.known.basis)
        law = f"<li>{self._inline(self.known.law)}</li>" if self.known.law is not None else ""
        return f"<ul>{items}{law}</ul>"

    # The consent form.

    def _form(self) -> Iterator[str]:
        form = self.form
        yield '<section class="form">'
        yield f'<p class="version">{self._version()}</p>\n<h1>{escape(form["title"])}</h1>'
        yield f'<p class="study">{self._local(self.settings.title)}</p>'
        yield from self._notices()
        yield f"<p>{escape(form['lead'])}</p>"
        heads = "".join(f'<th scope="col">{escape(form[key])}</th>' for key in ("purpose", "yes", "no"))
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
        for purpose in self.known.purposes:
            yield self._row(purpose)
        yield "</tbody>\n</table>"
        yield f"<p>{escape(form['understood'])} {escape(form['revoke'])} {escape(form['copy'])}</p>"
        if self.known.expires is not None:
            yield f'<p>{escape(form["until"])}: <bdi dir="ltr">{_date(self.known.expires)}</bdi></p>'
        boxes = "".join(
            f'<label><input type="checkbox"> {escape(form[key])}</label>' for key in ("written", "oral")
        )
        yield f'<p class="how">{escape(form["how"])}: {boxes}</p>'
        lines = ("name", "date", "signature", "interpreted", "researcher", "interpreter")
        yield f'<div class="lines">{"".join(_line(form[key]) for key in lines)}</div>'
        yield f'<p class="office">{escape(form["office"])}: <bdi dir="ltr">p-______</bdi></p>\n</section>'

    def _row(self, purpose: Purpose) -> str:
        box = "".join(
            f'<td><input type="checkbox" name="{purpose.value}-{key}" '
            f'aria-label="{escape(self._sentence(purpose))} {escape(self.form[key])}"></td>'
            for key in ("yes", "no")
        )
        return f'<tr><th scope="row">{self._purpose(purpose)}</th>{box}</tr>'

    def _purpose(self, purpose: Purpose) -> str:
        """What is allowed, and beneath it in German, for whoever leads the conversation."""
        told = escape(self._sentence(purpose))
        if self.code == "de":
            return told
        german = escape(form_texts("de")["purpose"][purpose.value])
        return f'{told}<small lang="de" dir="ltr">{german}</small>'

    def _sentence(self, purpose: Purpose) -> str:
        return str(self.texts["purpose"][purpose.value])

    # Pieces.

    def _version(self) -> str:
        text = escape(str(self.texts["version"]))
        return text.replace("{version}", f'<bdi dir="ltr">{escape(self.version)} · {self.language}</bdi>')

    def _gap(self) -> str:
        return f'<p class="gap">{escape(str(self.texts["missing"]))}</p>'

    def _told(self, text: FormText | None) -> str:
        if text is None:
            return self._gap()
        return self._in_language(text, lambda told: "".join(f"<p>{escape(p)}</p>" for p in _paragraphs(told)))

    def _inline(self, text: FormText | None) -> str:
        if text is None:
            return f'<span class="gap">{escape(str(self.texts["missing"]))}</span>'
        return self._in_language(text, escape)

    def _in_language(self, text: FormText, show: Callable[[str], str]) -> str:
        told = text.text(self.language)
        if told.strip():
            return show(told)
        german = text.text("de") or next(iter(text.root.values()), "")
        note = escape(str(self.texts["untranslated"]))
        return f'<div class="gap"><span>{note}</span><div lang="de" dir="ltr">{show(german)}</div></div>'

    def _joined(self, first: FormText, second: FormText | None) -> str:
        return self._inline(first) + (f": {self._inline(second)}" if second is not None else "")

    def _local(self, title: Any) -> str:
        language = title.language(self.code)
        return f'<span lang="{language}" dir="{direction(language)}">{escape(title.text(self.code))}</span>'

    def _body(self, body: Body | None) -> str:
        if body is None:
            return self._gap()
        phone = f"{self.sheet['phone']}: " if body.phone else ""
        parts = [body.name, body.address, body.phone, body.email, body.web]
        shown = []
        for part in parts:
            # A number that begins with + is turned round between words that run from right to left.
            way = ' dir="ltr"' if part in {body.phone, body.email, body.web} else ""
            before = escape(phone) if part == body.phone else ""
            shown += [f"{before}<bdi{way}>{escape(part)}</bdi>"] if part else []
        return f"<address>{'<br>'.join(shown)}</address>" if shown else self._gap()


def _line(label: str) -> str:
    return f'<p class="line"><span></span>{escape(label)}</p>'


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _date(date: str) -> str:
    """A date as it is written in Germany: ``30.06.2027``, ``06.2027``, ``2027``."""
    return ".".join(reversed(date.split("-")))
