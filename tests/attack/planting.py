"""Hides identifying details in output files: every writing form in every kind of file, one in each.

Made without a look at the scanner that has to find them, from the standard library alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.attack.carrying import CARRIERS, fits, put
from tests.attack.encodings import BYTES, ENCODINGS
from tests.attack.forms import FORMS
from tests.attack.harmless import harmless
from tests.attack.names import NAMES, Name
from tests.attack.packedfiles import NAME_CARRIERS
from tests.attack.sentences import SENTENCES
from tests.attack.textfiles import HTML, JSON, PLAIN, TEXT_CARRIERS, XML, Slot, ending

__all__ = [
    "CARRIERS",
    "Planting",
    "clear_names",
    "documented_forms",
    "harmless",
    "plantings",
    "some_plantings",
]


@dataclass(frozen=True, slots=True)
class Planting:
    """One output file that holds one identifying detail and is otherwise harmless.

    ``clear_name`` is the name as the key has it, ``written`` the spelling that a person reads in the file
    after all decoding, ``form`` and ``carrier`` how and where it was hidden.
    """

    id: str
    clear_name: str
    kind: str
    form: str
    carrier: str
    path: str
    data: bytes
    written: str


_READ_AS_TEXT: Final = (
    "html-text",
    "html-title-attribute",
    "html-data-attribute",
    "html-link",
    "html-comment",
    "html-script-string",
    "html-data-island",
    "html-style-content",
    "search-index",
    "json-value",
    "json-lines",
    "notebook",
    "svg-text",
    "svg-metadata",
    "xml",
    "sitemap",
    "javascript-string",
    "css-content",
    "plain-text",
    "markdown",
    "csv",
    "calendar",
    "sqlite",
    "xlsx-shared-string",
    "docx-text",
    "qdpx-source-text",
    "zip-member",
    "gzip",
    "pdf-text",
    "png-international",
)
_OFFICE_XML: Final = (
    "xlsx-shared-string",
    "xlsx-inline-string",
    "xlsx-property",
    "xlsx-remark",
    "docx-text",
    "docx-remark",
    "docx-header",
    "docx-property",
    "odt-text",
    "qdpx-user",
    "qdpx-code",
    "qdpx-memo",
    "qdpx-source-name",
    "jpeg-xmp",
    "webp-xmp",
    "pdf-metadata",
)
_BROKEN_LINES: Final = (
    "plain-text",
    "markdown",
    "csv",
    "json-value",
    "notebook",
    "html-text",
    "html-comment",
    "xml",
    "sqlite",
    "docx-text",
)
_JSON_STRINGS: Final = (*JSON, "html-script-string", "html-data-island", "javascript-string", "gzip-json")
_GROUPS: Final = {
    "text": _READ_AS_TEXT,
    "html": (*HTML, "zip-html"),
    "entity": (*HTML, *XML, *_OFFICE_XML, "zip-html", "svgz"),
    "element": ("html-text", "html-hidden", "search-index", "zip-html"),
    "svg": ("svg-text", "svgz"),
    "json": _JSON_STRINGS,
    "js": ("html-script-string", "javascript-string"),
    "css": ("css-content", "html-style-content"),
}
_ONLY: Final = {
    "base64-lines": _BROKEN_LINES,
    "quoted-printable": ("plain-text", "markdown", "csv", "sqlite", "zip-member", "gzip"),
    "header-word-q": (*PLAIN, "sqlite", "zip-member", "json-value"),
    "header-word-b": (*PLAIN, "sqlite", "zip-member", "json-value"),
}
_PERCENT_NAMES: Final = ("percent", "percent-plus", "percent-lower", "percent-every", "percent-of-lower")
_WHOLE_FILES: Final = (
    "plain-text",
    "markdown",
    "csv",
    "tsv",
    "html-text",
    "html-comment",
    "json-value",
    "search-index",
    "xml",
    "svg-text",
    "calendar",
    "javascript-string",
    "css-content",
)


def clear_names() -> list[dict[str, Any]]:
    """The names as a study's key holds them: ``name, label, kind, variants``."""
    return [
        {"name": name.name, "label": name.label, "kind": name.kind, "variants": list(name.variants)}
        for name in NAMES
    ]


def plantings(seed: int) -> list[Planting]:
    """Every form in every carrier that it makes sense in, each with a name drawn by lot."""
    found = [*_written(seed), *_encoded(seed), *_whole_files(seed)]
    return [_numbered(number, planting) for number, planting in enumerate(found, 1)]


def some_plantings(seed: int, count: int) -> list[Planting]:
    """A selection drawn by lot that still has every form and every carrier.

    Args:
        seed: For the lot.
        count: How many; more where forms and carriers need more.
    """
    drawn = plantings(seed)
    random.Random(f"{seed}:selection").shuffle(drawn)  # noqa: S311 - a lot for tests, no secret
    forms: set[str] = set()
    carriers: set[str] = set()
    first, rest = [], []
    for planting in drawn:
        new = planting.form not in forms or planting.carrier not in carriers
        (first if new else rest).append(planting)
        forms.add(planting.form)
        carriers.add(planting.carrier)
    return sorted([*first, *rest[: max(0, count - len(first))]], key=lambda planting: planting.id)


def documented_forms() -> dict[str, str]:
    """What each form is, in one line."""
    return (
        {form: about for form, (about, _) in FORMS.items()}
        | {form: about for form, (_, about, _) in ENCODINGS.items()}
        | {form: about for form, (about, _, _) in BYTES.items()}
    )


def _drawn(seed: int, form: str, carrier: str) -> random.Random:
    return random.Random(f"{seed}:{form}:{carrier}")  # noqa: S311 - a lot for tests, no secret


def _slot(lot: random.Random, text: str, *, raw: bool = False) -> Slot:
    before, after = lot.sample(SENTENCES, 2)
    return Slot(before, text, after, raw)


def _made(name: Name, form: str, carrier: str, written: str, slot: Slot) -> Planting:
    path, data = put(carrier, slot)
    return Planting("", name.name, name.kind, form, carrier, path, data, written)


def _written(seed: int) -> Iterator[Planting]:
    for form, (_, spell) in FORMS.items():
        spelled = [(name, text) for name in NAMES for text in spell(name)]
        for carrier in CARRIERS:
            lot = _drawn(seed, form, carrier)
            fitting = [(name, text) for name, text in spelled if fits(carrier, text)]
            if fitting:
                name, text = lot.choice(fitting)
                yield _made(name, form, carrier, text, _slot(lot, text))


def _carriers(form: str) -> tuple[str, ...]:
    """Where an encoding is at home."""
    home = _ONLY.get(form) or _GROUPS[ENCODINGS[form][0]]
    if form.startswith(("base64", "data-address")) and form != "base64-url":
        home = tuple(
            carrier for carrier in home if carrier != "sitemap"
        )  # a path cannot hold a slash as a letter
    return (*home, *NAME_CARRIERS) if form in _PERCENT_NAMES else home


def _encoded(seed: int) -> Iterator[Planting]:
    spelled = [
        (name, text) for name in NAMES for text in (name.name, *name.variants) if len(text.encode()) > 5
    ]
    for form, (group, _, encode) in ENCODINGS.items():
        raw = group != "text"
        for carrier in _carriers(form):
            lot = _drawn(seed, form, carrier)
            changed = [
                (name, text)
                for name, text in spelled
                if encode(text) != text and fits(carrier, encode(text)) and '"' not in text
            ]
            name, text = lot.choice(changed)
            yield _made(name, form, carrier, text, _slot(lot, encode(text), raw=raw))


def _whole_files(seed: int) -> Iterator[Planting]:
    spelled = [(name, text) for name in NAMES for text in (name.name, *name.variants)]
    for form, (_, codec, mark) in BYTES.items():
        for carrier in _WHOLE_FILES:
            lot = _drawn(seed, form, carrier)
            name, text = lot.choice(
                [(name, text) for name, text in spelled if text.encode(codec, "ignore").decode(codec) == text]
            )
            content = TEXT_CARRIERS[carrier](_slot(lot, text))
            path = f"site/{carrier}{ending(carrier)}"
            yield Planting("", name.name, name.kind, form, carrier, path, mark + content.encode(codec), text)


def _numbered(number: int, planting: Planting) -> Planting:
    """With its number, in its own folder so that no two share a path."""
    mark = f"P{number:04}"
    return Planting(
        mark,
        planting.clear_name,
        planting.kind,
        planting.form,
        planting.carrier,
        f"{mark}/{planting.path}",
        planting.data,
        planting.written,
    )
