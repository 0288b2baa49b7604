"""Decisions: each answer is a rule, holds no name in its log, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from faden.core.problems import StudyError
from faden.protection.pseudonyms.candidates import Candidate, Occurrence
from faden.protection.pseudonyms.decisions import Answer, Choice, State, decide, take_back
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.labels import propose
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.replacing import Finder
from faden.protection.pseudonyms.standing import tidy_label

WHO = {"by": "mira", "on": "2025-06-01"}


def candidate(identifier: str, kind: Kind, *forms: str, places: tuple[str, ...] = ("I01/t2",)) -> Candidate:
    """A candidate whose forms stand in some turns."""
    found = tuple(
        Occurrence(place.split("/")[0], place.split("/")[1], 0, 0, len(form), form)
        for place in places
        for form in forms
    )
    return Candidate(identifier, kind, forms[0].casefold(), forms, found)


KARIM = candidate("k" * 12, Kind.PERSON, "Karim", "Karims", "كريم")
KIEL = candidate("o" * 12, Kind.PLACE, "Kiel", places=("I01/t2", "I02/t4"))
AGE = candidate("a" * 12, Kind.AGE, "34")
START = State(open=(KARIM, KIEL, AGE), salt=b"salt")


def test_dp_06_an_answer_becomes_a_rule_for_all_later_texts() -> None:
    """All spellings of a person get one label, in every text."""
    state = decide(START, KARIM.id, Answer(Choice.REPLACE, "Bruder"), **WHO)
    finder = Finder(list(enumerate(state.names)))

    assert "[Bruder]s Chef und [Bruder]" == finder.clear("Karims Chef und كريم")
    assert (KIEL, AGE) == state.open


def test_dp_06_the_same_person_has_the_same_label() -> None:
    """A spelling that was found later joins the person whom the list knows."""
    state = decide(START, KARIM.id, Answer(Choice.REPLACE, "Bruder"), **WHO)
    later = candidate("b" * 12, Kind.PERSON, "Karem")
    state = decide(replace(state, open=(later,)), later.id, Answer(Choice.SAME, "[Bruder]"), **WHO)

    assert {"[Bruder]"} == {name.label for name in state.names}
    assert "[Bruder]" == Finder(list(enumerate(state.names))).clear("Karem")


def test_what_is_left_everywhere_is_not_replaced() -> None:
    """And it is remembered."""
    state = decide(START, KIEL.id, Answer(Choice.KEEP), **WHO)

    assert [("Kiel", "everywhere", "mira")] == [(d.form, d.scope, d.by) for d in state.dismissals]
    assert () == state.names


def test_what_is_left_in_one_place_waits_in_the_others() -> None:
    """A town may be harmless in one sentence and telling in the next."""
    state = decide(START, KIEL.id, Answer(Choice.KEEP_HERE, place="I01/t2"), **WHO)

    waiting = state.candidate(KIEL.id)
    assert waiting is not None
    assert ["I02"] == [o.transcript for o in waiting.occurrences]
    assert ["I01/t2"] == [d.scope for d in state.dismissals]


def test_an_age_is_replaced_only_where_it_was_found() -> None:
    """34 is not always an age; two persons may be of one age."""
    state = decide(START, AGE.id, Answer(Choice.REPLACE, "[Alter 30–34]"), **WHO)
    other = candidate("c" * 12, Kind.AGE, "33", places=("I02/t9",))
    state = decide(replace(state, open=(other,)), other.id, Answer(Choice.REPLACE, "[Alter 30–34]"), **WHO)

    assert () == state.names
    assert {("34", "I01/t2"), ("33", "I02/t9")} == {(s.form, s.place) for s in state.spots}


def test_later_changes_nothing_but_the_order() -> None:
    """Nothing is decided."""
    state = decide(START, KARIM.id, Answer(Choice.LATER), **WHO)

    assert replace(START, later=(KARIM.id,)) == state


@pytest.mark.parametrize(
    "answer", [Answer(Choice.REPLACE, "Nachbarin"), Answer(Choice.SAME, "[Patin Hanne]")]
)
def test_a_name_that_an_earlier_label_holds_is_refused(answer: Answer) -> None:
    """The list would contradict itself: nothing could be decided or taken back any more."""
    hanne = candidate("h" * 12, Kind.PERSON, "Hanne")
    state = decide(START, KARIM.id, Answer(Choice.REPLACE, "Patin Hanne"), **WHO)
    with pytest.raises(StudyError) as caught:
        decide(replace(state, open=(hanne,)), hanne.id, answer, **WHO)

    assert "label-held" == caught.value.problem.code
    assert "Hanne" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(Choice.REPLACE, " [] "), "label-empty"),
        (Answer(Choice.REPLACE, "Freund von Karim"), "label-names"),
        (Answer(Choice.REPLACE, "karim"), "label-names"),
        (Answer(Choice.REPLACE, "[Tante]"), "label-taken"),
        (Answer(Choice.SAME, "[Onkel]"), "label-unknown"),
        (Answer(Choice.KEEP_HERE, place="I09/t1"), "place-unknown"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer: Answer, code: str) -> None:
    """The state stays; the message holds no name."""
    start = replace(START, names=(Name(name="Fatima", label="[Tante]", kind="person"),))
    with pytest.raises(StudyError) as caught:
        decide(start, KARIM.id, answer, **WHO)

    assert code == caught.value.problem.code
    assert "Karim" not in str(caught.value)


def test_a_candidate_is_decided_once() -> None:
    """Two windows may show the same question."""
    state = decide(START, KARIM.id, Answer(Choice.KEEP), **WHO)
    with pytest.raises(StudyError) as caught:
        decide(state, KARIM.id, Answer(Choice.KEEP), **WHO)

    assert "candidate-unknown" == caught.value.problem.code


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Choice.REPLACE, "Bruder"),
        Answer(Choice.KEEP),
        Answer(Choice.KEEP_HERE, place="I01/t2"),
    ],
)
def test_a_decision_can_be_taken_back(answer: Answer) -> None:
    """The candidate waits again, the rule is gone, the log tells both."""
    state = take_back(decide(START, KARIM.id, answer, **WHO), **WHO)

    assert {c.id: c for c in START.open} == {c.id: c for c in state.open}
    assert ((), (), ()) == (state.names, state.dismissals, state.spots)
    assert [answer.choice.value, "taken-back"] == [row.decision for row in state.log]


def test_there_is_an_end_to_taking_back() -> None:
    """Nothing decided, nothing to take back."""
    with pytest.raises(StudyError) as caught:
        take_back(START, **WHO)

    assert "decision-none-left" == caught.value.problem.code


def test_dp_06_the_log_holds_no_clear_name() -> None:
    """Id, kind, label, decision, who, when, how often."""
    state = decide(START, KARIM.id, Answer(Choice.REPLACE, "Bruder"), **WHO)
    state = decide(state, KIEL.id, Answer(Choice.KEEP), **WHO)

    assert not any(name in repr(state.log) for name in ("Karim", "كريم", "Kiel"))
    assert [(1, "replace", 3), (2, "keep", 2)] == [(r.number, r.decision, r.times) for r in state.log]


def test_one_answer_settles_candidates_of_the_same_words() -> None:
    """Kiel as a place and as an organisation is asked once."""
    twin = candidate("d" * 12, Kind.ORGANISATION, "Kiel")
    start = replace(START, open=(KIEL, twin))
    state = decide(start, KIEL.id, Answer(Choice.REPLACE, "Stadt A"), **WHO)

    assert () == state.open
    assert {KIEL.id, twin.id} == {c.id for c in take_back(state, **WHO).open}


@pytest.mark.parametrize(
    ("typed", "label"),
    [("Bruder", "[Bruder]"), (" [ Bruder ] ", "[Bruder]"), ("a·b\n|c\x1b", "[a b c]"), ("", ""), ("[]", "")],
)
def test_a_label_has_one_form(typed: str, label: str) -> None:
    """In brackets, on one line, without what files and screens would take for something else."""
    assert label == tidy_label(typed)


def test_proposals_are_unique_and_hold_no_name() -> None:
    """The next free letter; never a word of the name."""
    place = candidate("e" * 12, Kind.PLACE, "Ort")
    state = replace(START, names=(Name(name="Omar", label="[Person A]", kind="person"),))

    assert "[Person B]" == propose(KARIM, state).label
    assert "[Angabe A]" == propose(place, state).label
    assert "[Alter 30–34]" == propose(AGE, state).label


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("14.03.2024", "[Datum 2024-03]"),
        ("2024-03-14", "[Datum 2024-03]"),
        ("3. Februar 2024", "[Datum 2024-02]"),
        ("May 2021", "[Datum 2021-05]"),
        ("14. März", "[Datum 1]"),
        ("Sommer 2019", "[Datum 2019]"),
        ("im März", "[Datum 1]"),
    ],
)
def test_dates_are_proposed_by_month(form: str, label: str) -> None:
    """The day is left out; where no year is told, a number stands for it."""
    assert label == propose(candidate("f" * 12, Kind.DATE, form), START).label


def test_the_kind_that_a_person_says_becomes_the_rule() -> None:
    """Taken for a person, it is a place: so in the list and in the log, and back again."""
    state = decide(START, KARIM.id, Answer(Choice.REPLACE, "Ort A", kind="place"), **WHO)

    assert ("[Ort A]", "place") == (state.names[0].label, state.names[0].kind)
    assert "place" == state.log[-1].kind
    assert KARIM in take_back(state, **WHO).open


def test_a_number_of_another_kind_is_replaced_where_it_was_found() -> None:
    """What is only an age in one place is one nowhere else."""
    state = decide(START, KIEL.id, Answer(Choice.REPLACE, "Alter A", kind="age"), **WHO)

    assert {"age"} == {spot.kind for spot in state.spots}
    assert () == state.names


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(Choice.SAME, "[Ort A]"), "label-kind"),
        (Answer(Choice.SAME, "[Bruder]", kind="place"), "label-kind"),
        (Answer(Choice.REPLACE, "Ort B", kind="planet"), "kind-unknown"),
    ],
)
def test_a_label_stands_for_things_of_one_kind(answer: Answer, code: str) -> None:
    """A person is no place, and nobody becomes one by a slip of the finger."""
    names = (
        Name(name="Bremen", label="[Ort A]", kind="place"),
        Name(name="Omar", label="[Bruder]", kind="person"),
    )
    with pytest.raises(StudyError) as refused:
        decide(replace(START, names=names), KARIM.id, answer, **WHO)

    assert code == refused.value.problem.code


def test_a_label_of_a_kind_of_the_users_own_stands_for_anything() -> None:
    """Lists that people bring along know other kinds."""
    state = replace(START, names=(Name(name="Omar", label="[Bruder]", kind="Verwandte"),))

    assert "[Bruder]" == decide(state, KARIM.id, Answer(Choice.SAME, "[Bruder]"), **WHO).names[-1].label
