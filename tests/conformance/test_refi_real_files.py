"""Real exports: read whole, written validly, the same after a journey through a study."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from faden.coding.codings import read_codings
from faden.core.files import digest
from faden.exchange.refi.export import export_project
from faden.exchange.refi.importing import ProjectReport, Wishes, import_project
from faden.exchange.refi.model import PdfSource
from faden.exchange.refi.profiles import PROFILES
from faden.exchange.refi.read import parse_project, read_project
from faden.exchange.refi.write import format_archive, format_codebook
from faden.protection import vault as vaults
from faden.study.beginning import begin_study
from faden.study.folder import Folder, find_folder

REAL = Path(__file__).parents[3] / "shared/data/refi"
PROJECTS = sorted([*REAL.glob("qdpx/*.qdpx"), *REAL.glob("qde/*.qde")])
pytestmark = pytest.mark.skipif(not PROJECTS, reason="real exports are not here: ../shared/data/refi")
IDS = [path.name for path in PROJECTS]


def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(REAL / "xsd" / name))


def _study(folder: Path) -> Folder:
    begin_study(folder)
    return find_folder(folder)


def _vault(folder: Path) -> vaults.Vault:
    secret = vaults.from_passphrase("nur für Tests hier")
    return vaults.create(folder, "v-222222222222", secret, cost=4)


def _imported(folder: Folder, path: Path, vault: vaults.Vault | None = None) -> ProjectReport:
    return import_project(folder, path, Wishes(by="lead", on="2025-01-01"), vault)


def _files(folder: Folder) -> dict[str, str]:
    found = {p.relative_to(folder.root).as_posix(): p for p in folder.root.rglob("*") if p.is_file()}
    kept = {name: path for name, path in found.items() if not name.startswith("build/")}
    return {name: digest(path.read_bytes()) for name, path in sorted(kept.items())}


@pytest.mark.parametrize("path", PROJECTS, ids=IDS)
@pytest.mark.parametrize("program", sorted(PROFILES))
def test_what_is_written_is_valid(path: Path, program: str) -> None:
    """The schema of the standard holds for every profile."""
    found = read_project(path)
    written = format_archive(found.project, found.files, PROFILES[program])

    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        _schema("Project.xsd").assertValid(etree.fromstring(archive.read("project.qde")))


@pytest.mark.parametrize("path", PROJECTS, ids=IDS)
def test_a_project_is_the_same_after_writing_and_reading(path: Path) -> None:
    """Ids, order, users, dates, graphs, unknown content; and writing twice changes no byte."""
    found = read_project(path)
    written = format_archive(found.project, found.files)
    again = parse_project(written, "again.qdpx")

    assert found.project == again.project
    assert found.files == again.files
    assert written == format_archive(again.project, again.files)


@pytest.mark.parametrize("path", PROJECTS, ids=IDS)
def test_a_codebook_is_valid_and_the_same(path: Path) -> None:
    """Codes with tree, colours and descriptions."""
    project = read_project(path).project
    written = format_codebook(project)

    _schema("Codebook.xsd").assertValid(etree.fromstring(written))
    assert project.codes == parse_project(written, "codes.qdc").project.codes


@pytest.mark.parametrize("path", PROJECTS, ids=IDS)
def test_the_journey_through_a_study_changes_nothing(path: Path, tmp_path: Path) -> None:
    """File to study to file to study: the project is the same, and so is every file of the study."""
    vault = _vault(tmp_path / "vault")
    one, two, out = _study(tmp_path / "one"), _study(tmp_path / "two"), tmp_path / "out.qdpx"
    _imported(one, path, vault)
    export_project(one, out, vault=vault)
    _imported(two, out)

    assert read_project(path).project == read_project(out).project
    assert read_project(path).files == read_project(out).files
    assert _files(one) == _files(two)


def test_every_quotation_in_the_study_is_what_was_selected(tmp_path: Path) -> None:
    """303 codings of a real NVivo export, word for word."""
    study = _study(tmp_path)
    path = REAL / "qdpx/nvivo-win-12.6_emoji_MASKED.qdpx"
    _imported(study, path)
    project = read_project(path).project
    told = sorted(
        " ".join((source.plain or "")[s.start : s.end].split())
        for source in project.sources
        for s in source.selections
    )

    files = [read_codings(study, each).value for each in study.codings()]

    made = sorted(" ".join(c.exact.split()) for file in files if file is not None for c in file.codings)
    assert told == made


def test_selections_in_pdf_files_are_kept() -> None:
    """faden cannot show them; they are counted, and come back."""
    project = read_project(REAL / "qdpx/atlasti-win-9.1.3_mepit_dataverse10287455.qdpx").project
    (source,) = project.sources

    assert isinstance(source, PdfSource)
    assert 391 == len(source.selections)
    assert 866 == sum(len(each.codings) for each in source.selections)


def test_the_same_project_twice_is_recognised(tmp_path: Path) -> None:
    """Also where faden itself has written it again."""
    study, out = _study(tmp_path / "study"), tmp_path / "out.qdpx"
    path = REAL / "qdpx/nvivo-win-12.6_emoji_MASKED.qdpx"
    _imported(study, path)
    export_project(study, out)

    assert _imported(study, path).already
    assert _imported(study, out).already
