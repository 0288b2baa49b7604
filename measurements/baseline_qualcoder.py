"""The yardstick of projects: QualCoder's own code reads a ``.qdpx`` file into its database, and writes one.

QualCoder is a program with windows and is not on the package index; where its module ``qualcoder.refi``
can be loaded, this script calls it as the program does, with a database on disk. No window is shown;
dialogs answer themselves. Prints, as JSON, the words of all codings in the database, each with its number.

``python baseline_qualcoder.py import FILE FOLDER`` makes ``FOLDER/data.qda``;
``python baseline_qualcoder.py export FOLDER`` writes ``FOLDER/project.qdpx`` from it.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import io
import json
import os
import shutil
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

TABLES = (
    "source (id integer primary key, name, fulltext, mediapath, memo, owner, date, unique(name))",
    "code_name (cid integer primary key, name, memo, catid, owner, date, color, supercid, unique(name))",
    "code_cat (catid integer primary key, name, owner, date, memo, supercatid, unique(name))",
    "code_text (ctid integer primary key, cid, fid, seltext, pos0, pos1, owner, date, memo, avid, important)",
    "code_image (imid integer primary key, id, x1, y1, width, height, cid, memo, date, owner, pdf_page)",
    "code_av (avid integer primary key, id, pos0, pos1, cid, memo, date, owner, important)",
    "annotation (anid integer primary key, fid, pos0, pos1, memo, owner, date)",
    "attribute_type (name primary key, date, owner, memo, caseOrFile, valuetype)",
    "attribute (attrid integer primary key, name, attr_type, value, id, date, owner)",
    "case_text (id integer primary key, caseid, fid, pos0, pos1, owner, date, memo)",
    "cases (caseid integer primary key, name, memo, owner, date, unique(name))",
    "journal (jid integer primary key, name, jentry, date, owner, unique(name))",
    "project (databaseversion, date, memo, about)",
)


def read(refi: Any, app: Any, file: Path) -> None:
    """Import a project into the database."""
    widgets = importlib.import_module("PyQt6.QtWidgets")
    copy = Path(app.project_path) / "in.qdpx"  # it unpacks beside the file
    shutil.copyfile(file, copy)
    widgets.QFileDialog.getOpenFileName = lambda *_, **__: (str(copy), True)
    refi.RefiImport(app, SimpleNamespace(append=lambda _: None), "qdpx")


def write(refi: Any, app: Any) -> None:
    """Export the database as a project."""
    widgets = importlib.import_module("PyQt6.QtWidgets")
    Path.home().joinpath(".qualcoder").mkdir(parents=True, exist_ok=True)
    choice = SimpleNamespace(isChecked=lambda: False)
    ending = SimpleNamespace(exec=lambda: None, ui=SimpleNamespace(radioButton_maxqda=choice))
    refi.RefiLineEndings = lambda _: ending
    widgets.QFileDialog.getExistingDirectory = lambda *_, **__: app.project_path
    refi.RefiExport(app, SimpleNamespace(append=lambda _: None), "project")


def words(base: sqlite3.Connection) -> Counter[str]:
    """How often the words of codings occur."""
    return Counter(str(row[0]) for row in base.execute("SELECT seltext FROM code_text"))


def main(task: str, *paths: str) -> None:
    """Do one of both."""
    folder = Path(paths[-1]).resolve()
    folder.joinpath("documents").mkdir(parents=True, exist_ok=True)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    builtins.__dict__["_"] = lambda text: text  # as the program's translation does
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        refi: Any = importlib.import_module("qualcoder.refi")
        refi.Message = lambda *_: SimpleNamespace(exec=lambda: None)
        screen = importlib.import_module("PyQt6.QtWidgets").QApplication([])
        base = sqlite3.connect(folder / "data.qda")
        for table in TABLES:
            base.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        if task == "import":
            base.execute("INSERT INTO project VALUES ('v17', '2025-01-01 10:00:00', '', '')")
        app = SimpleNamespace(
            conn=base,
            project_path=str(folder),
            project_name="project.qda",
            version="QualCoder",
            settings={"directory": str(folder), "codername": "default", "ai_enable": "False"},
            ai_models=[],
            write_config_ini=lambda *_: None,
            project_events=None,
            get_annotations=list,
        )
        if task == "import":
            read(refi, app, Path(paths[0]).resolve())
        else:
            write(refi, app)
        base.commit()
        found = words(base)
        base.close()
        del screen
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
