"""A site that stands already, made of the very same content, is not built again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from faden.build.graph import tool_digest
from faden.core.files import digest, write_atomic
from faden.site.markdown import stage
from faden.site.mkdocs import SiteReport, build_site

if TYPE_CHECKING:
    from pathlib import Path

    from faden.publish.pages import Publication


def keep_site(publication: Publication, build_folder: Path) -> tuple[SiteReport, bool]:
    """Build the site, unless the one that stands there is of the same content and untouched.

    Args:
        publication: What the site shows.
        build_folder: ``build`` of a study.

    Returns:
        The report, and whether the site that stood there was kept.

    Raises:
        SiteError: The publication is not whole, or mkdocs has failed.
    """
    record = build_folder / "cache/site.json"
    key = _key(publication)
    site = build_folder / "site"
    files = _files(site)
    if files and _recorded(record) == {"key": key, "files": files}:
        pages = {code: len(publication.pages[code]) for code in publication.languages}
        return SiteReport(site, pages, len(files)), True
    report = build_site(publication, build_folder)
    write_atomic(record, json.dumps({"key": key, "files": _files(site)}, sort_keys=True))
    return report, False


def _key(publication: Publication) -> str:
    content = stage(publication) | {f"file:{path}": data for path, data in publication.files.items()}
    parts = [f"{path}\0{digest(content[path])}" for path in sorted(content)]
    return digest("\n".join([tool_digest(), *parts]))


def _files(site: Path) -> dict[str, str]:
    """Digest of each file of a site; empty where there is none."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _recorded(record: Path) -> object:
    try:
        return json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
