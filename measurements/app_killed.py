"""What is lost of a coder's work where the server is killed at random: random steps, SIGKILL, start again.

A real ``faden app`` as a process of its own. Steps follow each other without a pause, so that the
kill mostly hits one. What was answered as done must be there after the next start; the one step that got
no answer may be there or not, but nothing else may differ.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from faden.app.access import SAVE_HEADER, Access
from faden.core.documents import wanted
from faden.interviews.files import read_transcript
from faden.study.folder import Folder, find_folder
from measurements.studies import copy_study

IDS: Final = ("app.killed.",)

TRANSCRIPT: Final = "I02"
ACTIONS: Final = 500
LONGEST: Final = 1.5
"""Seconds after which the server is killed at the latest."""

Facts = dict[str, str]
"""What holds, by what it is about: a coding's code, words and memo; a code's name; a turn's words."""


@dataclass(slots=True)
class _App:
    """A running app, and how to speak to it."""

    process: subprocess.Popen[str]
    line: http.client.HTTPConnection
    cookie: str
    origin: str
    save: str

    def get(self, path: str) -> Any:
        self.line.request("GET", path, headers={"Cookie": self.cookie})
        return json.loads(self.line.getresponse().read())

    def act(self, action: Mapping[str, Any], seen: Mapping[str, str]) -> Any:
        sent = {"action": action, "seen": seen, "transcript": TRANSCRIPT}
        headers = {
            "Cookie": self.cookie,
            "Origin": self.origin,
            SAVE_HEADER: self.save,
            "Content-Type": "application/json",
        }
        self.line.request("POST", "/coding/act", json.dumps(sent), headers)
        return json.loads(self.line.getresponse().read())


@dataclass(slots=True)
class _Run:
    """How far it has come."""

    chance: random.Random
    folder: Folder
    done: int = 0
    tried: int = 0
    kills: int = 0
    hit: int = 0
    faults: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)
    texts: Facts = field(default_factory=dict)


def measure() -> list[dict[str, Any]]:
    """Facts that were shown as saved and are gone after a kill."""
    with tempfile.TemporaryDirectory() as place:
        folder = find_folder(copy_study(Path(place)))
        run = _Run(random.Random(500), folder)  # noqa: S311 - no secret
        run.texts = _texts(folder)
        app = _start(folder)
        run.facts = _facts(app.get(f"/coding/{TRANSCRIPT}/state"))
        while run.tried < ACTIONS:
            pending = _work(app, run)
            app.process.wait()
            run.kills += 1
            run.hit += pending is not None
            app = _start(folder)
            _compare(app, run, pending)
        app.process.kill()
        app.process.wait()
    for fault in run.faults:
        print("lost:", fault)
    note = f"{run.done} answered as done, {run.kills} kills, {run.hit} of them amid a step"
    return [{"id": "app.killed.lost", "value": len(run.faults), "n": run.tried, "note": note}]


def _start(folder: Folder) -> _App:
    command = [sys.executable, "-m", "faden", "app", "--no-browser", "--by", "mira"]
    process = subprocess.Popen(
        command,
        cwd=folder.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "FADEN_LANG": "en"},
    )
    if process.stdout is None:
        raise RuntimeError("no output")
    found = None
    while found is None:
        said = process.stdout.readline()
        if not said:
            raise RuntimeError("the app did not start")
        found = re.search(r"http://(127\.0\.0\.1:(\d+))/enter\?token=(\S+)", said)
    line = http.client.HTTPConnection(found[1], timeout=60)
    line.request("GET", f"/enter?token={found[3]}")
    answer = line.getresponse()
    answer.read()
    cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
    return _App(process, line, cookie, f"http://{found[1]}", Access(found[3]).save_value)


def _work(app: _App, run: _Run) -> Mapping[str, Any] | None:
    """Steps until the server is gone; the one that got no answer."""
    state = app.get(f"/coding/{TRANSCRIPT}/state")
    killer = threading.Timer(run.chance.uniform(0.05, LONGEST), app.process.kill)
    killer.start()
    while True:
        action = _step(run, state)
        run.tried += 1
        try:
            answer = app.act(action, state["seen"])
        except (OSError, http.client.HTTPException, ValueError):
            killer.join()
            return action
        if answer.get("done"):
            run.done += 1
            state = answer
            run.facts = _facts(answer)
            if action["do"] == "correct":
                run.texts[str(action["turn"])] = str(action["text"])
            elif action["do"] in ("undo", "redo"):
                run.texts = _texts(run.folder)
        elif answer.get("code") == "edited-elsewhere":
            run.faults.append(f"a file differs from what was saved ({action})")
            state = app.get(f"/coding/{TRANSCRIPT}/state")


def _step(run: _Run, state: Mapping[str, Any]) -> dict[str, Any]:
    """One random step; some of them are refused, as happens to people."""
    chance = run.chance
    own = [coding["id"] for coding in state["codings"]]
    codes = [code["id"] for code in state["codes"] if code["codable"]]
    do = chance.choices(
        ("code", "uncode", "recode", "note", "add-code", "correct", "undo", "redo"), (8, 2, 3, 3, 1, 2, 3, 2)
    )[0]
    base = {"do": do, "transcript": TRANSCRIPT}
    if do in ("undo", "redo"):
        return {"do": do}
    if do == "add-code":
        return {"do": do, "name": {"de": f"Neu {chance.randrange(10**9)}"}}
    if do == "correct":
        turn = chance.choice(sorted(run.texts))
        return {**base, "turn": turn, "language": _language(run, turn), "text": run.texts[turn] + " Ja."}
    if do == "code" or not own:
        turn = chance.choice([each for each, words in sorted(run.texts.items()) if len(words) > 40])
        start = chance.randrange(len(run.texts[turn]) - 20)
        ends = {"start": [turn, start], "end": [turn, start + chance.randrange(3, 20)]}
        return {**base, "do": "code", "language": _language(run, turn), "code": chance.choice(codes), **ends}
    coding = {**base, "coding": chance.choice(own)}
    if do == "recode":
        return {**coding, "code": chance.choice(codes)}
    return {**coding, "memo": f"Gedanke {chance.randrange(10**9)}"} if do == "note" else coding


def _language(run: _Run, turn: str) -> str:
    for each in wanted(read_transcript(run.folder, TRANSCRIPT)).turns:
        if each.id == turn:
            return str(each.parts[0].language)
    raise KeyError(turn)


def _facts(state: Mapping[str, Any]) -> Facts:
    """What the page was shown as saved."""
    codings = {
        f"coding {each['id']}": f"{each['code']} {each['exact']!r} {each['memo']!r}"
        for each in [*state["codings"], *state["doubtful"]]
    }
    return codings | {f"code {each['id']}": each["name"] for each in state["codes"]}


def _texts(folder: Folder) -> Facts:
    """The words of each turn as they are told first."""
    return {turn.id: turn.parts[0].text for turn in wanted(read_transcript(folder, TRANSCRIPT)).turns}


def _compare(app: _App, run: _Run, pending: Mapping[str, Any] | None) -> None:
    """Note every fact that was shown as saved and is not there."""
    now, texts = _facts(app.get(f"/coding/{TRANSCRIPT}/state")), _texts(run.folder)
    differing = [key for key, value in run.facts.items() if now.get(key) != value]
    worded = [key for key, value in run.texts.items() if texts.get(key) != value]
    allowed, allowed_words = _allowed(pending, differing, worded)
    wrong = [key for key in differing if key not in allowed]
    run.faults += [f"{key}: {run.facts[key]} → {now.get(key)} ({pending})" for key in wrong]
    run.faults += [f"turn {key} ({pending})" for key in worded if key not in allowed_words]
    run.facts, run.texts = now, texts


def _allowed(
    pending: Mapping[str, Any] | None, differing: list[str], worded: list[str]
) -> tuple[set[str], set[str]]:
    """What the step that got no answer may have changed."""
    if pending is None:
        return set(), set()
    if pending["do"] in ("undo", "redo"):
        return set(differing[:1]), set(worded[:1])
    return {f"coding {pending.get('coding', '')}"}, {str(pending.get("turn", ""))}
