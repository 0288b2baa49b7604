"""Who codes second learns from no page what the first has coded, before both are done."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.access import Access
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.core.catalogue import text

if TYPE_CHECKING:
    from faden.study.folder import Folder

NOTICE = text("app.retrieve.hidden", "de")
SAID = "Wartet vergeblich."
SUMMARY = f"""\
format: faden.framework/1
rows: participant
cells:
  - {{row: p-7k3mzq, code: keine-antwort, text: {{de: {SAID}}}, codings: [c-33333333], by: mira, "on": 2026}}
"""
SHEET = "analysis/codings/mira/I01.jsonl"


@pytest.fixture
def second(folder: Folder, token: str) -> TestClient:
    """The browser of the second coder, who is not done."""
    client = TestClient(create_app(folder, token, by="jonte"), base_url="http://127.0.0.1:8765")
    client.get(f"/enter?token={token}")
    return client


@pytest.mark.parametrize("address", ["/needs", "/findings", "/findings/F01"])
def test_needs_and_findings_count_and_quote_nothing_covered(second: TestClient, address: str) -> None:
    """Neither words nor persons; and the page says that something is left out."""
    page = second.get(address).text

    assert NOTICE in page
    assert "achtzig Anfragen" not in page
    assert "Anfragen kame" not in page
    assert "c-44444444" not in page
    assert "1 von 1" not in page


@pytest.mark.parametrize("address", ["/needs", "/findings", "/findings/F01", "/retrieve/codes"])
def test_what_is_said_of_covers_tells_nothing_of_what_the_first_did(
    second: TestClient, folder: Folder, address: str
) -> None:
    """The same words whether the first coder has coded or not; a number would tell how much."""
    before = NOTICE in second.get(address).text
    folder.coding_file("mira", "I01").unlink()

    assert (True, True) == (before, NOTICE in second.get(address).text)


@pytest.mark.parametrize("address", ["/needs", "/findings/F01"])
def test_the_first_coder_sees_all_of_it(browser: TestClient, address: str) -> None:
    """One's own codings are never covered."""
    page = browser.get(address).text

    assert NOTICE not in page
    assert "achtzig Anfragen" in page


def test_summaries_that_rest_on_covered_codings_are_neither_shown_nor_written_over(
    second: TestClient, browser: TestClient, folder: Folder, token: str
) -> None:
    """Who reads a summary learns what was coded; who writes over it unseen would lose it."""
    folder.framework.write_text(SUMMARY, encoding="utf-8")
    cell = "/retrieve/framework/p-7k3mzq/keine-antwort"
    addresses = ("/retrieve/framework", cell, "/retrieve/framework.csv")
    shown = [[SAID in client.get(each).text for each in addresses] for client in (browser, second)]
    second.headers |= {"origin": str(second.base_url), "x-faden-save": Access(token).save_value}
    [(path, mark)] = re.findall(r'data-path="([^"]*)" data-mark="([^"]*)"', second.get(cell).text)
    action = {"do": "summarise", "row": "p-7k3mzq", "code": "keine-antwort", "text": {"de": "Anders."}}
    told = second.post(
        "/retrieve/act", json={"action": action, "seen": {path: mark}, "transcript": ""}
    ).json()

    assert [[True] * 3, [False] * 3] == shown
    assert (False, "edited-unseen") == (told["done"], told["code"])
    assert SUMMARY == folder.framework.read_text(encoding="utf-8")


def test_the_overview_counts_no_covered_codings(second: TestClient, browser: TestClient) -> None:
    """The number of the lead coder's codings tells how much there is to find."""
    pages = [client.get("/").text for client in (browser, second)]
    found = [re.findall(r"<strong>(\d+)</strong> <span>Kodierungen</span>", page) for page in pages]

    assert [["3"], ["0"]] == found


def test_problems_name_no_covered_codings(second: TestClient, browser: TestClient, folder: Folder) -> None:
    """Which code was given stands in some problems; own ones stay."""
    for coder in ("mira", "jonte"):
        path = folder.coding_file(coder, "I01")
        path.write_text(
            path.read_text(encoding="utf-8").replace('"code":"amt"', '"code":"gar-nicht"'), encoding="utf-8"
        )

    mine, theirs = browser.get("/problems").text, second.get("/problems").text

    assert SHEET in mine
    assert SHEET not in theirs
    assert "analysis/codings/jonte/I01.jsonl" in theirs
    assert text("app.problems.hidden", "de") in theirs


@pytest.mark.parametrize("address", ["/", "/problems"])
def test_numbers_of_problems_tell_nothing_of_covered_codings(
    second: TestClient, folder: Folder, address: str
) -> None:
    """The same page, whether codings of the first coder are in order or not."""
    before = second.get(address).text
    path = folder.coding_file("mira", "I01")
    path.write_text(path.read_text(encoding="utf-8").replace("amt", "gar-nicht"), encoding="utf-8")

    assert before == second.get(address).text


def test_the_notice_on_problems_does_not_depend_on_problems_of_others(
    second: TestClient, folder: Folder
) -> None:
    """Without anything of the first coder it stands there all the same."""
    folder.coding_file("mira", "I01").unlink()

    assert text("app.problems.hidden", "de") in second.get("/problems").text


@pytest.mark.parametrize("address", ["/needs", "/findings", "/findings/F01", "/problems", "/"])
def test_no_page_tells_that_the_first_coder_took_a_cited_coding_back(
    second: TestClient, folder: Folder, address: str
) -> None:
    """To the letter the same page: who codes blind learns neither that there was one nor that it went."""
    before = _words(second.get(address).text)
    path = folder.coding_file("mira", "I01")
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(row for row in rows if "c-44444444" not in row), encoding="utf-8")

    assert len(rows) > len(path.read_text(encoding="utf-8").splitlines()) - 1
    assert before == _words(second.get(address).text)


PAGES = """
/ /problems /transcripts /codebook /memos /compare /needs /needs/board /findings /findings/F01 /retrieve/codes
/retrieve/quotations /retrieve/saturation /search?q=Anfragen
"""


@pytest.mark.parametrize("address", PAGES.split())
def test_no_page_tells_who_codes_blind_that_others_have_begun(
    second: TestClient, folder: Folder, address: str
) -> None:
    """To the letter the same page, whether the first coder has a file of codings or none."""
    before = _words(second.get(address).text)
    folder.coding_file("mira", "I01").unlink()

    assert before == _words(second.get(address).text)


def test_comparing_names_all_who_may_code(second: TestClient) -> None:
    """They have not said to be done, whether they have a file or not; that some never code it is said."""
    page = second.get("/compare").text

    assert f"mira: {text('app.compare.unsaid', 'de')}" in page
    assert f"jonte: {text('app.compare.not-done', 'de')}" in page
    assert text("app.compare.unsaid.why", "de") in page


def _dropped(folder: Folder, coder: str) -> str:
    """A coding of somebody that a finding cites, and that they have taken away in the app."""
    path = folder.coding_file(coder, "I01")
    coding = next(c for c in json.loads("[" + ",".join(path.read_text().splitlines()[1:]) + "]"))
    finding = folder.root / "analysis/findings/F01.md"
    finding.write_text(finding.read_text().replace("c-44444444", coding["id"]), encoding="utf-8")
    bench = Bench(folder, coder)
    action = {"do": "uncode", "transcript": "I01", "coding": coding["id"]}
    bench.perform(parse_action(action), dict(bench.state("I01").fingerprints))
    return str(coding["id"])


def test_who_codes_blind_is_told_that_an_own_coding_that_is_cited_has_gone(
    second: TestClient, folder: Folder
) -> None:
    """It is nothing that others did; the own journal knows whose it was."""
    gone = _dropped(folder, "jonte")

    assert gone in second.get("/problems").text
    assert "F01" in second.get("/problems").text


def test_that_a_cited_coding_of_another_has_gone_stays_untold(second: TestClient, folder: Folder) -> None:
    """Also where another journal on this machine knows it."""
    gone = _dropped(folder, "mira")

    assert gone not in second.get("/problems").text


def test_the_board_names_nobody_who_codes_blind_codings_that_are_gone(
    second: TestClient, browser: TestClient, folder: Folder
) -> None:
    """Their ids tell that others have deleted some; one's own are named to who counts."""
    board = "format: faden.board/1\naside: [c-99999999, paper-7]\n"
    (folder.root / "analysis/board.yaml").write_text(board, encoding="utf-8")
    told = [client.get("/needs/board/state").json()["gone"] for client in (browser, second)]

    assert [["c-99999999", "paper-7"], ["paper-7"]] == told


def _words(page: str) -> str:
    """A page without what differs each time it is asked for."""
    return re.sub(r'(nonce|content|data-seen|data-mark)="[^"]*"', "", page)
