"""Two coders side by side."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.coding.codings import CodingFile, read_codings
from faden.coding.comparison import Comparison, Difference, Pair, compare
from faden.coding.done import CONSENSUS, Done, declare_done, read_done
from faden.core.problems import StudyError

SECOND = (
    ("c-2222222b", "keine-antwort", "t2", "niemand hat geantwortet"),
    ("c-3333333b", "schnelle-antwort", "t3", "eine Absage ohne Grund"),
    ("c-5555555b", "keine-antwort", "t5", "Keiner ruft zurück, auch nach Wochen nicht."),
    ("c-9999999b", "keine-antwort", "t9", "manchmal dauert es eben"),
)


def _file(study: MiniStudy, coder: str) -> CodingFile:
    file = read_codings(study.folder, study.folder.coding_file(coder, "W01")).value
    assert file is not None
    return file


def _done(study: MiniStudy, *coders: str) -> Done:
    for coder in coders:
        declare_done(study.folder, _file(study, coder), "2026-03-01")
    done = read_done(study.folder).value
    assert done is not None
    return done


def _compared(study: MiniStudy, consensus: CodingFile | None = None) -> Comparison:
    corpus = study.corpus()
    done = _done(study, "erste", "zweite")
    pair = Pair(_file(study, "erste"), _file(study, "zweite"), consensus)
    return compare(corpus.transcripts["W01"], pair, done, corpus.codebook)


def test_each_passage_says_in_what_two_coders_differ(study: MiniStudy) -> None:
    """The same, other ends, another code, and what only one saw, in the order of the text."""
    study.code(*SECOND, coder="zweite")

    found = _compared(study)

    assert [
        (Difference.SAME, ("t2",)),
        (Difference.CODE, ("t3",)),
        (Difference.ONLY_FIRST, ("t4",)),
        (Difference.BOUNDARIES, ("t5",)),
        (Difference.ONLY_FIRST, ("t6",)),
        (Difference.ONLY_FIRST, ("t7",)),
        (Difference.ONLY_SECOND, ("t9",)),
    ] == [(passage.kind, passage.turns) for passage in found.passages]
    assert [1, 1, 1, 3, 1] == list(found.count().values())


def test_each_coding_stands_in_one_passage(study: MiniStudy) -> None:
    """Nothing is counted twice, and nothing is left out."""
    study.code(*SECOND, ("c-4444444b", "keine-antwort", "t2", "dreißig Mal geschrieben"), coder="zweite")

    found = _compared(study)

    told = [coding.id for passage in found.passages for coding in passage.codings]
    both = (*_file(study, "erste").codings, *_file(study, "zweite").codings)
    assert sorted(coding.id for coding in both) == sorted(told)


def test_nothing_is_compared_before_both_have_done_it(study: MiniStudy) -> None:
    """Who has seen the other's codings no longer codes independently."""
    study.code(*SECOND, coder="zweite")
    done = _done(study, "erste")
    corpus = study.corpus()

    with pytest.raises(StudyError) as caught:
        compare(
            corpus.transcripts["W01"],
            Pair(_file(study, "erste"), _file(study, "zweite")),
            done,
            corpus.codebook,
        )

    assert "agreement-blind" == caught.value.problem.code
    assert "zweite" == caught.value.problem.params["coder"]


def test_what_was_settled_stands_beside_what_each_had(study: MiniStudy) -> None:
    """The log of a consensus: before, and after (QM-6)."""
    study.code(*SECOND, coder="zweite")
    study.code(("c-3333333c", "keine-antwort", "t3", "eine Absage"), coder=CONSENSUS)

    found = _compared(study, _file(study, CONSENSUS))

    passage = next(p for p in found.passages if p.turns == ("t3",))
    assert ("keine-antwort", "schnelle-antwort") == tuple(coding.code for coding in passage.codings)
    assert ("keine-antwort",) == tuple(coding.code for coding in passage.settled)


def test_merged_codes_are_the_same(study: MiniStudy) -> None:
    """Coders may have used either before the codes were merged."""
    study.code(*SECOND, coder="zweite")
    study.edit(
        "analysis/codebook.yaml",
        "        kind: deviant\n",
        "        kind: deviant\n        merged_into: keine-antwort\n",
    )

    found = _compared(study)

    assert {Difference.SAME: 2, Difference.CODE: 0} == {
        kind: found.count()[kind] for kind in (Difference.SAME, Difference.CODE)
    }


def test_what_changed_after_the_comparison_is_named(study: MiniStudy) -> None:
    """It is no independent reading any more."""
    study.code(*SECOND, coder="zweite")
    done = _done(study, "erste", "zweite")
    study.code(*SECOND[:1], coder="zweite")
    corpus = study.corpus()

    pair = Pair(_file(study, "erste"), _file(study, "zweite"))
    assert ("zweite",) == compare(corpus.transcripts["W01"], pair, done, corpus.codebook).changed
