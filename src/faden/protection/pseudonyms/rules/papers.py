"""Numbers of papers, files and accounts, and licence plates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.numbers import word_value
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.protection.pseudonyms.rules.plain import Plain, Word

_IBAN: Final = re.compile(
    r"(?<![a-z0-9])[a-z]{2} ?\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,4})?(?![a-z0-9])"
)
_CARD: Final = re.compile(r"(?<![\w-])\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?![\w-])")
_ACCOUNT: Final = re.compile(
    r"(?<!\w)(?:konto(?:nummer|[- ]?nr\.?)|kto\.?(?:[- ]?nr\.?)?|blz|bankleitzahl|bic|swift"
    r"|account(?: number| no\.?)?|iban"
    r"|رقم الحساب|حساب(?:ي)?|شماره (?:حساب|شبا|كارت)|рахун\w{0,4}|картк\w{1,3}|ቁጽሪ ሕሳብ)(?: (?:ist"
    r"|lautet|is|هو|است))?[ :.]{0,3}"
    r"(?P<value>[a-z0-9](?:[ /-]?[a-z0-9]){4,33})(?![a-z0-9])"
)
_TRIGGER: Final = re.compile(
    r"(?<!\w)(?:[a-zäöüß-]{0,30}(?:nummer|zeichen|kennung|kennziffer|kennnummer)"
    r"|[a-zäöüß./-]{0,24}[ .-]?nrn?\b\.?|[a-zäöüß]{1,20}-(?:id|nr\.?)"
    r"|az|gz|id|pid|no\.?|nº|№|reisepass|pass|personalausweis|ausweis|aufenthaltstitel|steuer-?id"
    r"|idnr\.?|akte|fall|vorgang|ticket|unser zeichen|ihr zeichen"
    r"|[a-z]{0,14} ?number|reference|ref|case(?: id)?|file|passport|permit"
    r"|رقم (?:\w{2,14} ?){1,2}|الرقم|جواز(?:ي)?|شماره(?: \w{2,14}){1,2}|كد ملي|пасп\w{1,6}|номер "
    r"\w{3,14}|справ\w{1,3}|код|ипн|ипп|рнокпп"
    r"|ቁጽሪ \w{2,14}|ፓስፖርት|መለለዪ)"
    r"(?: (?:ist|lautet|war|heißt|is|was|هو|هي|است|هست))?(?: die| das)?[ :.#=]{1,4}(?:no\.? ?|nr\.? ?"
    r"|n° ?|№ ?)?"
)
_VALUE: Final = re.compile(r"[\w](?:[ ]?[./\-–:]?[ ]?[\w]){2,30}")
_NOT_NUMBERS: Final = re.compile(
    r"haus|zimmer|telefon|handy|mobil|fax|konto|konfektion|schuh|bus|linien|tor|text|seiten|abschnitt"
    r"|ruf|platz|ordnungs|verkehrs|frage|punkt|absatz|wort|stern|vor|lese|satz|sonder|kfz|autoken"
    r"|kennzeichen"
)
_SHAPES: Final[tuple[tuple[re.Pattern[str], float], ...]] = (
    (re.compile(r"(?<![\w/.])\d{7} ?[-–] ?\d{3}(?![\w/])"), 0.95),  # BAMF: number and country
    (
        re.compile(r"(?<![\w/.])\d{1,4} ?[A-Z][A-Za-z]{0,2} ?\d{1,5}/\d{2,4}(?:\.[A-Z])?(?![\w])"),
        0.85,
    ),  # courts
    (
        re.compile(
            r"(?<![\w/.])(?!(?:RR|BP|AF|HF|EF"
            r"|EU)[ -])[A-Z]{1,4}[-/ ]?\d{2,7}[-/]\d{2,7}(?:[-/]\d{1,4})?(?![\w/])"
        ),
        0.75,
    ),  # findings, files
    (re.compile(r"(?<![\w/.])\d{2} ?\d{6} ?[A-Z] ?\d{3}(?!\w)"), 0.95),  # pension insurance
    (re.compile(r"(?<![\w/.])[A-Z]\d{9}(?!\w)"), 0.95),  # health insurance
    (
        re.compile(r"(?<![\w/.])(?=[A-Z0-9]{0,8}\d{2})[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\d?(?!\w)"),
        0.8,
    ),  # passport
    (re.compile(r"(?<![\w/.])\d{2} \d{3} \d{3} \d{3}(?!\w)"), 0.85),  # tax id
    (re.compile(r"(?<![\w/.])\d{2,3}/\d{3}/\d{4,5}(?!\w)"), 0.85),  # tax number
    (re.compile(r"(?<![\w/.])\d{3,6}[A-Z]{2,4}\d{4,8}(?!\w)"), 0.85),  # 13509BG0012345
    (re.compile(r"(?<![\w/.])[A-Z]{1,4}-?\d{5,12}(?!\w)"), 0.8),
    (re.compile(r"(?<![\w/.,:+-])\d{7,16}(?![\w])(?![.,]\d)(?! ?(?:€|[Ee]uro|EUR|[Mm]enschen|%))"), 0.6),
)
_PLATE: Final = re.compile(
    r"(?<![\w-])(?!(?:HLA|DIN|ISO|VO|EU|CD|CA|IG|AN|TH|ICD|UN|EN|VI|II|IV|XI|SGB|CT"
    r"|MR)[ -])[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2}[ -]?\d{1,4}[EH]?(?![\w/])(?![.,]\d)"
)
_PLATE_LOOSE: Final = re.compile(
    r"(?:kennzeichen|nummernschild|autonummer|plate|licen[cs]e|registration|لوحه|پلاك|номер\w{0,3} "
    r"(?:машини|авто)|ታርጋ)[^\d\n]{0,30}?"
    r"(?P<value>[a-zäöü]{1,3}[ -]?[a-z]{1,2}[ -]?\d{1,4}[eh]?)(?!\w)"
)
_PLATE_UKRAINE: Final = re.compile(
    r"(?<!\w)[ABCEHIKMOPTXАВСЕНІКМОРТХ]{2} ?\d{4} ?[ABCEHIKMOPTXАВСЕНІКМОРТХ]{2}(?!\w)"
)
_SPELLING: Final = frozenset(word_list("papers", "spelling"))
_LETTERS: Final = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜa-zäöü]-){3,20}[A-ZÄÖÜa-zäöüß](?![\w-])|(?<!\w)(?:[A-ZÄÖÜ] ){3,20}[A-ZÄÖÜ](?!\w)"
)
_AS_IN: Final = re.compile(
    r"(?<!\w)(?:\w (?:wie|as in|for|як) \w{2,14}[ ,.]{1,3}){1,20}\w (?:wie|as in|for|як) \w{2,14}(?!\w)"
)
_LEAST_DIGITS = 3
_SHORTEST_IBAN = 15
"""Norway has the shortest IBAN (ISO 13616 registry)."""


def find_papers(plain: Plain) -> Iterator[Identifier]:
    """Accounts, numbers of papers and files, licence plates, spelled names."""
    yield from _accounts(plain)
    yield from _numbers(plain)
    yield from _plates(plain)
    for pattern in (_LETTERS, _AS_IN):
        for match in pattern.finditer(plain.plain if pattern is _LETTERS else plain.low):
            yield plain.found(*match.span(), Kind.PERSON, "spelled", 0.6)


def _accounts(plain: Plain) -> Iterator[Identifier]:
    for match in _IBAN.finditer(plain.low):
        digits = sum(ch.isdigit() for ch in match.group())
        letters = sum(ch.isalpha() for ch in match.group())
        if digits > letters and digits + letters >= _SHORTEST_IBAN:
            yield plain.found(*match.span(), Kind.ACCOUNT, "iban")
    for match in _CARD.finditer(plain.low):
        yield plain.found(*match.span(), Kind.ACCOUNT, "card", 0.9)
    for match in _ACCOUNT.finditer(plain.low):
        if any(ch.isdigit() for ch in match["value"]):
            start, end = match.span("value")
            end = start + len(_with_digits(match["value"]))
            if end - start > _LEAST_DIGITS:
                yield plain.found(start, end, Kind.ACCOUNT, "account", 0.9)


def _numbers(plain: Plain) -> Iterator[Identifier]:
    for match in _TRIGGER.finditer(plain.low):
        if _NOT_NUMBERS.search(
            match.group().partition("zeichen")[0] if "aktenz" in match.group() else match.group()
        ):
            continue
        value = _VALUE.match(plain.plain, match.end())
        if value is None:
            continue
        stretch = _with_digits(value.group())
        if sum(ch.isdigit() for ch in stretch) >= _LEAST_DIGITS and not _is_year(stretch):
            yield plain.found(value.start(), value.start() + len(stretch), Kind.NUMBER, "number", 0.9)
    for pattern, score in _SHAPES:
        for match in pattern.finditer(plain.plain):
            if not _is_law(plain, match.start()):
                yield plain.found(*match.span(), Kind.NUMBER, "number", score)


_YEAR: Final = re.compile(
    r"(?:19|20|13|14)\d\d|\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})?.*|\d{1,3} (?:euro|jahre).*", re.IGNORECASE
)
_LAW: Final = re.compile(
    r"(?:verordnung|richtlinie|regulation|directive|bgbl\.?|bt-drs\.?|drucksache|§|artikel|art\.|vo"
    r"|rl)[ (]{0,3}(?:\(?e[ugw]g?\)?)?[ a-z.()]{0,10}$"
)


def _is_year(stretch: str) -> bool:
    return bool(_YEAR.fullmatch(stretch))


def _is_law(plain: Plain, at: int) -> bool:
    return bool(_LAW.search(plain.before(at, 30)))


def _with_digits(stretch: str) -> str:
    """The pieces of a stretch that belong to a number: with digits, or up to three capitals."""
    end, at = 0, 0
    for piece in stretch.split(" "):
        last = at + len(piece)
        if any(ch.isdigit() for ch in piece):
            end = last
        elif len(piece) > _LEAST_DIGITS or piece.upper() != piece:
            break
        at = last + 1
    return stretch[:end]


def _plates(plain: Plain) -> Iterator[Identifier]:
    for match in _PLATE.finditer(plain.plain):
        yield plain.found(*match.span(), Kind.PLATE, "plate", 0.85)
    for match in _PLATE_UKRAINE.finditer(plain.plain):
        yield plain.found(*match.span(), Kind.PLATE, "plate", 0.85)
    for match in _PLATE_LOOSE.finditer(plain.low):
        yield plain.found(*match.span("value"), Kind.PLATE, "plate", 0.9)
    yield from _spelled_plates(plain)


def _spelled_plates(plain: Plain) -> Iterator[Identifier]:
    """``Kiel Anton Berta 123``: letters said with the spelling alphabet, else a spelled name."""
    words = plain.words
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and words[last].low in _SPELLING and _near(plain, words, last, at):
            last += 1
        if last - at >= 2:  # noqa: PLR2004  # one is a first name
            end = last
            while (
                end < len(words) and word_value(words[end].low) is not None and _near(plain, words, end, at)
            ):
                end += 1
            if end > last:
                first = at - 1 if at and words[at - 1].capital and _near(plain, words, at, at - 1) else at
                yield plain.found(words[first].start, words[end - 1].end, Kind.PLATE, "plate", 0.8)
            elif last - at > 2:  # noqa: PLR2004  # two may be a first and a last name
                yield plain.found(words[at].start, words[last - 1].end, Kind.PERSON, "spelled", 0.6)
        at = max(last, at + 1)


def _near(plain: Plain, words: Sequence[Word], at: int, first: int) -> bool:
    """Whether a word directly follows the one before, or is the first."""
    return at == first or plain.plain[words[at - 1].end : words[at].start].strip(",-") in {"", " "}
