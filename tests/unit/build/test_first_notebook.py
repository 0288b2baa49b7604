"""The notebook that a new study begins with: it works from the first day, and holds nothing of anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ministudy import MiniStudy

from faden.study.beginning import begin_study, template

PATH = "analysis/notebooks/erste-tabellen.ipynb"


def cells() -> list[dict[str, Any]]:
    """The cells, as a new study gets them."""
    found: list[dict[str, Any]] = json.loads(dict(template())[PATH])["cells"]
    return found


def run_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What stands under each name after all cells were run in the folder of the notebook."""
    monkeypatch.chdir(folder / "analysis/notebooks")
    names: dict[str, Any] = {}
    for cell in cells():
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook, as a kernel runs it
    return names


def test_it_is_committed_without_outputs_and_in_both_languages() -> None:
    """Outputs would be words of participants in a real study."""
    told = "".join(cells()[0]["source"])

    assert [] == [cell["id"] for cell in cells() if cell.get("outputs") or cell.get("execution_count")]
    assert "Zählt Personen" in told
    assert "Counts persons" in told


def test_it_runs_in_a_study_without_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty tables on the first day, no errors that a researcher would have to understand."""
    begin_study(tmp_path)
    names = run_there(tmp_path, monkeypatch)

    assert names["by_group"].empty
    assert names["left"].empty


def test_it_counts_persons_of_those_asked(study: MiniStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    """“1 / 4” stays a text: nobody computes a percentage of four."""
    (study.folder.root / "analysis/notebooks").mkdir(parents=True, exist_ok=True)
    names = run_there(study.folder.root, monkeypatch)
    by_group = names["by_group"]

    assert names["needs"].index.tolist() == by_group.index.tolist()
    assert all(" / " in cell for cell in by_group.drop(columns="name").to_numpy().ravel() if cell)
