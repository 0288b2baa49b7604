"""Search in a study: what is found, where it stands, and whose words are left out."""

from __future__ import annotations

import pytest
from ministudy import ALL, OFFICE, PEOPLE, MiniStudy

from faden.build.passages import find_spots
from faden.build.searching import Filters, Finder, Found, refuse_unknown
from faden.core.problems import StudyError
from faden.core.text import words


def _find(study: MiniStudy, typed: str, **filters: tuple[str, ...]) -> Found:
    return Finder(study.case()).find(typed, Filters(**filters))


def _turns(found: Found) -> list[str]:
    return [hit.turn for hit in found.hits]


def _withdraw(study: MiniStudy, person: str) -> None:
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    study.edit(
        "research/consent.csv",
        f"{person},{ALL},v1,de,written,,2026-01-10,,,",
        f"{person},{ALL},v1,de,written,,2026-01-10,,2026-02-01,",
    )


def test_a_hit_says_where_its_words_stand(study: MiniStudy) -> None:
    """Quotation, place, speaker and matched words; offsets are those of the transcript."""
    hit = _find(study, "Absage").hits[0]

    assert ("W01", "t3", "P2", "participant", "residents", "ort", "de") == (
        hit.transcript, hit.turn, hit.speaker, hit.role, hit.group, hit.municipality, hit.language,
    )  # fmt: skip
    assert ["Absage"] == [hit.text[start:end] for start, end in hit.marks]
    text = study.corpus().transcripts["W01"].turns[2].parts[0].text
    assert hit.text == text[hit.start : hit.end]


def test_a_hit_in_another_language_comes_with_what_was_interpreted(study: MiniStudy) -> None:
    """Who reads no Arabic reads what the interpreter said, and the other way round only where it helps."""
    hit = _find(study, "كتبت").hits[0]

    assert ("ar", "rtl", "original") == (hit.language, hit.direction, hit.part)
    assert hit.version is not None
    assert ("interpretation", "de") == (hit.version.kind, hit.version.language)


def test_a_turn_is_one_hit(study: MiniStudy) -> None:
    """Original and interpretation of the same words do not stand twice."""
    found = _find(study, "geschrieben كتبت")

    assert sorted(set(_turns(found))) == sorted(_turns(found))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"t2", "t9"}),
        ({"groups": ("administration",)}, {"t9"}),
        ({"codes": ("antworten",)}, {"t2"}),
        ({"roles": ("facilitator",)}, set()),
        ({"languages": ("ar",)}, set()),
        ({"transcripts": ("I01",)}, set()),
        ({"municipalities": ("ort",)}, {"t2", "t9"}),
    ],
)
def test_filters_narrow_what_is_found(
    study: MiniStudy, filters: dict[str, tuple[str, ...]], expected: set[str]
) -> None:
    """A code counts with those below it; groups are those of the participants."""
    found = _find(study, "antworten", **filters)

    assert expected == set(_turns(found)) & {"t2", "t9"}


@pytest.mark.parametrize("name", ["codes", "groups", "municipalities", "roles", "languages", "transcripts"])
def test_a_filter_that_the_study_does_not_have_is_refused(study: MiniStudy, name: str) -> None:
    """A spelling mistake would look like “nobody said so”."""
    with pytest.raises(StudyError, match="search-filter-unknown"):
        refuse_unknown(study.case(), Filters(**{name: ("nonsense",)}))


def test_codes_of_others_are_not_searched_while_one_codes_blind(study: MiniStudy) -> None:
    """Who may not see a coding may not find words by it either."""
    found = Finder(study.case()).find(
        "geantwortet", Filters(codes=("keine-antwort",)), blind=frozenset({"W01"})
    )

    assert () == found.hits


@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_of_those_who_have_withdrawn_is_found(study: MiniStudy, person: str) -> None:
    """Neither their words nor what an interpreter said for them."""
    before = [spot for spot in find_spots(study.case())[0] if spot.participant == person]
    _withdraw(study, person)
    finder = Finder(study.case())

    assert before
    for spot in before:
        for word in words(spot.part.text):
            assert spot.turn.id not in _turns(finder.find(word, limit=1000))


def test_a_model_reads_only_those_who_allow_analysis(study: MiniStudy) -> None:
    """Words of all others, and of those who ask and moderate, are found by reading alone."""
    some = dict.fromkeys((*PEOPLE, OFFICE), ALL) | {PEOPLE[0]: "take-part quote publish"}
    study.consents(some)
    spots, passages = find_spots(study.case())

    read = {spot.turn.id for spot, one in zip(spots, passages, strict=True) if one.machine}

    assert {"t3", "t4", "t5", "t6", "t7", "t8", "t9"} == read
    assert "t2" in _turns(_find(study, "niemand"))
    assert 1 == _find(study, "niemand").unread


def test_nothing_is_found_where_nothing_is_asked(study: MiniStudy) -> None:
    """An empty question has no hits, and no doubt."""
    assert (0, False) == ((found := _find(study, "  ")).turns, found.doubtful)


def test_what_was_computed_is_kept_until_words_change(study: MiniStudy) -> None:
    """Coding on does not have everything read anew; a transcript that was edited does."""
    first = Finder(study.case())
    study.code()
    second = Finder(study.case(), first)
    study.edit("interviews/W01.md", "Ich warte seit Mai", "Ich warte seit Juni")
    third = Finder(study.case(), second)

    assert second.same_words(first)
    assert not third.same_words(second)


@pytest.mark.slow
def test_meaning_is_asked_once_the_vectors_are_there(study: MiniStudy) -> None:
    """An English question finds German words; the vectors are kept by the study."""
    finder = Finder(study.case())
    assert not finder.find("refusal letter").by_meaning
    told: list[tuple[int, int]] = []

    assert finder.warm(lambda done, of: told.append((done, of)) is None)
    assert told[-1][0] == told[-1][1]
    first = finder.find("Nobody replied to my letters", language="en").hits[0]
    assert (True, "meaning") == (first.turn in {"t2", "t4", "t5"}, first.reason)
    assert (study.folder.cache / "vectors/vectors.sqlite").is_file()


@pytest.mark.slow
def test_preparing_can_be_stopped(study: MiniStudy) -> None:
    """Where the study changed meanwhile, what was begun is not finished."""
    finder = Finder(study.case())

    assert not finder.warm(lambda _done, _of: False)
    assert not finder.by_meaning
