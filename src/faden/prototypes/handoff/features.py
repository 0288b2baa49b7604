"""The acceptance criteria as Gherkin, one feature a screen, in German or English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Screen
    from faden.prototypes.trials import Action, Criterion, Outcome, Where

_WORDS: Final = {
    "de": ("Funktionalität", "Szenario", "Angenommen", "Wenn", "Dann", "Und"),
    "en": ("Feature", "Scenario", "Given", "When", "Then", "And"),
}
"""Keywords of Gherkin (gherkin-languages.json)."""


def feature_files(handing: Handing) -> dict[str, str]:
    """``features/<screen>.feature``: the criteria that begin on each screen."""
    files = {}
    for screen in handing.prototype.screens:
        mine = [c for c in handing.prototype.acceptance if c.given.screen == screen.id]
        if mine:
            files[f"features/{screen.id}.feature"] = _feature(handing, screen, mine)
    return files


def _feature(handing: Handing, screen: Screen, criteria: list[Criterion]) -> str:
    language = handing.language if handing.language in _WORDS else "de"
    feature, scenario, *_ = _WORDS[language]
    lines = [f"# language: {language}", f"{feature}: {line(handing.named(screen))}", ""]
    for criterion in criteria:
        tags = " ".join(f"@{name}" for name in (criterion.id, *criterion.needs))
        lines += [f"  {tags}", f"  {scenario}: {line(handing.told(criterion.title))}"]
        lines += [f"    {step}" for step in _steps(handing, criterion, _WORDS[language])]
        lines.append("")
    return "\n".join(lines)


def _steps(handing: Handing, criterion: Criterion, words: tuple[str, ...]) -> Iterator[str]:
    _, _, given, when, then, also = words
    screen = handing.prototype.screen(criterion.given.screen)
    yield f"{given} {line(_place(handing, criterion.given, 'given'))}"
    for at, action in enumerate(criterion.when):
        yield f"{also if at else when} {line(_action(handing, screen, action))}"
    for at, seen in enumerate(_seen(handing, criterion.then)):
        yield f"{also if at else then} {line(seen)}"


def _place(handing: Handing, where: Where, key: str) -> str:
    screen = handing.prototype.screen(where.screen)
    name = handing.named(screen) if screen else where.screen
    told = handing.say(f"gherkin.{key}", screen=name, id=where.screen)
    if where.fixture:
        told += " " + handing.say("gherkin.row", row=where.fixture)
    return told + (" " + handing.say("gherkin.state", state=where.state) if where.state else "")


def _action(handing: Handing, screen: Screen | None, action: Action) -> str:
    target = handing.target(screen, action.target or "")
    return handing.say(f"gherkin.{action.do}", target=target, value=action.value or "")


def _seen(handing: Handing, then: Outcome) -> Iterator[str]:
    screen = handing.prototype.screen(then.screen)
    yield _place(handing, then, "then")
    if then.language:
        yield handing.say("gherkin.language", language=then.language)
    for field in then.errors:
        yield handing.say("gherkin.error", target=handing.target(screen, field))
    for field, value in then.kept.items():
        yield handing.say("gherkin.kept", target=handing.target(screen, field), value=value)
    for target in then.shown:
        yield handing.say("gherkin.shown", target=handing.target(screen, target))
    for target in then.hidden:
        yield handing.say("gherkin.hidden", target=handing.target(screen, target))
    for name, n in then.count.items():
        yield handing.say("gherkin.count", target=handing.target(screen, name), n=n)
    if then.text:
        yield handing.say("gherkin.text", text=handing.told(then.text))


def line(words: str) -> str:
    """Text on one line that Gherkin reads as text: no tag, comment, table or doc string begins in it."""
    told = " ".join(words.split())
    return re.sub(r'^(?=[@#|*]|"""|```)', "· ", told)
