"""Numbers as people say them, in six languages: digits, ages, years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.rules.plain import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.protection.pseudonyms.rules.plain import Word

_HUNDRED: Final = 100
_THOUSAND: Final = 1000

TABLE: Final[dict[str, str]] = {
    "de": """0 null|zero 1 eins 2 zwei|zwo 3 drei 4 vier 5 fünf|fuenf 6 sechs 7 sieben 8 acht 9 neun 10 zehn
        11 elf 12 zwölf|zwoelf 13 dreizehn 14 vierzehn 15 fünfzehn 16 sechzehn 17 siebzehn 18 achtzehn
        19 neunzehn 20 zwanzig 30 dreißig|dreissig 40 vierzig 50 fünfzig|fuenfzig 60 sechzig 70 siebzig
        80 achtzig 90 neunzig 100 hundert|einhundert 1000 tausend|eintausend""",
    "en": """0 oh|nought 1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven
        12 twelve 13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen
        20 twenty 30 thirty 40 forty|fourty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety 100 hundred
        1000 thousand""",
    "ar": """0 صفر|زيرو 1 واحد|واحدة|وحدة 2 اثنين|اثنان|تنين|اتنين|ثنين|اثنتين 3 ثلاثة|ثلاث|تلاتة|تلات
        4 أربعة|أربع 5 خمسة|خمس 6 ستة|ست 7 سبعة|سبع 8 ثمانية|ثماني|ثمان|تمانية|تمنية|تمن 9 تسعة|تسع
        10 عشرة|عشر 11 أحدعش|احداش|إحداعش 12 اثناعش|تنعش|اثنعش 13 ثلاثةعش|تلطعش 14 اربعطعش 15 خمستعش|خمسطعش
        16 ستعش 17 سبعتعش|سبعطعش 18 ثمنتعش|تمنتعش 19 تسعتعش 20 عشرين|عشرون 30 ثلاثين|ثلاثون|تلاتين
        40 أربعين|أربعون 50 خمسين|خمسون 60 ستين|ستون 70 سبعين|سبعون 80 ثمانين|ثمانون|تمانين 90 تسعين|تسعون
        100 مية|مئة|مائة|ميه 1000 ألف|الف 2000 ألفين|الفين|ألفان""",
    "fa": """0 صفر 1 یک 2 دو 3 سه 4 چهار|چار 5 پنج 6 شش|شیش 7 هفت 8 هشت 9 نه 10 ده 11 یازده 12 دوازده
        13 سیزده 14 چهارده|چارده 15 پانزده|پونزده 16 شانزده|شونزده 17 هفده|هیفده 18 هجده|هیجده|هژده 19 نوزده
        20 بیست 30 سی 40 چهل 50 پنجاه 60 شصت 70 هفتاد 80 هشتاد 90 نود 100 صد 200 دویست 300 سیصد 400 چهارصد
        500 پانصد 600 ششصد 700 هفتصد 800 هشتصد 900 نهصد 1000 هزار""",
    "uk": """0 нуль|ноль 1 один|одна|одного|одне 2 два|дві|двох|две 3 три|трьох 4 чотири|чотирьох|четыре
        5 п'ять|пять|п'яти 6 шість|шести|шесть 7 сім|семи|семь 8 вісім|восьми|восемь 9 дев'ять|девять|дев'яти
        10 десять|десяти 11 одинадцять 12 дванадцять|двенадцать 13 тринадцять|тринадцать 14 чотирнадцять
        15 п'ятнадцять|пятнадцать 16 шістнадцять 17 сімнадцять 18 вісімнадцять 19 дев'ятнадцять
        20 двадцять|двадцать|двадцяти 30 тридцять|тридцать|тридцяти 40 сорок|сорока 50 п'ятдесят|пятдесят
        60 шістдесят 70 сімдесят 80 вісімдесят 90 дев'яносто|девяносто 100 сто 200 двісті 300 триста
        400 чотириста 500 п'ятсот 600 шістсот 700 сімсот 800 вісімсот 900 дев'ятсот 1000 тисяча|тисячі""",
    "ti": """0 ዜሮ|ባዶ 1 ሓደ 2 ክልተ 3 ሰለስተ 4 ኣርባዕተ|አርባዕተ 5 ሓሙሽተ|ሓሙሸተ 6 ሽዱሽተ|ሹዱሽተ 7 ሸውዓተ|ሾብዓተ|ሸብዓተ
        8 ሸሞንተ|ሾሞንተ 9 ትሽዓተ|ትሸዓተ 10 ዓሰርተ|ዓሰርት 20 ዕስራ|ዒስራ 30 ሰላሳ|ሰለሳ 40 ኣርብዓ|አርብዓ 50 ሓምሳ|ሓምሽ
        60 ሱሳ|ስሳ 70 ሰብዓ 80 ሰማንያ|ሰማኒያ 90 ቴስዓ|ተስዓ 100 ሚእቲ|ሚኢቲ 1000 ሽሕ|ሺሕ""",
}
"""Number words of each language: value, then its spellings."""

_UNITS: Final = dict(enumerate(["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"], 1))
_TENS: Final = dict(
    zip(
        range(20, 100, 10),
        ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
        strict=True,
    )
)


def _read_table() -> dict[str, int]:
    words: dict[str, int] = {}
    for row in TABLE.values():
        cells = row.split()
        for value, spellings in zip(cells[::2], cells[1::2], strict=True):
            words |= {fold(word): int(value) for word in spellings.split("|")}
    for unit, first in _UNITS.items():
        for ten, last in _TENS.items():
            for word in (f"{first}und{last}", f"{first}und{last}".replace("ß", "ss")):
                words |= {word: unit + ten, word.replace("ü", "ue"): unit + ten}
    return words


WORDS: Final[dict[str, int]] = _read_table()
"""All number words below 10,000 that are one word, folded, with their value."""

_GERMAN: Final = re.compile(r"[a-zäöüß]{4,60}")
_ARABIC_AND: Final = "و"
_TIGRINYA_AND: Final = "ን"


def word_value(word: str) -> int | None:
    """The value of one word, folded: digits, a number word, a German compound; else ``None``.

    Examples: ``34``, ``vierunddreißig``, ``zweitausendfünfzehn``, ``وثلاثين``.
    """
    if word in WORDS:
        return WORDS[word]
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= len("1000000") else None
    if word.startswith(_ARABIC_AND) and word[1:] in WORDS:
        return WORDS[word[1:]]
    if word.endswith(_TIGRINYA_AND) and word[:-1] in WORDS:
        return WORDS[word[:-1]]
    return _german(word)


def _german(word: str) -> int | None:
    """The value of a German number written as one word."""
    if ("hundert" not in word and "tausend" not in word) or not _GERMAN.fullmatch(word):
        return None
    value = 0
    for name, factor in (("tausend", _THOUSAND), ("hundert", _HUNDRED)):
        head, found, tail = word.partition(name)
        if found:
            times = 1 if not head else 1 if head == "ein" else WORDS.get(head)
            if times is None:
                return None
            value, word = value + times * factor, tail.removeprefix("und")
    if not word:
        return value
    rest = 1 if word == "ein" else WORDS.get(word)
    return None if rest is None else value + rest


def number_at(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The number that begins with a word, and the index after its last word.

    Digits count as well: ``34``, ``thirty four``, ``سی و چهار``, ``тридцять чотири``, ``nineteen eighty``.
    """
    if at >= len(words) or (value := word_value(words[at].low)) is None:
        return None
    after = at + 1
    while after < len(words) and after - at < _HUNDRED // 10:
        step = 1
        if words[after].low == _ARABIC_AND and after + 1 < len(words):
            step = 2
        following = word_value(words[after + step - 1].low)
        if following is None or words[after].low.isdigit() or words[at].low.isdigit():
            break
        joined = _join(value, following, words[after + step - 1].low)
        if joined is None:
            break
        value, after = joined, after + step
    return value, after


def _join(value: int, following: int, word: str) -> int | None:
    """Two numbers said in a row as one; ``None`` where they are two."""
    ten, teens = 10, 20
    with_and = word.startswith(_ARABIC_AND)
    tens = following % ten == 0 and teens <= following < _HUNDRED
    digit = 0 < following < ten
    if following in {_HUNDRED, _THOUSAND} and 0 < value < following:
        return value * following
    if following == _HUNDRED and value > _THOUSAND and 0 < value % _THOUSAND < ten:
        return value + value % _THOUSAND * (_HUNDRED - 1)  # one thousand seven hundred
    if value in {19, 20} and ten <= following < _HUNDRED and not with_and:
        return value * _HUNDRED + following
    adds = (
        (value >= teens and value % ten == 0 and value % _HUNDRED and digit)  # zwanzig eins
        or (value >= _HUNDRED and value % _HUNDRED == 0 and following < _HUNDRED)
        or (value >= _THOUSAND and value % _THOUSAND == 0 and following < _THOUSAND)
        or (0 < value < ten and (tens or following == ten) and with_and)  # خمسة وثلاثين
        or (value > _HUNDRED and 0 < value % _HUNDRED < ten and tens and with_and)
        or (value == ten and digit and not word.isascii())  # ዓሰርተ ሓሙሽተ
    )
    return value + following if adds else None
