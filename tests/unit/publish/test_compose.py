"""Pages as data: every word and number on them has passed the gate."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from ministudy import ALL, OFFICE, PEOPLE, MiniStudy

from faden.core.languages import LocalText
from faden.publish.compose.publication import compose
from faden.publish.compose.view import Material, PrototypeView, invented, view_in
from faden.publish.gate import judge
from faden.publish.pages import Notice, Page, Publication, Quotation
from faden.study.labels import Label, Ladder, with_labels

WORDS = "niemand hat geantwortet"
PARTS = ("interviews/W01.md", "analysis/findings/F01.md", "analysis/personas/PE01.yaml")


def _composed(study: MiniStudy, *, draft: bool = True) -> Publication:
    case = study.case()
    return compose(case, judge(case), Material(), draft=draft, files={})


def _page(study: MiniStudy, path: str, language: str = "de") -> Page:
    (page,) = [page for page in _composed(study).pages[language] if page.path == path]
    return page


def _texts(value: Any) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, tuple | list) else []


def _all(study: MiniStudy) -> str:
    return "\n".join(_texts(_composed(study)))


def test_no_page_links_words_to_a_person(study: MiniStudy) -> None:
    """No id of a participant, no conversation, no speaker's key: only roles and opaque ids."""
    everything = _all(study)

    assert not [person for person in (*PEOPLE, OFFICE) if person in everything]
    assert not re.search(r"\b[IW]\d{2}\b", everything)
    assert WORDS in everything


def test_words_that_may_not_be_quoted_stand_on_no_page(study: MiniStudy) -> None:
    """Neither in the finding, nor its evidence, the need, the persona or the codebook."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), ALL))

    assert WORDS not in _all(study)


def test_a_withheld_quotation_says_so_in_its_place(study: MiniStudy) -> None:
    """Silence would look like a mistake."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), ALL))

    kinds = [block.kind for block in _page(study, "findings/F01").blocks if isinstance(block, Notice)]

    assert ["withheld"] == kinds


def test_a_quotation_is_word_for_word_what_the_transcript_says(study: MiniStudy) -> None:
    """With role, language, and the way to its evidence."""
    (shown,) = [block for block in _page(study, "findings/F01").blocks if isinstance(block, Quotation)]

    assert (WORDS, "de", "Teilnehmende Person", "evidence/F01#c-22222222") == (
        shown.words,
        shown.language,
        shown.attribution,
        shown.target,
    )


def test_evidence_shows_support_first_and_then_what_contradicts(study: MiniStudy) -> None:
    """All of it that may be shown."""
    shown = [block.id for block in _page(study, "evidence/F01").blocks if isinstance(block, Quotation)]

    assert ["c-22222222", "c-55555555", "c-77777777"] == shown


TRANSLATION = """\
format: faden.translations/1
translations:
  - {coding: c-22222222, words: "niemand hat geantwortet", text: {en: "nobody replied"}, by: erste}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TRANSLATION, "nobody replied"),
        (TRANSLATION.replace('words: "niemand hat', 'words: "niemand hatte'), ""),
    ],
)
def test_a_translation_is_shown_only_for_the_words_it_was_made_from(
    study: MiniStudy, text: str, told: str
) -> None:
    """An outdated one is not shown, and the page says that there is none."""
    study.write("analysis/translations.yaml", text)

    (shown,) = [block for block in _page(study, "findings/F01", "en").blocks if isinstance(block, Quotation)]

    assert told == shown.translation
    assert WORDS == shown.words
    assert shown.by


def test_interpreted_words_say_that_they_are(study: MiniStudy) -> None:
    """They are the interpreter's words for what a participant said."""
    study.code(
        ("c-22222222", "keine-antwort", "t4", "keiner hat ihr geantwortet"),
        ("c-55555555", "keine-antwort", "t5", "Keiner ruft zurück"),
        ("c-77777777", "schnelle-antwort", "t7", "zwei Tage"),
    )

    (shown,) = [block for block in _page(study, "findings/F01").blocks if isinstance(block, Quotation)]

    assert shown.part


def test_a_finding_that_did_not_pass_has_no_page_and_no_link(study: MiniStudy) -> None:
    """Nobody gets there by another way."""
    study.edit("analysis/findings/F01.md", "c-55555555", "c-99999999")

    everything = _all(study)

    assert "findings/F01" not in everything
    assert "evidence/F01" not in everything


@pytest.mark.parametrize("draft", [True, False])
def test_banners_stand_on_every_language_and_cannot_be_left_out(study: MiniStudy, draft: bool) -> None:  # noqa: FBT001 - a column of the table
    """That all is invented is said in a release too; that it is a draft only in a draft."""
    publication = _composed(study, draft=draft)

    assert {"de", "en"} == set(publication.banners)
    assert all(1 + draft == len(banners) for banners in publication.banners.values())


def test_a_study_of_real_words_has_no_banner_of_invention(study: MiniStudy) -> None:
    """It would be a lie."""
    for path in ("research/study.yaml", *PARTS):
        study.edit(path, "synthetic: true", "synthetic: false")

    assert () == _composed(study, draft=False).banners["de"]


@pytest.mark.parametrize("invented", PARTS)
def test_one_invented_part_sets_the_banner_whatever_the_study_says(study: MiniStudy, invented: str) -> None:
    """One line in study.yaml must not pass the invented off as real."""
    for path in {"research/study.yaml", *PARTS} - {invented}:
        study.edit(path, "synthetic: true", "synthetic: false")

    assert 1 == len(_composed(study, draft=False).banners["de"])


ARABIC = "ولم يردّ أحد"
ARABIC_TRANSLATED = f"""\
format: faden.translations/1
translations:
  - {{coding: c-44444444, words: "{ARABIC}", text: {{de: "und keiner schrieb zurück"}}, by: erste}}
"""


@pytest.mark.parametrize(("level", "told"), [("close", "[Straße 1]"), ("wider", "[Stadt A]")])
def test_dp_06_a_quotation_differs_from_the_words_only_within_labels(
    study: MiniStudy, level: str, told: str
) -> None:
    """The site tells labels as wide as the study says; all other words stay."""
    for path in ("interviews/W01.md", "analysis/codings/erste/W01.jsonl"):
        file = study.folder.root / path
        file.write_text(file.read_text("utf-8").replace(WORDS, "[Straße 1] hat geantwortet"), "utf-8")
    settings = study.folder.settings
    levels = f"min_persona: 5, levels: {{site: {level}}}}}"
    settings.write_text(settings.read_text("utf-8").replace("min_persona: 5}", levels), "utf-8")
    label = Label(label="[Straße 1]", ladder=Ladder.PLACE, wider={"municipality": "[Stadt A]"})
    (study.folder.root / "research/labels.yaml").write_text(with_labels("", [label]), "utf-8")

    everything = _all(study)
    assert f"{told} hat geantwortet" in everything
    assert (level == "close") is ("[Straße 1]" in everything)


def _quote_arabic(study: MiniStudy) -> None:
    for path in ("analysis/findings/F01.md", "analysis/needs.yaml", "analysis/personas/PE01.yaml"):
        text = (study.folder.root / path).read_text(encoding="utf-8")
        study.write(path, text.replace("c-22222222", "c-44444444").replace("c-55555555", "c-44444444", 1))


def test_words_in_a_language_that_few_speak_stand_on_no_page(study: MiniStudy) -> None:
    """One of seven speaks Arabic: the language alone would link all that this person said."""
    _quote_arabic(study)
    study.write("analysis/translations.yaml", ARABIC_TRANSLATED)

    quoted = [b for page in _composed(study).pages["de"] for b in page.blocks if isinstance(b, Quotation)]
    shown = [quotation for quotation in quoted if quotation.id == "c-44444444"]

    assert ARABIC not in _all(study)
    assert {("", "de", "und keiner schrieb zurück")} == {(q.words, q.language, q.translation) for q in shown}
    assert all("damit niemand daran zu erkennen ist" in quotation.by for quotation in shown)


def test_where_a_language_is_not_told_it_is_not_told_that_words_were_interpreted(study: MiniStudy) -> None:
    """Few needed an interpreter: that tells as much as the language."""
    study.code(("c-44444444", "keine-antwort", "t4", "keiner hat ihr geantwortet"))
    _quote_arabic(study)
    case = study.case()
    verdict = judge(case)
    told = view_in(case, verdict, Material(), "de").quotation("c-44444444")
    hidden = dataclasses.replace(verdict, original_hidden=frozenset({"c-44444444"}))
    untold = view_in(case, hidden, Material(), "de").quotation("c-44444444")

    assert told is not None
    assert untold is not None
    assert "in den Worten der dolmetschenden Person" == told.part
    assert ("", "keiner hat ihr geantwortet") == (untold.part, untold.translation)


def test_words_in_a_language_that_few_speak_are_withheld_without_translation(study: MiniStudy) -> None:
    """On the English page, for which nobody has translated them."""
    _quote_arabic(study)
    study.write("analysis/translations.yaml", ARABIC_TRANSLATED)

    ids = [b.id for p in _composed(study).pages["en"] for b in p.blocks if isinstance(b, Quotation)]

    assert "c-44444444" not in ids


def test_all_languages_have_the_same_pages(study: MiniStudy) -> None:
    """A link in one language has its counterpart in the other."""
    pages = _composed(study).pages

    assert [page.path for page in pages["de"]] == [page.path for page in pages["en"]]
    assert len({page.path for page in pages["de"]}) == len(pages["de"])


def test_every_link_inside_leads_to_a_page(study: MiniStudy) -> None:
    """Also from findings to needs, personas and codes."""
    publication = _composed(study)
    paths = {page.path for page in publication.pages["de"]}

    targets = {
        text.partition("#")[0] for text in _texts(publication) if re.fullmatch(r"[a-z]+/[\w-]+(#\S+)?", text)
    }

    assert set() == targets - paths


def test_a_finding_that_lacks_a_language_of_the_site_is_shown_in_none(study: MiniStudy) -> None:
    """faden does not translate by itself, and half a site is a mistake that the check names."""
    path = study.folder.findings()[0]
    text = path.read_text(encoding="utf-8")
    study.write("analysis/findings/F02.md", text.replace("F01", "F02").replace("::: en", "::: ar"))

    paths = {page.path for pages in _composed(study).pages.values() for page in pages}

    assert "findings/F01" in paths
    assert "findings/F02" not in paths


def test_composing_twice_gives_the_same(study: MiniStudy) -> None:
    """The same input, the same bytes."""
    assert _composed(study) == _composed(study)


def test_a_persona_with_few_members_covered_says_no_number(study: MiniStudy) -> None:
    """Five of seven are covered: that two are not is told to nobody."""
    (page,) = [page for page in _composed(study).pages["en"] if page.path == "personas/index"]

    assert "≥ 5 of 7" in "\n".join(_texts(page.blocks))


def test_dp_16_an_invented_prototype_alone_sets_the_banner(study: MiniStudy) -> None:
    """Whoever sees invented flats must be told so, whatever the rest of the site is."""
    for path in study.folder.root.rglob("*"):
        if path.suffix in {".md", ".yaml"} and path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("synthetic: true", "synthetic: false"), encoding="utf-8")
    title = LocalText({"de": "Suche", "en": "Search"})
    real = PrototypeView("PT01", title, ("de",), {}, (), {})

    assert not invented(study.corpus(), Material(prototypes=(real,)))
    assert invented(study.corpus(), Material(prototypes=(dataclasses.replace(real, synthetic=True),)))


def test_the_method_page_says_what_is_not_shown_and_why(study: MiniStudy) -> None:
    """By coarse reasons, and for each finding whether counter-evidence is missing."""
    study.consents(dict.fromkeys((*PEOPLE[:5], OFFICE), ALL) | {PEOPLE[5]: "take-part"})

    texts = _texts(_page(study, "method/index"))

    assert any("möchte nicht zitiert werden" in text for text in texts)
    assert any("1 von 1 Gegenbeleg nicht gezeigt" in text for text in texts)


def test_the_codebook_tells_which_codes_are_out_of_use(study: MiniStudy) -> None:
    """A reader who meets a code in a finding learns that it was retired, or where it went."""
    study.edit("analysis/codebook.yaml", "kind: deviant\n", "kind: deviant\n        retired: true\n")
    retired = _texts(_page(study, "method/codebook"))
    study.edit("analysis/codebook.yaml", "retired: true", "merged_into: keine-antwort")
    merged = _texts(_page(study, "method/codebook"))

    assert "stillgelegt; frühere Kodierungen zählen weiter" in retired
    assert "aufgegangen in „Keine Antwort“" in merged
