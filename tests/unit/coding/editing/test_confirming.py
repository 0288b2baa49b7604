"""Codings of an old definition are confirmed at once; undone, a new code is still called by its name."""

from __future__ import annotations

from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.codebook import read_codebook
from faden.coding.codings import Coding, read_codings
from faden.coding.editing.bench import Bench
from faden.coding.outdated import outdated
from faden.core.documents import wanted
from faden.core.problems import StudyError


def codings(study: MiniStudy) -> tuple[Coding, ...]:
    """The codings of the lead coder as they stand in the file."""
    return wanted(read_codings(study.folder, study.folder.coding_file("erste", "W01"))).codings


def waiting(study: MiniStudy) -> list[str]:
    """Ids of codings with the code that were made under an old definition."""
    found = outdated(wanted(read_codebook(study.folder)), codings(study))
    return [coding.id for coding in found if coding.code == "keine-antwort"]


@pytest.fixture
def changed(do: Any, study: MiniStudy) -> list[str]:
    """The definition of a code has changed; gives the codings that wait for it."""
    do("define-code", code="keine-antwort", definition={"de": "Neu."}, why={"de": "Enger."})
    return waiting(study)


def test_all_are_confirmed_in_one_step(do: Any, study: MiniStudy, changed: list[str]) -> None:
    """None waits any more; one undo takes all of it back; codes and words stay."""
    before = codings(study)
    outcome = do("confirm", code="keine-antwort", codings=changed)
    after, left = codings(study), waiting(study)
    do("undo")

    assert (5, []) == (len(changed), left)
    assert "5 Kodierungen mit „keine-antwort“ bestätigt" == outcome.said.text("de")
    assert [(c.id, c.code, c.exact, c.memo) for c in before] == [
        (c.id, c.code, c.exact, c.memo) for c in after
    ]
    assert (before, changed) == (codings(study), waiting(study))


def test_what_is_not_named_goes_on_waiting(do: Any, study: MiniStudy, changed: list[str]) -> None:
    """What came since the page was shown was not looked at."""
    do("confirm", code="keine-antwort", codings=changed[:2])

    assert changed[2:] == waiting(study)


def test_codings_of_another_code_are_not_confirmed(do: Any, study: MiniStudy, changed: list[str]) -> None:
    """Nothing of the step is done then."""
    other = next(coding.id for coding in codings(study) if coding.code == "schnelle-antwort")
    with pytest.raises(StudyError) as caught:
        do("confirm", code="keine-antwort", codings=[*changed, other])

    assert "coding-unknown" == caught.value.problem.code
    assert changed == waiting(study)


def test_a_code_becomes_a_folder_and_a_code_again(do: Any, study: MiniStudy) -> None:
    """One line of the file; nothing can be coded with it meanwhile."""
    path = study.folder.codebook
    do("add-code", name={"de": "Ämter"})
    before = path.read_text(encoding="utf-8")
    do("folder-code", code="aemter", codable=False)
    folded = path.read_text(encoding="utf-8")
    do("folder-code", code="aemter", codable=True)

    assert 1 == folded.count("codable: false") - before.count("codable: false")
    assert 1 == folded.count("\n") - before.count("\n")
    assert before == path.read_text(encoding="utf-8")


def test_a_code_with_own_codings_becomes_no_folder(do: Any, study: MiniStudy) -> None:
    """Its codings would have no code any more."""
    before = study.folder.codebook.read_text(encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        do("folder-code", code="keine-antwort", codable=False)

    assert "code-has-codings" == caught.value.problem.code
    assert before == study.folder.codebook.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Zurückgenommen: Code „Ämter“ angelegt"), ("en", "Undone: Code 'Offices' added")],
)
def test_a_new_code_that_is_undone_is_called_by_its_name(
    do: Any, study: MiniStudy, bench: Bench, language: str, said: str
) -> None:
    """It stands in no codebook by then; its id says little to a person."""
    do("add-code", name={"de": "Ämter", "en": "Offices"})
    undone = do("undo").said.text(language, wanted(read_codebook(study.folder)))
    again = bench.state("W01").redo

    assert said == undone
    assert again is not None
    assert again.text(language) in said
