"""Screens and components for builders: Markdown to read, JSON to work with."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from faden.prototypes.components import Checkbox, Field_, Rows, Tabs
from faden.prototypes.graph import links
from faden.prototypes.handoff.material import inline, serving, table
from faden.prototypes.render.names import PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.components import Base, Filter
    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Screen
    from faden.prototypes.walk import KeyPath

_KERN: Final = re.compile(r"(?<![a-z-])kern-[a-z][a-z0-9]*(?:(?:__|--?)[a-z0-9]+)*")
_RULES: Final = ("required", "kind", "pattern", "min", "max", "min_length", "max_length", "autocomplete")


def screen_files(handing: Handing) -> dict[str, str]:
    """``screens/screens.md`` and ``screens/screens.json``."""
    screens = handing.prototype.screens
    parts = [f"# {inline(handing.say('screens.title'))}\n", handing.say("screens.intro") + "\n"]
    parts += [_screen(handing, screen, number) for number, screen in enumerate(screens, start=1)]
    values = {
        "prototype": handing.prototype.id,
        "version": handing.prototype.version,
        "languages": list(handing.prototype.languages),
        "screens": [_values(handing, screen) for screen in screens],
    }
    told = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    return {"screens/screens.md": "\n".join(parts), "screens/screens.json": told}


@cache
def kern_classes(kind: str) -> tuple[str, ...]:
    """The classes of KERN that the prototype uses for a type of component, from its own template."""
    folder = resources.files("faden.prototypes.render") / "templates" / "components"
    names = [f"{kind}.html"]
    text = (folder / names[0]).read_text(encoding="utf-8")
    for shared in ("_field.html", "_entry.html"):
        if f"components/{shared}" in text:
            text += (folder / shared).read_text(encoding="utf-8")
    return tuple(sorted(set(_KERN.findall(text))))


def _screen(handing: Handing, screen: Screen, number: int) -> str:
    say = handing.say
    needs = ", ".join(handing.need(need) for need in screen.needs) or "–"
    criteria = ", ".join(c.id for c in serving(handing.prototype, screen)) or "–"
    facts = [
        (say("screens.id"), screen.id),
        *([(say("screens.first"), say("screens.yes"))] if screen is handing.prototype.start else []),
        (say("screens.needs"), needs),
        (say("screens.shown-for"), screen.bind or "–"),
        (say("screens.criteria"), criteria),
        (
            say("screens.leads"),
            ", ".join(dict.fromkeys(x.to for x in links(handing.prototype, screen))) or "–",
        ),
        (say("screens.back"), screen.back or "–"),
        (say("screens.states"), ", ".join(state.kind for state in screen.states) or "–"),
    ]
    hypotheses = [f"- {inline(handing.told(words))}" for words in screen.hypotheses]
    rows = [_row(handing, screen, path, part) for path, part in screen.parts()]
    head = tuple(say(f"screens.{name}") for name in ("part", "type", "words", "rules", "kern"))
    return "\n".join(
        [
            f"## {number}. {inline(handing.named(screen))}\n",
            table((say("screens.what"), say("screens.value")), facts),
            *([f"{say('screens.hypotheses')}\n", *hypotheses, ""] if hypotheses else []),
            table(head, rows),
        ]
    )


def _row(handing: Handing, screen: Screen, path: KeyPath, part: Base) -> tuple[str, ...]:
    kind = str(getattr(part, "type", ""))
    rules = "; ".join(filter(None, (_tab(handing, screen, path), _rules(handing, part))))
    return (part.id or "–", kind, handing.label(part), rules, " ".join(kern_classes(kind)))


def _tab(handing: Handing, screen: Screen, path: KeyPath) -> str:
    """The tab in which a component stands; empty where it stands on the screen itself."""
    if "tabs" not in path:
        return ""
    outer, number = screen.components[int(path[1])], int(path[3])
    tab = outer.tabs[number].id if isinstance(outer, Tabs) else ""
    return handing.say("screens.in-tab", tab=f"{outer.id}.{tab}")


def _rules(handing: Handing, part: Base) -> str:
    told = [
        f"{name} = {value}" for name in _RULES if (value := getattr(part, name, None)) not in (None, False)
    ]
    if isinstance(part, Rows):
        told.append(f"source = {part.source}")
        told += _entry(handing, part)
    narrowed = getattr(part, "filter", None)
    if narrowed is not None:
        told.append(f"filter = {narrowed.list}: {narrowed.field} {_operator(part, narrowed)}")
    if isinstance(part, Field_) and part.purpose:
        told.append(f"{handing.say('screens.purpose')}: {handing.told(part.purpose)}")
    if part.when is not None:
        told.append("when = " + json.dumps(part.when.model_dump(mode="json", exclude_none=True)))
    return "; ".join(told)


def _entry(handing: Handing, part: Rows) -> Iterator[str]:
    """Which rows a list shows, and which of their fields."""
    if part.only is not None:
        yield "only = " + json.dumps(part.only.model_dump(mode="json", exclude_none=True))
    for name in ("title", "highlight", "text"):
        words = getattr(part.item, name)
        if words is not None:
            yield f"{name} = {handing.told(words)}"
    if part.item.badges:
        yield "badges = " + ", ".join(badge.field for badge in part.item.badges)
    yield f"to = {part.item.to or '–'}"


def _operator(part: Base, narrowed: Filter) -> str:
    return "is true" if isinstance(part, Checkbox) else narrowed.operator


def _values(handing: Handing, screen: Screen) -> dict[str, Any]:
    values = screen.model_dump(mode="json", exclude_none=True)
    values["criteria"] = [c.id for c in serving(handing.prototype, screen)]
    told: dict[str, Any] = _with_classes(values)
    return told


def _with_classes(value: Any) -> Any:
    """Every component with the classes of KERN that it bears."""
    if isinstance(value, list):
        return [_with_classes(each) for each in value]
    if not isinstance(value, dict):
        return value
    told = {name: _with_classes(each) for name, each in value.items()}
    if isinstance(value.get("type"), str) and _is_component(value["type"]):
        told["kern"] = list(kern_classes(value["type"]))
        if isinstance(value.get("file"), str):
            told["drawing"] = f"prototype/{PICTURES}/{value['file'].replace('/', '-')}"
    return told


def _is_component(kind: str) -> bool:
    folder = resources.files("faden.prototypes.render") / "templates" / "components"
    return kind.isalpha() and (folder / f"{kind}.html").is_file()
