"""Write the handbook's page of commands from the commands themselves, in German and English.

Run after a command has changed: ``python tools/write_commands.py``. A contract test compares. Help
texts are fetched when the command line is imported, in one language; so each language is a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

HANDBOOK: Final = Path(__file__).resolve().parents[1] / "src/faden/handbook"
LANGUAGES: Final = ("de", "en")


def reference() -> str:
    """The page in the language of ``FADEN_LANG``, as Markdown."""
    import typer.main

    from faden.cli.main import app
    from faden.cli.showing import say

    parts = [f"# {say('handbook.commands.title')}", say("handbook.commands.intro")]
    for name, command in _walk("faden", typer.main.get_command(app)):
        parts += _entry(name, command)
    return "\n\n".join(parts) + "\n"


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with the words by which it is called."""
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for child in children.values():
        yield from _walk(f"{name} {child.name}", child)


def _entry(name: str, command: Any) -> Iterator[str]:
    from faden.cli.showing import say

    told, _, example = (command.help or "").partition("\n\n")
    yield f"## {name}"
    yield told.strip()
    if example:
        yield f"```text\n{example.partition(': ')[2].strip()}\n```"
    rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        head = f"| {say('handbook.commands.option')} | {say('handbook.commands.meaning')} |\n|---|---|"
        yield "\n".join([head, *rows])


def _row(parameter: Any) -> str:
    from faden.cli.frame import argument

    if parameter.param_type_name == "argument":
        named = f"`{argument(parameter)}`"
    else:
        named = ", ".join(f"`{form}`" for form in (*parameter.opts, *parameter.secondary_opts))
    return f"| {named} | {parameter.help or ''} |"


def in_language(language: str) -> str:
    """The page in a language, made by a process of its own."""
    command = [sys.executable, __file__, "--print"]
    environment = os.environ | {"FADEN_LANG": language, "PYTHONIOENCODING": "utf-8"}
    made = subprocess.run(command, env=environment, capture_output=True, check=True)
    return made.stdout.decode("utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(reference())
    else:
        for code in LANGUAGES:
            (HANDBOOK / code / "commands.md").write_text(in_language(code), encoding="utf-8", newline="\n")
