"""What was wrong with a call, in the interface's language: what is missing or unknown, and how to go on."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, Final

import typer

from faden.cli.showing import say, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

REFUSED: Final[Any] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
"""What typer raises where a call is wrong."""

_UNKNOWN: Final = re.compile(r"No such command '(?P<name>.*?)'\.?(?: Did you mean (?P<others>.*)\?)?")
_EXTRA: Final = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL)


def refuse_swallowed(ctx: Any, args: Sequence[str]) -> None:
    """Refuse a call in which an option has no value, so that the next option would be taken for it."""
    options = {
        form: each
        for each in ctx.command.get_params(ctx)
        if each.param_type_name == "option"
        for form in (*each.opts, *each.secondary_opts)
    }
    typed = [*takewhile(lambda word: word != "--", args)]
    for word, after in [*pairwise(typed), *((last, None) for last in typed[-1:])]:
        waits = word in options and not options[word].is_flag
        if waits and (after in options or after is None):
            key = "cli.frame.value-missing" if after is None else "cli.frame.value-swallowed"
            ctx.fail(say(key, option=word, value=after, about=options[word].help or ""))


def show_wrong(error: Any) -> None:
    """Tell what is wrong with a call, on stderr."""
    if type(error).__name__ == "NoArgsIsHelpError":
        tell(error.ctx.get_help(), err=True)
        return
    tell(_what(error), err=True)
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        from faden.cli.frame import usage

        called = f"{ctx.command_path} {usage(ctx.command, ctx)}"
        tell("    " + say("cli.frame.hint", usage=called, command=ctx.command_path), err=True)


def _what(error: Any) -> str:
    told = _KINDS.get(type(error).__name__, _other)(error)
    return told or str(error.format_message())


def _option(error: Any) -> str:
    others = [each for each in error.possibilities or () if each]
    return say("cli.frame.option-unknown", option=error.option_name) + _meant(others)


def _bad_option(error: Any) -> str:
    if "does not take" in error.message:
        return say("cli.frame.value-extra", option=error.option_name)
    return say("cli.frame.value-missing", option=error.option_name, about=_about(error, error.option_name))


def _missing(error: Any) -> str:
    from faden.cli.frame import argument

    param = error.param
    if param is None:
        return ""
    name = argument(param) if param.param_type_name == "argument" else max(param.opts, key=len)
    return say("cli.frame.missing", name=name, about=param.help or "")


def _bad(error: Any) -> str:
    from faden.cli.frame import argument, parameter

    param = error.param
    if param is None or error.ctx is None:
        return str(error.message)
    if param.param_type_name == "argument":
        return say("cli.frame.value-wrong", name=argument(param), about=param.help or "")
    told = parameter(param, error.ctx)
    name, kind = max(param.opts, key=len), told.kind if told is not None else ""
    if "|" in kind:
        return say("cli.frame.choice-wrong", name=name, choices=", ".join(kind.split("|")))
    if kind == say("cli.frame.type.number"):
        return say("cli.frame.number-wrong", name=name, about=param.help or "")
    return say("cli.frame.value-wrong", name=name, about=param.help or "")


def _other(error: Any) -> str:
    if (found := _UNKNOWN.fullmatch(error.message)) is not None:
        others = re.findall(r"'([^']*)'", found["others"] or "")
        return say("cli.frame.command-unknown", name=found["name"]) + _meant(others)
    if (found := _EXTRA.fullmatch(error.message)) is not None:
        return say("cli.frame.extra", words=found["words"])
    return say("cli.frame.command-missing") if error.message.startswith("Missing command") else ""


def _meant(others: Sequence[str]) -> str:
    return " " + say("cli.frame.meant", others=", ".join(others)) if others else ""


def _about(error: Any, option: str) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx is not None else ()
    return next((each.help or "" for each in params if option in each.opts), "")


_KINDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "NoSuchOption": _option,
    "BadOptionUsage": _bad_option,
    "MissingParameter": _missing,
    "BadParameter": _bad,
}
