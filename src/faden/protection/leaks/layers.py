"""The ways in which a text may hide its words: escapes, entities, markup, codings of bytes."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes

from faden.protection.leaks.folding import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROUNDS: Final = 4
"""How often an escape within an escape is followed."""

_TAG: Final = re.compile(r"<[^<>]{1,4000}>")
_PERCENT: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPE: Final = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")
_CSS_ESCAPE: Final = re.compile(r"\\([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\n])?")
_CSS_BARE: Final = re.compile(r"\\([0-9A-Fa-f]{1,6})")
_SEAM: Final = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])"
    r"|(?<=[\u0600-\u137f])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u0600-\u137f])"
)
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HYPHEN: Final = re.compile(r"[-\u2010\u2011][ \t]*\r?\n[ \t]*")
_FOLDED: Final = re.compile(r"\r?\n[ \t]")
"""How calendars and mail headers go on in the next line."""
_SPACED: Final = re.compile(r"(?<![^\W_])(?:[^\W_][ \u00a0\u2009.·\-]{1,3}){2,}[^\W_](?![^\W_])")
"""Letters set apart: ``A l i``."""
_AT: Final = re.compile(
    r"\s*[\[({<]\s*(?:at|ät|dot|punkt|minus|@)\s*[\])}>]\s*|\s+(?:ät|at|dot|punkt|@)\s+", re.IGNORECASE
)
"""How addresses are written so that programs do not find them."""
_MISREAD: Final = re.compile(
    r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]{2,}"
)
_QUOTED: Final = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_PUNYCODE: Final = re.compile(r"xn--([A-Za-z0-9-]{2,60})")
_RUN: Final = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}")
_WRAPPED: Final = re.compile(r"(?:[A-Za-z0-9+/_-]{16,}\s*[\r\n]+[ \t]*)+[A-Za-z0-9+/_-]{2,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}){3,}")
_SPACED_HEX: Final = re.compile(r"[0-9A-Fa-f]{2}(?:[ :,][0-9A-Fa-f]{2}){2,}")
_LEAST_RUN: Final = 4
_OFTEN: Final = 40
"""Characters up to which a run is a word that may come again, so that its decodings are kept."""
_SHIFTED: Final = 8
"""Letters from which a run is decoded at other beginnings too: the name may stand in its middle."""


def layers(text: str) -> Iterator[str]:
    """A text as it stands and with what it encodes resolved, each form once.

    First what programs write (entities, percent signs, escapes) is resolved until nothing is left of it. What
    comes out is read in every other way, each by itself and all together, with and without markup.

    Args:
        text: Any text, such as a page, a script, a mail.
    """
    seen: set[str] = set()
    for form in _forms(text):
        if form not in seen:
            seen.add(form)
            yield form


def _forms(text: str) -> Iterator[str]:
    starts = [text]
    for begin in (text, _FOLDED.sub("", text)) if _FOLDED.search(text) else (text,):
        decoded = begin
        for _ in range(_ROUNDS):
            before, decoded = decoded, _escapes(_percent(html.unescape(decoded)))
            if before == decoded:
                break
            yield decoded
        starts += [decoded, _TAG.sub("", decoded), _TAG.sub(" ", decoded)]
        if _QUOTED.search(begin):
            starts.append(_bytes_as_text(quopri.decodestring(begin.encode("utf-8", "surrogatepass"))))
    for start in dict.fromkeys(starts):
        yield start
        together = start
        for pattern, resolve in _REWRITTEN:
            if pattern.search(start):
                yield pattern.sub(resolve, start)
            together = pattern.sub(resolve, together)
        yield together
        yield _digits(start)


def _percent(text: str) -> str:
    return (
        _PERCENT.sub(lambda match: _bytes_as_text(unquote_to_bytes(match[0])), text) if "%" in text else text
    )


def _escapes(text: str) -> str:
    if "\\" not in text:
        return text
    decoded = _ESCAPE.sub(_character, text)
    joined = _SURROGATES.sub(lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), decoded)
    for escape, meant in (("\\/", "/"), ("\\r", "\n"), ("\\n", "\n"), ("\\t", "\t")):
        joined = joined.replace(escape, meant)
    return joined


def _character(match: re.Match[str]) -> str:
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code <= 0x10FFFF else match[0]  # noqa: PLR2004 - the last code point


def _from_punycode(match: re.Match[str]) -> str:
    try:
        return match[1].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return match[0]


def _misread(match: re.Match[str]) -> str:
    """UTF-8 that was read as Latin-1 or as Windows text: ``MÃ¼ller``."""
    data = b"".join(bytes([ord(ch)]) if ord(ch) < 256 else ch.encode("cp1252", "replace") for ch in match[0])  # noqa: PLR2004
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _digits(text: str) -> str:
    """A text with digits in the place of at least five number words in a row."""
    listed = WORD.findall(text)
    counting = {word for word in set(listed) if _digit(word) is not None}
    told = bytes(word in counting for word in listed) if counting else b""
    if bytes([1] * _SPOKEN) not in told:
        return text
    words = list(WORD.finditer(text))
    pieces: list[str] = []
    at = place = 0
    while place < len(words):
        run = place
        while run < len(words) and told[run]:
            run += 1
        if run - place >= _SPOKEN:
            pieces += [text[at : words[place].start()], "".join(str(_digit(w[0])) for w in words[place:run])]
            at = words[run - 1].end()
        place = max(run, place + 1)
    return "".join([*pieces, text[at:]])


@lru_cache(maxsize=50_000)
def _digit(word: str) -> int | None:
    return _number_words().get(fold(word))


@cache
def _number_words() -> dict[str, int]:
    """The words for the ten digits in all languages."""
    from faden.protection.pseudonyms.rules.numbers import TABLE

    found: dict[str, int] = {}
    for table in TABLE.values():
        for value, spellings in re.findall(r"(?<!\S)(\d) (\S+)", table):
            found.update({fold(spelling): int(value) for spelling in spellings.split("|")})
    return found


_SPOKEN: Final = 5
_REWRITTEN: Final[tuple[tuple[re.Pattern[str], Any], ...]] = (
    (_CSS_ESCAPE, _character),
    (_CSS_BARE, _character),
    (_HYPHEN, ""),
    (_FOLDED, ""),
    (_SPACED, lambda match: re.sub(r"[^\w]", "", match[0])),
    (_AT, "."),
    (_MISREAD, _misread),
    (_PUNYCODE, _from_punycode),
)
"""Other ways of writing, each resolved by itself."""


def _bytes_as_text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def unfolded(text: str) -> str:
    """A text with lines joined that calendars, mail and strings of programs go on in the next line."""
    return _FOLDED.sub("", text.replace("\\r", "").replace("\\n", "\n"))


def seams(text: str) -> str:
    """A text with a blank where letters and digits or two words touch, as when pieces were run together."""
    return _SEAM.sub(" ", text)


def encoded(text: str) -> Iterator[bytes]:
    """What stretches of letters and digits may hold as Base64 or as hexadecimal digits, each once."""
    seen: set[str] = set()
    wrapped = [re.sub(r"\s+", "", match[0]) for match in _WRAPPED.finditer(text)]
    parts = [part for run in _RUN.findall(text) if "/" in run for part in run.split("/")]
    for run in (*_RUN.findall(text), *wrapped, *parts):
        if len(run) >= _LEAST_RUN and run not in seen:
            seen.add(run)
            yield from _from_base64(run) if len(run) > _OFTEN else _from_word(run)
    digits: set[str] = set()
    for match in (*_HEX.findall(text), *_SPACED_HEX.findall(text)):
        if match not in digits:
            digits.add(match)
            yield binascii.unhexlify(re.sub(r"[ :,]", "", match))


@lru_cache(maxsize=100_000)
def _from_word(run: str) -> tuple[bytes, ...]:
    """What a short run may hold; most are words, which stand on every page."""
    return tuple(_from_base64(run))


def _from_base64(run: str) -> Iterator[bytes]:
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    for start in range(4 if len(bare) >= _SHIFTED else 1):
        part = bare[start:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        if part:
            yield base64.b64decode(part + "=" * (-len(part) % 4))


def readable(data: bytes) -> str | None:
    """Bytes as a text, where nearly all of them are one; ``None`` for anything else.

    What was decoded from Base64 may begin and end in the middle of something else, so that a few bytes
    at its ends are no text; of short ones every byte must be.
    """
    return _readable_word(data) if len(data) <= _OFTEN else _readable(data)


@lru_cache(maxsize=200_000)
def _readable_word(data: bytes) -> str | None:
    return _readable(data)


def _readable(data: bytes) -> str | None:
    for encoding in _ENCODINGS:
        if encoding != "utf-8" and len(data) < _WIDE:
            continue
        text = data.decode(encoding, "replace")
        bad = len(_SCRIPTS.sub("", text))
        if text and bad <= (len(text) // _FEW if encoding == "utf-8" else 0):
            return text
    return None


_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_WIDE: Final = 6
_FEW: Final = 8
_SCRIPTS: Final = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0300-\u052f\u0600-\u06ff\u1200-\u137f\u1e00-\u1eff\u2010-\u203a\u20ac]+"
)
"""Characters of the languages faden knows, and their punctuation."""
