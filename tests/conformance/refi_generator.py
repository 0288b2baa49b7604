"""Writes REFI-QDA projects in every convention, for tests. Shares no code with the reader.

Positions are counted the slow way, on the very units that a convention names: the text is turned into the
string that a program holds in memory (with CR LF, with a byte order mark), encoded, and counted.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

TEXTS = {
    "emoji": "Ich suche 🏠 seit Monaten.\nNiemand antwortet 😢 mir, obwohl 👩‍👩‍👧 warten.\n\n"
    "Am Ende 🎉 kam doch ein Brief, und danach war alles anders als vorher gedacht.\n",
    "marks": "Die Wohnung in Mu\u0308nchen war scho\u0308n.\nCafe\u0301 und Ba\u0308ckerei nebenan.\n"
    "Natu\u0308rlich 😀 haben wir sofort ja gesagt, ohne lange nachzudenken.\n",
    "arabic": "أنا أبحث عن شقة منذ سنة.\nكل يوم أكتب رسالة 📨 جديدة ولا أحد يجيب.\n\n"
    "قالت الموظفة إنني يجب أن أنتظر قليلا بعد.\n",
    "plain": "Der erste Satz steht hier.\nDer zweite folgt in neuer Zeile.\nEin dritter macht Schluss.\n",
    "speakers": "I: Wie war die Suche?\nB: Lang 😅 und zäh. Zwölf Monate\nohne eine Antwort.\n"
    "I: Und dann?\nB: Dann kam der Anruf 📞 vom Amt.\n",
}
ORIGINS = ("NVivo for Windows 12.6", "ATLAS.ti 9.1", "MAXQDA 24", "script 0.1", "")


@dataclass(frozen=True)
class Convention:
    """How a program counts and writes."""

    utf16: bool
    newline: str  # "lf": file has LF; "crlf1", "crlf2": file has CRLF, counted 1 or 2
    mark: str  # "none", "free": in the file, not counted; "counted"
    origin: str

    def __str__(self) -> str:
        unit = "utf16" if self.utf16 else "codepoint"
        return f"{unit}-{self.newline}-{self.mark}-{self.origin.split()[0] if self.origin else 'unknown'}"


CONVENTIONS = [
    Convention(*each)
    for each in itertools.product(
        (False, True), ("lf", "crlf1", "crlf2"), ("none", "free", "counted"), ORIGINS
    )
]


def stored(text: str, how: Convention) -> str:
    """The text as it stands in its file."""
    body = text if how.newline == "lf" else text.replace("\n", "\r\n")
    return body if how.mark == "none" else "\ufeff" + body


def position(text: str, at: int, how: Convention) -> int:
    """A code point of the text (LF, no mark) in the units of the convention."""
    before = text[:at]
    if how.newline == "crlf2":
        before = before.replace("\n", "\r\n")
    if how.mark == "counted":
        before = "\ufeff" + before
    return len(before.encode("utf-16-le")) // 2 if how.utf16 else len(before)


def quotations(text: str) -> list[str]:
    """Stretches of words that stand once in the text: single words, pairs, whole lines, across lines."""
    words = text.split()
    lines = [line for line in text.split("\n") if line.strip()]
    chosen = [w for w in words if any(c.isalpha() for c in w)]
    picked = [" ".join(pair) for pair in itertools.pairwise(words)]
    found = [*chosen, *picked, *lines]
    for first, second in itertools.pairwise(text.split("\n")):
        if first and second:
            found.append(f"{first.split()[-1]}\n{second.split()[0]}")
    return [each for each in dict.fromkeys(found) if text.count(each) == 1]


def guid(kind: str, number: int) -> str:
    """A made-up id."""
    return f"{sum(map(ord, kind)):08x}-0000-4000-8000-{number:012x}"


@dataclass(frozen=True)
class Made:
    """A project and what its selections say."""

    data: bytes
    quotes: dict[str, str]  # selection id → exact words


def project(how: Convention, texts: dict[str, str] | None = None, *, named: bool = False) -> Made:
    """A project with all texts, a selection on every quotation, two coders, nested codes."""
    given = TEXTS if texts is None else texts
    quotes: dict[str, str] = {}
    sources, files, number = [], {}, 0
    for index, (name, text) in enumerate(given.items()):
        source = guid("source", index)
        files[f"{source}.txt"] = stored(text, how).encode()
        rows = []
        for words in quotations(text):
            number += 1
            start = text.index(words)
            selection = guid("selection", number)
            quotes[selection] = words
            a, b = position(text, start, how), position(text, start + len(words), how)
            label = quoteattr(" ".join(words.split())[:30]) if named else '""'
            rows.append(
                f'<PlainTextSelection guid="{selection}" name={label} startPosition="{a}" endPosition="{b}"'
                f' creatingUser="{guid("user", number % 2)}"'
                f' creationDateTime="2025-03-{number % 28 + 1:02d}T10:00:00Z">'
                f'<Coding guid="{guid("coding", number)}" creatingUser="{guid("user", number % 2)}">'
                f'<CodeRef targetGUID="{guid("code", number % 3)}"/></Coding></PlainTextSelection>'
            )
        sources.append(
            f'<TextSource guid="{source}" name={quoteattr(name)} plainTextPath="internal://{source}.txt">'
            + "".join(rows)
            + "</TextSource>"
        )
    qde = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="Test" origin={quoteattr(how.origin)}>'
        f'<Users><User guid="{guid("user", 0)}" name="Anna"/>'
        f'<User guid="{guid("user", 1)}" name="Ben"/></Users>'
        f'<CodeBook><Codes><Code guid="{guid("code", 0)}" name="Suche" isCodable="true" color="#ff0000">'
        f"<Description>{escape('Was Menschen suchen & finden')}</Description>"
        f'<Code guid="{guid("code", 1)}" name="Warten" isCodable="true"/></Code>'
        f'<Code guid="{guid("code", 2)}" name="Antwort" isCodable="true" color="#0f0"/></Codes></CodeBook>'
        f"<Sources>{''.join(sources)}</Sources></Project>"
    )
    return Made(
        archive({"project.qde": qde.encode(), **{f"sources/{n}": d for n, d in files.items()}}), quotes
    )


def archive(members: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return stream.getvalue()
