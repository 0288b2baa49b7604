"""Writing forms: how a name can stand in a text so that a person still reads it.

Each form takes a name and gives the spellings it yields for it; none where the form makes no sense.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from tests.attack.names import Name

Form = Callable[[Name], tuple[str, ...]]

_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"},
)
_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_EASTERN: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN_DIGITS: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_DIGIT_WORDS: Final = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_MARKS: Final = ("\u064e", "\u0650", "\u064f", "\u0652")


def _script(name: Name) -> str:
    return unicodedata.name(next(char for char in name.name if char.isalnum() or char == "+"), "").split()[0]


def _spellings(name: Name, script: str) -> tuple[str, ...]:
    """The name and its listed variants that are written in a script."""
    listed = (name.name, *name.variants)
    return tuple(form for form in listed if script in unicodedata.name(form[0], ""))


def _latin(name: Name) -> str | None:
    return name.name if _script(name) == "LATIN" and name.kind != "number" else None


def _words(name: Name) -> list[str]:
    return name.name.split() if name.kind in {"person", "street", "organisation"} else []


def _only(changed: str, name: Name) -> tuple[str, ...]:
    return (changed,) if changed != name.name else ()


def _inside(sign: str) -> Form:
    """A form with an invisible sign after the second character."""
    return lambda name: (name.name[:2] + sign + name.name[2:],)


def _between(sign: str) -> Form:
    """A form with another sign where the blanks are."""
    return lambda name: _only(name.name.replace(" ", sign), name)


def _other(form: str) -> Form:
    return lambda name: name.others.get(form, ())


def _genitive(name: Name) -> tuple[str, ...]:
    latin = _latin(name)
    if latin is None or name.kind not in {"person", "place"}:
        return ()
    return (latin + ("’" if latin[-1] in "sßxz" else "s"),)


def _first_genitive(name: Name) -> tuple[str, ...]:
    words = _words(name) if _latin(name) and name.kind == "person" else []
    return (f"{words[0]}s",) if len(words) > 1 else ()


def _inhabitant(name: Name) -> tuple[str, ...]:
    if name.kind != "place" or _latin(name) is None:
        return ()
    stem = "Brem" if name.name == "Bremen" else name.name.removesuffix("en")
    return (f"{stem}er", f"{stem}erin")


def _compound(name: Name) -> tuple[str, ...]:
    latin = _latin(name)
    if latin is None or name.kind not in {"person", "place", "organisation"}:
        return ()
    last = latin.split()[-1]
    return (
        (f"{last}-Wohnung", f"Nicht-{last}")
        if name.kind != "organisation"
        else (f"{'-'.join(latin.split())}-Haus",)
    )


def _reversed(name: Name) -> tuple[str, ...]:
    words = _words(name) if name.kind == "person" else []
    return (f"{' '.join(words[1:])}, {words[0]}",) if len(words) > 1 else ()


def _initial(name: Name) -> tuple[str, ...]:
    words = _words(name) if name.kind == "person" and _script(name) in {"LATIN", "CYRILLIC"} else []
    return (f"{words[0][0]}. {' '.join(words[1:])}", f"{words[0][0]}.{words[-1]}") if len(words) > 1 else ()


def _given(name: Name) -> tuple[str, ...]:
    words = _words(name) if name.kind == "person" else []
    return (words[0],) if len(words) > 1 else ()


def _surname(name: Name) -> tuple[str, ...]:
    words = _words(name) if name.kind == "person" else []
    return (" ".join(words[1:]),) if len(words) > 1 else ()


def _particles(name: Name) -> tuple[str, ...]:
    return tuple(
        f"{particle}{form}" for form in _spellings(name, "ARABIC") for particle in ("و", "ل", "ب", "وب")
    )


def _tatweel(name: Name) -> tuple[str, ...]:
    return tuple(f"{form[0]}ـ{form[1:]}" for form in _spellings(name, "ARABIC") if form[0] not in "اأدذرزو")


def _vowels(name: Name) -> tuple[str, ...]:
    marks = [
        "".join(char + _MARKS[at % 4] if char != " " else char for at, char in enumerate(form))
        for form in _spellings(name, "ARABIC")
    ]
    return tuple(unicodedata.normalize("NFC", form) for form in marks)


def _persian_letters(name: Name) -> tuple[str, ...]:
    swap = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی", "ک": "ك", "ی": "ي", "ة": "ه"})
    return tuple(form.translate(swap) for form in _spellings(name, "ARABIC") if form.translate(swap) != form)


def _presentation(name: Name) -> tuple[str, ...]:
    table = {
        unicodedata.normalize("NFKC", chr(code)): chr(code)
        for code in range(0xFE80, 0xFEF5)
        if "ISOLATED" in unicodedata.name(chr(code), "")
    }
    made = ((form, "".join(table.get(char, char) for char in form)) for form in _spellings(name, "ARABIC"))
    return tuple(shaped for form, shaped in made if shaped != form)


def _tigrinya(name: Name) -> tuple[str, ...]:
    return tuple(f"{prefix}{form}" for form in _spellings(name, "ETHIOPIC") for prefix in ("ን", "ብ", "ካብ"))


def _hyphenated(name: Name) -> tuple[str, ...]:
    last = name.name.split()[-1]
    cut = len(name.name) - len(last) // 2
    return (
        (f"{name.name[:cut]}-\n{name.name[cut:]}",)
        if _latin(name) and len(last) > 5 and name.kind != "email"
        else ()
    )


def _telephone(name: Name) -> tuple[str, ...]:
    if name.kind != "phone":
        return ()
    digits = re.sub(r"\D", "", name.name.replace("+49", "0"))
    home, rest = digits[:4], digits[4:]
    return (
        digits,
        f"+49{digits[1:]}",
        f"0049 {digits[1:4]} {rest}",
        f"{home}/{rest}",
        f"({home}) {rest}",
        f"+49 (0){digits[1:4]} {rest[:3]} {rest[3:]}",
        f"{home}-{rest[:3]}-{rest[3:]}",
        f"{home}.{'.'.join(re.findall('..?', rest))}",
    )


def _spoken(name: Name) -> tuple[str, ...]:
    digits = re.sub(r"\D", "", name.name.replace("+49", "0"))
    return (" ".join(_DIGIT_WORDS[int(digit)] for digit in digits),) if name.kind == "phone" else ()


def _eastern(name: Name) -> tuple[str, ...]:
    number = name.kind in {"phone", "number", "account"}
    return (name.name.translate(_EASTERN), name.name.translate(_PERSIAN_DIGITS)) if number else ()


def _hidden_address(name: Name) -> tuple[str, ...]:
    if name.kind != "email":
        return ()
    user, _, host = name.name.partition("@")
    return f"{user} (at) {host}", f"{user}[at]{host.replace('.', '[dot]')}", f"{user} @ {host}"


def _bare(name: Name) -> tuple[str, ...]:
    numbers = name.kind in {"number", "plate", "account"}
    return _only(re.sub(r"[\s./-]", "", name.name), name) if numbers else ()


def _short_street(name: Name) -> tuple[str, ...]:
    return _only(name.name.replace("Straße", "Str."), name) + _only(
        name.name.replace(" Straße", "str."), name
    )


def _plain(name: Name) -> tuple[str, ...]:
    bare = "".join(c for c in unicodedata.normalize("NFD", name.name) if not unicodedata.combining(c))
    return _only(bare.replace("ß", "ss"), name) if _latin(name) else ()


def _ligature(name: Name) -> tuple[str, ...]:
    return _only(name.name.replace("ffa", "ﬀa").replace("fi", "ﬁ"), name)


FORMS: Final[dict[str, tuple[str, Form]]] = {
    "exact": ("as the key has it", lambda n: (n.name,)),
    "listed": ("a variant that the key lists", lambda n: n.variants),
    "lower": ("in lower case", lambda n: _only(n.name.lower(), n)),
    "casefolded": ("folded for comparison, ß becomes ss", lambda n: _only(n.name.casefold(), n)),
    "upper": ("in capitals, ß becomes SS", lambda n: _only(n.name.upper(), n)),
    "capital-sharp-s": (
        "in capitals with ẞ",
        lambda n: _only(n.name.replace("ß", "ẞ").upper(), n) if "ß" in n.name else (),
    ),
    "genitive": ("German genitive: Alis, Bremens, Kiels", _genitive),
    "first-genitive": ("genitive of the given name alone", _first_genitive),
    "inhabitant": ("adjective and inhabitant: Kieler, Bremerin", _inhabitant),
    "compound": ("part of a compound with hyphens: Müller-Wohnung", _compound),
    "umlaut-digraph": ("ü as ue, ß as ss", lambda n: _only(n.name.translate(_UMLAUTS), n)),
    "umlaut-plain": ("without any dots and accents", _plain),
    "nfd": ("decomposed: u and two dots", lambda n: _only(unicodedata.normalize("NFD", n.name), n)),
    "full-width": (
        "in the wide letters of East Asian fonts",
        lambda n: _only(n.name.translate(_FULL_WIDTH), n),
    ),
    "ligature": ("with the signs ﬀ and ﬁ, as copied from PDFs", _ligature),
    "zero-width-space": ("a zero-width space inside", _inside("\u200b")),
    "zero-width-joiner": ("a zero-width joiner inside", _inside("\u200d")),
    "zero-width-non-joiner": ("a zero-width non-joiner inside", _inside("\u200c")),
    "word-joiner": ("a word joiner inside", _inside("\u2060")),
    "byte-order-mark": ("a zero-width no-break space inside", _inside("\ufeff")),
    "direction-mark": ("a right-to-left mark inside", _inside("\u200f")),
    "soft-hyphen": ("a soft hyphen inside", _inside("\u00ad")),
    "no-break-space": ("non-breaking spaces between the words", _between("\u00a0")),
    "narrow-space": ("narrow non-breaking spaces between the words", _between("\u202f")),
    "two-spaces": ("two blanks between the words", _between("  ")),
    "tabulator": ("a tabulator between the words", _between("\t")),
    "line-break": ("broken over two lines between the words", _between("\n")),
    "line-break-windows": ("the same with the line ends of Windows", _between("\r\n")),
    "hyphenated": ("hyphenated at the end of a line", _hyphenated),
    "letter-spaced": (
        "blanks between the letters",
        lambda n: (" ".join(n.name.replace(" ", "")),) if _latin(n) and len(n.name) < 20 else (),
    ),
    "underscores": ("words joined by underscores", _between("_")),
    "hyphens": (
        "words joined by hyphens, as in addresses",
        lambda n: _only("-".join(n.name.lower().split()), n),
    ),
    "joined": ("words written together", lambda n: _only(n.name.replace(" ", ""), n)),
    "reversed": ("surname, comma, given name", _reversed),
    "initial": ("the given name as its first letter", _initial),
    "given-name": ("the given name alone", _given),
    "surname": ("the surname alone", _surname),
    "arabic-particle": ("Arabic and, to, in attached: وعلي", _particles),
    "tatweel": ("stretched by a tatweel", _tatweel),
    "vowel-marks": ("with Arabic vowel marks", _vowels),
    "persian-letters": ("ك and ي as the Persian letters, or the other way round", _persian_letters),
    "presentation-forms": ("in Arabic presentation forms, as copied from PDFs", _presentation),
    "romanised": ("a romanisation that nobody listed: Muhamad", _other("romanised")),
    "cyrillic": ("in Cyrillic, which nobody listed: Мохаммед", _other("cyrillic")),
    "ukrainian-case": ("in a Ukrainian case", _other("case")),
    "tigrinya-prefix": ("with the Tigrinya prefixes ን, ብ, ካብ", _tigrinya),
    "telephone": ("a telephone number in other groups", _telephone),
    "spoken-digits": ("digits spoken out", _spoken),
    "eastern-digits": ("Arabic and Persian digits", _eastern),
    "hidden-address": ("an e-mail address with (at) and [dot]", _hidden_address),
    "without-separators": ("a number without its separators", _bare),
    "short-street": ("Straße shortened to Str.", _short_street),
}
"""What a form is, and what makes it."""
