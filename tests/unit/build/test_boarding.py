"""The needs board of a study: its cards, what is proposed, tables, and what is not in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ministudy import OFFICE, PEOPLE, TODAY, MiniStudy

from faden.analysis.cluster import Cluster, Clusters, Extract, Group, Level, Member, Reason, Unassigned, Way
from faden.analysis.cluster_file import format_clusters
from faden.analysis.stated.values import Basis, Stated
from faden.build.boarding import (
    NoteCard,
    Table,
    board_rows,
    cards,
    deck,
    import_table,
    kept_proposals,
    levels,
    plan_import,
    still_uncoded,
)
from faden.build.checking import check_case
from faden.coding.codebook import Kind
from faden.core.files import write_atomic
from faden.core.problems import StudyError
from faden.findings.board.actions import parse_action
from faden.findings.board.bench import BoardBench
from faden.findings.board.board import PATH, Board, Paper
from faden.findings.board.board import Group as BoardGroup
from faden.findings.board.deck import Deck
from faden.interviews.files import write_transcript
from faden.interviews.transcript import Clearance, PartKind, content_hash, head_hash
from faden.study.labels import Label, Ladder, with_labels

NOTES = (
    "# faden.notes/1 synthetic\nnote,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
    "n01,residents,Warten,1,,,Niemand antwortet\nn02,residents,Warten,,,,=Lange\nn03,,,,,,Allein\n"
)


def cluster(name: str, *members: str) -> Cluster:
    """A cluster of the machine."""
    inside = tuple(Member(member, 1.0, 0.9 - at / 10) for at, member in enumerate(members))
    return Cluster(
        name,
        inside,
        1.0,
        (),
        {},
        {"de": len(members)},
        {"de": (name, "warten")},
        members[:1],
        (),
        0.5,
        Extract(members[0], 0, 7),
    )


FOUND = Clusters(
    Way.WARD,
    "model",
    3,
    0.9,
    (cluster("k-a", "c-22222222", "c-44444444"), cluster("k-b", "c-33333333"), cluster("k-c", "c-55555555")),
    (Unassigned("c-66666666", Reason.FITS_NOWHERE, "k-a"),),
    (),
    (
        Level(2, (Group("k-ac", ("c-22222222", "c-44444444", "c-55555555")), Group("k-b", ("c-33333333",)))),
        Level(
            3,
            (
                Group("k-a", ("c-22222222", "c-44444444"), "k-ac"),
                Group("k-b", ("c-33333333",), "k-b"),
                Group("k-c", ("c-55555555",), "k-ac"),
            ),
        ),
    ),
)


@pytest.fixture
def walls(study: MiniStudy) -> MiniStudy:
    """The small study with sticky notes."""
    study.write("interviews/notes/W01.csv", NOTES)
    return study


def test_cards_are_what_was_coded_and_what_hung_on_walls(walls: MiniStudy) -> None:
    """Needs, pain points and proposals of the lead coder; the same words under two codes are one card."""
    words = (*[("c-2222222" + n, "keine-antwort", "t2", "niemand hat geantwortet") for n in "23"],)
    walls.code(*words, ("c-77777777", "schnelle-antwort", "t7", "Bei uns ging es schnell"))
    told = cards(walls.case(), Board())
    moved = Board(groups=(BoardGroup(id="g1", by="a", on="2026", cards=("c-22222223",)),))

    assert ["c-22222222", "W01-n01", "W01-n02", "W01-n03"] == list(told)
    assert isinstance(told["W01-n01"], NoteCard)
    assert "c-22222223" == next(iter(cards(walls.case(), moved)))


def test_proposals_are_read_as_coarsely_as_wanted(walls: MiniStudy) -> None:
    """From the same result; walls are proposals of people, and a note that hung alone is in none."""
    case = walls.case()
    fine, coarse = deck(case, Board(), FOUND), deck(case, Board(), FOUND, 2)

    assert ["k-a", "k-b", "k-c", "W01.1"] == [each.id for each in fine.candidates]
    assert ["k-ac", "k-b", "W01.1"] == [each.id for each in coarse.candidates]
    assert ("c-22222222", "c-55555555", "c-44444444") == coarse.candidates[0].cards
    assert ("k-a", "k-c", "warten") == coarse.candidates[0].words["de"]
    assert Extract("c-22222222", 0, 7) == fine.candidates[0].statement == coarse.candidates[0].statement
    assert ("Warten", ("W01-n01", "W01-n02")) == (fine.candidates[-1].wall, fine.candidates[-1].cards)
    assert ({"c-66666666": "k-a"}, (2, 3), ()) == (fine.nowhere, levels(FOUND), levels(None))


def test_a_number_of_groups_is_offered_once() -> None:
    """Of few passages 12 and 30 groups are the same ones; three buttons that say 2 are a riddle."""
    (level, *_) = FOUND.levels

    assert (2,) == levels(replace(FOUND, levels=(level, level, level)))


def test_what_was_computed_before_is_shown_and_called_old(walls: MiniStudy) -> None:
    """A page never waits for a model; what another faden left is passed over."""
    case = walls.case()
    store = case.corpus.folder.cache / "clusters"
    assert (None, False) == (kept_proposals(case).clusters, kept_proposals(case).fresh)
    write_atomic(store / "broken", b"broken")
    from hashlib import sha256

    told = format_clusters(FOUND).encode()
    write_atomic(store / "abc", sha256(told).digest() + told)

    assert (3, False) == (len((kept_proposals(case).clusters or FOUND).clusters), kept_proposals(case).fresh)


def test_nothing_computed_of_people_who_no_longer_allow_it_is_shown(walls: MiniStudy) -> None:
    """Neither groups nor passages: consent is asked today, not on the day of the computation."""
    from hashlib import sha256

    walls.code(("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet"))
    told = format_clusters(FOUND).encode()
    write_atomic(walls.case().corpus.folder.cache / "clusters/abc", sha256(told).digest() + told)
    free = Stated(
        "x", Kind.PAIN, 0.8, Basis.EXAMPLES, "keine-antwort", "W01", "t9", PartKind.ORIGINAL, "de", 0, 19,
        "Wir antworten allen",
    )  # fmt: skip
    before = kept_proposals(walls.case()).clusters is not None, still_uncoded(walls.case(), free)
    path = walls.folder.consent
    path.write_text(path.read_text(encoding="utf-8").replace(" analyse", ""), encoding="utf-8")
    after = kept_proposals(walls.case()).clusters is not None, still_uncoded(walls.case(), free)

    assert ((True, True), (False, False)) == (before, after)


def test_a_passage_that_somebody_coded_since_is_no_longer_proposed(walls: MiniStudy) -> None:
    """Neither is one whose words were rewritten; what was found before counts for all others."""
    words = "Wir antworten allen"
    free = Stated(
        "x",
        Kind.PAIN,
        0.8,
        Basis.EXAMPLES,
        "keine-antwort",
        "W01",
        "t9",
        PartKind.ORIGINAL,
        "de",
        0,
        19,
        words,
    )
    coded = replace(free, turn="t2", start=20, end=44, text="Mal geschrieben, und nie")

    case = walls.case()
    there = case.corpus.transcripts["W01"].turn("t2")
    assert there is not None
    touching = replace(coded, start=38, end=61, text=there.parts[0].text[38:61])
    assert [True, False, False, False] == [
        still_uncoded(case, each) for each in (free, coded, touching, replace(free, turn="t99"))
    ]


def test_a_table_for_others_holds_no_words_of_uncleared_conversations(walls: MiniStudy) -> None:
    """Cards without words are left out; sticky notes stay with the team."""
    inside = board_rows(walls.case(), Board(), "de", outside=False)

    assert "niemand hat geantwortet" in {row.words for row in inside}
    assert [] == board_rows(walls.case(), Board(), "de", outside=True)


def test_a_table_for_others_tells_no_rare_language_no_narrow_label_and_nothing_typed_off_a_wall(
    walls: MiniStudy,
) -> None:
    """Words that leave are cleared, with labels as wide as in other tables."""
    walls.edit("interviews/W01.md", "Ich habe dreißig Mal", "Ich habe bei [Straße 1] dreißig Mal")
    label = Label(label="[Straße 1]", ladder=Ladder.PLACE, at="street", wider={"municipality": "[Stadt A]"})
    walls.write("research/labels.yaml", with_labels("", (label,)))
    walls.code(
        ("c-22222222", "keine-antwort", "t2", "bei [Straße 1] dreißig Mal"),
        ("c-44444444", "keine-antwort", "t4", "ولم يردّ أحد"),
    )
    transcript = walls.case().corpus.transcripts["W01"]
    words, around = content_hash(transcript), head_hash(transcript)
    made = Clearance(hash=words, head=around, by="erste", on="2026-02")
    cleared = transcript.head.model_copy(update={"cleared": made, "state": "cleared"})
    write_transcript(walls.folder, replace(transcript, head=cleared))
    board = Board(paper=(Paper(id="paper-1", text="Frau Ungeklärt sagt das"),))

    told = board_rows(walls.case(), board, "de", outside=True)

    assert ["bei [Stadt A] dreißig Mal"] == [row.words for row in told]


@pytest.mark.parametrize(
    ("purposes", "leaves"),
    [("take-part archive", True), ("take-part quote publish", False), ("archive quote publish", False)],
)
def test_a_table_for_others_asks_for_what_every_export_for_others_asks(
    walls: MiniStudy,
    purposes: str,
    leaves: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Passing on is not publishing: ``archive`` is asked for, not ``quote`` and ``publish``."""
    walls.consents(dict.fromkeys((*PEOPLE, OFFICE), purposes))
    transcript = walls.case().corpus.transcripts["W01"]
    words, around = content_hash(transcript), head_hash(transcript)
    made = Clearance(hash=words, head=around, by="erste", on="2026-02")
    cleared = transcript.head.model_copy(update={"cleared": made, "state": "cleared"})
    write_transcript(walls.folder, replace(transcript, head=cleared))

    told = board_rows(walls.case(), Board(), "de", outside=True)

    assert leaves is ("niemand hat geantwortet" in {row.words for row in told})


def test_a_table_goes_onto_the_board_in_one_step(walls: MiniStudy) -> None:
    """It can be undone; moving what people had placed has to be asked for."""
    case = walls.case()
    bench = BoardBench(walls.folder, "erste", today=lambda: TODAY)
    csv = "card,words,group\nc-22222222,,Warten\n,Allein,Warten\n,Ganz neu,Warten\n"
    plan, outcome = import_table(case, bench, Table(csv.encode(), "w.csv", "de"))

    assert (("c-22222222", "W01-n03", "paper-1"), ("Warten",)) == (
        outcome.state.board.groups[0].cards,
        plan.made,
    )
    other = Table(b"card,group\nc-22222222,Anders\n", "w.csv", "de")
    with pytest.raises(StudyError, match="board-import-moves"):
        import_table(case, bench, other)
    assert ("c-22222222",) == plan_import(case, bench, other).moved
    assert "Anders" == import_table(case, bench, other, move=True)[0].made[0]
    undo = parse_action({"do": "undo"})
    assert 1 == len(bench.perform(undo, bench.state().fingerprints, Deck()).state.board.groups)


def test_what_is_wrong_on_the_board_is_a_problem_of_the_study(walls: MiniStudy) -> None:
    """``faden check`` tells it, with the line."""
    walls.write(
        PATH,
        'format: faden.board/1\ngroups:\n  - id: g1\n    by: erste\n    "on": 2026\n    need: N09\n'
        "    cards: [c-99999999, W01-n01]\n",
    )
    told = [problem for problem in check_case(walls.case()) if problem.code.startswith("board")]

    assert [("board-need-gone", 6), ("board-card-gone", 7)] == [(p.code, p.place.line) for p in told]
    walls.write("analysis/needs.yaml", "format: faden.needs/1\nneeds:\n  - id N09\n")
    assert ["board-card-gone"] == [p.code for p in check_case(walls.case()) if p.code.startswith("board")]
    walls.write(PATH, "format: faden.board/1\nfoo: 1\n")
    assert [PATH] == [
        problem.place.path for problem in check_case(walls.case()) if problem.place.path == PATH
    ]
