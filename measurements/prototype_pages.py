"""Pages of prototypes: how fast they are made, how heavy they are, what hostile words do, Lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from faden.core.files import write_atomic
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import render_prototype, start_path
from faden.prototypes.spec import Prototype, read_prototype
from faden.study.folder import find_folder
from faden.study.settings import read_settings
from measurements.browsing import chromium, served, visit
from measurements.studies import ROOT

IDS: Final = ("prototype.render.", "prototype.page.", "prototype.hostile.", "prototype.lighthouse")
LIGHTHOUSE: Final = ROOT / ".tools/lighthouse/node_modules/.bin/lighthouse"
HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "]]><svg/onload=alert(1)>",
    "</title></head><body onload=alert(1)>",
    "\u202egnirts\u2066\u2067",
    "x" * 10_000,
)
"""Scripts, broken markup, templates, characters that turn the reading direction, a word without end."""


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(key for key, _ in attrs)))


def measure() -> list[dict[str, Any]]:
    """Seconds, kilobytes, harm, and points where Chromium and Lighthouse are there."""
    folder = find_folder(ROOT)
    settings = read_settings(folder).value
    prototypes = [(p, value) for p in folder.prototypes() if (value := read_prototype(folder, p).value)]
    if settings is None or not prototypes:
        return []
    path, prototype = prototypes[0]
    pictures, _ = read_pictures(path, prototype)
    large = _thirty(prototype)
    begun = time.perf_counter()
    files = render_prototype(large, settings, pictures)
    seconds = time.perf_counter() - begun
    pages = [content for name, content in files.items() if name.endswith(".html")]
    note = f"{len(large.screens)} screens, {len(large.languages)} languages, {len(pages)} pages"
    found = [
        {"id": "prototype.render.seconds", "value": round(seconds, 2), "n": len(pages), "note": note},
        {"id": "prototype.page.size", "value": round(max(map(len, pages)) / 1000, 1), "n": len(pages)},
    ]
    harm, looked = _harm(prototype, settings, pictures)
    found.append(
        {"id": "prototype.hostile.harm", "value": len(harm), "n": looked, "note": "; ".join(harm[:3])}
    )
    if LIGHTHOUSE.exists() and chromium() is not None:
        points = _lighthouse([(p, v, settings) for p, v in prototypes])
        note = (
            "on a phone of Lighthouse's: each start in every language, screens and states without rows in one"
        )
        found.append({"id": "prototype.lighthouse", "value": min(points), "n": len(points), "note": note})
    return found


def _thirty(prototype: Prototype) -> Prototype:
    """The prototype with its screens again under other ids until there are thirty."""
    more = [
        screen.model_copy(update={"id": f"{screen.id}-again{turn}", "start": False})
        for turn in range(30)
        for screen in prototype.screens
    ]
    return prototype.model_copy(update={"screens": (*prototype.screens, *more)[:30]})


def _poisoned(value: object, hostile: str, languages: frozenset[str]) -> object:
    if isinstance(value, dict):
        local = bool(value) and set(value) <= languages
        return {k: f"{v} {hostile}" if local else _poisoned(v, hostile, languages) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_poisoned(each, hostile, languages) for each in value]
    return value


def _harm(prototype: Prototype, settings: Any, pictures: dict[str, str]) -> tuple[list[str], int]:
    """Pages whose elements change, that ask elsewhere, or whose scripts fail, for hostile words."""
    clean = render_prototype(prototype, settings, pictures)
    harm: list[str] = []
    looked = 0
    for hostile in HOSTILE:
        languages = frozenset(prototype.languages)
        spec = Prototype.model_validate(_poisoned(prototype.model_dump(), hostile, languages))
        files = render_prototype(spec, settings, pictures)
        for name, content in files.items():
            if name.endswith(".html"):
                looked += 1
                if _seen(clean[name]) != _seen(content) or b"\xe2\x80\xae" in content:
                    harm.append(f"{name}: {hostile[:20]}")
        if chromium() is not None:
            with tempfile.TemporaryDirectory() as place:
                for name, content in files.items():
                    write_atomic(Path(place) / name, content)
                pages = [name for name in files if name.startswith("ar/") and "." not in name[3:-5]]
                seen = visit(Path(place), pages, widths=(320,))
                harm += [*seen.outside, *seen.errors]
                looked += seen.loads
    return harm, looked


def _seen(page: bytes) -> list[tuple[str, tuple[str, ...]]]:
    tags = _Tags()
    tags.feed(page.decode())
    return tags.seen


def _lighthouse(prototypes: list[tuple[Path, Prototype, Any]]) -> list[int]:
    """Points for accessibility of the start in every language, and of each screen in the first."""
    with tempfile.TemporaryDirectory() as name:
        pages: list[str] = []
        for path, prototype, settings in prototypes:
            files = render_prototype(prototype, settings, read_pictures(path, prototype)[0])
            for file, content in files.items():
                write_atomic(Path(name) / prototype.id / file, content)
            first = prototype.languages[0]
            pages += [f"{prototype.id}/{start_path(prototype, code)}" for code in prototype.languages]
            bare = [f for f in files if f.startswith(f"{first}/") and f.count(".") == 1]
            pages += [f"{prototype.id}/{file}" for file in bare]
        with served(Path(name)) as address:
            points = [_points(f"{address}/{page}") for page in dict.fromkeys(pages)]
    return points


def _points(address: str) -> int:
    command = [str(LIGHTHOUSE), address, "--only-categories=accessibility", "--output=json", "--quiet"]
    command += ["--no-enable-error-reporting"]
    command.append("--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking")
    program = {"CHROME_PATH": str(chromium())}
    run = subprocess.run(command, env=os.environ | program, capture_output=True, check=True)
    return round(100 * float(json.loads(run.stdout)["categories"]["accessibility"]["score"]))
