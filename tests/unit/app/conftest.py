# ruff: noqa: E501 - lines of study files are as long as they are
"""A small study for the pages of the app: one interview with Arabic, one need, one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.access import Access
from faden.study.folder import Folder

TOKEN: Final = "the-token-of-this-test"  # noqa: S105 - invented
ADDRESS: Final = "http://127.0.0.1:8765"

FILES: Final = {
    "research/study.yaml": """\
format: faden.study/1
title: {de: "Wohnen <b>hier</b>", en: "Housing here"}
synthetic: true
contact: {organisation: "Werkstatt"}
municipalities: [{id: lindhafen, name: "Lindhafen"}]
groups:
  - {id: refugees, name: {de: "Geflüchtete", en: "Refugees"}, role: {de: "Person mit Fluchterfahrung", en: "Person with experience of flight"}}
coders: [{id: mira, lead: true}, {id: jonte}]
""",
    "research/participants.csv": """\
# faden.participants/1 synthetic
participant,group,municipality,age_band,gender,language,arrived,household,conversations
p-7k3mzq,refugees,lindhafen,,,,,,I01
""",
    "research/consent.csv": """\
# faden.consent/1 synthetic
participant,purposes,form,language,how,interpreter,given,expires,withdrawn,note
p-7k3mzq,take-part transcribe quote publish,v1,ar,oral,,2025-01,,,
""",
    "research/context.yaml": "format: faden.context/1\n",
    "interviews/I01.md": """\
---
format: faden.transcript/1
id: I01
kind: interview
title: {de: "Im Spielzimmer", en: "In the playroom"}
date: 2025-03
municipality: lindhafen
language: de
synthetic: true
speakers:
  I: {role: interviewer}
  P1: {role: participant, participant: p-7k3mzq}
  D: {role: interpreter}
---

## t1 · I · 00:00:05

Wie war <script>alert(1)</script> die Suche?

## t2 · P1 · 00:00:20 · ar

::: original ar
والجوب سنتر؟

::: interpretation de · D
Und das Jobcenter?

## t3 · P1 · 00:00:40

Auf 👨‍👩‍👧 achtzig Anfragen kamen drei Antworten.
""",
    "analysis/codebook.yaml": """\
format: faden.codebook/1
codes:
  - id: keine-antwort
    name: {de: "Keine Antwort", en: "No reply"}
    kind: pain
    colour: "#3b6ea8"
    children:
      - {id: amt, name: {de: "Amt", en: "Office"}, colour: "#a83b3b"}
""",
    "analysis/codings/mira/I01.jsonl": """\
{"format":"faden.codings/1","transcript":"I01","coder":"mira"}
{"id":"c-22222222","code":"amt","start":["t2",0],"end":["t2",12],"part":"original","language":"ar","exact":"والجوب سنتر؟","on":"2025-05-03"}
{"id":"c-33333333","code":"keine-antwort","start":["t3",10],"end":["t3",26],"language":"de","exact":"achtzig Anfragen","on":"2025-05-03"}
{"id":"c-44444444","code":"amt","start":["t3",18],"end":["t3",31],"language":"de","exact":"Anfragen kame","on":"2025-05-03"}
""",
    "analysis/codings/jonte/I01.jsonl": """\
{"format":"faden.codings/1","transcript":"I01","coder":"jonte"}
{"id":"c-55555555","code":"amt","start":["t3",0],"end":["t3",3],"language":"de","exact":"Auf","on":"2025-05-03"}
""",
    "analysis/needs.yaml": """\
format: faden.needs/1
needs:
  - id: N01
    name: {de: "Eine Antwort", en: "A reply"}
    statement: {de: "Wer fragt, muss eine Antwort bekommen.", en: "Who asks must get a reply."}
    codes: [keine-antwort]
    codings: [c-33333333]
    by: mira
    "on": 2025-06-10
""",
    "analysis/findings/F01.md": """\
---
format: faden.finding/1
id: F01
title: {de: "Anfragen bleiben ohne Antwort", en: "Enquiries stay without reply"}
needs: [N01]
codes: [keine-antwort]
evidence:
  - {coding: c-33333333, relation: supports}
  - {coding: c-22222222, relation: contradicts}
  - {coding: c-99999999, relation: supports}
by: mira
"on": 2025-06-20
---
::: de
So war es bei [[reach]] an [[municipalities]], [[c-44444444]] und <i>so</i>.

[[c-33333333]]

Das sagt [[nonsense]].
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The small study."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Folder(tmp_path.resolve())


@pytest.fixture
def token() -> str:
    """The token of the start address."""
    return TOKEN


@pytest.fixture
def stranger(folder: Folder) -> TestClient:
    """A browser that has not been let in."""
    return TestClient(create_app(folder, TOKEN), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def browser(stranger: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser that came in by the start address; the interface speaks German."""
    monkeypatch.setenv("FADEN_LANG", "de")
    stranger.get("/enter", params={"token": TOKEN})
    return stranger


INTERPRETED = (
    '{"id":"c-66666666","code":"keine-antwort","start":["t2a",0],"end":["t2a",17],"language":"de",'
    '"exact":"Und das Jobcenter","on":"2025-05-03"}\n'
)
"""A coding of the lead in a turn of an interpreter."""


@pytest.fixture
def apart(folder: Folder) -> Folder:
    """The small study with the interpretation in a turn of its own, where the lead coder coded."""
    path = folder.root / "interviews/I01.md"
    text = path.read_text(encoding="utf-8").replace("::: interpretation de · D\n", "## t2a · D\n\n")
    path.write_text(text, encoding="utf-8")
    codings = folder.root / "analysis/codings/mira/I01.jsonl"
    codings.write_text(codings.read_text(encoding="utf-8") + INTERPRETED, encoding="utf-8")
    return folder


@pytest.fixture
def coder(browser: TestClient, token: str) -> TestClient:
    """A browser whose pages may save."""
    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}
    return browser
