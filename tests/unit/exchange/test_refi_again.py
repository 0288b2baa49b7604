"""A project that comes back into the study that it left: new things go in, nobody's decision is overruled."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from faden.coding.codebook import read_codebook
from faden.coding.codings import CodingFile, read_codings, write_codings
from faden.core.problems import ImportRefusedError
from faden.exchange.refi.export import export_project
from faden.exchange.refi.importing import Wishes, import_project
from faden.exchange.refi.model import Code, Coding, Project, TextSelection, TextSource, User
from faden.exchange.refi.read import read_project
from faden.exchange.refi.relations import Ref, Set
from faden.exchange.refi.write import write_project
from faden.protection import vault as vaults
from faden.protection.importing import import_pseudonymised
from faden.study.beginning import begin_study
from faden.study.folder import Folder, find_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from faden.exchange.refi.job import ProjectReport

TALK = "I: Wie war es?\n\nB: Wir haben lange gesucht 😀 und nichts gefunden.\n\nI: Danke.\n"
BOOK = """# von Hand geschrieben
format: faden.codebook/1
version: 2
codes:
  - id: suche
    name: {de: "Suche"}
    colour: "#112233"
    children:
      - id: lange
        name: {de: "Lange"}

  # bleibt am Ende
  - id: ende
    name: {de: "Ende"}
"""
WORDS = {"lange gesucht": "lange", "nichts gefunden": "suche"}
DECLARED = Wishes(by="mira")


def _guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


@pytest.fixture
def study(tmp_path: Path) -> Folder:
    """A study with one talk, a codebook and two codings of ``mira``."""
    begin_study(tmp_path / "study")
    folder = find_folder(tmp_path / "study")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    import_pseudonymised(folder, [tmp_path / "talk.txt"], "mira")
    folder.codebook.write_text(BOOK, encoding="utf-8")
    from faden.coding.anchor import Position, describe
    from faden.coding.codings import coding_at
    from faden.interviews.files import read_transcript

    transcript = read_transcript(folder, "I01").value
    assert transcript is not None
    said = transcript.turns[1].text
    codings = tuple(
        coding_at(
            describe(
                transcript,
                Position("t2", said.index(words)),
                Position("t2", said.index(words) + len(words)),
                language=transcript.turns[1].parts[0].language,
            ),
            identifier=f"c-2222222{number}",
            code=code,
            on="2025-03-01",
            codebook=2,
        )
        for number, (words, code) in enumerate(WORDS.items(), start=2)
    )
    write_codings(folder, CodingFile("I01", "mira", codings, {}), ("t1", "t2", "t3"))
    return folder


def _again(
    study: Folder, change: Callable[[Project], Project], *, wishes: Wishes = DECLARED
) -> ProjectReport:
    """Export, let another program change the project, import."""
    out = study.root.parent / "out.qdpx"
    export_project(study, out)
    write_project(out, change(read_project(out).project))
    return import_project(study, out, wishes)


def _text(project: Project) -> TextSource:
    (source,) = project.sources
    assert isinstance(source, TextSource)
    return source


def _selected(source: TextSource, words: str, code: str | None, coder: str | None, n: int) -> TextSelection:
    start = (source.plain or "").index(words)
    coding = Coding(
        guid=_guid(n + 100), creating_user=coder, created="2025-05-01T10:00:00Z", code=Ref(target=code)
    )
    return TextSelection(guid=_guid(n), start=start, end=start + len(words), codings=(coding,))


def _with(project: Project, *new: TextSelection) -> Project:
    source = _text(project)
    return replace(project, sources=(replace(source, selections=(*source.selections, *new)),))


def _codings(study: Folder, coder: str) -> list[tuple[str, str]]:
    read = read_codings(study, study.coding_file(coder, "I01")).value
    return [(coding.code, coding.exact) for coding in read.codings] if read is not None else []


def _told(report: ProjectReport) -> list[str]:
    return [problem.code for problem in report.differences]


def test_an_unchanged_project_changes_nothing(study: Folder) -> None:
    """Neither a transcript nor a coding more."""
    before = {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()}

    report = _again(study, lambda project: project)

    after = {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()}
    assert before == {path: data for path, data in after.items() if "exported.json" not in path.name}
    assert ((), ("I01",), 2, []) == (report.transcripts, report.recognised, report.same, _told(report))


def test_a_new_coding_goes_into_the_file_of_its_coder(study: Folder) -> None:
    """At its exact place, beside those that were there."""

    def _change(project: Project) -> Project:
        return _with(
            project,
            _selected(_text(project), "haben lange", project.codes[0].guid, project.users[0].guid, 1),
        )

    report = _again(study, _change)

    assert {"mira": 1} == report.codings
    assert [("suche", "haben lange"), *[(c, w) for w, c in WORDS.items()]] == _codings(study, "mira")


def test_a_new_coder_gets_a_name_that_nobody_has(study: Folder) -> None:
    """Two persons must not become one; agreement would be nonsense."""
    (study.root / "analysis/codings/coder-1").mkdir(parents=True)
    write_codings(study, CodingFile("I01", "coder-1", (), {}), ("t1",))

    def _change(project: Project) -> Project:
        users = (*project.users, User(guid=_guid(50), name="Petra Quittenbaum"))
        new = _selected(_text(project), "nichts gefunden", project.codes[0].guid, _guid(50), 2)
        return _with(replace(project, users=users), new)

    report = _again(study, _change)

    assert {"coder-2": 1} == report.codings
    assert [("suche", "nichts gefunden")] == _codings(study, "coder-2")


def test_a_coding_removed_there_stays_here_and_is_listed(study: Folder) -> None:
    """A program does not overrule a person."""

    def _change(project: Project) -> Project:
        source = _text(project)
        return replace(project, sources=(replace(source, selections=source.selections[1:]),))

    report = _again(study, _change)

    (problem,) = report.differences
    assert ("exchange-coding-missing", "lange") == (problem.code, problem.params["code"])
    assert problem.place.path.endswith("codings/mira/I01.jsonl")
    assert 2 == len(_codings(study, "mira"))


def test_a_coding_made_here_since_is_told_apart_from_one_removed_there(study: Folder) -> None:
    """The export has noted what it held."""
    out = study.root.parent / "out.qdpx"
    export_project(study, out)
    file = read_codings(study, study.coding_file("mira", "I01")).value
    assert file is not None
    new = file.codings[0].model_copy(update={"id": "c-99999999", "code": "ende"})
    write_codings(study, CodingFile("I01", "mira", (*file.codings, new), {}), ("t1", "t2"))

    report = import_project(study, out, DECLARED)

    assert ["exchange-coding-only-here"] == _told(report)


def test_a_coding_taken_back_here_does_not_come_back(study: Folder) -> None:
    """The file is older than the decision."""
    out = study.root.parent / "out.qdpx"
    export_project(study, out)
    file = read_codings(study, study.coding_file("mira", "I01")).value
    assert file is not None
    write_codings(study, CodingFile("I01", "mira", file.codings[:1], {}), ("t1", "t2"))

    report = import_project(study, out, DECLARED)

    assert ["exchange-coding-taken-back"] == _told(report)
    assert 1 == len(_codings(study, "mira"))


def test_a_coding_changed_there_is_listed_with_both_readings(study: Folder) -> None:
    """Other words, another code, another coder, a memo."""

    def _change(project: Project) -> Project:
        source = _text(project)
        first, second = source.selections
        moved = replace(first, end=(first.end or 0) + 2)
        recoded = replace(second.codings[0], code=Ref(target=project.codes[1].guid))
        other = replace(second, description="ein Gedanke", codings=(recoded,))
        return replace(project, sources=(replace(source, selections=(moved, other)),))

    before = _codings(study, "mira")
    report = _again(study, _change)

    assert ["exchange-coding-shifted", "exchange-coding-recoded", "exchange-coding-memo"] == _told(report)
    assert ("suche", "ende") == (report.differences[1].params["here"], report.differences[1].params["there"])
    assert before == _codings(study, "mira")


def test_codes_renamed_recoloured_and_moved_there_are_listed(study: Folder) -> None:
    """The codebook is the study's."""

    def _change(project: Project) -> Project:
        (first, last) = project.codes
        (child,) = first.codes
        changed = replace(first, name="Wohnungssuche", colour="#ff0000", codes=())
        return replace(project, codes=(changed, replace(last, description="neu", codes=(child,))))

    report = _again(study, _change)

    assert [
        "exchange-code-renamed",
        "exchange-code-recoloured",
        "exchange-code-described",
        "exchange-code-moved",
    ] == _told(report)
    assert BOOK == study.codebook.read_text(encoding="utf-8")


def test_new_codes_go_into_the_codebook_and_no_line_of_it_changes(study: Folder) -> None:
    """Below the code that they are below there; remarks stay where they are."""

    def _change(project: Project) -> Project:
        first, last = project.codes
        new = Code(guid=_guid(60), name="Absage", codable=True, colour="#abcdef")
        root = Code(
            guid=_guid(61),
            name="Eigenes",
            codable=True,
            codes=(Code(guid=_guid(62), name="Unten", codable=True),),
        )
        changed = replace(project, codes=(replace(first, codes=(*first.codes, new)), last, root))
        return _with(changed, _selected(_text(project), "gesucht", _guid(60), project.users[0].guid, 3))

    report = _again(study, _change)

    book = read_codebook(study).value
    assert book is not None
    assert [
        ("suche",),
        ("suche", "lange"),
        ("suche", "absage"),
        ("ende",),
        ("eigenes",),
        ("eigenes", "unten"),
    ] == [placed.path for placed in book.codes()]
    text = study.codebook.read_text(encoding="utf-8").splitlines()
    assert [line for line in BOOK.splitlines() if line not in text] == []
    assert "analysis/codebook.yaml" == report.codebook
    assert ("absage", "gesucht") in _codings(study, "mira")


def test_new_codes_and_codings_keep_their_ids_on_the_way_back(study: Folder) -> None:
    """Who goes on in the other program finds the same things."""

    def _change(project: Project) -> Project:
        codes = (*project.codes, Code(guid=_guid(60), name="Absage", codable=True))
        sets = (Set(guid=_guid(70), name="Gruppe", sources=(Ref(target=_text(project).guid),)),)
        changed = replace(project, codes=codes, sets=sets)
        return _with(changed, _selected(_text(project), "gesucht", _guid(60), project.users[0].guid, 3))

    _again(study, _change)
    out = study.root.parent / "second.qdpx"
    export_project(study, out)

    project = read_project(out).project
    assert _guid(60) in {code.guid for code in project.codes}
    assert _guid(103) in {c.guid for s in _text(project).selections for c in s.codings}
    assert [_guid(70)] == [each.guid for each in project.sets]
    report = import_project(study, out, DECLARED)
    assert ({}, [], 3) == (report.codings, _told(report), report.same)


def test_a_program_that_gives_everything_new_ids_brings_nothing_twice(study: Folder) -> None:
    """Texts are known by their words, codes by their names, codings by place, code and coder."""
    numbers = iter(range(1000, 2000))
    known: dict[str, str] = {}

    def _fresh(guid: str | None) -> str:
        return known.setdefault(guid or "", _guid(next(numbers)))

    def _change(project: Project) -> Project:
        source = _text(project)
        codes = tuple(
            replace(c, guid=_fresh(c.guid), codes=tuple(replace(d, guid=_fresh(d.guid)) for d in c.codes))
            for c in project.codes
        )
        selections = tuple(
            replace(
                s,
                guid=_fresh(s.guid),
                creating_user=_fresh(s.creating_user),
                codings=tuple(
                    replace(
                        c,
                        guid=_fresh(c.guid),
                        creating_user=_fresh(c.creating_user),
                        code=Ref(target=_fresh(c.code.target if c.code else None)),
                    )
                    for c in s.codings
                ),
            )
            for s in source.selections
        )
        sources = (replace(source, guid=_fresh(source.guid), plain_path=None, selections=selections),)
        users = tuple(replace(u, guid=_fresh(u.guid)) for u in project.users)
        return replace(project, users=users, codes=codes, sources=sources)

    report = _again(study, _change)

    assert ((), {}, 2, []) == (report.transcripts, report.codings, report.same, _told(report))


def test_a_text_corrected_there_stays_as_it_is_here(study: Folder) -> None:
    """Codings on words that are the same go in; those on other words are counted."""

    def _change(project: Project) -> Project:
        source = _text(project)
        text = (source.plain or "").replace("Wie war es", "Und wie war es denn")
        shift = len(text) - len(source.plain or "")
        moved = tuple(
            replace(s, start=(s.start or 0) + shift, end=(s.end or 0) + shift) for s in source.selections
        )
        changed = replace(project, sources=(replace(source, stored=text, selections=moved),))
        user, code = project.users[0].guid, project.codes[0].guid
        good = _selected(_text(changed), "und nichts", code, user, 5)
        gone = _selected(_text(changed), "wie war es denn", code, user, 6)
        return _with(changed, good, gone)

    report = _again(study, _change)

    assert {"mira": 1} == report.codings
    assert ["exchange-text-differs", "exchange-coding-unplaced"] == _told(report)


def test_a_new_memo_and_a_new_talk_come_in(study: Folder) -> None:
    """And the next export gives both back under their ids."""

    def _change(project: Project) -> Project:
        note = TextSource(guid=_guid(80), name="Gedanke", content="Neu.")
        talk = TextSource(
            guid=_guid(81), name="Zweites", plain_path="internal://z.txt", stored="B: Hallo dort.\n"
        )
        return replace(project, notes=(note,), sources=(*project.sources, talk))

    report = _again(study, _change)
    out = study.root.parent / "second.qdpx"
    export_project(study, out)

    assert (("I02",), 1) == (report.transcripts, report.memos)
    project = read_project(out).project
    assert {_guid(81)} < {each.guid for each in project.sources}
    assert [_guid(80)] == [each.guid for each in project.notes]


def test_a_withdrawn_talk_does_not_come_back(study: Folder) -> None:
    """The file still has the words; the study must not take them in again."""
    out = study.root.parent / "out.qdpx"
    export_project(study, out)
    study.transcript("I01").unlink()
    study.coding_file("mira", "I01").unlink()

    report = import_project(study, out, DECLARED)

    assert ((), {}) == (report.transcripts, report.codings)
    assert "exchange-text-gone" in {problem.code for problem in report.problems}


def test_known_texts_do_not_go_into_the_vault_a_second_time(study: Folder, tmp_path: Path) -> None:
    """Whoever imports without a declaration is told what to do."""
    out = tmp_path / "out.qdpx"
    export_project(study, out)
    vault = vaults.create(
        tmp_path / "vault", "v-222222222222", vaults.from_passphrase("nur für Tests hier"), cost=4
    )

    with pytest.raises(ImportRefusedError, match="exchange-known-raw"):
        import_project(study, out, Wishes(), vault)


@pytest.mark.parametrize("program", ["nvivo", "atlasti", "maxqda"])
def test_what_is_written_for_a_program_is_known_again(study: Folder, program: str) -> None:
    """Other ids in capitals, other line ends, one coding a selection."""
    from faden.exchange.refi.export import Terms

    out = study.root.parent / f"{program}.qdpx"
    export_project(study, out, Terms(program=program))

    report = import_project(study, out, DECLARED)

    assert ((), ("I01",), 2, []) == (report.transcripts, report.recognised, report.same, _told(report))


def test_an_edited_file_is_a_zip_like_any_other(study: Folder) -> None:
    """As a user edits it: the XML in the archive, by hand."""
    out = study.root.parent / "out.qdpx"
    export_project(study, out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["project.qde"] = members["project.qde"].replace(b'name="Ende"', b'name="Schluss"')
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)

    report = import_project(study, out, DECLARED)

    assert ["exchange-code-renamed"] == _told(report)
