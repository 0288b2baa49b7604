"""Numbers of a site tell of who was quoted where nobody else spoke of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ministudy import MORE, WORDS, MiniStudy, many

from faden.publish.exposure_verdict import decide

if TYPE_CHECKING:
    from faden.publish.verdict import Verdict

FIRST = "c-22222222"
YOUNG = "Ich bin 40 und niemand antwortet."


def _two_places(study: MiniStudy) -> None:
    """Six residents of one place, of whom one is of forty, and eighteen of another, who all are."""
    many(study)
    second = '  - {id: dorf, name: "Dorf", kind: municipality, fictional: true}\n'
    study.edit("research/study.yaml", "groups:\n", second + "groups:\n")
    context = study.folder.context.read_text(encoding="utf-8")
    place = context[context.index("  - id: ort") :].replace("id: ort", "id: dorf")
    study.write("research/context.yaml", context.rstrip("\n") + "\n" + place)
    rows = study.folder.participants.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [
        row.replace(",ort,", ",dorf,")
        if row[2] in MORE
        else row
        if row.startswith("p-222222")
        else row.replace("35-44", "65-74")
        for row in rows
    ]
    study.write("research/participants.csv", "".join(rows))
    study.edit("interviews/W01.md", "Ich habe dreißig Mal geschrieben, und niemand hat geantwortet.", YOUNG)
    study.edit("analysis/codebook.yaml", 'quote: "niemand hat geantwortet"', f'quote: "{YOUNG}"')


def _spoke(study: MiniStudy, there: int) -> None:
    """Five of the one place have no answer, and so many of the other one."""
    more = [(f"c-{x * 8}", "keine-antwort", f"t{20 + at}", "Ich sage auch") for at, x in enumerate(MORE)]
    study.code((FIRST, "keine-antwort", "t2", YOUNG), *WORDS[1:], *more[:there])


def _withheld_for(verdict: Verdict) -> list[object]:
    """What is told of the first quotation too much."""
    found = [p for p in verdict.problems if p.code == "quotation-recognisable"]
    return [p.params["facts"] for p in found if p.params["coding"] == FIRST]


def test_dp_07_a_place_that_numbers_tell_counts(study: MiniStudy) -> None:
    """Nobody of the other place spoke of it: of those of forty, one is left."""
    _two_places(study)
    _spoke(study, there=0)

    verdict = study.verdict()

    assert ["age 40, places ort"] == _withheld_for(verdict)
    assert FIRST not in verdict.quotations


@pytest.mark.parametrize("there", [3, 8])
def test_dp_07_a_place_that_numbers_leave_open_does_not_count(study: MiniStudy, there: int) -> None:
    """Few of the other place or many spoke of it, too, told or not: it may be any of nineteen."""
    _two_places(study)
    _spoke(study, there=there)

    assert FIRST in study.verdict().quotations


def test_dp_07_a_group_that_numbers_tell_counts(study: MiniStudy) -> None:
    """All who spoke of it are residents, and those of the administration who are of forty are no help."""
    _two_places(study)
    path = study.folder.participants
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [r.replace("residents,dorf", "administration,ort") if r[2] in MORE else r for r in rows]
    path.write_text("".join(rows), encoding="utf-8")
    _spoke(study, there=0)

    verdict = study.verdict()

    assert ["age 40, groups residents"] == _withheld_for(verdict)


def test_dp_07_cards_tell_of_the_place_of_those_behind_them(study: MiniStudy) -> None:
    """Under the codes there are others; the need is counted by its cards, and they are all of one place."""
    _two_places(study)
    _spoke(study, there=8)
    study.edit("analysis/findings/F01.md", "codes: [keine-antwort]", "codes: [schnelle-antwort]")
    cards = ", ".join([FIRST, *(coding for coding, *_ in WORDS[1:5])])
    group = f"{{id: g1, by: erste, on: 2026, need: N01, cards: [{cards}]}}"
    study.write("analysis/board.yaml", f"format: faden.board/1\ngroups: [{group}]\n")

    assert "quotation-recognisable" == decide(study.case()).withheld[FIRST]


@pytest.mark.parametrize("mixed", [False, True])
def test_dp_07_a_persona_tells_a_role_that_its_quotation_does_not(study: MiniStudy, *, mixed: bool) -> None:
    """One resident and eighteen helpers are of forty: beside a persona of residents alone it is that one."""
    _two_places(study)
    helpers = '  - {id: helpers, name: {de: "H", en: "H"}, role: {de: "H", en: "H"}, side: market}\n'
    study.edit("research/study.yaml", "coders:\n", helpers + "coders:\n")
    path = study.folder.participants
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(r.replace("residents,dorf", "helpers,ort") for r in rows), encoding="utf-8")
    _spoke(study, there=8)
    study.edit("analysis/personas/PE01.yaml", "quotations: [c-55555555]", f"quotations: [{FIRST}]")
    if mixed:
        study.edit("analysis/personas/PE01.yaml", "[p-222222,", "[p-bbbbbb, p-222222,")

    verdict = study.verdict()

    assert "participant" == verdict.quotations[FIRST]
    found = [p.params["coding"] for p in verdict.problems if p.code == "persona-tells-role"]
    assert ([] if mixed else [FIRST]) == found
