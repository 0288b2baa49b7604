"""A person codes words; what makes no sense changes no byte."""

from __future__ import annotations

from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.codings import read_codings
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.core.problems import StudyError

SELECTED: dict[str, Any] = {"transcript": "W01", "start": ["t2", 9], "end": ["t2", 20]}
"""“dreißig Mal” of the first resident."""


def code_of(caught: pytest.ExceptionInfo[StudyError]) -> str:
    """The code of a refusal."""
    return caught.value.problem.code


def files(study: MiniStudy) -> dict[str, bytes]:
    """All files of the study but what may be deleted."""
    root = study.folder.root
    found = (p for p in root.rglob("*") if p.is_file() and not p.is_relative_to(root / "build"))
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


def test_a_coding_is_on_the_disk_when_it_is_told_as_done(do: Any, study: MiniStudy) -> None:
    """Words, place and surroundings; by this person, on this day, under this codebook."""
    outcome = do("code", **SELECTED, code="keine-antwort", memo="auffällig")

    file = read_codings(study.folder, study.folder.coding_file("erste", "W01")).value
    assert file is not None
    made = next(c for c in file.codings if c.id in outcome.created)
    assert ("dreißig Mal", "keine-antwort", "2026-03-15", 1, "auffällig") == (
        made.exact,
        made.code,
        made.on,
        made.codebook,
        made.memo,
    )
    assert ("analysis/codings/erste/W01.jsonl",) == outcome.changed
    assert made in outcome.codings


def test_a_coder_begins_with_a_file_of_their_own(study: MiniStudy) -> None:
    """Whoever has coded nothing yet has no file; undoing the first coding takes it away again."""
    bench = Bench(study.folder, "zweite")
    seen = bench.state("W01").fingerprints
    made = bench.perform(parse_action({"do": "code", **SELECTED, "code": "keine-antwort"}), seen)
    path = study.folder.coding_file("zweite", "W01")
    there = path.is_file()
    bench.perform(parse_action({"do": "undo"}), made.fingerprints)

    assert (True, False) == (there, path.exists())


@pytest.mark.parametrize(
    ("part", "language", "start", "end", "exact"),
    [
        ("original", "ar", 0, 8, "كتبت لهم"),
        ("interpretation", "de", 0, 3, "Sie"),
    ],
)
def test_each_part_of_a_turn_has_its_own_words(
    do: Any, part: str, language: str, start: int, end: int, exact: str
) -> None:
    """Original and interpretation are coded by themselves, from either side."""
    outcome = do(
        "code",
        transcript="W01",
        start=["t4", start],
        end=["t4", end],
        part=part,
        language=language,
        code="keine-antwort",
    )

    assert exact == next(c for c in outcome.codings if c.id in outcome.created).exact


def test_other_lines_of_the_file_are_left_as_they_are(do: Any, study: MiniStudy) -> None:
    """A change of one coding is a change of one line."""
    path = study.folder.coding_file("erste", "W01")
    before = path.read_text(encoding="utf-8").splitlines()
    do("code", **SELECTED, code="keine-antwort")
    after = path.read_text(encoding="utf-8").splitlines()

    assert (len(before) + 1, before) == (len(after), [line for line in after if line in before])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"start": ["t99", 0]}, "turn-gone"),
        ({"end": ["t99", 3]}, "turn-gone"),
        ({"end": ["t2", 9]}, "selection-empty"),
        ({"start": ["t2", 15], "end": ["t2", 9]}, "selection-empty"),
        ({"end": ["t2", 900]}, "selection-empty"),
        ({"start": ["t2", 8], "end": ["t2", 9]}, "selection-empty"),
        ({"part": "translation"}, "selection-empty"),
        ({"language": "ar"}, "selection-empty"),
        ({"code": "kennt-keiner"}, "code-unknown"),
        ({"code": "antworten"}, "code-unknown"),
        ({"transcript": "I77"}, "file-missing"),
    ],
)
def test_what_cannot_be_coded_is_refused(
    bench: Bench, study: MiniStudy, values: dict[str, Any], code: str
) -> None:
    """With a clear problem, and nothing written."""
    before = files(study)
    action = parse_action({"do": "code", "code": "keine-antwort", **SELECTED, **values})
    seen = bench.state("W01").fingerprints | {f"interviews/{action.transcript}.md": ""}  # type: ignore[union-attr] # a coding has one
    if action.transcript == "W01":  # type: ignore[union-attr] # a coding has one
        seen = bench.state("W01").fingerprints

    with pytest.raises(StudyError) as caught:
        bench.perform(action, seen)

    assert (code, before) == (code_of(caught), files(study))


def test_the_same_coding_is_not_made_twice(do: Any) -> None:
    """One code on the same words counts once."""
    do("code", **SELECTED, code="keine-antwort")

    with pytest.raises(StudyError) as caught:
        do("code", **SELECTED, code="keine-antwort")

    assert "coding-made-already" == code_of(caught)


def test_words_of_somebody_who_has_withdrawn_are_not_coded(do: Any, study: MiniStudy) -> None:
    """Between tombstone and deletion nothing new is made of their words."""
    study.edit("research/participants.csv", "p-222222,residents,ort,35-44,,de,,,W01", "p-222222,,,,,,,,")

    with pytest.raises(StudyError) as caught:
        do("code", **SELECTED, code="keine-antwort")

    assert "turn-withdrawn" == code_of(caught)


def test_a_coding_is_recoded_resized_noted_and_dropped(do: Any) -> None:
    """Its id stays all the while; what cites it goes on citing it."""
    told = {"transcript": "W01", "coding": "c-22222222"}
    seen: list[Any] = []
    for outcome in (
        do("recode", **told, code="schnelle-antwort"),
        do("resize", **told, start=["t2", 0], end=["t2", 9]),
        do("note", **told, memo="  doch nicht "),
        do("note", **told, memo=""),
        do("uncode", **told),
    ):
        seen += [(c.code, c.exact, c.memo) for c in outcome.codings if c.id == "c-22222222"] or [None]

    assert [
        ("schnelle-antwort", "niemand hat geantwortet", ""),
        ("schnelle-antwort", "Ich habe ", ""),
        ("schnelle-antwort", "Ich habe ", "doch nicht"),
        ("schnelle-antwort", "Ich habe ", ""),
        None,
    ] == seen


def test_a_coding_that_is_not_there_is_refused(do: Any) -> None:
    """It may have been deleted in another window."""
    with pytest.raises(StudyError) as caught:
        do("uncode", transcript="W01", coding="c-99999999")

    assert "coding-unknown" == code_of(caught)


def test_a_file_with_a_broken_line_is_not_rewritten(do: Any, study: MiniStudy) -> None:
    """The line would be lost."""
    path = study.folder.coding_file("erste", "W01")
    path.write_text(path.read_text(encoding="utf-8") + "{kaputt\n", encoding="utf-8")

    with pytest.raises(StudyError) as caught:
        do("code", **SELECTED, code="keine-antwort")

    assert "json-invalid" == code_of(caught)


def test_a_new_code_and_its_first_coding_are_one_step(do: Any, study: MiniStudy) -> None:
    """Both are there, and one step takes both back; undone again they are as they were."""
    before = files(study)
    made = do("code-anew", **SELECTED, name={"de": "Hartnäckig"}, parent="antworten")
    codebook, coding = made.created
    there = next(c for c in made.codings if c.id == coding)
    said = made.undo.text("de")
    do("undo")

    assert ("hartnaeckig", "hartnaeckig", "dreißig Mal") == (codebook, there.code, there.exact)
    assert "Neuer Code „Hartnäckig“ und Kodierung damit (W01)" == said
    assert before == files(study)


def test_a_new_code_is_not_made_where_its_words_are_none(do: Any, study: MiniStudy) -> None:
    """Of one step either all is done or nothing."""
    before = files(study)
    with pytest.raises(StudyError) as caught:
        do("code-anew", **{**SELECTED, "end": ["t2", 9]}, name={"de": "Hartnäckig"})

    assert "selection-empty" == code_of(caught)
    assert before == files(study)


def test_a_coding_of_a_retired_code_can_still_be_confirmed(do: Any, study: MiniStudy) -> None:
    """To look again and leave it as it is, is no new coding."""
    study.code(("c-22222222", "keine-antwort", "t2", "dreißig Mal"))
    do("retire-code", code="keine-antwort")

    outcome = do("recode", transcript="W01", coding="c-22222222", code="keine-antwort")

    assert "keine-antwort" == next(c for c in outcome.codings if c.id == "c-22222222").code
