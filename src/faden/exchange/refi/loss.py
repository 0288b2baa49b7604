"""What the other side cannot hold, counted: what only the sidecar keeps, and what stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from faden.core.catalogue import text
from faden.exchange.refi.binding import slots
from faden.exchange.refi.fields import Node
from faden.exchange.refi.model import (
    AudioSource,
    PdfSource,
    PictureSource,
    Project,
    TextSource,
    VideoSource,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.exchange.refi.plan import Plan


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that the other side does not show.

    Attributes:
        kind: What; worded by ``exchange.loss.<kind>`` with ``n``.
        n: How many.
        kept: Whether it is kept and comes back on the way back.
    """

    kind: str
    n: int
    kept: bool = True


def nodes(node: Any) -> Iterator[Node]:
    """A node and all nodes within it."""
    yield node
    for slot in slots(type(node)):
        value = getattr(node, slot.field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Node):
                yield from nodes(each)


def import_losses(project: Project, plan: Plan) -> tuple[Loss, ...]:
    """What faden's own files do not show of a project; all of it is kept in the sidecar."""
    sources = project.sources
    values = sum(len(each.values) for each in (*sources, *project.cases))
    whole = sum(len(each.codings) for each in sources)
    unheld = sum(each.coding is None for each in plan.codings)
    bare = sum(not s.codings for each in sources if isinstance(each, TextSource) for s in each.selections)
    counts = {
        "pdf-selections": sum(len(each.selections) for each in sources if isinstance(each, PdfSource)),
        "picture-selections": sum(
            len(each.selections) for each in sources if isinstance(each, PictureSource)
        ),
        "media-selections": sum(
            len(each.selections) for each in sources if isinstance(each, AudioSource | VideoSource)
        )
        + sum(
            len(t.selections)
            for each in sources
            if isinstance(each, AudioSource | VideoSource)
            for t in each.transcripts
        ),
        "missing-texts": sum(isinstance(each, TextSource) and each.plain is None for each in sources),
        "source-codings": whole,
        "codings-unheld": unheld,
        "selections-bare": bare,
        "cases": len(project.cases),
        "values": values,
        "sets": len(project.sets),
        "links": len(project.links),
        "graphs": len(project.graphs),
        "unknown": sum(
            len(n.extra.elements) + len(n.extra.attributes) + len(n.extra.wrapped) for n in nodes(project)
        ),
    }
    return tuple(Loss(kind, n) for kind, n in counts.items() if n)


def describe_loss(loss: Loss, language: str) -> str:
    """A loss in words: what, and how many.

    Args:
        loss: The loss.
        language: ``de`` or ``en``.
    """
    return text(f"exchange.loss.{loss.kind}", language, n=loss.n)
