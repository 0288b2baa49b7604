"""Write a project: valid against the schema, LF, no mark, code points; or as a program wants it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from faden.core.files import write_atomic
from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.fields import NOTHING, Node
from faden.exchange.refi.markup import element, escape, possible, quoted
from faden.exchange.refi.model import Case, Project, TextSelection, TextSource, Transcript
from faden.exchange.refi.offsets import MARK, PLAIN, Newline, Reading, Scale, Text, text_of
from faden.exchange.refi.paths import file_name
from faden.exchange.refi.profiles import PROFILES, Profile
from faden.exchange.refi.relations import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ORIGIN: Final = f"faden {version('faden')}"
_SPACE: Final = "urn:QDA-XML:project:1.0"
_BOOK: Final = "urn:QDA-XML:codebook:1.0"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that zip knows; the same project gives the same bytes."""

_SHOWN: Final = str.maketrans({'"': "&quot;", "?": "&#63;", "\n": " "})
_GUIDS: Final = frozenset(
    {
        "guid",
        "target",
        "creating_user",
        "modifying_user",
        "represented",
        "start",
        "end",
        "origin",
        "from_point",
        "to_point",
    }
)


def write_project(
    path: Path, project: Project, files: Mapping[str, bytes] | None = None, profile: Profile = PROFILES[""]
) -> bool:
    """Write a ``.qdpx`` file; gives whether it changed.

    Args:
        path: Where.
        project: The project; positions are code points over plain text.
        files: Name → bytes, of all files that are no text of a source.
        profile: For which program.
    """
    return write_atomic(path, format_archive(project, files or {}, profile))


def format_archive(project: Project, files: Mapping[str, bytes], profile: Profile = PROFILES[""]) -> bytes:
    """The bytes of a ``.qdpx`` file; the same for the same project."""
    origin = project.origin or ""
    shaped, texts = shape(project, profile)
    members: dict[str, bytes] = {"project.qde": format_project(shaped, origin, profile.reading)}
    for name, data in sorted(files.items()):
        inner = name.partition("/")[2] if name.casefold().startswith("sources/") else name
        members.setdefault(f"{profile.folder}/{inner}" if inner else name, data)
    for name, text in sorted(texts.items()):
        body = text.replace("\n", "\r\n") if profile.returns else text
        members[f"{profile.folder}/{name}"] = ((MARK if profile.mark else "") + body).encode(
            "utf-8", "replace"
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return stream.getvalue()


def format_project(project: Project, origin: str = "", reading: Reading = PLAIN) -> bytes:
    """The ``project.qde`` of a project, whose positions already count as ``reading`` says.

    Args:
        project: The project.
        origin: The program that made it first; kept in a processing instruction, which others pass over.
        reading: How positions count.
    """
    named = replace(project, origin=ORIGIN)
    hint = f'<?faden unit="{reading.unit}" newline="{reading.newline}"'
    if origin and origin != ORIGIN:
        hint += f' origin="{_told(origin)}"'
    lines = list(element("Project", named))
    lines[0] = lines[0].replace("<Project", f'<Project xmlns="{_SPACE}"', 1)
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', f"{hint}?>", *lines, ""]).encode()


def _told(text: str) -> str:
    """A text in a processing instruction; quotation and question marks would end it."""
    return escape(text).translate(_SHOWN)


def format_codebook(project: Project) -> bytes:
    """The ``.qdc`` file of the codes of a project, and of those of its sets that hold codes."""
    bare = replace(
        Project(name=None),
        codes=tuple(_without_notes(code) for code in project.codes),
        sets=tuple(replace(s, sources=(), notes=()) for s in project.sets if s.codes),
    )
    lines = [line.removeprefix("  ") for line in list(element("Project", bare))[1:-1]]
    inner = [line for line in lines if line not in {"<CodeBook>", "</CodeBook>"}]
    text = "\n".join(inner).replace("<MemberCode targetGUID=", "<MemberCode guid=")
    head = f'<CodeBook xmlns="{_BOOK}" origin={quoted(ORIGIN)}>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{text}\n</CodeBook>\n'.encode()


def _without_notes(code: Any) -> Any:
    return replace(code, notes=(), extra=NOTHING, codes=tuple(_without_notes(each) for each in code.codes))


def shape(project: Project, profile: Profile) -> tuple[Project, dict[str, str]]:
    """The project as a program wants it, and the texts that go into files: name → text."""
    texts: dict[str, str] = {}
    used: set[str] = set()

    def _text(written: Any) -> Any:
        plain = written.plain
        if plain is None:
            return written
        moved = _moved(written, profile)
        if written.content is not None:
            return replace(moved, content=plain.replace("\n", "\r\n") if profile.returns else plain)
        name = file_name(written.plain_path, written.guid)
        while name in used and texts.get(name) != possible(plain):
            name = f"{made_guid('text', name)}.txt"
        used.add(name)
        texts[name] = plain
        return replace(moved, plain_path=f"internal://{name}", stored=None)

    shaped: Any = _walk(project, _text)
    if profile.single:
        shaped = _walk(shaped, _one_coding)
    if profile.variables:
        shaped = _cases_of_values(shaped)
    if not profile.strange:
        shaped = _bare(shaped)
    return (_upper(shaped) if profile.upper else shaped), texts


def _walk(node: Any, do: Any) -> Any:
    """A tree with something done to every text in it, inner ones first."""
    changed = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            new: Any = _walk(value, do)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            new = tuple(_walk(inner, do) for inner in value)
        else:
            continue
        if new != value:
            changed[each.name] = new
    node = replace(node, **changed) if changed else node
    return do(node) if isinstance(node, TextSource | Transcript) else node


def _moved(written: Any, profile: Profile) -> Any:
    """A text whose positions count as the program wants."""
    if profile.reading == PLAIN:
        return written
    plain = written.plain
    text = text_of(plain.replace("\n", "\r\n")) if profile.returns else Text(plain, marked=False, returns=())
    scale = Scale(text, replace(profile.reading, newline=profile.reading.newline or Newline.ONE))
    if isinstance(written, TextSource):
        selections = tuple(
            replace(each, start=scale.position(each.start or 0), end=scale.position(each.end or 0))
            for each in written.selections
        )
        return replace(written, selections=selections)
    points = tuple(
        replace(p, position=scale.position(p.position)) if p.position is not None else p
        for p in written.points
    )
    return replace(written, points=points)


def _one_coding(written: Any) -> Any:
    """A text whose selections carry one coding each; further ones get a selection of their own."""
    if not isinstance(written, TextSource):
        return written
    split: list[TextSelection] = []
    for each in written.selections:
        split.append(replace(each, codings=each.codings[:1]))
        split += [
            replace(each, guid=made_guid("single", each.guid or "", c.guid or ""), codings=(c,), notes=())
            for c in each.codings[1:]
        ]
    return replace(written, selections=tuple(split))


def _cases_of_values(project: Project) -> Project:
    """Values of sources as nameless cases with one source each, as MAXQDA keeps variables of documents."""
    cases = list(project.cases)
    sources = []
    for each in project.sources:
        if each.values:
            guid = made_guid("values", each.guid or "")
            cases.append(Case(guid=guid, values=each.values, sources=(Ref(target=each.guid),)))
        sources.append(replace(each, values=()))
    return replace(project, cases=tuple(cases), sources=tuple(sources))


def _bare(node: Any) -> Any:
    """A tree without what the schema does not know."""
    changed: dict[str, Any] = {} if node.extra == NOTHING else {"extra": NOTHING}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            changed[each.name] = _bare(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changed[each.name] = tuple(_bare(inner) for inner in value)
    return replace(node, **changed) if changed else node


def _upper(node: Any) -> Any:
    """A tree whose ids are in capitals."""
    changed: dict[str, Any] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            changed[each.name] = _upper(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changed[each.name] = tuple(_upper(inner) for inner in value)
        elif each.name in _GUIDS and isinstance(value, str) and each.metadata.get("kind") == "guid":
            changed[each.name] = value.upper()
    return replace(node, **changed) if changed else node
