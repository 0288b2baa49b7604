"""Every table that leaves faden: no cell of it is a formula, whoever wrote the words."""

from __future__ import annotations

import ast
import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from defusedxml.ElementTree import fromstring
from starlette.testclient import TestClient
from typer.testing import CliRunner

import faden
from faden.app import create_app
from faden.app.access import Access
from faden.cli.main import app
from faden.exchange.refi.cases import COLUMNS as CASE_COLUMNS
from faden.exchange.tables import format_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ministudy import MiniStudy

RISKY: Final = (*"=+-@＝＋－＠", "\t", "\r")
TOKEN: Final = "the-token-of-this-test"  # noqa: S105 - invented

MAKERS: Final = {
    "app/pages/retrieving.py": "/retrieve/…",
    "cli/agreement.py": "faden agreement --to",
    "cli/board.py": "faden board export",
    "cli/exchange.py": "differences of a project, worded by faden from its codes and memos",
    "cli/matrix.py": "faden matrix … --to",
    "exchange/refi/cases.py": "cases of a project",
    "exchange/tables.py": "faden export",
    "findings/board/table.py": "/needs/board.csv",
    "prototypes/handoff/backlog.py": "faden prototype handoff",
    "prototypes/handoff/content.py": "faden prototype handoff",
    "prototypes/handoff/proof.py": "faden prototype handoff",
}
"""Modules that make tables for others → what gives one; the hand-off is walked in its own tests.

Who adds one adds it to the walk below.
"""

OWN_FILES: Final = ("core/documents.py", "protection/")
"""Modules that write files of the study itself; they must be read again as they are."""


@pytest.fixture
def hostile(study: MiniStudy) -> MiniStudy:
    """A study in which everything that people name or say looks like a formula."""
    study.edit("analysis/codebook.yaml", '{de: "Keine Antwort"', "{de: '=HYPERLINK(\"http://x\")'")
    study.edit("analysis/codebook.yaml", '{de: "Schnelle Antwort"', "{de: '@SUM(1)'")
    study.edit("analysis/codebook.yaml", '{de: "Antworten"', "{de: '+1'")
    study.edit("analysis/codebook.yaml", '{de: "später"', "{de: '-1+1'")
    study.edit("analysis/codebook.yaml", '{de: "binnen einer Woche"', '{de: "\\t=1+1"')
    study.edit("interviews/W01.md", "Bei mir kam nach vier Wochen", "=1+1 Wochen, dann kam")
    study.edit("interviews/W01.md", "Keiner ruft zurück, auch", "@SUM(1) auch")
    study.code(
        ("c-33333333", "keine-antwort", "t3", "=1+1 Wochen"),
        ("c-55555555", "keine-antwort", "t5", "@SUM(1)"),
        ("c-77777777", "schnelle-antwort", "t7", "Bei uns ging es schnell"),
    )
    study.code(("c-99999999", "keine-antwort", "t3", "=1+1 Wochen"), coder="zweite")
    study.write(
        "interviews/notes/W01.csv",
        "# faden.notes/1 synthetic\nnote,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
        'n01,residents,+1,1,,,"=cmd|""/C calc""!A1"\n',
    )
    study.write(
        "analysis/framework.yaml",
        "format: faden.framework/1\nrows: group\ncodes: [keine-antwort, schnelle-antwort]\ncells:\n"
        '  - {row: residents, code: keine-antwort, text: {de: "-2+3"}, by: erste, "on": 2026}\n',
    )
    study.write(
        "analysis/board.yaml",
        "format: faden.board/1\ngroups:\n"
        '  - {id: g1, name: {de: "=1+1"}, by: erste, "on": 2026, cards: [W01-n01, c-33333333]}\n',
    )
    return study


def _formulas(content: bytes) -> list[str]:
    """Cells that a spreadsheet would run."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            sheet = fromstring(book.read("xl/worksheets/sheet1.xml"))
            shared = fromstring(book.read("xl/sharedStrings.xml"))
        cells = ["".join(one.itertext()) for one in shared]
        cells += [f"={one.text}" for one in sheet.iter() if one.tag.endswith("}f")]
    else:
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert cells
    return [cell for cell in cells if cell.lstrip(" \n\u00a0\ufeff").startswith(RISKY)]


def _commands(target: str) -> Iterator[list[str]]:
    for name in ("codes", "together", "framework", "saturation"):
        yield ["matrix", name, "--to", target, "--internal"]
    yield ["matrix", "words", "Wochen", "--to", target, "--internal"]
    yield ["agreement", "--to", target]
    yield ["export", target, "--internal"]
    yield ["export", target, "--internal", "--codebook"]
    yield ["board", "export", target, "--internal"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_table_of_a_command_holds_a_formula(hostile: MiniStudy, tmp_path: Path, kind: str) -> None:
    """Codes, quotations, notes, summaries and groups are words of people whom nobody has to trust."""
    found: dict[str, list[str]] = {}
    guarded = 0
    for number, command in enumerate(_commands("TARGET")):
        target = tmp_path / f"{number}.{kind}"
        asked = [str(target) if word == "TARGET" else word for word in command]
        done = CliRunner().invoke(app, [*asked, "-C", str(hostile.folder.root)])
        assert 0 == done.exit_code, (command, done.output)
        content = target.read_bytes()
        found[" ".join(command)] = _formulas(content)
        guarded += kind == "csv" and b"'=" in content

    assert {} == {command: cells for command, cells in found.items() if cells}
    assert kind != "csv" or guarded >= 5


def test_no_table_of_the_app_holds_a_formula(hostile: MiniStudy) -> None:
    """What a page gives is guarded as what a command writes."""
    client = TestClient(create_app(hostile.folder, TOKEN), base_url="http://127.0.0.1:8765")
    client.get(f"/enter?token={TOKEN}")
    client.headers |= {"origin": str(client.base_url), "x-faden-save": Access(TOKEN).save_value}
    names = ("codes", "quotations", "together", "words", "framework", "saturation")
    pages = [f"/retrieve/{name}.{kind}?q=Wochen" for name in names for kind in ("csv", "xlsx")]

    for page in (*pages, "/needs/board.csv"):
        told = client.get(page)
        assert 200 == told.status_code, page
        assert [] == _formulas(told.content), page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_heading_is_a_formula(kind: str, cell: str) -> None:
    """Columns may be named by codes."""
    made = format_table(kind, "cases", (cell, *CASE_COLUMNS), [(cell, *CASE_COLUMNS)])

    assert [] == _formulas(made)


def test_every_maker_of_tables_is_walked() -> None:
    """A new table that nobody added to the walk would be trusted unseen."""
    source = Path(faden.__file__).parent
    makers = set()
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and node.module in {"faden.exchange.tables", "faden.exchange._xlsx"}
            for alias in node.names
        }
        writes = any(
            isinstance(node, ast.Attribute) and node.attr in {"writer", "DictWriter", "to_csv", "to_excel"}
            for node in ast.walk(tree)
        )
        if not name.startswith(OWN_FILES) and (
            writes or imported & {"format_csv", "format_table", "write_table", "workbook"}
        ):
            makers.add(name)

    assert set(MAKERS) == makers
