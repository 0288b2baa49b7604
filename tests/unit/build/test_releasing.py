"""What a release leaves behind, and what the next one is compared with."""

from __future__ import annotations

import datetime as dt

import pytest
from ministudy import MORE, WORDS, MiniStudy, many, put_together

from faden.build.leaks import Sought, listed
from faden.build.publication import Prepared, prepare, study_digest
from faden.build.releasing import NUMBERS, RELEASES, check_before, check_differences, note_release
from faden.core.problems import Severity, StudyError
from faden.interviews.transcript import content_hash
from faden.protection.leaks.keys import format_scan_list, listed_notes, make_key
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.noted import Searched
from faden.protection.pseudonyms.notes import read_notes

KEY = make_key([Name(name="Ilona Fredersdorf", label="[A]", kind="person")], secret=bytes(32))
DAY = dt.date(2026, 3, 1)
SIX = (*WORDS, ("c-88888888", "keine-antwort", "t7", "Bei uns ging es schnell"))
SEVEN = (*SIX, ("c-99999999", "keine-antwort", "t9", "manchmal dauert es"))


def _released(study: MiniStudy) -> Prepared:
    prepared = prepare(study.folder, draft=False, on=DAY)
    note_release(study.folder, prepared, files=3, pages=2, on=DAY)
    return prepared


def _warned(study: MiniStudy) -> list[dict[str, object]]:
    prepared = prepare(study.folder, draft=False, on=DAY)
    found = list(check_differences(study.folder, prepared))
    assert {"release-tells-of-few"} >= {problem.code for problem in found}
    assert {Severity.WARNING} >= {problem.severity for problem in found}
    return [dict(problem.params) for problem in found]


def test_one_person_more_since_the_last_release_is_told(study: MiniStudy) -> None:
    """Six then and seven now: whoever has both versions knows what the seventh said."""
    study.code(*SIX)
    _released(study)
    study.code(*SEVEN)

    (warned,) = _warned(study)

    assert "N01, F01: 6 → 7" in str(warned["shown"])
    assert ("2026-03-01", 5) == (warned["on"], warned["least"])


def test_one_person_more_is_told_where_a_code_came_below_another(study: MiniStudy) -> None:
    """The need is counted by more codes than before, and is still the same line of the site."""
    study.code(*SIX)
    _released(study)
    below = "  - id: keine-antwort\n        name:"
    child = "children:\n          - {id: absage, name: {de: Absage}, kind: pain}\n        name:"
    study.edit("analysis/codebook.yaml", below, below.replace("name:", child))
    study.code(*SEVEN)

    (warned,) = _warned(study)

    assert "N01, F01: 6 → 7" in str(warned["shown"])


CARDS = [*(identifier for identifier, *_ in WORDS), *(f"c-{letter * 8}" for letter in MORE[:12])]
"""Cards of eighteen of the twenty persons under the codes of N02."""


def test_a_need_counted_by_cards_since_is_compared_with_its_codes_then(study: MiniStudy) -> None:
    """Twenty under the codes then, eighteen behind the cards now: of the two others is told."""
    many(study)
    _released(study)
    put_together(study, *CARDS)

    (warned,) = _warned(study)

    assert "N02: 20 → 18" in str(warned["shown"])


def test_a_need_counted_by_codes_since_is_compared_with_its_cards_then(study: MiniStudy) -> None:
    """The board was taken back: the same the other way round."""
    many(study)
    put_together(study, *CARDS)
    _released(study)
    (study.folder.root / "analysis" / "board.yaml").unlink()

    (warned,) = _warned(study)

    assert "N02: 18 → 20" in str(warned["shown"])


def test_a_need_that_stands_on_other_codes_since_is_compared(study: MiniStudy) -> None:
    """Its page is the same, though none of its codes is."""
    fast = [(f"{coding[:9]}b", "schnelle-antwort", turn, words) for coding, _, turn, words in SEVEN]
    study.code(*SIX, *fast)
    _released(study)
    study.edit("analysis/needs.yaml", "codes: [keine-antwort]", "codes: [schnelle-antwort]")

    (warned,) = _warned(study)

    assert "N01: 6 → 7" in str(warned["shown"])


@pytest.mark.parametrize("cards_first", [True, False])
def test_releases_noted_before_needs_were_kept_by_id_are_compared_too(
    study: MiniStudy, *, cards_first: bool
) -> None:
    """They name codes and cards only; a need is then what its cards were, else its codes."""
    many(study)
    if cards_first:
        put_together(study, *CARDS)
    _released(study)
    path = study.folder.root / NUMBERS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ":need" not in line), encoding="utf-8")
    if cards_first:
        (study.folder.root / "analysis" / "board.yaml").unlink()
    else:
        put_together(study, *CARDS)

    (warned,) = _warned(study)

    assert f"N02: {'18 → 20' if cards_first else '20 → 18'}" in str(warned["shown"])


def test_few_are_as_many_as_the_site_takes_for_few(study: MiniStudy) -> None:
    """What stands in its tables counts, not from how many persons somebody may be quoted."""
    study.edit("research/study.yaml", "{k: 5,", "{k: 3,")
    study.code(*SIX)
    _released(study)
    study.edit("analysis/findings/F01.md", "certainty: high", "certainty: medium")
    line = "2026-03-01,abc,keine-antwort,,,9\n"
    path = study.folder.root / NUMBERS
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")

    assert ["9 → 6"] == [str(each["shown"]).rsplit(": ", 1)[-1] for each in _warned(study)]


def test_the_same_numbers_again_are_no_difference(study: MiniStudy) -> None:
    """Words may change, pages may come: nobody is told of by that."""
    study.code(*SIX)
    _released(study)
    study.edit("analysis/findings/F01.md", "certainty: high", "certainty: medium")

    assert [] == _warned(study)


def test_each_earlier_release_is_looked_at(study: MiniStudy) -> None:
    """Somebody may have kept the first one; back at its numbers, the second one still differs."""
    study.code(*SIX)
    _released(study)
    study.code(*SEVEN)
    _released(study)
    study.code(*SIX)
    study.edit("analysis/findings/F01.md", "certainty: high", "certainty: medium")

    (warned,) = _warned(study)

    assert "7 → 6" in str(warned["shown"])


def test_what_is_noted_changes_no_digest_and_stands_once(study: MiniStudy) -> None:
    """The reviews of a release still count when it is made a second time."""
    before = study_digest(study.folder)
    _released(study)
    noted = (study.folder.root / NUMBERS).read_text(encoding="utf-8")
    _released(study)

    assert before == study_digest(study.folder)
    assert noted == (study.folder.root / NUMBERS).read_text(encoding="utf-8")
    assert noted.startswith("# faden.numbers/1\non,digest,what,among,value,n\n")


def test_a_list_that_cannot_be_read_is_left_as_it_is(study: MiniStudy) -> None:
    """With the line and the value; neither list is written."""
    study.write(NUMBERS, "# faden.numbers/1\non,digest,what,among,value,n\n2026-03-01,abc,antwort,,,viele\n")

    with pytest.raises(StudyError, match=r"released-numbers\.csv:3"):
        _released(study)

    assert "viele" in (study.folder.root / NUMBERS).read_text(encoding="utf-8")
    assert not (study.folder.root / RELEASES).exists()


def test_notes_that_nobody_searched_stop_a_release(study: MiniStudy) -> None:
    """As conversations that nobody has cleared do; a scan list tells what was searched, too."""
    study.write("interviews/notes/W01.csv", "# faden.notes/1\nnote,text\nn01,Frau Brandt\n")
    path = study.folder.root / "interviews/notes/W01.csv"
    prepared = prepare(study.folder, draft=False, on=DAY)
    read = content_hash(read_notes(study.folder, path))
    known = {study.folder.shown(path): Searched((read,), 0), "W01": Searched(("other",), 3)}

    unknown = {p.code for p in check_before(study.folder, prepared, Sought(KEY))}
    waits = {p.code for p in check_before(study.folder, prepared, Sought(KEY, notes=_waiting(known)))}
    told = listed_notes(format_scan_list(KEY, notes=listed(study.folder, Sought(KEY, notes=known))))
    done = Sought(KEY, notes={name: Searched(one.hashes, one.waiting) for name, one in told.items()})

    assert "notes-not-searched" in unknown
    assert "notes-undecided" in waits
    assert ["interviews/notes/W01.csv"] == [*told]
    assert not {"notes-not-searched", "notes-undecided"} & {
        p.code for p in check_before(study.folder, prepared, done)
    }


def _waiting(known: dict[str, Searched]) -> dict[str, Searched]:
    return {name: Searched(one.hashes, 2) for name, one in known.items()}
