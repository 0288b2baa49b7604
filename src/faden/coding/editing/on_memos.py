"""Memos: written, rewritten and deleted by who wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.coding.editing.edit import Edit
from faden.coding.memos import MemoHead
from faden.core import yaml
from faden.core.amending import AmendError, amend
from faden.core.documents import format_front_matter, parse_front_matter, parse_yaml, wanted
from faden.core.files import inside
from faden.core.formats import label
from faden.core.ids import CODING_PATTERN, kind
from faden.core.problems import StudyError
from faden.core.text import slug
from faden.study.settings import Settings

if TYPE_CHECKING:
    from faden.coding.editing.actions import DeleteMemo, WriteMemo
    from faden.coding.editing.case import Case

_KINDS: Final = frozenset({"interview", "workshop"})


def write(case: Case, action: WriteMemo) -> Edit:
    """Write a new memo, or another text of one's own.

    Raises:
        StudyError: It says nothing, what it is about does not exist, or it is somebody else's.
    """
    if not action.text:
        raise StudyError("memo-empty")
    about = _about(case, action.about)
    if action.memo is not None:
        return _rewritten(case, action, about)
    name = _free(case, action.title or f"{about}-{case.today}")
    head: dict[str, object] = {"format": label("memo"), "about": about}
    if action.title:
        head["title"] = action.title
    head |= {"by": case.coder, "on": case.today}
    if _synthetic(case):
        head["synthetic"] = True
    text = format_front_matter(head, action.text)
    return Edit({memo_path(name): text}, created=(name,), values=_values(action.title, name))


def delete(case: Case, action: DeleteMemo) -> Edit:
    """Delete a memo of one's own.

    Raises:
        StudyError: There is none, or it is somebody else's.
    """
    head, _ = _own(case, action.memo)
    return Edit({memo_path(action.memo): None}, values=_values(head.title, action.memo))


def memo_path(name: str) -> str:
    """Path of a memo, relative to the study."""
    return f"analysis/memos/{name}.md"


def _rewritten(case: Case, action: WriteMemo, about: str) -> Edit:
    """The edit that changes a memo; what else a person wrote into its front matter stays."""
    name = str(action.memo)
    _, text = _own(case, name)
    path = memo_path(name)
    before = wanted(yaml.parse(text, path))
    after = {**before, "about": about}
    if action.title or "title" in before:
        after["title"] = action.title
    try:
        head = amend(text, after)
    except AmendError as error:
        raise StudyError("memo-style", path, reason=str(error)) from None
    return Edit({path: f"---\n{head}---\n\n{action.text}\n"}, values=_values(action.title, name))


def _own(case: Case, name: str) -> tuple[MemoHead, str]:
    """Front matter of one's own memo, and its text."""
    path = memo_path(name)
    if case.version(path).content is None:
        raise StudyError("memo-unknown", path, value=name)
    head, parts = parse_front_matter(MemoHead, case.text(path), "memo", path)
    if head.value is None or parts is None:
        raise StudyError.of(head.problems[0])
    if head.value.by != case.coder:
        raise StudyError("memo-of-another", path, by=head.value.by)
    return head.value, parts.head


def _about(case: Case, told: str) -> str:
    """What a memo is about, as it stands in the file.

    Raises:
        StudyError: There is no such thing.
    """
    sort, _, name = told.rpartition(":")
    if name == "study" and not sort:
        return name
    if kind(name) in _KINDS and not sort and case.folder.transcript(name).is_file():
        return name
    if re.fullmatch(CODING_PATTERN, name) and sort in {"", "coding"} and _coded(case, name):
        return name
    codes = {placed.code.id for placed in case.codebook().codes()}
    if name in codes and sort in {"", "code"}:
        return name
    raise StudyError("memo-about-nothing", value=told[:80])


def _coded(case: Case, identifier: str) -> bool:
    """Whether anybody has made a coding with this id."""
    told = f'"id":"{identifier}"'.encode()
    return any(told in path.read_bytes().replace(b" ", b"") for path in case.folder.codings())


def _free(case: Case, title: str) -> str:
    """A name for a new file."""
    told = slug(title, fallback="memo")[:50].rstrip("-")
    at, name = 1, told
    while inside(case.folder.root, memo_path(name)).exists():
        at += 1
        name = f"{told}-{at}"
    return name


def _synthetic(case: Case) -> bool:
    """Whether the study is invented, and so what is written about it."""
    path = case.shown(case.folder.settings)
    settings = parse_yaml(Settings, case.text(path), "study", path).value
    return settings is not None and settings.synthetic


def _values(title: str, name: str) -> dict[str, str]:
    return {"memo": title or name}
