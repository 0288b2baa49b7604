"""What axe finds on the pages of the running app: every link followed, some of each kind looked at."""

from __future__ import annotations

import html
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx

from faden.study.folder import find_folder
from measurements.browsing import AXE, Sight, chromium, look_from
from measurements.coding_page import served_app
from measurements.studies import copy_study

IDS: Final = ("app.axe.",)

EACH: Final = 2
"""Pages of a kind that are looked at in each language: such as two transcripts; one with a query."""

WIDTHS: Final = (1280, 375)
SCHEMES: Final = ("light", "dark")


def measure() -> list[dict[str, Any]]:
    """Rules broken, over all pages, languages, widths and colour schemes; nothing without Chromium."""
    if chromium() is None or not AXE.is_file():
        return []
    with tempfile.TemporaryDirectory() as place:
        folder = find_folder(copy_study(Path(place)))
        with served_app(folder, "mira") as start:
            paths = list(_pages(start))
            sights = [
                Sight(f"{path}{'&' if '?' in path else '?'}lang={lang}")
                for path in paths
                for lang in ("de", "en")
            ]
            seen = look_from(start, sights, widths=WIDTHS, schemes=SCHEMES)
    faults = [*seen.violations, *(f"too wide: {page}" for page in seen.wide), *seen.errors, *seen.outside]
    for fault in faults:
        print(fault)
    note = (
        f"{len(paths)} pages in two languages, {seen.loads} looks; wider than the window: {len(seen.wide)}, "
        f"errors: {len(seen.errors)}, asked of others: {len(seen.outside)}"
    )
    return [{"id": "app.axe.violations", "value": len(seen.violations), "n": seen.loads, "note": note}]


def _pages(start: str) -> Iterator[str]:
    """Paths of the pages that can be reached, at most so many of a kind."""
    base = start.partition("/enter")[0]
    waiting, known, kinds = [f"{base}/"], {f"{base}/"}, Counter[str]()
    with httpx.Client(follow_redirects=True, timeout=120) as client:
        client.get(start).raise_for_status()
        while waiting:
            address = waiting.pop(0)
            kind = _kind(address)
            if kinds[kind] == (EACH if kind.endswith("?") else 1) or kind.endswith("?lang"):
                continue
            answer = client.get(address)
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            kinds[kind] += 1
            yield address.removeprefix(f"{base}/")
            for link in re.findall(r'href="([^"#]+)', answer.text):
                found = urljoin(str(answer.url), html.unescape(link))
                if found.startswith(base) and "/static/" not in found and found not in known:
                    known.add(found)
                    waiting.append(found)


def _kind(page: str) -> str:
    """What sort of page it is: path and query without what differs from one to the next."""
    address = urlsplit(page)
    first, *rest = address.path.strip("/").split("/")
    tool = bool(rest) and rest[0].isalpha() and rest[0].islower() and first != "handbook"
    known = [first, *(part if tool and at == 0 else "*" for at, part in enumerate(rest))]
    asked = sorted(set(parse_qs(address.query, keep_blank_values=True)))
    return "/".join(known) + "?" + "&".join(asked)
