"""A whole REFI-QDA project as values: everything the schema knows, and what it does not know.

The fields of each class stand in the order of the schema; attributes first, then children. Ids (GUID)
keep the letters they came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from faden.exchange.refi.fields import Node, attribute, beside, child, children, text_child
from faden.exchange.refi.relations import Edge, Graph, Link, Ref, Set, Vertex


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Node):
    """Somebody who worked in the project; the name is a clear name."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")
    id: str | None = attribute("id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Node):
    """A code with all codes below it."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name", needed=True)
    codable: bool | None = attribute("isCodable", "bool", needed=True)
    colour: str | None = attribute("color", "colour")
    description: str | None = text_child("Description")
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})
    codes: tuple[Code, ...] = children({"Code": "Code"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(Node):
    """An attribute that cases or sources may have."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name", needed=True)
    type: str | None = attribute("typeOfVariable", "Text|Boolean|Integer|Float|Date|DateTime", needed=True)
    description: str | None = text_child("Description")


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableValue(Node):
    """The value of a variable; one of the six kinds is given, or none."""

    variable: Ref | None = child("VariableRef", "Ref")  # noqa: RUF009 - makes a dataclass field
    as_text: str | None = text_child("TextValue")
    as_boolean: str | None = text_child("BooleanValue")
    as_integer: str | None = text_child("IntegerValue")
    as_float: str | None = text_child("FloatValue")
    as_date: str | None = text_child("DateValue")
    as_date_time: str | None = text_child("DateTimeValue")

    @property
    def value(self) -> str:
        """The value as text; empty where none is given."""
        kinds = (
            self.as_text,
            self.as_boolean,
            self.as_integer,
            self.as_float,
            self.as_date,
            self.as_date_time,
        )
        return next((value for value in kinds if value is not None), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Node):
    """A unit of comparison: a person, a household, a document."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")
    description: str | None = text_child("Description")
    codes: tuple[Ref, ...] = children({"CodeRef": "Ref"})
    values: tuple[VariableValue, ...] = children({"VariableValue": "VariableValue"})
    sources: tuple[Ref, ...] = children({"SourceRef": "Ref"})
    selections: tuple[Ref, ...] = children({"SelectionRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Node):
    """One code on a selection or on a whole source, by somebody, at some time."""

    guid: str | None = attribute("guid", "guid", needed=True)
    creating_user: str | None = attribute("creatingUser", "guid")
    created: str | None = attribute("creationDateTime", "time")
    code: Ref | None = child("CodeRef", "Ref")  # noqa: RUF009 - makes a dataclass field
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Authored(Node):
    """Who made and changed something, and when."""

    creating_user: str | None = attribute("creatingUser", "guid")
    created: str | None = attribute("creationDateTime", "time")
    modifying_user: str | None = attribute("modifyingUser", "guid")
    modified: str | None = attribute("modifiedDateTime", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selection(_Authored):
    """What all selections share."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSelection(_Selection):
    """A stretch of a text.

    Attributes:
        start: First code point, from 0, over the text with LF and without byte order mark.
        end: One past the last code point.
    """

    start: int | None = attribute("startPosition", "int", needed=True)
    end: int | None = attribute("endPosition", "int", needed=True)
    description: str | None = text_child("Description")
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSelection(_Selection):
    """A rectangle of a picture, in pixels."""

    first_x: int | None = attribute("firstX", "int", needed=True)
    first_y: int | None = attribute("firstY", "int", needed=True)
    second_x: int | None = attribute("secondX", "int", needed=True)
    second_y: int | None = attribute("secondY", "int", needed=True)
    description: str | None = text_child("Description")
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSelection(_Selection):
    """A rectangle of a page, in points from the bottom left."""

    page: int | None = attribute("page", "int", needed=True)
    first_x: int | None = attribute("firstX", "int", needed=True)
    first_y: int | None = attribute("firstY", "int", needed=True)
    second_x: int | None = attribute("secondX", "int", needed=True)
    second_y: int | None = attribute("secondY", "int", needed=True)
    description: str | None = text_child("Description")
    representation: TextSource | None = child("Representation", "TextSource")  # noqa: RUF009 - makes a dataclass field
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSelection(_Selection):
    """A stretch of a recording, in milliseconds."""

    begin: int | None = attribute("begin", "int", needed=True)
    end: int | None = attribute("end", "int", needed=True)
    description: str | None = text_child("Description")
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptSelection(_Selection):
    """A stretch of a recording between two of the points that tie it to its transcript."""

    from_point: str | None = attribute("fromSyncPoint", "guid")
    to_point: str | None = attribute("toSyncPoint", "guid")
    description: str | None = text_child("Description")
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncPoint(Node):
    """A point of a transcript (code point) and of its recording (millisecond)."""

    guid: str | None = attribute("guid", "guid", needed=True)
    time: int | None = attribute("timeStamp", "int")
    position: int | None = attribute("position", "int")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written(_Authored):
    """What all texts share.

    Attributes:
        content: The text, where it stands in the project file.
        stored: The text, where it stands in a file of its own.
    """

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")
    rich_path: str | None = attribute("richTextPath")
    plain_path: str | None = attribute("plainTextPath")
    stored: str | None = beside()

    @property
    def plain(self) -> str | None:
        """The text with LF and without byte order mark; ``None`` where the file is missing."""
        content: str | None = getattr(self, "content", None)
        return content if content is not None else self.stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript(_Written):
    """A transcript of a recording."""

    description: str | None = text_child("Description")
    content: str | None = text_child("PlainTextContent")
    points: tuple[SyncPoint, ...] = children({"SyncPoint": "SyncPoint"})
    selections: tuple[TranscriptSelection, ...] = children({"TranscriptSelection": "TranscriptSelection"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSource(_Written):
    """A text: an interview, a note, the words of a picture or of a PDF file."""

    description: str | None = text_child("Description")
    content: str | None = text_child("PlainTextContent")
    selections: tuple[TextSelection, ...] = children({"PlainTextSelection": "TextSelection"})
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})
    values: tuple[VariableValue, ...] = children({"VariableValue": "VariableValue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _File(_Authored):
    """What all sources share that are files of their own."""

    guid: str | None = attribute("guid", "guid", needed=True)
    name: str | None = attribute("name")
    path: str | None = attribute("path")
    current_path: str | None = attribute("currentPath")
    description: str | None = text_child("Description")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSource(_File):
    """A picture."""

    words: TextSource | None = child("TextDescription", "TextSource")  # noqa: RUF009 - makes a dataclass field
    selections: tuple[PictureSelection, ...] = children({"PictureSelection": "PictureSelection"})
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})
    values: tuple[VariableValue, ...] = children({"VariableValue": "VariableValue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSource(_File):
    """A PDF file, with its words where the program has read them."""

    selections: tuple[PdfSelection, ...] = children({"PDFSelection": "PdfSelection"})
    representation: TextSource | None = child("Representation", "TextSource")  # noqa: RUF009 - makes a dataclass field
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})
    values: tuple[VariableValue, ...] = children({"VariableValue": "VariableValue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSource(_File):
    """A sound recording."""

    transcripts: tuple[Transcript, ...] = children({"Transcript": "Transcript"})
    selections: tuple[MediaSelection, ...] = children({"AudioSelection": "MediaSelection"})
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})
    values: tuple[VariableValue, ...] = children({"VariableValue": "VariableValue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSource(_File):
    """A film."""

    transcripts: tuple[Transcript, ...] = children({"Transcript": "Transcript"})
    selections: tuple[MediaSelection, ...] = children({"VideoSelection": "MediaSelection"})
    codings: tuple[Coding, ...] = children({"Coding": "Coding"})
    notes: tuple[Ref, ...] = children({"NoteRef": "Ref"})
    values: tuple[VariableValue, ...] = children({"VariableValue": "VariableValue"})


Source = TextSource | PictureSource | PdfSource | AudioSource | VideoSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Node):
    """A whole project.

    Attributes:
        origin: The program that made it first; faden keeps the name when it writes the project again.
    """

    name: str | None = attribute("name", needed=True)
    origin: str | None = attribute("origin")
    creating_user: str | None = attribute("creatingUserGUID", "guid")
    created: str | None = attribute("creationDateTime", "time")
    modifying_user: str | None = attribute("modifyingUserGUID", "guid")
    modified: str | None = attribute("modifiedDateTime", "time")
    base_path: str | None = attribute("basePath")
    users: tuple[User, ...] = children({"User": "User"}, "Users")
    codes: tuple[Code, ...] = children({"Code": "Code"}, "CodeBook/Codes")
    variables: tuple[Variable, ...] = children({"Variable": "Variable"}, "Variables")
    cases: tuple[Case, ...] = children({"Case": "Case"}, "Cases")
    sources: tuple[Source, ...] = children(
        {
            "TextSource": "TextSource",
            "PictureSource": "PictureSource",
            "PDFSource": "PdfSource",
            "AudioSource": "AudioSource",
            "VideoSource": "VideoSource",
        },
        "Sources",
    )
    notes: tuple[TextSource, ...] = children({"Note": "TextSource"}, "Notes")
    links: tuple[Link, ...] = children({"Link": "Link"}, "Links")
    sets: tuple[Set, ...] = children({"Set": "Set"}, "Sets")
    graphs: tuple[Graph, ...] = children({"Graph": "Graph"}, "Graphs")
    description: str | None = text_child("Description")
    note_refs: tuple[Ref, ...] = children({"NoteRef": "Ref"})


CLASSES: Final[dict[str, type[Node]]] = {
    each.__name__: each
    for each in (
        Ref,
        User,
        Code,
        Variable,
        VariableValue,
        Case,
        Coding,
        TextSelection,
        PictureSelection,
        PdfSelection,
        MediaSelection,
        TranscriptSelection,
        SyncPoint,
        Transcript,
        TextSource,
        PictureSource,
        PdfSource,
        AudioSource,
        VideoSource,
        Link,
        Set,
        Vertex,
        Edge,
        Graph,
        Project,
    )
}
"""Every class by its name."""


def key(guid: str | None) -> str:
    """A GUID as it is compared: lower case, without braces."""
    return (guid or "").strip().strip("{}").lower()
