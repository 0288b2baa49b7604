"""Ages: in figures and in words, of the person and of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.numbers import WORDS, number_at, word_value
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_OLDEST = 115
_N: Final = r"\d{1,3}(?:[.,]5|½|,5)?"
_THINGS: Final = (
    r" (?:ausbildung|vertrag|frist|studium|duldung|aufenthalts?\w{0,20}|berufserfahrung|wartezeit"
    r"|laufzeit|befristung|projekt|erfahrung|plan|phase|kurs|garantie|sperre|bindung|arbeit"
    r"|mietvertrag"
    r"|bestehen|jubiläum|förderung|umschulung|pause|beziehung|ehe|lease|contract|course|plan|mortgage"
    r"|training|permit|visa|war|project|programme)"
)
_WRITTEN: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (
            (
                rf"(?<![\w.,])(?:(?:\d{{1,3}}) ?(?:-|–|bis|und|oder|/) ?)?{_N}[ -]?jähr(?:ig\w{{0,4}}"
                rf"|\.)(?!{_THINGS})"
            ),
            0.95,
        ),
        (rf"(?<![\w.,]){_N} ?-? ?j\.(?: alt)?(?!\w)", 0.8),
        (
            rf"(?<![\w.,]){_N} (?:jahre?|jahren|monate?|wochen|tage) (?:alt|jung|alten?|altes|alter)(?!\w)",
            0.95,
        ),
        (rf"(?<![\w.,]){_N}-?jahre?-alt\w{{0,2}}", 0.9),
        (
            (
                rf"(?:im|mit dem) alter (?:von|ab)(?: etwa| ca\.| rund| ungefähr| knapp)? "
                rf"(?P<age>{_N}(?: (?:jahren|monaten|wochen|tagen))?)(?!\w)"
            ),
            0.95,
        ),
        (
            (
                rf"(?<!\w)(?:alter|lebensalter|age|العمر|вік|سن) ?[:=] ?(?P<age>{_N}(?: (?:jahre|j\."
                rf"|years))?)(?!\w)"
            ),
            0.95,
        ),
        (rf"(?<![\w.,])(?P<age>{_N}\.) (?:geburtstag|lebensjahr|lebenswoche|lebensmonat)", 0.9),
        (
            (
                r"(?<!\w)(?:anfang|mitte|ende)(?: der| den)? (?P<age>[1-9]0(?:er\w{0,2})?)(?![\w.])(?! "
                r"(?:euro|prozent|jahre|uhr))"
            ),
            0.8,
        ),
        (
            (
                r"(?<!\w)in (?:den|die|his|her|their|my|the) (?:(?:early|mid"
                r"|late)[ -])?(?P<age>[2-9]0(?:ern?|s|'s))(?!\w)"
            ),
            0.6,
        ),
        (rf"(?<![\w.,]){_N}[ -](?:years?|yrs?|months?|weeks?)[ -]olds?(?!\w)", 0.95),
        (rf"(?<!\w)(?:aged?|the age of|age of) (?P<age>{_N})(?!\w)(?! (?:euro|people))", 0.85),
        (rf"(?<!\w)(?:aged?) (?P<age>{_N} to {_N})", 0.85),
        (rf"(?<![\w.,])(?P<age>{_N}) ?(?:y/o|yo)(?!\w)", 0.85),
        (r"(?<=[a-zäöü]), (?P<age>[1-9]\d)(?=,| ?\)|$)|(?<=[a-zäöü] \()(?P<age2>[1-9]\d)(?=\))", 0.5),
        (
            (
                rf"(?<![\w.,]){_N}[ -]?(?:річн\w{{1,3}}|літн\w{{1,3}})(?! (?:стаж|контракт|договір|план"
                r"|досвід|програм|термін))"
            ),
            0.95,
        ),
        (rf"(?<![\w.,])(?P<age>{_N} (?:рок\w{{1,2}}|рік|місяц\w{{1,2}})) (?:від роду|виповнил)", 0.9),
        (
            rf"(?<![\w.,]){_N} ?(?:ساله|سالمه|سالشه|سالم است|سالشان)(?! (?:قرارداد|اقامت|ويزا|كار|تجربه))",
            0.95,
        ),
        (rf"(?<![\w.,]){_N} سال(?: سن)? (?:دارم|دارد|داشتم|داشت|داره|سن|عمر)(?!\w)", 0.8),
        (rf"(?<!\w)سن(?:م|ش|شان|مان|ت)? (?P<age>{_N}(?: سال)?)(?!\w)", 0.9),
    )
)
_GERMAN_WORD: Final = re.compile(
    r"(?<!\w)(?P<n>[a-zäöüß]{2,24}?)(?:einhalb)?(?:jährig\w{0,4})(?!\w)(?!" + _THINGS + ")"
)
_DECADES: Final = frozenset(
    ["zwanzig", "dreißig", "dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
)
_DECADE: Final = re.compile(
    r"(?<!\w)(?:anfang|mitte|ende) (?P<age>[a-zäöüß]{6,10}?)(?:er|ern)?(?!\w)(?! (?:euro|prozent|jahre))"
)
_IN_DECADE: Final = re.compile(
    r"(?<!\w)in (?:(?:his|her|their|my) (?:(?:early|mid|late)[ -])?(?P<en>twenties|thirties|forties"
    r"|fifties|sixties|seventies|eighties)"
    r"|(?:den|die) (?P<de>zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig)ern?)(?!\w)"
)
_UK_WORD: Final = re.compile(
    r"(?<!\w)(?:одно|дво|двох|три|трьох|чотири|чотирьох|п'яти|шести|семи|восьми|дев'яти|десяти"
    r"|одинадцяти|дванадцяти|тринадцяти|чотирнадцяти|п'ятнадцяти|шістнадцяти|сімнадцяти"
    r"|двадцяти\w{0,10}|тридцяти\w{0,10}|сорока\w{0,10}|п'ятдесяти\w{0,10})(?:річн|літн)\w{1,3}(?! "
    r"(?:стаж|контракт|договір|план|досвід|програм|термін))"
)
_LEADS: Final = re.compile(
    r"(?<!\w)(?:(?:ich|er|sie|es|der|die|sohn|tochter|kind|junge|mädchen|mutter|vater|bruder"
    r"|schwester|mann|frau|kleine|kleiner|älteste|jüngste|ältester|jüngster|große|großer"
    r"|[a-zäöüß]{3,15}),?"
    r" (?:bin|ist|war|wird|wurde|werde) (?:jetzt |gerade |erst |schon |bald |nun |heute |damals "
    r"|fast |noch |etwa |ungefähr |ja |auch |über |unter |knapp |rund |bald |weit über )?"
    r"|(?:(?:bin|war|wurde|ist|wird) (?:ich|er|sie) (?:erst |schon |damals |gerade |jetzt |noch )?)"
    r"|(?:i'm|i am|he is|she is|he's|she's|was|is|turned|i turned|turning|who's|who is|aged|age) "
    r"(?:now |only |almost |just |about |already |around )?"
    r"|(?:when|als) (?:i|he|she|we|they|ich|er|sie) (?:was|were) "
    r"|mit (?!den |der |dem )|عمري |عمره |عمرها |عمر \w{2,12} |ابن |بنت |عندي |عنده |عندها |صار عمري "
    r"|كان عمري |عمرنا "
    r"|(?:мені|йому|їй|старшому|старшій|молодшому|молодшій|меншому|меншій|малому|малій|синові|доньці"
    r"|дочці|сину|мамі|татові|дитині|чоловікові|дружині|бабусі|нам) "
    r"(?:вже |зараз |було |тоді |лише |тільки |скоро |виповнилося |виповнилось |виповниться |майже "
    r"){0,2}"
    r"|віком |у віці |в віці |у (?=\w{3,20} (?:років|роки)(?!\w))|ዕድመይ |ዕድሚኡ |ዕድሚኣ |ዕድመ \w{2,8} |ወዲ "
    r"|ጓል |በዓል |በዓልቲ |جنت |من )$"
)
_ADULT_UNIT: Final = re.compile(
    r" ?(?P<unit>ساله|سالمه|سالشه|سالم|jahre alt|jahr alt|jahren|jahre(?= geworden)"
    r"|years old|years of age|years|months old|month old|monate alt|سنه|سنين|سنوات|عام|عاما|شهر|شهور"
    r"|اشهر|سال|рок\w{1,2}|рік|літ|місяц\w{1,2}"
    r"|ዓመት|ዓመተይ|ዓመታት|ኣዋርሕ)(?!\w)"
)
_NOT_UNIT: Final = re.compile(
    r" ?(?:[.:,]\d|%|€|°|/|\.? ?(?:jahr|monat|tag|woche|stund|minut|sekund|uhr|euro|cent|meter|km|qm"
    r"|zimmer|personen|leute|menschen|kinder|mal(?!\w)|prozent|stock|etage|person|grad|kilo|liter"
    r"|quadrat|stück"
    r"|years|months|days|weeks|hours|minutes|euros|people|rooms|percent|o'clock|times|kids|children"
    r"|kilomet|of(?!\w)|am(?!\w)|pm(?!\w)|degrees|floor|pages|pounds|bedroom"
    r"|شخص|غرف|يورو|اولاد|ايام|يوم|ساعه|ساعات|دقيق|اشخاص|بنات|طلاب|نفر|فرزند|بچه|روز|ماه|ساعت|هفته"
    r"|يورو|اتاق|сім'|людей|осіб|євро|кімнат|днів|годин|хвилин|дітей|тижн|ሰዓት|ዩሮ|ሰብ|ቆልዑ|መዓልቲ|ክፍሊ))"
)
_CLEAR: Final = word_list("ages", "clear")
"""Leads after which a number is an age, whatever follows."""
_WITH_UNIT: Final = ("ابن", "بنت", "عند", "من ", "ወዲ", "ጓል", "በዓል", "у ")
"""Leads after which a number is an age only with "years"."""
_AFTER_WITH: Final = re.compile(r" (?:bin|habe|hab|war|kam|ist|hat|kamen|ich|er|sie)\b|$|[.,;!?]")
_SURE_UNIT: Final = ("alt", "old", "of age", "ساله", "سالمه", "سالشه", "سالم")
_PRONOUNS: Final = frozenset(["ein", "eins", "one", "один", "одна", "одне", "واحد", "واحده", "يك", "ሓደ"])
"""Number words that mean "someone" or "something" more often than one year."""
_NEXT_NOUN: Final = re.compile(r" [a-zäöüß\u0400-\u04ff\u0620-\u06d3\u1200-\u137f']{2,30}")
_GOES_ON: Final = re.compile(
    r" (?:und|oder|aber|geworden|als|jetzt|da|wo|wie|wenn|bin|habe|hab|war|ist|weil|nach|aus|noch"
    r"|schon|komme|wohne|lebe|ich|er|sie|wir|heißt|von|hat|kam|kamen|ne|na|äh|in|and|but|now|when"
    r"|from|so|then|or|i|he|she|we|my|years|ago|already|at"
    r"|و\w{2,20}|لما|من|هلا|الان|هلق|وقت|است|هست|بود|شد|داره|دارد|هستم|і|та|а|але|коли|вже|з|було"
    r"|тоді|እዩ|እያ|እየ|ነይረ|ኣሎ|ዘሎ|ኣለኒ)(?!\w)"
)


def find_ages(plain: Plain) -> Iterator[Identifier]:
    """Ages in figures and in words."""
    for pattern, score in _WRITTEN:
        for match in pattern.finditer(plain.low):
            name = next((n for n in ("age", "age2") if n in pattern.groupindex and match[n]), None)
            span = match.span(name) if name else match.span()
            yield plain.found(*span, Kind.AGE, "age", score)
    for match in _GERMAN_WORD.finditer(plain.low):
        stem = match["n"].removesuffix("ein") if match.group().startswith("einein") else match["n"]
        if (
            stem == "ein"
            or word_value(stem) is not None
            or stem in {"einein", "anderthalb", "zweiein", "dreiein"}
        ):
            yield plain.found(*match.span(), Kind.AGE, "age", 0.9)
    for match in _DECADE.finditer(plain.low):
        if match["age"] in _DECADES:
            yield plain.found(*match.span(), Kind.AGE, "age", 0.8)
    for match in _IN_DECADE.finditer(plain.low):
        yield plain.found(*match.span("en" if match["en"] else "de"), Kind.AGE, "age", 0.7)
    for match in _UK_WORD.finditer(plain.low):
        yield plain.found(*match.span(), Kind.AGE, "age", 0.9)
    yield from _told(plain)


def _told(plain: Plain) -> Iterator[Identifier]:
    """``ich bin vierunddreißig``, ``she was 17 when``, ``عمري ٣٤ سنة``, ``мені сім років``, ``ዕድመይ 34``."""
    words = plain.words
    for at, word in enumerate(words):
        if not word.low.isdigit() and word.low not in WORDS and word_value(word.low) is None:
            continue
        if word.low in _PRONOUNS or (at and word_value(words[at - 1].low) is not None):
            continue
        number = number_at(words, at)
        if number is None or not 0 < number[0] <= _OLDEST:
            continue
        end = words[number[1] - 1].end
        unit = _ADULT_UNIT.match(plain.low, end)
        lead = _LEADS.search(plain.before(word.start, 50))
        if unit and unit["unit"].endswith(_SURE_UNIT):
            yield plain.found(word.start, unit.end(), Kind.AGE, "age", 0.95)
        elif (
            lead
            and not lead.group().startswith("uhr ")
            and (score := _told_score(plain, lead.group(), unit, end))
        ):
            yield plain.found(word.start, unit.end() if unit else end, Kind.AGE, "age", score)


def _told_score(plain: Plain, lead: str, unit: re.Match[str] | None, end: int) -> float:
    """How sure a number after "ich bin" or "عمري" is an age; 0 for a duration, a sum, an hour."""
    clear = lead.startswith(_CLEAR)
    if unit:
        if unit["unit"] in {"jahren", "years", "jahre"}:
            return 0.6 if lead.startswith("mit ") or unit["unit"] == "jahre" else 0.0
        return 0.85 if clear or lead.startswith(_WITH_UNIT) else 0.0
    if _NOT_UNIT.match(plain.low, end):
        return 0.0
    if clear:
        return 0.8
    goes_on = not _NEXT_NOUN.match(plain.low, end) or bool(_GOES_ON.match(plain.low, end))
    if lead.startswith("mit "):
        goes_on = bool(_AFTER_WITH.match(plain.low, end))
    return 0.6 if goes_on and not lead.startswith(_WITH_UNIT) else 0.0
