"""The codebook as plain values that can be changed, and the way back into its hand-written file."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faden.coding.codebook import Code, Codebook, CodebookFile
from faden.coding.editing.edit import Edit
from faden.core import yaml
from faden.core.amending import AmendError, amend
from faden.core.documents import wanted
from faden.core.formats import label
from faden.core.problems import StudyError
from faden.core.text import normal, slug

if TYPE_CHECKING:
    from faden.coding.editing.case import Case
    from faden.core.languages import LocalText

_ORDER: Final = tuple(Code.model_fields)

_RESERVED: Final = frozenset({"study"})
"""Ids that a memo would take for something else than a code."""


@dataclass(slots=True)
class Book:
    """The codebook, about to be changed.

    Attributes:
        path: Path of its file, relative to the study.
        text: The file as it is; empty where there is none.
        data: Its values, which may be changed.
    """

    path: str
    text: str
    data: dict[str, Any]

    @property
    def version(self) -> int:
        """The present version."""
        return int(self.data.get("version", 1))

    @property
    def codes(self) -> list[dict[str, Any]]:
        """The codes at the root."""
        return _list(self.data, "codes")

    def ids(self) -> list[str]:
        """Ids of all codes, parents before children."""
        return [code["id"] for code in _all(self.codes)]

    def code(self, identifier: str) -> dict[str, Any]:
        """A code.

        Raises:
            StudyError: There is none with this id.
        """
        found = next((code for code in _all(self.codes) if code["id"] == identifier), None)
        if found is None:
            raise StudyError("code-unknown", self.path, value=identifier)
        return found

    def below(self, identifier: str) -> list[str]:
        """Ids of a code and of all codes below it."""
        return [code["id"] for code in _all([self.code(identifier)])]

    def take(self, identifier: str) -> dict[str, Any]:
        """Take a code with all below it out of the tree."""
        code = self.code(identifier)
        for owner in (self.data, *_all(self.codes)):
            siblings = owner.get("codes" if owner is self.data else "children") or []
            if any(sibling is code for sibling in siblings):
                siblings[:] = [sibling for sibling in siblings if sibling is not code]
                if not siblings and owner is not self.data:
                    del owner["children"]
                break
        return code

    def put(self, code: dict[str, Any], parent: str | None, before: str | None = None) -> None:
        """Put a code below another one, or at the root; last, or before one of its new siblings.

        Raises:
            StudyError: There is no such parent or sibling.
        """
        siblings = self.codes if parent is None else _list(self.code(parent), "children")
        names = [sibling["id"] for sibling in siblings]
        if before is not None and before not in names:
            raise StudyError("code-unknown", self.path, value=before)
        siblings.insert(len(names) if before is None else names.index(before), code)

    def put_after(self, code: dict[str, Any], sibling: str) -> None:
        """Put a code right behind another one, in the same place of the tree."""
        for codes in (self.codes, *(c.get("children") or [] for c in _all(self.codes))):
            names = [each["id"] for each in codes]
            if sibling in names:
                codes.insert(names.index(sibling) + 1, code)
                return

    def free(self, name: LocalText) -> str:
        """An id for a new code, from its name."""
        told = slug(name.text("de"), fallback="code")[:50].rstrip("-")
        taken = {*self.ids(), *_RESERVED}
        numbers = (told if n == 1 else f"{told}-{n}" for n in range(1, len(taken) + 2))
        return next(each for each in numbers if each not in taken)

    def taken(self, identifier: str) -> bool:
        """Whether an id cannot be given to a new code."""
        return identifier in _RESERVED or identifier in self.ids()

    def edit(self, values: dict[str, str], created: tuple[str, ...] = ()) -> Edit:
        """The edit that leaves these values behind; lines whose values stay are not touched.

        Raises:
            StudyError: The file is written in a way that cannot be changed line by line.
        """
        try:
            text = amend(self.text, self.data)
        except AmendError as error:
            raise StudyError("codebook-style", self.path, reason=str(error)) from None
        file = wanted(yaml.validate(CodebookFile, yaml.Parsed(self.data), self.path))
        made = Codebook(file.version, file.history, file.codes)
        return Edit({self.path: text}, {self.path: made}, created, values)


def open_book(case: Case) -> Book:
    """The codebook of the study; a new one where there is none.

    Raises:
        StudyError: It is not in order.
    """
    path = case.shown(case.folder.codebook)
    if case.version(path).content is None:
        return Book(path, "", {"format": label("codebook"), "version": 1, "codes": []})
    case.codebook()
    text = case.text(path)
    mark = case.version(path).mark
    data = case.memory.get(f"{path} values", mark, lambda: wanted(yaml.parse(normal(text), path)))
    return Book(path, text, copy.deepcopy(data))


def told(before: dict[str, str] | None, text: LocalText) -> dict[str, str]:
    """A text in its languages, as it is from now on: what is not given stays, what is given empty goes."""
    return {language: words for language, words in ((before or {}) | text.root).items() if words}


def give(code: dict[str, Any], **values: Any) -> None:
    """Give a code values; new keys come where they stand in every code, ``None`` takes a key away."""
    for name, value in values.items():
        if value is None:
            code.pop(name, None)
        elif name in code:
            code[name] = value
        else:
            later = _ORDER[_ORDER.index(name) :]
            rest = {key: code.pop(key) for key in [*code] if _after(key, later, code)}
            code[name] = value
            code.update(rest)


def _after(key: str, later: tuple[str, ...], code: dict[str, Any]) -> bool:
    """Whether a key stands at or behind the first that comes later."""
    keys = list(code)
    first = next((at for at, each in enumerate(keys) if each in later), len(keys))
    return keys.index(key) >= first


def _list(owner: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A list that a mapping holds, made where there is none."""
    found: list[dict[str, Any]] | None = owner.get(name)
    if found is None:
        found = owner[name] = []
    return found


def _all(codes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Codes and all below them, parents first."""
    return [each for code in codes for each in (code, *_all(code.get("children") or []))]
