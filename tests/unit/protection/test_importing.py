"""Import into the vault, and straight into the study where it was declared."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from faden.core.problems import ImportRefusedError
from faden.interviews.files import read_transcript
from faden.protection import vault as vaults
from faden.protection.importing import import_files, import_pseudonymised
from faden.protection.material import raw_ids, read_imports, read_raw
from faden.protection.places import issued
from faden.protection.vault import Vault
from faden.study.folder import Folder

TALK = """\
I: Wie haben Sie die Wohnung gefunden, und wer hat Ihnen geholfen?

Amira: Мені допомогла сусідка, вона знала власника цього будинку.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A conversation with a clear name in text and file name."""
    path = tmp_path / "Amira Haddad.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


def _disk(root: Path) -> bytes:
    return b"".join(p.name.encode() + p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file())


def test_raw_material_goes_into_the_vault_and_nowhere_else(folder: Folder, vault: Vault, talk: Path) -> None:
    """No clear name reaches the study, not even by the file's name."""
    report = import_files(folder, [talk], vault, on="2025-03-14")

    (result,) = report.files
    assert ("I01", "vault", 2) == (result.id, result.where, result.turns)
    assert ("I01",) == raw_ids(vault)
    assert TALK.encode() == vaults.read(vault, f"originals/{next(iter(read_imports(vault).files))}")
    assert "Amira" == read_raw(vault, "I01").head.speakers["S2"].label
    assert b"Amira" not in _disk(folder.root) + _disk(vault.path)


def test_the_language_of_each_turn_is_told(folder: Folder, vault: Vault, talk: Path) -> None:
    """Question in German, answer in Ukrainian."""
    import_files(folder, [talk], vault)

    assert ["de", "uk"] == [turn.parts[0].language for turn in read_raw(vault, "I01").turns]


def test_the_same_file_twice_is_recognised(folder: Folder, vault: Vault, talk: Path, tmp_path: Path) -> None:
    """By its bytes, whatever its name; also within one call."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes(talk.read_bytes())
    report = import_files(folder, [talk, copy], vault)

    again = import_files(folder, [talk], vault)
    assert [False, True] == [result.already for result in report.files]
    assert ("I01", True) == (again.files[0].id, again.files[0].already)
    assert ("I01",) == raw_ids(vault)


def test_declared_material_goes_straight_into_the_study(folder: Folder, talk: Path) -> None:
    """With who declares it and when."""
    report = import_pseudonymised(folder, [talk], "Mira", on="2025-03-14")

    transcript = read_transcript(folder, "I01").value
    assert transcript is not None
    assert transcript.head.declared is not None
    assert ("Mira", "2025-03-14") == (transcript.head.declared.by, transcript.head.declared.on)
    assert "interviews/I01.md" == report.files[0].where
    assert import_pseudonymised(folder, [talk], "Mira").files[0].already


def test_a_declaration_needs_a_name(folder: Folder, talk: Path) -> None:
    """Nobody's word is no declaration."""
    with pytest.raises(ImportRefusedError) as caught:
        import_pseudonymised(folder, [talk], " ")

    assert "import-undeclared" == caught.value.problem.code


def test_one_bad_file_does_not_stop_the_others(
    folder: Folder, vault: Vault, talk: Path, tmp_path: Path
) -> None:
    """Each file has its own result."""
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    report = import_files(folder, [bad, tmp_path / "missing.txt", tmp_path, talk], vault)

    codes = [problem.code for problem in report.refused]
    assert ["import-damaged", "import-file-missing", "import-is-folder"] == codes
    assert [None, None, None, "I01"] == [result.id for result in report.files]


def test_ids_go_on_after_those_in_use(folder: Folder, vault: Vault, talk: Path) -> None:
    """Ids of the study and of the vault are taken; workshops count for themselves."""
    folder.transcript("I07").parent.mkdir(parents=True)
    folder.transcript("I07").write_text("", encoding="utf-8")
    import_files(folder, [talk], vault)

    assert ("I08",) == raw_ids(vault)


def test_workshops_have_ids_of_their_own(folder: Folder, vault: Vault, talk: Path) -> None:
    """W, not I."""
    assert "W01" == import_files(folder, [talk], vault, which="workshop").files[0].id


def test_nothing_set_aside_is_told_of_raw_material(folder: Folder, vault: Vault, tmp_path: Path) -> None:
    """Comments may hold names; they stay in the vault."""
    path = tmp_path / "a.md"
    path.write_text("I: Ja? <!-- Amira fragen -->\n\nB: Ja.", encoding="utf-8")
    report = import_files(folder, [path], vault)

    assert "Amira" not in repr(report)
    assert b"Amira" in vaults.read(vault, "asides/I01.json")


def test_ids_of_the_vault_are_reserved_where_the_vault_is_closed(
    folder: Folder, vault: Vault, talk: Path, tmp_path: Path
) -> None:
    """Otherwise a conversation declared pseudonymised would get the id of a raw one."""
    other = tmp_path / "other.txt"
    other.write_text("I: Und jetzt?\n\nB: Ja.", encoding="utf-8")
    import_files(folder, [talk], vault)

    report = import_pseudonymised(folder, [other], "Mira")

    assert "I02" == report.files[0].id
    assert frozenset({"I01"}) == issued(folder)


def test_imports_at_once_lose_nothing(folder: Folder, tmp_path: Path) -> None:
    """Each gets an id and a file of its own."""
    paths = [tmp_path / f"{n}.txt" for n in range(6)]
    for n, path in enumerate(paths):
        path.write_text(f"I: Frage {n}?\n\nB: Antwort {n}.", encoding="utf-8")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda path: import_pseudonymised(folder, [path], "Mira"), paths))

    assert [f"I0{n}" for n in range(1, 7)] == [path.stem for path in folder.transcripts()]


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        (
            "أسكن مع أخي في بيت صغير منذ سنتين ونبحث عن شقة أكبر للعائلة كلها.",
            "ar",
            ["import-language-unlisted"],
        ),
        (
            "من با برادرم در یک خانه کوچک زندگی می‌کنم و دنبال خانه بزرگ‌تر می‌گردیم.",
            "fa",
            ["import-language-unlisted"],
        ),
        ("Ми живемо з братом у маленькій квартирі вже два роки й шукаємо більшу.", "uk", []),
        ("Wir wohnen seit zwei Jahren zu viert in einer sehr kleinen Wohnung am Hafen.", "de", []),
        ("…", "und", ["import-language-unknown"]),
    ],
)
def test_the_language_is_told_by_script_and_words(
    folder: Folder, vault: Vault, tmp_path: Path, text: str, language: str, codes: list[str]
) -> None:
    """Also where the study does not name it; what is in doubt is said."""
    path = tmp_path / "talk.txt"
    path.write_text(f"I: {text}\n\nB1: {text}\n\nI: {text}\n", encoding="utf-8")
    (result,) = import_files(folder, [path], vault).files
    raw = read_raw(vault, "I01")

    assert (((language, 3),), language) == (result.languages, raw.head.language)
    assert {language} == {part.language for turn in raw.turns for part in turn.parts}
    assert codes == [p.code for p in result.notices if p.code.startswith("import-language")]


def test_a_conversation_in_two_languages_says_so(folder: Folder, vault: Vault, tmp_path: Path) -> None:
    """Each turn has its own; the main one is not certain."""
    path = tmp_path / "talk.txt"
    german, arabic = (
        "Wie lange wohnen Sie jetzt schon in dieser Wohnung?",
        "أسكن هنا مع أخي منذ سنتين ونصف تقريبا",
    )
    path.write_text(f"I: {german}\n\nB1: {arabic}\n\nI: {german}\n\nB1: {arabic}\n", encoding="utf-8")
    (result,) = import_files(folder, [path], vault).files

    assert ["de", "ar"] == [turn.parts[0].language for turn in read_raw(vault, "I01").turns][:2]
    assert "import-language-mixed" in [p.code for p in result.notices]
    assert (("ar", 2), ("de", 2)) == result.languages


def test_the_command_names_all_languages_of_a_conversation(
    folder: Folder, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Language: German” of a conversation half in Arabic would look like a mistake."""
    from typer.testing import CliRunner

    from faden.cli.main import app

    monkeypatch.setenv("FADEN_LANG", "de")
    talk.write_text(
        "I: Wie lange wohnen Sie jetzt schon in dieser Wohnung?\n\n"
        "B1: أسكن هنا مع أخي منذ سنتين ونصف تقريبا\n\nI: Und wie haben Sie die Wohnung damals gefunden?\n",
        encoding="utf-8",
    )
    words = ["import", str(talk), "--pseudonymised", "--by", "erste", "-C", str(folder.root)]
    done = CliRunner().invoke(app, words)

    assert "Deutsch (2), Arabisch (1)" in done.output
