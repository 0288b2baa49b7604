"""A study with a workshop, an interview and everything that repeats what was said in them."""

# ruff: noqa: E501 - the files of a study stand here line for line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faden.interviews.files import parse_transcript
from faden.interviews.readers.reading import Aside
from faden.interviews.transcript import Source
from faden.protection import vault as vaults
from faden.protection.material import Imported, Key, write_key, write_material, write_names
from faden.protection.places import write_vault
from faden.protection.vault import Vault
from faden.study.folder import Folder

P, Q, R = "p-7k3mzq", "p-9z8xsb", "p-gfkxvc"
SENTENCE = "Ich habe neunmal im Sommer bei fremden Leuten geklingelt und niemand hat aufgemacht."
SPOKEN = "Wir ziehen jedes Frühjahr um und tragen die Kartons selbst in den vierten Stock."
TOLD = "Sie zieht jedes Frühjahr um und trägt die Kartons selbst in den vierten Stock."
OTHER = "Bei uns im Haus steht seit einem Jahr eine Wohnung leer, keiner weiß warum."
NAMED = "Damaris Tesfay"

WORKSHOP = f"""\
---
# Ein Kommentar, der bleibt.
format: faden.transcript/1
id: W01
kind: workshop
language: de
speakers:
  M: {{role: facilitator}}
  P1: {{role: participant, participant: {P}}}
  P2: {{role: participant, participant: {Q}}}
  D: {{role: interpreter}}
---

## t1 · M

Wer möchte anfangen?

## t2 · P1 · 00:01:00 · uk

{SPOKEN}

## t3 · D

{TOLD}

## t4 · P2

{OTHER}

## t5 · M

Sie haben gesagt: Wir ziehen jedes Frühjahr um und tragen die Kartons. Und sonst?

## t6 · P2

Ja, genau.
"""
INTERVIEW = f"""\
---
format: faden.transcript/1
id: I01
kind: interview
language: de
speakers:
  I: {{role: interviewer}}
  P: {{role: participant, participant: {P}}}
---

## t1 · I

Wie haben Sie bisher nach einer Wohnung gesucht, erzählen Sie bitte?

## t2 · P

{SENTENCE}
"""
RAW = WORKSHOP.replace(f", participant: {P}", f', label: "{NAMED}"').replace(f", participant: {Q}", "")
RAW = RAW.replace("Ja, genau.", f"Ja, genau, wie {NAMED} sagt, das ist bei uns auch so gewesen.")


def _write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def _coding(number: int, start: tuple[str, int], exact: str, **more: object) -> str:
    data = {
        "id": f"c-{str(number) * 8}",
        "code": "umzug",
        "start": list(start),
        "end": [start[0], start[1] + len(exact)],
    }
    rest = {
        "part": "original",
        "language": "de",
        "exact": exact,
        "prefix": "",
        "suffix": "",
        "on": "2026-01-02",
    }
    return json.dumps(data | rest | {"codebook": 1} | more, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Somebody spoke in a workshop and alone in an interview; much repeats it."""
    monkeypatch.setenv("FADEN_VAULTS", str(tmp_path / "vaults"))
    monkeypatch.setenv("FADEN_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "study"
    head = '{"format":"faden.codings/1","transcript":"%s","coder":"mira"}'
    files = {
        "research/study.yaml": "format: faden.study/1\ntitle: {de: Wohnen}\ncontact: {organisation: X}\n",
        "research/participants.csv": "# faden.participants/1\n"
        "participant,group,municipality,age_band,gender,language,arrived,household,conversations\n"
        f"{P},refugees,lindhafen,35-44,f,uk,2022-2024,single,I01 W01\n{Q},neighbours,lindhafen,,,,,,W01\n"
        f"{R},refugees,lindhafen,,,,,,W02\n",
        "research/consent.csv": "# faden.consent/1\n"
        "participant,purposes,form,language,how,interpreter,given,expires,withdrawn,note\n"
        f"{P},take-part quote publish,v1,uk,oral,volunteer,2025-03,,,rang her brother first\n"
        f"{Q},take-part quote publish,v1,de,written,,2025-03,,,\n",
        "interviews/W01.md": WORKSHOP,
        "interviews/I01.md": INTERVIEW,
        "interviews/notes/W01.csv": "# faden.notes/1\n"
        "note,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
        "n01,refugees,,,,,jedes Frühjahr um und tragen die Kartons\nn02,neighbours,,,,,leere Wohnung\n",
        "analysis/codings/mira/W01.jsonl": "\n".join(
            [
                head % "W01",
                _coding(2, ("t2", 0), SPOKEN[:20], language="uk"),
                _coding(3, ("t3", 0), TOLD[:20]),
                _coding(4, ("t4", 0), OTHER[:20], prefix=TOLD[-31:] + "\n", suffix=OTHER[20:52]),
            ]
        )
        + "\n",
        "analysis/codings/mira/I01.jsonl": "\n".join([head % "I01", _coding(5, ("t2", 0), SENTENCE[:30])])
        + "\n",
        "analysis/memos/allein.md": "---\nformat: faden.memo/1\nabout: I01\nby: mira\non: 2026-01-03\n---\n\nÜber sie.\n",
        "analysis/memos/treppen.md": "---\nformat: faden.memo/1\nabout: study\nby: mira\non: 2026-01-03\n---\n\n"
        f"Jemand sagt: „{SENTENCE}“ Das kommt öfter vor.\n",
        "analysis/codebook.yaml": "format: faden.codebook/1\ncodes:\n  - id: umzug\n    name: {de: Umzug}\n"
        f'    examples:\n      - {{transcript: I01, turn: t2, quote: "{SENTENCE}"}}\n'
        '      - {transcript: W01, turn: t4, quote: "steht seit einem Jahr eine Wohnung leer"}\n',
        "analysis/translations.yaml": "format: faden.translations/1\ntranslations:\n  - coding: c-55555555\n"
        '    words: "Ich habe neunmal im Sommer bei"\n    text: {en: "I rang nine times in summer at doors of strangers"}\n'
        "    by: mira\n",
        "analysis/needs.yaml": "format: faden.needs/1\nneeds:\n  - id: N01\n    name: {de: Bleiben}\n"
        "    statement: {de: Bleiben.}\n    codes: [umzug]\n    codings: [c-55555555, c-44444444] # die beiden\n"
        "    by: mira\n    'on': 2026-01-01\n",
        "analysis/findings/F01.md": "---\nformat: faden.finding/1\nid: F01\ntitle: {de: Umzüge kosten Kraft}\n"
        "codes: [umzug]\nevidence:\n  - {coding: c-55555555, relation: supports}\n  - {coding: c-44444444, relation: "
        'supports}\nby: mira\n"on": 2026-01-01\n---\n::: de\nSo ist es:\n\n[[c-55555555]]\n\n[[c-44444444]]\n\n'
        f"Eine sagt, {SENTENCE[:60]} und so fort.\n\n::: en\nShe rang nine times in summer at doors of strangers.\n",
        "analysis/personas/PE01.yaml": "format: faden.persona/1\nid: PE01\nname: {de: Die Umziehende}\n"
        f"situation: {{de: Zieht um.}}\nparticipants: [{P}, {Q}, {R}]\nquotations:\n  - c-55555555\nby: mira\n"
        "'on': 2026-01-01\n",
        "analysis/notebooks/01.ipynb": json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "source": ["study.codings\n"],
                        "execution_count": 3,
                        "metadata": {},
                        "outputs": [{"output_type": "stream", "name": "stdout", "text": [SENTENCE]}],
                    }
                ],
                "metadata": {},
                "nbformat": 4,
                "nbformat_minor": 5,
            }
        ),
        "analysis/notebooks/.ipynb_checkpoints/01-checkpoint.ipynb": json.dumps(
            {"cells": [], "text": SENTENCE}
        ),
        "analysis/proposals/umzug.jsonl": json.dumps({"transcript": "W01", "turn": "t2", "code": "umzug"})
        + "\n"
        + json.dumps({"transcript": "W01", "turn": "t4", "code": "leer"})
        + "\n",
        "analysis/journeys/J01.yaml": 'steps:\n  - {text: "x", codings: [c-55555555]}\n  - quotation: c-55555555\n',
        "prototypes/suche/sessions/S01.yaml": f"participant: {P}\nsaid: nichts\n",
        "site/ueber.md": f"Über uns. Jemand sagte: {SENTENCE}\n",
        "build/site/index.html": f"<p>{SENTENCE.replace(' ', '<b> </b>')}</p>",
        "build/cache/clusters/a": f"{SENTENCE}",
    }
    for name, text in files.items():
        _write(root, name, text)
    _write(tmp_path, "cache/vectors.sqlite", "vectors")
    return Folder(root)


@pytest.fixture
def vault(study: Folder) -> Vault:
    """The vault of the study, with the raw workshop, its original, the key and the names."""
    opened = write_vault(study, vaults.from_passphrase("vier Wörter die nicht passen"), cost=4)
    raw = parse_transcript(RAW, "raw/W01.md").value
    assert raw is not None
    source = Source(name="W01.docx", sha256="a" * 64, format="docx")
    raw = type(raw)(raw.head.model_copy(update={"source": source}), raw.turns, raw.preamble)
    record = Imported(id="W01", name=f"{NAMED}.docx", format="docx", on="2026-01-01")
    asides = (Aside("import-comment", f"Anwesend: {NAMED}", 3), Aside("import-comment", "Pause", 9))
    write_material(opened, raw, SPOKEN.encode(), record, asides)
    write_names(
        opened,
        f"# faden.pseudonyms/1\nname,label,kind,variants\n{NAMED},Person A,person,Damaris\nKiel,[Ort],place,\n",
    )
    write_key(opened, Key(people={"Person A": P}, speakers={"W01/P2": Q}, written={"W01": "b" * 64}))
    vaults.write(opened, {"journal/0001": f"{SPOKEN}".encode()})
    return opened
