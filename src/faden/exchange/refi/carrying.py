"""From the vault into the study: codes, codings, memos of a raw project, once it is pseudonymised.

Words that were replaced stand elsewhere and are other words; a coding follows the words around them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from faden.coding.anchor import Position, describe
from faden.coding.codings import coding_at
from faden.core.files import write_new
from faden.core.languages import LocalText
from faden.core.problems import Place, Problem, Severity, StudyError, VaultError
from faden.exchange.refi import sidecar as sidecars
from faden.exchange.refi.codes import write_codes
from faden.exchange.refi.model import key
from faden.exchange.refi.placing import format_memo, write_planned
from faden.exchange.refi.plan import make_plan
from faden.interviews.files import read_transcript
from faden.protection import vault as vaults
from faden.protection.material import read_names
from faden.protection.pseudonyms.apply import Pseudonyms
from faden.protection.pseudonyms.names import PATH, parse_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from faden.coding.codebook import Code
    from faden.coding.codings import Coding
    from faden.exchange.refi.plan import Plan
    from faden.interviews.transcript import Transcript
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What was carried over.

    Attributes:
        codebook: The file of the codes; empty where it was not written.
        codings: Coder → number of codings.
        memos: Number of memos.
        problems: Transcripts not yet pseudonymised, codings whose words are gone.
    """

    codebook: str
    codings: Mapping[str, int]
    memos: int
    problems: tuple[Problem, ...] = ()


def carry_over(folder: Folder, vault: Vault, slug: str) -> CarryReport:
    """Write codes, codings and memos of a raw project into the study, with names replaced by the list.

    Run after ``faden pseudonyms apply``. Nothing of the project stands in the study before.

    Args:
        folder: The study.
        vault: Its open vault.
        slug: Name of the project in the vault, as the import told it.

    Raises:
        VaultError: There is no such project, no list of names, or the vault is damaged.
        StudyError: The list of names cannot be read.
    """
    side = next((s for s in sidecars.read_sidecars(folder, vault).value or () if s.slug == slug), None)
    if side is None or side.declared_by:
        raise VaultError("exchange-project-unknown", vault.path.as_posix(), value=slug)
    parsed = parse_names(read_names(vault))
    if parsed.value is None or not read_names(vault).strip():
        raise StudyError("pseudonyms-missing", PATH)
    names = Pseudonyms(parsed.value)
    plan = make_plan(side.read(), side.names())
    problems: list[Problem] = []
    cleared: dict[str, Transcript] = {}
    for raw in plan.transcripts.values():
        path = folder.transcript(raw.head.id)
        found = read_transcript(folder, raw.head.id).value if path.is_file() else None
        if found is None:
            problems.append(
                Problem("exchange-not-pseudonymised", Place(folder.shown(path)), {}, Severity.WARNING)
            )
        else:
            cleared[raw.head.id] = found
    done, lost = _moved(plan, cleared)
    problems += [
        Problem("exchange-coding-lost", Place(folder.shown(folder.transcript(i))), {"n": n}) for i, n in lost
    ]
    codes = tuple(_clear_code(code, lambda text: names.replace(text).text) for code in plan.codes)
    book, told = write_codes(folder, codes, slug, {each.code for each in done.values()})
    ready = replace(
        plan, codings=tuple(p for p in plan.codings if plan.transcripts[p.text].head.id in cleared)
    )
    counts = write_planned(folder, ready, cleared, done)
    for memo in plan.memos.values():
        head = memo.head.model_copy(update={"title": names.replace(memo.head.title).text})
        name = f"refi-{memo.name.split('-')[1]}"  # the rest of the name is the title, which may hold a name
        content = format_memo(replace(memo, head=head, text=names.replace(memo.text).text))
        write_new(folder.root / "analysis/memos" / f"{name}.md", content)
    return CarryReport(book, counts, len(plan.memos), (*problems, *told))


def _clear_code(code: Code, clear: Callable[[str], str]) -> Code:
    def _text(text: LocalText | None) -> LocalText | None:
        return None if text is None else LocalText({k: clear(v) for k, v in text.root.items()})

    children = tuple(_clear_code(each, clear) for each in code.children)
    changes = {"name": _text(code.name), "definition": _text(code.definition), "children": children}
    return code.model_copy(update=changes)


def _moved(plan: Plan, cleared: Mapping[str, Transcript]) -> tuple[dict[str, Coding], list[tuple[str, int]]]:
    """Codings at their places in the pseudonymised transcripts, and how many have lost their words."""
    done: dict[str, Coding] = {}
    lost: dict[str, int] = {}
    for planned in plan.codings:
        raw = plan.transcripts[planned.text]
        now = cleared.get(raw.head.id)
        if planned.coding is None or now is None:
            continue
        moved = _move(planned.coding, raw, now)
        if moved is None:
            lost[raw.head.id] = lost.get(raw.head.id, 0) + 1
        else:
            done[moved.id] = moved
    return done, sorted(lost.items())


def _move(coding: Coding, raw: Transcript, now: Transcript) -> Coding | None:
    start = _place(raw, now, *coding.start, opening=True)
    end = _place(raw, now, *coding.end, opening=False)
    first = now.turn(coding.start[0])
    if start is None or end is None or first is None or not first.parts:
        return None
    try:
        anchor = describe(now, start, end, language=first.parts[0].language)
    except ValueError:
        return None
    return coding_at(anchor, identifier=coding.id, code=coding.code, on=coding.on, codebook=coding.codebook)


def _place(raw: Transcript, now: Transcript, turn: str, offset: int, *, opening: bool) -> Position | None:
    """A position in the pseudonymised turn; one within a replaced name goes to its edge."""
    before, after = raw.turn(turn), now.turn(turn)
    if before is None or after is None:
        return None
    if before.text == after.text:
        return Position(turn, offset)
    for tag, a, b, c, d in SequenceMatcher(None, before.text, after.text, autojunk=False).get_opcodes():
        inside = a <= offset < b if opening else a < offset <= b
        if inside:
            return Position(turn, c + offset - a) if tag == "equal" else Position(turn, c if opening else d)
    return Position(turn, len(after.text)) if not opening or offset >= len(before.text) else Position(turn, 0)


def forget(folder: Folder, identifier: str, vault: Vault | None = None) -> tuple[str, ...]:
    """Take the words of a transcript out of all sidecars, for a person who has withdrawn.

    Args:
        folder: The study.
        identifier: The transcript.
        vault: The study's open vault, whose sidecars are cleared too.

    Returns:
        Names of the sidecars that were changed. Names of cases and notes are not searched for the person.
    """
    changed = []
    for side in sidecars.read_sidecars(folder, vault).value or ():
        guids = {guid for guid, name in side.transcripts.items() if name == identifier}
        if not guids:
            continue
        project = json.loads(json.dumps(side.project))
        _empty(project, guids)
        if project == side.project:
            continue
        # The id of the text stays: the file must not bring it back when it is imported once more.
        fresh = side.model_copy(update={"project": project})
        if (folder.root / sidecars.FOLDER / side.slug / "project.json").is_file():
            sidecars.write_beside(folder, fresh)
        elif vault is not None:
            vaults.write(
                vault, {f"exchange/{side.slug}/project.json": sidecars.format_sidecar(fresh).encode()}
            )
        changed.append(side.slug)
    return tuple(changed)


def _empty(plain: object, guids: set[str]) -> None:
    """Take texts and selections out of plain values, in place."""
    if isinstance(plain, list):
        for each in plain:
            _empty(each, guids)
    elif isinstance(plain, dict):
        if key(str(plain.get("guid", ""))) in guids and plain.get("is") in {"TextSource", "Transcript"}:
            for name in ("stored", "content", "selections", "points", "description", "name", "extra"):
                plain.pop(name, None)
        for each in plain.values():
            _empty(each, guids)
