"""How the passphrase of a vault is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import typer

from faden.cli.vault import ask_secret
from faden.protection.vault import from_passphrase


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A terminal at which somebody types these lines; what is asked is added to ``asked``."""
    lines: list[str] = []

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return lines.pop(0)

    asked: list[str] = []
    monkeypatch.setenv("FADEN_LANG", "de")
    monkeypatch.delenv("FADEN_PASSPHRASE", raising=False)
    monkeypatch.delenv("FADEN_KEY_FILE", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    yield lines
    assert all("Kennwort" in question for question in asked)


def test_a_new_passphrase_is_asked_for_until_it_is_typed_twice_the_same(
    typing: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip would lock the vault for good, and what is said of it is in the person's language."""
    typing += ["vier Worte im Regen", "vier Worte im Rogen", "vier Worte im Regen", "vier Worte im Regen"]

    secret = ask_secret(fresh=True)

    assert from_passphrase("vier Worte im Regen") == secret
    assert "Die beiden Kennwörter sind verschieden." in capsys.readouterr().err


def test_a_passphrase_that_is_too_short_is_refused_before_it_is_typed_again(
    typing: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody types twice what cannot be taken, and the command waits for a longer one."""
    typing += ["kurz", "vier Worte im Regen", "vier Worte im Regen"]

    secret = ask_secret(fresh=True)

    assert from_passphrase("vier Worte im Regen") == secret
    assert "vault-passphrase-short" in capsys.readouterr().err


def test_the_passphrase_of_a_vault_that_is_there_is_asked_for_once(typing: list[str]) -> None:
    """It opens, or it does not."""
    typing += ["kurz"]

    assert from_passphrase("kurz") == ask_secret()
