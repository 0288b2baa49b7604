"""A project that came from elsewhere, with what was changed in the study since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.model import (
    AudioSource,
    Code,
    Coding,
    PdfSource,
    Project,
    TextSelection,
    TextSource,
    VideoSource,
    key,
)
from faden.exchange.refi.native import stamp
from faden.exchange.refi.plan import walk
from faden.exchange.refi.relations import Ref

if TYPE_CHECKING:
    from faden.coding.codebook import Code as FadenCode
    from faden.coding.codings import Coding as FadenCoding
    from faden.exchange.refi.corpus import Corpus
    from faden.exchange.refi.native import Writer
    from faden.exchange.refi.plan import Plan, Planned
    from faden.exchange.refi.sidecar import Sidecar
    from faden.interviews.transcript import Transcript


class Overlay:
    """Lays the present study over a project that was imported into it."""

    def __init__(self, corpus: Corpus, side: Sidecar, plan: Plan, writer: Writer) -> None:
        """Prepare: see what the study still has of the project."""
        self._corpus, self._side, self._plan, self._writer = corpus, side, plan, writer
        self._project = side.read()
        self._gone: set[str] = set()
        for user in self._project.users:
            coder = side.coders.get(key(user.guid))
            if coder is not None and user.guid is not None:
                writer.coder_guids.setdefault(coder, user.guid)
                writer.coder_of[key(user.guid)] = coder
        for code in walk(self._project.codes):
            identifier = side.codes.get(key(code.guid))
            if identifier is not None and code.guid is not None:
                writer.code_guids.setdefault(identifier, code.guid)
        self._now = {
            (file.transcript, coding.id): (file.coder, coding)
            for file in corpus.codings
            for coding in file.codings
        }
        self._ids: dict[str, list[str]] = defaultdict(list)
        for transcript, identifier in self._now:
            self._ids[transcript].append(identifier)
        self._planned: dict[str, list[Planned]] = defaultdict(list)
        for each in plan.codings:
            self._planned[each.text].append(each)

    def merge(self, project: Project, *, bare: bool) -> Project:
        """A project with this one added.

        Args:
            project: What there is so far.
            bare: Whether only texts, codes and codings go along.
        """
        mine = self._project
        codes = self._codes()
        sources = tuple(done for each in mine.sources for done in self._source(each, bare=bare))
        if bare:
            blank = Project(name=project.name)
            users = tuple(
                replace(user, name=self._side.coders.get(key(user.guid), "")) for user in mine.users
            )
            self._writer.lose("notes-held-back", len(mine.notes))
            mine = replace(blank, users=users, codes=codes, sources=sources)
        else:
            mine = self._pruned(replace(mine, codes=codes, sources=sources, notes=self._notes()))
        first = not (project.sources or project.codes or project.users)
        if first:
            return mine
        lists = (
            "users",
            "codes",
            "variables",
            "cases",
            "sources",
            "notes",
            "links",
            "sets",
            "graphs",
            "note_refs",
        )
        joined: dict[str, Any] = {name: (*getattr(project, name), *getattr(mine, name)) for name in lists}
        return replace(project, **joined)

    # codes

    def _codes(self) -> tuple[Code, ...]:
        """The codes as they came where nothing was changed; else as the study has them now."""
        current = {
            p.code.id: p.code for book in (self._corpus.book, *self._corpus.beside) for p in book.codes()
        }
        before = {code.id: code for root in self._plan.codes for code in _below(root)}
        origin = {self._side.codes.get(key(c.guid), ""): c for c in walk(self._project.codes)}
        parents = _parents(self._plan.codes)
        now = _parents(tuple(c for book in (self._corpus.book, *self._corpus.beside) for c in book.tree))

        def _made(codes: tuple[Code, ...]) -> tuple[Code, ...]:
            kept = []
            for code in codes:
                identifier = self._side.codes.get(key(code.guid))
                if identifier is None:
                    kept.append(replace(code, codes=_made(code.codes)))
                    continue
                present = current.get(identifier)
                below = _made(code.codes)
                if present is None or present.merged_into is not None:
                    kept += below  # somebody has taken the code out; what was below it stays
                    continue
                kept.append(replace(self._code(code, before[identifier], present), codes=below))
            return tuple(kept)

        moved = any(parents[i] != now.get(i, parents[i]) for i in parents if i in current)
        return self._rebuilt(before, origin) if moved else _made(self._project.codes)

    def _rebuilt(self, before: dict[str, FadenCode], origin: dict[str, Code]) -> tuple[Code, ...]:
        """The codes in the tree that the study has now; those that it does not know stand behind."""
        mine = set(before)

        def _made(codes: tuple[FadenCode, ...]) -> list[Code]:
            made: list[Code] = []
            for code in codes:
                below = _made(code.children)
                if code.id in mine and code.merged_into is None:
                    made.append(
                        replace(self._code(origin[code.id], before[code.id], code), codes=tuple(below))
                    )
                else:
                    made += below
            return made

        tree = tuple(c for book in (self._corpus.book, *self._corpus.beside) for c in book.tree)
        strange = [c for c in walk(self._project.codes) if key(c.guid) not in self._side.codes]
        return (*_made(tree), *(replace(code, codes=()) for code in strange))

    def _code(self, code: Code, before: FadenCode, now: FadenCode) -> Code:
        """A code with the fields that were changed in the study."""
        fresh = self._writer.code(now, ())
        changes: dict[str, Any] = {}
        for name, field in (("name", "name"), ("colour", "colour"), ("codable", "codable")):
            if getattr(before, name) != getattr(now, name):
                changes[field] = getattr(fresh, field)
        rules = ("definition", "include", "exclude")
        if any(getattr(before, name) != getattr(now, name) for name in rules):
            changes["description"] = fresh.description
        return replace(code, **changes) if changes else code

    # sources

    def _source(self, source: Any, *, bare: bool) -> list[Any]:
        """A source with its present text and codings; none where it must not go along."""
        if isinstance(source, TextSource):
            done = self._text(source, bare=bare)
            return [] if done is None else [done]
        words = source.representation if isinstance(source, PdfSource) else None
        guids = [words.guid] if words is not None else []
        if isinstance(source, AudioSource | VideoSource):
            guids = [each.guid for each in source.transcripts]
        names = [self._side.transcripts[key(g)] for g in guids if key(g) in self._side.transcripts]
        gone = [name for name in names if name not in self._corpus.transcripts]
        if bare or gone or any(self._forbidden(self._corpus.transcripts[name]) for name in names):
            # The file shows more than its words; nobody can black that out here.
            self._writer.lose("files-held-back")
            self._gone |= {key(source.guid), *map(key, guids)}
            self._writer.done |= set(names)
            return []
        if words is None:
            self._beside(names)
            return [source]
        self._writer.done |= set(names)
        return [replace(source, representation=self._text(words, bare=bare) or words)]

    def _beside(self, names: list[str]) -> None:
        """Transcripts of recordings: the standard ties codings to times, so coded ones go as texts too."""
        coded = {file.transcript for file in self._corpus.codings if file.codings}
        self._writer.done |= {name for name in names if name not in coded}
        self._writer.lose("media-texts", sum(name in coded for name in names))

    def _forbidden(self, transcript: Transcript) -> bool:
        return not all(self._writer.admitted(transcript, turn) for turn in transcript.turns)

    def _text(self, source: TextSource, *, bare: bool) -> TextSource | None:
        guid = key(source.guid)
        identifier = self._side.transcripts.get(guid)
        if identifier is None or guid not in self._plan.tracks:
            if bare or (source.plain or "").strip():
                self._writer.lose("texts-held-back")
                self._gone.add(guid)
                return None
            return source
        transcript = self._corpus.transcripts.get(identifier)
        self._writer.done.add(identifier)
        if transcript is None:
            self._writer.lose("texts-held-back")
            self._gone.add(guid)
            return None
        same = [t.parts for t in transcript.turns] == [t.parts for t in self._plan.transcripts[guid].turns]
        if not same or self._forbidden(transcript) or bare:
            return self._anew(source, transcript)
        return replace(source, selections=self._selections(source, identifier))

    def _anew(self, source: TextSource, transcript: Transcript) -> TextSource | None:
        """A source whose words have changed since: the text of the transcript, under the old id."""
        self._writer.done.discard(transcript.head.id)
        made = next(iter(self._writer.texts_of(transcript)), None)
        self._writer.done.add(transcript.head.id)
        if made is None:
            self._gone.add(key(source.guid))
            return None
        ids = {
            p.coding.id: p.guid
            for p in self._plan.codings
            if p.coding is not None and p.text == key(source.guid)
        }
        by_made = {made_guid("coding", identifier): guid for identifier, guid in ids.items()}
        origin = {key(c.guid): c.guid for s in source.selections for c in s.codings}
        selections = tuple(
            replace(s, codings=tuple(_renamed(c, by_made, origin) for c in s.codings))
            for s in made.selections
        )
        return replace(
            made,
            guid=source.guid,
            name=transcript.head.id,
            plain_path=f"internal://{key(source.guid)}.txt",
            selections=selections,
        )

    def _selections(self, source: TextSource, identifier: str) -> tuple[TextSelection, ...]:
        """The selections as they came, without what was taken back and with what was added."""
        guid = key(source.guid)
        planned = {(p.selection, p.guid): p for p in self._planned.get(guid, ())}
        kept: list[TextSelection] = []
        moved: list[TextSelection] = []
        seen: set[tuple[str, str]] = set()
        for selection in source.selections:
            codings: list[Coding] = []
            for coding in selection.codings:
                plan = planned.get((key(selection.guid), key(coding.guid)))
                made, elsewhere = self._present(plan, coding, selection, identifier, seen)
                codings += [made] if made is not None else []
                moved += [elsewhere] if elsewhere is not None else []
            if codings or not selection.codings or selection.description or selection.notes:
                changed = tuple(codings) != selection.codings
                kept.append(replace(selection, codings=tuple(codings)) if changed else selection)
        return (*kept, *moved, *self._added(source, identifier, seen))

    def _present(
        self,
        plan: Planned | None,
        coding: Coding,
        selection: TextSelection,
        identifier: str,
        seen: set[tuple[str, str]],
    ) -> tuple[Coding | None, TextSelection | None]:
        """A coding as it is now: in its selection, in a new one, or in none where it was taken back."""
        if plan is None or plan.coding is None:
            return coding, None
        mark = (identifier, plan.coding.id)
        seen.add(mark)
        found = self._now.get(mark)
        if found is None:
            return None, None
        coder, now = found
        self._writer.coded.add(now.id)
        if (now.code, now.start, now.end, coder) == (
            plan.coding.code,
            plan.coding.start,
            plan.coding.end,
            plan.coder,
        ):
            return coding, None
        code = self._writer.code_guids.get(now.code)
        user = coding.creating_user if coder == plan.coder else self._writer.user(coder)
        changed = replace(coding, code=Ref(target=code) if code else coding.code, creating_user=user)
        if (now.start, now.end) == (plan.coding.start, plan.coding.end):
            return changed, None
        return None, self._elsewhere(plan.text, now, changed, selection)

    def _elsewhere(
        self, text: str, now: FadenCoding, coding: Coding, selection: TextSelection | None
    ) -> TextSelection | None:
        span = self._plan.tracks[text].span(now.anchor.start, now.anchor.end)
        if span is None:
            self._writer.lose("codings-held-back")
            return None
        return TextSelection(
            guid=made_guid("selection", text, now.id),
            start=span[0],
            end=span[1],
            creating_user=coding.creating_user,
            created=coding.created or (selection.created if selection else None),
            description=now.memo or None,
            codings=(coding,),
        )

    def _added(self, source: TextSource, identifier: str, seen: set[tuple[str, str]]) -> list[TextSelection]:
        """Codings made in the study since."""
        added: list[TextSelection] = []
        for coding_id in sorted(self._ids.get(identifier, ())):
            coder, coding = self._now[identifier, coding_id]
            if (identifier, coding_id) in seen:
                continue
            made = self._writer.coding(coding, coder)
            new = (
                self._elsewhere(key(source.guid), coding, replace(made, created=stamp(coding.on)), None)
                if made
                else None
            )
            if new is not None:
                self._writer.coded.add(coding_id)
                added.append(new)
        return sorted(added, key=lambda each: (each.start or 0, each.end or 0, each.guid or ""))

    # notes and what points at things that are gone

    def _notes(self) -> tuple[TextSource, ...]:
        """The notes as they came, with the words that memos have now; without those that were deleted."""
        kept = []
        for note in self._project.notes:
            name = self._side.memos.get(key(note.guid))
            before = self._plan.memos.get(key(note.guid))
            now = self._corpus.memos.get(name) if name else None
            if name is None or before is None:
                kept.append(note)
                continue
            if now is None:
                self._gone.add(key(note.guid))
                continue
            self._writer.written_memos.add(name)
            if now.text.strip() == before.text.strip():
                kept.append(note)
            else:
                kept.append(
                    replace(
                        note, content=now.text, description=None, stored=None, plain_path=None, rich_path=None
                    )
                )
        return tuple(kept)

    def _pruned(self, project: Project) -> Project:
        """The project without what points at things that are gone."""
        if not self._gone:
            return project

        def _refs(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
            return tuple(ref for ref in refs if key(ref.target) not in self._gone)

        cases = tuple(replace(each, sources=_refs(each.sources)) for each in project.cases)
        sets = tuple(
            replace(each, sources=_refs(each.sources), notes=_refs(each.notes)) for each in project.sets
        )
        links = tuple(each for each in project.links if not {key(each.origin), key(each.target)} & self._gone)
        return replace(project, cases=cases, sets=sets, links=links, note_refs=_refs(project.note_refs))


def _renamed(coding: Coding, by_made: dict[str, str], origin: dict[str, str | None]) -> Coding:
    guid = by_made.get(key(coding.guid))
    return coding if guid is None else replace(coding, guid=origin.get(guid) or coding.guid)


def _below(code: FadenCode) -> list[FadenCode]:
    return [code, *(each for child in code.children for each in _below(child))]


def _parents(codes: tuple[FadenCode, ...], parent: str = "") -> dict[str, str]:
    found = {code.id: parent for code in codes}
    for code in codes:
        found |= _parents(code.children, code.id)
    return found
