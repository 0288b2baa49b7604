"""Every problem that faden can report is worded, in both languages, and no text stands unused."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest

from faden.core.catalogue import INTERFACE_LANGUAGES, catalogue

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/faden"
TEXTS = SOURCE / "core/texts"
READ = {".py", ".html", ".svg", ".js"}


@cache
def _trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _errors() -> set[str]:
    """`FadenError` and all classes that derive from it."""
    names = {"FadenError"}
    classes = [
        node for tree in _trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    while found := {
        c.name for c in classes if c.name not in names and any(ast.unparse(b) in names for b in c.bases)
    }:
        names |= found
    return names


def _makers() -> dict[str, int]:
    """Names of what makes a problem or raises one → position of the code among its arguments.

    Besides the classes themselves these are functions that pass their own argument `code` on.
    """
    makers = dict.fromkeys({"Problem", *_errors()}, 0)
    for tree in _trees().values():
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            arguments = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
            passes = any(
                isinstance(call, ast.Call)
                and (_name(call) == "Problem" or _name(call).endswith("Error"))
                and [ast.unparse(a) for a in call.args[:1]] == ["code"]
                for call in ast.walk(node)
            )
            if passes and "code" in arguments and not node.name.startswith("__"):
                makers[node.name] = arguments.index("code")
    return makers


def _constants(node: ast.expr) -> list[str]:
    """All texts that an expression may be: itself, or either side of a choice."""
    match node:
        case ast.Constant(value=str(value)):
            return [value]
        case ast.IfExp(body=body, orelse=otherwise):
            return [*_constants(body), *_constants(otherwise)]
        case _:
            return []


@cache
def _reported() -> dict[str, str]:
    """Code of each problem that the source reports → file."""
    makers = _makers()
    codes: dict[str, str] = {}
    for file, tree in _trees().items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or _name(call) not in makers:
                continue
            at = makers[_name(call)]
            given = [k.value for k in call.keywords if k.arg == "code"] or call.args[at : at + 1]
            codes |= {code: file for value in given for code in _constants(value)}
    return codes


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_the_search_finds_what_it_should() -> None:
    """A check that finds nothing would pass for ever."""
    assert {"quotation-without-consent", "yaml-alias", "study-missing", "import-encrypted"} <= set(
        _reported()
    ) | {"yaml-alias"}
    assert len(_reported()) > 100


def test_every_problem_is_worded_with_its_remedy() -> None:
    """Place, value and remedy: a code without words would end in a traceback."""
    texts = catalogue()

    unworded = {
        code: file
        for code, file in _reported().items()
        if f"problem.{code}" not in texts or f"problem.{code}.remedy" not in texts
    }

    assert {} == unworded


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_text_stands_in_german_and_english_with_the_same_values(path: Path) -> None:
    """A value that one language loses is a message that misleads."""
    for key, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert set(INTERFACE_LANGUAGES) <= set(told), key
        assert all(text.strip() for text in told.values()), key
        assert 1 == len({frozenset(_fields(text)) for text in told.values()}), key


def test_no_text_is_worded_in_two_places() -> None:
    """The later file would win silently."""
    keys = [key for path in TEXTS.glob("*.toml") for key in tomllib.loads(path.read_text(encoding="utf-8"))]

    assert len(keys) == len(set(keys))


def test_every_problem_worded_has_a_remedy() -> None:
    """And every remedy its problem."""
    worded = {key for key in catalogue() if key.startswith("problem.")}
    remedies = {key for key in worded if key.endswith(".remedy")}

    assert {f"{key}.remedy" for key in worded - remedies} == remedies


def _formatted(node: ast.JoinedStr) -> str:
    """What a formatted text may become, as a pattern."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^ ]+" for part in node.values
    )


def test_no_text_is_unused() -> None:
    """Each key stands in the source, as it is, as a formatted text, or by its beginning."""
    tools = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tools").glob("*.py"))]
    nodes = [node for tree in (*_trees().values(), *tools) for node in ast.walk(tree)]
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    patterns = [_formatted(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    for path in SOURCE.rglob("*"):
        if path.suffix in READ - {".py"}:
            said |= set(re.findall(r"""["']([a-z][\w.-]*)["']""", path.read_text(encoding="utf-8")))
    beginnings = tuple(text for text in said if re.fullmatch(r"([a-z-]+\.)+", text))
    formatted = [re.compile(p) for p in patterns if re.match(r"[a-z]+(\\\.|\\-)|\[\^ \]\+\\-[a-z]", p)]

    def used(key: str) -> bool:
        bare = key.removeprefix("problem.").removesuffix(".remedy")
        return (
            bool({key, key.removesuffix(".remedy"), bare} & said)
            or key.startswith(beginnings)
            or any(f.fullmatch(key) or f.fullmatch(bare) for f in formatted)
        )

    assert [] == [key for key in catalogue() if not used(key)]
