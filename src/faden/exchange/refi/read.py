"""Read a project or codebook: any single ``*.qde``, whatever its program made of the standard."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from faden.core.problems import ImportRefusedError, Place, Problem, Severity
from faden.exchange.refi import _xml, offsets, resolving
from faden.exchange.refi._archive import MAX_TEXT, Archive
from faden.exchange.refi.binding import Reader
from faden.exchange.refi.drift import steady
from faden.exchange.refi.model import (
    AudioSource,
    PdfSource,
    PictureSource,
    Project,
    TextSource,
    Transcript,
    VideoSource,
)
from faden.exchange.refi.paths import file_name, reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from faden.exchange.refi.model import Source

W = TypeVar("W", TextSource, Transcript)

_PROJECT: Final = "urn:QDA-XML:project:1.0"
_CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"
_HINT: Final = re.compile(rb"<\?faden(?P<body>[^?]{0,400})\?>")
_PAIR: Final = re.compile(r'(\w+)="([^"]*)"')
_BEYOND: Final = 2
"""Positions behind the last character that still mean the end of the text."""

_SLIPS: Final = 2
_SLIPPING: Final = 0.02
"""Selections cut within words, and their share, up to which a person's hand is the likely reason."""

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Found:
    """What could be read of a file.

    Attributes:
        project: The project; positions are code points over text with LF and without byte order mark.
        files: Name in the archive → bytes, of all files that are no text of a source.
        problems: Every deviation from the standard, and every doubt about positions.
        readings: How the positions of each text with selections were read, by the id of the text.
        codebook: Whether it was a codebook (qdc) and no project.
    """

    project: Project
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    readings: Mapping[str, offsets.Choice] = field(default_factory=dict)
    codebook: bool = False


def read_project(path: Path) -> Found:
    """Read a ``.qdpx``, ``.qde`` or ``.qdc`` file.

    Raises:
        ImportRefusedError: It cannot be read, is none of these, or is made to do harm.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ImportRefusedError("file-missing", path.as_posix()) from None
    except OSError as error:
        raise ImportRefusedError("file-unreadable", path.as_posix(), reason=error.strerror or "?") from None
    return parse_project(data, path.as_posix())


def parse_project(data: bytes, path: str) -> Found:
    """Read the bytes of a ``.qdpx``, ``.qde`` or ``.qdc`` file; recognised by content, not by name.

    Raises:
        ImportRefusedError: It is none of these, damaged, or made to do harm.
    """
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        archive = Archive(data, path)
        name, problems = _project_file(archive)
        return _parse(archive.read(name, _xml.MAX_BYTES), path, archive, problems, name)
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", b"\x00<")):
        return _parse(data, path, None, [], "")
    raise ImportRefusedError("refi-no-project", path)


def is_refi(data: bytes) -> bool:
    """Whether bytes look like a project or codebook; reads no more than the list of files."""
    if data[:4] == b"PK\x03\x04":
        try:
            return any(name.casefold().endswith(".qde") for name in Archive(data, "").names)
        except ImportRefusedError:
            return b".qde" in data
    return b"QDA-XML" in data[:4096]


def _project_file(archive: Archive) -> tuple[str, list[Problem]]:
    """Which file of the archive is the project."""
    found = [
        name
        for name in archive.names
        if name.casefold().endswith(".qde")
        and not name.rpartition("/")[2].startswith("._")  # written by macOS
    ]
    place = Place(archive.path)
    if not found:
        raise ImportRefusedError("refi-no-project", place)
    best = min(found, key=lambda name: (name.count("/"), name.casefold().rpartition("/")[2] != "project.qde"))
    alike = [n for n in found if n.count("/") == best.count("/") and n != best]
    if alike and best.casefold().rpartition("/")[2] != "project.qde":
        raise ImportRefusedError("refi-several-projects", place, n=len(found))
    problems = []
    if best != "project.qde":
        problems.append(Problem("refi-project-name", place, {}, Severity.NOTE))
    if len(found) > 1:
        problems.append(Problem("refi-several-projects", place, {"n": len(found)}, Severity.WARNING))
    return best, problems


def _parse(data: bytes, path: str, archive: Archive | None, problems: list[Problem], inner: str) -> Found:
    root = _xml.parse(data, f"{path}!{inner}" if inner else path)
    reader = Reader(f"{path}!{inner}" if inner else path)
    reader.problems += problems
    if root.mended:
        reader.note("refi-xml-mended", None)
    kind = str(root.tag).rpartition("}")[2]
    if kind not in {"Project", "CodeBook"}:
        raise ImportRefusedError("refi-no-project", path, line=_xml.line_of(root))
    wanted = _PROJECT if kind == "Project" else _CODEBOOK
    spaces = {_xml.namespace(each) for each in root.iter()}
    if any(space != wanted and (not space or space.startswith("urn:QDA-XML")) for space in spaces):
        reader.note("refi-namespace", root)
    if _xml.namespace(root) and not _xml.local(root):
        reader.note("refi-namespace", root)
        _xml.adopt(root)
    node = reader.node(_as_project(root) if kind == "CodeBook" else root, "Project")
    if not isinstance(node, Project):
        raise ImportRefusedError("refi-no-project", path, line=_xml.line_of(root))
    hint = (
        dict(_PAIR.findall(match["body"].decode("utf-8", "replace"))) if (match := _HINT.search(data)) else {}
    )
    texts = _Texts(archive, reader, inner.rpartition("/")[0])
    project = texts.load(node)
    project = texts.resolve(project, hint)
    if (node.origin or "").startswith("faden") and "origin" in hint:
        project = replace(project, origin=_unescape(hint["origin"]) or None)
    files = texts.files(inner) if archive is not None else {}
    return Found(project, files, tuple(reader.problems), texts.readings, kind == "CodeBook")


def _unescape(text: str) -> str:
    from html import unescape

    return unescape(text)


def _as_project(root: _xml.Line) -> _xml.Line:
    """A codebook as the project that holds nothing else."""
    project = _xml.Line("Project", {"name": "", **root.attrib})
    book = _xml.Line("CodeBook")
    for each in root:
        (book if _xml.local(each) == "Codes" else project).append(each)
    project.insert(0, book)
    return project


class _Texts:
    """Loads the texts of a project and finds out how their positions count."""

    def __init__(self, archive: Archive | None, reader: Reader, folder: str) -> None:
        self._archive = archive
        self._reader = reader
        self._folder = f"{folder}/sources" if folder else "sources"
        self._raw: dict[int, str] = {}
        self._used: set[str] = set()
        self._number = 0
        self.readings: dict[str, offsets.Choice] = {}

    def load(self, project: Project) -> Project:
        """The project with the text of each file beside it."""
        return replace(
            project,
            sources=tuple(self._source(each, self._load) for each in project.sources),
            notes=tuple(self._load(each) for each in project.notes),
        )

    def _source(self, source: Source, do: Callable[[Any], Any]) -> Source:
        """A source with something done to each text in it."""
        match source:
            case TextSource():
                done: Source = do(source)
                return done
            case PdfSource():
                selections = tuple(
                    replace(s, representation=do(s.representation)) if s.representation is not None else s
                    for s in source.selections
                )
                whole = do(source.representation) if source.representation is not None else None
                return replace(source, selections=selections, representation=whole)
            case PictureSource():
                return replace(source, words=do(source.words)) if source.words is not None else source
            case AudioSource() | VideoSource():
                return replace(source, transcripts=tuple(do(each) for each in source.transcripts))

    def _load(self, written: W) -> W:
        for path in (written.rich_path,):
            self._known(path)
        if written.content is not None:
            if written.plain_path:
                self._reader.note("refi-text-twice", None)
            return replace(written, stored=None)
        told = written.plain_path
        if not told and written.rich_path:
            self._reader.note("refi-plain-text-missing", None, field=written.guid)
            told = written.rich_path if written.rich_path.casefold().endswith(".txt") else None
        data = self._file(told) if told else None
        if data is None:
            return written
        path = f"internal://{file_name(told, written.guid)}"
        return replace(written, stored=self._decode(data), plain_path=path)

    def _known(self, path: str | None) -> None:
        if path and reference(path).inside and self._archive is not None:
            name, _ = self._archive.find(reference(path).name, self._folder)
            if name is None:
                self._reader.note("refi-source-missing", None, field=reference(path).name[-60:])

    def _file(self, path: str) -> bytes | None:
        told = reference(path)
        if not told.scheme:
            self._reader.note("refi-path-bare", None)
        name, exact = (None, False) if self._archive is None else self._archive.find(told.name, self._folder)
        if name is None or self._archive is None:
            self._reader.note("refi-source-missing", None, field=told.name[-60:])
            return None
        if not exact:
            self._reader.note("refi-path-loose", None)
        self._used.add(name)
        return self._archive.read(name, MAX_TEXT)

    def _decode(self, data: bytes) -> str:
        try:
            if data.startswith(_UTF16):
                self._reader.note("refi-text-encoding", None)
                return offsets.MARK + data.decode("utf-16")
            if data[:400].count(0) * 3 > len(data[:400]):
                self._reader.note("refi-text-encoding", None)
                return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le")
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self._reader.note("refi-text-encoding", None)
            return data.decode("cp1252", "replace")

    def resolve(self, project: Project, hint: Mapping[str, str]) -> Project:
        """The project with positions in code points over plain text, as faden counts."""
        found: list[tuple[offsets.Text, list[offsets.Span], str]] = []

        def _collect(written: Any) -> Any:
            decoded = written.plain
            if decoded is not None:
                found.append((offsets.text_of(decoded), list(_spans(written)), written.guid or ""))
            return written

        self._each(project, _collect)
        choices = _declared(found, hint)
        if not choices:
            choices = self._choices(found, project.origin or "")
        pairs = iter(list(zip(found, choices, strict=True)))

        def _apply(written: Any) -> Any:
            if written.plain is None:
                return written
            (text, _, guid), choice = next(pairs)
            self._tell(guid, text, choice)
            return _moved(written, text, choice)

        read = self._each(project, _apply)
        self._tell_cut([(text, choice) for (text, _, _), choice in zip(found, choices, strict=True)])
        return read

    def _choices(
        self, found: list[tuple[offsets.Text, list[offsets.Span], str]], origin: str
    ) -> list[offsets.Choice]:
        """How each text is read: as usual, with drift undone, or in an unlikely way that fits better."""
        texts = [(text, spans) for text, spans, _ in found]
        read = resolving.resolve(texts, origin)
        unlikely = resolving.resolve_unlikely(texts, origin, read)
        done = [steady(t.plain, s, each) for (t, s), each in zip(texts, read, strict=True)]
        if unlikely is not None and resolving.total(unlikely) > resolving.total(done):
            read = unlikely
            done = [steady(t.plain, s, each) for (t, s), each in zip(texts, read, strict=True)]
        for before, after, (_, _, guid) in zip(read, done, found, strict=True):
            moved = sum(a != b for a, b in zip(before.spans, after.spans, strict=True))
            if moved:
                place, params = Place(self._reader.path), {"source": guid, "n": moved}
                self._reader.problems.append(Problem("refi-offsets-drift", place, params, Severity.WARNING))
        return done

    def _each(self, project: Project, do: Callable[[Any], Any]) -> Project:
        sources = tuple(self._source(each, do) for each in project.sources)
        return replace(project, sources=sources, notes=tuple(do(each) for each in project.notes))

    def _tell(self, guid: str, text: offsets.Text, choice: offsets.Choice) -> None:
        """Note doubts about the positions of one text."""
        if not choice.spans:
            return
        self.readings[guid] = choice
        place = Place(self._reader.path)
        if choice.rival is not None:
            params = {
                "source": guid,
                "chosen": str(choice.reading),
                "other": str(choice.rival),
                "n": choice.differing,
            }
            self._reader.problems.append(Problem("refi-offsets-ambiguous", place, params, Severity.WARNING))
        if choice.unusual:
            params = {"source": guid, "chosen": str(choice.reading), "n": len(choice.spans)}
            self._reader.problems.append(Problem("refi-offsets-unusual", place, params, Severity.WARNING))
        length = len(text.plain)
        outside = sum(not 0 <= a <= b <= length + _BEYOND * (a < length) for a, b in choice.spans)
        if outside:
            params = {"source": guid, "n": outside}
            self._reader.problems.append(Problem("refi-selection-outside", place, params, Severity.WARNING))

    def _tell_cut(self, read: list[tuple[offsets.Text, offsets.Choice]]) -> None:
        """Note selections that no way of counting brings to whole words; perhaps they came so."""
        pairs = [(text.plain, choice.spans) for text, choice in read]
        cut = [sum(offsets.cuts_word(text, a, b) for a, b in spans) for text, spans in pairs]
        total = sum(a < b for _, spans in pairs for a, b in spans)
        if sum(cut) > max(_SLIPS, _SLIPPING * total):
            params = {"n": sum(cut), "total": total, "sources": sum(map(bool, cut))}
            place = Place(self._reader.path)
            self._reader.problems.append(Problem("refi-selection-cut", place, params, Severity.WARNING))

    def files(self, project_file: str) -> dict[str, bytes]:
        """All files of the archive that are no text of a source and not the project."""
        if self._archive is None:
            return {}
        others = [n for n in self._archive.names if n not in self._used and n != project_file]
        return {name: self._archive.read(name, 2 * MAX_TEXT) for name in others}


def _declared(
    found: list[tuple[offsets.Text, list[offsets.Span], str]], hint: Mapping[str, str]
) -> list[offsets.Choice]:
    """How faden says that it has counted, in a file of its own; empty where it says nothing."""
    try:
        told = offsets.Reading(offsets.Unit(hint["unit"]), offsets.Newline(hint["newline"]))
    except (KeyError, ValueError):
        return []
    return [offsets.Choice(told, offsets.weigh(text, spans, told)[1]) for text, spans, _ in found]


def _spans(written: TextSource | Transcript) -> Iterator[offsets.Span]:
    if isinstance(written, TextSource):
        for each in written.selections:
            told = tuple(words for words in (each.name, each.description) if words)
            ends = sorted((each.start or 0, each.end or 0))  # some programs write backwards what was drawn so
            yield offsets.Span(ends[0], ends[1], told)
    else:
        for point in written.points:
            if point.position is not None:
                yield offsets.Span(point.position, point.position)


def _moved(written: Any, text: offsets.Text, choice: offsets.Choice) -> Any:
    """A text with LF, without mark, and its positions moved accordingly."""
    spans = iter(choice.spans)
    if written.content is not None:
        written = replace(written, content=text.plain)
    else:
        written = replace(written, stored=text.plain)
    if isinstance(written, TextSource):
        moved = []
        for each in written.selections:
            start, end = next(spans)
            if 0 <= start < len(text.plain) < end <= len(text.plain) + _BEYOND:
                end = len(text.plain)  # the end of the last paragraph counts for some as a character
            moved.append(replace(each, start=start, end=end))
        return replace(written, selections=tuple(moved))
    points = []
    for point in written.points:
        at = next(spans)[0] if point.position is not None else None
        points.append(replace(point, position=at))
    return replace(written, points=tuple(points))
