"""What follows when names are replaced: codings, memos, notes, proposals, examples, translations.

Positions are not searched: they are computed from the replacements themselves, so that each coding
holds the same words as before, with labels in the place of names. All free text is searched for names
as well; what an analyst wrote down is no safer than what was said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from faden.coding.anchor import Anchor, Position, describe, find
from faden.coding.codings import Coding, coding_at, format_codings, parse_codings
from faden.core.documents import split_front_matter
from faden.core.files import read_text
from faden.core.text import normal
from faden.interviews.transcript import PartKind
from faden.protection.pseudonyms.notes import clear_notes

if TYPE_CHECKING:
    from pathlib import Path

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.merging import PartKey, Rules, Shift
    from faden.study.folder import Folder

PROPOSALS: Final = "analysis/proposals"
"""What a machine has proposed: JSON, or a JSON value a line."""

_LEAST: Final = 3
"""Letters of a piece of a name at the cut edge of a context that are taken away."""

_FREE_TEXT: Final = re.compile(r"^(?P<key>title|name)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Moved:
    """A transcript before and after.

    Attributes:
        before: As it stood in the study.
        after: As it will stand.
        shifts: Part → where its positions go.
    """

    before: Transcript
    after: Transcript
    shifts: Mapping[PartKey, Shift]


Clear = Callable[[str], str]


def followers(folder: Folder, moved: Mapping[str, Moved], rules: Rules) -> Iterator[tuple[Path, str, str]]:
    """All files that follow: path, id of the one conversation they belong to (or empty), new text.

    Args:
        folder: The study.
        moved: Id → transcript that changes.
        rules: What is replaced.
    """
    for path in folder.codings():
        yield path, path.stem, _codings(folder, path, moved.get(path.stem), rules)
    for path in folder.memos():
        yield path, "", _document(read_text(path), rules.clear)
    for path in folder.boards():
        yield path, path.stem, clear_notes(read_text(path), folder.shown(path), rules.clear)
    for path in sorted((folder.root / PROPOSALS).rglob("*.json*")):
        if path.is_file() and not path.is_symlink():
            yield path, "", _proposals(read_text(path), path.suffix == ".jsonl", moved, rules)
    for path, keys in ((folder.codebook, ("quote",)), (folder.translations, ("words", "text"))):
        if path.is_file():
            yield path, "", _yaml(read_text(path), rules.clear, keys)


def follow_anchor(anchor: Anchor, moved: Moved) -> Anchor | None:
    """The same words in the transcript as it will stand; ``None`` where they were not found before."""
    found = find(anchor, moved.before)
    if found is None:
        return None
    start = _follow(found, found.start, moved, opening=True)
    end = _follow(found, found.end, moved, opening=False)
    return describe(moved.after, start, end, part=anchor.part, language=anchor.language)


def _follow(anchor: Anchor, position: Position, moved: Moved, *, opening: bool) -> Position:
    shift = moved.shifts.get((position.turn, anchor.part.value, anchor.language))
    return (
        position if shift is None else Position(position.turn, shift.move(position.offset, opening=opening))
    )


def _codings(folder: Folder, path: Path, moved: Moved | None, rules: Rules) -> str:
    """A file of codings; the same text where nothing in it changes."""
    text = read_text(path)
    parsed = parse_codings(text, folder.shown(path))
    if parsed.value is None or parsed.problems:
        # A line that is not understood would be lost by writing anew: only its words are searched.
        return "".join(_json_line(line, rules.clear) for line in text.splitlines(keepends=True))
    codings = tuple(_coding(coding, moved, rules) for coding in parsed.value.codings)
    if codings == parsed.value.codings:
        return text
    order = tuple(turn.id for turn in moved.after.turns) if moved is not None else ()
    if moved is None:  # places stay, and with them the order of the lines
        order = tuple(dict.fromkeys(coding.start[0] for coding in codings))
    return format_codings(replace(parsed.value, codings=codings), order)


def _coding(coding: Coding, moved: Moved | None, rules: Rules) -> Coding:
    memo = rules.clear(coding.memo)
    anchor = follow_anchor(coding.anchor, moved) if moved is not None else None
    if anchor is None:
        words = {
            "exact": rules.clear(coding.exact),
            "prefix": _cut(rules.clear(coding.prefix), rules, front=True),
            "suffix": _cut(rules.clear(coding.suffix), rules, front=False),
            "memo": memo,
        }
        return coding.model_copy(update=words)
    made = coding_at(anchor, identifier=coding.id, code=coding.code, on=coding.on, codebook=coding.codebook)
    return made.model_copy(update={"memo": memo})


def _cut(context: str, rules: Rules, *, front: bool) -> str:
    """A context without the piece of a name that stands at its cut edge."""
    piece = re.match(r"\w+", context) if front else re.search(r"\w+$", context)
    if piece is None or len(piece[0]) < _LEAST or not rules.finder.has_piece(piece[0], ending=front):
        return context
    return context[piece.end() :] if front else context[: piece.start()]


def _document(text: str, clear: Clear) -> str:
    """A Markdown file with front matter; only what changes is written anew."""
    parts = split_front_matter(text)
    if parts is None:
        return _if_changed(text, clear(normal(text)))
    head = parts.head
    if _FREE_TEXT.search(head):
        head = _yaml(head, clear, ("title", "name"))
    body = clear(parts.body)
    return text if (head, body) == (parts.head, parts.body) else f"---\n{head}---\n{body}"


def _if_changed(text: str, cleared: str) -> str:
    return text if cleared == normal(text) else cleared


def _yaml(text: str, clear: Clear, keys: tuple[str, ...]) -> str:
    """A YAML file with names replaced below some keys; comments and style stay."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        data = yaml.load(text)
    except YAMLError:
        return text  # told by the check of the study
    if not _walk(data, clear, keys, inside=False):
        return text
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _walk(node: Any, clear: Clear, keys: tuple[str, ...], *, inside: bool) -> bool:
    """Replace names in plain values, in place; gives whether there were any."""
    changed = False
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(entries):
        here = inside or key in keys
        if isinstance(value, str) and here:
            cleared = clear(value)
            if cleared != value:
                node[key] = type(value)(cleared) if type(value) is not str else cleared
                changed = True
        else:
            changed |= _walk(value, clear, keys, inside=here)
    return changed


def _proposals(text: str, by_line: bool, moved: Mapping[str, Moved], rules: Rules) -> str:  # noqa: FBT001 - one caller
    """What a machine proposed: anchors follow, all other words are searched."""
    if not by_line:
        data = _loaded(text)
        after = _proposal(data, moved, rules, "")
        return text if after == data else json.dumps(after, ensure_ascii=False, indent=1) + "\n"
    transcript, lines = "", []
    for line in text.splitlines(keepends=True):
        data = _loaded(line)
        if isinstance(data, dict) and isinstance(data.get("transcript"), str):
            transcript = data["transcript"]
        after = _proposal(data, moved, rules, transcript)
        lines.append(line if after == data else _compact(after) + "\n")
    return "".join(lines)


def _proposal(data: Any, moved: Mapping[str, Moved], rules: Rules, transcript: str) -> Any:
    if isinstance(data, str):
        return rules.clear(data)
    if isinstance(data, list):
        return [_proposal(each, moved, rules, transcript) for each in data]
    if not isinstance(data, dict):
        return data
    transcript = str(data.get("transcript") or transcript)
    anchor = _anchor(data)
    after = {key: _proposal(value, moved, rules, transcript) for key, value in data.items()}
    found = follow_anchor(anchor, moved[transcript]) if anchor is not None and transcript in moved else None
    if found is not None:
        after |= {
            "start": [found.start.turn, found.start.offset],
            "end": [found.end.turn, found.end.offset],
            "exact": found.exact,
        }
        after |= {key: getattr(found, key) for key in ("prefix", "suffix") if key in data}
    return after


def _anchor(data: dict[str, Any]) -> Anchor | None:
    """The anchor of a proposal that has the fields of a coding."""
    try:
        return Anchor(
            start=Position(str(data["start"][0]), int(data["start"][1])),
            end=Position(str(data["end"][0]), int(data["end"][1])),
            exact=str(data["exact"]),
            prefix=str(data.get("prefix", "")),
            suffix=str(data.get("suffix", "")),
            part=PartKind(data.get("part", "original")),
            language=str(data["language"]),
        )
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def _json_line(line: str, clear: Clear) -> str:
    data = _loaded(line)
    after = _deep(data, clear)
    return line if after == data else _compact(after) + "\n"


def _deep(data: Any, clear: Clear) -> Any:
    if isinstance(data, str):
        return clear(data)
    if isinstance(data, list):
        return [_deep(each, clear) for each in data]
    return {key: _deep(value, clear) for key, value in data.items()} if isinstance(data, dict) else data


def _loaded(text: str) -> Any:
    """A JSON value; the text itself where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _compact(data: Any) -> str:
    return (
        data.rstrip("\n")
        if isinstance(data, str)
        else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    )
