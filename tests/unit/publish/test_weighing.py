"""What a site may tell of the weight of needs: no small number, and nothing that would give one away."""

from __future__ import annotations

from ministudy import WORDS, MiniStudy

from faden.publish.candidates import Candidate, Candidates, Sentence
from faden.publish.compose.publication import compose
from faden.publish.compose.view import Material
from faden.publish.counts import Told
from faden.publish.gate import judge
from faden.publish.numbers import Numbers, held, site_numbers
from faden.publish.pages import BarChart, Facts, Page, PointMap, Table, Way

JOURNEY = """\
format: faden.journey/1
id: weg
title: {de: Der Weg, en: The way}
steps:
  - {id: suchen, name: {de: Suchen, en: Searching}, codes: [keine-antwort], needs: [N01]}
  - {id: warten, name: {de: Warten, en: Waiting}}
synthetic: true
by: erste
on: 2026-07
"""
NOTES = """\
# faden.notes/1 synthetic
note,group,cluster,votes_refugees,votes_institutions,votes_market,text
n01,residents,Antwort,6,2,,Sagt etwas
n02,residents,Papiere,2,0,,Zu viele
"""
WORKSHOP = """\
format: faden.workshop/1
id: W01
title: {de: Erster, en: First}
aim: {de: Ziel, en: Aim}
phase: define
counts: {residents: 6, administration: 1}
headings:
  - {cluster: Antwort, name: {de: Eine Antwort, en: A reply}, by: erste, on: 2026-02}
  - {cluster: Papiere, name: {de: Papiere, en: Papers}, by: erste, on: 2026-02}
"""


def _many(study: MiniStudy) -> None:
    """Twelve more residents and six more of the administration, all of whom speak."""
    letters = "bcdfghjkmnpqrstvwx"
    rows, speakers, turns = [], [], []
    for at, letter in enumerate(letters):
        group = "residents" if at < 12 else "administration"
        rows.append(f"p-{letter * 6},{group},ort,35-44,,de,,,W01")
        speakers.append(f"  Q{at}: {{role: participant, participant: p-{letter * 6}}}")
        turns.append(f"\n## t{20 + at} · Q{at}\n\nIch sage auch etwas.\n")
    with study.folder.participants.open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    path = "interviews/W01.md"
    text = study.folder.transcript("W01").read_text(encoding="utf-8")
    study.write(
        path, text.replace("speakers:\n", "speakers:\n" + "\n".join(speakers) + "\n") + "".join(turns)
    )


def _numbers(study: MiniStudy) -> Numbers:
    case = study.case()
    return site_numbers(case, judge(case), Candidates())


def _page(study: MiniStudy, path: str) -> Page | None:
    case = study.case()
    made = compose(case, judge(case), Material(), draft=True, files={})
    return next((page for page in made.pages["de"] if page.path == path), None)


def test_a_group_and_all_others_are_told_together(study: MiniStudy) -> None:
    """Five of eighteen residents and none of seven others: with the total, one gives the other away."""
    _many(study)
    study.code(*WORDS)

    assert (Told(5, 18), Told(0, 7)) == _numbers(study).beside(["keine-antwort"], "residents")


def test_neither_is_told_where_few_others_said_so(study: MiniStudy) -> None:
    """One person of the administration spoke of it: six less five is one."""
    _many(study)
    study.code(*WORDS, ("c-88888888", "keine-antwort", "t9", "manchmal dauert es"))

    assert (Told(None, 18), Told(None, 7)) == _numbers(study).beside(["keine-antwort"], "residents")


def test_nothing_is_told_where_few_others_were_asked(study: MiniStudy) -> None:
    """Six residents and one of the administration."""
    study.code(*WORDS)

    assert (Told(None, None), Told(None, None)) == _numbers(study).beside(["keine-antwort"], "residents")


def test_the_map_holds_every_need_that_is_shown(study: MiniStudy) -> None:
    """What cannot be told stands in its list without a number."""
    _many(study)
    study.code(*WORDS)

    page = _page(study, "needs/index")

    assert page is not None
    (drawn,) = [block for block in page.blocks if isinstance(block, PointMap)]
    assert [(5, 0)] == [(point.across, point.up) for point in drawn.points[:1]]


def test_a_journey_tells_persons_and_where_there_is_no_data(study: MiniStudy) -> None:
    """A step without codes is not filled with words."""
    _many(study)
    study.code(*WORDS)
    study.write("analysis/journeys/weg.yaml", JOURNEY)

    page = _page(study, "needs/journey-weg")

    assert page is not None
    (way,) = [block for block in page.blocks if isinstance(block, Way)]
    told = [station.told for station in way.stations]
    assert ["Davon sprachen: 5 von 25 Personen", "Dazu liegt nichts vor."] == told


def test_a_journey_tells_no_number_that_another_makes_small(study: MiniStudy) -> None:
    """Six under a code, five under one below it: the sixth person would be told by subtraction."""
    _many(study)
    study.code(*WORDS)
    study.edit("analysis/needs.yaml", "codes: [antworten]", "codes: [keine-antwort]")
    wider = JOURNEY.replace("en: Waiting}}", "en: Waiting}, codes: [keine-antwort, schnelle-antwort]}")
    study.write("analysis/journeys/weg.yaml", wider.replace("codes: [keine-antwort],", "codes: [antworten],"))

    page = _page(study, "needs/journey-weg")

    assert page is not None
    (way,) = [block for block in page.blocks if isinstance(block, Way)]
    assert not any("von 25" in one.told for one in way.stations)


def test_a_journey_names_only_what_exists(study: MiniStudy) -> None:
    """A code or need that leads nowhere stops the release."""
    study.write("analysis/journeys/weg.yaml", JOURNEY.replace("keine-antwort", "gibt-es-nicht"))

    assert "code-unknown" in study.codes()


def test_a_journey_in_order_adds_no_problem(study: MiniStudy) -> None:
    """The same study with and without it."""
    before = study.codes()
    study.write("analysis/journeys/weg.yaml", JOURNEY)

    assert before == study.codes()


def test_votes_of_a_small_side_are_not_told(study: MiniStudy) -> None:
    """Six residents were in the room and one of the administration; two dots are hidden too."""
    study.write("interviews/notes/W01.csv", NOTES)
    study.write("research/workshops/W01.yaml", WORKSHOP)

    page = _page(study, "needs/votes")

    assert page is not None
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    assert ("Gruppe von Zetteln", "Geflüchtete, Bewohnende") == table.head
    assert "6" == table.rows[0][1]
    assert "2" not in {row[1] for row in table.rows}


def test_groups_of_hidden_votes_stand_in_the_order_of_the_board(study: MiniStudy) -> None:
    """Two and four dots are not told; which of them is more is not told by their places either."""
    notes = f"{NOTES}n03,residents,Wege,4,0,,Zu weit\n"
    study.write("interviews/notes/W01.csv", notes)
    heading = "  - {cluster: Wege, name: {de: Wege, en: Ways}, by: erste, on: 2026-02}\n"
    study.write("research/workshops/W01.yaml", WORKSHOP + heading)

    page = _page(study, "needs/votes")

    assert page is not None
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    assert ["Eine Antwort", "Papiere", "Wege"] == [row[0] for row in table.rows]


def test_a_heading_nobody_has_cleared_is_not_published(study: MiniStudy) -> None:
    """Somebody typed it off a wall; a name may stand in it. It is counted as missing."""
    study.write("interviews/notes/W01.csv", NOTES.replace("Papiere", "Frau Meier fragen"))
    study.write("research/workshops/W01.yaml", WORKSHOP)

    page = _page(study, "needs/votes")

    assert page is not None
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    assert ["Eine Antwort"] == [row[0] for row in table.rows]
    assert "(1)" in table.note
    assert "Meier" not in str(page)


def test_without_a_cleared_heading_there_is_no_page(study: MiniStudy) -> None:
    """A table of numbers for nothing that has a name."""
    study.write("interviews/notes/W01.csv", NOTES)
    study.write("research/workshops/W01.yaml", WORKSHOP[: WORKSHOP.index("headings:")])

    assert _page(study, "needs/votes") is None


def test_headings_not_cleared_are_told_with_their_number_only(study: MiniStudy) -> None:
    """The message does not repeat what may hold a name."""
    study.write("interviews/notes/W01.csv", NOTES.replace("Papiere", "Frau Meier fragen"))
    study.write("research/workshops/W01.yaml", WORKSHOP)

    (found,) = [problem for problem in study.problems() if problem.code == "headings-not-cleared"]

    assert "research/workshops/W01.yaml:7" == str(found.place)
    assert {"n": 1, "notes": "interviews/notes/W01.csv"} == found.params


def test_a_heading_that_is_cleared_twice_or_hangs_nowhere_is_told(study: MiniStudy) -> None:
    """One of two would win without a word; a slip of the pen would hide a group without a word."""
    again = "  - {cluster: Antwort, name: {de: Echo, en: Echo}, by: erste, on: 2026-02}\n"
    slip = "  - {cluster: Papire, name: {de: Formulare, en: Forms}, by: erste, on: 2026-02}\n"
    study.write("interviews/notes/W01.csv", NOTES)
    study.write("research/workshops/W01.yaml", WORKSHOP + again + slip)

    told = {problem.code: problem for problem in study.problems() if problem.code.startswith("heading-")}

    assert {"heading-twice", "heading-not-on-board"} == set(told)
    assert "research/workshops/W01.yaml:10" == str(told["heading-twice"].place)
    assert {"name": "Echo", "line": 8} == told["heading-twice"].params
    assert "research/workshops/W01.yaml:11" == str(told["heading-not-on-board"].place)
    assert {"name": "Formulare", "notes": "interviews/notes/W01.csv"} == told["heading-not-on-board"].params


def test_a_heading_without_a_board_is_told(study: MiniStudy) -> None:
    """The file of notes may be called by another name."""
    study.write("research/workshops/W01.yaml", WORKSHOP)

    assert 2 == len(study.found("heading-not-on-board"))


def test_cleared_headings_are_no_problem(study: MiniStudy) -> None:
    """All of the board are cleared, in the words in which they hang there."""
    before = study.codes()
    study.write("interviews/notes/W01.csv", NOTES)
    study.write("research/workshops/W01.yaml", WORKSHOP)

    assert before == study.codes()


def test_a_cleared_heading_may_name_nobody_either(study: MiniStudy) -> None:
    """What is published instead is a text of the team and looked at like one."""
    study.write("interviews/notes/W01.csv", NOTES)
    study.write("research/workshops/W01.yaml", WORKSHOP.replace("de: Papiere", "de: Frau Meier fragen"))

    assert "third-person-named" in study.codes()


def test_without_a_side_that_is_large_enough_there_is_no_page(study: MiniStudy) -> None:
    """Nothing is better than a page of hidden numbers."""
    study.write("interviews/notes/W01.csv", NOTES)
    study.write("research/workshops/W01.yaml", WORKSHOP.replace("residents: 6", "residents: 4"))

    assert _page(study, "needs/votes") is None


def _close(study: MiniStudy) -> None:
    """Six persons under need N02, five of them under finding F01 and need N01."""
    _many(study)
    study.code(*WORDS)


def test_a_finding_within_a_need_is_not_told_exactly(study: MiniStudy) -> None:
    """Six under the need, five under the finding: the sixth would be told by subtraction."""
    _close(study)

    numbers = _numbers(study)

    totals = [numbers.total(["keine-antwort"]).n, numbers.total(["antworten"]).n]
    assert totals in ([None, 6], [5, None])


def test_what_is_not_told_is_told_nowhere_on_the_site(study: MiniStudy) -> None:
    """Overview, page of the need, page of the finding and evidence say the same."""
    _close(study)
    words = _numbers(study).text(["keine-antwort"], "de")

    need, finding = _page(study, "needs/N01"), _page(study, "findings/F01")

    assert need is not None
    assert finding is not None
    facts = [
        value for page in (need, finding) for b in page.blocks if isinstance(b, Facts) for _, value in b.items
    ]
    assert 2 == facts.count(words)
    charts = [b for page in (need, finding) for b in page.blocks if isinstance(b, BarChart)]
    assert all(words in chart.description for chart in charts)


def test_what_is_not_told_is_told_as_at_least(study: MiniStudy) -> None:
    """Never more than what is told anyway, so that the bound itself gives nothing away."""
    _close(study)

    numbers = _numbers(study)

    untold = next(c for c in (["keine-antwort"], ["antworten"]) if numbers.total(c).n is None)
    assert "mindestens 5 von 25 Personen" == numbers.text(untold, "de")


def test_a_number_nobody_announced_is_not_told(study: MiniStudy) -> None:
    """What was not looked at beside the others stays hidden."""
    _close(study)

    numbers = _numbers(study)

    assert numbers.total(["schnelle-antwort", "keine-antwort"]).n is None
    assert {None} == {told.n for told in numbers.reached(["schnelle-antwort"], "group").values()}


def test_equal_codes_are_told_alike_wherever_they_stand(study: MiniStudy) -> None:
    """A step of a journey under a need's very codes tells what the need tells, or neither does."""
    _close(study)
    study.write("analysis/journeys/weg.yaml", JOURNEY)
    case = study.case()

    numbers = _numbers(study)

    assert held(case, ["keine-antwort"]) == held(case, ["keine-antwort", "keine-antwort"])
    assert numbers.total(["keine-antwort"]) == numbers.total(["keine-antwort", "keine-antwort"])


def _row(study: MiniStudy, candidate: Candidate) -> str:
    """What the page of candidates says of one."""
    case = study.case()
    material = Material(candidates=Candidates((candidate,)))
    made = compose(case, judge(case), material, draft=True, files={})
    page = next(page for page in made.pages["de"] if page.path == "method/candidates")
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    return " | ".join(str(value) for value in table.rows[0])


ALL_SIX = tuple(coding for coding, *_ in WORDS)


def test_a_candidate_names_groups_and_languages_of_enough_persons(study: MiniStudy) -> None:
    """Six residents, all of whom spoke German."""
    study.edit("interviews/W01.md", "P3 · ar", "P3")
    study.edit("interviews/W01.md", "::: original ar", "::: original de")
    _close(study)

    told = _row(study, Candidate("K01", {}, ALL_SIX, 0.9))

    assert "darunter Bewohnende" in told
    assert "gesprochen auf: Deutsch" in told


def test_a_candidate_names_no_language_that_the_site_does_not_tell(study: MiniStudy) -> None:
    """One person spoke Arabic; of the others' language that one would be told by what is missing."""
    _close(study)

    assert "gesprochen" not in _row(study, Candidate("K01", {}, ALL_SIX, 0.9))


def test_a_candidate_of_few_persons_names_no_group(study: MiniStudy) -> None:
    """Four residents are not told, neither as a number nor as a word."""
    _close(study)

    told = _row(study, Candidate("K01", {}, ALL_SIX[:4], 0.9))

    assert "Bewohnende" not in told
    assert "gesprochen" not in told


def test_a_proposed_sentence_is_shown_only_as_a_quotation_of_the_site(study: MiniStudy) -> None:
    """Need N01 quotes the one coding; nobody has looked at the words of the other for the site."""
    quoted, other = Sentence("c-22222222", 0, 7), Sentence("c-33333333", 0, 4)

    shown = [_row(study, Candidate("K01", {}, ALL_SIX, 0.9, each)) for each in (quoted, other, None)]

    assert [True, False, False] == ["„niemand“" in each for each in shown]
    assert not any("eine" in each for each in shown)
