"""Phone numbers as they are written, and runs of digits as they are said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.numbers import number_at, word_value
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.protection.pseudonyms.rules.plain import Plain, Word

_FEWEST, _MOST = 6, 16
_WRITTEN: Final = re.compile(
    r"(?<![\w.,/:+-])(?:\+ ?|\()?\d(?:[ ]?[()/.–-]{0,2}[ ]?\d){4,18}(?!\w)(?![.,:]\d)"
)
_EXTENSION: Final = re.compile(r"[ ,]{0,2}(?:durchwahl|app\.|apparat|ext\.?|dw)[ :]{0,2}\d{1,5}(?!\w)")
_TRIGGER: Final = re.compile(
    r"telefon|(?<!\w)tel(?!\w)|fax|handy|mobil|nummer|(?<!\w)fon|phone|number|whats ?app|anruf|ruf"
    r"|durchwahl|pieper|funk|erreich|(?<!\w)dect"
    r"|(?<!\w)call|هاتف|تلفون|رقم|جوال|موبايل|واتس|اتصل|تلفن|شماره|موبايل|تماس|телефон|номер|дзвон"
    r"|вайбер|(?<!\w)тел"
    r"|ቁጽሪ|ስልክ|ተሌፎን|ቴሌፎን|ደውል"
)
_TIMES: Final = re.compile(r"\d{1,2}[.:]\d{2} ?[–-] ?\d{1,2}[.:]\d{2}")
_DATE: Final = re.compile(
    r"\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})(?:\D|$)|\d{4}-\d{2}-\d{2}|\d{1,2}\.[–-]\d{1,2}\.\d"
    r"|[12]\d{3} ?[/–-] ?[12]\d{3}$"
)
_UNIT: Final = re.compile(
    r"[ ]?(?:€|eur|euro|%|prozent|usd|\$|uhr|mg|ml|qm|m²|km|kg|einwohner|menschen|personen|mal(?!\w)"
    r"|جنيه|يورو|درهم|تومان|يورو|євро|гривень|грн)"
)
_ACCOUNT: Final = re.compile(r"iban|konto|account|bank|حساب|ايبان|آيبان|рахун|ባንክ")
_NUMBER: Final = re.compile(
    r"aktenzeichen|akte|kundennummer|fallnummer|ausweis|pass|versicher|steuer|bamf|mitglied|file"
    r"|customer|case|passport"
    r"|insurance|ملف|جواز|پرونده|گذرنامه|پاسپورت|справ|паспорт|መታወቂ|ፓስፖርት"
)
_BETWEEN: Final = re.compile(r"[ ,،.\-–/]{1,4}(?:\.\.\.|…)?[ ]?")
_FILLERS: Final = frozenset(word_list("phone", "fillers"))
_STARTS: Final = frozenset(["plus", "doppel", "double", "triple", "zweimal", "dreimal"])
_RUN = 5
_RUN_TRIGGERED = 3
_ZERO_RUN = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers said in a row.

    Attributes:
        start: Where the first begins.
        end: Where the last ends.
        values: Their values.
        words: The words, fillers left out.
        one: Whether they are one number, such as a sum.
    """

    start: int
    end: int
    values: tuple[int, ...]
    words: tuple[str, ...]
    one: bool


_SHORT: Final = re.compile(
    r"(?<!\w)(?:(?:tele)?fax|durchwahl|dw|telefon|tel\.?|apparat|app\.|pieper"
    r"|funk)[ :.]{0,4}(?P<number>-? ?\d{2,6}(?:-\d{1,4})?)(?![\w/])"
)
"""Extensions and numbers within a house."""


def find_phones(plain: Plain) -> Iterator[Identifier]:
    """Phone numbers, written and said; a number said after "IBAN" or "Akte" is of that kind."""
    for match in _WRITTEN.finditer(plain.low):
        score = _written_score(plain, match)
        if score:
            longer = _EXTENSION.match(plain.low, match.end())
            end = longer.end() if longer else match.end()
            kind = _kind(plain.before(match.start(), 40), written=True)
            yield plain.found(match.start(), end, kind, "phone" if kind is Kind.PHONE else "number", score)
    for match in _SHORT.finditer(plain.low):
        yield plain.found(*match.span("number"), Kind.PHONE, "phone", 0.7)
    for run in _runs(plain):
        triggered = bool(_TRIGGER.search(plain.before(run.start, 60)))
        kind = _kind(plain.before(run.start, 60), written=False)
        if _is_said_number(run, triggered=triggered or kind is not Kind.PHONE):
            name = "phone" if kind is Kind.PHONE else "number"
            yield plain.found(run.start, run.end, kind, name, 0.9 if triggered else 0.7)


def _written_score(plain: Plain, match: re.Match[str]) -> float:
    """How sure a stretch of digits is a phone number; 0 for dates, sums, times."""
    stretch = match.group()
    digits = sum(ch.isdigit() for ch in stretch)
    if not _FEWEST <= digits <= _MOST or _DATE.match(stretch) or _TIMES.match(stretch):
        return 0.0
    if _UNIT.match(plain.low, match.end()):
        return 0.0
    bare = stretch.lstrip("( ")
    triggered = bool(_TRIGGER.search(plain.before(match.start(), 40)))
    if bare.startswith("+") or (triggered and bare.startswith("00")):
        return 0.95
    if bare.startswith("0"):
        return 0.95 if triggered else 0.85
    return 0.8 if triggered else 0.0


def _kind(before: str, *, written: bool) -> Kind:
    """What the words before a number say it is; the nearest counts."""
    found = {
        Kind.PHONE: _last(_TRIGGER, before),
        Kind.ACCOUNT: _last(_ACCOUNT, before),
        Kind.NUMBER: _last(_NUMBER, before),
    }
    if written and found[Kind.PHONE] < 0:
        return Kind.PHONE
    near = max(found.values())
    if found[Kind.NUMBER] == near >= 0 or (
        found[Kind.NUMBER] >= 0 and found[Kind.PHONE] >= 0 and _joined(before)
    ):
        return Kind.NUMBER
    return Kind.ACCOUNT if found[Kind.ACCOUNT] == near >= 0 else Kind.PHONE


_JOINED: Final = re.compile(
    r"(?:kunden|fall|ausweis|pass|versicher\w{2,12}|steuer|bamf-|akten|mitglieds)-?nummer|(?:file"
    r"|case|customer|passport|insurance) number|رقم (?:ال)?(?:ملف|جواز)|شماره (?:پرونده|گذرنامه"
    r"|پاسپورت)|номер (?:справи|паспорта)"
)


def _joined(before: str) -> bool:
    return bool(_JOINED.search(before))


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at


def _runs(plain: Plain) -> Iterator[Run]:
    """Numbers that follow each other with at most fillers between them; at least one is a word."""
    group: list[Word] = []
    for word in plain.words:
        counts = word_value(word.low) is not None
        useful = counts or (word.low in _FILLERS and bool(group)) or (word.low in _STARTS and not group)
        joined = not group or bool(_BETWEEN.fullmatch(plain.low, group[-1].end, word.start))
        if not useful or not joined:
            yield from _run(group)
            group = [word] if counts or word.low in _STARTS else []
        else:
            group.append(word)
    yield from _run(group)


def _run(group: Sequence[Word]) -> Iterator[Run]:
    numbers = [word for word in group if word_value(word.low) is not None]
    if len(numbers) < 2 or all(word.low.isdigit() for word in numbers):  # noqa: PLR2004  # two make a row
        return
    start = group[0].start if group[0].low in _STARTS else numbers[0].start
    values = tuple(word_value(word.low) or 0 for word in numbers)
    whole = number_at(group, group.index(numbers[0]))
    one = whole is not None and whole[1] >= group.index(numbers[-1]) + 1
    yield Run(start, numbers[-1].end, values, tuple(word.low for word in numbers), one)


def _is_said_number(run: Run, *, triggered: bool) -> bool:
    """Whether numbers in a row are one long number, rather than counting or a year."""
    if run.one:
        return False
    count = len(run.values)
    digits = sum(
        len(word) if word.isdigit() else len(str(v)) for v, word in zip(run.values, run.words, strict=True)
    )
    if all(b - a == 1 for a, b in pairwise(run.values)) or len(set(run.values)) == 1 < count < _FEWEST:
        return False
    if run.words[0].startswith("null") and run.words[0] != "null":
        return digits >= _ZERO_RUN
    if run.values[0] == 0 and count >= _ZERO_RUN:
        return True
    if triggered:
        return count >= _RUN_TRIGGERED and digits >= _ZERO_RUN
    return count >= _RUN and digits >= _FEWEST
