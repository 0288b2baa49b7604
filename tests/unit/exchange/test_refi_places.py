"""What the schema does not know keeps its place; what the standard cannot hold is said."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from faden.coding.codebook import CodebookFile
from faden.coding.codings import CodingFile, read_codings, write_codings
from faden.core.catalogue import catalogue
from faden.exchange.refi.export import export_project
from faden.exchange.refi.importing import Wishes, import_project
from faden.exchange.refi.loss import describe_loss
from faden.exchange.refi.model import (
    AudioSource,
    Case,
    Code,
    Coding,
    Project,
    TextSelection,
    TextSource,
    Transcript,
    User,
    Variable,
    VariableValue,
)
from faden.exchange.refi.read import parse_project, read_project
from faden.exchange.refi.relations import Ref
from faden.exchange.refi.write import format_project, write_project
from faden.study.beginning import begin_study
from faden.study.folder import Folder, find_folder

TEXT = "I: Wie war es?\nB: Wir haben lange gesucht.\n"
DECLARED = Wishes(by="mira")


def _guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


@pytest.fixture
def study(tmp_path: Path) -> Folder:
    begin_study(tmp_path / "study")
    return find_folder(tmp_path / "study")


def test_what_is_unknown_in_a_list_stays_in_the_list() -> None:
    """A description of all sets does not become one of the project, nor change places with a set."""
    data = (
        b'<Project xmlns="urn:QDA-XML:project:1.0" name="P"><Sets><Description>alle</Description>'
        b'<Set guid="00000000-0000-4000-8000-000000000001" name="A"/><Note2/>'
        b'<Set guid="00000000-0000-4000-8000-000000000002" name="B"/></Sets></Project>'
    )

    once = parse_project(data, "a.qde").project
    written = format_project(once)

    assert once == replace(parse_project(written, "a.qde").project, origin=None)
    tags = [
        line.strip().split(">")[0].split(" ")[0].replace("ns0:", "") for line in written.decode().splitlines()
    ]
    assert ["<Sets", "<Description", "<Set", "<Note2", "<Set", "</Sets"] == tags[tags.index("<Sets") :][:6]


def test_codings_on_the_transcript_of_a_recording_go_along_as_a_text(study: Folder, tmp_path: Path) -> None:
    """The standard ties codings to times there; nothing coded may stay behind unsaid."""
    audio = AudioSource(
        guid=_guid(1),
        name="a",
        path="internal://a.mp3",
        transcripts=(Transcript(guid=_guid(2), plain_path="internal://t.txt", stored=TEXT),),
    )
    codes = (Code(guid=_guid(3), name="Suche", codable=True),)
    write_project(tmp_path / "in.qdpx", Project(name="P", codes=codes, sources=(audio,)))
    import_project(study, tmp_path / "in.qdpx", DECLARED)
    from faden.coding.anchor import Position, describe
    from faden.coding.codings import coding_at
    from faden.interviews.files import read_transcript

    transcript = read_transcript(study, "I01").value
    assert transcript is not None
    spoken = transcript.turns[1].parts[0].language
    anchor = describe(transcript, Position("t2", 0), Position("t2", 3), language=spoken)
    coding = coding_at(anchor, identifier="c-22222222", code="suche", on="2025-03-01", codebook=1)
    write_codings(study, CodingFile("I01", "mira", (coding,), {}), ("t1", "t2"))

    report = export_project(study, tmp_path / "out.qdpx")

    losses = {loss.kind: loss.n for loss in report.losses}
    assert (1, 1) == (losses["media-texts"], losses["files-missing"])
    project = read_project(tmp_path / "out.qdpx").project
    (text,) = [each for each in project.sources if isinstance(each, TextSource)]
    assert ["Wir"] == [(text.plain or "")[s.start : s.end] for s in text.selections]
    assert audio == replace(project.sources[0], path=audio.path)


def test_a_memo_that_nobody_refers_to_is_kept(study: Folder, tmp_path: Path) -> None:
    """It is about the study here, and goes back without a reference."""
    note = TextSource(guid=_guid(1), name="Gedanke", content="Für sich.")
    write_project(tmp_path / "in.qdpx", Project(name="P", notes=(note,)))
    import_project(study, tmp_path / "in.qdpx", DECLARED)

    export_project(study, tmp_path / "out.qdpx")

    project = read_project(tmp_path / "out.qdpx").project
    assert ((note,), ()) == (project.notes, project.note_refs)


def test_cases_and_variables_can_be_looked_up(study: Folder, tmp_path: Path) -> None:
    """The study shows none of them; a table says what there is."""
    value = VariableValue(variable=Ref(target=_guid(3)), as_text="=42")
    project = Project(
        name="P",
        variables=(Variable(guid=_guid(3), name="Alter", type="Text"),),
        cases=(Case(guid=_guid(2), name="B", values=(value,), sources=(Ref(target=_guid(1)),)),),
        sources=(TextSource(guid=_guid(1), name="a", plain_path="internal://a.txt", stored=TEXT),),
    )
    write_project(tmp_path / "in.qdpx", project)

    report = import_project(study, tmp_path / "in.qdpx", DECLARED)

    assert report.cases.startswith("build/exchange/")
    table = (study.root / report.cases).read_text(encoding="utf-8-sig")
    assert ["case,transcript,variable,value", "B,I01,Alter,'=42"] == table.splitlines()


def _project(number: int) -> Project:
    start = TEXT.index("lange")
    coding = Coding(
        guid=_guid(number + 3), creating_user=_guid(number + 1), code=Ref(target=_guid(number + 2))
    )
    selection = TextSelection(guid=_guid(number + 4), start=start, end=start + 5, codings=(coding,))
    text = TextSource(
        guid=_guid(number),
        name="a",
        plain_path="internal://a.txt",
        stored=TEXT + f"I: Danke {number}.\n",
        selections=(selection,),
    )
    return Project(
        name=f"P{number}",
        users=(User(guid=_guid(number + 1), name=f"Person {number}"),),
        codes=(Code(guid=_guid(number + 2), name=f"Code {number}", codable=True),),
        sources=(text,),
    )


def _import(root: str, path: str) -> None:
    import_project(find_folder(root), Path(path), DECLARED)


def test_two_imports_at_once_lose_nothing(study: Folder, tmp_path: Path) -> None:
    """One waits for the other; ids of transcripts and coders are given once."""
    paths = []
    for number in range(0, 400, 100):
        paths.append(tmp_path / f"{number}.qdpx")
        write_project(paths[-1], _project(number))
    context = multiprocessing.get_context("spawn")
    jobs = [context.Process(target=_import, args=(str(study.root), str(path))) for path in paths]

    for job in jobs:
        job.start()
    for job in jobs:
        job.join(60)

    assert [0] * 4 == [job.exitcode for job in jobs]
    assert ["I01", "I02", "I03", "I04"] == [path.stem for path in study.transcripts()]
    files = [read_codings(study, path).value for path in study.codings()]
    assert {("coder-1", 1), ("coder-2", 1), ("coder-3", 1), ("coder-4", 1)} == {
        (file.coder, len(file.codings)) for file in files if file is not None
    }


def test_a_transcript_that_appears_meanwhile_is_not_overwritten(study: Folder, tmp_path: Path) -> None:
    """Whoever writes it holds no lock; the import stops instead."""
    from faden.core.problems import ImportRefusedError
    from faden.exchange.refi.corpus import read_corpus
    from faden.exchange.refi.job import make_job
    from faden.exchange.refi.placing import write_plan

    write_project(tmp_path / "in.qdpx", _project(0))
    job = make_job(
        study, read_corpus(study, None), read_project(tmp_path / "in.qdpx"), "in.qdpx", DECLARED, None
    )
    study.transcript("I01").write_text("von Hand", encoding="utf-8")

    with pytest.raises(ImportRefusedError, match="import-transcript-exists"):
        write_plan(study, job.plan, job.names, "mira")
    assert "von Hand" == study.transcript("I01").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_loss_is_worded(language: str) -> None:
    """As a thing and a number, so that one and many read alike."""
    from faden.exchange.refi.loss import Loss

    kinds = [key.removeprefix("exchange.loss.") for key in catalogue() if key.startswith("exchange.loss.")]

    assert all(describe_loss(Loss(kind, 7), language).endswith(": 7") for kind in kinds)


def test_a_codebook_with_an_empty_list_takes_a_code(study: Folder) -> None:
    """As every new study has one."""
    from faden.coding.codebook import Code as FadenCode
    from faden.core.documents import parse_yaml
    from faden.core.languages import LocalText
    from faden.exchange.refi.codes import add_codes

    study.codebook.write_text("format: faden.codebook/1\ncodes: []\n", encoding="utf-8")

    assert add_codes(study, (("", FadenCode(id="neu", name=LocalText({"de": "Neu"}))),))
    book = parse_yaml(CodebookFile, study.codebook.read_text(encoding="utf-8"), "codebook", "").value
    assert book is not None
    assert ["neu"] == [code.id for code in book.codes]
