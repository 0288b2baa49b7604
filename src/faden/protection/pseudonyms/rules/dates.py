"""Dates: numbers, names of months of several calendars, ordinals as said, years that tell a life."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.months import DOUBTFUL, FEASTS, MONTHS, ORDINALS, PAIRS, SEASONS, SHORT
from faden.protection.pseudonyms.rules.numbers import number_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_D: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_M: Final = r"(?:0?[1-9]|1[0-2])"
_Y: Final = r"(?:(?:1[89]|20)\d\d|'?\d\d)"
_YYYY: Final = r"(?:1[89]\d\d|20\d\d|1[34]\d\d)"
_NUMERIC: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        # 12.03.–14.03.2019, 12.–14.03.2019, 12./13.03.19
        (
            (
                rf"(?<![\w.,/]){_D}\. ?(?:{_M}\.)? ?(?:{_Y})? ?(?:[-–/]|bis(?: zum)?|und|to"
                rf"|u\.) ?{_D}\. ?{_M}\. ?(?:{_Y})?(?![\d])(?!\.\d)"
            ),
            0.95,
        ),
        (rf"(?<![\w.,/]){_D}\. ?{_M}\. ?{_Y}(?!\w)(?![.,]\d)", 0.95),
        # Typed without a blank: am12.03.2019, 12.03.2019und
        (rf"(?<![\d.,/]){_D}\.{_M}\.{_YYYY}(?!\d)(?![.,]\d)", 0.9),
        (rf"(?<![\w.,/-]){_D} ?[/-] ?{_M} ?[/-] ?(?:{_YYYY}|\d\d)(?![\w/-])(?![.,]\d)", 0.9),
        (rf"(?<![\w.,/-]){_M}/{_D}/(?:{_YYYY}|\d\d)(?![\w/-])", 0.8),
        (rf"(?<![\w.,/-]){_YYYY} ?[-/.] ?{_M} ?[-/.] ?{_D}(?![\w/-])(?:t\d\d:\d\d(?::\d\d)?)?", 0.95),
        (
            (
                r"(?<![\w.,/-])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]"
                r"|1[0-2])\.?(?![\w])(?![.,/-]\d)(?! ?(?:uhr|h(?!\w)|€|euro|mg|ml|cm|mm|%|m(?!\w)|l(?!\w)"
                r"|g(?!\w)|kg|mmol))"
            ),
            0.6,
        ),
        (r"(?<![\w.,/-])(?:0?[1-9]|1[0-2]) ?[/.] ?(?:19|20)\d\d(?!\w)(?![./,]\d)", 0.85),
        # Months of letters, ``3/19`` and ``03/19``; two digits may be a share or a size of something.
        # A hyphen before is that of a span: 03/19-05/19.
        (r"(?<![\w.,/])(?:0?[1-9]|1[0-2])/\d\d(?![\w/])(?! ?(?:%|mm|cm|mg|ml|zoll|punkt))", 0.6),
    )
)
_WITHOUT_YEAR: Final = re.compile(
    rf"(?<![\w.])(?:am|vom|seit|ab|bis|zum|den|dem|der|on|з|до|від|(?:mo|di|mi|do|fr|sa|so)[.,]{{0,2}}"
    rf"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?(?: de[nm])?) "
    rf"(?P<date>{_D}\. ?{_M}\.)(?!\d)"
)
_IN_BRACKETS: Final = re.compile(rf"\((?P<date>{_D}\. ?{_M}\.)\)")
_TWO_DIGITS: Final = re.compile(r"^\d\d\.\d\d$")
_PREPOSITION: Final = re.compile(
    r"(?<!\w)(?:am|vom|seit|ab|bis|zum|den|von|on|aufnahme|entlassung|datum|termin|und|-|–|zwischen|\() ?$"
)
_YEAR: Final = re.compile(rf"(?<![\w.,/:+%€$-])(?P<apostrophe>')?(?:(?<=')\d\d|{_YYYY})(?!\w)(?![.,:/]\d)")
_YEAR_RANGE: Final = re.compile(rf"(?<![\w.,/:]){_YYYY} ?(?:[-–/]|bis|to|до) ?(?:{_YYYY}|\d\d)(?![\w/])")
_PERSIAN_YEAR: Final = range(1300, 1450)
_YEAR_BEFORE: Final = re.compile(
    r"(?:jahr\w{0,3}|year|عام|سنه|سال|рок\w{1,3}|році|року|ዓ\.?ም|ዓመት|ዓመተ|ብ)\.? ?$"
)
_YEAR_AFTER: Final = re.compile(r" ?(?:هـ|م(?!\w)|ش(?!\w)|р\.|рок|року|році|ዓ\.ም|ዓም)")
_NO_YEAR_AFTER: Final = re.compile(
    r" ?(?:€|euro|eur|%|prozent|mg|ml|µg|kcal|g(?!\w)|kg|m(?!\w)|km|qm|m²|cm|stück|menschen|personen"
    r"|leute|einwohner|wohnungen|mal(?!\w)|mark|dollar|lei|meter|liter|schritte|stunden|"
    r"people|euros|pounds|units|flats|dollars|جنيه|يورو|ليره|دولار|يورو|تومان|نفر|متر|شخص|євро"
    r"|гривень|грн|доларів|осіб|людей|сім|метр|ዩሮ|ናቕፋ|ሰብ|ሰባት)"
)
_NO_YEAR_BEFORE: Final = re.compile(
    r"(?:bgbl\.?|verordnung|richtlinie|nr\.?|nummer|§|art\.|artikel|paragra[fp]h?|din|iso|drucksache"
    r"|code|pin|kapitel|seite|s\.|zimmer|raum|euro|€|agenda|windows|fassung|ziffer|rn\.?|eu) ?\(?$"
)
_DAY_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?:[1-9]|[12]\d|3[01]|0[1-9])(?:\.|st|nd|rd|th|-го|-е| -ого|ого)?(?: ?(?:[-–/]|bis"
    r"|und) ?(?:[12]\d|3[01]|0?[1-9])\.?)?(?: of| من| ي)?) ?$"
)
_BEFORE: Final = re.compile(
    r"(?<!\w)(?:im|seit|ab|bis|mitte|ende|anfang|letzten|vergangenen|nächsten|diesen|dieses|monat"
    r"|kommenden|vom|zum|in|since|until|till|by|last|next|early|late|mid|this"
    r"|في|من|شهر|بشهر|منذ|لشهر|ب|ماه|در|از|تا|у|в|з|із|до|від|на початку|наприкінці|минулого|ኣብ|ካብ|ብ"
    r"|ወርሒ|ክሳብ)[ -]$"
)
_YEAR_AT: Final = re.compile(
    rf",? ?(?:of |von |de |سال |عام |سنه |م |ا? ?)?(?P<year>{_YYYY}"
    rf"|'?\d\d)(?!\w)(?![.,:]\d)(?: ?(?:р\.|року|році|ዓ\.ም|هـ|م(?!\w)|ش(?!\w)))?"
)
_DAY_AFTER: Final = re.compile(
    r" (?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:.])(?:,? (?:19|20)\d\d(?!\w))?"
)
_MONTHS = 12
_AMOUNT = 2000
"""Said alone, more often a sum than a year."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2049


def find_dates(plain: Plain) -> Iterator[Identifier]:
    """Dates, months with or without day and year, years."""
    yield from _numeric(plain)
    yield from _months(plain)
    yield from _said(plain)
    yield from _years(plain)


def _numeric(plain: Plain) -> Iterator[Identifier]:
    for pattern, score in _NUMERIC:
        for match in pattern.finditer(plain.low):
            doubtful = bool(_TWO_DIGITS.match(match.group()))
            if doubtful and not _PREPOSITION.search(plain.before(match.start(), 14)):
                continue
            yield plain.found(*match.span(), Kind.DATE, "date", score)
    for pattern in (_WITHOUT_YEAR, _IN_BRACKETS):
        for match in pattern.finditer(plain.low):
            yield plain.found(*match.span("date"), Kind.DATE, "date", 0.8)


def _months(plain: Plain) -> Iterator[Identifier]:
    """Names of months with what belongs to them: ``am 14. März 2019``, ``۱۴ اسفند``, ``у березні``."""
    words = plain.words
    for at, word in enumerate(words):
        low, start, end, last = word.low, word.start, word.end, at
        attached = (
            low[1:] if low[:1] in "وبلፈብ" and low[1:] in MONTHS - DOUBTFUL and low not in MONTHS else low
        )
        if at + 1 < len(words) and (low, words[at + 1].low) in PAIRS:
            end, last = words[at + 1].end, at + 1
        elif attached not in MONTHS and low not in SHORT:
            continue
        start += len(low) - len(attached) if last == at else 0
        before, day = plain.before(start, 16), _day_before(plain, at, start)
        sure = day is not None
        if day is not None:
            start = day
        if end < len(plain.low) and plain.low[end] == "." and low in SHORT:
            end += 1
        last_sign = _year_end(plain, end, low, capital=word.capital, with_day=day is not None)
        if last_sign is None:
            last_sign = _said_year(plain, last + 1)
        if last_sign is not None:
            end, sure = last_sign, True
        if sure or _alone(low, attached, before, capital=word.capital):
            yield plain.found(start, end, Kind.DATE, "month", 0.9 if sure else 0.4)


def _year_end(plain: Plain, at: int, low: str, *, capital: bool, with_day: bool) -> int | None:
    """Where the day or year after a month ends: ``March 14, 2019``, ``März 2019``, ``Mai '98``."""
    after = _DAY_AFTER.match(plain.low, at)
    if after and not with_day and low.isascii() and capital and _no_unit(plain, after.end()):
        return after.end()
    year = _YEAR_AT.match(plain.low, at)
    if year is None:
        return None
    sure = len(year["year"]) == len("2019") or year["year"].startswith("'") or low in SHORT
    return year.end() if sure or _no_unit(plain, year.end()) else None


def _no_unit(plain: Plain, at: int) -> bool:
    return not re.match(r" ?(?:uhr|euro|€|jahre|mal|%|tage|leute|prozent|stunden)", plain.low[at : at + 10])


_ONLY_DATED: Final = frozenset(["مي", "اب"])
"""Months that are a prefix of verbs, and "father"."""


def _alone(low: str, attached: str, before: str, *, capital: bool) -> bool:
    """Whether the name of a month without day and year is one."""
    if (low in SHORT and low != "mai") or low in _ONLY_DATED:
        return False
    if low.isascii() and not capital and low in DOUBTFUL:
        return False
    if attached != low:
        return low not in DOUBTFUL and attached not in DOUBTFUL
    near = bool(_BEFORE.search(before))
    return near if low in DOUBTFUL or low.isascii() or low == "märz" else True


def _day_before(plain: Plain, at: int, start: int) -> int | None:
    """Where the day before a month begins: ``14.``, ``dritten``, ``twenty first``, ``چهارده``."""
    match = _DAY_BEFORE.search(plain.before(start, 16))
    if match:
        return max(0, start - 16) + match.start()
    words = plain.words
    back = at - 1
    if back >= 0 and words[back].low in {"of", "من"}:
        back -= 1
    if back < 0 or start - words[back].end > 8:  # noqa: PLR2004  # " of the "
        return None
    if words[back].low in ORDINALS:
        first = back
        if back and words[back - 1].low in {"twenty", "thirty", "двадцять", "тридцять", "بيست"}:
            first -= 1
        return words[first].start
    for first in (back - 2, back - 1, back):
        if first >= 0 and not words[back].low.isdigit():
            number = number_at(words, first)
            if number and number[1] == back + 1 and 0 < number[0] <= 31 and not words[back].low.isascii():  # noqa: PLR2004
                return words[first].start
    return None


def _said_year(plain: Plain, at: int) -> int | None:
    """Where a year said in words ends: ``zweitausendfünfzehn``, ``nineteen eighty``."""
    number = number_at(plain.words, at)
    if (
        number
        and not plain.words[at].low.isdigit()
        and ((_FIRST_YEAR <= number[0] <= _LAST_YEAR and number[0] != _AMOUNT) or number[0] in _PERSIAN_YEAR)
    ):
        return plain.words[number[1] - 1].end
    return None


def _said(plain: Plain) -> Iterator[Identifier]:
    """``am dritten fünften (neunzehnhundertachtzig)``, years in words, seasons and feasts with a year."""
    for at, word in enumerate(plain.words):
        if word.low in ORDINALS:
            yield from _day_and_month(plain, at)
        elif word.low in SEASONS or word.low in FEASTS:
            year = _YEAR_AT.match(plain.low, word.end)
            in_figures = year is not None and (len(year["year"]) > len("'98") or year["year"][0] == "'")
            last = year.end() if year and in_figures else _said_year(plain, at + 1)
            if last is not None:
                yield plain.found(word.start, last, Kind.DATE, "season", 0.8)
        elif not word.low.isdigit():
            said = _said_year(plain, at)
            if said is not None and not _NO_YEAR_AFTER.match(plain.low, said):
                yield plain.found(word.start, said, Kind.DATE, "said", 0.6)


def _day_and_month(plain: Plain, at: int) -> Iterator[Identifier]:
    """``am dritten fünften``: two ordinals after a word that leads to a date."""
    words = plain.words
    if not 0 < at < len(words) - 1 or words[at - 1].low not in {"am", "vom", "zum", "geboren", "bis"}:
        return
    month = ORDINALS.get(words[at + 1].low)
    if month is not None and month <= _MONTHS and words[at + 1].start - words[at].end == 1:
        last = _said_year(plain, at + 2) or words[at + 1].end
        yield plain.found(words[at].start, last, Kind.DATE, "said", 0.8)


def _years(plain: Plain) -> Iterator[Identifier]:
    for match in _YEAR_RANGE.finditer(plain.low):
        if not _NO_YEAR_AFTER.match(plain.low, match.end()) and not _NO_YEAR_BEFORE.search(
            plain.before(match.start(), 16)
        ):
            yield plain.found(*match.span(), Kind.DATE, "year", 0.6)
    for match in _YEAR.finditer(plain.low):
        before = plain.before(match.start(), 16)
        if _NO_YEAR_AFTER.match(plain.low, match.end()) or _NO_YEAR_BEFORE.search(before):
            continue
        value = int(match.group().strip("'"))
        named = bool(_YEAR_BEFORE.search(before) or _YEAR_AFTER.match(plain.low, match.end()))
        if match["apostrophe"] or _FIRST_YEAR <= value <= _LAST_YEAR or named:
            yield plain.found(*match.span(), Kind.DATE, "year", 0.7 if named else 0.5)
        elif value in _PERSIAN_YEAR and re.search(r"[\u0600-\u06ff]", before):
            yield plain.found(*match.span(), Kind.DATE, "year", 0.5)
