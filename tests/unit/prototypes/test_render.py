"""From a specification to pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.languages import LocalText
from faden.core.yaml import Parsed
from faden.prototypes.render import flow_svg, render_prototype, start_path
from faden.prototypes.render.pages import CONTENT_SECURITY_POLICY
from faden.prototypes.render.words import Words
from faden.prototypes.spec import Prototype, parse_prototype
from faden.study.settings import Settings

Parse = Callable[[str], Parsed[Prototype]]
Change = Callable[[str, str], str]

HOSTILE: Final = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "]]><svg/onload=alert(1)>",
]


class _Tags(HTMLParser):
    """Counts elements and attributes that could run something."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs


def _tags(page: bytes) -> _Tags:
    tags = _Tags()
    tags.feed(page.decode())
    return tags


@pytest.fixture
def pages(parsed: Parse, good: str, settings: Settings) -> dict[str, bytes]:
    """The files of the good prototype."""
    return render_prototype(parsed(good).value, settings)


def test_there_is_one_page_a_screen_row_and_language(pages: dict[str, bytes]) -> None:
    """Screens that are bound are shown once a row."""
    names = ["ask.w1", "ask.w2", "done", "home.w1", "home.w2", "search"]

    assert [f"{code}/{name}.html" for code in ("ar", "de") for name in names] == [
        name for name in pages if "/" in name and name.endswith(".html")
    ]
    assert "index.html" in pages


def test_the_same_specification_gives_the_same_bytes(
    parsed: Parse, good: str, settings: Settings, pages: dict[str, bytes]
) -> None:
    """Rendering is a pure function."""
    again = render_prototype(parsed(good).value, settings)

    assert list(pages.items()) == list(again.items())


def test_every_link_leads_to_a_file_of_the_prototype(pages: dict[str, bytes]) -> None:
    """No page links to a page that is not there."""
    for name, page in pages.items():
        if not name.endswith(".html") or name == "index.html":
            continue
        folder = name.split("/")[0]
        for key, value in _tags(page).attributes:
            if key in ("href", "src", "action", "formaction") and not value.startswith(("#", "data:")):
                target = value[3:] if value.startswith("../") else f"{folder}/{value}"
                assert target in pages, f"{name}: {value}"


def test_every_page_says_that_it_is_a_prototype_and_that_all_is_invented(
    parsed: Parse, good: str, settings: Settings
) -> None:
    """The notices depend on no switch of the renderer; a synthetic study marks every prototype."""
    prototype = parsed(good.replace("languages: [de, ar]", "languages: [de, ar]\nsynthetic: false")).value
    real = render_prototype(prototype, settings)
    invented = render_prototype(prototype, settings.model_copy(update={"synthetic": True}))

    for name in (name for name in real if name.startswith("de/")):
        assert "Prototyp</strong> Zum Ausprobieren. Es wird nichts gesendet." in real[name].decode()
        assert "Synthetisch</strong>" not in real[name].decode()
        assert (
            "Synthetisch</strong> Alle Angebote, Orte und Personen sind erfunden." in invented[name].decode()
        )


def test_strings_of_a_specification_cannot_change_the_notices(
    parsed: Parse, changed: Change, settings: Settings
) -> None:
    """A specification adds languages that faden lacks; it does not reword those it has."""
    text = changed("strings:\n", 'strings:\n  prototype-mark: {de: "Echt", ar: "حقيقي"}\n')

    page = render_prototype(parsed(text).value, settings)["de/done.html"].decode()

    assert "Prototyp</strong>" in page
    assert "Echt" not in page


def test_pages_have_language_direction_and_the_fitting_style_sheet(pages: dict[str, bytes]) -> None:
    """Right-to-left languages get the mirrored style sheet."""
    assert '<html lang="ar" dir="rtl"' in pages["ar/done.html"].decode()
    assert "kern.rtl.css" in pages["ar/done.html"].decode()
    assert '<html lang="de" dir="ltr"' in pages["de/done.html"].decode()


def test_values_are_isolated_and_numbers_follow_the_language(pages: dict[str, bytes]) -> None:
    """A Latin name in an Arabic sentence turns nothing around it."""
    assert "<bdi>612,5</bdi> €" in pages["de/home.w1.html"].decode()
    assert "<bdi>612.5</bdi> €" in pages["ar/home.w1.html"].decode()


def test_conditions_decide_by_row(pages: dict[str, bytes]) -> None:
    """A component with ``when`` stands only on the pages of fitting rows."""
    assert "Schein nötig" not in pages["de/home.w1.html"].decode()
    assert "Schein nötig" in pages["de/home.w2.html"].decode()


def test_a_missing_translation_says_in_which_language_it_answers(
    parsed: Parse, changed: Change, settings: Settings
) -> None:
    """Nothing is filled in silently: foreign words are marked as such."""
    text = changed('{de: "Danke", ar: "شكرا"}', '{de: "Danke"}')

    page = render_prototype(parsed(text).value, settings)["ar/done.html"].decode()

    assert '<span lang="de" dir="ltr">Danke</span>' in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(good: str, settings: Settings, hostile: str) -> None:
    """No text of a specification becomes an element or an attribute, wherever it stands."""
    prototype = parse_prototype(good, "p.yaml").value
    poisoned = Prototype.model_validate(_poisoned(prototype.model_dump(), hostile))
    clean = render_prototype(prototype, settings)

    for name, page in render_prototype(poisoned, settings).items():
        if name.endswith(".html"):
            expected, got = _tags(clean[name]), _tags(page)
            assert expected.elements == got.elements, name
            assert [key for key, _ in expected.attributes] == [key for key, _ in got.attributes], name
    assert set(_tags(flow_svg(prototype, "de").encode()).elements) == set(
        _tags(flow_svg(poisoned, "de").encode()).elements
    )


def _poisoned(value: object, hostile: str) -> object:
    """The same specification with hostile words in every text."""
    if isinstance(value, dict):
        languages = set(value) and set(value) <= {"de", "ar"}
        return {k: f"{v} {hostile}" if languages else _poisoned(v, hostile) for k, v in value.items()}
    return [_poisoned(each, hostile) for each in value] if isinstance(value, tuple | list) else value


@given(st.text(max_size=80))
def test_filled_in_values_never_break_out(text: str) -> None:
    """Whatever stands in a row, the markup holds one isolated piece of text and no more."""
    prototype = Prototype.model_validate(
        {
            "format": "faden.prototype/1",
            "id": "PT01",
            "version": "0.1",
            "title": {"de": "x"},
            "languages": ["de"],
            "fixtures": {"f": [{"id": "a", "word": text}]},
            "screens": [
                {"id": "s", "title": {"de": "x"}, "components": [{"type": "text", "text": {"de": "x"}}]}
            ],
        }
    )

    html = str(Words(prototype, "de").html(LocalText({"de": "a {word} b"}), prototype.row("f", "a")))

    assert ["bdi"] == _tags(html.encode("utf-8", "ignore")).elements
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_ten_thousand_letters_do_no_harm(parsed: Parse, changed: Change, settings: Settings) -> None:
    """Long words are kept whole; the style sheet breaks them."""
    long = "x" * 10_000
    text = changed('{de: "Danke", ar: "شكرا"}', f'{{de: "{long}", ar: "شكرا"}}')

    assert long in render_prototype(parsed(text).value, settings)["de/done.html"].decode()
    assert "…" in flow_svg(
        parsed(changed('{de: "Fertig", ar: "تم"}', f'{{de: "{long}", ar: "تم"}}')).value, "de"
    )


def test_the_policy_allows_nothing_inline(pages: dict[str, bytes]) -> None:
    """Nothing runs but the prototype's own files."""
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    for name, page in pages.items():
        if name.endswith(".html"):
            tags = _tags(page)
            assert not [key for key, _ in tags.attributes if key.startswith("on") or key == "style"]
            assert "style" not in tags.elements
            assert len(re.findall(rb"<script defer src=", page)) == tags.elements.count("script")


def test_no_field_is_sent_with_the_address(pages: dict[str, bytes]) -> None:
    """With scripts off the browser must not write what was typed into the address."""
    for name in ("de/ask.w1.html", "de/search.html"):
        assert not re.search(rb"<(input|textarea|select)[^>]* name=", pages[name])


def test_the_start_answers_in_the_first_language_where_one_is_missing(parsed: Parse, good: str) -> None:
    """A site in English may embed a prototype that has no English."""
    prototype = parsed(good).value

    assert "ar/search.html" == start_path(prototype, "ar")
    assert "de/search.html" == start_path(prototype, "en")


def test_the_flow_picture_tells_its_content_in_words(parsed: Parse, good: str) -> None:
    """Title and description hold what the picture shows; start and end are told by more than colour."""
    picture = flow_svg(parsed(good).value, "de")

    assert "<title" in picture
    assert "1. Suche führt zu:" in picture
    assert "4. Fertig ist ein Ende." in picture
    assert not re.search(r'(fill|stroke)="(?!currentColor|none)', picture)


def test_numbers_stand_in_the_same_digits_in_every_language(pages: dict[str, bytes]) -> None:
    """As on letters and bills in Germany; a page with two kinds of digits is hard to compare with them."""
    told = "".join(content.decode() for name, content in pages.items() if name.startswith("ar/"))

    assert "612.5 €" in re.sub("<[^>]+>", "", told)
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", told)
