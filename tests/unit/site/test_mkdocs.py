"""A site from first to last, in a folder of its own."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from site_sample import HOSTILE, PROTOTYPE, Seen, made

from faden.publish.pages import Publication
from faden.site.errors import SiteError
from faden.site.mkdocs import SiteReport, build_site

pytestmark = pytest.mark.slow


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def words() -> str:
    """All that is hostile in one text."""
    return " ".join(HOSTILE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, words: str) -> SiteReport:
    """A site whose every text is hostile."""
    return build_site(made(words), tmp_path_factory.mktemp("build"))


def test_it_reports_what_it_built(built: SiteReport) -> None:
    """Where, how many pages in each language, how many files."""
    assert built.pages == {"de": 3, "en": 3}
    assert built.files == len(_digests(built.path))


def test_every_page_carries_the_banners(built: SiteReport) -> None:
    """Also the page for addresses that do not exist."""
    pages = [path for path in built.path.rglob("*.html") if "prototype" not in path.parts]

    assert len(pages) == 8
    assert all("faden-banner--2" in page.read_text("utf-8") for page in pages)


def test_language_and_direction_stand_on_the_root(built: SiteReport) -> None:
    """Screen readers and browsers look for them there."""
    assert '<html lang="en" dir="ltr" class="no-js">' in (built.path / "en/index.html").read_text("utf-8")


def _frame(report: SiteReport) -> Seen:
    seen = Seen()
    seen.feed((report.path / "findings/F01.html").read_text("utf-8"))
    return seen


def test_titles_are_text_in_the_frame_too(built: SiteReport, tmp_path: Path) -> None:
    """Header, window title and contents are made by templates that escape nothing by themselves."""
    seen, harmless = _frame(built), _frame(build_site(made("x"), tmp_path))

    assert {"script", "img", "title", "h1"} & set(seen.tags) == {"script", "img", "title", "h1"}
    assert [n for n in ("script", "img", "title") if seen.tags.count(n) != harmless.tags.count(n)] == []
    assert [name for name in seen.attributes if name.startswith("on")] == []
    away = {address for address in seen.addresses if not address.startswith("#")}
    assert away <= harmless.addresses


def test_files_are_served_as_they_are(built: SiteReport) -> None:
    """A prototype carries its own policy and look."""
    assert (built.path / PROTOTYPE).read_bytes() == made("x").files[PROTOTYPE]


def test_the_same_publication_gives_the_same_bytes(built: SiteReport, tmp_path: Path, words: str) -> None:
    """On another day, in another folder, over another site."""
    build_site(made("x", languages=("en",)), tmp_path)
    again = build_site(made(words), tmp_path)

    assert _digests(built.path) == _digests(again.path)
    assert _digests(built.path.parent / "src") == _digests(tmp_path / "src")


def test_a_failed_build_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a site is worse than yesterday's."""
    before = _digests(build_site(made("x", languages=("de",)), tmp_path).path)
    monkeypatch.setenv("PYTHONHOME", os.devnull)
    with pytest.raises(SiteError) as stopped:
        build_site(made("y", languages=("de",)), tmp_path)

    assert stopped.value.problem.code == "site-build-failed"
    assert before == _digests(tmp_path / "site")
    assert ["site", "src"] == sorted(path.name for path in tmp_path.iterdir())


def test_what_mkdocs_says_is_passed_on(tmp_path: Path) -> None:
    """Who has to put it right needs to know what is wrong."""
    publication = made("x", languages=("de",))
    sections = (replace(publication.sections["de"][0], path="nowhere", id="other"),)
    with pytest.raises(SiteError) as stopped:
        build_site(_with(publication, sections), tmp_path)

    assert "nowhere.md" in str(stopped.value.problem.params["message"])


def _with(publication: Publication, sections: tuple[object, ...]) -> Publication:
    return replace(publication, sections={"de": sections})  # type: ignore[arg-type]  # made by replace above


def test_an_arabic_site_runs_from_right_to_left(tmp_path: Path) -> None:
    """Any language can be a language of the site."""
    report = build_site(made("سلام", languages=("ar",)), tmp_path)

    assert '<html lang="ar" dir="rtl" class="no-js">' in (report.path / "index.html").read_text("utf-8")
