"""Names of months in six languages and four calendars, ordinal numbers, feasts."""

from __future__ import annotations

from typing import Final

from faden.protection.pseudonyms.rules.plain import fold
from faden.protection.pseudonyms.rules.words import word_list

_MONTHS: Final[dict[str, str]] = {
    "de": (
        "januar jänner februar feber märz maerz april mai juni juno juli julei august september oktober "
        "november dezember"
    ),
    "de short": "jan feb mär mrz apr jun jul aug sep sept okt nov dez",
    "en": "january february march april may june july august september october november december",
    "en short": "jan feb mar apr jun jul aug sep sept oct nov dec",
    "ar": (
        "يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر شباط آذار "
        "نيسان أيار حزيران تموز آب أيلول"
    ),
    "ar two": (
        "كانون|الثاني كانون|الأول تشرين|الأول تشرين|الثاني كانون|الاول ربيع|الأول ربيع|الثاني جمادى"
        "|الأولى جمادى|الآخرة ذو|القعدة ذو|الحجة ذي|القعدة ذي|الحجة"
    ),
    "islamic": "محرم صفر رجب شعبان رمضان شوال",
    "fa": (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند حمل ثور جوزا سرطان اسد سنبله "
        "میزان عقرب قوس جدی دلو حوت"
    ),
    "fa foreign": (
        "ژانویه فوریه مارس آوریل اپریل مه می ژوئن جون ژوئیه جولای اوت آگست آگوست سپتامبر اکتبر نوامبر دسامبر"
    ),
    "uk": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"
    " січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
    " січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні"
    " січнем лютим березнем квітнем травнем червнем липнем серпнем вереснем жовтнем листопадом груднем",
    "ru": (
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря январе "
        "феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
    ),
    "ti": "መስከረም ጥቅምቲ ሕዳር ታሕሳስ ጥሪ ለካቲት መጋቢት ሚያዝያ ግንቦት ሰነ ሓምለ ነሓሰ ጳጉሜን ጳጉሜ ጥቅምት ኅዳር ታኅሣሥ የካቲት ሰኔ ሐምሌ ነሐሴ",
}

MONTHS: Final = frozenset(
    fold(word) for words in _MONTHS.values() for word in words.split() if "|" not in word
)
"""Names of months that are one word, folded."""

PAIRS: Final = frozenset(
    (fold(word.split("|")[0]), fold(word.split("|")[1])) for word in _MONTHS["ar two"].split()
)
"""Names of months of two words."""

DOUBTFUL: Final = frozenset(fold(word) for word in word_list("months", "doubtful")) | {"ጥሪ", "ሰነ"}
"""Months that are other words or names too: only with a day or a year, or after "in"."""

SHORT: Final = frozenset((_MONTHS["de short"] + " " + _MONTHS["en short"]).split())
"""Short forms: only with a day or a year."""


def _ordinals() -> dict[str, int]:
    german = word_list("months", "german")
    english = word_list("months", "english")
    ukrainian = word_list("months", "ukrainian")
    persian = word_list("months", "persian")
    words = {
        fold(stem + ending): day
        for day, stem in enumerate(german, 1)
        for ending in ("e", "en", "er", "em", "es")
    }
    words |= {word.replace("ß", "ss"): day for word, day in words.items() if "ß" in word}
    words |= {fold(word): day for day, word in enumerate(english, 1)}
    words |= {
        fold(stem + ending): day
        for day, stem in enumerate(ukrainian, 1)
        for ending in ("ого", "є", "е", "ього")
    }
    words |= {fold(word): day for day, word in enumerate(persian, 1)} | {
        fold("тридцятого"): 30,
        fold("سی‌ام"): 30,
    }
    return words


ORDINALS: Final[dict[str, int]] = _ordinals()
"""Ordinal number words for days, folded, with their value."""

FEASTS: Final = frozenset(fold(word) for word in word_list("months", "feasts"))
"""Feasts: a date together with a year."""

SEASONS: Final = frozenset(fold(word) for word in word_list("months", "seasons"))
"""Seasons and parts of a year: a date together with a year."""
