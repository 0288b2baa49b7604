"""A small study in real files, in order from the first line; tests then put one thing out of order."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

from faden.coding.anchor import Position, describe
from faden.coding.codings import CodingFile, coding_at, write_codings
from faden.core.problems import Problem
from faden.findings.corpus import Corpus, read_corpus
from faden.findings.evidence import Index
from faden.interviews.files import read_transcript
from faden.interviews.transcript import PartKind
from faden.publish.gate import check_publication, check_study, judge
from faden.publish.verdict import Case, Verdict
from faden.study.beginning import begin_study
from faden.study.folder import Folder

TODAY = dt.date(2026, 3, 15)
"""The day for which these studies ask for consent."""

PEOPLE = tuple(f"p-{digit * 6}" for digit in "234567")
"""Six residents, speakers P1 to P6 of the workshop."""

OFFICE = "p-888888"
"""One person of the administration, speaker A1."""

ALL = "take-part record transcribe translate analyse quote publish archive"

SETTINGS = """\
format: faden.study/1
title: {de: "Kleine Studie", en: "Small study"}
synthetic: true
languages: {site: [de, en], content: [de, ar]}
contact: {organisation: "Werkstatt", email: "studie@example.org"}
municipalities:
  - {id: ort, name: "Ort", kind: municipality, fictional: true}
groups:
  - id: residents
    name: {de: "Bewohnende", en: "Residents"}
    role: {de: "Person, die dort wohnt", en: "Resident"}
    side: residents
  - id: administration
    name: {de: "Verwaltung", en: "Administration"}
    role: {de: "Person aus der Verwaltung", en: "Member of staff of the administration"}
    side: institutions
coders:
  - {id: erste, lead: true}
  - {id: zweite}
privacy: {k: 5, k_small: 10, small_population: 5000, min_cell: 5, min_percent_base: 20, min_persona: 5}
"""

CONTEXT = """\
# Synthetisch / synthetic
format: faden.context/1
municipalities:
  - id: ort
    fictional: true
    population: {value: 20000, as_of: 2025, source: "invented", fictional: true}
    groups:
      residents: {population: 15000, as_of: 2025, source: "invented", fictional: true}
      administration: {population: 90, as_of: 2025, source: "invented", fictional: true}
"""

WORKSHOP = """\
---
format: faden.transcript/1
id: W01
kind: workshop
municipality: ort
language: de
synthetic: true
speakers:
  M: {role: facilitator}
  D: {role: interpreter}
  P1: {role: participant, participant: p-222222}
  P2: {role: participant, participant: p-333333}
  P3: {role: participant, participant: p-444444}
  P4: {role: participant, participant: p-555555}
  P5: {role: participant, participant: p-666666}
  P6: {role: participant, participant: p-777777}
  A1: {role: participant, participant: p-888888}
---

Synthetisch: erfunden. / Synthetic: invented.

## t1 · M · 00:00:01

Was fehlt Ihnen, wenn Sie sich bewerben?

## t2 · P1 · 00:00:09

Ich habe dreißig Mal geschrieben, und niemand hat geantwortet.

## t3 · P2

Bei mir kam nach vier Wochen eine Absage ohne Grund.

## t4 · P3 · ar

::: original ar
كتبت لهم ولم يردّ أحد عليّ.

::: interpretation de · D
Sie hat ihnen geschrieben, keiner hat ihr geantwortet.

## t5 · P4

Keiner ruft zurück, auch nach Wochen nicht.

## t6 · P5

Ich warte seit Mai auf einen Brief.

## t7 · P6

Bei uns ging es schnell, zwei Tage, dann war die Zusage da.

## t8 · D

Sie meint den Brief vom Amt, nicht den von der Firma.

## t9 · A1

Wir antworten allen, manchmal dauert es eben.
"""

CODEBOOK = """\
# Synthetisch / synthetic
format: faden.codebook/1
version: 1
codes:
  - id: antworten
    name: {de: "Antworten", en: "Replies"}
    codable: false
    children:
      - id: keine-antwort
        name: {de: "Keine Antwort", en: "No reply"}
        kind: pain
        definition: {de: "Wartet und bekommt keine Antwort.", en: "Waits and gets no reply."}
        include: {de: "auch Antworten, die nichts sagen", en: "also replies that say nothing"}
        exclude: {de: "ausdrückliche Absagen", en: "explicit refusals"}
        examples:
          - {transcript: W01, turn: t2, quote: "niemand hat geantwortet"}
      - id: schnelle-antwort
        name: {de: "Schnelle Antwort", en: "Quick reply"}
        kind: deviant
        definition: {de: "Die Antwort kam bald.", en: "The reply came soon."}
        include: {de: "binnen einer Woche", en: "within a week"}
        exclude: {de: "später", en: "later"}
        examples:
          - {transcript: W01, turn: t7, quote: "Bei uns ging es schnell"}
"""

NEEDS = """\
# Synthetisch / synthetic
format: faden.needs/1
needs:
  - id: N01
    kind: need
    name: {de: "Eine Antwort", en: "A reply"}
    statement: {de: "Wissen, woran man ist.", en: "Know where one stands."}
    codes: [keine-antwort]
    codings: [c-22222222]
    by: erste
    "on": 2026-02-01
  - id: N02
    kind: pain
    name: {de: "Schweigen", en: "Silence"}
    statement: {de: "Niemand meldet sich.", en: "Nobody gets in touch."}
    codes: [antworten]
    by: erste
    "on": 2026-02-01
"""

FINDING = """\
---
format: faden.finding/1
id: F01
title: {de: "Die meisten bekommen keine Antwort", en: "Most get no reply"}
needs: [N01]
codes: [keine-antwort]
evidence:
  - {coding: c-22222222, relation: supports}
  - {coding: c-55555555, relation: supports}
  - {coding: c-77777777, relation: contradicts}
certainty: high
key: true
synthetic: true
by: erste
"on": 2026-02-10
---

::: de
Es warten [[reach]].

[[c-22222222]]

Aber nicht alle.

::: en
There wait [[reach]].

[[c-22222222]]
"""

PERSONA = """\
# Synthetisch / synthetic
format: faden.persona/1
id: PE01
name: {de: "Wer wartet", en: "Who waits"}
situation: {de: "Wartet auf eine Antwort.", en: "Waits for a reply."}
participants: [p-222222, p-333333, p-444444, p-555555, p-666666]
needs: [N01]
findings: [F01]
attributes:
  - {text: {de: "bekommt keine Antwort", en: "gets no reply"}, codes: [keine-antwort]}
quotations: [c-55555555]
synthetic: true
by: erste
"on": 2026-02-20
"""

WORDS = (
    ("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet"),
    ("c-33333333", "keine-antwort", "t3", "eine Absage ohne Grund"),
    ("c-44444444", "keine-antwort", "t4", "ولم يردّ أحد"),
    ("c-55555555", "keine-antwort", "t5", "Keiner ruft zurück"),
    ("c-66666666", "keine-antwort", "t6", "Ich warte seit Mai"),
    ("c-77777777", "schnelle-antwort", "t7", "Bei uns ging es schnell"),
)
"""Coding, code, turn and words of the lead coder."""


class MiniStudy:
    """A small study below a folder.

    Attributes:
        folder: Where it stands.
    """

    def __init__(self, root: Path) -> None:
        """Take the study in a folder, as `begin` has written it."""
        self.folder = Folder(root.resolve())

    def begin(self) -> None:
        """Write the study into an empty folder."""
        begin_study(self.folder.root)
        rows = [f"{p},residents,ort,35-44,,de,,,W01" for p in PEOPLE]
        rows.append(f"{OFFICE},administration,ort,45-54,,de,,,W01")
        head = "participant,group,municipality,age_band,gender,language,arrived,household,conversations"
        self.write("research/study.yaml", SETTINGS)
        self.write(
            "research/participants.csv", "\n".join(["# faden.participants/1 synthetic", head, *rows, ""])
        )
        self.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
        self.edit("research/information.yaml", "\nformer: []\n", "\nformer: [v1]\n")
        self.write("research/context.yaml", CONTEXT)
        self.write("interviews/W01.md", WORKSHOP)
        self.write("analysis/codebook.yaml", CODEBOOK)
        self.write("analysis/needs.yaml", NEEDS)
        self.write("analysis/findings/F01.md", FINDING)
        self.write("analysis/personas/PE01.yaml", PERSONA)
        self.code(*WORDS)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the study."""
        path = self.folder.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Change the one place of a file at which `old` stands."""
        path = self.folder.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def consents(self, purposes: dict[str, str], **cells: str) -> None:
        """Write the ledger: purposes by person, with cells that differ from the usual ones."""
        given = {"given": "2026-01-10", "expires": "", "withdrawn": ""} | cells
        rows = [
            f"{person},{allowed},v1,de,written,,{given['given']},{given['expires']},{given['withdrawn']},"
            for person, allowed in purposes.items()
        ]
        head = "participant,purposes,form,language,how,interpreter,given,expires,withdrawn,note"
        self.write("research/consent.csv", "\n".join(["# faden.consent/1 synthetic", head, *rows, ""]))

    def code(self, *words: tuple[str, str, str, str], coder: str = "erste", transcript: str = "W01") -> None:
        """Write the codings of one coder: id, code, turn and words of each."""
        text = read_transcript(self.folder, transcript).value
        assert text is not None
        codings = []
        for identifier, code, turn_id, exact in words:
            turn = text.turn(turn_id)
            assert turn is not None
            part = next(part for part in turn.parts if exact in part.text)
            at = part.text.index(exact)
            start, end = Position(turn_id, at), Position(turn_id, at + len(exact))
            anchor = describe(text, start, end, part=PartKind(part.kind), language=part.language)
            codings.append(coding_at(anchor, identifier=identifier, code=code, on="2026-02-01", codebook=1))
        file = CodingFile(transcript, coder, tuple(codings), {})
        write_codings(self.folder, file, tuple(turn.id for turn in text.turns))

    def corpus(self) -> Corpus:
        """The study, read."""
        return read_corpus(self.folder)

    def case(self, on: dt.date = TODAY) -> Case:
        """The study as rules look at it."""
        corpus = self.corpus()
        return Case(corpus, Index(corpus), on)

    def verdict(self, on: dt.date = TODAY) -> Verdict:
        """What the gate lets through."""
        return judge(self.case(on))

    def problems(self, on: dt.date = TODAY) -> list[Problem]:
        """All problems, those that only count for publishing included."""
        case = self.case(on)
        return [*check_study(case), *check_publication(case)]

    def codes(self, on: dt.date = TODAY) -> set[str]:
        """Codes of all problems but that nothing is cleared and not all is translated."""
        usual = {"transcript-not-cleared", "translation-missing"}
        usual |= {"information-incomplete", "information-untranslated", "retention-incomplete"}
        return {problem.code for problem in self.problems(on)} - usual

    def found(self, code: str, on: dt.date = TODAY) -> list[str]:
        """Places of the problems with this code, as messages name them."""
        return [str(problem.place) for problem in self.problems(on) if problem.code == code]


def dedent(text: str) -> str:
    """A text of a test without the indentation of the code around it."""
    return textwrap.dedent(text).lstrip("\n")


MORE = "bcdfghjkmnpqrstvwx"
"""Of which the ids of more residents and of their codings are made."""


def many(study: MiniStudy) -> None:
    """Let eighteen more residents speak, of whom fourteen got an answer soon."""
    rows = [f"p-{letter * 6},residents,ort,35-44,,de,,,W01" for letter in MORE]
    speakers = [f"  Q{at}: {{role: participant, participant: p-{x * 6}}}" for at, x in enumerate(MORE)]
    turns = [f"\n## t{20 + at} · Q{at}\n\nIch sage auch etwas.\n" for at in range(len(MORE))]
    with study.folder.participants.open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    study.edit("interviews/W01.md", "speakers:\n", "speakers:\n" + "\n".join(speakers) + "\n")
    with study.folder.transcript("W01").open("a", encoding="utf-8") as file:
        file.write("".join(turns))
    more = [(f"c-{MORE[at] * 8}", "schnelle-antwort", f"t{20 + at}", "Ich sage auch") for at in range(14)]
    study.code(*WORDS, *more)


def put_together(study: MiniStudy, *cards: str, need: str = "N02") -> None:
    """Write a board with one group of cards, which was recorded as a need."""
    group = f"{{id: g1, by: erste, on: 2026, need: {need}, cards: [{', '.join(cards)}]}}"
    study.write("analysis/board.yaml", f"format: faden.board/1\ngroups: [{group}]\n")
