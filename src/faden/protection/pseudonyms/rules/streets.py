"""Streets with and without house numbers, postcodes with their town, in six languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.numbers import number_at
from faden.protection.pseudonyms.rules.plain import before_stop, fold
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_UNITS: Final = (
    r"(?:uhr|euro|eur|€|jahr|monat|woche|tag|stunde|minute|min|meter|m(?!\w)|km|kilometer|mal"
    r"|personen|leute|menschen|zimmer|quadratmeter|qm|%|prozent"
    r"|wohnungen|häuser|parteien|kinder|familien|plätze|stationen|haltestellen|people|minutes|hours"
    r"|years|euros|o'clock|times|stops)"
)
_HOUSE: Final = (
    r"(?:,? ?(?:nr\.?|nummer|hausnummer|no\.?|number) ?|,? )"
    r"(?P<house>\d{1,4}(?: ?[a-h](?![\w]))?(?: ?[-–/+] ?\d{1,4}(?: ?[a-h](?!\w))?)?)"
    rf"(?![\w])(?![.,:/]\d)(?!\. (?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|lebens"
    rf"|geburt))(?! ?{_UNITS})"
)
_LETTER: Final = r"[a-zäöüßéèáçğışćčžó]"
_STRONG: Final = r"(?:straßen?|strassen?|str(?!\w)\.?|allee|gasse|chaussee|twiete)"
_MIDDLE: Final = r"(?:wege?s?|platz(?:es)?|damm(?:s|es)?|ufers?|rings?|promenade)"
_WEAK: Final = (
    r"(?:stieg|steig|pfad|redder|reihe|hof|berg|markt|wall|graben|kamp|koppel|brook|park|garten"
    r"|gärten|kai|brücke|tor|deich|feld"
    r"|busch|grund|winkel|eck|höhe|siedlung|wiese|wiesen|blick"
    r"|holz|tal|rade|horst|heide|kanal|hafen|insel|moor|teich|see|quai|diek|stein|rain|hang|anger"
    r"|bogen|zeile|terrasse|gang|hagen|linden|weide|kehre|acker)"
)
_ONE_WORD: Final = re.compile(
    rf"(?<![\w])(?P<name>(?:{_LETTER}{{1,30}}-){{0,5}}{_LETTER}{{2,30}}?-?(?:(?P<strong>{_STRONG})"
    rf"|(?P<middle>{_MIDDLE})|(?P<weak>{_WEAK})))(?!\w)"
)
_TWO_WORDS: Final = re.compile(
    rf"(?<![\w-])(?P<name>(?:(?:{_LETTER}{{2,30}}[ -])?(?:(?:{_LETTER}{{1,24}}-){{1,4}}"
    rf"|{_LETTER}{{2,30}}(?:er|e|en) ))"
    rf"(?P<kind>{_STRONG}|{_MIDDLE}|markt|wall|kamp|berg|hof|tor|hof|deich))(?!\w)"
)
_OF: Final = re.compile(
    r"(?<!\w)(?:(?:Straße|Strasse|Str\.|Allee|Ufer|Promenade) (?:des|der|am|zum|zur|an der|im)|Platz "
    r"(?:des|der)) (?:\d{1,2}\. ?)?(?:[A-ZÄÖÜ][\wäöüß-]{1,30})(?: [A-ZÄÖÜ][\wäöüß-]{1,30})?"
)
_AT: Final = re.compile(
    r"(?<!\w)(?:[Aa]m|[Aa]n der|[Aa]n den|[Aa]uf dem|[Aa]uf der|[Ii]m|[Ii]n der|[Ii]n den|[Zz]um"
    r"|[Zz]ur|[Hh]inter (?:der|dem|den)|[Uu]nter (?:den|der|dem)|[Bb]eim?(?: der| dem)?|[Vv]or (?:dem"
    r"|der))"
    r" (?P<head>(?:[A-ZÄÖÜ][a-zäöüß-]{1,30} ){0,2}[A-ZÄÖÜ][a-zäöüß-]{2,30})"
    rf"(?i:{_HOUSE})"
)
_NOT_AT: Final = frozenset(word_list("streets", "not_at"))
_NOT_STREETS: Final = frozenset(word_list("streets", "not_streets"))
_NOT_ADJECTIVES: Final = frozenset(word_list("streets", "not_adjectives"))
_PARTS: Final = frozenset(word_list("streets", "parts"))
_ENGLISH: Final = re.compile(
    r"(?<![\w])(?:\d{1,5}[a-zA-Z]? )?(?:[A-Z][a-z'-]{1,24} ){1,3}(?:Street|St\.(?! [A-ZÄÖÜ])"
    r"|St(?! ?[.A-ZÄÖÜ])|Road|Rd\.?|Avenue"
    r"|Ave\.?|Lane|Ln|Drive|Square|Close|Court|Crescent|Boulevard|Blvd|Terrace|Way|Place)(?!\w)(?:,? "
    r"(?:number |no\.? )\d{1,4})?"
)
_ENGLISH_LOW: Final = re.compile(
    r"(?<!\w)\d{1,5}[a-z]? (?:[a-z'-]{2,24} ){1,2}(?:street|road|avenue|lane|square|boulevard)(?!\w)"
)
_NOT_ENGLISH: Final = re.compile(
    r"^(?:The|This|That|A|My|Our|Your|In|On|One|No|High Court|Our Way|By The Way|Supreme Court"
    r"|Federal Court|District Court|Administrative Court|First|Which|What|Every|Each|Some|Any|Same"
    r"|Long|To|And|Then|So|But|No)(?: (?:Street|Road|Way|Place|Court|Square|Drive|Close))"
)
_ARABIC_WORD: Final = r"[\u0620-\u064a\u0671-\u06d3]"
_EASTERN: Final = re.compile(
    rf"(?<!\w)[وفبل]?(?:ال)?(?P<kind>شارع|خيابان|كوچه|بلوار|زقاق|سرك|جاده|ميدان)(?P<more>(?: "
    rf"(?:ال)?{_ARABIC_WORD}{{2,20}}| [A-Za-zäöüß-]{{3,30}}){{1,3}})"
)
_EASTERN_HOUSE: Final = re.compile(
    r" ?[،,]? ?(?:(?:رقم|پلاك|نمره|شماره|بنايه|بيت) ?)?\d{1,4}(?!\w)(?! ?(?:يورو|سنه|سنين|سال|متر|شخص|نفر))"
)
_EASTERN_STOP: Final = frozenset(map(fold, word_list("streets", "eastern_stop")))
_QUARTER: Final = re.compile(rf"(?<!\w)[وفبل]?حي (?P<name>(?:ال)?{_ARABIC_WORD}{{3,20}})")
_UK_KIND: Final = (
    r"(?:вулиц\w{1,4}|вул\.?|проспект\w{0,3}|просп\.?|пр-т|провул\w{2,5}|пров\.?|бульвар\w{0,3}|бул\.?"
    r"|площ\w{1,3}|пл\.|набережн\w{1,3}|шосе|узвоз\w{0,3}|улиц\w{1,3}|ул\.)"
)
_UK_HOUSE: Final = (
    r"(?:,? ?(?:буд(?:инок|инку|\.)? ?|№ ?)?\d{1,4}(?: ?[-/] ?\d{1,3})?(?:-?[а-гa-g](?!\w))?(?:,? "
    r"(?:кв(?:артира|артирі|\.)? ?)\d{1,4})?)?"
)
_UKRAINIAN: Final = re.compile(
    rf"(?<!\w)(?i:{_UK_KIND}) ?(?:імені |ім\. )?[«„\"]?(?:[А-ЯІЇЄҐ][\w'-]{{2,30}})(?: "
    rf"[А-ЯІЇЄҐ][\w'-]{{2,30}}){{0,2}}[»“\"]?{_UK_HOUSE}(?! ?(?:гривень|євро|рок))"
)
_UKRAINIAN_BEFORE: Final = re.compile(
    rf"(?<!\w)[А-ЯІЇЄҐ][\w'-]{{3,30}}(?:ій|ої|а|у|ому|ого|ий|ою|ом) (?i:{_UK_KIND})(?!\w){_UK_HOUSE}"
)
_GERMAN_IN_UK: Final = re.compile(
    r"(?<!\w)[а-яіїєґА-ЯІЇЄҐ]{3,25}(?:штрасе|штрассе|штраße|аллее|плац)(?!\w)(?: \d{1,3}[а-в]?)?",
    re.IGNORECASE,
)
_TIGRINYA: Final = re.compile(
    r"(?<!\w)(?:ጎደና|ጽርግያ|ጎዳና) [\u1200-\u135a]{2,15}(?: (?:ቁጽሪ )?\d{1,4})?"
    r"|(?<!\w)[A-ZÄÖÜ][\wäöüß-]{2,30} ጎደና"
)
_TI_STOP: Final = re.compile(
    r"(?:ጎደና|ጽርግያ|ጎዳና) (?:ኣሎ|ነይሩ|ንኸይድ|ከይድ|ኣይኮነን|እዩ|እየ|ነይረ|ሓደጋ|ጫውጫው|ዓቢ|ንእሽቶ|ጸቢብ|ገፊሕ|ንዓይ|ኮይኑ)"
)
_POSTCODE: Final = re.compile(
    r"(?<![\w.,/:-])(?P<code>(?:DE?-)?\d{5}|(?:AT?|CH|L|FL)-\d{4}) "
    r"(?P<town>(?:Bad |Sankt |St\. |Groß |Klein |Neu |Alt )?"
    r"[A-ZÄÖÜ][a-zäöüß]{1,25}(?:[-/ ][A-ZÄÖÜ][a-zäöüß]{2,25}|(?: am| an der| im| in| ob der| "
    r"vor der) [A-ZÄÖÜ][a-zäöüß]{2,25}){0,1})"
)
_POSTBOX: Final = re.compile(
    r"(?<!\w)(?:postfach|p\. ?o\. ?box|postbox|ص\.ب\.?|صندوق بريد) (?P<code>\d(?: ?\d){1,7})(?!\w)"
)
_POSTCODE_WORD: Final = re.compile(
    r"(?:plz|postleitzahl|postcode|zip(?: code)?|postal code|الرمز البريدي|كد پستي|كدپستي"
    r"|індекс)[ :]{1,3}(?:ist |lautet |is |هو )?(?P<code>\d{4,6})(?!\w)"
)
_NO_TOWN: Final = re.compile(
    r"(?:Euro|Menschen|Personen|Einwohner|Leute|Wohnungen|Stück|Mark|Dollar|Tonnen|Meter|Kilometer"
    r"|Quadrat|Mitarbeit|Besch|Flüchtl|Geflücht|Fälle|Unterschr|Schüler|Stunden|Jahre|Haushalt"
    r"|Mitglied|Kinder|Zellen|Einheiten|Leuko|Thrombo|Bürger|Bewohner|Zuschauer|Stimmen|Soldat|Asyl"
    r"|Antr|Plätze|Ukrain|Syrer|Afghan|Liter|Besucher|Arbeits|Studi|Kilo|Ärzt|Unternehm|Betriebe"
    r"|Toten?|Frauen|Männer|Verfahren|Patient|Follower)"
)


def find_streets(plain: Plain) -> Iterator[Identifier]:
    """Streets, house numbers, postcodes; the town of a postcode too, as a place."""
    yield from _german(plain)
    yield from _english(plain)
    yield from _others(plain)
    for match in _POSTCODE.finditer(plain.plain):
        if not _NO_TOWN.match(match["town"]):
            yield plain.found(match.start(), match.end("code"), Kind.STREET, "postcode", 0.95)
            yield plain.found(*match.span("town"), Kind.PLACE, "postcode", 0.9)
    for pattern in (_POSTCODE_WORD, _POSTBOX):
        for match in pattern.finditer(plain.low):
            yield plain.found(*match.span("code"), Kind.STREET, "postcode", 0.95)


_HOUSE_PATTERN: Final = re.compile(_HOUSE)
_SAID_HOUSE: Final = re.compile(r",? (?:hausnummer |nummer |nr\.? )?")


def _with_house(plain: Plain, at: int, *, said: bool = True) -> tuple[int, bool]:
    """Where a street ends with its house number, written or said; and whether it has one."""
    match = _HOUSE_PATTERN.match(plain.low, at)
    if match:
        return match.end(), True
    gap = _SAID_HOUSE.match(plain.low, at)
    if gap is None or not said:
        return at, False
    index = _word_at(plain, gap.end())
    number = None if index is None else number_at(plain.words, index)
    if number is None or plain.words[index or 0].low.isdigit() or not 0 < number[0] < 1000:  # noqa: PLR2004
        return at, False
    end = plain.words[number[1] - 1].end
    return (at, False) if re.match(rf" ?{_UNITS}|en?\b", plain.low[end : end + 16]) else (end, True)


def _word_at(plain: Plain, at: int) -> int | None:
    """The index of the word that begins at a position."""
    low, high = 0, len(plain.words)
    while low < high:
        middle = (low + high) // 2
        if plain.words[middle].start < at:
            low = middle + 1
        else:
            high = middle
    return low if low < len(plain.words) and plain.words[low].start == at else None


def _german(plain: Plain) -> Iterator[Identifier]:
    for match in _ONE_WORD.finditer(plain.low):
        end, house = _with_house(plain, match.end("name"), said=match["weak"] is None)
        score = _german_score(plain, match, house=house)
        if score:
            yield plain.found(match.start(), end, Kind.STREET, "street", score)
    yield from _german_words(plain)


def _german_words(plain: Plain) -> Iterator[Identifier]:
    """Streets of several words: ``Mettenhofer Straße 12a``, ``Am Markt 3``, ``Platz der Republik``."""
    for match in _TWO_WORDS.finditer(plain.low):
        end, house = _with_house(plain, match.end("name"))
        start = _trim(match["name"], match.start())
        if start is None and house and plain.plain[match.start()].isupper():
            start = match.start()  # Lange Str. 9, Große Straße 3
        if start is None:
            continue
        capital = plain.plain[start].isupper()
        strong = bool(re.fullmatch(_STRONG, match["kind"]))
        named = plain.plain[match.start("kind")].isupper() and not match["name"].endswith(
            f"e {match['kind']}"
        )
        if house or strong or (capital and named):
            yield plain.found(start, end, Kind.STREET, "street", 0.95 if house else 0.8 if capital else 0.6)
    for match in _OF.finditer(plain.plain):
        end, house = _with_house(plain, match.end())
        yield plain.found(match.start(), end, Kind.STREET, "street", 0.9 if house else 0.7)
    for match in _AT.finditer(plain.plain):
        heads = match["head"].lower().split()
        year = match["house"].isdigit() and len(match["house"]) == len("2019")
        if year or _NO_HEAD.search(heads[-1]):
            continue
        if not _NOT_AT.intersection(heads) and not _is_own_street(match.group(), heads[-1]):
            yield plain.found(match.start(), match.end(), Kind.STREET, "street", 0.75)


def _is_own_street(words: str, last: str) -> bool:
    """Whether "im Musterweg 3" is a street of its own name, found without "im"."""
    if words.startswith(("Am ", "An ", "Auf ", "Zum ", "Zur ")):
        return False
    return bool(re.search(rf"(?:{_STRONG}|{_MIDDLE})$", last))


_GENITIVE: Final = re.compile(r"(?<=weg|atz|amm|fer|ing)(?:es|s|e|en)$")
_NO_HEAD: Final = re.compile(
    r"(?:gruppe|zeitraum|anspruch|ansprüchen|stufe|klasse|jahre?n?|phase|monate?n?|zimmer|station"
    r"|jahrhundert|fällen?)$"
)


def _german_score(plain: Plain, match: re.Match[str], *, house: bool) -> float:
    """How sure a word with the ending of a street is one; 0 for ``Arbeitsplatz``."""
    name = match["name"]
    if _GENITIVE.sub("", name.replace("-", "")) in _NOT_STREETS or name.rsplit("-", 1)[-1] in _NOT_STREETS - {
        "straße",
        "strasse",
        "str",
        "platz",
        "weg",
        "ring",
        "ufer",
        "damm",
        "allee",
        "gasse",
    }:
        return 0.0
    if (
        name.endswith(("äufer", "iring", "ering", "isierung", "bahnhof", "friedhof", "bauernhof", "hausweg"))
        and not match["strong"]
    ):
        return 0.0
    capital = plain.plain[match.start()].isupper()
    if match["strong"]:
        bare = name.endswith(("straßen", "strassen")) and not house
        return 0.95 if house else 0.5 if bare else 0.8
    if match["middle"]:
        near = re.search(
            r"(?<!\w)(?:im|am|vom|zum|beim|in|an|auf)(?: dem| der)? $", plain.before(match.start())
        )
        if house:
            return 0.9 if capital else 0.7
        return 0.6 if capital or (near and name.endswith(("weg", "platz", "damm", "ufer"))) else 0.0
    return 0.7 if house and capital else 0.0


def _trim(name: str, start: int) -> int | None:
    """Where a name of several words begins, without "in der" before it; ``None`` where nothing is left."""
    pieces = name.split(" ")
    while len(pieces) > 1 and pieces[0] in _PARTS:
        start += len(pieces[0]) + 1
        pieces = pieces[1:]
    if len(pieces) == 1:
        return start if "-" in pieces[0] else None
    if pieces[-2] in _NOT_ADJECTIVES and not (len(pieces) > 2 and "-" in pieces[0]):  # noqa: PLR2004  # and a name before
        return None
    if len(pieces) > 2 and pieces[0] in _NOT_ADJECTIVES | _PARTS:  # noqa: PLR2004
        start += len(pieces[0]) + 1
    return start


def _english(plain: Plain) -> Iterator[Identifier]:
    for match in _ENGLISH.finditer(plain.plain):
        if not _NOT_ENGLISH.match(match.group()):
            yield plain.found(
                *match.span(), Kind.STREET, "street", 0.8 if match.group()[0].isdigit() else 0.6
            )
    for match in _ENGLISH_LOW.finditer(plain.low):
        yield plain.found(*match.span(), Kind.STREET, "street", 0.6)


def _others(plain: Plain) -> Iterator[Identifier]:
    for match in _EASTERN.finditer(plain.low):
        end = before_stop(match, "more", _EASTERN_STOP)
        if end > match.start("more"):
            house = _EASTERN_HOUSE.match(plain.low, end)
            last = house.end() if house else end
            yield plain.found(match.start("kind"), last, Kind.STREET, "street", 0.7)
    for match in _QUARTER.finditer(plain.low):
        if match["name"] not in _EASTERN_STOP:
            yield plain.found(*match.span("name"), Kind.PLACE, "quarter", 0.5)
    for pattern in (_UKRAINIAN, _UKRAINIAN_BEFORE, _GERMAN_IN_UK):
        for match in pattern.finditer(plain.plain):
            yield plain.found(*match.span(), Kind.STREET, "street", 0.8)
    for match in _TIGRINYA.finditer(plain.plain):
        if not _TI_STOP.search(match.group()):
            yield plain.found(*match.span(), Kind.STREET, "street", 0.7)
