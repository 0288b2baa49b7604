"""One changed word changes what rests on it, and nothing else: the red thread holds in both directions."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest

from faden.build.checking import check_all
from faden.build.following import follow_coding
from faden.build.publication import prepare
from faden.core import yaml
from faden.site.markdown import stage
from faden.study.folder import Folder, find_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from faden.build.publication import Prepared

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 21)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Prepared, dict[str, bytes]]:
    """A copy of this repository's study, and all that its site would show."""
    root = tmp_path_factory.mktemp("study")
    for name in ("research", "interviews", "analysis", "prototypes", "site"):
        shutil.copytree(ROOT / name, root / name)
    _take_clearance(root)
    folder = find_folder(root)
    prepared = prepare(folder, on=DAY)
    return folder, prepared, stage(prepared.publication)


@pytest.fixture
def edited(before: tuple[Folder, Prepared, dict[str, bytes]]) -> Callable[[str, str, str], Folder]:
    """Replaces words in one transcript of the copy."""

    def edit(transcript: str, old: str, new: str) -> Folder:
        folder = before[0]
        path = folder.transcript(transcript)
        text = path.read_text(encoding="utf-8")
        assert 1 == text.count(old), f"{old!r} stands {text.count(old)} times in {transcript}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return edit


@pytest.fixture(autouse=True)
def restore(before: tuple[Folder, Prepared, dict[str, bytes]]) -> None:
    """Each test begins with the study as it is."""
    folder = before[0]
    for name in ("interviews", "analysis"):
        shutil.rmtree(folder.root / name)
        shutil.copytree(ROOT / name, folder.root / name)
    _take_clearance(folder.root)


def _take_clearance(root: Path) -> None:
    """A changed word ends the clearance of its transcript, and every page says so; it is no matter here."""
    for path in (root / "interviews").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^(?:state|cleared):.*\n", "", text), encoding="utf-8")


def changed_pages(first: dict[str, bytes], second: dict[str, bytes]) -> set[str]:
    """Paths of the files that differ."""
    return {path for path in first.keys() | second.keys() if first.get(path) != second.get(path)}


def correct(path: Path, old: str, new: str) -> None:
    """Replace words wherever a YAML file repeats them, as the person does who corrected them."""
    file = yaml.parse(path.read_text(encoding="utf-8"), path.name).value
    path.write_text(yaml.dump(replaced(file, old, new)), encoding="utf-8")


def replaced(value: Any, old: str, new: str) -> Any:
    """A value with words replaced in all texts of it."""
    if isinstance(value, dict):
        return {key: replaced(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [replaced(inner, old, new) for inner in value]
    return value.replace(old, new) if isinstance(value, str) else value


def quoted(prepared: Prepared) -> tuple[str, str, str]:
    """Words that a finding shows as they were said: id of the coding, the words, the transcript."""
    index, verdict = prepared.case.index, prepared.verdict
    shown = [c for f in prepared.case.corpus.findings for c in f.quoted() if c in verdict.quotations]
    coding = next(c for c in shown if c not in verdict.original_hidden and plain(index.found[c].words))
    return coding, index.found[coding].words, index.found[coding].transcript


def plain(words: str) -> bool:
    """Whether the words can be replaced in a file with a simple search."""
    return len(words) > 40 and "\n" not in words and words.isprintable()


def test_a_word_in_no_coding_changes_no_page(
    before: tuple[Folder, Prepared, dict[str, bytes]], edited: Callable[[str, str, str], Folder]
) -> None:
    """What nobody coded rests on nothing and supports nothing."""
    _, prepared, pages = before
    transcript = prepared.case.corpus.transcripts["I05"]
    asked = next(t for t in transcript.turns if transcript.participant(t) is None and len(t.text) > 40)

    after = prepare(edited("I05", asked.text[:40], "Changed " + asked.text[:40]), on=DAY)

    assert set() == changed_pages(pages, stage(after.publication))


def test_an_accepted_new_word_changes_the_quotation_where_it_stands(
    before: tuple[Folder, Prepared, dict[str, bytes]], edited: Callable[[str, str, str], Folder]
) -> None:
    """A person accepts the corrected words; the pages that quote them change, and no others."""
    _, prepared, pages = before
    coding, words, transcript = quoted(prepared)
    corrected = words.replace(words.split()[1], "corrected", 1)

    folder = edited(transcript, words, corrected)
    for problem in check_all(folder):
        if problem.code == "coding-words-gone":
            owner = PurePosixPath(problem.place.path).parent.name
            follow_coding(folder, str(problem.params["coding"]), accept_by=owner)
    correct(folder.translations, words, corrected)
    correct(folder.codebook, " ".join(words.split()[:2]), " ".join(corrected.split()[:2]))
    fresh = stage(prepare(folder, on=DAY).publication)
    changed = changed_pages(pages, fresh)

    assert changed
    holding = {path for path, content in pages.items() if coding.encode() in content}
    assert changed <= holding | {p for p in changed if "candidates" in p}
    assert any(b"corrected" in fresh[path] for path in changed)


def test_words_changed_without_a_person_are_no_longer_quoted_or_counted(
    before: tuple[Folder, Prepared, dict[str, bytes]], edited: Callable[[str, str, str], Folder]
) -> None:
    """Where the quoted words changed, a person decides; until then nothing rests on them."""
    _, prepared, _ = before
    coding, words, transcript = quoted(prepared)
    finding = next(f for f in prepared.case.corpus.findings if coding in set(f.quoted()))

    after = prepare(edited(transcript, words, words.replace(words.split()[1], "corrected", 1)), on=DAY)

    assert coding not in after.verdict.quotations
    assert coding not in after.case.index.found
    assert finding.head.id not in after.verdict.findings
    assert len(after.case.index.counted) < len(prepared.case.index.counted)
    others = prepared.verdict.findings - after.verdict.findings
    assert {
        f.head.id for f in prepared.case.corpus.findings if coding in {e.coding for e in f.head.evidence}
    } == others


def test_building_again_makes_nothing_anew(before: tuple[Folder, Prepared, dict[str, bytes]]) -> None:
    """Steps are keyed by their content: an unchanged study is not computed twice."""
    folder, _, pages = before
    made: list[str] = []

    again = prepare(folder, on=DAY, progress=lambda name, reused: None if reused else made.append(name))

    assert [] == made
    assert pages == stage(again.publication)


def test_a_deleted_store_gives_the_same_bytes(before: tuple[Folder, Prepared, dict[str, bytes]]) -> None:
    """Results can be deleted at any time."""
    folder, _, pages = before
    shutil.rmtree(folder.cache)

    assert pages == stage(prepare(folder, on=DAY).publication)
