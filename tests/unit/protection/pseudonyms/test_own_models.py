"""Models of the user's own: named in the settings, opened before anything is searched."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from faden.language.embedding import ModelError
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.places import write_vault
from faden.protection.pseudonyms.keeping import read_state
from faden.protection.pseudonyms.own_models import own_detectors
from faden.protection.pseudonyms.searching import Known, search_study, search_with_detectors
from faden.study.folder import Folder
from faden.study.settings import read_settings

SETTINGS = "format: faden.study/1\ntitle: {de: Wohnen}\ncontact: {organisation: Beispiel}\n"


def study(root: Path, *models: str) -> Folder:
    """A study that names models, one a line from line 6 on."""
    (root / "research").mkdir(parents=True)
    listed = "".join(f"    - {model}\n" for model in models)
    own = f"privacy:\n  name_models:\n{listed}" if models else ""
    (root / "research/study.yaml").write_text(SETTINGS + own, encoding="utf-8")
    return Folder(root)


@dataclass
class Entity:
    """What spaCy calls an entity."""

    text: str
    start_char: int
    end_char: int
    label_: str = "PER"


@dataclass
class Document:
    """What spaCy makes of a text."""

    ents: tuple[Entity, ...]


@pytest.fixture
def spacy(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A library that stands where spaCy would; knows one folder and one word. Gives what was opened."""
    opened: list[str] = []
    library = ModuleType("spacy")

    def load(name: str) -> object:
        opened.append(name)
        if not name.endswith("own"):
            raise OSError(name)
        return lambda text: Document(
            tuple(Entity(w, text.index(w), text.index(w) + len(w)) for w in ["zwirn"] if w in text)
        )

    library.load = load  # type: ignore[attr-defined]  # a module made here
    monkeypatch.setitem(sys.modules, "spacy", library)
    return opened


def test_a_model_of_the_study_finds_beside_the_others(tmp_path: Path, spacy: list[str]) -> None:
    """Its folder is seen from the study's; nobody has to write where the study lies."""
    folder = study(tmp_path / "study", "spacy:own")
    (folder.root / "own").mkdir()
    (tmp_path / "a.txt").write_text("I: Wer?\n\nB1: Der zwirn kam.\n", encoding="utf-8")
    vault = write_vault(
        folder,
        vaults.from_passphrase("vier Wörter die nicht passen"),
        {"FADEN_VAULTS": str(tmp_path / "v")},
        cost=4,
    )
    import_files(folder, [tmp_path / "a.txt"], vault)
    search_study(folder, vault)
    state = read_state(vault)

    assert [str(folder.root / "own")] == spacy
    assert {"zwirn"} <= {form for c in state.open for form in c.forms}
    assert {"I01"} == set(state.seen)


@pytest.mark.parametrize("model", ["spacy:none", "gliner:none"])
def test_a_model_that_does_not_open_stops_the_search(tmp_path: Path, spacy: list[str], model: str) -> None:
    """Nothing may count as searched by a model that never looked; the line is told."""
    del spacy
    folder = study(tmp_path / "study", "spacy:own", model)
    (tmp_path / "a.txt").write_text("I: Wer?\n\nB1: Karim kam.\n", encoding="utf-8")
    vault = write_vault(
        folder,
        vaults.from_passphrase("vier Wörter die nicht passen"),
        {"FADEN_VAULTS": str(tmp_path / "v")},
        cost=4,
    )
    import_files(folder, [tmp_path / "a.txt"], vault)
    with pytest.raises(ModelError) as told:
        search_study(folder, vault)
    problem = told.value.problem

    assert ("research/study.yaml:7", model) == (str(problem.place), problem.params["value"])
    assert problem.code.startswith("name-model-")
    assert {} == dict(read_state(vault).seen)


def test_a_study_without_models_of_its_own_has_none(tmp_path: Path) -> None:
    """What comes with faden searches always."""
    assert () == own_detectors(study(tmp_path / "study"))
    assert [] == list(search_with_detectors((), Known((), (), b"")))


def test_a_model_named_in_another_way_is_a_problem_of_the_settings(tmp_path: Path) -> None:
    """With its line and what may stand there; nothing is guessed."""
    (problem,) = read_settings(study(tmp_path / "study", "hub:model")).problems

    assert ("value-invalid", 6) == (problem.code, problem.place.line)
    assert "spacy:de_core_news_lg" in str(problem.params["reason"])
