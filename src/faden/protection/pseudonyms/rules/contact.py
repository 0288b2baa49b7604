"""E-mail addresses, web addresses and names in social media; written, and as people say them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.rules.plain import Plain

_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])[\w.+%'-]{1,64}(?:@| @ | ?(?:\(at\)|\[at\]|\{at\}) ?)(?:[\w-]{1,63}\.){1,5}[\w-]{2,24}"
)
_DOT: Final = r"(?:punkt|dot|point|نقطه|دوت|دات|نقطة|крапка|точка|ነጥቢ)"
_AT: Final = (
    r"(?:@|ät|aet|at|klammeraffe|affenschwanz|اَت|ات|آت|ايت|اد ساين|равлик|собачка|собака|ет|эт|ኣት|አት)"
)
_DASH: Final = r"(?:minus|bindestrich|unterstrich|strich|underscore|dash|hyphen)"
_ENDING: Final = r"(?:de|com|net|org|at|ch|eu|info|ua|ru|ir|co|gmx|uk|دي|كوم|نت|کام|كام|ком|нет|юа|ኮም)"
_LINK: Final = rf"(?: ?\. ?| (?:{_DOT}|{_DASH}) )"
_SPOKEN: Final = re.compile(
    rf"(?<![\w-])(?:[\w-]{{1,40}}{_LINK}){{0,5}}[\w-]{{1,40}} {_AT} "
    rf"(?:[\w-]{{1,40}}{_LINK}){{1,4}}{_ENDING}(?!\w)"
)
_HOSTS: Final = (
    r"(?:gmail|gmx|web|hotmail|yahoo|outlook|icloud|t-online|freenet|posteo|mail|ukr|جيميل|جيمايل"
    r"|هوتميل|ياهو"
    r"|جي ميل|جیمیل|جيميل|یاهو|гмейл|джимейл|укр|ጂመይል)"
)
_HOSTED: Final = re.compile(
    rf"(?<![\w-])(?:[\w-]{{1,40}}{_LINK}){{0,4}}[\w.-]{{1,40}} {_AT} {_HOSTS}(?:{_LINK}\w{{2,4}})?(?!\w)"
)
_WEB: Final = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"“”„]{2,400}|www\.[^\s<>\"“”„]{2,400}|(?:[\w-]{1,63}\.){1,4}"
    r"(?:de|com|org|net|info|eu|at|ch|io|app|me|ua|ir|sy|af|ly|tv|online"
    r"|social)(?:/[^\s<>\"“”„]{0,300})?)(?![\w-])"
)
_WEB_SPOKEN: Final = re.compile(
    rf"(?<!\w)(?:www|weh weh weh|we we we|double u double u double u|دبليو دبليو دبليو){_LINK}"
    rf"[\w-]{{2,40}}(?:{_LINK}[\w-]{{2,40}}){{1,3}}(?!\w)"
)
_DOTTED: Final = re.compile(rf"(?<![\w-])[\w-]{{3,40}} (?:punkt|dot) {_ENDING}(?!\w)")
_AT_NAME: Final = re.compile(r"(?<![\w@./])@[\w.]{2,40}\w")
_NETWORK: Final = (
    r"(?:instagram|insta|telegram|tiktok|facebook|snapchat|twitter|linkedin|skype|signal|انستغرام|انستا"
    r"|تيليجرام|تلغرام|فيسبوك|اينستاگرام|اينستا|تلگرام|فيسبوك|інстаграм\w{0,2}|телеграм\w{0,2}"
    r"|фейсбу\w{1,3})"
)
_NAMED: Final = re.compile(
    rf"(?<!\w){_NETWORK}(?: ?[:=] ?|[ -](?:name|account|profil|user|handle|unter|als|heiße ich|bin "
    rf"ich|is|as) )"
    r"(?:ist |is )?(?P<name>[\w.]{3,40})"
)
_SAID_AT: Final = re.compile(r"(?<!\w)(?:ät|klammeraffe) (?P<name>[\w.]{3,40})")
_FILLER: Final = frozenset(word_list("contact", "filler"))


def find_contacts(plain: Plain) -> Iterator[Identifier]:
    """E-mail addresses, web addresses and names in social media."""
    yield from _emails(plain)
    yield from _pages(plain)


def _emails(plain: Plain) -> Iterator[Identifier]:
    for match in _EMAIL.finditer(plain.plain):
        yield plain.found(*match.span(), Kind.EMAIL, "email")
    for pattern, score in ((_SPOKEN, 0.95), (_HOSTED, 0.9)):
        for match in pattern.finditer(plain.low):
            start = _skip_fillers(match.group(), match.start())
            yield plain.found(start, match.end(), Kind.EMAIL, "email", score)


def _pages(plain: Plain) -> Iterator[Identifier]:
    for match in _WEB.finditer(plain.low):
        end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:!?)»'"))
        if end > match.start() and _is_address(plain, match.start(), end):
            yield plain.found(match.start(), end, Kind.WEB, "web")
    for pattern in (_WEB_SPOKEN, _DOTTED):
        for match in pattern.finditer(plain.low):
            yield plain.found(*match.span(), Kind.WEB, "web", 0.8)
    for match in _AT_NAME.finditer(plain.plain):
        yield plain.found(*match.span(), Kind.WEB, "web", 0.9)
    for pattern in (_NAMED, _SAID_AT):
        for match in pattern.finditer(plain.low):
            yield plain.found(*match.span("name"), Kind.WEB, "web", 0.7)


def _skip_fillers(words: str, start: int) -> int:
    """Where an address begins that a talker led up to: ``unter anna punkt``."""
    while (head := words.partition(" "))[0] in _FILLER and head[1]:
        start += len(head[0]) + 1
        words = head[2]
    return start


def _is_address(plain: Plain, start: int, end: int) -> bool:
    """Whether a word with a dot is an address rather than a missing blank: ``gehe.Me``."""
    stretch = plain.plain[start:end]
    if stretch.lower().startswith(("http", "www.")):
        return True
    last = stretch.split("/")[0].rsplit(".", 1)[-1]
    return last.islower() and not stretch.split(".")[0].isdigit()
