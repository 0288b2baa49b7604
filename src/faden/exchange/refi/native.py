"""The study's own things as elements of a project, under ids that are always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from faden.exchange.refi.binding import made_guid
from faden.exchange.refi.loss import Loss
from faden.exchange.refi.model import (
    Case,
    Code,
    Coding,
    Project,
    TextSelection,
    TextSource,
    User,
    Variable,
    VariableValue,
    key,
)
from faden.exchange.refi.relations import Ref, Set
from faden.exchange.refi.rendering import render
from faden.interviews.transcript import PartKind
from faden.study.participants import COLUMNS

if TYPE_CHECKING:
    from faden.coding.codebook import Code as FadenCode
    from faden.coding.codings import Coding as FadenCoding
    from faden.coding.memos import Memo
    from faden.core.languages import LocalText
    from faden.exchange.refi.corpus import Corpus
    from faden.interviews.transcript import Transcript, Turn

ATTRIBUTES = tuple(c for c in COLUMNS if c not in {"participant", "conversations"})


class Writer:
    """Makes the elements of a project, and remembers which id stands for what."""

    def __init__(self, corpus: Corpus, admitted: Callable[[Transcript, Turn], bool]) -> None:
        """Begin an export.

        Args:
            corpus: What may go into it.
            admitted: Whether the words of a turn may.
        """
        self.corpus = corpus
        self.admitted = admitted
        self.language = corpus.settings.languages.site[0]
        self.code_guids: dict[str, str] = {}
        self.coder_guids: dict[str, str] = {}
        self.coder_of: dict[str, str] = {}
        self.coding_guids = {name: guid for side in corpus.sidecars for guid, name in side.codings.items()}
        self.done: set[str] = set()
        self.coded: set[str] = set()
        self.written_memos: set[str] = set()
        self._lost: Counter[str] = Counter()

    def lose(self, kind: str, n: int = 1) -> None:
        """Note that something does not go along."""
        self._lost[kind] += n

    def losses(self) -> tuple[Loss, ...]:
        """What did not go along, by kind."""
        own = tuple(Loss(kind, n, kept=False) for kind, n in sorted(self._lost.items()) if n)
        return (*own, *self.code_losses())

    def code_losses(self) -> tuple[Loss, ...]:
        """What a code of the standard cannot hold."""
        codes = [placed.code for placed in self.corpus.book.codes()]
        counts = {
            "code-rules": sum(c.include is not None or c.exclude is not None for c in codes),
            "code-examples": sum(len(c.examples) for c in codes),
            "code-languages": sum(len(c.name.root) > 1 for c in codes),
        }
        return tuple(Loss(kind, n, kept=False) for kind, n in counts.items() if n)

    def start(self) -> Project:
        """An empty project with the name of the study."""
        return Project(name=self.corpus.settings.title.text(self.language))

    def user(self, coder: str) -> str:
        """The id of a coder."""
        guid = self.coder_guids.setdefault(coder, made_guid("coder", coder))
        self.coder_of[key(guid)] = coder
        return guid

    def code(self, code: FadenCode, children: tuple[Code, ...]) -> Code:
        """A code as an element; rules go into its description, so that nobody codes without."""
        guid = self.code_guids.setdefault(code.id, made_guid("code", code.id))
        return Code(
            guid=guid,
            name=code.name.text(self.language) or code.id,
            codable=code.codable,
            colour=code.colour,
            description=self.description(code) or None,
            codes=children,
        )

    def description(self, code: FadenCode) -> str:
        """Definition and rules of a code as one text."""

        def _said(text: LocalText | None, before: str) -> str:
            said = text.text(self.language).strip() if text is not None else ""
            return f"{before}{said}" if said else ""

        parts = (_said(code.definition, ""), _said(code.include, "+ "), _said(code.exclude, "− "))
        return "\n\n".join(part for part in parts if part)

    def codes(self, taken: frozenset[str] = frozenset()) -> tuple[Code, ...]:
        """The codes of the study but those taken; merged ones point nowhere and are left out."""

        def _made(codes: tuple[FadenCode, ...]) -> Iterator[Code]:
            for code in codes:
                if code.merged_into is not None:
                    continue
                below = tuple(_made(code.children))
                if code.id not in taken:
                    yield self.code(code, below)
                else:
                    yield from below

        return tuple(_made(self.corpus.book.tree))

    def coding(self, coding: FadenCoding, coder: str) -> Coding | None:
        """A coding as an element; ``None`` where its code is not there."""
        code = self.corpus.book.find(coding.code)
        guid = self.code_guids.get(code.id if code is not None else coding.code)
        if guid is None:
            self.lose("codings-without-code")
            return None
        return Coding(
            guid=self.coding_guids.get(coding.id) or made_guid("coding", coding.id),
            creating_user=self.user(coder),
            created=stamp(coding.on),
            code=Ref(target=guid),
        )

    def finish(self, project: Project, *, bare: bool) -> Project:
        """Add the study's own codes, transcripts, memos and participants.

        Args:
            project: What the sidecars gave.
            bare: Whether memos and attributes stay behind.
        """
        project = replace(project, codes=(*project.codes, *self.codes(frozenset(self.code_guids))))
        sources, sets = list(project.sources), list(project.sets)
        for identifier, transcript in sorted(self.corpus.transcripts.items()):
            if identifier in self.done:
                continue
            made = list(self.texts_of(transcript))
            sources += made
            if len(made) > 1:
                members = tuple(Ref(target=each.guid) for each in made)
                sets.append(Set(guid=made_guid("set", identifier), name=identifier, sources=members))
        project = replace(project, sources=tuple(sources), sets=tuple(sets))
        if bare:
            self.lose("memos-held-back", len(self.corpus.memos))
            self.lose("participants-held-back", len(self.corpus.participants))
        else:
            project = self._people(self._memos(project))
        users = [*project.users]
        there = {key(user.guid) for user in users}
        users += [User(guid=g, name=c) for c, g in self.coder_guids.items() if key(g) not in there]
        return replace(project, users=tuple(users))

    def texts_of(self, transcript: Transcript) -> Iterator[TextSource]:
        """The texts of a transcript with all codings on them, under ids made of its own."""
        identifier = transcript.head.id
        files = [f for f in self.corpus.codings if f.transcript == identifier]
        for rendered in render(transcript, lambda turn: self.admitted(transcript, turn)):
            if not rendered.starts:
                self.lose("texts-without-consent")
                continue
            name = identifier
            if rendered.part is not PartKind.ORIGINAL:
                name = f"{identifier} ({rendered.part.value}, {rendered.language})"
            # A selection a coder: QualCoder takes all codings of one selection for its maker's.
            found: dict[tuple[int, int, str], list[tuple[FadenCoding, Coding]]] = {}
            for file in files:
                for coding in file.codings:
                    if rendered.language not in {"", coding.language}:
                        continue
                    span = rendered.span(coding)
                    if span is None:
                        self.lose("codings-held-back", int(coding.part is rendered.part))
                        continue
                    made = self.coding(coding, file.coder)
                    if made is not None:
                        self.coded.add(coding.id)
                        found.setdefault((*span, file.coder), []).append((coding, made))
            guid = made_guid("text", identifier, rendered.part.value, rendered.language)
            selections = tuple(_selection(guid, span, codings) for span, codings in sorted(found.items()))
            yield TextSource(
                guid=guid,
                name=name,
                plain_path=f"internal://{guid}.txt",
                stored=rendered.text,
                selections=selections,
            )

    def _memos(self, project: Project) -> Project:
        """The project with the study's own memos as notes; each names in its title what it is about."""
        notes = list(project.notes)
        refs = list(project.note_refs)
        for name, memo in sorted(self.corpus.memos.items()):
            if name in self.written_memos:
                continue
            note = self.note(memo, made_guid("memo", name))
            notes.append(note)
            if memo.head.about == "study":
                refs.append(Ref(target=note.guid))
        return replace(project, notes=tuple(notes), note_refs=tuple(refs))

    def note(self, memo: Memo, guid: str) -> TextSource:
        """A memo as an element."""
        title = memo.head.title or memo.name
        return TextSource(
            guid=guid,
            name=title if memo.head.about == "study" else f"{memo.head.about}: {title}",
            creating_user=self.user(memo.head.by),
            created=stamp(memo.head.on),
            content=memo.text,
        )

    def _people(self, project: Project) -> Project:
        """The project with participants as cases and what is known of them as variables."""
        spoken: dict[str, list[str]] = {}
        guids = {key(each.guid) for each in project.sources}
        for identifier, transcript in sorted(self.corpus.transcripts.items()):
            guid = made_guid("text", identifier, PartKind.ORIGINAL.value, "")
            for turn in transcript.turns:
                who = transcript.participant(turn)
                if who is not None and guid in guids and self.admitted(transcript, turn):
                    spoken.setdefault(who, [])
                    if guid not in spoken[who]:
                        spoken[who].append(guid)
        cases = []
        used: set[str] = set()
        for who, sources in spoken.items():
            person = self.corpus.participants.get(who)
            given = (
                {name: str(getattr(person, name) or "") for name in ATTRIBUTES} if person is not None else {}
            )
            used |= {name for name, value in given.items() if value}
            values = tuple(
                VariableValue(variable=Ref(target=made_guid("variable", name)), as_text=value)
                for name, value in given.items()
                if value
            )
            refs = tuple(Ref(target=guid) for guid in sources)
            cases.append(Case(guid=made_guid("participant", who), name=who, values=values, sources=refs))
        variables = tuple(
            Variable(guid=made_guid("variable", name), name=name, type="Text")
            for name in ATTRIBUTES
            if name in used
        )
        return replace(project, cases=(*project.cases, *cases), variables=(*project.variables, *variables))


def _selection(
    source: str, span: tuple[int, int, str], codings: list[tuple[FadenCoding, Coding]]
) -> TextSelection:
    memo = "\n\n".join(coding.memo for coding, _ in codings if coding.memo)
    first = codings[0][1]
    return TextSelection(
        guid=made_guid("selection", source, *map(str, span)),
        start=span[0],
        end=span[1],
        creating_user=first.creating_user,
        created=first.created,
        description=memo or None,
        codings=tuple(made for _, made in codings),
    )


def stamp(date: str) -> str | None:
    """A day as the standard writes times; months and years are no times and are left out."""
    return f"{date}T00:00:00Z" if len(date) == len("2025-03-14") else None
