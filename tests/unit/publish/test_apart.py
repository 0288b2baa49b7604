"""Numbers told beside each other: nobody subtracts one from another and is left with few persons."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from faden.publish.apart import ALL, CARDS, Count, Parts, Scope, Subject, table, telling, told_numbers
from faden.publish.closing import closed_numbers

LEAST = 3
PEOPLE = [f"p{at:02d}" for at in range(16)]
PLACES = {"x": frozenset(PEOPLE[:9]), "y": frozenset(PEOPLE[9:13]), "z": frozenset(PEOPLE[13:])}
GROUPS = {"a": frozenset(PEOPLE[::3]), "b": frozenset(PEOPLE[1::3]), "c": frozenset(PEOPLE[2::3])}
PARTS = Parts({"group": GROUPS, "place": PLACES}, {}, {}, LEAST)
SCOPES: list[Scope] = [("group", value) for value in GROUPS] + [("place", value) for value in PLACES]
SPOKE = st.dictionaries(
    st.sampled_from("klmnop"), st.frozensets(st.sampled_from(PEOPLE)), min_size=2, max_size=5
)
BUNDLES = st.lists(st.frozensets(st.sampled_from("klmnop"), min_size=1), max_size=4, unique=True)


def _subjects(spoke: dict[str, frozenset[str]], bundles: list[frozenset[str]]) -> list[Subject]:
    keys = {(code,) for code in spoke} | {tuple(sorted(each & set(spoke))) for each in bundles} - {()}
    scopes = {ALL: 1} | dict.fromkeys(SCOPES, 2)
    return [Subject(key, frozenset().union(*(spoke[code] for code in key)), scopes) for key in sorted(keys)]


def _told(subjects: list[Subject]) -> dict[Count, frozenset[str]]:
    """What is told, and what is as good as told: a total of whose parts all are told, the last part."""
    told = told_numbers({s.key: s for s in subjects}, PARTS, closed_numbers(subjects, PARTS))
    for subject in subjects:
        for dimension, divided in PARTS.persons.items():
            missing = [value for value in divided if (subject.key, (dimension, value)) not in told]
            if not missing:
                told[subject.key, ALL] = subject.persons
            elif len(missing) == 1 and (subject.key, ALL) in told:
                told[subject.key, (dimension, missing[0])] = subject.persons & divided[missing[0]]
    return told


@settings(deadline=None)
@given(SPOKE, BUNDLES)
def test_no_two_numbers_tell_of_few_persons(
    spoke: dict[str, frozenset[str]], bundles: list[frozenset[str]]
) -> None:
    """By brute force, over totals and parts, those recomputed included; whoever lies within whom is known."""
    told = _told(_subjects(spoke, bundles))

    near = [
        (one, other)
        for one, other in combinations(told, 2)
        if (one[1] == other[1] or ALL in {one[1], other[1]})
        and (told[one] < told[other] or told[other] < told[one])
        and abs(len(told[one]) - len(told[other])) < LEAST
    ]
    assert [] == near
    assert all(len(persons) == 0 or len(persons) >= LEAST for persons in told.values())


@settings(deadline=None)
@given(SPOKE, BUNDLES)
def test_no_sum_tells_of_few_persons(spoke: dict[str, frozenset[str]], bundles: list[frozenset[str]]) -> None:
    """A total less any of its parts, and the same of the difference of two totals."""
    subjects = _subjects(spoke, bundles)
    told = told_numbers({s.key: s for s in subjects}, PARTS, closed_numbers(subjects, PARTS))
    totals = [(frozenset[str](), ())] + [(who, key) for (key, scope), who in told.items() if scope == ALL]

    for (less, inner), (more, outer) in combinations(sorted(totals, key=lambda each: len(each[0])), 2):
        if not less <= more:
            continue
        for dimension, divided in PARTS.persons.items():
            rest = more - less
            for value, who in divided.items():
                place = (dimension, value)
                if (outer, place) in told and (not inner or (inner, place) in told):
                    rest -= who
            assert not 0 < len(rest) < LEAST


@settings(deadline=None)
@given(SPOKE, BUNDLES)
def test_those_who_spoke_of_two_are_not_told_where_they_are_few(
    spoke: dict[str, frozenset[str]], bundles: list[frozenset[str]]
) -> None:
    """The numbers of two codes less that of both together is the number of persons who spoke of each."""
    subjects = _subjects(spoke, bundles)
    told = told_numbers({s.key: s for s in subjects}, PARTS, closed_numbers(subjects, PARTS))

    for (one, here), (other, there) in combinations(told, 2):
        both = tuple(sorted({*one, *other}))
        if here == there and (both, here) in told and both not in {one, other}:
            assert not 0 < len(told[one, here] & told[other, here]) < LEAST


@given(SPOKE, BUNDLES)
def test_the_same_numbers_are_hidden_in_whatever_order_they_come(
    spoke: dict[str, frozenset[str]], bundles: list[frozenset[str]]
) -> None:
    """A site built twice is the same site."""
    subjects = _subjects(spoke, bundles)

    assert closed_numbers(subjects, PARTS) == closed_numbers(subjects[::-1], PARTS)


def test_numbers_far_enough_apart_are_all_told() -> None:
    """Nothing is hidden that gives nobody away: five of eleven, six others."""
    few, many = frozenset(PEOPLE[:5]), frozenset(PEOPLE[:11])
    subjects = [Subject(("k",), few, {ALL: 1}), Subject(("k", "l"), many, {ALL: 1})]

    assert frozenset() == closed_numbers(subjects, PARTS)


def test_of_two_numbers_too_close_the_less_important_is_given_up() -> None:
    """A finding before a need: its total can be told as “at least”, a bar cannot."""
    need = Subject(("k", "l"), frozenset(PEOPLE[:7]), {ALL: 1})
    finding = Subject(("k",), frozenset(PEOPLE[:5]), {ALL: 2})

    assert {(("k",), ALL)} == closed_numbers([need, finding], PARTS)


def test_a_total_less_one_part_leaves_no_few() -> None:
    """Five in one place and two elsewhere, whose number is not told at all: the part is hidden, too."""
    parts = Parts({"place": PLACES}, {"place": frozenset({"y", "z"})}, {}, LEAST)
    persons = frozenset([*PEOPLE[:5], *PEOPLE[9:11]])

    assert {"x": None, "y": None, "z": None} == table(persons, "place", parts)


@given(spoke=SPOKE, bundles=BUNDLES, cards=st.lists(st.frozensets(st.sampled_from(PEOPLE)), max_size=2))
@settings(max_examples=60)
def test_what_one_key_takes_part_in_is_found_alone(
    spoke: dict[str, frozenset[str]], bundles: list[frozenset[str]], cards: list[frozenset[str]]
) -> None:
    """So that after a number is given up only its key has to be looked at anew."""
    scopes = {ALL: 1} | dict.fromkeys(SCOPES, 2)
    by_cards = [Subject((CARDS, f"N{at}"), persons, scopes) for at, persons in enumerate(cards)]
    subjects = [*_subjects(spoke, bundles), *by_cards]
    told = told_numbers({s.key: s for s in subjects}, PARTS, frozenset())
    found = Counter(frozenset(each) for each in telling(told, PARTS))

    for subject in subjects:
        key = subject.key
        alone = Counter(frozenset(each) for each in telling(told, PARTS, key))
        assert alone == Counter({each: n for each, n in found.items() if any(k == key for k, _ in each)})
