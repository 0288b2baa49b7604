"""The needs board after a withdrawal: no card and no word of the person is left on it."""

from __future__ import annotations

import pytest

from faden.findings.board.bench import BoardBench
from faden.findings.board.board import PATH
from faden.protection.vault import Vault
from faden.protection.withdrawal.act import withdraw
from faden.study.folder import Folder

P = "p-7k3mzq"
SENTENCE = "Ich habe neunmal im Sommer bei fremden Leuten geklingelt und niemand hat aufgemacht."
BOARD = f"""\
# Die Wand vom März.
format: faden.board/1
groups:
  - id: g1
    name: {{de: "Klingeln"}}
    statement: {{de: "{SENTENCE}"}}
    by: mira
    "on": 2026-03-01
    cards:
      - c-55555555 # im Sommer
      - c-44444444
      - paper-1
      - paper-2
      - paper-3
paper:
  - id: paper-1
    text: "Beide sagen: {SENTENCE}"
  - {{id: paper-2, text: "niemand hat aufgemacht im Sommer"}}
  - {{id: paper-3, text: "bei fremden Leuten geklingelt"}}
machine:
  - id: k-1
    cards:
      - c-55555555
"""


@pytest.fixture
def board(study: Folder) -> Folder:
    """The study with a board that names words of the person, and repeats some of them."""
    path = study.root / PATH
    path.write_text(BOARD, encoding="utf-8")
    return study


def test_dp_03_no_card_and_no_word_of_the_person_stays_on_the_board(board: Folder, vault: Vault) -> None:
    """Cards of others, comments and the group stay; a person is told to read what is left.

    A card typed off the wall goes as a whole where it holds nothing but the person's words, few as they are.
    """
    report = withdraw(board, vault, P, by="mira", on="2026-11-22")

    text = (board.root / PATH).read_text(encoding="utf-8")
    assert "c-55555555" not in text
    assert "geklingelt" not in text
    assert text.startswith("# Die Wand vom März.\n")
    assert ("c-44444444", "paper-1", "paper-2") == BoardBench(board, "mira").state().board.groups[0].cards
    assert PATH in report.review
    assert () == report.left
