"""Names of persons that the words around them announce: titles, kin, introductions, signatures, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.details import OCCUPATIONS
from faden.protection.pseudonyms.rules.origins import ORIGINS
from faden.protection.pseudonyms.rules.plain import before_stop, fold
from faden.protection.pseudonyms.rules.words import word_list
from faden.protection.pseudonyms.things import is_common, name_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_CAP: Final = r"[A-ZÄÖÜÁÉÍÓÚÇŞĞİŽČŠĆŁÀÈÂÊÎÔÛĐ]"
_NAME: Final = (
    rf"{_CAP}(?:[a-zà-ÿāēīōūčćšžłńęąğışő']{{1,30}}|[A-ZÄÖÜ]{{2,20}}|\.)(?:-{_CAP}[\wà-ÿ']{{1,30}}"
    rf"|'{_CAP}?[\wà-ÿ]{{1,20}})?"
)
_PARTICLE: Final = (
    r"(?:von der|von dem|von und zu|von|vom|van der|van den|van|zu|zum|zur|de la|de|del|di|da|al|el|bin"
    r"|ibn|abu|ben|ter|ten|le|la|af|Al|El|Abu|Bin|Ibn|O')"
)
_LEADING: Final = r"(?:von|van der|van|de|del|di|da|al|el|bin|ibn|abu|ben|le|la|Al|El|Abu|Bin|Ibn)"
_FULL: Final = rf"(?:{_LEADING}[ -])?{_NAME}(?:[ -](?:{_PARTICLE}[ -])?{_NAME}){{0,3}}"
_TITLE: Final = (
    r"(?:(?:Univ\.-)?Prof(?:essor(?:in)?|\.)?|Dr\.?|Doktor(?:in)?|Dres\.|PD|Priv\.-Doz\."
    r"|Dipl\.-[A-Z][a-z]+\.?|med\.?|dent\.?|phil\.?|jur\.?|rer\.|nat\.|h\. ?c\.|habil\.|vet\.|Ing\.|Mag\."
    r"|Msc|B\.Sc\.|M\.Sc\.|M\.A\.|LL\.M\.|Mr\.?|Mrs\.?)"
)
_TITLES: Final = rf"(?:{_TITLE}(?:(?<=\.) ?| )){{1,5}}"
_ROLE: Final = (
    r"OA|OÄ|CA|CÄ|AA|AÄ|FA|FÄ|LOA|LOÄ|StA|StÄ|Sr\.|Pfl\.|Ass\.|(?:Ober|Chef|Assistenz|Fach|Stations"
    r"|Haus|Kinder|Frauen|Zahn|Augen|Not|Amts|Stabs"
    r"|Assistenz)?[Aa]rzt|(?:Ober|Chef|Assistenz|Fach|Stations|Haus|Kinder|Frauen|Zahn|Augen|Not"
    r"|Amts)?[Ää]rztin"
    r"|Kolleg(?:e|en|in)|Patient(?:en|in)?|Pat\.|Schwester|Pfleger(?:in)?|Sachbearbeiter(?:in|s)?"
    r"|Betreuer(?:in|s)?|Berater(?:in|s)?|Lehrer(?:in|s)?|Dolmetscher(?:in|s)?|Rechtsanw(?:alt|ältin"
    r"|alts)|RA(?:in)?"
    r"|Richter(?:in|s)?|Bürgermeister(?:in|s)?|Hausmeister(?:s)?|Vermieter(?:in|s)?|Nachbar(?:n|in)?"
    r"|Pastor(?:in)?|Pfarrer(?:in)?|Imam|Sozialarbeiter(?:in|s)?|Hebamme|Psychologin|Psychologe"
    r"|Therapeut(?:in|en)?|Familie|Fam\.|Eheleute|Geschwister|Ehepaar"
    r"|Abgeordnete[rn]?|Minister(?:in)?|Präsident(?:in)?|Vorsitzende[rn]?|Kanzler(?:in)?|Kläger(?:in"
    r"|s)?|Zeug(?:e|en|in)|Beigeladene[rn]?"
)
_ADDRESS: Final = (
    r"(?:Herrn?|Hr\.|Hrn\.|Frau|Fr\.|Fräulein|Fam\.|Familie|Mr\.?|Mrs\.?|Ms\.?|Miss|Sir|Madam|Mister"
    r"|Sheikh|Scheich|Monsieur|Madame)"
)
_KIN: Final = (
    r"(?:[A-ZÄÖÜ][a-zäöüß]{3,20}(?:lehrer|betreuer|berater|kolleg|freund|nachbar|schwester|bruder"
    r"|mutter|vater|tochter|sohn|arzt|ärzt|anwalt|vermittler|helfer|begleiter|genosse)(?:in|en|e|s"
    r"|n)?|Tochter|Töchter|Sohn(?:es|s)?|Söhne|Kind(?:er|es)?|Baby|Bruder[s]?|Brüder|Schwester(?:n)?"
    r"|Mutter|Vater[s]?|Mann(?:es)?|Ehemann(?:s)?|Ehefrau|Frau|Partner(?:in|s)?|Freund(?:in|es|e)?"
    r"|Verlobte[rn]?|Cousin(?:e|s)?|Onkel[s]?|Tante|Oma|Opa|Großmutter|Großvater"
    r"|Neffen?|Nichte|Schwager[s]?|Schwägerin|Enkel(?:in|s)?|Nachbarn?|Nachbarin|Kollege[n]?|Kollegin"
    r"|Chef(?:in|s)?|Betreuer(?:in|s)?|Vermieter(?:in|s)?|Lehrer(?:in|s)?|Mitbewohner(?:in|s)?"
    r"|Kumpel[s]?|Schwiegermutter|Schwiegervater|Jungen?|Mädchen|Kleine[rn]?|Älteste[rn]?"
    r"|Jüngste[rn]?"
    r"|Mama|Papa|Hausarzt|Sachbearbeiterin|Sachbearbeiter)"
)
_KIN_EN: Final = (
    r"(?:daughter|son|child|baby|brother|sister|mother|father|mum|mom|dad|husband|wife|partner|friend"
    r"|cousin|uncle|aunt|grandmother|grandfather|grandma|grandpa|nephew|niece|neighbou?r|colleague|boss"
    r"|landlord|landlady|teacher|roommate|flatmate|caseworker|boyfriend|girlfriend|fiancée?|doctor)"
)
_PATTERNS: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (
            (
                rf"(?<![\w-]){_ADDRESS}(?: (?:und|u\.) (?:Frau|Herrn?))? (?:{_TITLES})?(?:(?:{_ROLE}) "
                rf")?(?:{_TITLES})?(?P<name>{_FULL})"
            ),
            0.95,
        ),
        (rf"(?<![\w-]){_TITLES}(?P<name>{_FULL})", 0.9),
        (rf"(?<![\w-])(?:{_ROLE}) (?:{_TITLES})?(?P<name>{_FULL})", 0.6),
        (
            (
                rf"(?<!\w)(?:[Mm]ein|[Dd]ein|[Ss]ein|[Ii]hr|[Uu]nser|[Ee]uer|[Dd])(?:e|er|es|en|em|ie"
                rf"|as)? (?:\w{{3,14}} )?{_KIN},? (?:(?:heißt|hieß|namens|genannt) "
                rf")?(?P<name>{_FULL})"
            ),
            0.85,
        ),
        (
            (
                rf"(?<!\w)(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Yy]our|[Tt]he|[Aa]) (?:\w{{3,10}} "
                rf")?{_KIN_EN},? (?:(?:is called|is named|named|called|whose name is) )?(?P<name>{_FULL})"
            ),
            0.85,
        ),
        (
            (
                rf"(?<!\w)(?:[Ii]ch heiße|[Ii]ch heisse|[Hh]eiße ich|[Ee]r heißt|[Ss]ie heißt|[Dd]er "
                rf"heißt|[Dd]ie "
                rf"heißt|[Ww]ir heißen|[Nn]amens|[Nn]ame (?:ist|war|lautet)|[Nn]ennt mich|[Nn]ennen mich"
                rf"|[Gg]enannt|[Hh]ieß|[Hh]eißt) (?:{_TITLES})?(?P<name>{_FULL})"
            ),
            0.9,
        ),
        (
            (
                rf"(?<!\w)(?:[Mm]y name is|[Mm]y name's|[Nn]ame is|I am called|I'm called|[Cc]all me"
                rf"|[Hh]e is called|[Ss]he is called|[Nn]amed|is called|[Ww]hose name was) "
                rf"(?P<name>{_FULL})"
            ),
            0.9,
        ),
        (
            (
                rf"(?<!\w)(?:[Ii]ch bin(?: der| die)?|[Hh]ier (?:ist|spricht)|I am|I'm|[Tt]his is) "
                rf"(?P<name>{_FULL})(?=[.,;!?]|$| und| aus| and| from)"
            ),
            0.5,
        ),
        (
            (
                rf"(?<!\w)(?:[Ll]iebe[rs]?|[Hh]allo|[Hh]i|[Dd]ear|[Mm]oin|[Hh]ello|[Mm]erhaba|[Ss]alam) "
                rf"(?P<name>{_NAME}(?: {_NAME})?)(?=[ ]?[,!.\n]|$)"
            ),
            0.7,
        ),
        (
            (
                rf"(?<!\w)(?:geb\.|geborene[rn]?|gebürtige|verh\.|verwitwete|geschiedene|née) "
                rf"(?P<name>{_NAME}(?:-{_NAME})?)(?![\w.])"
            ),
            0.8,
        ),
        (
            (
                rf"(?<!\w)(?:gez\.?|i\. ?A\.|i\. ?V\.|ppa\.|Unterschrift:?|signed|visiert:?|vidiert:?"
                rf"|diktiert:?|c/o|z\. ?Hd\.|z\.Hdn\.|zu Händen|cc:?|CC:?|nachrichtlich:?) {{0,3}}(?:von "
                rf")?(?:{_ADDRESS} )?(?:{_TITLES})?(?P<name>{_FULL})"
            ),
            0.85,
        ),
        (
            (
                r"(?i:(?<!\w)(?:name|vorname|pat\.?|nachname|familienname|zuname|geburtsname|patient(?:in)?"
                r"|versicherte[r]?|ansprechpartner(?:in)?|sachbearbeiter(?:in)?|bearbeiter(?:in)?"
                r"|betreuer(?:in)?|mieter(?:in)?|vermieter(?:in)?|antragsteller(?:in)?"
                r"|ehegatte|kontoinhaber(?:in)?|absender(?:in)?|empfänger(?:in)?|untersucher(?:in)?"
                r"|operateur(?:in)?|arzt|ärztin|hausarzt|hausärztin|überweiser|zuweiser|assistenz"
                r"|anästhesist(?:in)?|befunder(?:in)?|unterzeichner(?:in)?|autor(?:in)?|verfasser(?:in)?"
                r"|kunde|kundin"
                r"|first name|last name|surname|full name|given name|contact|caseworker|tenant|applicant"
                r"|interviewer(?:in)?|befragte[r]?|(?<![^\n])(?:from|to|von|an))"
                rf" ?:) {{0,5}}(?:{_ADDRESS} )?(?:{_TITLES})?(?P<name>{_NAME}(?:,? (?:{_PARTICLE} "
                rf")?{_NAME}){{0,3}})"
            ),
            0.85,
        ),
        (rf"(?<!\w)(?P<name>{_NAME}, {_NAME}(?: {_NAME})?),? {{0,2}}(?:\(?geb\.|\(?geboren|\*)", 0.9),
        (
            (
                rf"(?<!\w)(?P<name>{_NAME}(?: (?:{_PARTICLE} )?{_NAME}){{1,3}}),? {{0,2}}(?:\(?geb\."
                rf"|\(?geboren am|\(?\* ?\d|\(?born on)"
            ),
            0.9,
        ),
        (rf"(?<!\w)(?:[Ff]rau|[Hh]errn?) (?P<name>{_CAP}\.)(?=\s)", 0.7),
    )
)
_NO_NAME: Final = frozenset(word_list("persons", "no_name"))
_GREETING: Final = re.compile(
    r"(?:[Mm]it (?:freundlichen|kollegialen|besten|herzlichen|vielen|lieben|freundlichem)(?: "
    r"\w{2,16}){0,3} (?:Grüßen|Gruß|Grüssen|Gruss)|[Ff]reundliche Grüße|[Bb]este Grüße|[Vv]iele Grüße"
    r"|[Ll]iebe Grüße|[Hh]erzliche Grüße|MfG|[Hh]ochachtungsvoll|[Kk]ind regards|[Bb]est regards"
    r"|[Yy]ours (?:sincerely|faithfully|truly)|[Ss]incerely|[Rr]egards)[ ,.!]{0,4}\n"
)
_SIGNATURE: Final = re.compile(
    rf"(?:gez\. ?|i\. ?[AV]\. ?|(?:{_TITLES}))*(?P<name>{_NAME}(?: (?:{_PARTICLE} )?{_NAME}){{0,3}})"
)
_SIGN_END: Final = re.compile(r" {2,}|\t|,|;|\n|/")
_LINES = 8
_BARE = 0.5
"""Score of "ich bin …", which a nationality or an occupation may follow."""
_ANNOUNCED = 0.85
"""Highest score of what kin and the like announce: "mein Opa Roggen hatte", said of rye."""
_DOUBTFUL = 0.3
_OTHER_WORDS: Final = frozenset({*ORIGINS, *OCCUPATIONS})
_LOWER: Final = re.compile(r"(?<!\w)(?:herrn?|familie|doktor|mister|mr|mrs) (?P<name>[a-zäöüß]{3,20})(?!\w)")
_LOWER_NAME: Final = re.compile(
    r"(?<!\w)(?:ich heiße|ich heisse|mein name ist|my name is) (?P<name>[a-zäöüß]{2,20}(?: "
    r"[a-zäöüß]{3,20})?)(?=[.,;!?]|$| und| and| ich| ich)"
)
_LOWER_STOP: Final = frozenset(word_list("persons", "lower_stop"))
_AR: Final = r"[\u0621-\u064a\u0671-\u06d3]"
_EASTERN: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (
            (
                rf"(?<!\w)(?:و)?(?:اسمي|انا اسمي|اسمه|اسمها|اسم \w{{2,12}}|يدعي|تدعي|بيسموني|ينادونني"
                rf"|سميته|سميتها|اسمي هو)(?: هو| هي)? (?P<name>{_AR}{{2,16}}(?: (?:ال)?{_AR}{{3,16}})?)"
            ),
            0.85,
        ),
        (
            (
                rf"(?<!\w)[وفبل]?(?:ابني|بنتي|ابنتي|ولدي|اخي|اخوي|اختي|زوجي|زوجتي|مرتي|جوزي|صديقي|صديقتي"
                rf"|صاحبي|جاري|جارتي|ابي|امي|عمي|خالي|خالتي|عمتي|والدي|والدتي|ابن عمي|طفلي|طفلتي)(?: "
                rf"الكبير| الصغير| الكبيره| الصغيره)? (?P<name>{_AR}{{3,16}})"
            ),
            0.6,
        ),
        (
            (
                rf"(?<!\w)[وفبل]?ل?(?:السيد|السيده|الاستاذ|الاستاذه|الدكتور|الدكتوره|دكتور|دكتوره|استاذ"
                rf"|الشيخ|ابو|ام|الحاج|الحاجه|انسه|الانسه|سيد|الاخ|الاخت|عايله|عيله) "
                rf"(?P<name>{_AR}{{2,16}}(?: ال{_AR}{{2,16}})?)"
            ),
            0.6,
        ),
        (
            (
                rf"(?<!\w)(?:نام من|اسم من|نامم|اسمم|من نامم|نامش|اسمش|نام او|نام (?:پسرم|دخترم|شوهرم"
                rf"|همسرم|برادرم|خواهرم|پدرم|مادرم)|اسم (?:پسرم|دخترم|شوهرم|زنم|همسرم|برادرم|خواهرم|پدرم"
                rf"|مادرم)|به نام) (?P<name>{_AR}{{2,16}}(?: {_AR}{{3,16}})?)"
            ),
            0.85,
        ),
        (
            (
                rf"(?<!\w)(?:پسرم|دخترم|برادرم|خواهرم|شوهرم|همسرم|خانمم|زنم|دوستم|همسايه\w{{0,4}}|پدرم"
                rf"|مادرم|عمويم|عموم|داييم|خاله|عمه|فرزندم|بچه\w{{0,2}}م)(?: بزرگم| كوچكم)?،? "
                rf"(?P<name>{_AR}{{3,16}})"
            ),
            0.6,
        ),
        (
            (
                rf"(?<!\w)(?:اقاي|خانم|دكتر|مهندس|استاد|جناب|اغا|حاجي|سيد) "
                rf"(?P<name>{_AR}{{2,16}})"
            ),
            0.6,
        ),
    )
)
_AR_STOP: Final = frozenset(map(fold, word_list("persons", "ar_stop")))
_UK: Final = r"[А-ЯІЇЄҐ][а-яіїєґ']{1,24}(?:-[А-ЯІЇЄҐ][а-яіїєґ']{1,24})?"
_UKRAINIAN: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (
            (
                rf"(?<!\w)(?:[Мм]ене звати|[Мм]ене звуть|[Зз]вати|[Зз]вуть|[Мм]оє ім'я|[Іі]м'я(?: та "
                rf"прізвище)?|[Пп]різвище|[Нн]а ім'я|[Мм]ій псевдонім|[Яя] —|[Мм]еня зовут)(?: мене| його"
                rf"| її)?(?: –| -|:)? ?(?P<name>{_UK}(?: {_UK}){{0,2}})"
            ),
            0.9,
        ),
        (
            (
                rf"(?<!\w)(?:[Пп]ан(?:а|ові|у|ом|е|і|ю|єю)?|[Лл]ікар(?:я|ем|ю|ка|ки|ці|ку)?|[Дд]октор(?:а"
                rf"|у|ом)?|[Пп]рофесор(?:а|у|ом)?|[Дд]ядьк(?:о|а|у)|[Тт]ітк(?:а|и|у|о)|[Рр]один(?:а|и|у"
                rf"|і)|[Бб]аб(?:а|уся|усі)|[Гг]ромадян(?:ин|ка|ина|ки)) (?P<name>{_UK}(?: {_UK}){{0,2}})"
            ),
            0.85,
        ),
        (
            (
                r"(?<!\w)(?:[Мм]о(?:я|єї|їй|ю|єю|го|му|їм)|[Мм]ій|[Нн]аш\w{0,3}|[Йй]ого|[Її]ї"
                r"|[Сс]в\w{1,3}) (?:\w{4,12} )?(?:дочк\w{1,2}|доньк\w{1,2}|доньц\w|дочц\w|син\w{0,3}"
                r"|брат\w{0,3}|сестр\w{1,2}|сестер|ма[мт]\w{1,3}|бать\w{2,3}|тат\w{1,3}|чоловік\w{0,3}"
                r"|дружин\w{1,2}"
                rf"|подру[гз]\w{{1,2}}|друг\w{{0,3}}|сусід\w{{0,3}}|тітк\w{{1,2}}|дядьк\w{{1,2}}"
                rf"|бабус\w{{1,2}}|дідус\w{{1,2}}|онук\w{{0,2}}|онучк\w{{1,2}}|племінни\w{{1,3}}"
                rf"|коле[гз]\w{{1,2}}),? (?:звати |звуть )?(?P<name>{_UK}(?: {_UK})?)"
            ),
            0.85,
        ),
    )
)
_UK_STOP: Final = frozenset(word_list("persons", "uk_stop"))
_ETH: Final = r"[\u1200-\u135a]"
_TIGRINYA: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (
            (
                rf"(?<!\w)(?:ኣነ )?(?:ስመይ|ስሙ|ስማ|ሽመይ|ሽሙ|ሽማ|ስም (?:ወደይ|ጓለይ|ሓወይ|ሓፍተይ|ኣቦይ|ኣደይ|ሰብኣየይ|በዓልቲ ቤተይ"
                rf"|በዓል ቤተይ))(?: ድማ)? (?P<name>{_ETH}{{2,10}}(?: {_ETH}{{2,10}})??)(?= እዩ| እያ| ይበሃል| ትበሃል"
                rf"| ይብሃል|[ ]?[።፣፤,.]|$| ካብ| ኣብ)"
            ),
            0.9,
        ),
        (
            (
                rf"(?<!\w)(?P<name>{_ETH}{{2,10}}(?: {_ETH}{{2,10}})?) (?:ይበሃል|እበሃል|ትበሃል|ይብሃል|ትብሃል|እብሃል"
                rf"|ዝበሃል|እትበሃል|ኢሎም ይጽውዑኒ)"
            ),
            0.7,
        ),
        (
            (
                rf"(?<!\w)(?:ን|ምስ |ናይ |ብ)?(?:ወደይ|ጓለይ|ሓወይ|ሓፍተይ|ኣቦይ|ኣደይ|ሰብኣየይ|በዓልቲ ቤተይ|በዓል ቤተይ|ዓርከይ|መሓዛይ"
                rf"|ጎረቤተይ|ኣቦሓጎይ|ዓባየይ|ኣሞይ|ሓትነይ|ኣኮይ|ውላደይ) (?P<name>{_ETH}{{2,8}})(?!\w)"
            ),
            0.5,
        ),
        (
            (
                rf"(?<!\w)(?:ን|ምስ |ናይ )?(?:ኣይተ|ወይዘሮ|ወ/ሮ|ወይዘሪት|ዶክተር|ዶ/ር|መምህር|ቀሺ|ኣቡነ|ሸኽ|አቶ) "
                rf"(?P<name>{_ETH}{{2,10}}(?: {_ETH}{{2,10}})??)(?= እዩ| እያ| ኣብ|[ ]?[።፣፤,.]|$| ን| \w)"
            ),
            0.8,
        ),
    )
)
_TI_STOP: Final = frozenset(word_list("persons", "ti_stop"))


def find_persons(plain: Plain) -> Iterator[Identifier]:
    """Names that a title, a kin word, an introduction, a field or a signature announces."""
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(plain.plain):
            yield from _name(plain, match, score)
    yield from _signatures(plain)
    for pattern in (_LOWER, _LOWER_NAME):
        for match in pattern.finditer(plain.low):
            first = match["name"].split(" ")[0]
            if (
                plain.plain[match.start()].islower()
                and plain.plain[match.start("name")].islower()
                and first not in _LOWER_STOP
            ):
                end = before_stop(match, "name", _LOWER_STOP)
                yield plain.found(match.start("name"), end, Kind.PERSON, "person", 0.5)
    groups = (
        (_EASTERN, plain.low, _AR_STOP),
        (_UKRAINIAN, plain.plain, _UK_STOP),
        (_TIGRINYA, plain.plain, _TI_STOP),
    )
    for patterns, text, stop in groups:
        for pattern, score in patterns:
            for match in pattern.finditer(text):
                end = before_stop(match, "name", stop)
                if end > match.start("name"):
                    yield plain.found(match.start("name"), end, Kind.PERSON, "person", score)


def _name(plain: Plain, match: re.Match[str], score: float) -> Iterator[Identifier]:
    start, end = match.span("name")
    start, end = _without_nouns(plain.plain, start, end)
    named = plain.plain[start:end].lower() != plain.plain[start:end]
    if end > start and named and not (score <= _BARE and fold(plain.plain[start:end]) in _OTHER_WORDS):
        doubtful = score <= _ANNOUNCED and is_common(plain.plain[start:end])
        yield plain.found(start, end, Kind.PERSON, "person", _DOUBTFUL if doubtful else score)


def _without_nouns(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without words at its ends that are no names: ``Frau Doktor Demir``, ``Omar Und``."""
    pieces = text[start:end].split(" ")
    while pieces and pieces[0].strip(",.-") in _NO_NAME:
        start += len(pieces[0]) + 1
        pieces = pieces[1:]
    for index, piece in enumerate(pieces):
        if piece.strip(",.") in _NO_NAME:
            pieces = pieces[:index]
            break
    stretch = " ".join(pieces[: name_ends(pieces)]).rstrip(", ")
    return start, start + len(stretch) if len(stretch) > 1 else start


def _signatures(plain: Plain) -> Iterator[Identifier]:
    """Names in the lines below "Mit freundlichen Grüßen"."""
    for match in _GREETING.finditer(plain.plain):
        at = match.end()
        for line in plain.plain[at : at + 400].split("\n")[:_LINES]:
            start = 0
            for cut in [*(m.span() for m in _SIGN_END.finditer(line)), (len(line), len(line))]:
                piece = line[start : cut[0]]
                lead = len(piece) - len(piece.lstrip(" "))
                signed = _SIGNATURE.fullmatch(piece.strip(" "))
                if signed:
                    first, last = (at + start + lead + n for n in signed.span("name"))
                    first, last = _without_nouns(plain.plain, first, last)
                    if (last > first and " " in plain.plain[first:last]) or signed.start("name"):
                        yield plain.found(first, max(last, first + 1), Kind.PERSON, "signature", 0.8)
                start = cut[1]
            at += len(line) + 1
