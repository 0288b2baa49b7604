"""Forms of a study are written where git does not see them, and printed by a browser of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.build.forms import make_forms
from faden.build.printing import find_browser
from faden.core.problems import StudyError
from faden.study.beginning import begin_study
from faden.study.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A study as `faden init` leaves it."""
    begin_study(tmp_path)
    return Folder(tmp_path)


def test_dp_02_forms_of_a_new_study_show_their_gaps(folder: Folder) -> None:
    """Nothing is filled in silently; the gaps are told as problems."""
    report = make_forms(folder, pdf=False)

    assert ["einwilligung-de.html", "einwilligung-de-plain.html", "einwilligung-en.html"] == [
        path.name for path in report.pages
    ]
    assert folder.build / "forms" == report.pages[0].parent
    assert {"information-incomplete", "information-untranslated"} == {p.code for p in report.problems}


def test_the_same_source_writes_the_same_pages(folder: Folder) -> None:
    """The same input, the same bytes."""
    first = [path.read_bytes() for path in make_forms(folder, pdf=False).pages]

    assert first == [path.read_bytes() for path in make_forms(folder, pdf=False).pages]


def test_a_language_without_sentences_is_refused(folder: Folder) -> None:
    """No form is made half in another language."""
    with pytest.raises(StudyError) as error:
        make_forms(folder, languages=("fr",), pdf=False)

    assert "form-language-unknown" == error.value.problem.code


def test_without_a_browser_there_are_pages_and_a_word_about_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A check that could not run says so; the pages can be printed by hand."""
    monkeypatch.setenv("FADEN_CHROMIUM", str(tmp_path / "nowhere"))
    report = make_forms(folder, languages=("de",))

    assert () == report.prints
    assert "browser-missing" in {p.code for p in report.problems}


@pytest.mark.browser
def test_a_printed_form_is_tagged_and_the_same_each_time(folder: Folder) -> None:
    """FIELD AC-6: PDF only tagged; the time of printing is no part of it."""
    if find_browser() is None:
        pytest.skip("no browser on this machine")
    (first,) = make_forms(folder, languages=("de",)).prints
    data = first.read_bytes()
    first.unlink()
    (second,) = make_forms(folder, languages=("de",)).prints

    assert data.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in data
    assert data == second.read_bytes()
