"""What is kept of a project that comes back: sidecars take over what changed in it, and what is new."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from faden.core.files import write_atomic
from faden.exchange.refi.binding import to_plain
from faden.exchange.refi.fields import Node
from faden.exchange.refi.model import Project, key
from faden.exchange.refi.plan import texts, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from faden.exchange.refi.plan import Names
    from faden.exchange.refi.sidecar import Sidecar
    from faden.study.folder import Folder

LISTS: Final = ("users", "variables", "cases", "sources", "notes", "links", "sets", "graphs")
"""Lists of a project whose members have ids of their own and no order among lists."""

RECORD: Final = "exchange/exported.json"
"""Below ``build``: ids that left this copy of the study; tells what was deleted since from what is new."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the sidecars hold after an import.

    Attributes:
        changed: Sidecars to be written.
        home: The one that took what is new; ``None`` where nothing had to be kept.
        missing: How many of their things the project lacks; they are kept.
    """

    changed: tuple[Sidecar, ...]
    home: Sidecar | None
    missing: int


def keep(
    known: tuple[Sidecar, ...], project: Project, names: Names, fresh: Sidecar, strange: Collection[str]
) -> Kept:
    """Bring what came back into the sidecars.

    Args:
        known: The sidecars of the study.
        project: The project, with the ids that the study knows.
        names: What its things are called in the study.
        fresh: An empty sidecar for the project; used where none of the known ones is of it.
        strange: Ids (small letters) that need no keeping: what every export makes afresh.
    """
    there = {name: {key(each.guid): each for each in getattr(project, name)} for name in LISTS}
    own = [(side, side.read()) for side in known]
    shared = {side.slug: _shared(mine, there, project) for side, mine in own}
    best = max(shared, key=lambda slug: shared[slug], default="")
    home = best if best and shared[best] else ""
    taken = {name: {key(e.guid) for _, mine in own for e in getattr(mine, name)} for name in LISTS}
    codes = {key(c.guid) for _, mine in own for c in walk(mine.codes)}
    added = _added(project, names, taken, codes, strange)
    missing = 0
    changed: list[Sidecar] = []
    for side, mine in own:
        missing += sum(
            key(e.guid) not in there[name] for name in LISTS if name != "users" for e in getattr(mine, name)
        )
        updated = _updated(mine, there, project)
        if side.slug == home:
            updated = _joined(updated, added)
        made = _named(side, updated, names, fresh if side.slug == home else None)
        if made != side:
            changed.append(made)
    if not home and (any(getattr(added, name) for name in (*LISTS, "codes")) or names.codings):
        made = _named(fresh, replace(added, name=project.name, origin=project.origin), names, fresh)
        return Kept((*changed, made), made, missing)
    return Kept(tuple(changed), next((s for s in changed if s.slug == home), None), missing)


def _shared(mine: Project, there: Mapping[str, Mapping[str, Node]], project: Project) -> int:
    """How many things a sidecar and a project have in common."""
    codes = {key(c.guid) for c in walk(project.codes)}
    same = sum(key(e.guid) in there[name] for name in LISTS for e in getattr(mine, name))
    return same + sum(key(c.guid) in codes for c in walk(mine.codes))


def _added(
    project: Project,
    names: Names,
    taken: Mapping[str, set[str]],
    codes: set[str],
    strange: Collection[str],
) -> Project:
    """The things of a project that neither the study nor a sidecar has."""
    lists: dict[str, Any] = {
        name: tuple(
            each
            for each in getattr(project, name)
            if key(each.guid) not in taken[name] and key(each.guid) not in strange
        )
        for name in LISTS
    }
    notes = {key(each.guid) for each in lists["notes"]}
    roots = tuple(
        replace(code, codes=())
        for code in walk(project.codes)
        if key(code.guid) not in codes and key(code.guid) not in strange and key(code.guid) in names.codes
    )
    refs = tuple(ref for ref in project.note_refs if key(ref.target) in notes)
    return Project(name="", codes=roots, note_refs=refs, **lists)


def _updated(mine: Project, there: Mapping[str, Mapping[str, Any]], project: Project) -> Project:
    """A kept project with the present state of its things; a text that was rewritten stays as it was."""
    lists: dict[str, Any] = {}
    for name in LISTS:
        lists[name] = tuple(_present(each, there[name].get(key(each.guid))) for each in getattr(mine, name))
    notes = {key(code.guid): code.notes for code in walk(project.codes)}

    def _noted(codes: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(code, notes=notes.get(key(code.guid), code.notes), codes=_noted(code.codes))
            for code in codes
        )

    return replace(mine, codes=_noted(mine.codes), **lists)


def _present(old: Any, new: Any) -> Any:
    if new is None or type(new) is not type(old):
        return old
    return new if _words(old) == _words(new) else old


def _words(node: Any) -> list[str | None]:
    """Words of a source; of other things none, so that they may always change."""
    project = Project(sources=(node,)) if hasattr(node, "selections") and hasattr(node, "codings") else None
    return [text.plain for text in texts(project)] if project is not None else []


def _joined(mine: Project, added: Project) -> Project:
    lists: dict[str, Any] = {
        name: (*getattr(mine, name), *getattr(added, name)) for name in (*LISTS, "codes", "note_refs")
    }
    return replace(mine, **lists)


def _named(side: Sidecar, project: Project, names: Names, fresh: Sidecar | None) -> Sidecar:
    """A sidecar with another project, and the names of what is in it."""
    here = {key(each.guid) for name in LISTS for each in getattr(project, name)}
    here |= {key(text.guid) for text in texts(project)} | {key(c.guid) for c in walk(project.codes)}

    def _of(given: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
        return {**{guid: name for guid, name in given.items() if guid in here}, **before}

    transcripts = _of(names.transcripts, side.transcripts)
    update: dict[str, Any] = {
        "project": to_plain(project),
        "transcripts": transcripts,
        "codes": _of(names.codes, side.codes),
        "coders": _of(names.coders, side.coders),
        "languages": {i: c for i, c in names.languages.items() if i in transcripts.values()} | side.languages,
    }
    if fresh is not None:
        update["codings"] = {**side.codings, **names.codings}
        update["memos"] = {**fresh.memos, **side.memos}
        update["files"] = tuple(sorted({*side.files, *fresh.files}))
        update["sha256"] = fresh.sha256
    return side.model_copy(update=json.loads(json.dumps(update)) | {"files": update.get("files", side.files)})


def with_known_ids(project: Project, ids: Mapping[str, str]) -> Project:
    """A project whose pointers, and ids of sources, are those that the study has for the same things.

    Args:
        project: The project.
        ids: Id as the project has it (small letters) → id that the study gives out.
    """
    if not ids:
        return project
    renamed: Project = _renamed(project, ids)
    sources = tuple(_of_source(each, ids) for each in renamed.sources)
    return replace(renamed, sources=sources)


def _of_source(source: Any, ids: Mapping[str, str]) -> Any:
    words = getattr(source, "representation", None)
    if words is not None:
        source = replace(source, representation=_of_source(words, ids))
    return replace(source, guid=ids[key(source.guid)]) if key(source.guid) in ids else source


_POINTERS: Final = {"Ref": ("target",), "Link": ("origin", "target"), "Vertex": ("represented",)}


def _renamed(node: Any, ids: Mapping[str, str]) -> Any:
    changed: dict[str, Any] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            changed[each.name] = _renamed(value, ids)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changed[each.name] = tuple(_renamed(inner, ids) for inner in value)
        elif each.name in _POINTERS.get(type(node).__name__, ()) and key(value) in ids:
            changed[each.name] = ids[key(value)]
    return replace(node, **changed) if changed else node


def read_exported(folder: Folder) -> dict[str, frozenset[str]]:
    """Ids that left this copy of the study: ``codings``, ``codes``, ``texts``; empty at first."""
    path = folder.build / RECORD
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(kind): frozenset(map(str, ids)) for kind, ids in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def write_exported(folder: Folder, ids: Mapping[str, Iterable[str]]) -> None:
    """Note ids that leave this copy of the study, beside those noted before."""
    before = read_exported(folder)
    noted = {kind: sorted({*before.get(kind, ()), *ids.get(kind, ())}) for kind in sorted({*before, *ids})}
    with suppress(OSError):  # a study that cannot be written to can still be exported
        write_atomic(folder.build / RECORD, json.dumps(noted, ensure_ascii=False, indent=0) + "\n")
