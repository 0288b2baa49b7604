"""Lists of contacts are found wherever they lie in a study."""

from __future__ import annotations

import zipfile

import pytest
from ministudy import MiniStudy

from faden.build.checking import check_all

PHONES = "Wann;Wer;Nummer\nMo;A;0431 5550101\nDi;B;+49 170 5550102\nMi;C;0431/5550103\n"
MAILS = "a@verein.de\nb@verein.de\nc@verein.de\n"


def _found(study: MiniStudy) -> list[str]:
    return [str(p.place) for p in check_all(study.folder) if p.code == "contacts-in-study"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("research/anrufe-maerz.csv", ""),
        ("research/Teilnehmerliste.txt", ""),
        ("interviews/karte.vcf", ""),
        ("notizen.csv", PHONES),
        ("research/verteiler.txt", MAILS),
    ],
)
def test_dp_10_a_list_of_contacts_is_a_problem(study: MiniStudy, name: str, text: str) -> None:
    """By its name, or by numbers and addresses in it."""
    study.write(name, text)

    assert [name] == _found(study)


def test_dp_10_a_spreadsheet_is_looked_into(study: MiniStudy) -> None:
    """A workbook is an archive of XML."""
    with zipfile.ZipFile(study.folder.root / "research/tabelle.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "".join(f"<t>{x}</t>" for x in PHONES.split(";")))

    assert ["research/tabelle.xlsx"] == _found(study)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("research/zahlen.csv", "Jahr;Zahl\n2020;12000\n2021;13000\n2022;123456789\n"),
        ("research/quellen.txt", "a@example.org b@example.org c@example.org"),
        ("research/kaputt.xlsx", "kein Archiv"),
        ("measurements/nummern.csv", PHONES),
    ],
)
def test_dp_10_other_tables_are_none(study: MiniStudy, name: str, text: str) -> None:
    """Figures are no numbers to call; beside the study lies what is not the study's."""
    study.write(name, text)

    assert [] == _found(study)
