"""What a person does to the codebook: add, rename, define, classify, move, merge, split, retire, revive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faden.coding.editing.book import give, open_book, told
from faden.coding.editing.edit import Edit
from faden.coding.editing.on_codings import usable
from faden.coding.editing.outcome import named
from faden.coding.editing.sheet import with_codings
from faden.core.problems import Place, Problem, StudyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.coding.codebook import Example
    from faden.coding.codings import Coding
    from faden.coding.editing.actions import (
        AddCode,
        ClassifyCode,
        Confirm,
        DefineCode,
        FolderCode,
        MergeCode,
        MoveCode,
        RecolourCode,
        RenameCode,
        RetireCode,
        ReviveCode,
        SplitCode,
    )
    from faden.coding.editing.book import Book
    from faden.coding.editing.case import Case

COLOURS: Final = (
    "#2f5d8a",
    "#a2542c",
    "#3f7d4e",
    "#7a4b8c",
    "#9c2f4a",
    "#2d7f86",
    "#8a6d1f",
    "#5b6b7b",
)
"""Colours of codes at the root in turn; codes below take that of their parent. All are readable on white."""

_RULES: Final = ("definition", "include", "exclude")


def add(case: Case, action: AddCode) -> Edit:
    """Add a code; it is one of the present version, and has still to be defined.

    Raises:
        StudyError: The id is taken, or there is no such parent.
    """
    book = open_book(case)
    name = action.id or book.free(action.name)
    if book.taken(name):
        raise StudyError("code-taken", book.path, value=name)
    parent = book.code(action.parent) if action.parent else {}
    colour = parent.get("colour") or COLOURS[len(book.codes) % len(COLOURS)]
    code = {
        "id": name,
        "name": told(None, action.name),
        "kind": str(action.kind or parent.get("kind", "context")),
        "colour": action.colour or colour,
        "origin": "inductive",
        "since": book.version,
    }
    book.put(code, action.parent)
    return book.edit({"code": name} | named(action.name), (name,))


def rename(case: Case, action: RenameCode) -> Edit:
    """Give a code another name."""
    book = open_book(case)
    code = book.code(action.code)
    give(code, name=told(code.get("name"), action.name))
    return book.edit({"code": action.code})


def define(case: Case, action: DefineCode) -> Edit:
    """Change what a code means; what it first means needs no reason and makes no new version.

    Raises:
        StudyError: Nothing would change, no reason is given, or an example does not stand in its turn.
    """
    book = open_book(case)
    code = book.code(action.code)
    before = {name: code.get(name) for name in _RULES}
    given = {name: text for name in _RULES if (text := getattr(action, name)) is not None}
    after = before | {name: told(before[name], text) or None for name, text in given.items()}
    changed = {name: text for name, text in after.items() if text != before[name]}
    examples = _examples(case, action.code, action.examples) if action.examples is not None else None
    if not changed and (examples is None or examples == code.get("examples", [])):
        raise StudyError("definition-unchanged", book.path, value=action.code)
    if changed and any(before.values()):
        _revise(case, book, action)
    give(code, **changed)
    if examples is not None:
        give(code, examples=examples or None)
    return book.edit({"code": action.code})


def move(case: Case, action: MoveCode) -> Edit:
    """Move a code with all below it.

    Raises:
        StudyError: It would stand below itself, or there is no such place.
    """
    book = open_book(case)
    if action.parent is not None and action.parent in book.below(action.code):
        raise StudyError("code-below-itself", book.path, value=action.code, into=action.parent)
    if action.parent is not None:
        book.code(action.parent)
    if action.before != action.code:
        book.put(book.take(action.code), action.parent, action.before)
    return book.edit({"code": action.code})


def recolour(case: Case, action: RecolourCode) -> Edit:
    """Give a code another colour."""
    book = open_book(case)
    give(book.code(action.code), colour=action.colour)
    return book.edit({"code": action.code})


def classify(case: Case, action: ClassifyCode) -> Edit:
    """Say what words under a code state: a need, a pain point, a proposal, and so on."""
    book = open_book(case)
    give(book.code(action.code), kind=action.kind.value)
    return book.edit({"code": action.code})


def fold(case: Case, action: FolderCode) -> Edit:
    """Make a code a folder, with which nothing is coded, or a code again.

    Only the coder's own codings count against it: who codes independently is told nothing of those of others;
    the check tells of them.

    Raises:
        StudyError: The coder has coded words with it, or it is merged or retired.
    """
    book = open_book(case)
    code = book.code(action.code)
    if not action.codable:
        if code.get("codable", True):
            usable(case, action.code)
        if _own(case, action.code):
            raise StudyError("code-has-codings", book.path, value=action.code)
    give(code, codable=None if action.codable else False)
    return book.edit({"code": action.code})


def confirm(case: Case, action: Confirm) -> Edit:
    """Confirm codings, each with the code that it has; one step takes all of it back.

    Raises:
        StudyError: A coding is not one of this coder's with this code or one merged into it.
    """
    left = {*action.codings}
    edit = Edit({}, values={"code": action.code, "number": str(len(left))})
    codebook = case.codebook()
    for transcript in sorted(path.stem for path in case.sheets()):
        mine = [coding for coding in case.sheet(case.coder, transcript).codings if coding.id in left]
        codes = {coding.code: codebook.find(coding.code) for coding in mine}
        fits = [c for c in mine if (code := codes[c.code]) is not None and action.code in {c.code, code.id}]
        if fits:
            _give_away(case, edit, transcript, [(coding, coding.code) for coding in fits])
        left -= {coding.id for coding in fits}
    if left:
        raise StudyError("coding-unknown", value=min(left))
    return edit


def merge(case: Case, action: MergeCode) -> Edit:
    """Let a code count as another one; codes below it go there, codings stay as they are.

    Raises:
        StudyError: It is merged already, the other stands below it, or words cannot be coded with that.
    """
    book = open_book(case)
    code = book.code(action.code)
    if code.get("merged_into"):
        raise StudyError("code-merged", book.path, value=action.code, into=code["merged_into"])
    if action.into in book.below(action.code):
        raise StudyError("code-below-itself", book.path, value=action.code, into=action.into)
    usable(case, action.into)
    give(code, merged_into=action.into)
    for child in [each["id"] for each in code.get("children") or []]:
        book.put(book.take(child), action.into)
    return book.edit({"code": action.code, "into": action.into})


def split(case: Case, action: SplitCode) -> Edit:
    """Make new codes out of one, behind it, and give them some of the coder's codings.

    Raises:
        StudyError: A coding is not one of this coder's with this code, or is given away twice.
    """
    usable(case, action.code)
    book = open_book(case)
    code = book.code(action.code)
    files = _own(case, action.code)
    given: dict[str, str] = {}
    created: list[str] = []
    for part in action.parts:
        name = book.free(part.name)
        made: dict[str, Any] = {"id": name, "name": told(None, part.name)}
        give(made, kind=code.get("kind"), colour=code.get("colour"), origin="inductive", since=book.version)
        book.put_after(made, created[-1] if created else action.code)
        created.append(name)
        for identifier in part.codings:
            if identifier in given or not any(identifier in codings for codings in files.values()):
                raise StudyError("coding-unknown", value=identifier)
            given[identifier] = name
    edit = book.edit({"code": action.code}, tuple(created))
    for transcript, codings in files.items():
        moved = [codings[identifier] for identifier in given if identifier in codings]
        if moved:
            _give_away(case, edit, transcript, [(coding, given[coding.id]) for coding in moved])
    return edit


def retire(case: Case, action: RetireCode) -> Edit:
    """Take a code out of use.

    Raises:
        StudyError: It is out of use already.
    """
    book = open_book(case)
    code = book.code(action.code)
    if code.get("merged_into"):
        raise StudyError("code-merged", book.path, value=action.code, into=code["merged_into"])
    if code.get("retired"):
        raise StudyError("code-retired", book.path, value=action.code)
    give(code, retired=True)
    return book.edit({"code": action.code})


def revive(case: Case, action: ReviveCode) -> Edit:
    """Bring a retired or merged code back into use.

    Raises:
        StudyError: It is in use.
    """
    book = open_book(case)
    code = book.code(action.code)
    if not code.get("retired") and not code.get("merged_into"):
        raise StudyError("code-in-use", book.path, value=action.code)
    give(code, retired=None, merged_into=None)
    return book.edit({"code": action.code})


def _examples(case: Case, code: str, examples: Sequence[Example]) -> list[dict[str, Any]]:
    """Examples as they stand in the file; each must stand in its turn (FIELD QM-1)."""
    for example in examples:
        turn = case.transcript(example.transcript).turn(example.turn)
        if turn is None or not any(example.quote in part.text for part in turn.parts):
            where = case.shown(case.folder.codebook)
            params = {"code": code, "transcript": example.transcript, "turn": example.turn}
            raise StudyError.of(Problem("example-not-found", Place(where), params))
    return [example.model_dump(mode="json") for example in examples]


def _revise(case: Case, book: Book, action: DefineCode) -> None:
    """Raise the version of the codebook, and say why."""
    if action.why is None:
        raise StudyError("definition-without-reason", book.path, value=action.code)
    version = book.version + 1
    book.data["version"] = version
    if "history" not in book.data:
        codes = book.data.pop("codes")
        book.data |= {"history": [], "codes": codes}
    revision = {"version": version, "on": case.today, "by": case.coder, "code": action.code}
    book.data["history"] = [*(book.data["history"] or []), revision | {"change": told(None, action.why)}]


def _own(case: Case, code: str) -> dict[str, dict[str, Coding]]:
    """The coder's codings with a code: transcript → id → coding."""
    found = {}
    for path in case.sheets():
        codings = {c.id: c for c in case.sheet(case.coder, path.stem).codings if c.code == code}
        if codings:
            found[path.stem] = codings
    return found


def _give_away(case: Case, edit: Edit, transcript: str, codings: list[tuple[Coding, str]]) -> None:
    """Add to an edit that codings of one transcript have other codes from now on."""
    version = case.codebook().version
    fresh = [
        c.model_copy(update={"code": code, "codebook": version, "on": case.today}) for c, code in codings
    ]
    order = tuple(turn.id for turn in case.transcript(transcript).turns)
    sheet = with_codings(case.sheet(case.coder, transcript), fresh, order)
    path = case.sheet_path(case.coder, transcript)
    edit.files[path], edit.parsed[path] = sheet.text, sheet
