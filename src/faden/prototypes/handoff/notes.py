"""What stands around the hand-off: where to begin, the needs, the languages, accessibility."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from faden.core.languages import NAMES, LocalText, direction
from faden.prototypes.handoff.content import content
from faden.prototypes.handoff.material import inline, table
from faden.prototypes.handoff.open import open_questions
from faden.prototypes.handoff.proof import proof_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing, NeedNote

_LONG: int = 5
"""A plain text of the data is looked for in other texts only if it has this many characters."""


def note_files(handing: Handing) -> dict[str, str | bytes]:
    """The documents: where to begin, needs, languages, accessibility, open questions, and the proof."""
    return {
        "README.md": _readme(handing),
        "needs.md": _needs(handing),
        "content/README.md": _languages(handing),
        "accessibility.md": _accessibility(handing),
        "questions.md": open_questions(handing),
        **proof_files(handing),
    }


def kern_version(handing: Handing) -> str:
    """The version of KERN that the prototype brings along."""
    origin = handing.rendered.get("assets/kern/ORIGIN.json")
    return str(json.loads(origin)["version"]) if origin else "–"


def _readme(handing: Handing) -> str:
    prototype = handing.prototype
    languages = ", ".join(f"{NAMES[code]} ({code})" for code in prototype.languages)
    notes = [note for note in handing.needs if note.id in prototype.needs]
    needs = [
        f"- **{n.id} {inline(handing.told(n.name))}**: {inline(handing.told(n.statement))}" for n in notes
    ]
    people = ", ".join(inline(handing.told(name)) for name in handing.groups)
    head = handing.say(
        "readme",
        title=inline(handing.told(prototype.title)),
        summary=inline(handing.told(prototype.summary)),
        id=prototype.id,
        version=prototype.version,
        study=inline(handing.study),
        languages=languages,
        first=prototype.languages[0],
        start=prototype.start.id,
        people=people or "–",
        kern=kern_version(handing),
        screens=len(prototype.screens),
        criteria=len(prototype.acceptance),
        needs="\n".join(needs) or "–",
        invented="\n".join(_invented(handing)) or "–",
    )
    synthetic = f"\n> {handing.say('synthetic')}\n" if handing.synthetic else ""
    return head.replace("\n\n", f"\n{synthetic}\n", 1).rstrip("\n") + "\n"


def _invented(handing: Handing) -> Iterator[str]:
    """What must be replaced before people use it: rows, common texts, and names that stand in other texts."""
    prototype, say = handing.prototype, handing.say
    for name, rows in prototype.fixtures.items():
        yield "- " + say("invented.rows", fixture=name, n=len(rows))
    if prototype.strings:
        yield "- " + say("invented.strings", keys=", ".join(f"`strings.{key}`" for key in prototype.strings))
    plain = {
        value
        for rows in prototype.fixtures.values()
        for row in rows
        for value in row.fields.values()
        if isinstance(value, str) and len(value) >= _LONG and " " in value
    }
    names = {
        v.text(prototype.languages[0])
        for rows in prototype.fixtures.values()
        for row in rows
        for v in row.fields.values()
        if isinstance(v, LocalText)
    }
    for value in sorted(plain - names):
        keys = [w.key for w in content(prototype) if any(value in told for told in w.texts.values())]
        if keys:
            told = ", ".join(f"`{key}`" for key in keys)
            yield "- " + say("invented.name", value=inline(value), keys=told)


def _needs(handing: Handing) -> str:
    """Each need that is taken up: where, and what people said; then those that are not."""
    prototype, say = handing.prototype, handing.say
    parts = [f"# {say('needs.title')}\n", say("needs.intro") + "\n"]
    for identifier in prototype.needs:
        note = next((each for each in handing.needs if each.id == identifier), None)
        parts.append(f"## {inline(handing.need(identifier))}\n")
        if note is None:
            into = handing.merged.get(identifier)
            told = say("needs.merged", into=inline(handing.need(into))) if into else say("needs.withheld")
            parts.append(told + "\n")
            continue
        parts.append(inline(handing.told(note.statement)) + "\n")
        screens = [f"`{s.id}`" for s in prototype.screens if identifier in s.needs]
        criteria = [c.id for c in prototype.acceptance if identifier in c.needs]
        parts.append(say("needs.screens", screens=", ".join(screens) or "–") + "\n")
        parts.append(say("needs.criteria", criteria=", ".join(criteria) or "–") + "\n")
        parts += _said(handing, note)
    rest = [note for note in handing.needs if note.id not in prototype.needs]
    parts += [f"## {say('needs.left')}\n", say("needs.left-intro") + "\n"]
    for note in rest:
        others = handing.elsewhere.get(note.id, ())
        where = say("needs.elsewhere", prototypes=", ".join(others)) if others else say("needs.nowhere")
        parts.append(f"- {inline(handing.need(note.id))}: {inline(handing.told(note.statement))} *{where}*")
    return "\n".join([*parts, ""])


def _said(handing: Handing, note: NeedNote) -> Iterator[str]:
    if not note.said:
        yield handing.say("needs.nothing-said") + "\n"
        return
    yield handing.say("needs.said") + "\n"
    for each in note.said:
        translated = f" ({inline(each.translation)})" if each.translation else ""
        yield f"> {inline(each.words)}{translated} · {inline(each.attribution)}\n"


def _languages(handing: Handing) -> str:
    """Which texts are the master, how translations come back, which way a language runs."""
    prototype, say = handing.prototype, handing.say
    rows = []
    for code in prototype.languages:
        missing = sum(not words.texts.get(code) for words in content(prototype))
        way = say("languages.rtl" if direction(code) == "rtl" else "languages.ltr")
        checked = say("languages.unchecked" if code in prototype.unchecked else "languages.not-said")
        rows.append((code, NAMES[code], way, checked, str(missing)))
    head = tuple(say(f"languages.{name}") for name in ("code", "name", "way", "checked", "missing"))
    told = say("languages", first=prototype.languages[0], languages=table(head, rows))
    return told.rstrip("\n") + "\n"


def _accessibility(handing: Handing) -> str:
    notices = [f"- {inline(words)}" for words in handing.notices] or [
        f"- {handing.say('accessibility.none')}"
    ]
    checked = ", ".join(NAMES[c] for c in handing.prototype.unchecked) or "–"
    told = handing.say("accessibility", unchecked=checked, notices="\n".join(notices))
    return told.rstrip("\n") + "\n"
