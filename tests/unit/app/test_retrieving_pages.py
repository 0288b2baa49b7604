"""Analysing in the app: every number leads to the words behind it; summaries are saved like any step."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from starlette.testclient import TestClient

from faden.analysis.framework import read_framework
from faden.analysis.matrix import By
from faden.app import create_app
from faden.app.access import Access
from faden.app.views.matrices import ROWS, show_matrix
from faden.build.checking import check_all
from faden.core.catalogue import text
from faden.core.documents import wanted
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.publish.verdict import Case
from faden.study.folder import Folder

PAGES = (
    "/retrieve", "/retrieve/codes", "/retrieve/codes?rows=group&columns=municipality",
    "/retrieve/codes?rows=role&columns=group&code=amt", "/retrieve/codes?rows=group&columns=group&code=",
    "/retrieve/quotations", "/retrieve/quotations?code=amt&most=x", "/retrieve/together?near=words",
    "/retrieve/words", "/retrieve/words?q=Anfragen&match=exact", "/retrieve/framework",
    "/retrieve/saturation", "/retrieve/saturation?base=0&run=9999&percent=%3Cb%3E",
    "/retrieve/framework/p-7k3mzq/keine-antwort",
)  # fmt: skip


@pytest.fixture
def team(browser: TestClient, token: str) -> TestClient:
    """A browser whose pages may save."""
    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}
    return browser


def summarise(team: TestClient, seen: Mapping[str, str], **values: Any) -> dict[str, Any]:
    """Write a summary."""
    told = {"do": "summarise", "row": "p-7k3mzq", "code": "keine-antwort", "text": {"de": "Schweigen."}}
    sent = {"action": told | values, "seen": dict(seen), "transcript": ""}
    return dict(team.post("/retrieve/act", json=sent).json())


def seen(team: TestClient) -> dict[str, str]:
    """What the page of a cell has shown."""
    page = team.get("/retrieve/framework/p-7k3mzq/keine-antwort").text
    [(path, mark)] = re.findall(r'data-path="([^"]*)" data-mark="([^"]*)"', page)
    return {path: mark}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there_whatever_is_asked(team: TestClient, address: str) -> None:
    """Words of transcripts are never markup."""
    found = team.get(address)

    assert 200 == found.status_code
    assert "<script>alert" not in found.text
    assert "<b>" not in found.text


def test_what_is_not_there_is_missing(team: TestClient) -> None:
    """Cells, tables and formats."""
    for address in ("framework/p-999999/amt", "framework/p-7k3mzq/x", "codes.html", "names.csv"):
        assert 404 == team.get(f"/retrieve/{address}").status_code


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("columns", By)
def test_each_number_leads_to_its_quotations(
    team: TestClient, folder: Folder, rows: Any, columns: By
) -> None:
    """As many words stand behind a cell as it says."""
    if rows == columns.value:
        return
    corpus = read_corpus(folder)
    case = Case(corpus, Index(corpus), dt.date(2026, 3, 15))
    view = show_matrix(case, rows, columns, "", "de")
    cells = [cell for row in view.rows for cell in (*row.cells, row.total) if cell is not None]

    assert any(cell.codings for cell in cells)
    for cell in cells:
        asked = {key: values[0] for key, values in parse_qs(cell.query).items()}
        table = team.get(f"/retrieve/quotations.csv?{urlencode(asked)}").content.decode("utf-8-sig")
        assert cell.codings == len(list(csv.reader(io.StringIO(table)))) - 1


def test_quotations_are_narrowed_by_what_is_asked(team: TestClient) -> None:
    """By code, role and a second code near; with the direction of the words, and their place."""
    page = team.get("/retrieve/quotations?code=amt").text
    near = team.get("/retrieve/quotations?code=keine-antwort&near=amt&reach=words").text
    nobody = team.get("/retrieve/quotations?code=amt&group=-").text

    assert 'dir="rtl"><p class="words">والجوب سنتر؟' in page
    assert 'href="../coding/I01#t2"' in page
    assert text("app.retrieve.found", "de", n=2, persons=1) in near
    assert text("app.retrieve.found", "de", n=0, persons=0) in nobody


def test_a_page_says_whose_words_it_cannot_count(team: TestClient, folder: Folder) -> None:
    """Without an id nobody is a person who said something; a bare zero would hide that."""
    before = team.get("/retrieve/codes").text
    path = folder.transcript("I01")
    path.write_text(path.read_text("utf-8").replace(", participant: p-7k3mzq", ""), encoding="utf-8")

    after = team.get("/retrieve/codes").text

    said = text("app.retrieve.nameless", "de", talks="I01")
    assert (False, True) == (said in before, said in after)


def test_codings_of_a_second_coder_stay_covered(team: TestClient) -> None:
    """Until all are done."""
    assert "Auf<" not in team.get("/retrieve/quotations?coder=jonte").text
    assert (
        text("app.retrieve.found", "de", n=0, persons=0) in team.get("/retrieve/quotations?coder=jonte").text
    )


def test_the_second_coder_counts_nothing_of_the_first(folder: Folder, token: str) -> None:
    """What is hidden is not counted either, and the page says so."""
    client = TestClient(create_app(folder, token, by="jonte"), base_url="http://127.0.0.1:8765")
    client.get(f"/enter?token={token}")
    page = client.get("/retrieve/codes").text

    assert text("app.retrieve.hidden", "de") in page
    assert "retrieve/quotations?code" not in page.replace("../", "")


def test_a_summary_of_what_is_still_coded_blind_is_covered(folder: Folder, token: str) -> None:
    """Also where it names no coding: it sums up how somebody else reads the conversation."""
    folder.framework.write_text(
        "format: faden.framework/1\nrows: participant\ncodes: [keine-antwort, amt]\ncells:\n"
        "  - {row: p-7k3mzq, code: keine-antwort, text: {de: Von Mira}, by: mira, on: '2026-01-01'}\n"
        "  - {row: p-7k3mzq, code: amt, text: {de: Von Jonte}, by: jonte, on: '2026-01-01'}\n",
        encoding="utf-8",
    )
    client = TestClient(create_app(folder, token, by="jonte"), base_url="http://127.0.0.1:8765")
    client.get(f"/enter?token={token}")
    client.headers |= {"origin": str(client.base_url), "x-faden-save": Access(token).save_value}

    pages = [client.get(f"/retrieve/framework{end}").text for end in ("", ".csv", "/p-7k3mzq/keine-antwort")]

    assert [False, False, False] == ["Von Mira" in page for page in pages]
    assert [True, True] == ["Von Jonte" in page for page in pages[:2]]
    assert "edited-unseen" == summarise(client, seen(client))["code"]


def test_tables_are_guarded_against_formulas(team: TestClient, folder: Folder) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe; as with the command."""
    path = folder.codebook
    path.write_text(
        path.read_text(encoding="utf-8").replace('{de: "Amt"', "{de: '=HYPERLINK(1)'"), encoding="utf-8"
    )
    found = team.get("/retrieve/codes.csv")

    assert "attachment" in found.headers["content-disposition"]
    assert "'=HYPERLINK(1)" in found.text
    assert ",=HYPERLINK" not in found.text
    assert team.get("/retrieve/framework.xlsx").content.startswith(b"PK")


def test_a_summary_is_saved_as_text_and_undone(team: TestClient, folder: Folder) -> None:
    """Atomically, in the name of who wrote it; undo gives the bytes of before."""
    told = summarise(team, seen(team), codings=["c-33333333"])
    first = wanted(read_framework(folder)).cells[0]
    page = team.get("/retrieve/framework").text
    undone = team.post("/retrieve/act", json={"action": {"do": "undo"}, "seen": {}, "transcript": ""}).json()

    assert (True, True) == (told["done"], undone["done"])
    assert ("Schweigen.", "mira", ("c-33333333",)) == (first.text.text("de"), first.by, first.codings)
    assert "Schweigen." in page
    assert 'href="../coding/I01#t3"' in page
    assert not folder.framework.exists()


def test_other_lines_of_the_file_stay(team: TestClient, folder: Folder) -> None:
    """Comments, order and other languages; without any text the summary goes."""
    folder.framework.write_text(
        "# von Hand\nformat: faden.framework/1\nrows: participant\ncells:\n"
        "  - {row: p-7k3mzq, code: amt, text: {de: Bleibt}, by: mira, on: '2026-01-01'}\n"
        "  - {row: p-7k3mzq, code: keine-antwort, text: {de: Alt, en: Old}, by: mira, on: '2026-01-01'}\n",
        encoding="utf-8",
    )
    summarise(team, seen(team), text={"de": "Neu", "en": "Old"})
    changed = folder.framework.read_text(encoding="utf-8")
    summarise(team, seen(team), text={"de": "", "en": ""})
    emptied = folder.framework.read_text(encoding="utf-8")

    assert changed.startswith("# von Hand\nformat: faden.framework/1\n")
    assert "  - {row: p-7k3mzq, code: amt, text: {de: Bleibt}, by: mira, on: '2026-01-01'}\n" in changed
    assert "Neu" in changed
    assert "keine-antwort" not in emptied
    assert "Bleibt" in emptied


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"row": "p-999999"}, "framework-cell-nowhere"),
        ({"code": "fremd"}, "matrix-code-unknown"),
        ({"row": "../x"}, "action-invalid"),
        ({"text": "x"}, "action-invalid"),
        ({"codings": ["x"]}, "action-invalid"),
    ],
)
def test_a_summary_of_nothing_is_refused(
    team: TestClient, folder: Folder, values: dict[str, Any], code: str
) -> None:
    """And nothing is written."""
    told = summarise(team, seen(team), **values)

    assert (False, code, False) == (told["done"], told["code"], folder.framework.exists())


def test_what_was_written_elsewhere_is_not_overwritten(team: TestClient, folder: Folder) -> None:
    """Nor what the page has not shown."""
    before = seen(team)
    folder.framework.write_text("format: faden.framework/1\ncells: []\n", encoding="utf-8")

    assert "edited-elsewhere" == summarise(team, before)["code"]
    assert "edited-unseen" == summarise(team, {})["code"]
    assert "format: faden.framework/1\ncells: []\n" == folder.framework.read_text(encoding="utf-8")


def test_rows_are_chosen_on_the_page_and_summaries_of_others_wait(team: TestClient, folder: Folder) -> None:
    """No problem of the study; they stand there again after changing back, and undo gives the same bytes."""
    summarise(team, seen(team))
    before = folder.framework.read_bytes()

    def choose(rows: str) -> dict[str, Any]:
        [(path, mark)] = re.findall(
            r'data-rows data-path="([^"]*)" data-mark="([^"]*)"', team.get("/retrieve/framework").text
        )
        sent = {"action": {"do": "framework-rows", "rows": rows}, "seen": {path: mark}, "transcript": ""}
        return dict(team.post("/retrieve/act", json=sent).json())

    assert choose("group")["done"]
    page = team.get("/retrieve/framework").text
    assert '<option value="group" selected>' in page
    assert "Schweigen." not in page
    assert not [each for each in check_all(folder) if each.code.startswith("framework")]
    assert choose("participant")["done"]
    assert "Schweigen." in team.get("/retrieve/framework").text
    for _ in range(2):
        team.post("/retrieve/act", json={"action": {"do": "undo"}, "seen": {}, "transcript": ""})
    assert before == folder.framework.read_bytes()
    assert (False, "action-invalid") == (choose("x")["done"], choose("x")["code"])


def test_a_file_that_cannot_be_changed_line_by_line_stays(team: TestClient, folder: Folder) -> None:
    """The person is told to change it by hand."""
    told = (
        "format: faden.framework/1\ncells:\n  -\n    row: p-7k3mzq\n    code: keine-antwort\n"
        "    text: {de: Alt}\n    by: mira\n    on: 2026-01-01\n"
    )
    folder.framework.write_text(told, encoding="utf-8")
    answer = summarise(team, seen(team))

    assert (False, "framework-style") == (answer["done"], answer["code"])
    assert told == folder.framework.read_text(encoding="utf-8")


def test_a_reflexive_study_is_asked_another_question(team: TestClient, folder: Folder) -> None:
    """QM-7: information power rather than saturation."""
    with folder.settings.open("a", encoding="utf-8") as file:
        file.write("method: {profile: reflexive-thematic}\n")

    assert text("matrix.saturation.reflexive", "de") in team.get("/retrieve/saturation").text
