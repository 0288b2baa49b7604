"""What the documents of a hand-off say: matrix, tests, needs, questions, interface, order of work."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema
import pytest

from faden.core.languages import LocalText
from faden.prototypes.handoff.backlog import backlog
from faden.prototypes.handoff.bundle import handoff_files
from faden.prototypes.handoff.data import openapi
from faden.prototypes.handoff.material import Handing, NeedNote, Said, ScreenFigures, sentences
from faden.prototypes.handoff.proof import matrix_rows
from faden.prototypes.handoff.rows import row_schema
from faden.prototypes.sessions.clicks import ScreenClicks
from faden.prototypes.spec import Prototype

if TYPE_CHECKING:
    from collections.abc import Callable

    from faden.core.yaml import Parsed

NEED = NeedNote(
    "N01",
    LocalText({"de": "Antwort"}),
    LocalText({"de": "Wer fragt, erfährt es."}),
    (Said("Niemand <ruft> an.", "Teilnehmende Person"),),
)


@pytest.fixture
def handing(good: str, parsed: Callable[[str], Parsed[Prototype]]) -> Handing:
    """The small prototype, with one need that may be told."""
    value = parsed(good).value
    assert value is not None
    return Handing(prototype=value, language="de", study="Studie", needs=(NEED,))


def _file(handing: Handing, name: str) -> str:
    return handoff_files(handing)[name].decode()


def _form(prototype: Prototype, fields: list[dict[str, object]]) -> Prototype:
    """The prototype with a screen that holds only these fields and a button to send them."""
    values = json.loads(prototype.model_dump_json())
    send = {"type": "submit", "id": "send", "label": {"de": "Senden"}, "to": values["screens"][0]["id"]}
    screen = {"id": "form", "title": {"de": "Formular"}, "components": [*fields, send]}
    return Prototype.model_validate(values | {"screens": [*values["screens"], screen]})


def test_every_criterion_stands_in_the_matrix(handing: Handing) -> None:
    """Also one whose need none of its screens names, or that has none."""
    first = handing.prototype.acceptance[0]
    odd = first.model_copy(update={"id": "AC98", "needs": handing.prototype.needs})
    bare = first.model_copy(update={"id": "AC99", "needs": ()})
    more = handing.prototype.model_copy(update={"acceptance": (*handing.prototype.acceptance, odd, bare)})

    told = "".join(row[2] for row in matrix_rows(replace(handing, prototype=more)))
    assert [] == [c.id for c in more.acceptance if c.id not in told]


def test_a_task_stands_only_beside_screens_that_it_leads_over(handing: Handing) -> None:
    """Its result says nothing of others."""
    for _, screen, _, tasks, _ in matrix_rows(handing):
        for task in handing.prototype.tasks:
            if task.id in tasks and "führt nicht" not in tasks:
                assert screen.partition(":")[0] in task.optimal_path


def test_screens_say_how_they_fared(handing: Handing) -> None:
    """Visitors, clicks on nothing, errors and who gave up, of enough people only."""
    screen = handing.prototype.screens[0].id
    clicks = ScreenClicks(screen, 6, 7, {"a": 9}, ((0.1, 0.2),), {"mail": 2}, 1)
    fared = replace(handing, screens=(ScreenFigures("0.1", 7, clicks),))

    assert "6 von 7 waren hier; Klicks ins Leere 1, Fehlermeldungen 2, hier aufgegeben 1" in _file(
        fared, "matrix.md"
    )


def test_needs_stand_with_what_people_said(handing: Handing) -> None:
    """What the gate lets pass, as text and not as markup; needs that are not taken up stand at the end."""
    other = NeedNote("N77", LocalText({"de": "Anderes"}), LocalText({"de": "Etwas anderes."}))
    told = _file(replace(handing, needs=(NEED, other), elsewhere={"N77": ("PT09",)}), "needs.md")

    assert r"> Niemand \<ruft\> an. · Teilnehmende Person" in told
    assert told.index("Nicht aufgenommen") < told.index("N77 Anderes")
    assert "PT09" in told


def test_a_merged_need_says_where_it_has_gone(handing: Handing) -> None:
    """It is not withheld: the study reads it as another need now."""
    told = _file(replace(handing, merged={"N02": "N01"}), "needs.md")

    assert "## N02\n\nDieses Bedürfnis ist inzwischen in N01" in told
    assert "dürfen nicht weitergegeben werden" not in told


def test_every_open_question_has_a_place_for_who_decides(handing: Handing) -> None:
    """The specification names nobody, and the document says so."""
    rows = [line for line in _file(handing, "questions.md").splitlines() if line.startswith("| ")]
    asked = [row for row in rows if "---" not in row and "Wer entscheidet" not in row]

    assert asked
    assert all("nicht genannt" in row for row in asked)


def test_languages_say_which_way_they_run(handing: Handing) -> None:
    """In a document, not only in the pages; and which table is the master."""
    more = handing.prototype.model_copy(update={"languages": ("de", "ar"), "unchecked": ("ar",)})
    told = _file(replace(handing, prototype=more), "content/README.md")

    assert "| ar | العربية | von rechts nach links | nein |" in told
    assert "`content.csv` ist das Original" in told


def test_the_recorder_of_tests_is_not_handed_over(handing: Handing) -> None:
    """Neither its files nor what asks for them; the rest of a page stays as it is."""
    page = '<link rel="stylesheet" href="../assets/session.css">\n'
    page += '<script defer src="../assets/test.de.js"></script>\n'
    kept = '<script defer src="../assets/form.js"></script>\n'
    rendered = {
        "de/a.html": (page + '<script defer src="../assets/session.js"></script>\n' + kept).encode(),
        **{f"assets/{name}": b"" for name in ("session.js", "session.css", "test.de.js", "form.js")},
    }
    files = handoff_files(replace(handing, rendered=rendered))

    assert kept.encode() == files["prototype/de/a.html"]
    assert ["prototype/assets/form.js", "prototype/de/a.html"] == [
        n for n in files if n.startswith("prototype/")
    ]


def test_what_is_asked_only_sometimes_is_required_only_then(handing: Handing) -> None:
    """The interface holds the condition of the form, and refuses what the form refuses."""
    options = [{"value": "ar", "text": {"de": "a"}}, {"value": "uk", "text": {"de": "u"}}]
    fields: list[dict[str, object]] = [
        {"type": "checkbox", "id": "ask", "label": {"de": "Frage"}},
        {"type": "select", "id": "which", "label": {"de": "Welche"}, "required": True, "options": options,
         "when": {"answer": "ask", "equals": True}},
        {"type": "checkboxes", "id": "some", "label": {"de": "Welche"}, "required": True, "options": options},
        {"type": "textarea", "id": "wish", "label": {"de": "Wunsch"}, "required": True, "max_length": 9},
    ]  # fmt: skip
    told = openapi(replace(handing, prototype=_form(handing.prototype, fields)))
    schema = told["paths"]["/form"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    valid = jsonschema.Draft202012Validator(schema).is_valid
    fine = {"some": ["ar"], "wish": "x"}

    assert valid(fine)
    assert valid(fine | {"ask": True, "which": "ar"})
    assert not valid(fine | {"ask": True})
    assert not valid(fine | {"which": "ar"})
    assert not valid(fine | {"some": []})
    assert not valid(fine | {"wish": ""})
    assert {"429", "5XX"} <= set(told["paths"]["/form"]["post"]["responses"])


def test_rows_name_units_value_lists_and_days(handing: Handing) -> None:
    """What a field means is seen from where it is shown and by what it is chosen."""
    values = json.loads(handing.prototype.model_dump_json())
    values["fixtures"]["days"] = [
        {"id": "a", "date": "2026-04-14", "time": "18:00", "kind": "meet", "minutes": 6}
    ]
    screen = {
        "id": "days",
        "title": {"de": "Tage"},
        "components": [
            {"type": "select", "id": "kind", "label": {"de": "Art"},
             "filter": {"list": "all", "field": "kind"},
             "options": [{"value": "meet", "text": {"de": "m"}}, {"value": "help", "text": {"de": "h"}}]},
            {"type": "calendar", "id": "all", "label": {"de": "Tage"}, "source": "days", "time": "time",
             "item": {"title": {"de": "{minutes} Minuten"}}, "empty": {"de": "Nichts"}},
        ],
    }  # fmt: skip
    more = Prototype.model_validate(values | {"screens": [*values["screens"], screen]})
    fields = row_schema(replace(handing, prototype=more), "days")["properties"]

    assert "date" == fields["date"]["format"]
    assert "pattern" in fields["time"]
    assert ["meet", "help"] == fields["kind"]["enum"]
    assert "{minutes} Minuten" in fields["minutes"]["description"]


def test_the_backlog_is_in_the_order_of_work(handing: Handing) -> None:
    """Nothing comes before what it needs, the tests come first, and each criterion is closed once."""
    entries = backlog(handing)
    place = {entry.id: at for at, entry in enumerate(entries)}

    assert () == entries[0].after
    assert all(place[earlier] < place[entry.id] for entry in entries for earlier in entry.after)
    closed = [criterion for entry in entries for criterion in entry.criteria]
    assert sorted(closed) == sorted(c.id for c in handing.prototype.acceptance)
    assert all("- [ ]" in entry.body for entry in entries if entry.screen)


def test_sentences_end_once() -> None:
    """A question keeps its mark, a statement gets its point."""
    assert "Wie viele? Für Stühle. Zahl." == sentences("Wie viele?", "Für Stühle.", "", "Zahl")


def test_a_screen_on_which_people_last_gave_up_is_named_and_asked_about(handing: Handing) -> None:
    """Not one that went well when enough people saw it last."""
    first, second = handing.prototype.screens[:2]
    seen = tuple(
        ScreenFigures(version, 7, ScreenClicks(screen.id, 7, 7, {}, (), {}, left))
        for version, screen, left in (("0.1", first, 3), ("0.2", first, 0), ("0.2", second, 1))
    )
    told = _file(replace(handing, screens=seen), "questions.md")

    assert f"Hakt es auf „{handing.named(second)}“ noch?" in told
    assert f"Hakt es auf „{handing.named(first)}“ noch?" not in told
