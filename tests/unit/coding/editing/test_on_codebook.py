"""The codebook changes as a person says, and nothing else in its hand-written file does."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.codebook import Codebook, read_codebook
from faden.coding.codings import read_codings
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.outdated import outdated
from faden.core.documents import wanted
from faden.core.problems import StudyError

BOOK = "analysis/codebook.yaml"


def book(study: MiniStudy) -> Codebook:
    """The codebook as it is now."""
    return wanted(read_codebook(study.folder))


def text(study: MiniStudy) -> str:
    """Its file."""
    return (study.folder.root / BOOK).read_text(encoding="utf-8")


def changed(before: str, after: str) -> list[str]:
    """Lines that went and came."""
    found = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in found if line[:3] not in {"---", "+++"} and line[:2] != "@@"]


def paths(study: MiniStudy) -> dict[str, str]:
    """Each code with the ids above it."""
    return {placed.code.id: "/".join(placed.path) for placed in book(study).codes()}


def test_a_new_code_stands_below_its_parent(do: Any, study: MiniStudy) -> None:
    """Inductive, in a colour of its own, of the present version; its id comes from its name."""
    before = text(study)
    outcome = do("add-code", name={"de": "Ämter, die schweigen", "en": ""}, parent="antworten")

    assert ("aemter-die-schweigen",) == outcome.created
    assert [
        "+      - id: aemter-die-schweigen",
        "+        name:",
        '+          de: "Ämter, die schweigen"',
        "+        kind: context",
        '+        colour: "#a2542c"',
        "+        origin: inductive",
        "+        since: 1",
    ] == changed(before, text(study))


def test_names_that_are_alike_get_ids_of_their_own(do: Any) -> None:
    """Names in other scripts, too."""
    made = [do("add-code", name={"ar": "صمت"}).created for _ in range(2)]

    assert [("code",), ("code-2",)] == made
    assert ("study-2",) == do("add-code", name={"de": "Study"}).created


def test_the_first_code_makes_the_codebook(do: Any, study: MiniStudy) -> None:
    """A study may begin without one; undoing takes the file away again."""
    (study.folder.root / BOOK).unlink()
    do("add-code", name={"de": "Erster"}, id="erster")
    made = paths(study)
    do("undo")

    assert {"erster": "erster"} == made
    assert not (study.folder.root / BOOK).exists()


def test_a_name_changes_in_the_languages_given(do: Any, study: MiniStudy) -> None:
    """Others stay; one that is given empty goes; the id stays."""
    do("rename-code", code="keine-antwort", name={"de": "Schweigen"})
    first = book(study).find("keine-antwort")
    do("rename-code", code="keine-antwort", name={"de": "Schweigen", "en": ""})
    second = book(study).find("keine-antwort")

    assert first is not None
    assert second is not None
    assert [{"de": "Schweigen", "en": "No reply"}, {"de": "Schweigen"}] == [first.name.root, second.name.root]


def test_a_new_definition_makes_a_new_version_with_its_reason(do: Any, study: MiniStudy) -> None:
    """And lists what was coded before it; a person confirms or recodes each (QM-1, QM-2)."""
    do("define-code", code="keine-antwort", definition={"de": "Neu."}, why={"de": "Zu weit."})
    after = book(study)
    codings = wanted(read_codings(study.folder, study.folder.coding_file("erste", "W01"))).codings
    old = [coding.id for coding in outdated(after, codings)]
    outcome = do("recode", transcript="W01", coding=old[0], code="keine-antwort")
    [revision] = after.history

    assert (2, 2, 1) == (after.version, after.defined("keine-antwort"), after.defined("schnelle-antwort"))
    assert ("keine-antwort", "2026-03-15", "erste", "Zu weit.") == (
        revision.code,
        revision.on,
        revision.by,
        revision.change.text("de"),
    )
    assert ["c-22222222", "c-33333333", "c-44444444", "c-55555555", "c-66666666"] == old
    assert old[1:] == [coding.id for coding in outdated(after, outcome.codings)]


def test_a_merged_code_means_what_the_other_means(do: Any, study: MiniStudy) -> None:
    """So codings of it are outdated by a change of the other."""
    do("merge-code", code="schnelle-antwort", into="keine-antwort")
    do("define-code", code="keine-antwort", definition={"de": "Neu."}, why={"de": "Zu weit."})
    codings = wanted(read_codings(study.folder, study.folder.coding_file("erste", "W01"))).codings

    assert 6 == len(outdated(book(study), codings))


def test_what_a_code_first_means_needs_no_reason(do: Any, study: MiniStudy) -> None:
    """Nothing was coded under another meaning; examples do not change it either."""
    do("add-code", name={"de": "Neu"})
    do("define-code", code="neu", definition={"de": "Dies."}, include={"de": "das"})
    do("define-code", code="neu", examples=[{"transcript": "W01", "turn": "t6", "quote": "seit Mai"}])

    assert (1, ()) == (book(study).version, book(study).history)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"code": "keine-antwort"}, "definition-unchanged"),
        ({"code": "keine-antwort", "definition": {"de": "Neu."}}, "definition-without-reason"),
        ({"code": "fremd", "definition": {"de": "Neu."}}, "code-unknown"),
        (
            {
                "code": "keine-antwort",
                "examples": [{"transcript": "W01", "turn": "t2", "quote": "nie gesagt"}],
            },
            "example-not-found",
        ),
    ],
)
def test_a_definition_that_cannot_be_is_refused(
    do: Any, study: MiniStudy, values: dict[str, Any], code: str
) -> None:
    """And the file stays as it is."""
    before = text(study)
    with pytest.raises(StudyError) as caught:
        do("define-code", **values)

    assert (code, before) == (caught.value.problem.code, text(study))


def test_a_code_moves_with_its_lines(do: Any, study: MiniStudy) -> None:
    """To the root, before another one, and back below."""
    before = text(study)
    do("move-code", code="schnelle-antwort", parent="antworten", before="keine-antwort")
    first = list(paths(study))
    do("move-code", code="schnelle-antwort", parent=None)
    second = paths(study)["schnelle-antwort"]
    do("move-code", code="schnelle-antwort", parent="antworten")

    assert ["antworten", "schnelle-antwort", "keine-antwort"] == first
    assert "schnelle-antwort" == second
    assert before == text(study)


@pytest.mark.parametrize(
    ("do_", "values", "code"),
    [
        ("move-code", {"code": "antworten", "parent": "keine-antwort"}, "code-below-itself"),
        ("move-code", {"code": "antworten", "parent": "antworten"}, "code-below-itself"),
        ("move-code", {"code": "keine-antwort", "parent": "fremd"}, "code-unknown"),
        ("move-code", {"code": "keine-antwort", "before": "schnelle-antwort"}, "code-unknown"),
        ("merge-code", {"code": "antworten", "into": "keine-antwort"}, "code-below-itself"),
        ("merge-code", {"code": "keine-antwort", "into": "keine-antwort"}, "code-below-itself"),
        ("merge-code", {"code": "keine-antwort", "into": "antworten"}, "code-unknown"),
        ("add-code", {"name": {"de": "A"}, "id": "antworten"}, "code-taken"),
        ("add-code", {"name": {"de": "A"}, "id": "study"}, "code-taken"),
        ("add-code", {"name": {"de": "A"}, "parent": "fremd"}, "code-unknown"),
        ("rename-code", {"code": "fremd", "name": {"de": "A"}}, "code-unknown"),
        ("revive-code", {"code": "keine-antwort"}, "code-in-use"),
        (
            "split-code",
            {"code": "keine-antwort", "parts": [{"name": {"de": "A"}, "codings": ["c-77777777"]}]},
            "coding-unknown",
        ),
        (
            "split-code",
            {
                "code": "keine-antwort",
                "parts": [{"name": {"de": x}, "codings": ["c-22222222"]} for x in "AB"],
            },
            "coding-unknown",
        ),
    ],
)
def test_what_the_tree_cannot_be_is_refused(
    do: Any, study: MiniStudy, do_: str, values: dict[str, Any], code: str
) -> None:
    """And the file stays as it is."""
    before = text(study)
    with pytest.raises(StudyError) as caught:
        do(do_, **values)

    assert (code, before) == (caught.value.problem.code, text(study))


def test_merging_is_a_redirect_and_nothing_else(do: Any, study: MiniStudy) -> None:
    """Codings of all coders stay as they are; codes below go along, and counts follow."""
    do("add-code", name={"de": "Unten"}, id="unten", parent="schnelle-antwort")
    file = study.folder.coding_file("erste", "W01")
    before = file.read_bytes()
    outcome = do("merge-code", code="schnelle-antwort", into="keine-antwort")

    assert ("keine-antwort", before) == (
        getattr(book(study).find("schnelle-antwort"), "id", None),
        file.read_bytes(),
    )
    assert "antworten/keine-antwort/unten" == paths(study)["unten"]
    assert {"keine-antwort": 6} == outcome.totals
    with pytest.raises(StudyError) as caught:
        do("recode", transcript="W01", coding="c-22222222", code="schnelle-antwort")
    assert "code-merged" == caught.value.problem.code


def test_a_retired_code_keeps_its_codings_and_gets_no_more(do: Any, study: MiniStudy) -> None:
    """Until it is brought back."""
    before = text(study)
    do("retire-code", code="keine-antwort")
    line = changed(before, text(study))
    with pytest.raises(StudyError) as caught:
        do("recode", transcript="W01", coding="c-77777777", code="keine-antwort")
    do("revive-code", code="keine-antwort")

    assert (["+        retired: true"], "code-retired") == (line, caught.value.problem.code)
    assert before == text(study)


def test_splitting_gives_some_codings_to_new_codes(do: Any, study: MiniStudy) -> None:
    """The new codes stand behind the old one; the rest of the codings stays with it."""
    before = (text(study), study.folder.coding_file("erste", "W01").read_bytes())
    parts = [
        {"name": {"de": "Nie"}, "codings": ["c-22222222", "c-44444444"]},
        {"name": {"de": "Spät"}, "codings": ["c-66666666"]},
    ]
    outcome = do("split-code", code="keine-antwort", parts=parts)
    tree = list(paths(study))
    do("undo")

    assert ("nie", "spaet") == outcome.created
    assert {"keine-antwort": 2, "nie": 2, "spaet": 1, "schnelle-antwort": 1} == outcome.totals
    assert ["antworten", "keine-antwort", "nie", "spaet", "schnelle-antwort"] == tree
    assert before == (text(study), study.folder.coding_file("erste", "W01").read_bytes())


def test_a_file_in_an_odd_style_is_left_to_its_writer(do: Any, study: MiniStudy) -> None:
    """Rather than written anew, without its comments."""
    study.write(BOOK, "format: faden.codebook/1\ncodes:\n  -\n    # hier\n    id: a\n    name: {de: A}\n")
    before = text(study)

    with pytest.raises(StudyError) as caught:
        do("recolour-code", code="a", colour="#123456")

    assert ("codebook-style", before) == (caught.value.problem.code, text(study))


def test_a_colour_is_one_line(do: Any, study: MiniStudy) -> None:
    """Nothing else changes."""
    before = text(study)
    do("recolour-code", code="keine-antwort", colour="#123456")

    assert ['+        colour: "#123456"'] == changed(before, text(study))


def test_a_kind_is_one_line_and_no_new_version(do: Any, study: MiniStudy) -> None:
    """What words state is told; what the code means stays, and undo brings the old kind back."""
    before = text(study)
    do("classify-code", code="keine-antwort", kind="proposal")
    line = changed(before, text(study))
    do("undo")

    assert ["-        kind: pain", "+        kind: proposal"] == line
    assert before == text(study)


def test_an_edit_of_the_codebook_by_hand_is_not_overwritten(bench: Bench, study: MiniStudy) -> None:
    """Also not by undo."""
    seen = bench.state().fingerprints
    bench.perform(parse_action({"do": "retire-code", "code": "keine-antwort"}), seen)
    study.edit(BOOK, "# Synthetisch / synthetic", "# von Hand")

    refused = []
    for data, told in (({"do": "revive-code", "code": "keine-antwort"}, seen), ({"do": "undo"}, {})):
        with pytest.raises(StudyError) as caught:
            bench.perform(parse_action(data), told)
        refused.append(caught.value.problem.code)

    assert ["edited-elsewhere", "undo-edited-elsewhere"] == refused


def test_a_rule_can_be_taken_away_as_a_whole(do: Any, study: MiniStudy) -> None:
    """Empty in all its languages, an exclusion is gone; that is a new version like any change."""
    do("define-code", code="keine-antwort", exclude={"de": "Schweigen am Telefon."}, why={"de": "Grenze"})
    do("define-code", code="keine-antwort", exclude={"de": "", "en": ""}, why={"de": "Unnötig"})

    book = read_codebook(study.folder).value
    assert book is not None
    code = book.find("keine-antwort")
    assert code is not None
    assert (3, None) == (book.version, code.exclude)
