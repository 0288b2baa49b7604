"""Organisations that their form gives away: legal form, kind of house with a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.plain import before_stop, fold
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_CAP: Final = r"[A-ZÄÖÜ][\wäöüß&.'-]{0,40}"
_LEGAL: Final = (
    r"(?:g?GmbH(?: & Co\.? KG)?|mbH|e\. ?V\.|eV(?!\w)|AG|KG|OHG|GbR|UG|eG|e\. ?G\.|SE|AöR|KdöR|Ltd\.?"
    r"|Inc\.?|LLC|plc|S\.?A\.?|B\.V\.)"
)
_HOUSE: Final = (
    r"(?:Universitätsklinik(?:um|ums)?|Uniklinik(?:um|ums)?|Klinik(?:um|ums|en)?"
    r"|[A-ZÄÖÜ][a-zäöü]{2,20}klinik(?:um|ums)?|Krankenhaus(?:es)?"
    r"|[A-ZÄÖÜ][a-zäöü]{2,20}krankenhaus(?:es)?|Spital|Hospital|Sanatorium|Gemeinschaftspraxis|Praxis"
    r"|Arztpraxis|MVZ|Apotheke"
    r"|Universität|Uni|Hochschule|Fachhochschule|Volkshochschule|VHS|Grundschule|Hauptschule"
    r"|Realschule|Gesamtschule|Gemeinschaftsschule|Regionalschule|Stadtteilschule|Oberschule"
    r"|Förderschule|Berufsschule|Gymnasium|Schule|Kita|Kindertagesstätte|Kindergarten|Sprachschule"
    r"|Jobcenter|Rathaus|Agentur für Arbeit|Arbeitsagentur|Sozialamt|Ausländerbehörde|Zuwanderungsabteilung"
    r"|Amtsgericht|Landgericht|Verwaltungsgericht|Sozialgericht|Oberverwaltungsgericht|Jugendamt"
    r"|Wohnungsamt|Bürgeramt|Standesamt|Finanzamt|Gesundheitsamt|Stadtverwaltung|Landratsamt"
    r"|Moschee|Moscheegemeinde|Kirche|Kirchengemeinde|Pfarrei|Synagoge|Gemeinde|Verein|Sportverein"
    r"|Wohnungsbaugenossenschaft|Wohnungsgenossenschaft|Baugenossenschaft|Genossenschaft"
    r"|Wohnungsgesellschaft|Wohnungsbaugesellschaft|Wohnbau|Hausverwaltung|Stiftung"
    r"|Stadtwerke|Sparkasse|Volksbank|Pflegeheim|Seniorenheim|Altenheim|Hospiz"
    r"|Gemeinschaftsunterkunft|Erstaufnahmeeinrichtung|Erstaufnahme|Unterkunft|Wohnheim"
    r"|Flüchtlingsheim|Frauenhaus|Beratungsstelle|Stadtteilzentrum|Nachbarschaftshaus|Institut"
    r"|Polizeirevier|Bäckerei|Restaurant|Hotel|Firma|Kanzlei|Autohaus|Spedition|Rehaklinik"
    r"|Reha-Klinik|Psychiatrie|Justizvollzugsanstalt|JVA)"
)
_LINK: Final = r"(?:für|am|in|St\.|Sankt|zum|zur|von)"
_AFTER: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (rf"(?<![\w-])(?:{_CAP} (?:(?:für|und|der|des|in|am|&) )?){{0,4}}{_CAP} {_LEGAL}(?![\w])", 0.9),
        (
            (
                rf"(?<![\w-])(?:[A-ZÄÖÜ][a-zäöüß]{{2,20}}(?:er|es|e) )?{_HOUSE}(?: (?:{_LINK} "
                rf")?(?:„[^“”\"\n]{{2,40}}[“”\"]|[A-ZÄÖÜ][\wäöüß-]{{2,30}}))"
                r"(?: [A-ZÄÖÜ][\wäöüß-]{2,30}){0,2}"
            ),
            0.7,
        ),
        (rf"(?<![\w-])[A-ZÄÖÜ][a-zäöüß]{{2,20}}(?:er|es) {_HOUSE}(?!\w)", 0.6),
        (
            (
                r"(?<![\w-])(?:[A-ZÄÖÜ][\wäöüß.]{1,24}-){1,4}(?:Schule|Gymnasium|Klinik|Klinikum"
                r"|Krankenhaus|Spital|Apotheke|Moschee|Kirche|Gemeinde|Stiftung|Universität|Hochschule"
                r"|Kita|Verein|Institut|Zentrum)(?!\w)"
            ),
            0.7,
        ),
        (
            (
                r"(?<![\w-])(?:Uniklinik|Universitätsklinikum|UKSH|UKE|Charité|Caritas(?:verband)?"
                r"|Diakonie|AWO|DRK|ASB|Johanniter|Malteser|Vonovia|AOK|Barmer|DAK|BAMF|Techniker "
                r"Krankenkasse|Deutsche Wohnen|Rotes? Kreuz|Roten Kreuz(?:es)?|Pro Asyl|Pro Familia"
                r"|Lebenshilfe)(?!\w)"
            ),
            0.6,
        ),
        (
            (
                r"(?<![\w-])(?:Wohnungsbaugenossenschaft|Wohnungsgenossenschaft|Baugenossenschaft"
                r"|Baugesellschaft|Wohnungsgesellschaft|Hausverwaltung|Firma|Fa\.|Bäckerei|Verein"
                r"|Restaurant|Unternehmen) (?P<name>[„\"»]?[A-ZÄÖÜ][\wäöüß&-]{1,30}(?: "
                r"[A-ZÄÖÜ][\wäöüß&-]{2,30}){0,2}[“”\"«]?)"
            ),
            0.7,
        ),
        (
            (
                r"(?<![\w])(?:[A-Z][\w'-]{1,24} (?:of |and |& )?){1,4}(?:University|Hospital|School"
                r"|College|Primary|Academy|Mosque|Church|Clinic|Housing Association|Foundation|Council"
                r"|Company|Centre|Center|Nursery|Kindergarten|Trust|Charity|Bakery|Hotel)(?!\w)(?: of "
                r"[A-Z][a-z]+)?"
            ),
            0.6,
        ),
        (
            (
                r"(?<!\w)(?:University|Hospital|School|College|Mosque|Church|Bank|Ministry) of (?:the "
                r")?[A-Z][\w'-]{2,24}(?: [A-Z][\w'-]{2,24})?"
            ),
            0.6,
        ),
    )
)
_LOW: Final = re.compile(
    r"(?<!\w)(?:grundschule|gemeinschaftsschule|jobcenter|klinikum|uniklinik"
    r"|wohnungsbaugenossenschaft|moschee|kita) (?P<name>[a-zäöüß]{4,20})(?!\w)"
)
_LOW_STOP: Final = re.compile(
    r"(?:nicht|aber|oder|gehen|geht|haben|dann|wenn|weil|dass|auch|sind|waren|wird|muss|kann|noch"
    r"|immer|hier|dort|angerufen|gesagt|jetzt|schon|nach|über|ohne|kommen|gegangen|gewesen|gibt|hatte"
    r"|habe|sagt|sagte|eine|einen|mein|meine|bezahlt|zahlt|beten|gehe|gern|helfen|unter|während"
    r"|damals|bekommen)$"
)
_EASTERN: Final = re.compile(
    r"(?<!\w)[وفبل]{0,2}(?P<kind>(?:ال)?(?:مدرسه|جامعه|مستشفى|مستشفي|مسجد|جامع|شركه|جمعيه|كنيسه|معهد"
    r"|منظمه|روضه|مصنع|مطعم|بيمارستان|دانشگاه|شركت|كليسا|موسسه|انجمن|دبيرستان|دبستان|مهدكودك|كارخانه"
    r"|رستوران|كلينيك|درمانگاه))(?P<more>(?: (?!و[نك])(?:ال)?[\u0621-\u06d3]{3,18}){1,2}| "
    r"[A-Z][\w-]{2,30}(?: "
    r"[A-Z][\w-]{2,30})?)"
)
_EASTERN_STOP: Final = frozenset(map(fold, word_list("organisations", "eastern_stop")))
_UKRAINIAN: Final = re.compile(
    r"(?<!\w)(?:ТОВ|ФОП|ПП|АТ|ПрАТ|ГО|БФ) [«„\"]?[А-ЯІЇЄҐA-Z][\w'-]{1,30}(?: "
    r"[А-ЯІЇЄҐA-Z][\w'-]{1,30}){0,2}[»“\"]?"
    r"|(?<!\w)(?i:школ\w{1,2}|гімназі\w|ліце\w{1,3}|лікарн\w{1,2}|поліклінік\w|університет\w{0,3}"
    r"|садочк\w{1,2}|садок|завод\w{0,3}|компані\w{1,2}|фірм\w{1,2}|церк\w{1,3}|мечет\w{1,2}"
    r"|фонд\w{0,2}|інститут\w{0,2}|організаці\w{1,2})"
    r"(?: №? ?\d{1,4}(?!\w)| імені [А-ЯІЇЄҐ][\w'-]{2,30}(?: [А-ЯІЇЄҐ][\w'-]{2,30})?| "
    r"[«„\"][^»“\"\n]{2,40}[»“\"]| [А-ЯІЇЄҐ][а-яіїєґ'-]{2,30})"
    r"|(?<!\w)[А-ЯІЇЄҐ][а-яіїєґ'-]{3,30}(?:ськ|цьк|зьк)\w{1,3} (?i:школ\w{1,2}|гімназі\w|ліце\w{1,3}"
    r"|лікарн\w{1,2}|університет\w{0,3}|завод\w{0,3})"
)
_TIGRINYA: Final = re.compile(
    r"(?<!\w)(?:[ኣብናይካንም]{1,2} )?(?P<kind>ቤት ትምህርቲ|ሆስፒታል|ዩኒቨርሲቲ|መስጊድ|ቤተ ክርስትያን|ቤተክርስትያን|ኩባንያ|ማሕበር|ክሊኒክ|ትካል"
    r"|ዩኒቨርስቲ) (?P<name>[\u1200-\u135a]{2,12}|[A-Z][\w-]{2,30})"
)
_TI_STOP: Final = frozenset(word_list("organisations", "ti_stop"))
_START: Final = frozenset(word_list("organisations", "start"))
_NO_NAME: Final = frozenset(word_list("organisations", "no_name"))


def find_organisations(plain: Plain) -> Iterator[Identifier]:
    """Organisations by their form."""
    for pattern, score in _AFTER:
        for match in pattern.finditer(plain.plain):
            name = "name" if "name" in pattern.groupindex else 0
            start, end = _trim(plain.plain, *match.span(name))
            if end > start:
                yield plain.found(start, end, Kind.ORGANISATION, "organisation", score)
    for match in _LOW.finditer(plain.low):
        if plain.plain[match.start()].islower() and not _LOW_STOP.match(match["name"]):
            yield plain.found(*match.span(), Kind.ORGANISATION, "organisation", 0.4)
    yield from _others(plain)


def _others(plain: Plain) -> Iterator[Identifier]:
    """Those in Arabic, Farsi, Ukrainian and Tigrinya."""
    for match in _EASTERN.finditer(plain.plain):
        end = before_stop(match, "more", _EASTERN_STOP)
        if end > match.start("more"):
            yield plain.found(match.start("kind"), end, Kind.ORGANISATION, "organisation", 0.5)
    for match in _UKRAINIAN.finditer(plain.plain):
        yield plain.found(*match.span(), Kind.ORGANISATION, "organisation", 0.6)
    for match in _TIGRINYA.finditer(plain.plain):
        if match["name"] not in _TI_STOP:
            yield plain.found(match.start("kind"), match.end(), Kind.ORGANISATION, "organisation", 0.5)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """An organisation without articles before it and without nouns after it that are no names."""
    pieces = text[start:end].split(" ")
    while pieces and pieces[0] in _START:
        start += len(pieces[0]) + 1
        pieces = pieces[1:]
    while pieces and (pieces[-1] in _NO_NAME or pieces[-1].islower()):
        pieces = pieces[:-1]
    if not pieces or (len(pieces) == 1 and re.fullmatch(_HOUSE, pieces[0])) or pieces[0] in _NO_NAME:
        return start, start
    return start, start + len(" ".join(pieces))
