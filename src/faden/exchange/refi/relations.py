"""What ties the things of a REFI-QDA project together: pointers, links, sets and drawn networks."""

from __future__ import annotations

from dataclasses import dataclass

from faden.exchange.refi.fields import Node, attribute, children, text_child


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref(Node):
    """A pointer to a note, code, source, selection or variable."""

    target: str | None = attribute("targetGUID", "guid", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """A relation between two things."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")
    direction: str | None = attribute("direction", "Associative|OneWay|Bidirectional")
    colour: str | None = attribute("color", "colour")
    origin: str | None = attribute("originGUID", "guid")
    target: str | None = attribute("targetGUID", "guid")
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Set(Node):
    """A group of codes, sources or notes."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name", needed=True)
    description: str | None = text_child("Description")
    codes: tuple[Ref, ...] = children({"MemberCode": "Ref"})
    sources: tuple[Ref, ...] = children({"MemberSource": "Ref"})
    notes: tuple[Ref, ...] = children({"MemberNote": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertex(Node):
    """A node of a drawn network."""

    guid: str | None = attribute("guid", "guid", needed=True)
    represented: str | None = attribute("representedGUID", "guid")
    name: str | None = attribute("name")
    first_x: int | None = attribute("firstX", "int", needed=True)
    first_y: int | None = attribute("firstY", "int", needed=True)
    second_x: int | None = attribute("secondX", "int")
    second_y: int | None = attribute("secondY", "int")
    shape: str | None = attribute(
        "shape",
        "Person|Oval|Rectangle|RoundedRectangle|Star|LeftTriangle|RightTriangle|UpTriangle|DownTriangle|Note",
    )
    colour: str | None = attribute("color", "colour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Node):
    """A line of a drawn network."""

    guid: str | None = attribute("guid", "guid", needed=True)
    represented: str | None = attribute("representedGUID", "guid")
    name: str | None = attribute("name")
    start: str | None = attribute("sourceVertex", "guid", needed=True)
    end: str | None = attribute("targetVertex", "guid", needed=True)
    colour: str | None = attribute("color", "colour")
    direction: str | None = attribute("direction", "Associative|OneWay|Bidirectional")
    style: str | None = attribute("lineStyle", "dotted|dashed|solid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph(Node):
    """A drawn network."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")
    vertices: tuple[Vertex, ...] = children({"Vertex": "Vertex"})
    edges: tuple[Edge, ...] = children({"Edge": "Edge"})
