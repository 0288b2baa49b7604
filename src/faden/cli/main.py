"""The command line: parse, call one function, show the result.

Exit 0 in order, 1 problems found, 2 wrong call.
"""

from __future__ import annotations

import sys

import typer

from faden.cli import (
    agreement,
    board,
    build,
    clustering,
    consent,
    exchange,
    importing,
    leaks,
    matrix,
    needs,
    prototype,
    pseudonyms,
    searching,
    study,
    suggesting,
    tools,
    withdrawing,
)
from faden.cli.showing import say, show_error
from faden.core.files import storage_error
from faden.core.problems import FadenError

app = typer.Typer(
    name="faden",
    help=say("cli.help"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    study,
    consent,
    withdrawing,
    importing,
    leaks,
    pseudonyms,
    exchange,
    agreement,
    matrix,
    searching,
    suggesting,
    clustering,
    needs,
    board,
    build,
    prototype,
    tools,
):
    module.register(app)


def main() -> None:
    """Run ``faden``; problems come without a traceback."""
    try:
        app()
    except FadenError as error:
        show_error(error.problem)
        sys.exit(1)
    except OSError as error:
        show_error(storage_error(error).problem)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
