"""The vault: encrypted, authenticated, atomic, outside the study."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.core.problems import VaultError
from faden.protection import vault as vaults
from faden.protection.vault import Secret, Vault

SECRET = vaults.from_passphrase("vier Wörter die nicht passen")
CHEAP = 4


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """An empty vault."""
    return vaults.create(tmp_path / "v", "v-222222222222", SECRET, cost=CHEAP)


def _code(caught: pytest.ExceptionInfo[VaultError]) -> str:
    return caught.value.problem.code


def test_what_was_written_is_read_after_opening_again(vault: Vault) -> None:
    """A round trip through the disk."""
    vaults.write(vault, {"raw/I01.md": b"Ali", "leer": b""})
    again = vaults.open_vault(vault.path, SECRET)

    assert ("leer", "raw/I01.md") == vaults.names(again)
    assert b"Ali" == vaults.read(again, "raw/I01.md")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.dictionaries(st.text(max_size=20), st.binary(max_size=200), max_size=4))
def test_any_names_and_bytes_come_back(vault: Vault, entries: dict[str, bytes]) -> None:
    """Names are data, not paths; nothing in them reaches the file system."""
    vaults.write(vault, dict(entries))

    assert entries == {name: vaults.read(vault, name) for name in entries}


def test_neither_words_nor_names_stand_on_the_disk(vault: Vault) -> None:
    """Not in files, not in their names."""
    vaults.write(vault, {"originals/Amira Haddad.docx": b"Amira Haddad wohnt hier"})
    everything = [(p.name.encode(), p.read_bytes()) for p in vault.path.rglob("*") if p.is_file()]

    assert not any(b"Amira" in name or b"Amira" in data for name, data in everything)
    assert "Amira" not in repr(vault)


def test_the_secret_is_never_shown() -> None:
    """Not even in a traceback that prints values."""
    assert "Wörter" not in repr(SECRET)


def test_a_wrong_passphrase_is_refused(vault: Vault) -> None:
    """The message names the vault and the remedy."""
    with pytest.raises(VaultError) as caught:
        vaults.open_vault(vault.path, vaults.from_passphrase("vier andere Wörter hier"))

    assert "vault-passphrase-wrong" == _code(caught)


def test_a_short_passphrase_is_wrong_for_a_vault_that_is_there(vault: Vault) -> None:
    """Its length matters only when a vault is made."""
    with pytest.raises(VaultError) as caught:
        vaults.open_vault(vault.path, vaults.from_passphrase("kurz"))

    assert "vault-passphrase-wrong" == _code(caught)


def test_no_vault_gets_a_short_passphrase_later(vault: Vault) -> None:
    """Changing it is making it anew."""
    with pytest.raises(VaultError) as caught:
        vaults.change_secret(vault, vaults.from_passphrase("kurz"), cost=CHEAP)

    assert "vault-passphrase-short" == _code(caught)


def test_letters_composed_in_two_ways_are_one_passphrase(vault: Vault) -> None:
    """Keyboards of macOS and Windows write ö differently."""
    assert vault == vaults.open_vault(
        vault.path, vaults.from_passphrase("vier Wo\u0308rter die nicht passen")
    )


@pytest.mark.parametrize("place", ["index", "entries", "vault.json"])
def test_a_change_from_outside_is_noticed(vault: Vault, place: str) -> None:
    """One bit suffices."""
    vaults.write(vault, {"a": b"text"})
    file = vault.path / place
    file = next(file.iterdir()) if file.is_dir() else file
    data = bytearray(file.read_bytes())
    at = data.index(b'"key"') + 20 if place == "vault.json" else -1
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    file.write_bytes(bytes(data))

    with pytest.raises(VaultError):
        vaults.read(vaults.open_vault(vault.path, SECRET), "a")


def test_one_entry_cannot_stand_for_another(vault: Vault) -> None:
    """Each file is bound to its name on disk."""
    vaults.write(vault, {"a": b"eins", "b": b"zwei"})
    first, second = (vault.path / "entries").iterdir()
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)

    with pytest.raises(VaultError) as caught:
        vaults.read(vault, "a")

    assert "vault-damaged" == _code(caught)


def test_writing_the_same_again_changes_no_byte(vault: Vault) -> None:
    """A re-run leaves the folder as it is."""
    vaults.write(vault, {"a": b"eins"})
    before = {p: p.read_bytes() for p in vault.path.rglob("*") if p.is_file()}

    assert not vaults.write(vault, {"a": b"eins"})
    assert before == {p: p.read_bytes() for p in vault.path.rglob("*") if p.is_file()}


def test_removing_an_entry_leaves_nothing_of_it(vault: Vault) -> None:
    """Withdrawal removes the file, not only the name."""
    vaults.write(vault, {"a": b"eins", "b": b"zwei"})
    vaults.write(vault, {"a": None})

    assert ("b",) == vaults.names(vault)
    assert 1 == len(list((vault.path / "entries").iterdir()))


def test_a_crash_before_the_index_leaves_the_old_state(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """New files count only when the index names them."""
    vaults.write(vault, {"a": b"alt"})

    def _stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(vaults, "_write_index", _stop)
        with pytest.raises(KeyboardInterrupt):
            vaults.write(vault, {"a": b"neu"})

    assert b"alt" == vaults.read(vault, "a")


def test_a_second_writer_has_to_wait(vault: Vault) -> None:
    """Two writers would lose each other's entries."""
    (vault.path / "lock").touch()

    with pytest.raises(VaultError) as caught:
        vaults.write(vault, {"a": b"x"})

    assert "vault-busy" == _code(caught)


def test_the_lock_of_a_process_that_was_killed_does_not_last(vault: Vault) -> None:
    """After a power cut the same command goes on; nobody has to look for a file in a hidden folder."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lock = vault.path / "lock"
    lock.write_text(f"{gone.pid} {platform.node()}", encoding="utf-8")
    vaults.write(vault, {"a": b"x"})

    assert b"x" == vaults.read(vault, "a")
    assert not lock.exists()


def test_the_lock_of_another_machine_is_left(vault: Vault) -> None:
    """Two may share a vault on a network drive; whether a process there still runs cannot be told here."""
    (vault.path / "lock").write_text(f"1 not-{platform.node()}", encoding="utf-8")
    with pytest.raises(VaultError) as caught:
        vaults.write(vault, {"a": b"x"})

    assert "vault-busy" == _code(caught)


def test_a_new_passphrase_opens_the_same_entries(vault: Vault) -> None:
    """Only the wrapped key changes."""
    vaults.write(vault, {"a": b"x"})
    new = Secret(b"passphrase:anything longer")
    vaults.change_secret(vault, new, cost=CHEAP)

    assert b"x" == vaults.read(vaults.open_vault(vault.path, new), "a")
    with pytest.raises(VaultError):
        vaults.open_vault(vault.path, SECRET)


def test_a_key_file_opens_a_vault(tmp_path: Path) -> None:
    """Instead of a passphrase, for machines."""
    key = tmp_path / "key"
    key.write_bytes(bytes(range(32)))
    made = vaults.create(tmp_path / "v", "v-222222222222", vaults.read_key_file(key), cost=CHEAP)

    assert made == vaults.open_vault(made.path, vaults.read_key_file(key))


def test_short_secrets_are_refused(tmp_path: Path) -> None:
    """What can be guessed protects nobody."""
    (tmp_path / "key").write_bytes(b"short")

    with pytest.raises(VaultError):
        vaults.create(tmp_path / "v", "v-222222222222", vaults.from_passphrase("kurz"), cost=CHEAP)
    with pytest.raises(VaultError):
        vaults.read_key_file(tmp_path / "key")


@pytest.mark.parametrize(
    ("inside", "code"), [("study/x", "vault-inside-study"), ("work/a/b", "vault-inside-git")]
)
def test_places_from_which_names_could_leak_are_refused(tmp_path: Path, inside: str, code: str) -> None:
    """Neither in the study nor under git."""
    (tmp_path / "work/.git").mkdir(parents=True)
    (tmp_path / "study").mkdir()

    with pytest.raises(VaultError) as caught:
        vaults.refuse_place(tmp_path / inside, tmp_path / "study")

    assert code == _code(caught)


def test_a_link_does_not_lead_into_the_study(tmp_path: Path) -> None:
    """Links are resolved before a place is judged."""
    (tmp_path / "study").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "study")

    with pytest.raises(VaultError):
        vaults.refuse_place(tmp_path / "link/v", tmp_path / "study")
