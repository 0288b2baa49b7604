"""The demonstration study can be released; what leaks is stopped (FIELD DP-4, DP-5, DP-12)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from faden.build.leaks import Sought, check_output, check_sources, sought
from faden.build.publication import prepare
from faden.build.releasing import RELEASES, check_before, note_release
from faden.core.files import write_atomic
from faden.core.problems import errors
from faden.core.yaml import dump
from faden.protection.leaks.allowed import Allowed
from faden.publish.release import QUESTIONS
from faden.site.keeping import keep_site
from faden.study.folder import Folder, find_folder
from tools.demo_vault import REVIEWERS, make

ROOT = Path(__file__).parents[2]
NAME = "Gesine Thormählen"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Sought]:
    """A copy of the study with the synthetic vault, whose passphrase is public."""
    root = tmp_path_factory.mktemp("study")
    for name in ("research", "interviews", "analysis", "prototypes", "site"):
        shutil.copytree(ROOT / name, root / name)
    if (ROOT / "build/cache").is_dir():  # clusters take a minute; what is kept is keyed by content
        shutil.copytree(ROOT / "build/cache", root / "build/cache")
    folder = find_folder(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FADEN_VAULTS", str(tmp_path_factory.mktemp("vaults")))
        return folder, sought(make(folder))


def _review(folder: Folder, digest: str) -> None:
    answers = dict.fromkeys(QUESTIONS, "Nein, erfunden. / No, invented.")
    reviews = [
        {"by": by, "on": "2025-10-06", "outcome": "release", "of": digest, "answers": answers}
        for by in REVIEWERS
    ]
    write_atomic(
        folder.root / "research/reviews.yaml", dump({"format": "faden.reviews/1", "reviews": reviews})
    )


@pytest.mark.slow
def test_dp_12_the_demonstration_can_be_released(demonstration: tuple[Folder, Sought]) -> None:
    """Cleared by a person, reviewed by two, searched byte by byte: no alarm where nothing leaks."""
    folder, names = demonstration
    _review(folder, prepare(folder, draft=False).digest)
    prepared = prepare(folder, draft=False)
    before = [p for p in errors(check_before(folder, prepared, names)) if p.code != "prototype-incomplete"]
    report, _ = keep_site(prepared.publication, folder.build)

    leaking, scan = check_output(report.path, names, "build/site")
    note_release(folder, prepared, files=scan.files, pages=sum(report.pages.values()))

    assert [] == [str(problem) for problem in before]
    assert [] == [str(problem) for problem in leaking]
    assert scan.files > 100
    assert prepared.digest in (folder.root / RELEASES).read_text(encoding="utf-8")


def test_dp_12_without_two_reviews_nothing_is_released(demonstration: tuple[Folder, Sought]) -> None:
    """One person alone cannot release, and nobody can without the names that have to be sought."""
    folder, names = demonstration
    (folder.root / "research/reviews.yaml").unlink(missing_ok=True)
    prepared = prepare(folder, draft=False)

    assert "release-without-review" in {p.code for p in errors(check_before(folder, prepared, names))}
    assert "release-without-vault" in {p.code for p in errors(check_before(folder, prepared, None))}


def test_dp_04_a_name_in_a_transcript_stops_everything(demonstration: tuple[Folder, Sought]) -> None:
    """In text that comes from transcripts one hit means no site, whoever has allowed what."""
    folder, names = demonstration
    path = folder.root / "interviews/I05.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n## t9999 · I\n\nFrau Thormählens Balkon.\n", encoding="utf-8")
    allowing = Sought(names.key, (Allowed(label="[Nachbarin]", where="*", by="mira", on="2025", why="-"),))

    found = {p.code for p in check_sources(folder, allowing)}
    path.write_text(text, encoding="utf-8")

    assert {"leak-in-transcript"} == found
    assert [] == list(check_sources(folder, names))


def test_dp_04_elsewhere_a_person_decides(demonstration: tuple[Folder, Sought], tmp_path: Path) -> None:
    """A page on Bremen may name Bremen, once somebody has said so; the other pages may not."""
    _, names = demonstration
    (tmp_path / "benchmark").mkdir()
    (tmp_path / "benchmark/bremen.html").write_text("<p>Das Projekt aus Bremen</p>", encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>Bremens Angebot</p>", encoding="utf-8")
    decision = Allowed(label="[Großstadt]", where="benchmark/*", by="mira", on="2025-10-06", why="Projekt")

    paths = [p.place.path for p in check_output(tmp_path, names, "site")[0]]
    left = [p.place.path for p in check_output(tmp_path, Sought(names.key, (decision,)), "site")[0]]

    assert ["site/benchmark/bremen.html", "site/index.html"] == paths
    assert ["site/index.html"] == left
