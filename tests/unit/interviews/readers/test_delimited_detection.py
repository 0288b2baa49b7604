"""Telling a table from a text with commas."""

from __future__ import annotations

import pytest

from faden.interviews.readers.delimited import recognises


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I: Wie haben Sie gesucht, und wer hat geholfen?\n\nA: Eine Nachbarin, die kannte ihn.\n",
            False,
        ),
        ("Sprecher,Text\nA,Ja.\nB,Nein.\n", True),
        ("Sprecher;Was haben Sie dort erlebt, und wie ging es weiter? (Text)\nA;Ja.\n", True),
        ("", False),
    ],
)
def test_sentences_with_equally_many_commas_are_no_table(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """No file name says so; a heading before a comma is a few words and no sentence."""
    assert expected is recognises(text)
