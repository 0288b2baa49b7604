"""The words around commands: usage, headings, types and defaults of their help, in the interface's language.

typer has them in English only; what it knows of an argument or option is kept, and told in our words.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from faden.cli.calling import REFUSED, refuse_swallowed, show_wrong
from faden.cli.showing import say, talk
from faden.core.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE: Final = 1000
"""More characters than any first sentence has."""

_TYPE: Final = re.compile(r"<(.*)>$")
_EXTRAS: Final = re.compile(r"\[(.*)\]$")
_RANGE: Final = re.compile(r"(?P<low>[\d.]+)<=x<=(?P<high>[\d.]+)|x>=(?P<least>[\d.]+)")
_TYPES: Final = (
    (r"(list\[)?(int|float)( range)?\]?", "number"),
    (r"(list\[)?(path|Path|file|directory)\]?", "path"),
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option, as help and messages name it.

    Attributes:
        name: Such as ``--by`` or ``FILE``.
        kind: What may be given, such as ``TEXT`` or ``words|turn``; empty for a switch.
        about: What it is for, in a sentence.
        extras: What else there is to say: default, limits.
    """

    name: str
    kind: str
    about: str
    extras: tuple[str, ...]

    @property
    def record(self) -> tuple[str, str]:
        """The two cells in which help tells of it."""
        more = f"  [{'; '.join(self.extras)}]" if self.extras else ""
        return f"{self.name} {self.kind}".strip(), f"{self.about}{more}"


def parameter(param: Any, ctx: Any) -> Parameter | None:
    """An argument or option in our words; ``None`` where help does not name it."""
    record = param.get_help_record(ctx)
    if record is None:
        return None
    about = param.help or ""
    given, extras = _TYPE.search(record[0]), _EXTRAS.search(record[1][len(about) :])
    if param.param_type_name == "argument":
        return Parameter(argument(param), "", about, ())
    kind = _kind(given[1]) if given else ""
    name = record[0][: given.start()].strip() if given else record[0]
    return Parameter(name, kind, about, tuple(_extras(extras[1])) if extras else ())


def argument(param: Any) -> str:
    """The name of an argument, as help, usage and the handbook write it."""
    key = f"cli.argument.{param.name}"
    return say(key) if key in catalogue() else str(param.name).upper()


def _kind(given: str) -> str:
    known = next((kind for pattern, kind in _TYPES if re.fullmatch(pattern, given)), "text")
    if "|" in given:
        return given.removeprefix("list[").removesuffix("]")
    return say(f"cli.frame.type.{known}")


def _extras(told: str) -> Iterator[str]:
    for each in told.split("; "):
        key, _, value = each.partition(": ")
        if (limits := _RANGE.fullmatch(each)) is not None:
            low, high, least = limits.group("low", "high", "least")
            yield say("cli.frame.from", low=least) if least else say("cli.frame.between", low=low, high=high)
        else:
            told_key = {"default": "default", "required": "required", "env var": "variable"}.get(key)
            yield say(f"cli.frame.{told_key}", value=value) if told_key else each


def usage(command: Any, ctx: Any) -> str:
    """How a command is called: options, and arguments in square brackets where they may be left out."""
    pieces = [say("cli.frame.metavar")]
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            name = argument(param) + (" …" if param.nargs != 1 else "")
            pieces.append(name if param.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        pieces.append(say("cli.frame.command") + " …")
    return " ".join(pieces)


class _Framed:
    """What our commands and groups of commands have in common."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How the command is called."""
        formatter.write_usage(ctx.command_path, usage(self, ctx), prefix=say("cli.frame.usage") + " ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, then options."""
        params = self.get_params(ctx)  # type: ignore[attr-defined]  # of the command that this is mixed into
        for kind in ("argument", "option"):
            told = [parameter(each, ctx) for each in params if each.param_type_name == kind]
            if rows := [each.record for each in told if each is not None]:
                with formatter.section(say(f"cli.frame.{kind}s")):
                    formatter.write_dl(rows)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows help."""
        found = super().get_help_option(ctx)  # type: ignore[misc]  # of the command that this is mixed into
        if found is not None:
            found.help = say("cli.frame.help")
        return found

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take what was typed, unless an option stands where the value of another one is missing."""
        refuse_swallowed(ctx, args)
        return super().parse_args(ctx, args)  # type: ignore[misc]  # of the command that this is mixed into

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        """Run; what was called wrongly is told in our words, with exit status 2."""
        run = super().main  # type: ignore[misc]  # of the command that this is mixed into
        if not standalone_mode:
            return run(*args, standalone_mode=False, **more)
        try:
            status = run(*args, standalone_mode=False, **more)
        except REFUSED as error:
            show_wrong(error)
            sys.exit(error.exit_code)
        except typer.Abort:
            talk("cli.frame.aborted")
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


class Command(_Framed, TyperCommand):
    """A command whose help and errors speak the interface's language."""


class Group(_Framed, TyperGroup):
    """A group of commands whose list breaks sentences instead of cutting them off."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands that are not hidden, with what each is for."""
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(_WHOLE)) for name, one in known if one and not one.hidden]
        with formatter.section(say("cli.frame.commands")):
            formatter.write_dl(rows)
