"""QualCoder's own importer recovers every coding that faden writes, word for word.

QualCoder is not on the package index that this project uses; where it is installed from its source, this test
runs. It is a program with windows; its importer gets a database in memory and no window is shown.
"""

from __future__ import annotations

import builtins
import importlib
import sqlite3
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from faden.exchange.refi.export import export_project
from faden.exchange.refi.model import TextSource
from faden.exchange.refi.read import read_project
from faden.study.folder import find_folder

STUDY = Path(__file__).parents[2]
TABLES = (
    "source (id integer primary key, name, fulltext, mediapath, memo, owner, date)",
    "code_name (cid integer primary key, name, memo, catid, owner, date, color, supercid, unique(name))",
    "code_cat (catid integer primary key, name, owner, date, memo, supercatid, unique(name))",
    "code_text (cid, fid, seltext, pos0, pos1, owner, date, memo, unique(cid, fid, pos0, pos1, owner))",
    "annotation (anid integer primary key, fid, pos0, pos1, memo, owner, date)",
    "attribute_type (name primary key, date, owner, memo, caseOrFile, valuetype)",
    "attribute (attrid integer primary key, name, attr_type, value, id, date, owner)",
    "case_text (id integer primary key, caseid, fid, pos0, pos1, owner, date, memo)",
    "cases (caseid integer primary key, name, memo, owner, date, unique(name))",
    "journal (jid integer primary key, name, jentry, date, owner)",
    "project (databaseversion, date, memo, about)",
)


def _read_by_qualcoder(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The words of every coding, as QualCoder's importer stores them."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(builtins, "_", lambda text: text, raising=False)
    refi = pytest.importorskip(
        "qualcoder.refi", reason="QualCoder is not installed here", exc_type=ImportError
    )
    widgets: Any = importlib.import_module("PyQt6.QtWidgets")
    screen = widgets.QApplication.instance() or widgets.QApplication([])
    (folder / "documents").mkdir(parents=True)
    base = sqlite3.connect(":memory:")
    for table in TABLES:
        base.execute(f"CREATE TABLE {table}")
    app = SimpleNamespace(
        conn=base,
        project_path=str(folder),
        settings={"directory": str(folder), "codername": "default", "ai_enable": "False"},
        ai_models=[],
        write_config_ini=lambda *_: None,
        project_events=None,
    )
    silent = SimpleNamespace(exec=lambda: None)
    monkeypatch.setattr(refi, "Message", lambda *_: silent)
    monkeypatch.setattr(widgets.QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), True))
    refi.RefiImport(app, SimpleNamespace(append=lambda _: None), "qdpx")
    words = Counter(str(row[0]) for row in base.execute("SELECT seltext FROM code_text"))
    base.close()
    del screen
    return words


@pytest.mark.slow
def test_qualcoder_recovers_every_coding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All codings of this repository's study, by both coders, overlapping and in five languages."""
    out = tmp_path / "study.qdpx"
    export_project(find_folder(STUDY), out)
    told = Counter(
        (source.plain or "")[s.start : s.end]
        for source in read_project(out).project.sources
        if isinstance(source, TextSource)
        for s in source.selections
        for _ in s.codings
    )

    assert told == _read_by_qualcoder(out, tmp_path / "project", monkeypatch)
