"""What people decided on proposed codes: ``analysis/proposals/<machine>/decisions/<conversation>.jsonl``.

A line is added for each decision and none is changed, so that proposal and decision are both kept; the last
line on the same words and code holds. The coding that follows is made by the person, elsewhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from faden.analysis.suggest.values import Decision
from faden.coding.anchored import Anchored, anchored
from faden.core.dates import PartialDate
from faden.core.documents import FileModel
from faden.core.files import read_text, write_atomic
from faden.core.formats import label
from faden.core.ids import ConversationId, Slug
from faden.core.problems import Place, Problem, StudyError
from faden.core.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from faden.coding.anchor import Anchor
    from faden.study.folder import Folder


class _Named(FileModel):
    """What a line begins with."""

    format: str
    transcript: ConversationId
    code: Slug


class Decided(Anchored, _Named):
    """One decision of a person on a code for some words; a line of the file.

    ``start`` and ``end`` are (turn, offset in code points), end excluded; ``score`` is what the machine gave.
    """

    score: Annotated[float, Field(ge=0, le=1)]
    decision: Decision
    by: Slug
    on: PartialDate


def decided(  # noqa: PLR0913 - the parts of a sentence: who decided what on which words, and when
    anchor: Anchor, transcript: str, code: str, decision: Decision, *, score: float, by: str, on: str
) -> Decided:
    """A decision on described words."""
    return Decided(
        format=label("decisions"),
        transcript=transcript,
        code=code,
        **anchored(anchor),
        score=round(score, 3),
        decision=decision,
        by=by,
        on=on,
    )


def decisions_path(folder: Folder, machine: str, transcript: str) -> Path:
    """Where the decisions on a machine's proposals for a conversation stand."""
    return folder.root / "analysis/proposals" / machine / "decisions" / f"{transcript}.jsonl"


def parse_decisions(text: str, path: str) -> tuple[Decided, ...]:
    """Decisions in the order of the file.

    Raises:
        StudyError: A line is not understood; what was rejected would be proposed again.
    """
    found = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), start=1):
        place = Place(path, number)
        try:
            made = Decided.model_validate(json.loads(line))
        except ValidationError as error:
            first: Any = error.errors(include_url=False)[0]
            params = {
                "field": ".".join(map(str, first["loc"])) or "–",
                "value": str(first["input"])[:40],
                "reason": reason(first),
            }
            raise StudyError.of(Problem("value-invalid", place, params)) from None
        except (ValueError, RecursionError) as error:
            raise StudyError.of(Problem("json-invalid", place, {"n": getattr(error, "colno", 1)})) from None
        if made.format != label("decisions"):
            params = {"expected": label("decisions"), "value": made.format}
            raise StudyError.of(Problem("format-unknown", place, params))
        found.append(made)
    return tuple(found)


def format_decisions(decisions: Iterable[Decided]) -> str:
    """Decisions as lines of JSON; the same text for the same decisions."""
    return "".join(
        json.dumps(each.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")) + "\n"
        for each in decisions
    )


def read_decisions(folder: Folder, machine: str) -> tuple[Decided, ...]:
    """All decisions on a machine's proposals, by conversation, then in their order.

    Raises:
        StudyError: A file is not understood.
    """
    place = folder.root / "analysis/proposals" / machine / "decisions"
    return tuple(
        each
        for path in sorted(place.glob("*.jsonl"))
        for each in parse_decisions(read_text(path, shown=folder.shown(path)), folder.shown(path))
    )


def write_decision(folder: Folder, machine: str, decision: Decided) -> None:
    """Add a decision to its file.

    Raises:
        StudyError: What stands in the file is not understood; it is left as it is.
    """
    path = decisions_path(folder, machine, decision.transcript)
    shown = folder.shown(path)
    known = parse_decisions(read_text(path, shown=shown), shown) if path.is_file() else ()
    write_atomic(path, format_decisions([*known, decision]))
