"""Taguette's database and qc's folder, in the tables that these programs make."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from faden.core.problems import ImportRefusedError
from faden.exchange.qc import is_qc, read_qc
from faden.exchange.refi.importing import Wishes, import_found
from faden.exchange.refi.read import Found
from faden.exchange.taguette import is_taguette, read_taguette
from faden.study.beginning import begin_study
from faden.study.folder import find_folder

HTML = "<h1>Gespräch</h1>\n<p>Ich suche 🏠 seit <b>Monaten</b>.</p><ul><li>أبحث عن شقة</li></ul>"
PLAIN = "Gespräch\nIch suche 🏠 seit Monaten.أبحث عن شقة"


def _taguette(path: Path) -> Path:
    base = sqlite3.connect(path)
    base.executescript(
        """
        CREATE TABLE projects (id INTEGER PRIMARY KEY, name, description, created);
        CREATE TABLE documents (id INTEGER PRIMARY KEY, project_id, name, description, filename, created,
                                text_direction, contents);
        CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id, path, description);
        CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id, start_offset, end_offset, snippet);
        CREATE TABLE highlight_tags (highlight_id, tag_id);
        CREATE TABLE commands (id INTEGER PRIMARY KEY, date, user_login, project_id, document_id, payload);
        INSERT INTO projects VALUES (1, 'Wohnen', '', '2025-03-01 10:00:00.000000');
        INSERT INTO tags VALUES (1, 1, 'Suche', 'was gesucht wird'), (2, 1, 'Warten', '');
        INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 2);
        """
    )
    base.execute(
        "INSERT INTO documents VALUES (1, 1, 'I1', '', 'a.html', '2025-03-01 10:00:00.000000', 'LTR', ?)",
        [HTML],
    )
    for number, words in enumerate(["suche 🏠 seit Monaten", "عن شقة"], start=1):
        start = len(PLAIN[: PLAIN.index(words)].encode())
        end = start + len(words.encode())
        base.execute(
            "INSERT INTO highlights VALUES (?, 1, ?, ?, ?)",
            [number, start, end, words],
        )
        payload = json.dumps({"type": "highlight_add", "highlight_id": number})
        base.execute(
            "INSERT INTO commands VALUES (?, '2025-03-02 11:00:00', 'anna', 1, 1, ?)", [number, payload]
        )
    base.commit()
    base.close()
    return path


def _qc(folder: Path) -> Path:
    (folder / "corpus").mkdir(parents=True)
    (folder / "memos").mkdir()
    (folder / "settings.yaml").write_text(
        "qc_version: 1.7.8\ncorpus_dir: corpus\ndatabase: qc.sqlite3\nmemos_dir: memos\n"
        "codebook: codebook.yaml\n"
    )
    (folder / "codebook.yaml").write_text("- suche:\n  - warten\n- antwort\n")
    (folder / "corpus/a.txt").write_text("Erste Zeile.\n    Zweite Zeile 😀 hier.\nDritte.\n")
    (folder / "memos/memo.md").write_text("Ein Gedanke.\n")
    base = sqlite3.connect(folder / "qc.sqlite3")
    base.executescript(
        """
        CREATE TABLE document (file_path VARCHAR PRIMARY KEY, file_hash VARCHAR);
        CREATE TABLE document_index (id INTEGER PRIMARY KEY, name, time_series, document_id);
        CREATE TABLE location (id INTEGER PRIMARY KEY, start_line, end_line, document_index_id);
        CREATE TABLE coded_line (id INTEGER PRIMARY KEY, line, coder_id, code_id);
        CREATE TABLE coded_line_location_association (coded_line_id, location_id);
        INSERT INTO document VALUES ('a.txt', 'x'), ('../../secret.txt', 'x');
        INSERT INTO document_index VALUES (1, 'paragraphs', 0, 'a.txt');
        INSERT INTO location VALUES (1, 0, 3, 1);
        INSERT INTO coded_line VALUES (1, 1, 'cp', 'warten'), (2, 1, 'cp', 'suche'), (3, 2, 'jb', 'neu');
        INSERT INTO coded_line_location_association VALUES (1, 1), (2, 1), (3, 1);
        """
    )
    base.commit()
    base.close()
    return folder


def _quotes(found: Found) -> list[str]:
    return [
        (source.plain or "")[s.start : s.end] for source in found.project.sources for s in source.selections
    ]


def test_highlights_of_taguette_are_exact(tmp_path: Path) -> None:
    """Taguette counts bytes over the text of the HTML without its tags."""
    path = _taguette(tmp_path / "a.sqlite3")

    found = read_taguette(path)

    assert is_taguette(path)
    assert ["suche 🏠 seit Monaten", "عن شقة"] == _quotes(found)
    assert ["anna"] == [user.name for user in found.project.users]
    assert ["2025-03-02T11:00:00Z"] * 2 == [s.created for s in found.project.sources[0].selections]


def test_coded_lines_of_qc_are_exact(tmp_path: Path) -> None:
    """Lines count from 0; what is coded but not in the codebook becomes a code."""
    found = read_qc(_qc(tmp_path / "qc"))

    assert is_qc(tmp_path / "qc")
    assert ["Zweite Zeile 😀 hier.", "Dritte."] == _quotes(found)
    assert ["suche", "antwort", "neu"] == [code.name for code in found.project.codes]
    assert "path-outside" in {p.code for p in found.problems}


@pytest.mark.parametrize("made", [_taguette, _qc])
def test_both_go_into_a_study(made: object, tmp_path: Path) -> None:
    """By the same way as a REFI-QDA project."""
    begin_study(tmp_path / "study")
    study = find_folder(tmp_path / "study")
    path = made(tmp_path / "other")
    found = read_qc(path) if path.is_dir() else read_taguette(path)

    report = import_found(study, found, "other", Wishes(by="lead"), None)

    assert ("I01",) == report.transcripts
    assert 3 == sum(report.codings.values())


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """With a clear problem."""
    (tmp_path / "a.sqlite3").write_bytes(b"SQLite format 3\0 and then nothing")

    with pytest.raises(ImportRefusedError, match="exchange-database-broken"):
        read_taguette(tmp_path / "a.sqlite3")
