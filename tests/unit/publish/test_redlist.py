"""The red list, names of third persons, and words that mark people."""

from __future__ import annotations

import pytest
from ministudy import WORDS, MiniStudy

from faden.core.problems import Severity
from faden.publish.redlist import CATEGORIES, hits, named, words_digest
from faden.publish.wordlists import found, packaged

FIRST = "c-22222222"
ILL = "Seit dem Krebs hat niemand geantwortet."


def _says(study: MiniStudy, words: str) -> None:
    study.edit("interviews/W01.md", "Ich habe dreißig Mal geschrieben, und niemand hat geantwortet.", words)
    study.edit("analysis/codebook.yaml", 'quote: "niemand hat geantwortet"', f'quote: "{words}"')
    study.code((FIRST, "keine-antwort", "t2", words), *WORDS[1:])


def _decide(study: MiniStudy, *rows: tuple[str, str], categories: str = "health", words: str = "") -> None:
    digest = words or words_digest(study.case(), FIRST)
    lines = [
        f"  - {{coding: {FIRST}, words: '{digest}', categories: [{categories}], outcome: {outcome}, "
        f"by: {by}, on: 2026-03-01, reason: 'geprüft'}}"
        for by, outcome in rows
    ]
    study.write("research/redlist.yaml", "\n".join(["format: faden.redlist/1", "decisions:", *lines, ""]))


def test_dp_11_words_on_the_red_list_are_withheld_and_listed(study: MiniStudy) -> None:
    """Until people have decided; the problem names the category and what to write, not the words."""
    _says(study, ILL)

    verdict = study.verdict()
    (problem,) = [p for p in verdict.problems if p.code == "quotation-on-red-list"]
    assert "quotation-on-red-list" == verdict.withheld[FIRST]
    assert ("health", words_digest(study.case(), FIRST)) == (
        problem.params["categories"],
        problem.params["digest"],
    )
    assert Severity.NOTE is problem.severity


def test_dp_11_two_people_can_let_words_pass(study: MiniStudy) -> None:
    """Independently, on these very words."""
    _says(study, ILL)
    _decide(study, ("erste", "publish"), ("zweite", "publish"))

    assert FIRST in study.verdict().quotations


@pytest.mark.parametrize(
    "rows",
    [
        [("erste", "publish")],
        [("erste", "publish"), ("erste", "publish")],
        [("erste", "publish"), ("zweite", "publish"), ("dritte", "withhold")],
    ],
)
def test_dp_11_one_person_alone_cannot(study: MiniStudy, rows: list[tuple[str, str]]) -> None:
    """Not even twice; and one is enough to withhold."""
    _says(study, ILL)
    _decide(study, *rows)

    assert "quotation-on-red-list" == study.verdict().withheld[FIRST]


def test_dp_11_a_decision_holds_for_these_words_only(study: MiniStudy) -> None:
    """And for what it was made of: a decision on religion says nothing of health."""
    _says(study, ILL)
    _decide(study, ("erste", "publish"), ("zweite", "publish"), words="0" * 16)
    outdated = study.problems()
    _decide(study, ("erste", "publish"), ("zweite", "publish"), categories="religion")

    assert "decision-outdated" in {problem.code for problem in outdated}
    assert "quotation-on-red-list" == study.verdict().withheld[FIRST]


def test_dp_11_a_list_that_cannot_be_read_lets_nothing_pass(study: MiniStudy) -> None:
    """What was decided there is not known."""
    _says(study, ILL)
    study.write("research/redlist.yaml", "format: faden.redlist/1\ndecisions: [{coding: x}]\n")

    assert "quotation-on-red-list" == study.verdict().withheld[FIRST]


def test_dp_11_a_study_adds_terms_of_its_own(study: MiniStudy) -> None:
    """What is dangerous here may be harmless elsewhere."""
    term = "terms: [{category: proceedings, language: de, term: 'geantwort*'}]"
    study.write("research/redlist.yaml", f"format: faden.redlist/1\n{term}\n")

    assert "quotation-on-red-list" == study.verdict().withheld[FIRST]


def test_dp_11_the_translation_is_looked_at_too(study: MiniStudy) -> None:
    """Who reads only English reads it all the same."""
    entry = f"{{coding: {FIRST}, words: 'niemand hat geantwortet', text: {{en: 'My cancer'}}, by: erste}}"
    study.write("analysis/translations.yaml", f"format: faden.translations/1\ntranslations: [{entry}]\n")

    assert [("health", "en", "cancer")] == [tuple(hit) for hit in hits(study.case(), FIRST)]


@pytest.mark.parametrize(
    ("text", "language", "category"),
    [
        ("Er wurde abgeschoben", "de", "residence"),
        ("ich hab schwarz gearbeitet", "de", "work"),
        ("working cash in hand", "en", "work"),
        ("والسرطان عندي", "ar", "health"),
        ("شکنجه شدم", "fa", "trauma"),
        ("мене вбили б, бомби", "uk", "trauma"),
        ("ኣብ ማእሰርቲ", "ti", "trauma"),
        ("der Schleuser nahm alles", "de", "route"),
        ("Familiennachzug", "de", "family-at-home"),
        ("in die Moschee", "de", "religion"),
        ("he came out as gay", "en", "orientation"),
        ("mein Asylverfahren läuft", "de", "proceedings"),
    ],
)
def test_dp_11_every_category_is_found_in_many_languages(text: str, language: str, category: str) -> None:
    """As whole words with their endings."""
    lists = packaged("redlist")

    assert [category] == [
        c for c in CATEGORIES if any(found(text, lists.get(c, {}).get(language, ()), language))
    ]


@pytest.mark.parametrize(
    "text", ["Die Krebsstraße", "Christine ruft an", "Klagen über den Lärm", "entzückend"]
)
def test_dp_11_parts_of_other_words_are_no_hits(text: str) -> None:
    """Reviewers must not drown."""
    lists = packaged("redlist")

    assert not any(any(found(text, terms.get("de", ()), "de")) for terms in lists.values())


def test_dp_10_a_name_after_a_form_of_address_is_withheld_until_decided(study: MiniStudy) -> None:
    """One person decides whether it is a name; staff were not asked."""
    _says(study, "Frau Sommer hat nie geantwortet.")
    withheld = study.verdict().withheld[FIRST]
    _decide(study, ("erste", "publish"), categories="third-person")

    assert "quotation-names-somebody" == withheld
    assert FIRST in study.verdict().quotations


def test_dp_10_own_texts_name_nobody(study: MiniStudy) -> None:
    """The place is told, and the form of address, never the name."""
    study.edit("analysis/findings/F01.md", "Aber nicht alle.", "Aber nicht alle.\n\nHerr Sommer antwortet.")

    (problem,) = [p for p in study.problems() if p.code == "third-person-named"]

    assert ("analysis/findings/F01.md:25", "Herr") == (str(problem.place), problem.params["value"])
    assert frozenset() == study.verdict().findings


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Frau Sommer und Herr Dr. Winter", "de", ["Frau Sommer", "Herr Dr. Winter"]),
        ("die Frau Bürgermeisterin, und wenn die Frau Zeit hat", "de", []),
        ("die Frau mit dem Schlüssel", "de", []),
        ("Mrs Summer said", "en", ["Mrs Summer"]),
        ("пані Олена каже", "uk", ["пані Олена"]),
        ("السيدة فاطمة قالت، السيد المدير", "ar", ["السيدة فاطمة"]),
        ("[Sachbearbeiterin] rief an", "de", []),
    ],
)
def test_dp_10_titles_and_labels_are_not_names(text: str, language: str, names: list[str]) -> None:
    """What stands after a form of address, unless it is an office."""
    assert names == list(named(text, language))


@pytest.mark.parametrize(
    ("word", "problems"), [("Brennpunkt", 1), ("Problemviertel", 1), ("Quartier", 0), ("Dauerwelle", 0)]
)
def test_dp_12_words_that_mark_a_quarter_are_named_with_another_wording(
    study: MiniStudy, word: str, problems: int
) -> None:
    """In the study's own texts."""
    study.edit("analysis/findings/F01.md", "Aber nicht alle.", f"Im {word} nicht alle.")

    found_ = [p for p in study.problems() if p.code == "stigma-word"]

    assert problems == len(found_)
    assert all(p.severity is Severity.WARNING and p.params["instead"] for p in found_)


def test_dp_12_a_participants_words_are_theirs(study: MiniStudy) -> None:
    """In a quotation such a word is not touched."""
    _says(study, "Im Brennpunkt hat niemand geantwortet.")

    assert [] == study.found("stigma-word")


def test_dp_12_people_can_keep_a_word_for_a_reason(study: MiniStudy) -> None:
    """In one file, signed and dated."""
    study.edit("analysis/findings/F01.md", "Aber nicht alle.", "Im Clan nicht alle.")
    kept = "{word: Clan, path: analysis/findings/F01.md, by: erste, on: 2026-03-01, reason: 'Eigenname'}"
    study.write("research/redlist.yaml", f"format: faden.redlist/1\nkept: [{kept}]\n")

    assert [] == study.found("stigma-word")


def test_dp_09_percentages_written_by_hand_need_a_base(study: MiniStudy) -> None:
    """Seven persons were asked, and twenty are the least."""
    study.edit("analysis/findings/F01.md", "Aber nicht alle.", "Das sind 70 %.")

    assert ["analysis/findings/F01.md:23"] == study.found("percentage-of-few")


def test_dp_11_a_label_for_an_illness_is_on_the_red_list(study: MiniStudy) -> None:
    """However wide it is told."""
    label = "{label: '[Krankheit 1]', ladder: illness, code: V}"
    study.write("research/labels.yaml", f"format: faden.labels/1\nlabels:\n  - {label}\n")
    _says(study, "Mit [Krankheit 1] hat niemand geantwortet.")

    assert "quotation-on-red-list" == study.verdict().withheld[FIRST]
