"""The invented people, places and numbers that the attack hides; none of them is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Name:
    """What a study's key holds of one name, and what only its examiner knows.

    ``variants`` are what a person would have listed. ``others`` are further spellings by form, which the
    scanner has to find without being told.
    """

    name: str
    label: str
    kind: str
    variants: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NAMES: Final[tuple[Name, ...]] = (
    Name("Ali Karimi", "[Bruder]", "person", others={"cyrillic": ("Алі Карімі", "Али Карими")}),
    Name("Samira Haddad", "[Mutter]", "person", ("سميرة حداد",), {"romanised": ("Samirah Hadad",)}),
    Name(
        "Mohammed",
        "[Nachbar A]",
        "person",
        ("محمد",),
        {
            "romanised": ("Muhamad", "Mohamad", "Muhammed", "Mouhammad", "Mohamed"),
            "cyrillic": ("Мохаммед", "Мухаммад"),
        },
    ),
    Name("Jürgen Großmann", "[Vermieter A]", "person"),
    Name("Edeltraut Müller", "[Nachbarin B]", "person"),
    Name("Björn Thießen", "[Berater A]", "person"),
    Name("Raffaela Finke-Überseer", "[Beraterin B]", "person"),
    Name("Yiğit Şahinöz", "[Freund A]", "person", others={"romanised": ("Yigit Sahinoez", "Yigit Sahinöz")}),
    Name("Zoë Ó Briain", "[Mitbewohnerin]", "person"),
    Name(
        "Olena Kowaltschuk",
        "[Freundin A]",
        "person",
        ("Олена Ковальчук",),
        {
            "romanised": ("Olena Kovalchuk",),
            "case": ("Олени Ковальчук", "Олені Ковальчук", "Олену Ковальчук", "Оленою Ковальчук"),
        },
    ),
    Name(
        "Тарас Мельниченко",
        "[Onkel]",
        "person",
        ("Taras Melnytschenko",),
        {
            "romanised": ("Taras Melnychenko",),
            "case": ("Тараса Мельниченка", "Тарасові Мельниченку", "Тарасом Мельниченком"),
        },
    ),
    Name("فریدون کیانی", "[Schwager]", "person", ("Fereydun Kiani",), {"romanised": ("Fereidoun Kiyani",)}),
    Name("سلمى درويش", "[Cousine]", "person", ("Salma Darwisch",), {"romanised": ("Selma Darwish",)}),
    Name("كريمة الزعبي", "[Tante]", "person", ("Karima Al-Zoubi",), {"romanised": ("Karima Alzoubi",)}),
    Name("ሰላም ወልዱ", "[Freundin B]", "person", ("Selam Woldu",), {"romanised": ("Selam Weldu",)}),
    Name("ተስፋይ ገብረ", "[Patenkind]", "person", ("Tesfay Gebre",), {"romanised": ("Tesfai Ghebre",)}),
    Name("Bremen", "[Stadt A]", "place", others={"cyrillic": ("Бремен",), "case": ("Бремені", "Бремену")}),
    Name("Kiel", "[Stadt B]", "place", ("كيل",), {"case": ("Кілі", "Кіля", "Кіль")}),
    Name("Lüttenbrook", "[Dorf A]", "place"),
    Name("Großenwörden", "[Dorf B]", "place"),
    Name("حلب", "[Stadt C]", "place", ("Aleppo",), {"romanised": ("Halab",)}),
    Name(
        "Харків",
        "[Stadt D]",
        "place",
        ("Charkiw",),
        {"romanised": ("Kharkiv",), "case": ("Харкова", "Харкові")},
    ),
    Name("ኣስመራ", "[Stadt E]", "place", ("Asmara",)),
    Name("Mettenhofer Straße", "[Straße 1]", "street"),
    Name("Grüner Ziegelweg", "[Straße 2]", "street"),
    Name("Holunderstieg", "[Straße 3]", "street"),
    Name("Brücke am Ostufer", "[Verein A]", "organisation"),
    Name("Wohnbau Fördeblick", "[Gesellschaft A]", "organisation"),
    Name("0171 3920017", "[Telefon 1]", "phone"),
    Name("+49 40 66969123", "[Telefon 2]", "phone"),
    Name("samira.haddad@post.example", "[E-Mail 1]", "email"),
    Name("großmann@wohnen-süd.example", "[E-Mail 2]", "email"),
    Name("WBS-2021-0883", "[Aktenzeichen 1]", "number"),
    Name("50.12-4477/21", "[Aktenzeichen 2]", "number"),
    Name("KI-SH 2041", "[Kennzeichen 1]", "plate"),
    Name("DE52 0000 0000 0012 3456 78", "[Konto 1]", "account"),
)
"""Telephone numbers are from ranges kept free for fiction; domains end in ``example``; no such bank."""
