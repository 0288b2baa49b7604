"""The command line: parse, call one function, show the result.

Exit 0 in order, 1 problems found, 2 wrong call.
"""

from __future__ import annotations

import sys

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
from faden.cli.groups import command_group
from faden.cli.showing import say, show_error
from faden.core.files import storage_error
from faden.core.problems import FadenError

app = command_group(
    say("cli.help"),
    name="faden",
    add_completion=False,
    pretty_exceptions_enable=False,
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
        app(prog_name="faden")  # also where it is started by python -m faden
    except FadenError as error:
        show_error(error.problem)
        sys.exit(1)
    except OSError as error:
        show_error(storage_error(error).problem)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
