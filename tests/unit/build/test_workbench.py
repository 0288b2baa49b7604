"""The study as tables: every row counted by hand in the small study."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from ministudy import OFFICE, PEOPLE, MiniStudy

import faden
from faden.analysis.cluster import Reason, Way
from faden.build.done import say_done
from faden.build.workbench import Workbench, open_workbench
from faden.core.problems import StudyError

pytestmark = pytest.mark.slow


@pytest.fixture
def bench(study: MiniStudy) -> Workbench:
    """The small study as tables."""
    return open_workbench(study.folder.root)


def test_faden_open_opens_the_study_around_a_folder(study: MiniStudy) -> None:
    """A notebook lies deep in the study; ``faden.open(".")`` finds it."""
    opened = faden.open(study.folder.root / "analysis")

    assert study.folder.root == opened.corpus.folder.root
    assert "Kleine Studie" in repr(opened)


def test_a_folder_without_a_study_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Empty tables would look like an empty study."""
    with pytest.raises(StudyError):
        faden.open(tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize("name", ["segments", "codings", "participants", "needs"])
def test_the_columns_are_those_of_the_docstring_also_without_rows(study: MiniStudy, name: str) -> None:
    """A notebook may rely on columns and types in every study."""
    full = getattr(open_workbench(study.folder.root), name)
    (study.folder.root / "interviews/W01.md").unlink()
    study.write("research/participants.csv", "# faden.participants/1 synthetic\n" + ",".join(HEAD) + "\n")
    study.write("analysis/needs.yaml", "format: faden.needs/1\nneeds: []\n")

    empty = getattr(open_workbench(study.folder.root), name)

    assert 0 == len(empty) < len(full)
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    described = getattr(Workbench, name).__doc__ or getattr(Workbench, name).func.__doc__
    assert [] == [column for column in full.columns if column not in described]


HEAD = (
    "participant",
    "group",
    "municipality",
    "age_band",
    "gender",
    "language",
    "arrived",
    "household",
    "conversations",
)


def test_a_segment_is_what_the_transcript_says_at_its_place(bench: Workbench) -> None:
    """Words are never changed on the way into a table."""
    rows = bench.segments
    turns = {turn.id: turn for turn in bench.corpus.transcripts["W01"].turns}

    assert ["t2", "t3", "t4", "t5", "t6", "t7", "t9"] == rows["turn"].tolist()
    for row in rows.itertuples():
        part = turns[row.turn].part(row.part, row.language)
        assert part is not None
        assert row.text == part.text[row.start : row.end]
    assert ["residents"] * 6 + ["administration"] == rows["group"].tolist()


def test_codings_hold_the_words_and_say_whether_they_count(study: MiniStudy) -> None:
    """Only the lead coder's codings count."""
    study.code(("c-99999999", "keine-antwort", "t5", "nach Wochen nicht"), coder="zweite")
    rows = open_workbench(study.folder.root).codings.set_index("id")

    assert "niemand hat geantwortet" == rows.loc["c-22222222", "text"]
    assert ("Keine Antwort", "pain") == tuple(rows.loc["c-22222222", ["name", "kind"]])
    assert {"c-99999999"} == set(rows.index[~rows["counted"]])
    assert rows.loc["c-22222222", "memo"] is pd.NA


def test_a_participant_who_allows_no_analysis_is_marked(study: MiniStudy) -> None:
    """Consent is never assumed."""
    study.consents({PEOPLE[0]: "take-part quote", PEOPLE[1]: "take-part analyse"})
    rows = open_workbench(study.folder.root).participants.set_index("id")

    assert [(False, True), (True, False), (False, False)] == [
        tuple(rows.loc[person, ["analyse", "quote"]]) for person in (PEOPLE[0], PEOPLE[1], OFFICE)
    ]


def test_a_need_counts_persons_of_all_who_were_asked(bench: Workbench) -> None:
    """Five of seven persons wait for an answer; the sixth got one, the seventh is of the office."""
    need = bench.needs.set_index("id").loc["N01"]
    groups = bench.reach("N01")

    assert (5, 7, 5, 1) == (need["persons"], need["asked"], need["codings"], need["municipalities"])
    assert [(5, 6), (0, 1)] == list(groups[["persons", "asked"]].itertuples(index=False, name=None))


def test_names_come_in_the_language_asked_for(study: MiniStudy) -> None:
    """German is the default."""
    assert "A reply" == open_workbench(study.folder.root, language="en").needs.loc[0, "name"]


def test_what_cannot_be_read_is_listed_and_not_hidden(study: MiniStudy) -> None:
    """A table from half a study must say so."""
    study.write("analysis/needs.yaml", "format: [")

    assert open_workbench(study.folder.root).problems


def test_words_without_consent_reach_no_model(study: MiniStudy) -> None:
    """Four of five persons allow analysis: below five statements nothing is grouped, all are listed."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), "take-part analyse"))
    found = open_workbench(study.folder.root).clusters()

    assert Way.NONE is found.way
    assert [
        ("c-33333333", Reason.TOO_FEW),
        ("c-44444444", Reason.TOO_FEW),
        ("c-55555555", Reason.TOO_FEW),
        ("c-66666666", Reason.TOO_FEW),
    ] == [(one.id, one.reason) for one in found.unassigned]


def test_importing_faden_loads_no_pandas() -> None:
    """The command line must start at once."""
    script = "import sys, faden, faden.build.workbench; assert not {'pandas', 'numpy'} & sys.modules.keys()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)


def test_agreement_stands_in_a_table_with_gaps_where_it_is_undefined(study: MiniStudy) -> None:
    """A figure a row; a gap is neither 0 nor 1."""
    study.code(("c-2222222b", "keine-antwort", "t2", "niemand hat geantwortet"), coder="zweite")
    for coder in ("erste", "zweite"):
        say_done(study.folder, coder, "W01")

    table = open_workbench(study.folder.root).agreement(codes=("antworten",))

    rows = table.set_index(["code", "measure"])
    assert pd.isna(rows.loc[("antworten", "alpha"), "value"])
    assert "no-variation" == rows.loc[("antworten", "alpha"), "undefined"]
    assert ["Float64", "Int64"] == [str(table[column].dtype) for column in ("value", "n")]


def test_a_matrix_stands_in_a_table_with_its_bases(bench: Workbench) -> None:
    """Persons of persons asked; ``*`` is all together."""
    table = bench.matrix(codes=("keine-antwort",)).set_index("group")

    assert (5, 6) == tuple(table.loc["residents", ["persons", "persons_of"]])
    assert (5, 7) == tuple(table.loc["*", ["persons", "persons_of"]])
    with pytest.raises(ValueError, match="side"):
        bench.matrix(by=("side",))


def test_codes_that_meet_stand_in_a_table(study: MiniStudy) -> None:
    """Pairs with turns, persons and conversations; a study without pairs has the same columns."""
    empty = open_workbench(study.folder.root).together()
    study.code(
        ("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet"),
        ("c-33333333", "schnelle-antwort", "t2", "geantwortet"),
    )

    (row,) = open_workbench(study.folder.root).together(near="words").to_dict("records")

    assert 0 == len(empty)
    assert ("keine-antwort", "schnelle-antwort", 1, 1) == (
        row["first"], row["second"], row["turns"], row["persons"],
    )  # fmt: skip


def test_codes_accumulate_in_a_table(bench: Workbench) -> None:
    """One row per conversation; with too few of them, the rule holds nowhere."""
    table = bench.saturation()

    assert [(1, "W01", 2, 2, False)] == list(
        table[["number", "transcript", "new", "codes", "reached"]].itertuples(index=False, name=None)
    )
    assert ("keine-antwort", "schnelle-antwort") == table["new_codes"][0]


def test_a_search_stands_in_a_table(study: MiniStudy) -> None:
    """With places and other versions; who does not take part today is in no table."""
    found = open_workbench(study.folder.root).search("كتبت", meaning=False)
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), "transcribe"))
    untold = open_workbench(study.folder.root).search("كتبت", meaning=False)

    assert ("t4", "ar", "words", False) == tuple(found.loc[0, ["turn", "language", "reason", "doubtful"]])
    assert "geantwortet" in found.loc[0, "version"]
    assert 0 == len(untold)
