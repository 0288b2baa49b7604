"""Write the invented test sessions of the demonstration study: ``python tools/make_sessions.py``.

Nobody took part in these tests. Three rounds for each prototype are described below, one line a tester;
clicks and times are made from them with a fixed seed, so that the same files come out each time. Each
file says that it is synthetic.
"""

# ruff: noqa: E501 - one line a tester reads like a table

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from faden.core.files import write_atomic
from faden.core.ids import LETTERS
from faden.prototypes.sessions.files import format_session
from faden.prototypes.sessions.session import Session

ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a way: what is filled in there, and what is clicked to go on."""

    screen: str
    row: str | None = None
    hit: str = ""
    changes: tuple[str, ...] = ()
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of one task: the best one, a detour and where it leaves it, and a wrong goal."""

    best: tuple[Step, ...]
    detour: tuple[Step, ...]
    after: int
    wrong: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Tester:
    """One invented tester.

    Attributes:
        group: Their group.
        language: The language of the test.
        width: Width of the window in pixels.
        went: A letter a task: d direct, e direct with a slip, x by a detour, w wrong goal, g given up, t time up.
        seq: A digit a task, 1 to 7.
        umux: Two digits.
        notes: What a moderator wrote; without any, nobody sat beside.
    """

    group: str
    language: str
    width: int
    went: str
    seq: str
    umux: str
    notes: tuple[str, ...] = field(default=())


HOUSING: Final = {
    "T01": Ways(
        best=(
            Step("home", hit="to-search"),
            Step("search", hit="results.w1", changes=("rooms",)),
            Step("listing", "w1", "to-check"),
            Step("check", "w1", "run", ("persons",), sent=True),
            Step("within", "w1", "to-request"),
            Step("request", "w1", "send", ("household", "mail"), sent=True),
            Step("sent", "w1"),
        ),
        detour=(Step("home", hit="to-help"), Step("help", hit="back")),
        after=0,
        wrong=(
            Step("home", hit="to-search"),
            Step("search", hit="results.w2"),
            Step("listing", "w2", "to-request"),
            Step("request", "w2", "send", ("household", "mail"), sent=True),
            Step("sent", "w2"),
        ),
    ),
    "T02": Ways(
        best=(
            Step("home", hit="to-requests"),
            Step("requests", hit="mine.r2"),
            Step("status", "r2", "to-viewing"),
            Step("viewing", "v1", "book", ("slot",), sent=True),
            Step("booked", "v1"),
        ),
        detour=(Step("requests", hit="mine.r3"), Step("status", "r3", "back")),
        after=1,
        wrong=(Step("home", hit="to-requests"), Step("requests", hit="mine.r1"), Step("status", "r1")),
    ),
    "T03": Ways(
        best=(
            Step("home", hit="to-help"),
            Step("help", hit="call-me", changes=("topic", "phone", "tongue"), sent=True),
            Step("called"),
        ),
        detour=(Step("home", hit="to-requests"), Step("requests", hit="back")),
        after=0,
        wrong=(Step("home", hit="to-help"), Step("help")),
    ),
}

TAKING_PART: Final = {
    "T01": Ways(
        best=(
            Step("welcome", hit="to-offers"),
            Step("offers", hit="found.o1", changes=("with-children",)),
            Step("offer", "o1", "to-join"),
            Step("join", "o1", "send", ("people", "tongue"), sent=True),
            Step("joined", "o1"),
        ),
        detour=(Step("welcome", hit="to-calendar"), Step("calendar", hit="back")),
        after=0,
        wrong=(
            Step("welcome", hit="to-offers"),
            Step("offers", hit="found.o3"),
            Step("offer", "o3", "to-join"),
            Step("join", "o3", "send", ("people", "tongue"), sent=True),
            Step("joined", "o3"),
        ),
    ),
    "T02": Ways(
        best=(
            Step("welcome", hit="to-volunteer"),
            Step("volunteer", hit="send", changes=("what", "hours", "mail"), sent=True),
            Step("thanks"),
        ),
        detour=(Step("welcome", hit="to-neighbours"), Step("neighbours", hit="back")),
        after=0,
        wrong=(Step("welcome", hit="to-offers"), Step("offers", hit="found.o2"), Step("offer", "o2")),
    ),
    "T03": Ways(
        best=(Step("welcome", hit="to-voice"), Step("voice", hit="earlier.t2"), Step("topic", "t2")),
        detour=(Step("welcome", hit="to-neighbours"), Step("neighbours", hit="back")),
        after=0,
        wrong=(Step("welcome", hit="to-voice"), Step("voice", hit="earlier.t1"), Step("topic", "t1")),
    ),
}

ROUNDS: Final = {
    ("wohnungssuche", "PT01", "0.4", "2026-07"): (
        Tester("refugees", "ar", 380, "xgd", "315", "43", ("Sucht die Mietobergrenze erst bei der Hilfe.",)),
        Tester("refugees", "uk", 390, "wxd", "446", "54"),
        Tester("refugees", "fa", 360, "gxe", "235", "42", ("Tippt auf den Betrag, nicht auf „Prüfen“.",)),
        Tester("volunteers", "de", 1280, "edd", "567", "65"),
        Tester("refugees", "ar", 410, "xxd", "446", "53", ("Fragt laut: Darf ich das überhaupt zahlen?",)),
        Tester("volunteers", "de", 1440, "dex", "656", "65"),
        Tester("refugees", "uk", 380, "tdg", "353", "33"),
    ),
    ("wohnungssuche", "PT01", "0.5", "2026-08"): (
        Tester("refugees", "ar", 390, "dxd", "546", "54"),
        Tester("refugees", "fa", 380, "xdg", "454", "54", ("Zögert bei der Telefonnummer: Vorwahl aus dem Ausland.",)),
        Tester("volunteers", "de", 1280, "dde", "666", "66"),
        Tester("refugees", "uk", 360, "edw", "553", "55", ("Bricht bei der Nummer ab, sie beginnt mit +380.",)),
        Tester("refugees", "ar", 380, "wxd", "445", "54"),
        Tester("volunteers", "de", 820, "dxd", "656", "65"),
        Tester("refugees", "uk", 410, "xdd", "556", "55"),
    ),
    ("wohnungssuche", "PT01", "0.6", "2026-10"): (
        Tester("refugees", "ar", 380, "ddd", "657", "66"),
        Tester("refugees", "uk", 390, "dxd", "647", "65", ("Öffnet zuerst die Absage, sucht dort den Termin.",)),
        Tester("volunteers", "de", 1280, "ded", "667", "76"),
        Tester("refugees", "fa", 360, "egd", "536", "55", ("Erkennt nicht, dass man die Anfrage antippen kann.",)),
        Tester("refugees", "ar", 400, "xdd", "556", "65"),
        Tester("volunteers", "de", 1440, "ddd", "777", "77"),
        Tester("refugees", "uk", 380, "dxd", "656", "66"),
    ),
    ("mitmachen", "PT02", "0.2", "2026-07"): (
        Tester("neighbours", "de", 1280, "ddx", "664", "65"),
        Tester("refugees", "ar", 380, "xdg", "452", "53", ("Sucht den Laden bei den Nachbarn.",)),
        Tester("refugees", "uk", 390, "exg", "543", "54"),
        Tester("neighbours", "de", 820, "dew", "653", "64", ("Liest „Sagen, was fehlt“ und sagt: Ich will ja nichts sagen.",)),
        Tester("refugees", "fa", 360, "wdx", "354", "44"),
        Tester("refugees", "uk", 380, "xxd", "545", "55"),
        Tester("neighbours", "de", 1440, "ddg", "662", "64"),
    ),
    ("mitmachen", "PT02", "0.3", "2026-08"): (
        Tester("refugees", "ar", 390, "wdd", "456", "54", ("Weiß nicht, was mit Kinderbetreuung gemeint ist.",)),
        Tester("neighbours", "de", 1280, "ddd", "666", "66"),
        Tester("refugees", "uk", 380, "xdd", "456", "55", ("Will das Kind mitbringen, nicht abgeben.",)),
        Tester("refugees", "fa", 360, "gxx", "345", "44"),
        Tester("neighbours", "de", 1440, "edd", "566", "66"),
        Tester("refugees", "ar", 400, "xed", "555", "55"),
        Tester("neighbours", "de", 390, "ddx", "665", "65"),
    ),
    ("mitmachen", "PT02", "0.4", "2026-10"): (
        Tester("refugees", "uk", 380, "ddd", "656", "65"),
        Tester("refugees", "ar", 390, "dgd", "636", "55", ("Gibt die E-Mail nicht an: Wer bekommt die?",)),
        Tester("neighbours", "de", 1280, "ddd", "677", "76"),
        Tester("refugees", "fa", 360, "xed", "546", "55", ("Fragt, ob dann Werbung kommt.",)),
        Tester("refugees", "uk", 410, "ddd", "666", "66"),
        Tester("neighbours", "de", 820, "ddd", "767", "77"),
        Tester("neighbours", "de", 1440, "dxd", "657", "66"),
    ),
}  # fmt: skip


class Recorder:
    """Makes the events of one invented session, with times that go on."""

    def __init__(self, tester: Tester, dice: random.Random) -> None:
        self.tester, self.dice = tester, dice
        self.now = 0
        self.events: list[dict[str, Any]] = []
        self.attempts: list[dict[str, Any]] = []
        self.starts: dict[str, int] = {}

    def wait(self, seconds: float) -> None:
        """Time goes by, around so many seconds."""
        slow = {"de": 0.9, "ar": 1.15, "fa": 1.25, "uk": 1.0}[self.tester.language]
        self.now += round(1000 * seconds * slow * self.dice.lognormvariate(0, 0.3))

    def tell(self, kind: str, step: Step, **more: object) -> None:
        """One event."""
        place = {"screen": step.screen, "language": self.tester.language}
        row = {"row": step.row} if step.row else {}
        self.events.append({"kind": kind, "at": self.now, **place, **row, **more})

    def click(self, kind: str, step: Step, component: str = "") -> None:
        """A click somewhere on the page."""
        place = {"x": round(self.dice.uniform(0.08, 0.92), 4), "y": round(self.dice.uniform(0.15, 0.9), 4)}
        self.tell(kind, step, **({"component": component} if component else {}), **place)

    def walk(self, steps: tuple[Step, ...], *, slips: int = 0) -> None:
        """Go a way; slips are clicks on nothing, and a form sent too early."""
        for at, step in enumerate(steps):
            self.tell("view", step)
            self.wait(5)
            if slips and at == min(1, len(steps) - 1):
                for _ in range(slips):
                    self.click("miss", step)
                    self.wait(3)
            for number, name in enumerate(step.changes):
                if slips and number == len(step.changes) - 1 and step.sent:
                    self.click("hit", step, step.hit)
                    self.tell("error", step, component=name, rule="required")
                    self.wait(4)
                self.tell("change", step, component=name)
                self.wait(5)
            if step.hit:
                self.click("hit", step, step.hit)
                if step.sent:
                    self.tell("sent", step, component=step.hit)
                self.wait(0.6)

    def attempt(self, task: str, ways: Ways, went: str, seq: str) -> None:
        """One task."""
        self.wait(12)
        begun = self.starts[task] = self.now
        cut = max(2, len(ways.best) - 1)
        detour = (*ways.best[: ways.after], *ways.detour, *ways.best[ways.after :])
        match went:
            case "d":
                self.walk(ways.best)
            case "e":
                self.walk(ways.best, slips=1)
            case "x":
                self.walk(detour, slips=self.dice.randint(0, 2))
            case "w":
                self.walk(ways.wrong, slips=1)
            case _:
                stuck = (*detour[: cut + 1], Step(detour[cut + 1].screen, detour[cut + 1].row))
                self.walk(stuck, slips=3)
                self.wait(25)
        self.wait(3)
        outcome = {"g": "gave-up", "t": "time-up"}.get(went, "done")
        limit = {"outcome": outcome, "seq": int(seq)}
        self.attempts.append({"task": task, "begun": begun, "ended": self.now, **limit})
        self.wait(6)


def session(key: tuple[str, str, str, str], tester: Tester, dice: random.Random) -> Session:
    """One invented session."""
    _, prototype, version, month = key
    tasks = HOUSING if prototype == "PT01" else TAKING_PART
    recorder = Recorder(tester, dice)
    token = "".join(dice.choice(LETTERS) for _ in range(8))
    for at, (task, ways) in enumerate(tasks.items()):
        recorder.attempt(task, ways, tester.went[at], tester.seq[at])
    hardest = min(tasks, key=lambda task: tester.seq[list(tasks).index(task)])
    notes = [
        {"at": recorder.starts[hardest] + 15_000 * (n + 1), "task": hardest, "text": text}
        for n, text in enumerate(tester.notes)
    ]
    values = {
        "format": "faden.session/1",
        "id": f"s-{token}",
        "prototype": prototype,
        "version": version,
        "synthetic": True,
        "month": month,
        "kind": "moderated" if tester.notes else "remote",
        "group": tester.group,
        "language": tester.language,
        "width": tester.width,
        "consent": {"record": True, "notes": bool(tester.notes), "language": tester.language},
        "attempts": recorder.attempts,
        "umux": {"capabilities": int(tester.umux[0]), "ease": int(tester.umux[1])},
        "events": recorder.events,
        "notes": notes,
    }
    return Session.model_validate(values)


def main() -> None:
    """Write all sessions."""
    dice = random.Random(20260707)  # noqa: S311 - invented data, not secrets
    counts: dict[str, int] = {}
    for key, testers in ROUNDS.items():
        for tester in testers:
            counts[key[0]] = number = counts.get(key[0], 0) + 1
            path = ROOT / "prototypes" / key[0] / "sessions" / f"S{number:02d}.json"
            write_atomic(path, format_session(session(key, tester, dice)))
    print(counts)


if __name__ == "__main__":
    main()
