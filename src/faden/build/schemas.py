"""JSON Schemas of all study files, so that editors complete and check them while one writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from faden.analysis.framework import FrameworkFile
from faden.analysis.suggest.decisions import Decided
from faden.coding.codebook import CodebookFile
from faden.coding.codings import Coding, CodingsHead
from faden.coding.consensus import ConsensusFile
from faden.coding.done import DoneFile
from faden.coding.memos import MemoHead
from faden.comparables.projects import Comparable, CriteriaFile
from faden.core.formats import CURRENT
from faden.findings.board.board import Board
from faden.findings.finding import FindingHead
from faden.findings.journey import Journey
from faden.findings.need import NeedsFile
from faden.findings.persona import Persona
from faden.findings.translation import TranslationsFile
from faden.interviews.transcript import Head
from faden.protection.pseudonyms.keeping import LogRow
from faden.prototypes.sessions.session import Session
from faden.prototypes.spec import Prototype
from faden.publish.redlist import RedList
from faden.publish.release import ReviewsFile
from faden.study.consent import ConsentAct
from faden.study.context import ContextFile
from faden.study.information import Information
from faden.study.labels import LabelsFile
from faden.study.notes import Note
from faden.study.pages import OwnPageHead
from faden.study.participants import Participant
from faden.study.prose import ProseHead
from faden.study.retention import RetentionFile
from faden.study.settings import Settings
from faden.study.withdrawals import Withdrawal
from faden.study.workshops import Workshop

if TYPE_CHECKING:
    from pydantic import BaseModel

MODELS: Final[dict[str, type[BaseModel]]] = {
    "study": Settings,
    "questions": ProseHead,
    "guide": ProseHead,
    "participants": Participant,
    "consent": ConsentAct,
    "context": ContextFile,
    "workshop": Workshop,
    "criteria": CriteriaFile,
    "comparable": Comparable,
    "transcript": Head,
    "notes": Note,
    "codebook": CodebookFile,
    "codings": CodingsHead,
    "coding": Coding,
    "done": DoneFile,
    "consensus": ConsensusFile,
    "decisions": Decided,
    "framework": FrameworkFile,
    "memo": MemoHead,
    "needs": NeedsFile,
    "board": Board,
    "finding": FindingHead,
    "page": OwnPageHead,
    "persona": Persona,
    "journey": Journey,
    "translations": TranslationsFile,
    "prototype": Prototype,
    "session": Session,
    "reviews": ReviewsFile,
    "labels": LabelsFile,
    "pseudonymlog": LogRow,
    "redlist": RedList,
    "information": Information,
    "retention": RetentionFile,
    "withdrawals": Withdrawal,
}
"""Format → model of the file, of its front matter, or of one row."""


def schemas() -> dict[str, str]:
    """JSON Schema (2020-12) of each format, by file name; the same bytes for the same models."""
    return {f"{name}.json": _schema(name, model) for name, model in sorted(MODELS.items())}


def _schema(name: str, model: type[BaseModel]) -> str:
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= model.model_json_schema()
    schema["title"] = f"faden.{name}/{CURRENT.get(name, 1)}"
    properties = schema.get("properties", {})
    if "format" in properties and name in CURRENT:
        properties["format"] = {"const": f"faden.{name}/{CURRENT[name]}"}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
