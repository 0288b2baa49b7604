"""Review in the terminal: one candidate at a time, one key an answer, each kept at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import typer

from faden.cli.showing import say, show_error, talk, tell
from faden.core.problems import FadenError
from faden.protection.pseudonyms.decisions import Answer, Choice, decide, take_back, with_kind
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import keep_step, read_state
from faden.protection.pseudonyms.labels import Proposed, propose
from faden.protection.pseudonyms.review import (
    Context,
    alike,
    contexts,
    counts,
    isolated,
    next_candidate,
    question,
    shown,
)
from faden.protection.pseudonyms.searching import keep_open, searched_texts

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate
    from faden.protection.pseudonyms.decisions import State
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

_KEPT: Final = {Choice.KEEP: "keep", Choice.KEEP_HERE: "here"}

SHOWN: Final = 4
"""Places shown at once."""


class Key(StrEnum):
    """What a key means; the letter of each stands in the catalogue."""

    ACCEPT = "accept"
    LABEL = "label"
    SAME = "same"
    KIND = "kind"
    KEEP = "keep"
    KEEP_HERE = "here"
    NEXT_PLACE = "place"
    LATER = "later"
    BACK = "back"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Keyboard:
    """How answers are read.

    Attributes:
        key: Reads one key; empty at the end of the input.
        line: Reads a line, after a question; ``None`` at the end of the input.
    """

    key: Callable[[], str]
    line: Callable[[str], str | None]


def keyboard() -> Keyboard:
    """The person's keyboard; where the input is no terminal, each answer is a line."""
    if sys.stdin.isatty():
        return Keyboard(
            typer.getchar,
            lambda question: str(typer.prompt(question, default="", show_default=False, err=True)),
        )

    def _line(question: str) -> str | None:
        tell(question, err=True)
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None

    return Keyboard(lambda: (sys.stdin.readline() or "\x04")[:1], _line)


def letters() -> dict[str, Key]:
    """Letter → what it means, in the interface's language; Enter accepts, too."""
    keys = {say(f"cli.review.key.{key.value}"): key for key in Key}
    return {**keys, "\r": Key.ACCEPT, "\n": Key.ACCEPT, "\x04": Key.QUIT, "\x1b": Key.QUIT}


class Session:
    """One sitting; what is decided stays, however it ends."""

    def __init__(
        self, folder: Folder, vault: Vault, keyboard: Keyboard, by: str, on: str, ids: tuple[str, ...]
    ) -> None:
        self.folder, self.vault, self.keyboard = folder, vault, keyboard
        self.by, self.on, self.ids = by, on, ids
        self.state: State = keep_open(folder, vault)
        self.texts: tuple[Transcript, ...] = searched_texts(folder, vault)
        self.language = _language(folder)
        self.decided = 0
        self.again = ""

    def run(self) -> None:
        """Ask until nothing waits, or the person ends."""
        if self.state.open:
            talk("cli.review.begin", n=len(self.state.open))
        while (candidate := self._next()) is not None:
            if not self._ask(candidate):
                break
        kinds = ", ".join(
            f"{say(f'identifier.{k.value}')} {n}" for k, n in sorted(counts(self.state).items())
        )
        talk("cli.review.end", n=self.decided, left=len(self.state.open), kinds=kinds or "–")
        unread = [text.head.id for text in self.texts if text.head.id not in self.state.seen]
        if unread and not self.state.open:  # nothing waits where nobody has looked
            talk("cli.review.search-first", texts=", ".join(unread))
        else:
            talk("cli.review.go-on" if self.state.open else "cli.pseudonyms.apply-next")

    def _next(self) -> Candidate | None:
        """The candidate to ask about: the one whose answer was taken back, else the first that waits."""
        again, self.again = self.state.candidate(self.again), ""
        return again or next_candidate(self.state, self.ids)

    def _ask(self, candidate: Candidate) -> bool:
        """Ask about one candidate; gives whether to go on."""
        places = contexts(candidate, self.texts)
        proposed, at = propose(candidate, self.state, self.language), 0
        self._show(candidate, places, proposed, at)
        known = letters()
        while True:
            key = known.get(self.keyboard.key().lower())
            if key is Key.QUIT:
                return False
            if key is Key.NEXT_PLACE and places:
                at = (at + 1) % len(places)
                self._show(candidate, places, proposed, at)
            elif key is Key.KIND:
                candidate = with_kind(candidate, self._kind())
                proposed = propose(candidate, self.state, self.language)
                self._show(candidate, places, proposed, at)
            elif key is Key.BACK:
                if self._back():
                    return True
            elif key is not None:
                answer = self._answer(key, candidate, proposed, places[at].place if places else "")
                if answer is not None and self._decide(candidate, answer):
                    return True
                if self.state.candidate(candidate.id) is None:
                    return True
                tell(self._keys(proposed))
            else:
                talk("cli.review.unknown-key")
                tell(self._keys(proposed))

    def _answer(self, key: Key, candidate: Candidate, proposed: Proposed, place: str) -> Answer | None:
        """What a key means for a candidate; ``None`` where the person thought better of it."""
        kind = candidate.kind.value
        if key is Key.ACCEPT:
            return Answer(Choice.SAME if proposed.same else Choice.REPLACE, proposed.label, kind=kind)
        if key is Key.LABEL:
            typed = self.keyboard.line(say("cli.review.which-label"))
            return Answer(Choice.REPLACE, typed, kind=kind) if typed and typed.strip() else None
        if key is Key.SAME:
            same = self._somebody(candidate)
            return Answer(Choice.SAME, same, kind=kind) if same else None
        if key is Key.KEEP_HERE:
            return Answer(Choice.KEEP_HERE, place=place)
        return Answer(Choice.LATER if key is Key.LATER else Choice.KEEP)

    def _kind(self) -> str:
        """A kind, chosen by its number; empty where none was."""
        kinds = list(Kind)
        for number, kind in enumerate(kinds, start=1):
            tell(f"{number:4d}  {say(f'identifier.{kind.value}')}")
        typed = (self.keyboard.line(say("cli.review.which-kind")) or "").strip()
        return kinds[int(typed) - 1].value if typed.isdigit() and 1 <= int(typed) <= len(kinds) else ""

    def _back(self) -> bool:
        """Take back the latest answer and say so; gives whether there was one."""
        if not self._do(lambda state: take_back(state, by=self.by, on=self.on)):
            return False
        self.decided = max(0, self.decided - 1)
        self.again = self.state.open[0].id
        form = next(iter(self.state.open[0].forms), "")
        tell("✓ " + say("cli.review.done.back", form=isolated(shown(form))))
        return True

    def _somebody(self, candidate: Candidate) -> str | None:
        """A label of the list, chosen by its number, itself, or the beginning of a name.

        Only of the candidate's kind; who may be meant comes first and is taken at Enter.
        """
        known: dict[str, list[str]] = {}
        for name in self.state.names:
            if self.state.stands_for(name.label, candidate.kind):
                known.setdefault(name.label, []).append(name.name)
        if not known:
            talk("cli.review.nobody")
            return None
        similar = alike(candidate, self.state)
        labels = sorted(known, key=lambda x: (similar.index(x) if x in similar else len(similar), x))
        for number, label in enumerate(labels, start=1):
            tell(f"{number:4d}  {label}  {', '.join(isolated(shown(name)) for name in known[label])}")
        asked = "cli.review.which-person-or-first" if similar else "cli.review.which-person"
        typed = (self.keyboard.line(say(asked)) or "").strip() or ("1" if similar else "")
        if typed.isdigit() and 1 <= int(typed) <= len(labels):
            return labels[int(typed) - 1]
        fits = [x for x in labels if typed and (x.strip("[]").casefold() == typed.strip("[]").casefold())]
        fits = fits or [
            x for x in labels if typed and any(n.casefold().startswith(typed.casefold()) for n in known[x])
        ]
        return fits[0] if len(fits) == 1 else None

    def _decide(self, candidate: Candidate, answer: Answer) -> bool:
        done = self._do(lambda state: decide(state, candidate.id, answer, by=self.by, on=self.on))
        if done and answer.choice is not Choice.LATER:
            self.decided += 1
            tell(f"✓ {self.state.log[-1].label or say(f'cli.review.do.{_KEPT[answer.choice]}')}")
        elif done:
            tell("✓ " + say("cli.review.done.later"))
        return done

    def _do(self, step: Callable[[State], State]) -> bool:
        """Take a step and keep it at once; gives whether it could be taken."""
        try:
            self.state = keep_step(self.folder, self.vault, step)
        except FadenError as error:
            show_error(error.problem)
            self.state = read_state(self.vault)  # somebody else may have decided meanwhile
            return False
        return True

    def _show(self, candidate: Candidate, places: tuple[Context, ...], proposed: Proposed, at: int) -> None:
        asked = question(self.state, candidate)
        tell("\n" + "─" * 60)
        kind = say(f"identifier.{candidate.kind.value}")
        tell(
            say(
                "cli.review.about",
                kind=kind,
                n=asked.times,
                where=", ".join(asked.transcripts),
                left=asked.left,
            )
        )
        forms = ", ".join(isolated(form) for form in asked.forms[:8])
        tell(say("cli.review.forms", forms=forms))
        similar = tuple(x for x in alike(candidate, self.state) if x != proposed.label)
        if similar:
            tell(say("cli.review.alike", labels=", ".join(similar)))
        first = max(0, min(at - 1, len(places) - SHOWN))
        for number, place in list(enumerate(places))[first : first + SHOWN]:
            typer.echo(_line(place, marked=number == at))  # its words are shown(); it may be inverted
        if len(places) > SHOWN:
            tell(say("cli.review.more", n=len(places) - SHOWN))
        tell(self._keys(proposed))

    def _keys(self, proposed: Proposed) -> str:
        """The proposal, and what each key does, three in a row."""
        told = [f"[{say(f'cli.review.key.{k.value}')}] {say(f'cli.review.do.{k.value}')}" for k in Key]
        rows = ("   ".join(told[at : at + 3]) for at in range(0, len(told), 3))
        key = "cli.review.because" if proposed.because else "cli.review.proposal"
        name = isolated(shown(proposed.because))
        return "\n".join([say(key, label=proposed.label or "–", name=name), *rows])


def _line(place: Context, *, marked: bool) -> str:
    """A place as one line: where, who speaks, and the words, each direction of writing kept to itself."""
    words = typer.style(place.words, reverse=True) if sys.stdout.isatty() else f"»{place.words}«"
    who = f" {shown(place.speaker)}" if place.speaker else ""
    return f"{'>' if marked else ' '} {place.place}{who}: {isolated(place.before + words + place.after)}"


def _language(folder: Folder) -> str:
    from faden.study.settings import read_settings

    settings = read_settings(folder).value
    return settings.languages.site[0] if settings is not None else "de"
