"""How a study finds its vault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from faden.core.problems import VaultError
from faden.protection import vault as vaults
from faden.protection.places import (
    ID_FILE,
    issued,
    keep_issued,
    read_secret,
    read_vault,
    vaults_folder,
    write_vault,
)
from faden.protection.vault import Secret, Vault
from faden.study.folder import Folder


def _secret(environment: dict[str, str]) -> Secret:
    secret = read_secret(environment)
    assert secret is not None
    return secret


def test_the_study_holds_a_random_id_and_nothing_else(folder: Folder, vault: Vault) -> None:
    """No secret, no path: the file may be published."""
    text = (folder.root / ID_FILE).read_text(encoding="utf-8")

    assert f"format: faden.vault/1\nid: {vault.id}\n" == text


def test_the_vault_is_found_again(folder: Folder, vault: Vault, environment: dict[str, str]) -> None:
    """By the id in the study and the user's folder of vaults."""
    assert vault == read_vault(folder, _secret(environment), environment)
    assert vault == write_vault(folder, _secret(environment), environment)


def test_a_vault_that_is_not_on_this_machine_is_not_made_anew(
    folder: Folder, vault: Vault, environment: dict[str, str], tmp_path: Path
) -> None:
    """A second, empty vault under the same id would hide the first."""
    elsewhere = environment | {"FADEN_VAULTS": str(tmp_path / "elsewhere")}

    with pytest.raises(VaultError) as caught:
        write_vault(folder, _secret(environment), elsewhere)

    assert vault.path.exists()
    assert "vault-missing" == caught.value.problem.code


def test_a_vault_inside_the_study_is_refused(folder: Folder, environment: dict[str, str]) -> None:
    """Whatever the environment says."""
    inside = environment | {"FADEN_VAULTS": str(folder.root / "vaults")}

    with pytest.raises(VaultError) as caught:
        write_vault(folder, _secret(environment), inside, cost=4)

    assert "vault-inside-study" == caught.value.problem.code


def test_vaults_made_at_once_are_one(folder: Folder, environment: dict[str, str]) -> None:
    """A second vault would hide what the first holds."""
    secret = _secret(environment)
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: write_vault(folder, secret, environment, cost=4), range(3)))

    assert 1 == len({vault.id for vault in made})
    assert 1 == len(list(vaults_folder(environment).iterdir()))


def test_a_vault_that_the_study_names_meanwhile_is_the_one(
    folder: Folder, vault: Vault, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file may come from elsewhere, such as by git, while a vault is being made."""
    told = (folder.root / ID_FILE).read_text(encoding="utf-8")
    (folder.root / ID_FILE).unlink()
    make = vaults.create

    def _slowly(path: Path, identifier: str, secret: Secret, *, cost: int) -> Vault:
        (folder.root / ID_FILE).write_text(told, encoding="utf-8")
        return make(path, identifier, secret, cost=cost)

    monkeypatch.setattr(vaults, "create", _slowly)

    assert vault == write_vault(folder, _secret(environment), environment, cost=4)
    assert [vault.path] == list(vaults_folder(environment).iterdir())


def test_ids_once_issued_stay_issued(folder: Folder, vault: Vault) -> None:
    """The file keeps format 1; where no id is issued, the line is not there."""
    assert keep_issued(folder, ["I02", "I01"])
    assert not keep_issued(folder, ["I01"])

    assert frozenset({"I01", "I02"}) == issued(folder)
    assert f"format: faden.vault/1\nid: {vault.id}\n" in (folder.root / ID_FILE).read_text(encoding="utf-8")


def test_the_default_place_is_the_users_data_folder() -> None:
    """Never the working folder."""
    assert Path("/data/faden/vaults") == vaults_folder({"XDG_DATA_HOME": "/data"})
    assert Path.home() in vaults_folder({}).parents


def test_without_passphrase_and_key_file_there_is_no_secret() -> None:
    """Then the surface asks."""
    assert read_secret({}) is None
