"""Writing a group into ``analysis/needs.yaml``: lines of other needs, comments and order stay as they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from faden.core import yaml
from faden.core.amending import AmendError, amend
from faden.core.documents import parse_yaml, wanted
from faden.core.formats import label
from faden.core.ids import following
from faden.core.problems import StudyError
from faden.core.text import normal
from faden.findings.board.board import PATH, Mark
from faden.findings.board.doing import shown
from faden.findings.need import NeedsFile

if TYPE_CHECKING:
    from faden.core.languages import LocalText
    from faden.findings.board.board import Group
    from faden.findings.board.doing import Scene

NEEDS: Final = "analysis/needs.yaml"

TELLING: Final = 5
"""Cards that become telling quotations of a new need: the first of the group; our choice."""


def parse_needs_text(text: str) -> NeedsFile:
    """The needs of a file.

    Raises:
        StudyError: It is not in order; nothing may be written into it then.
    """
    return wanted(parse_yaml(NeedsFile, text, "needs", NEEDS))


def written(scene: Scene, group: Group, text: str) -> tuple[str, str]:
    """The text of ``analysis/needs.yaml`` with a group in it, and the id of its need.

    A need that is there keeps its id, its date and who named it; codes are added and never taken away,
    and telling quotations that a person chose stay unless their cards now lie elsewhere on the board.

    Args:
        scene: Board, deck, and who acts.
        group: The group.
        text: The file as it is; empty where there is none.

    Raises:
        StudyError: The group is neither need nor pain point, or has no name or no statement; its need
            has gone into another one; or the file cannot be changed line by line.
    """
    if group.mark not in {Mark.NEED, Mark.PAIN}:
        raise StudyError("board-group-no-need", PATH, value=shown(group))
    if group.name is None or group.statement is None:
        raise StudyError("board-group-unsaid", PATH, value=shown(group))
    data = _values(text)
    needs: list[dict[str, Any]] = data.setdefault("needs", [])
    old = next((need for need in needs if need["id"] == group.need), None)
    if old is None:
        identifier = following("N", {need["id"] for need in needs})
        needs.append(_new(scene, group, identifier))
    else:
        identifier = str(old["id"])
        if into := old.get("merged_into"):
            raise StudyError("board-need-merged", NEEDS, value=identifier, into=into)
        _update(scene, group, old)
    return _amended(text, data), identifier


def _amended(text: str, data: dict[str, Any]) -> str:
    try:
        made = amend(text, data)
    except AmendError as error:
        raise StudyError("board-needs-style", NEEDS, reason=str(error)) from None
    parse_needs_text(made)
    return made


def merged(text: str, goes: str, stays: str) -> str:
    """The text of ``analysis/needs.yaml`` in which a need is noted as gone into another one.

    Nothing of what people wrote is taken away; needs that had gone into the first one follow it.

    Raises:
        StudyError: The file cannot be changed line by line.
    """
    data = _values(text)
    for need in data["needs"]:
        if need["id"] == goes or need.get("merged_into") == goes:
            need["merged_into"] = stays
    return _amended(text, data)


def codes_of(scene: Scene, group: Group) -> tuple[str, ...]:
    """The codes under which the cards of a group were coded, those of most cards first."""
    told = [code for card in group.cards if (code := scene.deck.codes.get(card))]
    order = {code: at for at, code in reversed([*enumerate(told)])}
    counts = Counter(told)
    return tuple(sorted(counts, key=lambda code: (-counts[code], order[code])))


def _values(text: str) -> dict[str, Any]:
    if not text.strip():
        return {"format": label("needs"), "needs": []}
    parse_needs_text(text)
    data: dict[str, Any] = wanted(yaml.parse(normal(text), NEEDS))
    if data.get("needs") is None:
        data["needs"] = []
    return data


def _new(scene: Scene, group: Group, identifier: str) -> dict[str, Any]:
    return {
        "id": identifier,
        "kind": str(group.mark),
        "name": _told(group.name),
        "statement": _told(group.statement),
        "codes": [*codes_of(scene, group)],
        "codings": [card for card in group.cards if card.startswith("c-")][:TELLING],
        "by": scene.by,
        "on": scene.on,
    }


def _update(scene: Scene, group: Group, need: dict[str, Any]) -> None:
    """Bring a need up to date, each value where it stands."""
    homes = scene.board.homes()
    need["kind"] = str(group.mark)
    need["name"] = {**need["name"], **_told(group.name)}
    need["statement"] = {**need["statement"], **_told(group.statement)}
    before = need.get("codes") or []
    need["codes"] = [*before, *(code for code in codes_of(scene, group) if code not in before)]
    chosen = [card for card in need.get("codings") or [] if homes.get(card, group.id) == group.id]
    need["codings"] = chosen or _new(scene, group, "")["codings"]


def _told(text: LocalText | None) -> dict[str, str]:
    return dict(text.root) if text else {}
