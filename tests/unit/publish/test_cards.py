"""A need that people put together on the board: the site counts it by its cards, and gives nobody away."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from ministudy import MORE, WORDS, MiniStudy, many, put_together

from faden.publish.apart import ALL, CARDS, Parts, Subject, told_numbers
from faden.publish.candidates import Candidates
from faden.publish.closing import closed_numbers
from faden.publish.compose.publication import compose
from faden.publish.compose.view import Material
from faden.publish.gate import judge
from faden.publish.numbers import Numbers, basis, site_numbers
from faden.publish.pages import BarChart, Facts, Page, Paragraph

LEAST = 3
PEOPLE = [f"p{at:02d}" for at in range(12)]
GROUPS = {"a": frozenset(PEOPLE[::2]), "b": frozenset(PEOPLE[1::2])}
PARTS = Parts({"group": GROUPS}, {}, {}, LEAST)
HOLDS = st.frozensets(st.sampled_from(PEOPLE), min_size=1)


def _cards(n: int) -> list[str]:
    return [identifier for identifier, *_ in WORDS[:5]] + [f"c-{letter * 8}" for letter in MORE[: n - 5]]


def _numbers(study: MiniStudy) -> Numbers:
    case = study.case()
    return site_numbers(case, judge(case), Candidates())


def _page(study: MiniStudy, path: str) -> Page:
    case = study.case()
    made = compose(case, judge(case), Material(), draft=True, files={})
    return next(page for page in made.pages["de"] if page.path == path)


def test_the_site_counts_the_cards_of_a_need(study: MiniStudy) -> None:
    """Twenty spoke of what its codes say; ten of them stand behind the cards. App and site tell ten."""
    many(study)
    put_together(study, *_cards(10))

    page = _page(study, "needs/N02")

    told = [value for block in page.blocks if isinstance(block, Facts) for _, value in block.items]
    assert "10 von 25 Personen" in told
    assert any("einzeln zu diesem Bedürfnis gelegt" in str(value) for value in told)
    assert {10} == {
        bar.value for block in page.blocks if isinstance(block, BarChart) for bar in block.bars if bar.value
    }


def test_a_need_without_cards_is_counted_by_its_codes(study: MiniStudy) -> None:
    """And its page says so; a sticky note is nobody's in particular."""
    many(study)
    put_together(study, "W01-n01")

    page = _page(study, "needs/N02")

    told = [value for block in page.blocks if isinstance(block, Facts) for _, value in block.items]
    assert "20 von 25 Personen" in told
    assert "wer etwas sagte, das unter diesen Codes steht" in told


def test_the_method_says_how_many_needs_are_counted_by_cards(study: MiniStudy) -> None:
    """Only where there are some."""
    without = _page(study, "method/index")
    put_together(study, *_cards(5))

    page = _page(study, "method/index")

    said = [b.text for b in page.blocks if isinstance(b, Paragraph) and "Pinnwand" in b.text]
    assert [True] == ["hat: 1 von 2." in text for text in said]
    assert not [b for b in without.blocks if isinstance(b, Paragraph) and "Pinnwand" in b.text]


def test_few_persons_behind_cards_are_not_told(study: MiniStudy) -> None:
    """Two cards of two persons; that under the codes there are many more changes nothing."""
    many(study)
    put_together(study, "c-22222222", "c-33333333")
    case = study.case()

    told = site_numbers(case, judge(case), Candidates()).text(basis(case, case.corpus.needs[1]), "de")

    assert "weniger als 5 von 25 Personen" == told


def test_cards_that_differ_from_the_codes_by_few_persons_are_not_told_beside_them(study: MiniStudy) -> None:
    """Five under the codes of one need, and seven cards of another hold them all: two would be told."""
    many(study)
    put_together(study, *_cards(7))

    numbers = _numbers(study)

    assert None in {numbers.of((CARDS, "N02")), numbers.total(["keine-antwort"]).n}


def test_who_has_withdrawn_is_not_behind_a_card(study: MiniStudy) -> None:
    """The card may still lie there until the withdrawal is carried out."""
    many(study)
    put_together(study, *_cards(10))
    ledger = study.folder.consent.read_text(encoding="utf-8").splitlines()
    ledger = [
        line.replace(",2026-01-10,,,", ",2026-01-10,,2026-02-01,") if "p-222222" in line else line
        for line in ledger
    ]
    study.write("research/consent.csv", "\n".join(ledger) + "\n")

    assert 9 == _numbers(study).of((CARDS, "N02"))


def test_a_need_whose_cards_are_gone_rests_on_nothing(study: MiniStudy) -> None:
    """Others under its codes are something else, in the eyes of who arranged the board."""
    put_together(study, "c-99999999")

    assert "need-without-evidence" in study.codes()


def test_a_board_that_cannot_be_read_stops_the_release(study: MiniStudy) -> None:
    """By which rule a need is counted is then in doubt."""
    study.write("analysis/board.yaml", "format: faden.board/1\ngroups: [{id: g1, by: erste, on: 2026}, 7]\n")

    assert [True] == [p.place.path == "analysis/board.yaml" for p in study.corpus().problems]


@settings(deadline=None, max_examples=40)
@given(st.lists(HOLDS, min_size=1, max_size=2), st.lists(HOLDS, min_size=1, max_size=3))
def test_cards_and_codes_together_tell_of_no_few(
    cards: list[frozenset[str]], codes: list[frozenset[str]]
) -> None:
    """By brute force: a number that is two others together gives away how many are in both."""
    scopes = {ALL: 1, ("group", "a"): 2, ("group", "b"): 2}
    subjects = [Subject((CARDS, f"N{at}"), who, scopes) for at, who in enumerate(cards)]
    subjects += [Subject((f"k{at}",), who, scopes) for at, who in enumerate(codes)]

    told = told_numbers({s.key: s for s in subjects}, PARTS, closed_numbers(subjects, PARTS))

    for both, persons in told.items():
        near = [count for count in told if count[1] == both[1] and told[count] < persons]
        for one in near:
            assert not 0 < len(persons - told[one]) < LEAST
            for other in near:
                if told[one] | told[other] == persons and CARDS in {one[0][0], other[0][0], both[0][0]}:
                    assert not 0 < len(told[one] & told[other]) < LEAST
