"""What each action makes of a board: values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import LocalText
from faden.core.problems import StudyError
from faden.findings.board.actions import (
    AdoptNeeds,
    DissolveGroup,
    MakeGroup,
    MarkGroup,
    MergeGroups,
    NameGroup,
    PlaceCards,
    RejectCards,
    RestoreCards,
    StateGroup,
)
from faden.findings.board.board import NOWHERE, PATH, Board, Group, Mark, Proposed
from faden.findings.need import standing

if TYPE_CHECKING:
    from faden.findings.board.deck import Deck
    from faden.findings.need import Need


@dataclass(frozen=True, slots=True)
class Scene:
    """What an action is judged against.

    Attributes:
        board: The board as it is.
        deck: All cards, and what is proposed.
        needs: The needs of ``analysis/needs.yaml``.
        by: Who acts.
        on: The day.
    """

    board: Board
    deck: Deck
    needs: tuple[Need, ...]
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Done:
    """What an action made.

    Attributes:
        board: The board as it is from now on.
        values: What it was about, for the words in which it is told.
        created: Ids of groups that were made.
        merged: A need that has gone into another one, and that one; ``None`` where none has.
    """

    board: Board
    values: dict[str, str] = field(default_factory=dict)
    created: tuple[str, ...] = ()
    merged: tuple[str, str] | None = None


def place(scene: Scene, action: PlaceCards) -> Done:
    """Put cards into a group."""
    group = found_group(scene.board, action.group)
    cards = _known(scene, action.cards)
    rest = tuple(card for card in group.cards if card not in set(cards))
    if action.before is not None and action.before not in rest:
        raise StudyError("board-card-unknown", PATH, value=action.before)
    at = len(rest) if action.before is None else rest.index(action.before)
    board = decided(_taken(scene.board, cards), scene.deck, cards)
    board = _changed(board, group.id, cards=(*rest[:at], *cards, *rest[at:]))
    return Done(board, {"n": str(len(cards)), "group": shown(group)})


def make(scene: Scene, action: MakeGroup) -> Done:
    """Make a group of cards."""
    cards = _known(scene, action.cards)
    board = decided(_taken(scene.board, cards), scene.deck, cards)
    group = Group(
        id=_following(scene.board),
        name=_merged(None, action.name) if action.name else None,
        proposal=tuple(dict.fromkeys(action.proposal)),
        by=scene.by,
        on=scene.on,
        cards=cards,
    )
    board = board.model_copy(update={"groups": (*board.groups, group)})
    return Done(board, {"n": str(len(cards)), "group": shown(group)}, (group.id,))


def name(scene: Scene, action: NameGroup) -> Done:
    """Give a group a name."""
    group = found_group(scene.board, action.group)
    fresh = _merged(group.name, action.name)
    board = _changed(scene.board, group.id, name=fresh, by=scene.by, on=scene.on)
    return Done(board, {"group": shown(group), "name": fresh.text("de") if fresh else "–"})


def state(scene: Scene, action: StateGroup) -> Done:
    """Say what a group says."""
    group = found_group(scene.board, action.group)
    fresh = _merged(group.statement, action.statement)
    board = _changed(scene.board, group.id, statement=fresh, by=scene.by, on=scene.on)
    return Done(board, {"group": shown(group)})


def mark(scene: Scene, action: MarkGroup) -> Done:
    """Say what a group is."""
    group = found_group(scene.board, action.group)
    board = _changed(scene.board, group.id, mark=action.mark, by=scene.by, on=scene.on)
    return Done(board, {"group": shown(group)})


def merge(scene: Scene, action: MergeGroups) -> Done:
    """Put all cards of a group into another one; what only the first one said is kept.

    Of two needs one stays, with its name and statement, whichever group goes.
    """
    group, into = (found_group(scene.board, each) for each in (action.group, action.into))
    if group.id == into.id:
        raise StudyError("board-merge-itself", PATH, value=group.id)
    stays, goes = _of_two_needs(scene, group, into, action.keep)
    first, second = (group, into) if stays is not None and stays == group.need else (into, group)
    board = _changed(
        scene.board,
        into.id,
        cards=(*into.cards, *group.cards),
        name=first.name or second.name,
        mark=first.mark or second.mark,
        statement=first.statement or second.statement,
        need=stays,
        proposal=tuple(dict.fromkeys((*into.proposal, *group.proposal))),
    )
    board = board.model_copy(update={"groups": tuple(g for g in board.groups if g.id != group.id)})
    values = {"group": shown(group), "into": shown(into)}
    return Done(board, values, merged=(goes, stays) if goes and stays else None)


def _of_two_needs(scene: Scene, group: Group, into: Group, keep: str | None) -> tuple[str | None, str | None]:
    """The need that stays, and the one that goes into it; one that is not in the file stands in no way.

    Raises:
        StudyError: Both are needs, and nobody has said which one stays.
    """
    there = {need.id for need in standing(scene.needs)}
    named = list(dict.fromkeys(need for need in (into.need, group.need) if need))
    live = [need for need in named if need in there]
    if len(live) < 2:  # noqa: PLR2004 - two needs
        return next(iter(live or named), None), None
    if keep not in live:
        raise StudyError("board-merge-needs", PATH, first=live[0], second=live[1])
    return keep, next(need for need in live if need != keep)


def dissolve(scene: Scene, action: DissolveGroup) -> Done:
    """Take a group away; its cards are open again."""
    group = found_group(scene.board, action.group)
    board = _opened(scene.board, group.cards)
    board = board.model_copy(update={"groups": tuple(g for g in board.groups if g.id != group.id)})
    return Done(board, {"group": shown(group), "n": str(len(group.cards))})


def reject(scene: Scene, action: RejectCards) -> Done:
    """Set cards aside."""
    cards = _known(scene, action.cards)
    board = decided(_taken(scene.board, cards), scene.deck, cards)
    board = board.model_copy(update={"aside": (*board.aside, *cards)})
    return Done(board, {"n": str(len(cards))})


def restore(scene: Scene, action: RestoreCards) -> Done:
    """Open cards again; one that the study no longer has leaves the board for good."""
    return Done(_opened(scene.board, action.cards), {"n": str(len(action.cards))})


def adopt(scene: Scene, action: AdoptNeeds) -> Done:
    """Make a group of each need that has none, with the open codings that it names or that stand under it.

    A coding that one need names goes there, even if it stands under the codes of another one before it.
    """
    del action
    board, created = scene.board, []
    there = {group.need for group in board.groups}
    fresh = [need for need in standing(scene.needs) if need.id not in there]
    homes = board.homes()
    waiting = dict.fromkeys(card for card in scene.deck.codes if card not in homes)
    named = {card: need.id for need in reversed(fresh) for card in need.codings if card in waiting}
    taken: set[str] = set()
    for need in fresh:
        under = {below for code in need.codes for below in scene.deck.below.get(code, frozenset({code}))}
        coded = (c for c in waiting if scene.deck.codes[c] in under and c not in named and c not in taken)
        cards = (*(card for card in need.codings if named.get(card) == need.id), *coded)
        taken.update(cards)
        group = Group(
            id=_following(board),
            name=need.name,
            mark=Mark(need.kind),
            statement=need.statement,
            need=need.id,
            by=need.by,
            on=need.on,
            cards=tuple(dict.fromkeys(cards)),
        )
        created.append(group.id)
        board = board.model_copy(update={"groups": (*board.groups, group)})
    if not created:
        raise StudyError("board-nothing-to-adopt", PATH)
    return Done(decided(board, scene.deck, _in_order(board, taken)), {"n": str(len(created))}, tuple(created))


DOING: Final[dict[type[Any], Callable[[Scene, Any], Done]]] = {
    PlaceCards: place,
    MakeGroup: make,
    NameGroup: name,
    StateGroup: state,
    MarkGroup: mark,
    MergeGroups: merge,
    DissolveGroup: dissolve,
    RejectCards: reject,
    RestoreCards: restore,
    AdoptNeeds: adopt,
}
"""What carries out each action that concerns the board alone."""


def found_group(board: Board, identifier: str) -> Group:
    """A group that there is.

    Raises:
        StudyError: There is none with this id.
    """
    group = board.group(identifier)
    if group is None:
        raise StudyError("board-group-unknown", PATH, value=identifier)
    return group


def shown(group: Group) -> str:
    """What a group is called in messages: its name, else its id."""
    return (group.name.text("de") if group.name else "") or group.id


def _in_order(board: Board, cards: set[str]) -> tuple[str, ...]:
    """These cards in the order in which they stand on the board."""
    return tuple(card for group in board.groups for card in group.cards if card in cards)


def _known(scene: Scene, cards: Iterable[str]) -> tuple[str, ...]:
    """The cards, each once; all of them must be there."""
    there = {*scene.deck.codes, *scene.board.homes(), *(paper.id for paper in scene.board.paper)}
    told = tuple(dict.fromkeys(cards))
    for card in told:
        if card not in there:
            raise StudyError("board-card-unknown", PATH, value=card)
    return told


def _taken(board: Board, cards: Iterable[str]) -> Board:
    """The board without these cards in any group, and not aside."""
    gone = set(cards)
    groups = tuple(
        group.model_copy(update={"cards": tuple(c for c in group.cards if c not in gone)})
        if gone & {*group.cards}
        else group
        for group in board.groups
    )
    aside = tuple(card for card in board.aside if card not in gone)
    return board.model_copy(update={"groups": groups, "aside": aside})


def _opened(board: Board, cards: Iterable[str]) -> Board:
    """The board on which nobody has decided about these cards; what the machine had proposed goes, too."""
    gone = set(cards)
    left = ((each.id, tuple(c for c in each.cards if c not in gone)) for each in board.machine)
    machine = tuple(Proposed(id=name, cards=rest) for name, rest in left if rest)
    return _taken(board, gone).model_copy(update={"machine": machine})


def decided(board: Board, deck: Deck, cards: Iterable[str]) -> Board:
    """The board that also keeps what the machine proposes for cards about which nobody had decided before."""
    before = board.proposed()
    proposed = {card: each.id for each in deck.machine for card in each.cards}
    proposed |= dict.fromkeys(deck.nowhere, NOWHERE)
    gathered = {each.id: each.cards for each in board.machine}
    for card in cards:
        if card not in before and card in proposed:
            gathered[proposed[card]] = (*gathered.get(proposed[card], ()), card)
    machine = tuple(Proposed(id=name, cards=told) for name, told in gathered.items())
    return board.model_copy(update={"machine": machine})


def _changed(board: Board, identifier: str, **values: Any) -> Board:
    groups = tuple(g.model_copy(update=values) if g.id == identifier else g for g in board.groups)
    return board.model_copy(update={"groups": groups})


def _merged(before: LocalText | None, fresh: LocalText) -> LocalText | None:
    """A text as it is from now on: what is not given stays, what is given empty goes."""
    told = (before.root if before else {}) | fresh.root
    left = {language: words for language, words in told.items() if words}
    return LocalText(left) if left else None


def _following(board: Board) -> str:
    return f"g{max((int(group.id[1:]) for group in board.groups), default=0) + 1}"
