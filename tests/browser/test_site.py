"""The built site in Chromium: accessible, silent towards other machines, searchable, on phone and paper."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from site_sample import SVG, every_block, made

from faden.publish.pages import (
    Bar,
    BarChart,
    Block,
    Heading,
    Page,
    Paragraph,
    Picture,
    Publication,
    Quotation,
)
from faden.site.mkdocs import build_site
from faden.site.serve import make_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OPEN: Final = Callable[..., Any]
BUILT: Final = Path(__file__).resolve().parents[2] / "build/site"
ARABIC: Final = "صرت حب كلمة لايدر"
PAGES: Final = ("index.html", "findings/F01.html", "ar/findings/F01.html", "404.html")
STUDY: Final = (
    "index.html",
    *("findings/index.html", "findings/F01.html", "evidence/F01.html", "needs/index.html", "needs/N01.html"),
    *("needs/journey-wohnung.html", "needs/votes.html"),
    *("personas/index.html", "personas/PE01.html", "benchmark/index.html", "benchmark/integreat.html"),
    *("prototypes/index.html", "prototypes/PT01.html", "method/index.html", "method/codebook.html"),
    *("method/privacy.html", "en/index.html", "en/findings/F01.html", "404.html"),
)
LOOKS: Final = [(1280, "light"), (1280, "dark"), (375, "light"), (375, "dark")]


def _blocks() -> tuple[Block, ...]:
    """What a finding holds, and each kind of block once."""
    groups = ("Geflüchtete (27 gefragt)", "Nachbarinnen und Nachbarn mit einem sehr langen Namen (4 gefragt)")
    return (
        Heading("Was gesagt wurde"),
        Quotation(
            "c-7f3k2m9q", "Keine Antwort.\n\nNichts.", "de", "Person mit Fluchterfahrung", target="index"
        ),
        Quotation("c-3b4c5d6f", ARABIC, "ar", "Person", translation="Ich mag das Wort leider.", by="Team"),
        Quotation("c-4b4c5d6f", "Доброго дня", "uk", "Person", note="Es war auch anders"),
        BarChart(
            "Wer",
            "Personen je Gruppe.",
            "Personen",
            (Bar(groups[0], 21), Bar(groups[1], None)),
            27,
            "unter 5",
        ),
        Heading("Wege"),
        Picture("flow", SVG.replace("<svg ", '<svg width="900" height="80" '), "Ansichten"),
        *(Heading(f"Abschnitt {n}") for n in range(4)),
        Paragraph("Wohnungsgeberbestätigung" * 3),
        *every_block("Wohnungssuche"),
    )


def _publication() -> Publication:
    publication = made("Wohnungssuche", languages=("de", "en", "ar"))
    pages = {
        code: tuple(
            Page(page.path, page.title, _blocks(), page.section) if page.path == "findings/F01" else page
            for page in pages
        )
        for code, pages in publication.pages.items()
    }
    return Publication(
        languages=publication.languages,
        title=publication.title,
        sections=publication.sections,
        pages=pages,
        banners=publication.banners,
        footer=publication.footer,
        files=dict.fromkeys(
            publication.files, b"<!doctype html><html lang=de><title>P</title><h1>P</h1></html>"
        ),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with every kind of block, in German, English and Arabic."""
    return build_site(_publication(), tmp_path_factory.mktemp("build")).path


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The address of the small site."""
    with make_server(folder, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def study() -> Iterator[str]:
    """The address of this study's site, if it was built."""
    if not (BUILT / "index.html").is_file():
        pytest.skip("build/site is not built: faden build")
    with make_server(BUILT, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _shown(window: OPEN, address: str, **look: Any) -> Any:
    opened = window(**look)
    opened.page.goto(address)
    opened.page.wait_for_load_state("networkidle")
    return opened


def _found(opened: Any, word: str) -> int:
    """How many pages the search finds."""
    opened.page.click(".md-search__input")
    opened.page.fill(".md-search__input", word)
    opened.page.keyboard.press("End")
    opened.page.wait_for_function(
        "() => !/^(Wird|Initializing|Type|Suchbegriff)/"
        ".test(document.querySelector('.md-search-result__meta').innerText)"
    )
    items = opened.page.locator(".md-search-result__item")
    items.first.wait_for(state="attached")  # they are put in after the number was said
    return int(items.count())


@pytest.mark.usefixtures("axe_ready")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(window: OPEN, site: str, path: str, width: int, scheme: str) -> None:
    """Everyone can read it: by screen reader, by keyboard, at any contrast; and it fits the screen."""
    opened = _shown(window, f"{site}/{path}", width=width, scheme=scheme)

    assert opened.axe() == []
    assert not opened.overflows()


@pytest.mark.usefixtures("axe_ready")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_the_study(window: OPEN, study: str, width: int, scheme: str) -> None:
    """The same for every kind of page of this study, as it was built."""
    opened = window(width=width, scheme=scheme)
    found = []
    for path in STUDY:
        if not (BUILT / path).is_file():
            continue
        opened.page.goto(f"{study}/{path}")
        opened.page.wait_for_load_state("networkidle")
        found += [f"{path}: {fault}" for fault in opened.axe()]
        found += [f"{path}: wider than the screen"] if opened.overflows() else []

    assert found == []


@pytest.mark.usefixtures("axe_ready")
def test_a_broken_page_fails_the_checks(window: OPEN, site: str) -> None:
    """A check that never fails says nothing."""
    opened = _shown(window, f"{site}/findings/F01.html")
    opened.page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', "
        '\'<img src=x.png><p style="color:#eee;background:#fff">Wort</p><div style="width:3000px">x</div>\')'
    )
    opened.expected = ("",)  # whatever it says, also later
    with opened.page.expect_console_message(lambda said: said.type == "error"):
        opened.page.evaluate("fetch('https://example.org/x').catch(() => null)")
    opened.page.wait_for_load_state("networkidle")

    assert {"image-alt", "color-contrast"} <= {fault.split(":")[0] for fault in opened.axe()}
    assert opened.overflows()
    assert opened.faults
    opened.away.clear()


@pytest.mark.parametrize("word", ["Wohnungssuche", "Antwort", "leider", "كلمة", "дня"])
def test_the_search_finds_words_in_their_languages(window: OPEN, site: str, word: str) -> None:
    """What was said is found in German and in the language in which it was said."""
    assert _found(_shown(window, f"{site}/index.html"), word) > 0


def test_the_search_finds_a_word_of_the_study(window: OPEN, study: str) -> None:
    """The subject of the study is found on its site."""
    assert _found(_shown(window, f"{study}/index.html"), "Wohnung") > 0


def test_a_page_says_its_direction(window: OPEN, site: str) -> None:
    """Arabic pages begin on the right; so do Arabic words on a German page."""
    german = _shown(window, f"{site}/findings/F01.html").page
    arabic = _shown(window, f"{site}/ar/findings/F01.html").page

    assert arabic.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert german.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "ltr"
    assert (
        german.evaluate("getComputedStyle(document.querySelector('blockquote[lang=ar]')).direction") == "rtl"
    )


def test_without_scripts_everything_can_be_read(window: OPEN, site: str) -> None:
    """Menu, figures and links work; what would not work is not shown."""
    opened = _shown(window, f"{site}/index.html", width=375, java_script_enabled=False)
    opened.page.click(".faden-menu summary")
    opened.page.click(".faden-menu a[href$='findings/index.html']")
    opened.page.wait_for_url(f"{site}/findings/index.html")

    assert not opened.page.locator(".md-search__input").is_visible()


def test_from_a_disk_the_site_works(window: OPEN, folder: Path) -> None:
    """Whoever gets the folder on a stick opens index.html and reads on."""
    opened = window(files=True)
    opened.page.goto((folder / "index.html").as_uri())
    opened.page.click(".faden-nav a[href='findings/index.html']")

    opened.page.wait_for_url((folder / "findings/index.html").as_uri())


def test_the_language_switch_leads_to_the_same_page(window: OPEN, site: str) -> None:
    """Nobody has to find the page again."""
    opened = _shown(window, f"{site}/findings/F01.html")
    opened.page.click(".faden-languages a[hreflang=en]")

    opened.page.wait_for_url(f"{site}/en/findings/F01.html")


def test_dark_and_light_can_be_chosen_with_the_keyboard(window: OPEN, site: str) -> None:
    """The choice is kept on the next page."""
    opened = _shown(window, f"{site}/index.html")
    opened.page.focus("#__palette_0")
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    opened.page.goto(f"{site}/findings/index.html")

    assert opened.page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_print_says_what_it_is_on_every_sheet(window: OPEN, site: str) -> None:
    """A sheet on a table has lost its first page."""
    opened = _shown(window, f"{site}/findings/F01.html")
    opened.page.emulate_media(media="print")
    style = opened.page.evaluate(
        "(({position, display}) => [position, display])"
        "(getComputedStyle(document.querySelector('.faden-printed')))"
    )

    assert style == ["fixed", "block"]
    assert "Entwurf" in opened.page.locator(".faden-printed").inner_text()
    assert opened.page.locator(".faden-banner").first.is_visible()


def test_a_prototype_is_shown_in_the_page(window: OPEN, site: str) -> None:
    """The policy of the site lets it in."""
    opened = _shown(window, f"{site}/findings/F01.html")
    opened.page.locator("iframe").scroll_into_view_if_needed()

    opened.page.frame_locator("iframe").get_by_role("heading", level=1, name="P", exact=True).wait_for()
