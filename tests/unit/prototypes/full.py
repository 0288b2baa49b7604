# ruff: noqa: E501 - specifications as people write them, one component a line
"""A prototype in order that uses every component, state and rule once."""

from __future__ import annotations

from typing import Final

FULL: Final = """\
format: faden.prototype/1
id: PT02
version: "0.2"
title: {de: "Probe", en: "Sample"}
languages: [de, en]
unchecked: [en]
needs: [N01, N02]
strings:
  office: {de: "Amt", en: "Office"}
fixtures:
  events:
    - {id: e1, date: "2026-04-14", time: "18:00", x: 20, y: 30, kind: meet, open: true, size: 4, title: {de: "Essen", en: "Meal"}}
    - {id: e2, date: "2026-04-16", time: "9:00", x: 80, y: 60, kind: help, open: false, size: 9, title: {de: "Garten", en: "Garden"}}
  people:
    - {id: anna, phone: "0000 1"}
screens:
  - id: start
    start: true
    title: {de: "Anfang", en: "Start"}
    needs: [N01]
    components:
      - {type: languages, id: tongues, label: {de: "Sprache", en: "Language"}}
      - {type: checkbox, id: only-open, filter: {list: days, field: open}, label: {de: "nur offene", en: "open only"}}
      - type: calendar
        id: days
        label: {de: "Tage", en: "Days"}
        source: events
        time: time
        item: {title: {de: "{title}", en: "{title}"}, to: event}
        empty: {de: "Nichts", en: "Nothing"}
      - {type: button, id: to-ways, to: ways, label: {de: "Wege", en: "Ways"}}
      - {type: button, id: broken, to: start, state: error, label: {de: "Kaputt", en: "Broken"}}
    states:
      - {kind: empty, title: {de: "Leer", en: "Empty"}}
      - {kind: loading, title: {de: "Es dauert", en: "It takes time"}}
      - {kind: error, title: {de: "Ausgefallen", en: "Failed"}}
  - id: event
    title: {de: "{title}", en: "{title}"}
    needs: [N01]
    bind: events
    back: start
    components:
      - {type: facts, source: people, row: anna, rows: [{label: {de: "Telefon", en: "Phone"}, value: "{phone}"}]}
      - {type: checkbox, id: help, label: {de: "Hilfe", en: "Help"}}
      - type: select
        id: tongue
        when: {answer: help, equals: true}
        required: true
        label: {de: "In welcher Sprache?", en: "In which language?"}
        options: [{value: "uk", text: {de: "Ukrainisch", en: "Ukrainian"}}, {value: "ar", text: {de: "Arabisch", en: "Arabic"}}]
      - {type: checkboxes, id: what, label: {de: "Was?", en: "What?"}, options: [{value: "a", text: {de: "Kochen", en: "Cook"}}, {value: "b", text: {de: "Bauen", en: "Build"}}]}
      - {type: input, id: people, kind: number, min: 1, max: 10, value: "1", required: true, label: {de: "Wie viele?", en: "How many?"}}
      - {type: input, id: from, kind: date, min: "2026-04-01", max: "2026-06-30", label: {de: "Ab wann?", en: "From when?"}}
      - {type: input, id: code, pattern: postcode, label: {de: "Postleitzahl", en: "Postcode"}}
      - {type: textarea, id: note, min_length: 3, max_length: 20, label: {de: "Notiz", en: "Note"}}
      - type: submit
        id: send
        label: {de: "Senden", en: "Send"}
        to: done
        cases: [{all: [{field: people, at_least: 5}], to: ways}]
  - id: ways
    title: {de: "Drei Wege", en: "Three ways"}
    needs: [N02]
    back: start
    components:
      - type: tabs
        id: parts
        label: {de: "Teile", en: "Parts"}
        tabs:
          - id: plan
            label: {de: "Karte", en: "Plan"}
            components:
              - type: map
                id: places
                label: {de: "Orte", en: "Places"}
                alt: {de: "Skizze mit zwei Orten.", en: "Sketch with two places."}
                source: events
                only: {field: kind, equals: meet}
                lines: [{kind: water, points: [[0, 0], [100, 100]]}]
                landmarks: [{x: 50, y: 50, text: {de: "Markt", en: "Market"}}]
                item: {title: {de: "{title}", en: "{title}"}, to: event}
                empty: {de: "Keine", en: "None"}
          - id: talk
            label: {de: "Gespräch", en: "Talk"}
            components:
              - type: chat
                id: chat
                label: {de: "Fragen", en: "Questions"}
                turns:
                  - {id: one, text: {de: "Was ist?", en: "What is it?"}, replies: [{id: more, next: two, text: {de: "Mehr", en: "More"}}]}
                  - {id: two, text: {de: "Gut.", en: "Good."}, replies: [{id: end, to: done, text: {de: "Fertig", en: "Done"}}]}
      - {type: picture, id: drawing, file: pictures/a.svg, alt: {de: "Ein blauer Kreis.", en: "A blue circle."}}
  - id: done
    end: true
    title: {de: "Danke, {office}", en: "Thanks, {office}"}
    needs: [N02]
    components:
      - {type: text, id: seen, when: {visited: ways}, text: {de: "Wege gesehen", en: "Ways seen"}}
      - {type: alert, id: needs-help, when: {answer: event.help, equals: true}, title: {de: "Wir helfen", en: "We help"}}
acceptance:
  - id: AC01
    title: {de: "Sprache nur mit Hilfe"}
    given: {screen: event, fixture: e1}
    when: [{do: tick, target: help}, {do: click, target: send}]
    then: {screen: event, fixture: e1, shown: [tongue], errors: [tongue], kept: {people: "1"}}
  - id: AC02
    title: {de: "Viele gehen einen anderen Weg"}
    given: {screen: event, fixture: e1}
    when: [{do: fill, target: people, value: "٧"}, {do: click, target: send}]
    then: {screen: ways, count: {places: 1}, shown: [places.e1]}
  - id: AC03
    title: {de: "Das Gespräch führt zum Ende, und das weiß es"}
    given: {screen: ways}
    when: [{do: click, target: parts.talk}, {do: click, target: chat.more}, {do: click, target: chat.end}]
    then: {screen: done, shown: [seen], hidden: [needs-help], text: {de: "Danke, Amt", en: "Thanks, Office"}}
  - id: AC04
    title: {de: "Nur offene Tage"}
    given: {screen: start}
    when: [{do: tick, target: only-open}]
    then: {screen: start, count: {days: 1}, hidden: [days.e2]}
  - id: AC05
    title: {de: "Aus dem Fehler zurück"}
    given: {screen: start}
    when: [{do: click, target: broken}, {do: click, target: state-usual}, {do: click, target: days.e1}, {do: tick, target: help}, {do: choose, target: tongue, value: "ar"}, {do: choose, target: what, value: "a"}, {do: click, target: send}]
    then: {screen: done, shown: [needs-help]}
tasks:
  - id: T01
    prompt: {de: "Sagen Sie zu.", en: "Say that you come."}
    start: {screen: start}
    success: {screen: done}
    optimal_path: [start, event, done]
    expected_seconds: 20
    time_limit_seconds: 60
questionnaire: [seq, umux-lite]
history:
  - {version: "0.1", "on": 2026-03, change: {de: "Erste Fassung"}}
  - {version: "0.2", "on": 2026-04, change: {de: "Karte"}, why: {de: "Orte wurden nicht gefunden"}, findings: [F01], sessions: [S01], screens: [ways]}
"""

DRAWING: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
)
