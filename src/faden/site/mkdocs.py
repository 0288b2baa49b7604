"""The one door to mkdocs: staged files become a site, whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.core.files import inside, write_atomic
from faden.site.errors import SiteError
from faden.site.finish import finish
from faden.site.markdown import stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.publish.pages import Publication

_MESSAGE: Final = 600
"""So many characters of what mkdocs says are passed on, counted from the end."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was built.

    Attributes:
        path: The folder of the site.
        pages: Language → number of pages.
        files: Number of all files of the site.
    """

    path: Path
    pages: Mapping[str, int]
    files: int


def build_site(publication: Publication, build_folder: Path) -> SiteReport:
    """Build the site of a publication.

    The staged files are written to ``src`` and the site to ``site`` below the build folder. A site that
    stood there before is replaced at the end in one step; where anything fails, it stays as it was.
    The same publication gives the same bytes.

    Args:
        publication: What the site shows.
        build_folder: ``build`` of a study; made if it is missing.

    Raises:
        SiteError: The publication is not whole, or mkdocs has failed.
    """
    staged = stage(publication)
    source = build_folder / "src"
    _write_staged(source, staged)
    with _beside(build_folder) as fresh:
        first = publication.languages[0]
        for language in publication.languages:
            target = fresh if language == first else fresh / language
            _run(source, language, target)
        for path in publication.files:
            write_atomic(inside(fresh, path), publication.files[path])
        finish(fresh, publication)
        files = sum(1 for path in fresh.rglob("*") if path.is_file())
        _swap(fresh, build_folder / "site")
    pages = {language: len(publication.pages[language]) for language in publication.languages}
    return SiteReport(build_folder / "site", pages, files)


def _write_staged(source: Path, staged: Mapping[str, bytes]) -> None:
    """Write what is new and remove what is no longer staged; untouched files keep their times."""
    for name, content in staged.items():
        write_atomic(inside(source, name), content)
    for path in sorted(source.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(source).as_posix() not in staged:
            path.unlink()


@contextmanager
def _beside(build_folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, gone afterwards; it may have been moved away."""
    folder = Path(tempfile.mkdtemp(prefix=".site-", dir=build_folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(fresh: Path, site: Path) -> None:
    fresh.chmod(0o755)
    old = site.with_name(f"{fresh.name}-old")
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _run(source: Path, language: str, target: Path) -> None:
    """Build one language; mkdocs empties its folder first, so the default language comes first.

    Not with ``-q``: mkdocs then does not count its warnings, and ``--strict`` lets them pass.
    """
    config = source / f"mkdocs.{language}.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    fixed = {"SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments, no shell
        [*command, "-f", str(config.resolve()), "-d", str(target.resolve())],
        env=os.environ | quiet | fixed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines()
        message = "\n".join(line for line in said if not line.startswith("INFO"))[-_MESSAGE:]
        raise SiteError("site-build-failed", f"build/src/{config.name}", language=language, message=message)
