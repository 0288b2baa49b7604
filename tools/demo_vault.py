"""Make the vault of the demonstration study, into the folder of FADEN_VAULTS: ``python tools/demo_vault.py``.

The people of the study are invented, and so are the clear names behind its labels; the passphrase is
public. With ``--clear`` every detail that is proposed is left as it is, for all of it is invented, and all
transcripts are cleared on behalf of an invented person.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.protection.places import find_vault, write_vault
from faden.protection.pseudonyms.clearing import clear
from faden.protection.pseudonyms.decisions import Answer, Choice, decide
from faden.protection.pseudonyms.keeping import read_state, write_state
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.notes import read_notes
from faden.protection.pseudonyms.searching import search_study, with_seen
from faden.protection.vault import from_passphrase
from faden.study.folder import Folder, find_folder

if TYPE_CHECKING:
    from faden.protection.vault import Vault

PASSPHRASE: Final = "faden-demonstration-2025"  # noqa: S105 - public on purpose: all that it opens is invented
REVIEWERS: Final = ("mira", "jonte")


def _name(name: str, label: str, kind: str, *variants: str) -> Name:
    return Name(name=name, label=label, kind=kind, variants=variants)


NAMES: Final = (
    _name("Yousef Al-Sharqawi", "[الابن]", "person", "يوسف الشرقاوي"),
    _name("Razan Al-Sharqawi", "[البنت]", "person", "رزان الشرقاوي"),
    _name("Gesine Thormählen", "[Nachbarin]", "person"),
    _name("Detlef Wischmann", "[Nachbar]", "person"),
    _name("Hannelore Brüggmann", "[alte Nachbarin]", "person"),
    _name("Oluwaseun Adebayo", "[colleague at the bar]", "person"),
    _name("Björn Kühlmeyer", "[Ehrenamtlicher]", "person"),
    _name("Swantje Petersilge", "[Ehrenamtliche]", "person"),
    _name("Roswitha Knoblauch", "[Sachbearbeiterin A]", "person"),
    _name("Ilona Fredersdorf", "[Sachbearbeiterin B]", "person"),
    _name("Mykhailo Zabolotnyi", "[волонтер]", "person", "Михайло Заболотний"),
    _name("Fereshteh Nurzai", "[خانم داوطلب]", "person", "فرشته نورزی"),
    _name("Haile Woldemikael", "[ወለንተኛ]", "person", "ሃይለ ወልደሚካኤል"),
    _name("Theodoros Papanikolaou", "[Head chef]", "person"),
    _name("Dörte Sandkuhl", "[Lehrerin A]", "person"),
    _name("Wohnzeit24", "[Portal A]", "organisation"),
    _name("Sportfreunde Ostwerder", "[Sportverein]", "organisation"),
    _name("Bremen", "[Großstadt]", "place"),
    _name("Shiraz", "[iranische Großstadt]", "place", "شیراز"),
    _name("Poznań", "[Stadt in Polen]", "place", "Posen"),
    _name("Wuppertal", "[Stadt in Nordrhein-Westfalen]", "place"),
    _name("Kanalstraße 17", "[Straße am Kanal]", "street"),
    _name("Schlehdornweg 4", "[Straße am Bahndamm]", "street"),
    _name("0431 5550147", "[Telefonnummer]", "phone"),
    _name("gesine.thormaehlen@post.example", "[E-Mail]", "email"),
    _name("WG-2024-00815", "[Aktenzeichen]", "number"),
)
"""Invented people and places behind labels of the study; Bremen is a city that a public page names too."""


def make(folder: Folder) -> Vault:
    """Make the vault of a study, with the invented names in it.

    Args:
        folder: The demonstration study, or a copy of it.
    """
    vault = write_vault(folder, from_passphrase(PASSPHRASE))
    notes = [read_notes(folder, path) for path in folder.boards()]  # invented, too: there is nothing to find
    write_state(vault, replace(read_state(vault), names=NAMES, seen=with_seen({}, notes)))
    return vault


def leave_all(folder: Folder, vault: Vault, *, by: str, on: str) -> int:
    """Look for details in all transcripts and leave all of them; gives how many there were."""
    search_study(folder, vault, _ids(folder))
    state = read_state(vault)
    waiting = len(state.open)
    while state.open:
        state = decide(state, state.open[0].id, Answer(Choice.KEEP), by=by, on=on)
    write_state(vault, state)
    return waiting


def _ids(folder: Folder) -> list[str]:
    return [path.stem for path in folder.transcripts()]


def main() -> None:
    """Make the vault, and clear the transcripts where that is asked for."""
    folder = find_folder(Path())
    if find_vault(folder) is not None:
        sys.exit("This study names a vault already; delete research/vault.yaml first.")
    vault = make(folder)
    print(f"vault: {vault.path}; passphrase: {PASSPHRASE}")
    if "--clear" in sys.argv:
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        print(f"left as they are: {leave_all(folder, vault, by=REVIEWERS[0], on=today)}")
        report = clear(folder, vault, _ids(folder), by=REVIEWERS[0], on=today)
        print(f"cleared: {len(report.cleared)}, already: {len(report.already)}")
        for problem in report.problems:
            print(problem)


if __name__ == "__main__":
    main()
