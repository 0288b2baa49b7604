"""``faden pseudonyms``: where faults of a list of names are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.testing import CliRunner

from faden.cli.main import app
from faden.protection import vault as vaults
from faden.protection.material import write_names
from faden.protection.places import write_vault
from faden.protection.pseudonyms.keeping import keep_step
from faden.protection.pseudonyms.searching import merge_found, searched_texts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from ministudy import MiniStudy


def test_faults_of_a_list_are_told_at_the_file_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list in the vault has the same name, and nobody can look into it to mend this one."""
    monkeypatch.setenv("FADEN_LANG", "de")
    names = tmp_path / "namen.csv"
    names.write_text(
        "# faden.pseudonyms/1\nname,label,kind,variants\nZzyzx,[Bruder],person,\nZzyzx,[Onkel],person,\n",
        encoding="utf-8",
    )

    done = CliRunner().invoke(app, ["pseudonyms", "take", str(names)])

    assert 1 == done.exit_code
    assert f"{names}:4: pseudonym-twice: Der Name dieser Zeile hat in Zeile 3" in done.output
    assert "Geben Sie derselben Person" in done.output


def test_replacing_names_does_not_say_that_all_is_in_order(
    study: MiniStudy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows of names; that the study is in order only ``faden check`` can say."""
    study.write("analysis/codings/mira/I01.jsonl", "kaputt\n")
    study.write("interviews/notes/W01.csv", "# faden.notes/1\nnote,text\nn01,Karim\n")
    passphrase = "vier Wörter die nicht passen"  # noqa: S105 - invented
    for name, value in {"LANG": "de", "VAULTS": str(tmp_path / "vaults"), "PASSPHRASE": passphrase}.items():
        monkeypatch.setenv(f"FADEN_{name}", value)
    made = write_vault(
        study.folder,
        vaults.from_passphrase(passphrase),
        {"FADEN_VAULTS": str(tmp_path / "vaults")},
        cost=4,
    )
    write_names(made, "# faden.pseudonyms/1\nname,label,kind,variants\nKarim,[Bruder],person,\n")
    texts = searched_texts(study.folder, made)
    keep_step(study.folder, made, lambda state: merge_found(state, (), texts))

    done = CliRunner().invoke(app, ["pseudonyms", "apply", "-C", str(study.folder.root)])

    assert "in Ordnung" not in done.output
    assert 0 == done.exit_code, done.output
