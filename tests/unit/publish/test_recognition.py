"""Nobody is recognised by what is quoted: facts in words and pages, people in the study and the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import PEOPLE, WORDS, MiniStudy

from faden.core.problems import Severity, errors
from faden.publish.exposure import Crowd, Exposed, Fact, shown
from faden.publish.exposure_details import band, details, fits, introduced
from faden.publish.exposure_population import lower_share
from faden.publish.exposure_verdict import decide

PERSONS = "research/participants.csv"
TALK = "interviews/W01.md"
FIRST = "c-22222222"


def _says(study: MiniStudy, words: str, *, more: tuple[str, str] = ("", "")) -> None:
    """The first person says something, and may be quoted with it in the finding and the need."""
    study.edit(TALK, "Ich habe dreißig Mal geschrieben, und niemand hat geantwortet.", f"{words} {more[1]}")
    study.edit("analysis/codebook.yaml", 'quote: "niemand hat geantwortet"', f'quote: "{words}"')
    codings = [(FIRST, "keine-antwort", "t2", words), *WORDS[1:]]
    if more[1]:
        codings.append((more[0], "keine-antwort", "t2", more[1]))
        study.edit("analysis/needs.yaml", f"codings: [{FIRST}]", f"codings: [{FIRST}, {more[0]}]")
    study.code(*codings)


def _all_speak_german(study: MiniStudy) -> None:
    study.edit(TALK, "::: original ar", "::: original de")


def _record(study: MiniStudy, column: int, **values: str) -> None:
    """Write one column of the table of persons."""
    path = study.folder.participants
    lines = path.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        cells = line.split(",")
        if cells[0].removeprefix("p-") in values:
            cells[column] = values[cells[0].removeprefix("p-")]
            lines[at] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_dp_07_what_enough_people_share_is_shown(study: MiniStudy) -> None:
    """Five residents who speak German are as old as the words tell."""
    _says(study, "Ich bin 40 und niemand antwortet.")

    assert FIRST in study.verdict().quotations


def test_dp_07_what_too_few_share_is_withheld_with_reason_and_suggestion(study: MiniStudy) -> None:
    """Nobody else is known to be 62; what is told stands in the problem, never the words."""
    _says(study, "Ich bin 62 und niemand antwortet.")

    verdict = study.verdict()
    (problem,) = [p for p in verdict.problems if p.code == "quotation-recognisable"]
    assert "quotation-recognisable" == verdict.withheld[FIRST]
    assert "age 62" == problem.params["facts"]
    assert Severity.NOTE is problem.severity


def test_dp_07_in_a_small_place_more_people_are_needed(study: MiniStudy) -> None:
    """Seven are enough for five, but not for ten, where four thousand live."""
    study.edit("research/context.yaml", "value: 20000", "value: 4000")

    assert {"quotation-among-few"} == set(study.verdict().withheld.values())


def test_dp_07_the_people_of_the_place_count_too(study: MiniStudy) -> None:
    """Six residents and one official were asked, but only four residents are said to live there."""
    study.edit("research/context.yaml", "residents: {population: 15000", "residents: {population: 4")
    study.edit("research/context.yaml", "administration: {population: 90", "administration: {population: 0")

    assert {} == study.verdict().quotations


def test_dp_07_a_share_that_is_known_is_taken(study: MiniStudy) -> None:
    """One in ten thousand of fifteen thousand is this one person, whoever was asked."""
    _says(study, "Ich bin 40 und niemand antwortet.")
    share = 'population: 15000, shares: {age_band: {"35-44": 0.0001}}'
    study.edit("research/context.yaml", "population: 15000", share)

    assert "quotation-recognisable" == study.verdict().withheld[FIRST]


def test_dp_07_a_place_of_unknown_population_is_a_problem(study: MiniStudy) -> None:
    """A rule that cannot decide reports."""
    study.write("research/context.yaml", "format: faden.context/1\nmunicipalities: []\n")

    assert ["research/context.yaml"] == study.found("population-unknown")
    assert "population-unknown" in {p.code for p in errors(study.problems())}


def test_dp_07_the_sentence_before_a_quotation_tells_too(study: MiniStudy) -> None:
    """Only one of them is known to be a woman."""
    _record(study, 4, **{"222222": "f"})
    study.edit("analysis/findings/F01.md", "Es warten [[reach]].", "Eine Frau sagt:")

    assert "quotation-recognisable" == study.verdict().withheld[FIRST]


def test_dp_07_what_people_have_noted_counts(study: MiniStudy) -> None:
    """No pattern sees everything that words tell."""
    note = f"tells:\n  - {{coding: {FIRST}, facts: {{occupation: hebamme}}, by: erste}}\n"
    study.write("research/redlist.yaml", f"format: faden.redlist/1\n{note}")

    assert "quotation-recognisable" == study.verdict().withheld[FIRST]


def test_dp_07_a_label_for_an_occupation_tells_of_the_speaker(study: MiniStudy) -> None:
    """Nobody else speaks of it."""
    label = "{label: '[Beruf 1]', ladder: occupation}"
    study.write("research/labels.yaml", f"format: faden.labels/1\nlabels:\n  - {label}\n")
    _says(study, "Als [Beruf 1] warte ich auch.")

    assert "quotation-recognisable" == study.verdict().withheld[FIRST]


def test_dp_07_a_role_is_told_more_widely_before_words_are_withheld() -> None:
    """Of eight landlords two have children; with the residents who do, they are enough."""
    groups = {f"l{n}": "landlords" for n in range(8)} | {f"r{n}": "residents" for n in range(9)}
    children: Fact = ("household", "children")
    holds = {
        ("language", "de"): frozenset(groups),
        children: frozenset({"l0", "l1", *(f"r{n}" for n in range(5))}),
    }
    sides = {"landlords": "market", "residents": "residents"}
    crowd = Crowd(groups, sides, holds, least=lambda _: 5, estimate=lambda *_: 1000.0)

    told = shown(crowd, [Exposed("c-1", "l0", "de"), Exposed("c-2", "l1", "de", frozenset({children}))])

    assert {"c-1": "group:landlords", "c-2": "participant"} == told.labels
    assert {"c-2"} == set(told.wider)


def test_dp_08_two_quotations_that_are_unique_together_are_not_both_shown(study: MiniStudy) -> None:
    """Five are about forty, five have children, four are both; each alone could stand."""
    _all_speak_german(study)
    _record(study, 3, **{"777777": "65-74"})
    families = ("222222", "333333", "444444", "555555", "777777")
    _record(study, 7, **dict.fromkeys(families, "family-children"))
    _says(study, "Ich bin 40 und niemand antwortet.", more=("c-88888888", "Meine Kinder warten auch."))

    verdict = study.verdict()

    assert {FIRST: "quotation-recognisable-together"} == dict(verdict.withheld)
    assert "c-88888888" in verdict.quotations


def test_dp_08_two_quotations_that_stay_common_are_both_shown(study: MiniStudy) -> None:
    """All six are about forty and have children."""
    _all_speak_german(study)
    _record(study, 7, **dict.fromkeys([p.removeprefix("p-") for p in PEOPLE], "family-children"))
    _says(study, "Ich bin 40 und niemand antwortet.", more=("c-88888888", "Meine Kinder warten auch."))

    assert {} == study.verdict().withheld


def test_counter_evidence_that_is_withheld_is_named(study: MiniStudy) -> None:
    """All of it, so that it is a warning."""
    study.edit(TALK, "Bei uns ging es schnell, zwei Tage", "Ich bin 62, bei uns ging es schnell, zwei Tage")
    study.edit("analysis/codebook.yaml", "Bei uns ging es schnell", "bei uns ging es schnell")
    study.code(*WORDS[:-1], ("c-77777777", "schnelle-antwort", "t7", "Ich bin 62, bei uns ging es schnell"))

    (problem,) = [p for p in study.problems() if p.code == "counter-evidence-withheld"]

    assert ("F01", 1, 1, Severity.WARNING) == (
        problem.params["finding"],
        problem.params["n"],
        problem.params["of"],
        problem.severity,
    )


def test_the_same_study_is_decided_once(study: MiniStudy) -> None:
    """Rules and gate ask the same answer, and get it at once."""
    case = study.case()

    assert decide(case) is decide(case)


@pytest.mark.parametrize(
    ("words", "language", "told"),
    [
        ("Ich bin 72 und suche", "de", {("age", "72")}),
        ("Ich bin 20 Minuten gelaufen", "de", set()),
        ("mit meinen drei Kindern", "de", {("household", "children")}),
        ("Ich war Ärztin in Homs", "de", {("occupation", "ärztin")}),
        ("Ich bin der vom Haus", "de", set()),
        ("Ich komme aus Eritrea", "de", {("origin", "eritrea")}),
        ("seit sechs Jahren hier", "de", {("arrived", "told")}),
        ("my husband says", "en", {("household", "partner"), ("gender", "f")}),
        ("I was a teacher", "en", {("occupation", "teacher")}),
        ("كنت مديرة مستودع", "ar", {("occupation", "مديرة")}),
        ("мій чоловік каже", "uk", {("household", "partner"), ("gender", "f")}),
        ("من مهندس بودم", "fa", {("occupation", "مهندس")}),
    ],
)
def test_words_tell_of_who_says_them(words: str, language: str, told: set[tuple[str, str]]) -> None:
    """In the first person only."""
    assert told == {(d.attribute, d.value) for d in details(words, language)}


@given(st.text(), st.sampled_from(["de", "en", "ar", "fa", "uk", "ti", "xx"]))
def test_no_text_is_too_strange_to_be_looked_at(text: str, language: str) -> None:
    """Whatever Unicode holds; and what is found stands in the text."""
    for detail in (*details(text, language), *introduced(text, language)):
        assert detail.words in text


@pytest.mark.parametrize(
    ("attribute", "value", "recorded", "expected"),
    [
        ("age", "72", "65-74", True),
        ("age", "75", "75+", True),
        ("age", "75", "unbekannt", False),
        ("household", "children", "single-parent", True),
        ("household", "alone", "single-parent", False),
        ("household", "children", "", False),
        ("gender", "f", "F", True),
    ],
)
def test_what_is_not_recorded_is_not_known(
    attribute: str,
    value: str,
    recorded: str,
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A missing attribute hides nobody else."""
    assert expected is fits(attribute, value, recorded)


def test_bands_of_age_are_understood() -> None:
    """Or empty."""
    assert (range(25, 35), range(75, 130), range(0)) == (band("25-34"), band("75+"), band("alt"))


@given(st.integers(0, 60), st.integers(0, 60))
def test_an_unknown_share_is_estimated_from_below(n: int, more: int) -> None:
    """Never above what was found, never below nothing."""
    of = n + more

    assert 0 <= lower_share(n, of) <= (n / of if of else 0) + 1e-9


_GROUPS = {f"p{n}": ("a", "b", "c")[n % 3] for n in range(24)}
_SIDES = {"a": "residents", "b": "residents", "c": "market"}
_FACTS = [(attribute, str(value)) for attribute in ("x", "y", "z", "w") for value in range(3)]


@given(
    st.dictionaries(st.sampled_from(_FACTS), st.frozensets(st.sampled_from(sorted(_GROUPS)), min_size=1)),
    st.lists(st.tuples(st.integers(0, 3), st.frozensets(st.sampled_from(_FACTS), max_size=3), st.booleans())),
    st.integers(3, 8),
)
def test_dp_08_everything_shown_of_a_person_is_shared_by_enough(
    holds: dict[Fact, frozenset[str]], quotes: list[tuple[int, frozenset[Fact], bool]], k: int
) -> None:
    """By brute force: who could carry the label and shares all facts of all quotations shown."""
    speaks = {("language", "de"): frozenset(p for p in _GROUPS if p not in {"p1", "p2"})}
    exposed = [
        Exposed(f"c-{at}", f"p{person}", "de", facts, hideable=hideable)
        for at, (person, facts, hideable) in enumerate(quotes)
    ]
    known = {
        fact: holds.get(fact, frozenset()) | {q.person for q in exposed if fact in q.facts} for fact in _FACTS
    } | speaks
    crowd = Crowd(_GROUPS, _SIDES, known, least=lambda _: k, estimate=lambda *_: 1000.0)

    told = shown(crowd, exposed)

    for person in {q.person for q in exposed}:
        own = [q for q in exposed if q.person == person and q.coding in told.labels]
        facts = frozenset().union(*(q.told(hidden=q.coding in told.hidden) for q in own))
        for label in {told.labels[q.coding] for q in own}:
            kind, _, name = label.partition(":")
            among = {p for p, g in _GROUPS.items() if kind == "participant" or name in {g, _SIDES[g]}}
            assert k <= sum(all(p in known[fact] for fact in facts) for p in among)
    assert {q.coding for q in exposed} == {*told.labels, *told.alone, *told.together}


def test_many_facts_of_one_person_are_decided_in_time() -> None:
    """Where not every choice can be tried, facts go one by one; what is left is shared by enough."""
    groups = dict.fromkeys((f"p{n}" for n in range(40)), "a")
    facts: list[Fact] = [("x", str(n)) for n in range(30)]
    holds = {fact: frozenset(f"p{n}" for n in range(0, 40, 1 + at % 7)) for at, fact in enumerate(facts)}
    holds["language", "de"] = frozenset(groups)
    crowd = Crowd(groups, {"a": "market"}, holds, least=lambda _: 5, estimate=lambda *_: 1000.0)

    told = shown(crowd, [Exposed(f"c-{n}", "p0", "de", frozenset({fact})) for n, fact in enumerate(facts)])

    union = frozenset(facts[int(coding.removeprefix("c-"))] for coding in told.labels)
    assert len(crowd.sharing(union)) >= 5
    assert len(told.labels) >= 12
