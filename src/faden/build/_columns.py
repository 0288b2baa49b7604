"""The columns of the tables of a study, each with its type."""

from __future__ import annotations

from typing import Final

from faden.build._tables import FIGURE, LIST, NUMBER, SWITCH, TEXT

SEGMENTS: Final = {
    "id": TEXT,
    "transcript": TEXT,
    "turn": TEXT,
    "part": TEXT,
    "language": TEXT,
    "start": NUMBER,
    "end": NUMBER,
    "text": TEXT,
    "participant": TEXT,
    "group": TEXT,
    "municipality": TEXT,
    "analyse": SWITCH,
}
CODINGS: Final = {
    "id": TEXT,
    "coder": TEXT,
    "counted": SWITCH,
    "code": TEXT,
    "name": TEXT,
    "kind": TEXT,
    "transcript": TEXT,
    "start_turn": TEXT,
    "start": NUMBER,
    "end_turn": TEXT,
    "end": NUMBER,
    "part": TEXT,
    "language": TEXT,
    "text": TEXT,
    "participant": TEXT,
    "group": TEXT,
    "municipality": TEXT,
    "on": TEXT,
    "memo": TEXT,
}
PARTICIPANTS: Final = {
    "id": TEXT,
    "group": TEXT,
    "group_name": TEXT,
    "municipality": TEXT,
    "age_band": TEXT,
    "gender": TEXT,
    "language": TEXT,
    "arrived": TEXT,
    "household": TEXT,
    "conversations": LIST,
    "asked": SWITCH,
    "analyse": SWITCH,
    "quote": SWITCH,
}
AGREEMENT: Final = {
    "coders": TEXT,
    "machine": SWITCH,
    "unit": TEXT,
    "uncoded": TEXT,
    "code": TEXT,
    "measure": TEXT,
    "value": FIGURE,
    "low": FIGURE,
    "high": FIGURE,
    "undefined": TEXT,
    "verdict": TEXT,
    "n": NUMBER,
    "with_code": NUMBER,
    "prevalence": FIGURE,
    "few": SWITCH,
}
COUNTS: Final = ("codings", "persons", "persons_of", "conversations", "conversations_of")
NEEDS: Final = {
    "id": TEXT,
    "kind": TEXT,
    "name": TEXT,
    "statement": TEXT,
    "codes": LIST,
    "counted_by": TEXT,
    "persons": NUMBER,
    "asked": NUMBER,
    "share": FIGURE,
    "municipalities": NUMBER,
    "codings": NUMBER,
    "by": TEXT,
    "on": TEXT,
}
TOGETHER: Final = {
    "first": TEXT,
    "second": TEXT,
    "pairs": NUMBER,
    "turns": NUMBER,
    "persons": NUMBER,
    "conversations": NUMBER,
}
SATURATION: Final = {
    "number": NUMBER,
    "transcript": TEXT,
    "new": NUMBER,
    "codes": NUMBER,
    "mean": FIGURE,
    "low": FIGURE,
    "median": FIGURE,
    "high": FIGURE,
    "new_codes": LIST,
    "reached": SWITCH,
}
HITS: Final = {
    "transcript": TEXT,
    "turn": TEXT,
    "speaker": TEXT,
    "participant": TEXT,
    "group": TEXT,
    "municipality": TEXT,
    "part": TEXT,
    "language": TEXT,
    "start": NUMBER,
    "end": NUMBER,
    "text": TEXT,
    "version": TEXT,
    "reason": TEXT,
    "score": FIGURE,
    "doubtful": SWITCH,
}
