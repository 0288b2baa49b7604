"""What participants are told: gaps are problems, forms stand in every language and say what is unchecked."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.core.catalogue import what
from faden.core.languages import direction
from faden.core.problems import Place, Problem
from faden.study.folder import Folder
from faden.study.form_texts import LANGUAGES, form_texts
from faden.study.forms import form_version, render_form
from faden.study.information import (
    PATH,
    check_information,
    find_authority,
    form_languages,
    read_information,
)
from faden.study.settings import Settings, read_settings

WHOLE = """\
format: faden.information/1
version: 2
controller: {name: "Stadt Beispiel", address: "Markt 1", email: "studie@example.org"}
officer: {name: "Datenschutz", address: "Markt 1", email: "schutz@example.org"}
contact: {name: "Studie", phone: "030 23125 001"}
aim: {de: "Wir fragen nach dem Wohnen.", ar: "نسأل عن السكن."}
procedure: {de: "Wir sprechen eine Stunde.", ar: "نتحدث ساعة."}
purposes: [take-part, record, quote, publish]
basis: [consent]
recipients: []
transfers: []
retention:
  - {what: audio, until: 2027-06-30}
withdrawal: {de: "Bis Ende 2027.", ar: "حتى نهاية 2027."}
"""
SETTINGS = """\
format: faden.study/1
title: {de: Wohnen}
contact: {organisation: Beispiel}
land: schleswig-holstein
languages: {site: [de], content: [de, ar]}
"""
LAENDER = """
baden-wuerttemberg bayern berlin brandenburg bremen hamburg hessen mecklenburg-vorpommern niedersachsen
nordrhein-westfalen rheinland-pfalz saarland sachsen sachsen-anhalt schleswig-holstein thueringen bund
"""


def _study(root: Path, information: str) -> Folder:
    (root / "research").mkdir()
    (root / "research/study.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / PATH).write_text(information, encoding="utf-8")
    return Folder(root)


def _page(root: Path, language: str, information: str = WHOLE) -> str:
    folder = _study(root, information)
    settings: Settings | None = read_settings(folder).value
    known = read_information(folder).value
    assert settings is not None
    assert known is not None
    return render_form(known, settings, language).html


def _fields(problems: list[Problem]) -> list[object]:
    return [p.params["field"] for p in problems]


def test_dp_02_information_without_gaps_is_in_order(tmp_path: Path) -> None:
    """FIELD DP-2: all that Art. 13 GDPR asks for, in the languages of the study."""
    assert [] == list(check_information(_study(tmp_path, WHOLE)))


@pytest.mark.parametrize(
    "field",
    ["controller", "officer", "contact", "aim", "procedure", "purposes", "basis", "recipients", "withdrawal"],
)
def test_dp_02_every_missing_field_is_a_problem(tmp_path: Path, field: str) -> None:
    """FIELD DP-2: a missing field blocks release."""
    lines = [line for line in WHOLE.splitlines() if not line.startswith(field)]
    problems = list(check_information(_study(tmp_path, "\n".join(lines) + "\n")))

    assert [("information-incomplete", field)] == [(p.code, p.params["field"]) for p in problems]


@pytest.mark.parametrize("nothing", ["…", "", "TODO: fragen", "..."])
def test_a_placeholder_is_a_gap(tmp_path: Path, nothing: str) -> None:
    """Three dots inform nobody."""
    text = WHOLE.replace('address: "Markt 1", email: "studie@', f'address: "{nothing}", email: "studie@')

    assert ["controller.address"] == _fields(list(check_information(_study(tmp_path, text))))


def test_dp_02_a_text_that_a_language_lacks_is_a_problem(tmp_path: Path) -> None:
    """Whoever consents in Arabic is told in Arabic."""
    text = WHOLE.replace(', ar: "نتحدث ساعة."', "")
    (problem,) = check_information(_study(tmp_path, text))

    assert ("information-untranslated", "procedure") == (problem.code, problem.params["field"])
    assert "Der Text „procedure“ fehlt noch in dieser Sprache: Arabisch (ar)." in what(problem, "de")


def test_plain_german_is_called_so() -> None:
    """Nobody knows what “de-plain” is; names of languages stand in the language of the message."""
    problem = Problem("information-untranslated", Place(), {"field": "aim", "language": "de-plain"})

    assert "einfaches Deutsch (de-plain)" in what(problem, "de")
    assert "plain German (de-plain)" in what(problem, "en")


def test_a_transfer_needs_a_safeguard(tmp_path: Path) -> None:
    """GDPR Art. 44: data leave the Union only under a safeguard, and people are told which."""
    text = WHOLE.replace("transfers: []", 'transfers: [{where: {de: "USA", ar: "أمريكا"}}]')

    assert ["transfers.0.safeguard"] == _fields(list(check_information(_study(tmp_path, text))))


def test_another_basis_than_consent_names_its_law(tmp_path: Path) -> None:
    """A public task is one only by a law."""
    text = WHOLE.replace("basis: [consent]", "basis: [consent, public-task]")

    assert ["law"] == _fields(list(check_information(_study(tmp_path, text))))


@pytest.mark.parametrize("land", LAENDER.split())
def test_every_land_has_a_body_to_complain_to(land: str) -> None:
    """GDPR Art. 77, by Land and for the federation."""
    found = find_authority(land)

    assert found is not None
    assert all((found.body.name, found.body.address, found.body.web, found.as_of))


def test_forms_are_due_in_german_plain_german_and_the_languages_of_the_study(tmp_path: Path) -> None:
    """Plain German is always offered."""
    settings = read_settings(_study(tmp_path, WHOLE)).value

    assert settings is not None
    assert ("de", "de-plain", "ar") == form_languages(settings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    """No language lacks a sentence that German has."""

    def _keys(values: object, before: str = "") -> set[str]:
        if not isinstance(values, dict):
            return {before}
        return {key for name, value in values.items() for key in _keys(value, f"{before}.{name}")}

    assert _keys(dict(form_texts("de"))) == _keys(dict(form_texts(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_language_direction_and_a_box_per_answer(tmp_path: Path, language: str) -> None:
    """FIELD AC-5; two boxes per purpose, two for the way of consent."""
    page = _page(tmp_path, language)
    code = language.split("-", maxsplit=1)[0]

    assert f'<html lang="{code}" dir="{direction(code)}">' in page
    assert 2 * 4 + 2 == page.count('<input type="checkbox"')


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in {"de", "de-plain"}])
def test_a_translation_that_nobody_checked_says_so(tmp_path: Path, language: str) -> None:
    """A label that claims a check needs one."""
    assert ("Übersetzung nicht geprüft" in _page(tmp_path, language)) == (not form_texts(language)["checked"])


def test_a_gap_is_shown_as_one(tmp_path: Path) -> None:
    """Nothing is filled in silently: the German text stands there as German."""
    page = _page(tmp_path, "ar", WHOLE.replace(', ar: "نتحدث ساعة."', ""))

    assert '<div lang="de" dir="ltr"><p>Wir sprechen eine Stunde.</p></div>' in page
    assert "غير مترجم" in page


def test_markup_in_the_study_s_texts_is_text(tmp_path: Path) -> None:
    """Whatever stands in the file, the page shows it."""
    page = _page(tmp_path, "de", WHOLE.replace("Stadt Beispiel", "<script>alert(1)</script>"))

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_other_words_are_another_version(tmp_path: Path) -> None:
    """The version on the page tells which words somebody has signed."""
    folder = _study(tmp_path, WHOLE)
    settings, known = read_settings(folder).value, read_information(folder).value
    assert settings is not None
    assert known is not None
    changed = known.model_copy(update={"purposes": known.purposes[:2]})

    assert form_version(known, settings, "de") == form_version(known, settings, "de")
    assert form_version(known, settings, "de") != form_version(changed, settings, "de")
    assert form_version(known, settings, "de").startswith("2-")
