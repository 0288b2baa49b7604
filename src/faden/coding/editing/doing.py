"""Which function carries out which action, and which file a page must have shown before it asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from faden.coding.consensus import consensus_path
from faden.coding.editing import (
    on_both,
    on_codebook,
    on_codings,
    on_consensus,
    on_memos,
    on_pairing,
    on_words,
)
from faden.coding.editing.actions import (
    AddCode,
    ClassifyCode,
    Confirm,
    Correct,
    DefineCode,
    DeleteMemo,
    DropCoding,
    FolderCode,
    Follow,
    MakeCoding,
    MakeCodingAnew,
    MergeCode,
    MoveCode,
    Note,
    PairTurns,
    Recode,
    RecolourCode,
    RenameCode,
    Resize,
    RetireCode,
    ReviveCode,
    SayDone,
    SayNotDone,
    Settle,
    SplitCode,
    Unsettle,
    WriteMemo,
)
from faden.coding.editing.on_memos import memo_path

if TYPE_CHECKING:
    from faden.coding.editing.actions import Action
    from faden.coding.editing.case import Case
    from faden.coding.editing.edit import Edit

EDITS: Final[dict[type[Any], Callable[[Case, Any], Edit]]] = {
    MakeCoding: on_codings.make,
    MakeCodingAnew: on_both.make,
    DropCoding: on_codings.drop,
    Recode: on_codings.recode,
    Confirm: on_codebook.confirm,
    Resize: on_codings.resize,
    Note: on_codings.note,
    AddCode: on_codebook.add,
    RenameCode: on_codebook.rename,
    DefineCode: on_codebook.define,
    MoveCode: on_codebook.move,
    RecolourCode: on_codebook.recolour,
    ClassifyCode: on_codebook.classify,
    FolderCode: on_codebook.fold,
    MergeCode: on_codebook.merge,
    SplitCode: on_codebook.split,
    RetireCode: on_codebook.retire,
    ReviveCode: on_codebook.revive,
    WriteMemo: on_memos.write,
    DeleteMemo: on_memos.delete,
    Correct: on_words.correct,
    PairTurns: on_pairing.pair,
    Follow: on_words.follow,
    SayDone: on_consensus.say_done,
    SayNotDone: on_consensus.say_not_done,
    Settle: on_consensus.settle,
    Unsettle: on_consensus.unsettle,
}
"""What carries out each action."""


def _transcript(case: Case, action: MakeCoding | MakeCodingAnew | Resize | Correct | PairTurns) -> str:
    return case.shown(case.folder.transcript(action.transcript))


def _codebook(case: Case, _: Action) -> str:
    return case.shown(case.folder.codebook)


def _memo(_: Case, action: WriteMemo | DeleteMemo) -> str:
    return memo_path(action.memo) if action.memo else ""


def _consensus(case: Case, action: Settle | Unsettle) -> str:
    return case.shown(consensus_path(case.folder, action.transcript))


SHOWN: Final[dict[type[Any], Callable[[Case, Any], str]]] = {
    MakeCoding: _transcript,
    MakeCodingAnew: _transcript,
    Resize: _transcript,
    Correct: _transcript,
    PairTurns: _transcript,
    RenameCode: _codebook,
    DefineCode: _codebook,
    WriteMemo: _memo,
    DeleteMemo: _memo,
    Settle: _consensus,
    Unsettle: _consensus,
}
"""The file without which an action makes no sense: the page that asks for it must have shown it."""
