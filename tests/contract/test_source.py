"""What holds of the whole source: size, layers, docstrings, no address that is fetched, nothing heavy."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/faden"
MODULES = sorted(SOURCE.rglob("*.py"))
BIN = Path(sys.executable).parent

MOST_LINES = 400
MOST_STATEMENTS = 40

HEAVY = {
    "bertopic", "hdbscan", "jinja2", "lxml", "mkdocs", "numpy", "onnx", "onnxruntime", "pandas",
    "sentence_transformers", "sklearn", "starlette", "torch", "transformers", "umap", "uvicorn",
}  # fmt: skip
"""Packages that take long to load; they are imported inside the functions that need them."""

BASIC = {"ruamel", "pydantic", "typer", "rich", "click"}


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment, where there is no network for it either."""
    offline = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | offline | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def _tool(name: str) -> str:
    path = BIN / name
    if not path.is_file():
        pytest.skip(f"{name} is not installed here; it comes with the tools for development")
    return str(path)


def _tracked() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone: what is tracked cannot be told")
    listed = _run("git", "ls-files", "-z")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    """At most 400 lines (STYLE); where it grows beyond, it does two things."""
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


def test_there_is_one_way_to_the_terminal() -> None:
    """`cli.showing` makes visible what would act on a screen; other ways would not."""
    ways = {
        path.relative_to(SOURCE).as_posix(): len(
            re.findall(r"typer\.(?:secho|echo)\(|\bprint\(", path.read_text("utf-8"))
        )
        for path in sorted(SOURCE.glob("cli/*.py"))
    }

    told = {
        "cli/showing.py": 2,
        "cli/pseudonyms.py": 1,
        "cli/reviewing.py": 1,
    }  # a list into a file; inverted words
    assert told == {name: n for name, n in ways.items() if n}


def test_the_layers_hold() -> None:
    """Evidence flows one way; each heavy library has one door."""
    run = _run(_tool("lint-imports"), "--no-cache")

    assert 0 == run.returncode, run.stdout[-3000:]


def test_everything_public_is_documented() -> None:
    """Ranges, units and errors stand in the docstring or nowhere."""
    run = _run(_tool("interrogate"), "-q", "src/faden")

    assert 0 == run.returncode, run.stdout


def test_the_linter_sees_every_module() -> None:
    """An excluded folder is a folder in which everything is allowed."""
    run = _run(_tool("ruff"), "check", "--show-files", "src")
    seen = {Path(line).resolve() for line in run.stdout.splitlines()}

    assert [] == [path.relative_to(ROOT).as_posix() for path in MODULES if path.resolve() not in seen]


HELP = """
import sys
from faden.cli.main import main
sys.argv = ["faden", "--help"]
try:
    main()
except SystemExit:
    pass
"""


@pytest.mark.parametrize(
    "code",
    ["import faden", HELP],
)
def test_starting_loads_nothing_heavy(code: str) -> None:
    """`import faden` and `faden --help` answer at once; models and pages come when they are needed."""
    listing = f"{code}\nimport sys; print('\\n' + ' '.join(sorted({{n.split('.')[0] for n in sys.modules}})))"

    run = _run(sys.executable, "-X", "utf8", "-c", listing)

    assert 0 == run.returncode, run.stderr
    assert set() == HEAVY & set(run.stdout.splitlines()[-1].split())


def test_importing_faden_alone_loads_next_to_nothing() -> None:
    """Not even what reads its files."""
    run = _run(sys.executable, "-c", "import faden, sys; print(*{n.split('.')[0] for n in sys.modules})")

    assert set() == BASIC & set(run.stdout.split())


FETCHERS = {
    "aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "telnetlib", "urllib.request",
    "urllib3", "websockets", "xmlrpc.client",
}  # fmt: skip


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_can_fetch_anything(path: Path) -> None:
    """Nothing phones home: no module imports what speaks to other machines."""
    assert set() == FETCHERS & _imported(ast.parse(path.read_text(encoding="utf-8")))


ADDRESS = re.compile(
    r"""(?:src|srcset|href|action|poster|data)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    r"""|@import\s+["'](?:https?:)?//|(?:fetch|import|open|EventSource|WebSocket)\(\s*["'`](?:https?:|wss?:)//"""
)


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(SOURCE.rglob("*")) if p.suffix in {".html", ".css", ".js", ".mjs", ".svg", ".xml"}],
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_no_page_asks_another_machine(path: Path) -> None:
    """No script, style, font or picture from elsewhere; namespaces and licences are only names."""
    found = [m.group() for m in ADDRESS.finditer(path.read_text(encoding="utf-8"))]

    assert [] == found


MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|home|root|Users|mnt)/[\w.-]+|[A-Z]:\\\\?Users\\")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    """Such a path works for one person, and tells who it was."""
    text_of = {
        ".py",
        ".md",
        ".toml",
        ".yaml",
        ".yml",
        ".json",
        ".csv",
        ".txt",
        ".ipynb",
        ".html",
        ".js",
        ".cfg",
        "",
    }
    found = [
        f"{name}: {match.group()}"
        for name in _tracked()
        if Path(name).suffix in text_of and name != Path(__file__).relative_to(ROOT).as_posix()
        for match in MACHINE.finditer((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]

    assert [] == found


def test_nothing_that_holds_clear_names_is_tracked() -> None:
    """Originals and vaults live outside the study; a vault that is synthetic says so in its name."""
    raw = {".docx", ".odt", ".rtf", ".mp3", ".wav", ".m4a", ".mp4", ".vtt", ".srt", ".age", ".key"}

    assert [] == [name for name in _tracked() if name.startswith("interviews/") and Path(name).suffix in raw]


OLDEST_PYTHON = "3.11.2"
"""Python of Debian 12, which newcomers have."""


def test_every_locked_package_installs_on_the_oldest_python() -> None:
    """A lock written by a newer Python names packages that Debian's Python refuses."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    locked = [line.split("==")[0] for line in lines if "==" in line]
    refusing = []
    for name in locked:
        try:
            wanted = metadata(name)["Requires-Python"] or ""
        except PackageNotFoundError:
            continue  # locked for other systems; here it cannot be asked
        if OLDEST_PYTHON not in SpecifierSet(wanted):
            refusing.append(f"{name}: {wanted}")

    assert [] == refusing


@pytest.mark.parametrize("path", sorted((ROOT / "tests/browser").glob("*.py")), ids=lambda path: path.stem)
def test_browser_tests_wait_with_functions(path: Path) -> None:
    """The rules of faden's pages let no string be evaluated: one that must be asked twice throws an error."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        node.target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    waited = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "wait_for_function"
    ]
    asked = {
        each.lineno: each.value if isinstance(each, ast.Constant) else named[ast.unparse(each)]
        for each in waited
    }

    assert [] == [line for line, script in asked.items() if not str(script).lstrip().startswith("(")]
