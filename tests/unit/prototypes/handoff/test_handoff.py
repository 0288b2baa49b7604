"""The hand-off: every part can be read by the programs it is for, whatever the specification says."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from defusedxml.ElementTree import fromstring
from gherkin.parser import Parser

from faden.build.handing import write_handoff
from faden.core.files import digest
from faden.core.languages import LocalText
from faden.core.problems import StudyError
from faden.core.yaml import Parsed
from faden.prototypes.handoff.bundle import handoff_files
from faden.prototypes.handoff.content import content
from faden.prototypes.handoff.features import line
from faden.prototypes.handoff.material import Handing, NeedNote, inline
from faden.prototypes.handoff.screens import kern_classes
from faden.prototypes.spec import Prototype, parse_prototype
from faden.study.folder import find_folder

OPENAPI: Final = json.loads(
    (Path(__file__).parents[3] / "support/openapi-3.1.schema.json").read_text(encoding="utf-8")
)
REFERENCE: Final = re.compile(r'"\$ref": "([^"]+)"')
XLF: Final = "{urn:oasis:names:tc:xliff:document:1.2}"
NEED: Final = NeedNote("N01", LocalText({"de": "Antwort", "en": "Reply"}), LocalText({"de": "Wer fragt."}))
HOSTILE: Final = '=cmd|"/C calc"!A1 <script>alert(1)</script> & ]]> {title} \u202e\x0b | # `x` "zwei" @home'


def _study() -> list[Prototype]:
    folder = find_folder(Path(__file__).parent)
    read = [parse_prototype(path.read_text(encoding="utf-8"), path.name) for path in folder.prototypes()]
    return [parsed.value for parsed in read if parsed.value is not None]


STUDY: Final = _study()


def _handing(prototype: Prototype, language: str = "de") -> Handing:
    return Handing(prototype=prototype, language=language, study="Studie", needs=(NEED,))


def _files(prototype: Prototype, language: str = "de") -> dict[str, str]:
    files = handoff_files(_handing(prototype, language))
    return {name: data.decode() for name, data in files.items() if not name.endswith(".xlsx")}


@pytest.fixture
def hostile(good: str, parsed: Callable[[str], Parsed[Prototype]]) -> Prototype:
    """The small prototype with the worst that may stand in a text: formulas, markup, hidden characters."""
    plain = parsed(good).value
    assert plain is not None
    values = json.loads(plain.model_dump_json())

    def worse(value: object) -> object:
        if isinstance(value, dict):
            return {k: HOSTILE if k == "de" and isinstance(v, str) else worse(v) for k, v in value.items()}
        return [worse(each) for each in value] if isinstance(value, list) else value

    return Prototype.model_validate(worse(values))


@pytest.mark.parametrize("prototype", STUDY, ids=[p.id for p in STUDY])
def test_the_same_specification_gives_the_same_bytes(prototype: Prototype) -> None:
    """Deterministic, the Excel file too."""
    assert handoff_files(_handing(prototype)) == handoff_files(_handing(prototype))


@pytest.mark.parametrize("prototype", STUDY, ids=[p.id for p in STUDY])
def test_examples_follow_their_schema(prototype: Prototype) -> None:
    """Each fixture is valid by the schema beside it, and the schema is one."""
    files = _files(prototype)
    for name in prototype.fixtures:
        schema = json.loads(files[f"data/{name}.schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)

        jsonschema.Draft202012Validator(schema).validate(json.loads(files[f"data/{name}.json"]))


@pytest.mark.parametrize("prototype", STUDY, ids=[p.id for p in STUDY])
def test_the_interface_is_valid_openapi(prototype: Prototype) -> None:
    """By the schema of OpenAPI 3.1 itself, what stands in it too; every form of the prototype can be sent."""
    told = json.loads(_files(prototype)["data/openapi.json"])

    jsonschema.Draft202012Validator(OPENAPI).validate(told)
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert [] == [ref for ref in REFERENCE.findall(json.dumps(told)) if not _leads(told, ref)]

    sent = {p["post"]["operationId"] for p in told["paths"].values() if "post" in p}
    forms = {
        f"send-{s.id}-{part.id}"
        for s in prototype.screens
        for _, part in s.parts()
        if part.type == "submit"  # type: ignore[attr-defined]  # every component has a type
    }
    assert forms == sent


def test_the_schema_of_interfaces_refuses_what_is_none() -> None:
    """A check that never fails proves nothing."""
    told = json.loads(_files(STUDY[0])["data/openapi.json"])
    next(iter(told["paths"].values()))["get"] = {"responses": "none"}

    assert not jsonschema.Draft202012Validator(OPENAPI).is_valid(told)
    assert not _leads(told, "#/components/schemas/none")


def _leads(told: Any, reference: str) -> bool:
    """Whether a reference within a document names something that stands in it."""
    for part in reference.removeprefix("#/").split("/"):
        if not isinstance(told, dict) or part not in told:
            return False
        told = told[part]
    return True


def _features(prototype: Prototype, language: str) -> list[str]:
    found = []
    for name, text in _files(prototype, language).items():
        if name.endswith(".feature"):
            told = Parser().parse(text)
            scenarios = [each["scenario"] for each in told["feature"]["children"]]
            found += [tag["name"] for s in scenarios for tag in s["tags"] if tag["name"].startswith("@AC")]
            assert all(len(s["steps"]) >= 2 for s in scenarios)
    return sorted(found)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("prototype", STUDY, ids=[p.id for p in STUDY])
def test_every_criterion_stands_once_in_gherkin(prototype: Prototype, language: str) -> None:
    """In German with German keywords, in English with English ones."""
    assert sorted(f"@{c.id}" for c in prototype.acceptance) == _features(prototype, language)


def test_hostile_words_break_no_feature(hostile: Prototype) -> None:
    """A title cannot begin a tag, a table or a comment."""
    _features(hostile, "de")

    assert "· @tag" == line("@tag")
    assert "· | a |" == line("| a\n|")


def test_translators_get_every_word_with_its_placeholders(hostile: Prototype) -> None:
    """Source, target and ids; what is filled in stands in <ph>; a language that was not checked says so."""
    unchecked = hostile.model_copy(update={"unchecked": ("ar",)})
    text = _files(unchecked)["content/xliff/de-ar.xlf"]
    units = fromstring(text).findall(f".//{XLF}trans-unit")

    told = {words.key: words.texts for words in content(unchecked)}
    assert len(units) == sum(bool(texts.get("de")) for texts in told.values())
    for unit in units:
        source = unit.find(f"{XLF}source")
        assert source is not None
        assert "".join(source.itertext()) == told[unit.attrib["id"]]["de"]
        target = unit.find(f"{XLF}target")
        assert target is None or target.attrib["state"] == "needs-review-translation"
    marks = {ph.text for unit in units for ph in unit.iter(f"{XLF}ph")}
    assert "{title}" in marks
    assert not set("\u202e\x0b") & set(text)


def test_keys_of_words_are_unique_and_made_of_ids(
    good: str, parsed: Callable[[str], Parsed[Prototype]]
) -> None:
    """A key stays when something is added before it."""
    prototype = parsed(good).value
    assert prototype is not None
    keys = [words.key for words in content(prototype)]

    assert len(keys) == len(set(keys))
    assert {
        "screens.search.components.results.item.title",
        "fixtures.homes.w1.title",
        "strings.office",
    } <= set(keys)


@pytest.mark.parametrize("prototype", STUDY, ids=[p.id for p in STUDY])
def test_keys_of_the_study_are_unique(prototype: Prototype) -> None:
    """One text, one key."""
    keys = [words.key for words in content(prototype)]

    assert len(keys) == len(set(keys))


def test_tables_hold_no_formula(hostile: Prototype) -> None:
    """A cell that looks like one begins with an apostrophe; in Excel all are text."""
    files = handoff_files(_handing(hostile))
    for name in ("content/content.csv", "backlog/backlog.csv", "backlog/gitlab.csv", "matrix.csv"):
        rows = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    with zipfile.ZipFile(io.BytesIO(files["content/content.xlsx"])) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_lists_of_the_backlog_read_well_in_a_spreadsheet() -> None:
    """Lines of a list had an apostrophe before them, as if they were formulas; headings had marks."""
    told = handoff_files(_handing(STUDY[-1]))["backlog/backlog.csv"]
    cells = [row["description"] for row in csv.DictReader(io.StringIO(told.decode("utf-8-sig"), newline=""))]

    assert [] == [cell for cell in cells if re.search(r"(?m)^(?:'|-|#)|`|\\[\\`*<>#_]", cell)]
    assert any(re.search(r"(?m)^\w.*:\n• N\d+", cell) for cell in cells)
    assert all("\n☐ " in cell for cell in cells if "• N" in cell)


def test_words_of_the_backlog_stand_in_a_cell_as_they_were_written(hostile: Prototype) -> None:
    """What is marked for Markdown is not marked in a spreadsheet, and no part becomes a formula."""
    told = handoff_files(_handing(hostile))["backlog/backlog.csv"].decode("utf-8-sig")

    assert '<script>alert(1)</script> & ]]> {title} | # `x` ""zwei"" @home' in told
    assert not re.search(r"(?m)(?:^|;)[\s\"]*[=+@-]", told)


def test_markdown_shows_words_as_they_were_written(hostile: Prototype) -> None:
    """No tag, no link, no broken table in any document."""
    for name, text in _files(hostile).items():
        if name.endswith(".md"):
            prose = re.sub(r"(?<!\\)`[^`\n]*(?<!\\)`", "", text)
            assert not re.search(r"(?<!\\)<", prose), name
            assert "\u202e" not in text, name
            rows = [row for row in text.split("\n") if row.startswith("|")]
            assert all(row.endswith("|") for row in rows), name

    assert r"\<b\> \[x\](y) a_b \_c\_" == inline("<b> [x](y) a_b _c_")


def test_documents_are_for_people(good: str, parsed: Callable[[str], Parsed[Prototype]]) -> None:
    """Where to begin, when it is done; needs by name, those withheld by id only."""
    prototype = parsed(good).value
    assert prototype is not None
    files = _files(prototype)

    assert "N01 Antwort" in files["README.md"]
    assert "N02" in files["matrix.md"]
    assert "pytest" in files["README.md"]
    assert "WCAG 2.2" in files["accessibility.md"]
    assert files["questions.md"].count("nicht genannt") > 1
    assert "Hand-off" not in files["README.md"]
    assert "hand-off to builders" in _files(prototype, "en")["README.md"]


def test_components_bear_their_classes_of_kern() -> None:
    """Read from the templates, so that they are those that people see."""
    assert "kern-btn" in kern_classes("button")
    assert "kern-form-check__radio" in kern_classes("radio")
    assert "kern-card" in kern_classes("list")


@pytest.mark.parametrize("prototype", STUDY, ids=[p.id for p in STUDY])
def test_the_backlog_names_every_screen_and_criterion(prototype: Prototype) -> None:
    """For GitHub a file each and one with all; for GitLab title and description."""
    files = _files(prototype)
    issues = [json.loads(each) for each in files["backlog/github.jsonl"].splitlines()]
    told = "".join(issue["body"] for issue in issues)

    assert len(issues) == len(prototype.screens) + 6
    assert all(criterion.id in told for criterion in prototype.acceptance)
    assert {"title", "body", "labels"} == set(issues[0])


def test_the_tests_of_the_hand_off_are_clean_python(tmp_path: Path) -> None:
    """They are text in the package, so that no linter sees them there; here one does."""
    for name, text in _files(STUDY[0]).items():
        if name.startswith("acceptance/") and name.endswith(".py"):
            (tmp_path / Path(name).name).write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "E4,E7,E9,F,B,UP", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stdout + run.stderr


def test_only_a_hand_off_is_written_over(tmp_path: Path) -> None:
    """A folder with anything else, or a changed hand-off, is left as it is."""
    mark = json.dumps({"files": {"README.md": digest(b"x")}})
    files = {"README.md": b"x", "handoff.json": mark.encode()}
    write_handoff(tmp_path / "new", files)
    write_handoff(tmp_path / "new", files)
    (tmp_path / "new/README.md").write_text("mine", encoding="utf-8")

    with pytest.raises(StudyError, match="handoff-not-ours"):
        write_handoff(tmp_path / "new", files)
    assert "mine" == (tmp_path / "new/README.md").read_text(encoding="utf-8")


def test_xml_of_the_standard_library_reads_it_too() -> None:
    """Well-formed for any reader."""
    for name, text in _files(STUDY[0]).items():
        if name.endswith(".xlf"):
            assert ET.fromstring(text.encode()).attrib["version"] == "1.2"  # noqa: S314 - our own file
