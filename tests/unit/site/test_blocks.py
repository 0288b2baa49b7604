"""Each kind of block as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from faden.publish.pages import (
    Axis,
    Bar,
    BarChart,
    Block,
    Cards,
    Heading,
    Notice,
    Picture,
    Point,
    PointMap,
    Quotation,
    Station,
    Table,
    Way,
)
from faden.site.blocks import rendered
from faden.site.errors import SiteError
from faden.site.layout import Placed
from faden.site.links import Here
from faden.site.picture import checked

QUOTED = Quotation("c-2b3c4d5f", "Hallo", "de", "Nachbarin")
CHART = BarChart("T", "D.", "Personen", (Bar("A", 4), Bar("B", None), Bar("C", 0, "index")), 8, "unter 5")


def _html(block: Block, here: Here, *, anchor: str = "x", under: str = "") -> str:
    return rendered(Placed(block, anchor, under), here)


def test_a_quotation_carries_its_id_and_role(here: Here) -> None:
    """The opaque id can be linked to; who speaks is a role."""
    html = _html(QUOTED, here, anchor=QUOTED.id)

    assert 'id="c-2b3c4d5f"' in html
    assert ">Nachbarin</span>" in html


def test_words_carry_their_language_and_direction(here: Here) -> None:
    """Arabic is written from right to left and read out as Arabic, also on a German page."""
    html = _html(replace(QUOTED, words="شقة", language="ar", translation="Wohnung", by="Team"), here)

    assert '<blockquote class="faden-quote__words" lang="ar" dir="rtl"><p>شقة</p></blockquote>' in html
    assert '<blockquote class="faden-quote__translation" lang="de"><p>Wohnung</p></blockquote>' in html
    assert "العربية</bdi> · Team" in html


def test_what_contradicts_says_so_in_words(here: Here) -> None:
    """A colour alone would tell those who see it."""
    assert ">Es war auch anders</p><blockquote" in _html(replace(QUOTED, note="Es war auch anders"), here)


def test_a_quotation_leads_to_its_evidence(here: Here) -> None:
    """Every quotation can be traced."""
    html = _html(replace(QUOTED, target="findings/F01#c-2b3c4d5f"), here)

    assert '<a href="F01.html#c-2b3c4d5f" class="faden-quote__id">' in html


def test_a_chart_is_told_in_words_and_in_a_table(here: Here) -> None:
    """Who does not see the bars gets the same data."""
    html = _html(CHART, here)

    assert (
        '<title id="x-title">T</title><desc id="x-desc">D. A&#58; 4; B&#58; unter 5; C&#58; 0</desc>' in html
    )
    assert '<th scope="row">B</th><td>unter 5</td>' in html
    assert '<a href="../index.html">C</a>' in html


def test_a_value_that_is_not_told_shows_no_length(here: Here) -> None:
    """A hatched stub of one length says that there is a number, not which."""
    html = _html(CHART, here)

    assert (
        '<rect class="faden-bar-hidden" x="0" y="76" width="14.00%" height="18" fill="url(#x-hatch)"/>'
        in html
    )


def test_bars_are_as_long_as_their_values(here: Here) -> None:
    """Half of the most is half of the longest bar."""
    assert '<rect class="faden-bar" x="0" y="21" width="37.00%"' in _html(CHART, here)


def test_a_chart_runs_in_the_direction_of_its_page(here: Here) -> None:
    """On an Arabic page bars begin on the right."""
    assert '<rect class="faden-bar" x="63.00%" y="21" width="37.00%"' in _html(
        CHART, replace(here, language="ar")
    )


def test_a_caption_told_by_the_heading_above_is_not_shown_again(here: Here) -> None:
    """It stays for those who jump from table to table."""
    table = Table("Orte", ("a", "b"), (("1", "2"),))

    assert "faden-unseen" in _html(table, here, under="Orte")
    assert "faden-unseen" not in _html(table, here, under="Menschen")


def test_a_wide_table_names_each_cell(here: Here) -> None:
    """On a narrow screen each row stands as a record, with the heads beside the cells."""
    html = _html(Table("Orte", ("a", "b", "c"), (("1", "2", "3"),)), here)

    assert '<table role="table" class="faden-stacked">' in html
    assert '<td role="cell" data-label="b">2</td>' in html


def test_a_notice_says_its_kind(here: Here) -> None:
    """The kind chooses sign and line."""
    assert 'class="faden-notice faden-notice--withheld"' in _html(Notice("withheld", "a", "b"), here)


def test_a_heading_is_markdown_with_its_name(here: Here) -> None:
    """Generators make the contents of a page from its headings."""
    assert _html(Heading("A *b*", 3), here) == "### A &#42;b&#42; {: #x }"


def test_an_empty_list_of_cards_is_no_fault(here: Here) -> None:
    """A study may have no prototype yet."""
    assert _html(Cards(()), here) == '<ul class="faden-cards" role="list"></ul>'


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><script>x</script></svg>",
        "<svg onload='x'><path/></svg>",
        "<svg><a href='javascript:x'><text>x</text></a></svg>",
        "<svg><use href='https://example.org/x.svg#a'/></svg>",
        "<svg><foreignObject/></svg>",
        "<svg><style>@import url(x)</style></svg>",
        "<svg><path style='fill:url(https://example.org)'/></svg>",
        "<svg><image href='x.png'/></svg>",
        "<html></html>",
        "<svg>",
        "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>",
        "",
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_stops(svg: str) -> None:
    """SVG can run, load and hide; a drawing of faden does none of it."""
    with pytest.raises(SiteError) as stopped:
        checked(svg, "de/p")

    assert stopped.value.problem.code == "site-picture-unsafe"


def test_a_drawing_comes_without_blank_lines(here: Here) -> None:
    """A blank line would end the block of HTML for some readers of Markdown."""
    html = _html(
        Picture("n", "<?xml version='1.0'?>\n<svg>\n\n<!-- c -->\n<path d='M0 0'/>\n</svg>", "c"), here
    )

    assert "\n\n" not in html
    assert "<!--" not in html


MAP = PointMap(
    "Karte",
    "So liest man sie.",
    Axis("Geflüchtete, von 27", 27, "hier häufiger"),
    Axis("Alle anderen, von 37", 37, "dort häufiger"),
    (Point("A", 9, 11, "index"), Point("B", 9, 11, square=True), Point("C", None, None)),
    "gleich häufig",
    ("Bedürfnis", "Hindernis"),
    "nicht genannt",
    ("Was", "Geflüchtete", "Andere", "Unterschied"),
)


def _middles(html: str) -> list[tuple[float, float]]:
    found = re.findall(r'class="faden-map__number" x="([0-9.]+)" y="([0-9.]+)"', html)
    return [(float(x), float(y)) for x, y in found]


def test_points_of_a_map_never_overlap(here: Here) -> None:
    """Two needs that equally many spoke of stand side by side, with lines to their place."""
    one, other = _middles(_html(MAP, here))

    assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 > 22
    assert 2 == _html(MAP, here).count("faden-map__way")


def test_a_map_tells_everything_in_words(here: Here) -> None:
    """Names, numbers, shapes and what is not told; nothing by colour alone."""
    html = _html(MAP, here)

    assert "1. A: 9 / 11; 2. B: 9 / 11; 3. C: nicht genannt / nicht genannt" in html.replace("&#58;", ":")
    assert "● Bedürfnis · ■ Hindernis" in html
    assert 1 == html.count("<table")


def test_a_map_is_mirrored_where_words_run_from_right_to_left(here: Here) -> None:
    """The axis begins where the line begins."""
    left = _middles(_html(replace(MAP, points=(Point("A", 9, 11),)), here))
    right = _middles(_html(replace(MAP, points=(Point("A", 9, 11),)), replace(here, language="ar")))

    assert [(360 - left[0][0], left[0][1])] == right


def test_a_way_is_a_list_in_its_order(here: Here) -> None:
    """It reads without any drawing."""
    html = _html(Way("Weg", (Station("Suchen", "", "5 von 7"), Station("Warten", "", "–")), "o", "n"), here)

    assert html.startswith("<ol")
    assert html.index("Suchen") < html.index("Warten")
