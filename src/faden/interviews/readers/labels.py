"""Speaker labels and times in running text: ``I:``, ``[id1]``, ``**Name:**``, ``#00:01:02-3#``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOCK: Final = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,-]\d{1,3})?"
_MARKED: Final = rf"(?:\[\s*{_CLOCK}\s*\]|\(\s*{_CLOCK}\s*\)|#\s*{_CLOCK}\s*#)"
_TIME_FIRST: Final = re.compile(rf"\s*(?P<time>{_MARKED}|{_CLOCK}(?=[\s–-]))\s*[–-]?\s*")
_TIME_LAST: Final = re.compile(rf"\s*(?P<time>{_MARKED})$")
_NAME: Final = r"[^\W_][^:：\[\]{}<>|=\"„“”?!;*#\\\n\t]{0,39}?"
_BOLD: Final = r"(?:\*\*|__|\*|_)?"
_COLON: Final = re.compile(
    rf"{_BOLD}(?P<label>{_NAME})\s*(?P<time>{_MARKED})?\s*{_BOLD}[:：](?![/\d\\]){_BOLD}\s*(?P<text>.*)",
    re.DOTALL,
)
_BRACKET: Final = re.compile(
    r"\[(?P<label>[^\W\d_]{1,12} ?\d{1,3}|[^\W\d_]{1,14})\]:?\s+(?P<text>.*)", re.DOTALL
)
_TAB: Final = re.compile(r"(?P<label>[^\W\d_]{1,12} ?\d{0,3}):?\t+\s*(?P<text>.*)", re.DOTALL)
_ALONE: Final = re.compile(
    rf"(?:\[(?P<bracketed>{_NAME})\]\s+|(?P<label>{_NAME})(?:\s{{2,}}|\t| (?={_MARKED}|\d+:\d\d:)))"
    rf"(?P<time>{_MARKED}|{_CLOCK})"
)
_CLOSING: Final = ("]", ")", "#")
"""With what a marked time ends."""
_CODE: Final = re.compile(r"[^\W\d_]{1,12}[ _-]?\d{1,3}")
_NEUTRAL: Final = re.compile(
    r"(?:[A-ZÄÖÜ]{1,2}|id|spk|speaker|sprecher|sprecherin|person|voice|stimme)[ _-]?\d{1,3}", re.IGNORECASE
)
_PARTICLES: Final = frozenset(
    [
        "von",
        "vom",
        "van",
        "de",
        "der",
        "den",
        "del",
        "di",
        "da",
        "la",
        "le",
        "al",
        "el",
        "ibn",
        "bin",
        "bint",
        "zu",
        "zum",
        "und",
        "and",
        "&",
        "des",
    ]
)
_MAX_WORDS: Final = 4
_HEADER: Final = frozenset(
    [
        "datum",
        "date",
        "ort",
        "place",
        "dauer",
        "duration",
        "länge",
        "zeit",
        "time",
        "uhrzeit",
        "thema",
        "topic",
        "titel",
        "title",
        "projekt",
        "project",
        "datei",
        "file",
        "audio",
        "aufnahme",
        "recording",
        "transkript",
        "transcript",
        "transkribiert",
        "transcribed",
        "anmerkung",
        "anmerkungen",
        "hinweis",
        "note",
        "notes",
        "notiz",
        "bemerkung",
        "achtung",
        "stand",
        "version",
        "sprache",
        "language",
        "quelle",
        "source",
        "teilnehmende",
        "teilnehmer",
        "anwesend",
        "participants",
        "tags",
    ]
)
_ROLES: Final = {
    Role.INTERVIEWER: "i int iv interviewer interviewerin interviewende frage question q f fragende "
    "س سؤال سوال پرسش питання запитання інтерв'юер інтервʼюер вопрос интервьюер ሕቶ",
    Role.FACILITATOR: "moderator moderatorin moderation facilitator facilitation mod m workshopleitung",
    Role.INTERPRETER: "d dolm dolmetscher dolmetscherin dolmetschende interpreter translator ü "
    "übersetzer übersetzerin sprachmittler sprachmittlerin sprachmittlung перекладач перекладачка "
    "переводчик переводчица مترجم مترجمة",
    Role.OBSERVER: "beobachter beobachterin beobachtung observer protokoll",
    Role.PARTICIPANT: "b p befragter befragte befragten bp ip tn teilnehmer teilnehmerin teilnehmende "
    "participant respondent interviewee antwort answer a proband probandin "
    "gesprächspartner gesprächspartnerin ج جواب پاسخ відповідь респондент респондентка ответ መልሲ",
}
_BY_WORD: Final = {word: role for role, words in _ROLES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that may begin with a speaker.

    Attributes:
        label: The label; not yet known to be one.
        text: The words after it.
        start: The time beside it.
        sure: Whether its form alone makes it a label, such as ``[id1]`` or a name with a time.
    """

    label: str
    text: str
    start: dt.timedelta | None = None
    sure: bool = False


def parse_clock(text: str) -> dt.timedelta | None:
    """A time such as ``[00:01:02]``, ``#00:01:02-3#``, ``(01:02)``; ``None`` where it is none."""
    digits = re.fullmatch(r"[\[(#\s]*(?:(\d{1,2}):)?(\d{1,3}):(\d\d)(?:[.,-](\d{1,3}))?[\])#\s]*", text)
    if digits is None:
        return None
    hours, minutes, seconds, fraction = digits.groups()
    thousandths = int((fraction or "0").ljust(3, "0"))
    return dt.timedelta(
        hours=int(hours or 0), minutes=int(minutes), seconds=int(seconds), milliseconds=thousandths
    )


def split_time_first(line: str) -> tuple[dt.timedelta | None, str]:
    """The time with which a line begins, and the rest of the line."""
    match = _TIME_FIRST.match(line)
    return (parse_clock(match["time"]), line[match.end() :]) if match else (None, line)


def split_time_last(line: str) -> tuple[dt.timedelta | None, str]:
    """The marked time with which a line ends (f4 writes it there), and the line before it."""
    match = _TIME_LAST.search(line[-40:]) if line.endswith(_CLOSING) else None
    if match is None:
        return None, line
    return parse_clock(match["time"]), line[: len(line) - len(match[0])]


def find_label(line: str) -> Labelled | None:
    """The speaker with which a line may begin; ``None`` for addresses, clock times and prose."""
    before, rest = split_time_first(line.strip())
    timed = rest.endswith(_CLOSING) or rest[-1:].isdecimal()
    alone = _ALONE.fullmatch(rest) if timed else None
    name = (alone["bracketed"] or alone["label"]) if alone is not None else ""
    if alone is not None and _name_like(name):
        return Labelled(_tidy(name), "", parse_clock(alone["time"]), sure=True)
    for pattern, sure, mark in ((_BRACKET, True, "["), (_COLON, False, ":"), (_TAB, False, "\t")):
        # Looking for the mark first makes most lines cheap.
        match = pattern.fullmatch(rest) if mark in rest or (mark == ":" and "：" in rest) else None
        if match is None or not _possible(match["label"], pattern):
            continue
        time = match.groupdict().get("time")
        after, text = split_time_first(match["text"])
        start = before if before is not None else (parse_clock(time) if time else after)
        kept = text if after is not None and start == after else match["text"]
        return Labelled(_tidy(match["label"]), kept, start, sure=sure)
    return None


@lru_cache(maxsize=1024)
def _tidy(label: str) -> str:
    return " ".join(label.strip(" *_-–.").split())


def _possible(label: str, pattern: re.Pattern[str]) -> bool:
    if pattern is _COLON:
        return _name_like(label)
    # [lacht] and a word before a tab are no speakers; a known short name or a numbered one is.
    return is_known(label.strip())


@lru_cache(maxsize=1024)
def _name_like(label: str) -> bool:
    """Whether a label has the shape of a name: one word, or up to four that begin with a capital."""
    words = _tidy(re.sub(r"\([^()]*\)", "", label)).split()
    if not words or len(words) > _MAX_WORDS or words[0][0].isdigit():
        return False
    if words[0].lower() in {"http", "https", "ftp", "mailto", "www", "file"} or "//" in label[2:]:
        return False
    if not any(ch.isalpha() for ch in label) or label.rstrip().endswith((",", ".)", "…")):
        return False
    letters = [word for word in words if not word.isdigit()]
    return len(letters) == 1 or all(not w[0].islower() or w in _PARTICLES for w in letters)


def is_header(label: str) -> bool:
    """Whether a label names a fact about the recording (``Datum:``), not a person."""
    return label.split(maxsplit=1)[0].casefold().strip(".") in _HEADER


def is_known(label: str) -> bool:
    """Whether a label is known to be a speaker from its form alone (``I``, ``B1``, ``S01``, ``id3``)."""
    return role_of(label) is not Role.UNKNOWN or _CODE.fullmatch(label) is not None


def is_neutral(label: str) -> bool:
    """Whether a label surely names nobody: a role (``I``, ``B2``, ``Interviewerin``) or a bare number.

    Stricter than `is_known`: a name with a digit behind it is a name.
    """
    return role_of(label) is not Role.UNKNOWN or _NEUTRAL.fullmatch(label) is not None


@lru_cache(maxsize=1024)
def role_of(label: str) -> Role:
    """The role that a label suggests; a guess from the label alone."""
    word = re.sub(r"[\d\s_.\-()]+", "", label.casefold())
    return _BY_WORD.get(word, Role.UNKNOWN)


def guess_roles(labels: Iterable[str]) -> dict[str, Role]:
    """The role of each speaker of a conversation; a guess.

    Where one voice is known to ask or to moderate and only one other is named, that one answers.
    A voice without a name may be several people; nothing is guessed of it.
    """
    roles = {label: role_of(label) for label in labels}
    asking = {Role.INTERVIEWER, Role.FACILITATOR}
    open_ones = [label for label, role in roles.items() if role is Role.UNKNOWN and label]
    answering = any(role is Role.PARTICIPANT for role in roles.values())
    if len(open_ones) == 1 and "" not in roles and not answering and asking & set(roles.values()):
        roles[open_ones[0]] = Role.PARTICIPANT
    return roles
