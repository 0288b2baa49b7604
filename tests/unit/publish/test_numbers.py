"""Numbers and names as they are told: attribution, counts by group, marks in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import ALL, OFFICE, PEOPLE, WORDS, MiniStudy

from faden.publish.attribution import attribution_text, label_groups
from faden.publish.counts import Told, percent, reached, sizes, spoken
from faden.publish.exposure import NOTHING
from faden.publish.exposure_case import Sample, crowd
from faden.publish.marks import Counting, count_text, filled, unknown_marks
from faden.publish.numbers import Numbers

PERSONS = "research/participants.csv"
GROUPS = "research/study.yaml"
SIDES = {"helpers": "residents", "residents": "residents", "administration": "institutions"}
HELPERS = """\
groups:
  - {id: helpers, name: {de: "Helfende", en: "Helpers"}, role: {de: "Hilft", en: "Helper"}, side: residents}
"""


def _move(study: MiniStudy, *people: str, group: str) -> None:
    for person in people:
        study.edit(PERSONS, f"{person},residents,", f"{person},{group},")


def _attributed(study: MiniStudy, coding: str = "c-22222222") -> str:
    case = study.case()
    people = crowd(case, Sample(case), ())
    return people.label(case.index.found[coding].participant or "", NOTHING)


def test_a_group_that_is_large_enough_is_named_by_its_role(study: MiniStudy) -> None:
    """Six residents and nine helpers, and the threshold is five."""
    _larger(study)

    assert "group:residents" == _attributed(study)


def test_a_small_group_is_named_by_its_side() -> None:
    """Two helpers and four residents are six of one side; beside them the one official is merged in."""
    told = label_groups({"helpers": 2, "residents": 4}, SIDES, 5)

    assert {"helpers": "side:residents", "residents": "side:residents"} == told


def test_the_side_beside_a_told_role_is_not_named() -> None:
    """Ten of a side, eight with a told role: the label of the side would be carried by two."""
    told = label_groups({"residents": 8, "helpers": 2, "administration": 5, "": 3}, SIDES, 5)

    assert "participant" == told["helpers"] == told[""]
    assert "group:residents" == told["residents"]


@given(
    st.dictionaries(st.sampled_from(["", "a", "b", "c", "d", "e", "gone"]), st.integers(0, 12)),
    st.integers(3, 8),
)
def test_every_label_is_carried_by_enough_persons(sizes: dict[str, int], k: int) -> None:
    """By brute force: count who carries each label; too small a study tells none."""
    sides = {"a": "residents", "b": "residents", "c": "market", "d": "market", "e": "institutions"}

    told = label_groups(sizes, sides, k)

    carried: dict[str, int] = {}
    for group, key in told.items():
        carried[key] = carried.get(key, 0) + sizes[group]
    assert all(n == 0 or n >= k for n in carried.values())
    assert set(told) == (set(sizes) if not 0 < sum(sizes.values()) < k else set())


def test_in_too_small_a_study_every_quotation_is_withheld(study: MiniStudy) -> None:
    """Seven persons, and the threshold is eight."""
    study.edit(GROUPS, "k: 5", "k: 8")

    verdict = study.verdict()

    assert {} == verdict.quotations
    assert {"quotation-among-few"} == set(verdict.withheld.values())


def test_a_small_side_is_not_named(study: MiniStudy) -> None:
    """One person of the administration is a participant; alone as such it would be that very person."""
    study.code(*WORDS, ("c-88888888", "keine-antwort", "t9", "manchmal dauert es"))

    assert "participant" == _attributed(study, "c-88888888")
    assert "participant" == _attributed(study)


def test_a_person_without_a_group_is_a_participant(study: MiniStudy) -> None:
    """What is not known is not told."""
    study.edit(PERSONS, f"{PEOPLE[0]},residents,", f"{PEOPLE[0]},,")

    assert "participant" == _attributed(study)


def test_who_has_withdrawn_hides_nobody_else(study: MiniStudy) -> None:
    """Of six residents two are gone: four are too few to name the role."""
    study.consents(dict.fromkeys((*PEOPLE[:4], OFFICE), ALL))
    with study.folder.consent.open("a", encoding="utf-8") as file:
        for person in PEOPLE[4:]:
            file.write(f"{person},{ALL},v1,de,written,,2026-01-10,,2026-02-01,\n")

    assert "participant" == _attributed(study)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("group:residents", "Resident"),
        ("group:gone", "Participant"),
        ("side:market", "Person who lets flats"),
        ("participant", "Participant"),
    ],
)
def test_an_attribution_is_a_role_in_words(study: MiniStudy, key: str, told: str) -> None:
    """In the language of the page; never an id."""
    assert told == attribution_text(study.case(), key, "en")


def test_sizes_of_small_groups_are_not_told(study: MiniStudy) -> None:
    """Nor, beside the total, that of the only other group."""
    assert {"residents": None, "administration": None} == sizes(study.case(), "group")
    assert {"ort": 7} == sizes(study.case(), "municipality")


def _larger(study: MiniStudy) -> None:
    """Three further groups, so that not everything has to be hidden."""
    study.edit(GROUPS, "groups:\n", HELPERS)
    study.edit(GROUPS, "side: institutions", "side: market")
    letters = "bcdfghjkmnpqrstvwxz"
    rows, speakers, turns = [], [], []
    for at, letter in enumerate(letters):
        group = "helpers" if at < 9 else "administration"
        rows.append(f"p-{letter * 6},{group},ort,35-44,,de,,,W01")
        speakers.append(f"  Q{at}: {{role: participant, participant: p-{letter * 6}}}")
        turns.append(f"## t{at + 20} · Q{at}\n\nIch sage auch etwas, Nummer {at}.")
    with study.folder.participants.open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    study.edit("interviews/W01.md", "  A1: {role", "\n".join(speakers) + "\n  A1: {role")
    with study.folder.transcript("W01").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n\n".join(turns) + "\n")


def test_large_groups_are_told_with_how_many_were_asked(study: MiniStudy) -> None:
    """And those for whom it holds, as long as they are not few."""
    _larger(study)

    told = reached(study.case(), ["keine-antwort"], "group")

    assert {"helpers": Told(0, 9), "residents": Told(5, 6), "administration": Told(0, 11)} == told


def test_a_small_number_takes_the_next_one_with_it(study: MiniStudy) -> None:
    """Five of six residents and one helper: with the total six, the one would be seen."""
    _larger(study)
    study.code(*WORDS, ("c-88888888", "keine-antwort", "t20", "Ich sage auch etwas"))

    told = reached(study.case(), ["keine-antwort"], "group")

    assert {"helpers": Told(None, 9), "residents": Told(None, 6), "administration": Told(0, 11)} == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("reach", "5 von 7 Personen"),
        ("reach municipality=ort", "5 von 7 Personen"),
        ("reach group=residents", "Personen in nicht genannter Zahl"),
        ("reach group=administration", "Personen in nicht genannter Zahl"),
        ("reach group=gibt-es-nicht", "Personen in nicht genannter Zahl"),
        ("municipalities", "1 von 1 Ort"),
    ],
)
def test_a_sentence_tells_no_more_than_a_chart(study: MiniStudy, words: str, told: str) -> None:
    """Of one person asked, “fewer than five” would be that very person."""
    assert told == filled(words, Counting(study.case(), ("keine-antwort",), "de"))


def test_a_hidden_number_of_a_large_group_says_that_it_is_hidden(study: MiniStudy) -> None:
    """It may be large and hidden to protect another."""
    _larger(study)
    study.code(*WORDS, ("c-88888888", "keine-antwort", "t20", "Ich sage auch etwas"))

    told = filled("reach group=residents", Counting(study.case(), ("keine-antwort",), "en"))

    assert "fewer than 5 or not numbered, of 6 persons" == told


def test_no_side_is_told_where_the_size_of_a_group_is_hidden(study: MiniStudy) -> None:
    """Six residents of ten of their side, and four helpers whose number is hidden: ten less six is four."""
    _larger(study)
    with study.folder.participants.open("r", encoding="utf-8") as file:
        text = file.read()
    study.write(PERSONS, text.replace(",helpers,", ",administration,", 7))

    assert {"residents": None, "market": None} == sizes(study.case(), "side")
    told = reached(study.case(), ["keine-antwort"], "side")
    assert {"residents": Told(None, None), "market": Told(None, None)} == told


def test_no_number_of_a_side_is_told_where_that_of_a_group_is_hidden(study: MiniStudy) -> None:
    """Six of fifteen on the side; told beside residents it would give the one helper away."""
    _larger(study)
    study.code(*WORDS, ("c-88888888", "keine-antwort", "t20", "Ich sage auch etwas"))

    told = reached(study.case(), ["keine-antwort"], "side")

    assert {"residents": Told(None, 15), "market": Told(None, 11)} == told


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "weniger als 5 von 7 Personen"),
        (4, "weniger als 5 von 7 Personen"),
        (6, "mindestens 5 von 7 Personen"),
    ],
)
def test_a_number_that_nobody_announced_is_told_truly(study: MiniStudy, n: int, told: str) -> None:
    """Not exactly, since nobody has looked whether it may be; nobody at all is not “at least five”."""
    assert told == Numbers(study.case(), ()).text_of(("schnelle-antwort",), n, "de")


def test_a_mark_that_is_no_count_is_not_filled(study: MiniStudy) -> None:
    """The gate has stopped it before."""
    with pytest.raises(KeyError):
        filled("alle", Counting(study.case(), (), "de"))


@pytest.mark.parametrize(
    ("n", "told"), [(0, "0 of 61 persons"), (1, "fewer than 5 of 61 persons"), (5, "5 of 61 persons")]
)
def test_few_are_not_numbered(n: int, told: str) -> None:
    """None is a finding, one to four are people one could look for."""
    assert told == count_text(n, 61, 5, "en")


def test_unknown_marks_are_found_with_their_place(study: MiniStudy) -> None:
    """Among known ones."""
    text = "[[reach]] [[reach group=residents]] [[c-22222222]] [[reach group=x]] [[Reach]] [[reach  side=a]]"

    assert ["reach group=x", "Reach", "reach  side=a"] == [m.words for m in unknown_marks(text, study.case())]


@pytest.mark.parametrize(("n", "of", "told"), [(5, 19, None), (5, 20, 25), (0, 0, None), (1, 30, 3)])
def test_dp_09_percentages_need_a_base(n: int, of: int, told: int | None) -> None:
    """Below twenty persons a percentage would feign what a number tells better."""
    assert told == percent(n, of, 20)


def test_dp_08_a_language_of_few_is_not_named(study: MiniStudy) -> None:
    """One of seven speaks Arabic; the next language is told with it, so that the line stands for more."""
    assert {"": 7} == spoken(study.case())


def test_languages_of_enough_people_are_named(study: MiniStudy) -> None:
    """Where nobody speaks another one."""
    study.edit("interviews/W01.md", "::: original ar", "::: original de")

    assert {"de": 7} == spoken(study.case())
