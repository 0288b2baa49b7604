"""A project in a study: changes go back, all else as it came; nobody's words without consent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from faden.coding.codebook import read_codebook
from faden.coding.codings import CodingFile, read_codings, write_codings
from faden.core.problems import ImportRefusedError, StudyError
from faden.exchange.refi.carrying import carry_over, forget
from faden.exchange.refi.export import Terms, export_project
from faden.exchange.refi.importing import Wishes, import_project
from faden.exchange.refi.model import Code, Coding, Project, TextSelection, TextSource, User
from faden.exchange.refi.read import read_project
from faden.exchange.refi.relations import Graph, Link, Ref, Set, Vertex
from faden.exchange.refi.write import write_project
from faden.interviews.files import read_transcript, write_transcript
from faden.interviews.transcript import Role, Speaker
from faden.protection import vault as vaults
from faden.protection.material import write_names
from faden.protection.pseudonyms.apply import apply_names
from faden.study.beginning import begin_study
from faden.study.folder import Folder, find_folder

TEXT = "I: Wie war es?\nB: Frau Kowalski hat lange gesucht 😀 und nichts gefunden.\nI: Danke.\n"


def _guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def _selection(number: int, words: str, code: int) -> TextSelection:
    start = TEXT.index(words)
    coding = Coding(
        guid=_guid(number + 100),
        creating_user=_guid(1),
        created="2025-03-01T10:00:00Z",
        code=Ref(target=_guid(code)),
    )
    return TextSelection(guid=_guid(number), start=start, end=start + len(words), codings=(coding,))


PROJECT = Project(
    name="Projekt",
    origin="ATLAS.ti 9",
    users=(User(guid=_guid(1), name="Petra Quittenbaum"),),
    codes=(
        Code(
            guid=_guid(2),
            name="Suche",
            codable=True,
            colour="#f00",
            codes=(Code(guid=_guid(3), name="Lange", codable=True),),
        ),
    ),
    sources=(
        TextSource(
            guid=_guid(4),
            name="Kowalski.txt",
            plain_path="internal://k.txt",
            stored=TEXT,
            selections=(_selection(5, "lange gesucht", 3), _selection(6, "nichts gefunden", 2)),
        ),
    ),
    notes=(TextSource(guid=_guid(7), name="Gedanke", content="Frau Kowalski klingt müde."),),
    links=(Link(guid=_guid(8), origin=_guid(7), target=_guid(5), direction="OneWay"),),
    sets=(Set(guid=_guid(9), name="Gruppe", sources=(Ref(target=_guid(4)),)),),
    graphs=(Graph(guid=_guid(10), vertices=(Vertex(guid=_guid(11), first_x=1, first_y=2),)),),
)


@pytest.fixture
def study(tmp_path: Path) -> Folder:
    begin_study(tmp_path / "study")
    return find_folder(tmp_path / "study")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_project(tmp_path / "in.qdpx", PROJECT)
    return tmp_path / "in.qdpx"


def _vault(folder: Path) -> vaults.Vault:
    secret = vaults.from_passphrase("nur für Tests hier")
    return vaults.create(folder, "v-222222222222", secret, cost=4)


def _all(folder: Folder) -> str:
    files = [each for each in folder.root.rglob("*") if each.is_file()]
    return "\n".join(each.read_text(encoding="utf-8", errors="replace") for each in files)


def test_a_project_comes_back_as_it_was(study: Folder, path: Path, tmp_path: Path) -> None:
    """Ids, sets, links, graphs; and the program that made it first."""
    import_project(study, path, Wishes(by="lead"))

    export_project(study, tmp_path / "out.qdpx")

    assert PROJECT == read_project(tmp_path / "out.qdpx").project


def test_coders_are_known_by_the_names_they_are_given(study: Folder, path: Path) -> None:
    """Names of users are personal data; the study knows slugs."""
    report = import_project(study, path, Wishes(by="lead", coders={"Petra Quittenbaum": "petra"}))

    assert {"petra": 2} == report.codings


def test_a_coding_taken_back_in_the_study_is_gone(study: Folder, path: Path, tmp_path: Path) -> None:
    """And nothing else."""
    import_project(study, path, Wishes(by="lead"))
    (file,) = [read_codings(study, each).value for each in study.codings()]
    assert file is not None
    kept = tuple(coding for coding in file.codings if coding.code != "lange")
    write_codings(study, CodingFile(file.transcript, file.coder, kept, {}), ("t1", "t2", "t3"))

    export_project(study, tmp_path / "out.qdpx")

    (source,) = read_project(tmp_path / "out.qdpx").project.sources
    assert [_guid(6)] == [each.guid for each in source.selections]


def test_a_coding_made_in_the_study_goes_along(study: Folder, path: Path, tmp_path: Path) -> None:
    """At its exact place."""
    import_project(study, path, Wishes(by="lead"))
    (file,) = [read_codings(study, each).value for each in study.codings()]
    assert file is not None
    new = file.codings[0].model_copy(
        update={
            "id": "c-22222222",
            "code": "suche",
            "start": ("t2", 0),
            "end": ("t2", 13),
            "exact": "Frau Kowalski",
        }
    )
    write_codings(
        study, CodingFile(file.transcript, file.coder, (*file.codings, new), {}), ("t1", "t2", "t3")
    )

    export_project(study, tmp_path / "out.qdpx")

    (source,) = read_project(tmp_path / "out.qdpx").project.sources
    quotes = [(source.plain or "")[s.start : s.end] for s in source.selections]
    assert ["lange gesucht", "nichts gefunden", "Frau Kowalski"] == quotes


def test_a_code_renamed_in_the_study_keeps_its_id(study: Folder, path: Path, tmp_path: Path) -> None:
    """Other programs then know it again."""
    import_project(study, path, Wishes(by="lead"))
    study.codebook.write_text(study.codebook.read_text().replace("de: Lange", "de: Ausdauer"))

    export_project(study, tmp_path / "out.qdpx")

    (code,) = read_project(tmp_path / "out.qdpx").project.codes
    assert ("#f00", _guid(3), "Ausdauer") == (code.colour, code.codes[0].guid, code.codes[0].name)


def test_a_handwritten_codebook_is_left_alone(study: Folder, path: Path) -> None:
    """New codes go into a file beside it; codes of the same name are the same."""
    study.codebook.write_text(
        "format: faden.codebook/1\nversion: 4\ncodes:\n  - id: eigene-suche\n    name: {de: Suche}\n"
    )
    before = study.codebook.read_text()

    report = import_project(study, path, Wishes(by="lead"))

    assert before == study.codebook.read_text()
    assert "analysis/codebook-atlas-ti-1.yaml" == report.codebook
    assert "refi-codebook-beside" in {p.code for p in report.problems}


def test_undeclared_material_needs_the_vault(study: Folder, path: Path) -> None:
    """Clear names never get into the study by accident."""
    with pytest.raises(ImportRefusedError, match="import-undeclared"):
        import_project(study, path)


def test_raw_material_leaves_no_word_in_the_study(study: Folder, path: Path, tmp_path: Path) -> None:
    """Everything goes into the vault."""
    report = import_project(study, path, vault=_vault(tmp_path / "vault"))

    assert "vault" == report.where
    assert "Kowalski" not in _all(study)
    assert "Quittenbaum" not in _all(study)


def test_raw_codings_follow_their_words_past_pseudonyms(study: Folder, path: Path, tmp_path: Path) -> None:
    """Names are replaced in transcripts, codes and memos; codings stay on their words."""
    vault = _vault(tmp_path / "vault")
    slug = import_project(study, path, vault=vault).slug
    write_names(vault, "# faden.pseudonyms/1\nname,label,kind,variants\nKowalski,[Person 1],person,\n")
    apply_names(study, vault)

    report = carry_over(study, vault, slug)

    (file,) = [read_codings(study, each).value for each in study.codings()]
    assert file is not None
    assert ["lange gesucht", "nichts gefunden"] == [coding.exact for coding in file.codings]
    assert 1 == report.memos
    assert "Kowalski" not in _all(study)


def _participant(study: Folder) -> None:
    transcript = read_transcript(study, "I01").value
    assert transcript is not None
    speakers = {**transcript.head.speakers, "S2": Speaker(role=Role.PARTICIPANT, participant="p-222222")}
    head = transcript.head.model_copy(update={"speakers": speakers})
    write_transcript(study, replace(transcript, head=head))


def test_words_without_consent_are_left_out(study: Folder, path: Path, tmp_path: Path) -> None:
    """A person of whom no consent is on file has agreed to nothing."""
    import_project(study, path, Wishes(by="lead"))
    _participant(study)

    report = export_project(study, tmp_path / "out.qdpx")

    (source,) = read_project(tmp_path / "out.qdpx").project.sources
    assert "gesucht" not in (source.plain or "")
    assert () == source.selections
    assert "codings-held-back" in {loss.kind for loss in report.losses}


def test_nothing_leaves_the_team_without_a_decision(study: Folder, path: Path, tmp_path: Path) -> None:
    """Whether a text is cleared is decided above this layer; without an answer nothing is written."""
    import_project(study, path, Wishes(by="lead"))

    with pytest.raises(StudyError, match="export-undecided"):
        export_project(study, tmp_path / "out.qdpx", Terms(outside=True))
    report = export_project(study, tmp_path / "out.qdpx", Terms(outside=True, admit=lambda _: False))

    assert ("I01",) == report.left_out
    assert () == read_project(tmp_path / "out.qdpx").project.sources


def test_what_leaves_the_team_names_nobody(study: Folder, path: Path, tmp_path: Path) -> None:
    """No users' names, no names of sources, no notes; turns of unknown persons are left out."""
    import_project(study, path, Wishes(by="lead"))

    export_project(study, tmp_path / "out.qdpx", Terms(outside=True, admit=lambda _: True))

    project = read_project(tmp_path / "out.qdpx").project
    assert "Kowalski" not in str(project)
    assert "Quittenbaum" not in str(project)
    assert () == project.notes


def test_a_withdrawn_transcript_is_forgotten_by_the_sidecar(study: Folder, path: Path) -> None:
    """Withdrawal reaches what imports have kept."""
    import_project(study, path, Wishes(by="lead"))

    assert ("atlas-ti-1",) == forget(study, "I01")
    assert "gesucht" not in (study.root / "analysis/exchange/atlas-ti-1/project.json").read_text()


def test_imported_codes_are_in_order(study: Folder, path: Path) -> None:
    """The tree is kept."""
    import_project(study, path, Wishes(by="lead"))
    book = read_codebook(study).value

    assert book is not None
    assert [("suche",), ("suche", "lange")] == [placed.path for placed in book.codes()]
