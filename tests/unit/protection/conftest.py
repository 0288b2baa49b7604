"""A small study and its vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.protection import vault as vaults
from faden.protection.places import write_vault
from faden.protection.vault import Vault
from faden.study.folder import Folder

SETTINGS = """\
format: faden.study/1
title: {de: Wohnen}
contact: {organisation: Beispiel}
languages: {site: [de], content: [de, uk]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A study with nothing but its settings."""
    root = tmp_path / "study"
    (root / "research").mkdir(parents=True)
    (root / "research/study.yaml").write_text(SETTINGS, encoding="utf-8")
    return Folder(root)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Where the user keeps vaults."""
    return {"FADEN_VAULTS": str(tmp_path / "vaults"), "FADEN_PASSPHRASE": "vier Wörter die nicht passen"}


@pytest.fixture
def vault(folder: Folder, environment: dict[str, str]) -> Vault:
    """The vault of the study."""
    secret = vaults.from_passphrase(environment["FADEN_PASSPHRASE"])
    return write_vault(folder, secret, environment, cost=4)
