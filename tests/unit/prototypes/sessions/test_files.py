"""Session files come from strangers: what they hold is checked, or refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.prototypes.sessions.files import (
    LARGEST,
    format_session,
    import_sessions,
    parse_session,
    read_sessions,
)
from faden.prototypes.spec import Prototype, parse_prototype
from faden.study.folder import Folder

SPEC: Final = """\
format: faden.prototype/1
id: PT01
version: "0.2"
title: {de: "Probe"}
languages: [de]
screens:
  - {id: home, start: true, end: true, title: {de: "Anfang"}, components: [{type: text, text: {de: "x"}}]}
tasks:
  - id: T01
    prompt: {de: "Los"}
    start: {screen: home}
    success: {screen: home}
    optimal_path: [home]
    time_limit_seconds: 60
history:
  - {version: "0.1", "on": 2026-05, change: {de: "a"}}
  - {version: "0.2", "on": 2026-06, change: {de: "b"}}
"""


def prototype() -> Prototype:
    parsed = parse_prototype(SPEC, "prototypes/probe/prototype.yaml")
    assert parsed.value is not None, parsed.problems
    return parsed.value


def good() -> dict[str, Any]:
    return {
        "format": "faden.session/1",
        "id": "s-bcdfghjk",
        "prototype": "PT01",
        "version": "0.2",
        "month": "2026-06",
        "kind": "moderated",
        "group": "residents",
        "language": "de",
        "width": 380,
        "consent": {"record": True, "notes": True, "language": "de"},
        "attempts": [{"task": "T01", "begun": 0, "ended": 9000, "outcome": "done", "seq": 6}],
        "umux": {"capabilities": 6, "ease": 5},
        "events": [
            {"kind": "view", "at": 0, "screen": "home", "language": "de"},
            {
                "kind": "hit",
                "at": 10,
                "screen": "home",
                "language": "de",
                "component": "list.w1",
                "x": 0.5,
                "y": 1,
            },
        ],
        "notes": [{"at": 5, "task": "T01", "text": "Sucht oben."}],
    }


def parse(values: object) -> Any:
    return parse_session(json.dumps(values).encode(), "x.json")


def test_a_session_is_read_and_written_the_same() -> None:
    """Reading what was written gives the same, and writing twice changes no byte."""
    first = parse(good()).value
    assert first is not None
    text = format_session(first)

    assert first == parse_session(text.encode(), "x.json").value
    assert text == format_session(parse_session(text.encode(), "x.json").value)  # type: ignore[arg-type]  # the line above holds it


SCRIPT: Final = "<script>alert(1)</script>"
LONG: Final = "a" * 10_000
WRONG: Final[dict[str, dict[str, Any]]] = {
    "script as screen": {"events": [{"kind": "view", "at": 0, "screen": SCRIPT, "language": "de"}]},
    "script as component": {
        "events": [{"kind": "hit", "at": 0, "screen": "a", "component": SCRIPT, "language": "de"}]
    },
    "script as group": {"group": SCRIPT},
    "script as task": {"attempts": [{"task": SCRIPT, "begun": 0, "ended": 1, "outcome": "done"}]},
    "script as version": {"version": SCRIPT},
    "script as language": {"language": SCRIPT},
    "script as id": {"id": SCRIPT},
    "script as key": {SCRIPT: 1},
    "typed words": {"typed": "0431 1234"},
    "typed words in an event": {
        "events": [{"kind": "change", "at": 0, "screen": "a", "language": "de", "value": "Amal"}]
    },
    "10,000 characters": {"group": LONG},
    "long note": {"notes": [{"at": 0, "text": LONG}]},
    "many events": {"events": [{"kind": "view", "at": 0, "screen": "a", "language": "de"}] * 5001},
    "many notes": {"notes": [{"at": 0, "text": "a"}] * 201},
    "negative time": {"events": [{"kind": "view", "at": -1, "screen": "a", "language": "de"}]},
    "time of a year": {"events": [{"kind": "view", "at": 10**11, "screen": "a", "language": "de"}]},
    "time as text": {"events": [{"kind": "view", "at": "1", "screen": "a", "language": "de"}]},
    "half a millisecond": {"events": [{"kind": "view", "at": 0.5, "screen": "a", "language": "de"}]},
    "outside the page": {
        "events": [{"kind": "miss", "at": 0, "screen": "a", "x": 2, "y": 0, "language": "de"}]
    },
    "task backwards": {"attempts": [{"task": "T01", "begun": 9, "ended": 1, "outcome": "done"}]},
    "events backwards": {
        "events": [
            {"kind": "view", "at": 9, "screen": "a", "language": "de"},
            {"kind": "view", "at": 1, "screen": "a", "language": "de"},
        ]
    },
    "task twice": {
        "attempts": [
            {"task": "T01", "begun": 0, "ended": 1, "outcome": "done"},
            {"task": "T01", "begun": 2, "ended": 3, "outcome": "done"},
        ]
    },
    "no consent": {"consent": {"record": False, "language": "de"}},
    "notes without consent": {"consent": {"record": True, "language": "de"}},
    "a day": {"month": "2026-06-14"},
    "eight of seven": {"umux": {"capabilities": 8, "ease": 1}},
    "other format": {"format": "faden.session/2"},
    "width of a giant": {"width": 10**9},
}


@pytest.mark.parametrize("change", list(WRONG.values()), ids=list(WRONG))
def test_what_cannot_stand_in_a_session_is_refused(change: dict[str, Any]) -> None:
    """And the message repeats nothing of it."""
    parsed = parse(good() | change)

    assert parsed.value is None
    assert "session-invalid" == parsed.problems[0].code
    told = str(parsed.problems[0].params)
    assert "script" not in told
    assert LONG not in told


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"width": NaN}',
        b'{"width": Infinity}',
        b'{"id": 1, "id": 2}',
        b'{"width": ' + b"9" * 100_000 + b"}",
    ],
    ids=["empty", "not utf-8", "open", "deep", "deep objects", "nan", "infinite", "twice", "endless number"],
)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    """Neither a traceback nor a session."""
    parsed = parse_session(data, "x.json")

    assert parsed.value is None
    assert parsed.problems[0].code in {"session-not-json", "session-invalid"}


@pytest.mark.parametrize("value", [[], "x", 3, None, {}, [[]]])
def test_other_json_is_refused(value: object) -> None:
    """A list is no session."""
    assert parse(value).value is None


def test_a_file_too_large_is_not_even_read() -> None:
    """Size first, then meaning."""
    assert "session-too-large" == parse_session(b" " * (LARGEST + 1), "x.json").problems[0].code


@given(st.text(min_size=1, max_size=200))
def test_notes_may_say_anything_that_can_be_seen(text: str) -> None:
    """Any Unicode is kept or refused, and what is hidden in it goes; nothing turns the writing direction."""
    values = good() | {"notes": [{"at": 0, "text": text}]}
    session = parse_session(json.dumps(values).encode(), "x.json").value

    if session is not None:
        assert not set("\u202e\u2066\u200b\x00") & set(session.notes[0].text)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "study/prototypes/probe").mkdir(parents=True)
    return Folder(tmp_path / "study")


def _hand_over(tmp_path: Path, name: str, **change: Any) -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(good() | change), encoding="utf-8")
    return path


def test_sessions_are_stored_under_the_next_free_id(folder: Folder, tmp_path: Path) -> None:
    """S01, S02; the same session again is recognised whatever its file is called."""
    one = _hand_over(tmp_path, "a.json")
    two = _hand_over(tmp_path, "b.json", id="s-kkkkkkkk")
    again = _hand_over(tmp_path, "c.json")

    done = import_sessions(folder, "probe", prototype(), [one, two, again], groups=["residents"])

    assert [("S01", False), ("S02", False), ("S01", True)] == [(d.id, d.already) for d in done]
    stored, problems = read_sessions(folder, "probe", prototype())
    assert (["S01", "S02"], ()) == ([s.id for s in stored], problems)


@pytest.mark.parametrize(
    ("change", "code", "taken"),
    [
        ({"prototype": "PT02"}, "session-other-prototype", False),
        ({"version": "0.9"}, "session-version-unknown", False),
        ({"version": "0.1"}, "session-version-older", True),
        ({"group": "strangers"}, "session-group-unknown", False),
        (
            {"attempts": [{"task": "T09", "begun": 0, "ended": 1, "outcome": "done"}]},
            "session-task-unknown",
            True,
        ),
    ],
)
def test_a_session_of_another_prototype_version_or_study_is_told(
    folder: Folder, tmp_path: Path, *, change: dict[str, Any], code: str, taken: bool
) -> None:
    """An older version counts with its own; what cannot be laid to this prototype is refused."""
    file = _hand_over(tmp_path, "a.json", **change)

    (done,) = import_sessions(folder, "probe", prototype(), [file], groups=["residents"])

    assert [code] == [p.code for p in done.problems]
    assert taken == bool(done.id)


def test_a_file_that_is_not_there_stops_no_other(folder: Folder, tmp_path: Path) -> None:
    """Each file is told for itself."""
    done = import_sessions(
        folder,
        "probe",
        prototype(),
        [tmp_path / "none.json", _hand_over(tmp_path, "a.json")],
        groups=["residents"],
    )

    assert ["", "S01"] == [d.id for d in done]
