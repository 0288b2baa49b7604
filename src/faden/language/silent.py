"""Words of closed classes and numbers that say nothing of a matter, where the package of stop words has none.

Only for words that stand for a group of statements; searching for names does not ask here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_TIGRINYA: Final = """
ኣብ ናብ ካብ ምስ ናይ ብዛዕባ ድሕሪ ቅድሚ ልዕሊ ክሳብ ክሳዕ መንጎ ብዘይ ብዘይካ ኣብቲ ኣብታ ኣብዚ ኣብኡ ካብቲ ናብቲ ናይቲ ምስቲ
ነቲ ነታ ነዚ በቲ በዚ ከም ስለ ስለዚ ግን ግና ድማ ከኣ ወይ እሞ እምበር እንተ እውን ምኽንያቱ ምእንቲ እዚ እዛ እዞም እቲ እታ እቶም
ኣነ ንሕና ንስኻ ንስኺ ንሱ ንሳ ንሳቶም ንዓይ እዩ ኢዩ እየ ኢየ እያ ኢያ እዮም ኢዮም ኢና ኢኻ ኣሎ ኣላ ኣለዉ ኣለኹ ኣለና ኣለዎ ኣለዋ
የለን ነይሩ ነይረ ነበረ ኣይኮነን ኣይነበረን እንታይ መን ከመይ ክንደይ ኣበይ መዓስ ኩሉ ኵሉ ብዙሕ ጥራይ ኣዝዩ ካልእ ገለ ዋላ ሕጂ ገና
እወ ኣይፋል ኣይፋልን ኢሉ ኢላ ኢሎም ኢለ ይብል በለ
ሓደ ሓንቲ ክልተ ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሸሞንተ ትሽዓተ ዓሰርተ ዕስራ ሚእቲ ሽሕ
"""
"""Prepositions, conjunctions, pronouns, the copula, question words, quantities, numbers.

Source:
    Our own choice by class, compared with Gaim, F. (2017), Tigrinya WordCount, which lists functional
    words by frequency; nobody who speaks Tigrinya has read it yet.
"""

_LEVANTINE: Final = """
أنا انت إنت إنتي انتي انتو هو هي هوي هيي نحنا احنا إحنا هنن هني هاد هادا هدا هاي هيدا هيدي هدول هدوك
هداك هديك هون هونيك هيك يلي اللي شو ليش وين كيف كم قديش مين ايمتى ما مو مش مانو ماني لا لأ إي عم رح
راح بدي بدك بدو بده بدها بدنا بدكم بدهم في فيه كان كانت كنا كنت صار صارت بس كمان لسا لسه هلق هلأ
بعدين وبعدين يعني كتير شوي شوية متل مشان منشان عشان لأنو لأنه إنو أنو انه إذا لو لما عند عندي عندك
عندو عنده عندها عندنا عنا إلي إلك إلو إلها إلنا لي مني مع معي معنا عني كل كلو شي حدا طيب والله ولا
واحد واحدة وحدة تنين اثنان تلاتة تلات ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع تمانية تمنية
تمن ثمانية تسعة تسع عشرة عشر عشرين عشرون تلاتين أربعين خمسين ستين سبعين تمانين تسعين مية ميتين مئة
ألف
"""
"""Pronouns, demonstratives, question words, negations, particles of the verb, conjunctions, numbers.

Source:
    Our own choice by the classes of Cowell, M. W. (1964), A Reference Grammar of Syrian Arabic; nobody who
    speaks it has read it yet. Standard Arabic has a list in the package.
"""

_ALIF: Final = str.maketrans("أإآى", "اااي")

_JOINED: Final = re.compile(r"(?<=[^\W\d_])['’](?:s|m|n|r|ne|nen|ner)\b", re.IGNORECASE)
"""What spoken German joins to the word before: ``ich's``, ``auf'm``, ``so'n``."""


def is_silent(word: str, language: str | None) -> bool:
    """Whether a word belongs to a closed class or is a number, in a language without stop words of its own.

    In Arabic however its alif is written, since people type it in several ways.
    """
    return word.translate(_ALIF) in _silent(language)


def unjoined(text: str, language: str | None) -> str:
    """A German text whose words stand without what is joined to them: ``ich's`` as ``ich``."""
    return _JOINED.sub("", text) if language == "de" else text


@cache
def _silent(language: str | None) -> frozenset[str]:
    told = {"ti": _TIGRINYA, "ar": _LEVANTINE}.get(language or "", "")
    return frozenset(told.translate(_ALIF).split())
